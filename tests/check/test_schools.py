"""Another school's name where this one's must stand, and what only looks like it."""

from datetime import date

import pytest

from dossier.check.facts import Facts
from dossier.check.schools import other_schools
from dossier.media.passage import BREAK, Passage
from dossier.messages import say
from dossier.model.assessment import Assessment
from factories import Y21, assessment, dossier, evidence, row

REGISTER = row("佐证材料登记", title="B", author="C", file="I")
FACTS = {"学校名称": "云岭县星光实验学校", "曾用名": "青溪小学、青溪镇中心小学"}


def told(*paragraphs: str, facts=FACTS, **fields) -> list[str]:
    """What is told of a document of these paragraphs, registered with `fields`."""
    entry = evidence("a.docx", **({"title": "工作计划", "row": REGISTER} | fields))
    passages = tuple(
        Passage(say("paragraph {number}", number=str(n)), one)
        for n, one in enumerate(paragraphs, 1)
    )
    made = dossier(evidence=(entry,), facts=facts)
    seen = Facts(made, {}, (), Assessment(), (), {"a.docx": passages})
    return [f"{f.place}: {f.text.spoken('en')}" for f in other_schools(seen)]


def test_the_title_of_another_schools_plan():
    """a registered title that begins with the name of another school is told in its cell."""
    (one,) = told(title="2021年平安镇第二小学德育工作计划")
    assert one == (
        "test.xlsx!佐证材料登记!B2: '2021年平安镇第二小学德育工作计划' names another school,"
        " '平安镇第二小学'"
    )


@pytest.mark.parametrize(
    "title",
    [
        "青溪小学控辍保学工作方案",  # its former name
        "星光实验学校与平安小学结对帮扶协议",
        "平安小学来校交流活动方案",
        "云岭县义务教育学校教师交流办法",
        "青溪镇中心学校2021年工作要点",  # the office of the township
        "全县中小学校园安全检查通报",
        "农村小学营养改善计划实施方案",
    ],
)
def test_titles_that_are_right(title):
    """partners, former names, offices above and kinds of schools are no other school."""
    assert told(title=title) == []


def test_the_heading_of_another_school():
    """a document whose heading is another school's is told with place, words and remedy."""
    assert told("平安小学文件", "关于开展控辍保学工作的通知", "各班级：") == [
        "evidence/a.docx: paragraph 1: '平安小学文件' names another school, '平安小学'"
    ]


def test_the_signature_of_another_school():
    """a 落款 of another school is told, on lines of their own or on one of a page."""
    body = ("工作计划", "为做好各项工作，制定本计划。")
    expected = "'平安小学教导处' names another school, '平安小学'"
    (apart,) = told(*body, "平安小学教导处", "2021年10月8日")
    assert apart.endswith(expected)
    (page,) = told(BREAK.join((*body, "平安小学教导处", "2021年10月8日星")))
    assert page.endswith(expected)


@pytest.mark.parametrize(
    "last",
    [
        ("星光实验学校教导处", "2021年10月8日"),
        ("平安小学", "星光实验学校", "2021年10月8日"),  # both signed
        ("云岭县教育和体育局", "2021年10月8日"),
        ("青溪镇中心校", "2021年10月8日"),
    ],
)
def test_signatures_that_are_right(last):
    """the school itself, both of an agreement, and the bodies above may sign."""
    assert told("工作计划", "为做好各项工作，制定本计划。", *last) == []


def test_another_school_speaks_of_itself():
    """a sentence in which another school speaks of itself is told."""
    (one,) = told("工作总结", "平安小学现有学生613人，教师41人。")
    assert one == (
        "evidence/a.docx: paragraph 2: '平安小学现有学生613人，教师41人。' names another school,"
        " '平安小学'"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "我校教师赴平安小学交流学习。",
        "县运动会由平安小学承办，我校获得第一名。",
        "平安小学现有学生613人，与我校结对。",
        "青溪小学创办于1958年。",
        "白鹤村小实行走教。",
    ],
)
def test_schools_that_are_only_mentioned(sentence):
    """hosts, partners and the school's own past are let be."""
    assert told("工作总结", sentence) == []


def test_what_the_register_says_itself():
    """a document that is registered as another school's may bear its name."""
    assert told("平安小学文件", author="平安小学", title="平安小学接收函") == []


def test_documents_of_bodies_above_speak_of_many_schools():
    """a report of the bureau may tell how each school is."""
    assert told("督导情况通报", "平安小学现有学生613人。", author="云岭县教育和体育局") == []


def test_the_schools_own_words():
    """自评说明 that another school wrote is told in its cell."""
    at = row("自评说明", practice="C", problems="D", measures="E")
    wrong = assessment(practice=("平安小学高度重视招生工作。",), row=at)
    made = dossier(assessments=(wrong,), facts=FACTS)
    (finding,) = other_schools(Facts(made, {}, (), Assessment(), ()))
    assert finding.place == "test.xlsx!自评说明!C2"


def test_a_school_without_a_name():
    """as long as the school has no name, nothing is another's."""
    assert told(title="平安小学工作计划", facts={}, year=Y21, dated=date(2021, 10, 8)) == []
