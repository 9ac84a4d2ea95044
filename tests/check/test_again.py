"""One text handed in for two years, and texts that only look like one."""

import pytest

from dossier.check.again import texts_again
from dossier.check.facts import Facts
from dossier.media.passage import CELL, Passage
from dossier.messages import say
from dossier.model.assessment import Assessment
from factories import Y20, Y21, dossier, evidence, row

REGISTER = row("佐证材料登记", file="I")
PLAN = (
    "为做好{year}—{next}学年度教师培训工作，结合学校实际，制定本计划。",
    "以信息技术应用能力提升和统编教材培训为重点，教师人均培训不少于60学时。",
    "{year}年9月组织全体教师参加校本研修，每月集中学习一次，由教研组长负责记录和考勤。",
    "新教师由骨干教师结对指导，每学期听课不少于二十节，期末由教科室组织汇报课并评议。",
    "培训经费按公用经费预算的百分之五以上安排，学年末由总务处公布使用情况，接受监督。",
)
OTHER = (
    "为落实双减要求，提高作业设计与课后服务能力，制定{year}—{next}学年度培训计划。",
    "围绕单元整体教学开展专题研修，语文、数学、英语学科各承担两次县级展示活动。",
    "选派十二名教师到教师进修学校跟岗，返校后在教研组作专题讲座，资料归入业务档案。",
    "暑假组织全员学习新课程方案，开学前完成考核，不合格的由教科室安排补训并登记学分。",
    "依托国家智慧教育平台开设线上课程，教师自选三门，结业证书交办公室存档备查。",
)


def of_year(paragraphs, start: int) -> tuple[Passage, ...]:
    return tuple(
        Passage(say("paragraph {number}", number=str(n)), text.format(year=start, next=start + 1))
        for n, text in enumerate(paragraphs, 1)
    )


def told(first, second, **fields) -> list[str]:
    entries = (
        evidence("a.docx", title="2020年计划", year=Y20, row=REGISTER),
        evidence("b.docx", **({"title": "2021年计划", "year": Y21, "row": REGISTER} | fields)),
    )
    texts = {"a.docx": of_year(first, 2020), "b.docx": of_year(second, 2021)}
    seen = Facts(dossier(evidence=entries), {}, (), Assessment(), (), texts)
    return [f"{f.place}: {f.text.spoken('en')}" for f in texts_again(seen)]


def test_last_years_text_with_another_year():
    """a text in which only years were changed is told with both titles and how much is the same."""
    (one,) = told(PLAN, PLAN)
    assert one.startswith(
        "test.xlsx!佐证材料登记!I2: '2021年计划' of 2021—2022学年度 and '2020年计划' of"
        " 2020—2021学年度 are the same text to 100%: '为做好学年度教师培训工作"
    )


@pytest.mark.parametrize(
    ("second", "fields"),
    [
        (OTHER, {}),  # an honest plan
        ((*PLAN[:2], *OTHER[2:]), {}),  # with the same beginning
        (PLAN, {"year": Y20}),  # two copies of one year
        (PLAN, {"year": None}),  # what is wanted once
        (PLAN, {"author": "云岭县教育和体育局"}),
        (tuple(text.replace("，", CELL) for text in PLAN), {}),  # forms
        (PLAN[:2], {}),
    ],
)
def test_texts_that_are_right(second, fields):
    """honest plans, one year, documents from above, tables and short forms are let be."""
    assert told(PLAN if len(second) > 2 else PLAN[:2], second, **fields) == []
