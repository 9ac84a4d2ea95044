"""Days within documents against the register, and days after 成文日期."""

from datetime import date

import pytest

from dossier.check.facts import Facts
from dossier.check.told_dates import dates_after_documents, dates_within
from dossier.facts import replace
from dossier.media.passage import CELL, Passage
from dossier.messages import say
from dossier.model.assessment import Assessment
from factories import Y21, dossier, evidence, row, task

REGISTER = row("佐证材料登记", dated="E", year="F")


def told(*paragraphs: str, **fields) -> list[str]:
    """What is told of the days in a document of these paragraphs."""
    passages = tuple(
        Passage(say("paragraph {number}", number=str(n)), one)
        for n, one in enumerate(paragraphs, 1)
    )
    entry = evidence("a.docx", **({"row": REGISTER} | fields))
    seen = Facts(dossier(evidence=(entry,)), {}, (), Assessment(), (), {"a.docx": passages})
    return [f"{f.place}: {f.text.spoken('en')}" for f in dates_within(seen)]


def test_a_signature_of_another_day():
    """a 落款 that is not the registered date is told with both."""
    assert told("计划", "星光实验学校", "2020年10月8日", dated=date(2021, 10, 8)) == [
        "test.xlsx!佐证材料登记!E2: paragraph 3: '2020年10月8日', but 2021-10-08 is registered"
    ]


def test_a_signature_outside_its_year():
    """where no date is registered, a 落款 outside the year is told."""
    (one,) = told("计划", "星光实验学校", "2020年3月1日", dated=None, year=Y21)
    assert one.startswith("test.xlsx!佐证材料登记!F2: paragraph 3: '2020年3月1日' is outside 2021")


def test_a_meeting_outside_its_year():
    """the day of a meeting that is no day of the year is told, though the 落款 is right."""
    (one,) = told(
        "会议记录", "会议时间：2020年9月3日下午", "2021年10月8日", dated=date(2021, 10, 8)
    )
    assert "'会议时间：2020年9月3日下午' is outside 2021" in one


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("计划", "星光实验学校", "2021年10月8日"),
        ("计划", "星光实验学校二〇二一年十月八日"),
        ("计划", "星光实验学校", "2021年10月8日", "附件", "教导处", "2020年3月1日"),
        ("计划", "根据2020年3月1日的通知，制定本计划。", "星光实验学校", "2021年10月8日"),
        (f"时间{CELL}2021年10月8日15:30{CELL}地点{CELL}会议室",),
        ("没有日期的文件",),
        ("计划", "2020年3月1日至2020年3月9日"),
    ],
)
def test_days_that_are_right(paragraphs):
    """the registered day among several, in words or with a name, and days within sentences."""
    assert told(*paragraphs, dated=date(2021, 10, 8)) == []


def late(day: date, **days: date) -> list[str]:
    made = dossier(
        evidence=(evidence(dated=day, row=REGISTER),),
        tasks=(task(signed=day, row=row("任务分解表", signed="F")),),
        dated=date(2022, 7, 1),
    )
    made = replace(made, school=replace(made.school, days=days))
    seen = Facts(made, {}, (), Assessment(), ())
    return [f"{f.place}: {f.text.spoken('en')}" for f in dates_after_documents(seen)]


def test_days_after_the_documents():
    """evidence and signatures that are younger than the documents that rest on them are told."""
    said = "the date 2022-07-02 is after 2022-07-01, the day of the documents"
    assert late(date(2022, 7, 2), 成文日期=date(2022, 7, 1), 检查日期=date(2022, 7, 5)) == [
        f"test.xlsx!佐证材料登记!E2: {said}",
        f"test.xlsx!任务分解表!F2: {said}",
    ]


@pytest.mark.parametrize("day", [date(2022, 7, 1), date(2022, 6, 30), date(2022, 7, 6)])
def test_days_before_the_documents(day):
    """the day itself and those before it are right; what is after all days is told elsewhere."""
    assert late(day, 成文日期=date(2022, 7, 1), 检查日期=date(2022, 7, 5)) == []
