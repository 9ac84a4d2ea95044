"""What a file proves, of which year, and how sure that is."""

import pytest
from test_dates_of_papers import paper

from dossier.model.standard import Every
from dossier.propose import Confidence, proposed
from factories import F21, Y20, Y21, dossier, indicator, requirement

STANDARD = dossier(
    school_years=(Y20, Y21),
    fiscal_years=(F21,),
    indicators=(
        indicator("B01", name="随迁子女就学"),
        indicator("B02", name="留守儿童关爱体系"),
        indicator("B16", name="教师培训经费"),
        indicator("B23", name="校园及周边安全"),
    ),
    requirements=(
        requirement("B01-1", name="随迁子女接收办法", every=Every.ONCE),
        requirement("B01-2", name="随迁子女花名册"),
        requirement("B02-2", indicator="B02", name="留守儿童花名册及结对帮扶表"),
        requirement("B02-3", indicator="B02", name="留守儿童关爱活动照片"),
        requirement("B16-2", indicator="B16", name="教师培训经费支出凭证", every=Every.FISCAL_YEAR),
        requirement("B23-1", indicator="B23", name="安全工作制度与应急预案", every=Every.ONCE),
    ),
)


def of(one, facts=STANDARD):
    found, left = proposed(facts, [one])
    assert len(found) + len(left) == 1
    return found[0] if found else None


def test_a_heading_that_is_what_is_asked_for():
    """a paper whose heading is the name of a material is that, surely, and of the year it names."""
    lines = ("2021—2022学年度随迁子女花名册", "序号\t姓名", "星光实验学校", "2021年9月17日")
    one = of(paper(*lines, name="扫描/新建文档(3).docx"))
    assert (one.requirement.code, one.confidence) == ("B01-2", Confidence.HIGH)
    assert (one.title, one.year) == (lines[0], Y21)
    said = "；".join(ground.spoken("zh_CN") for ground in one.grounds)
    assert "随迁子女花名册" in said
    assert "落款" in said


def test_folder_and_name_tell_where_there_are_no_words():
    """a scan is known by its name, and by the folder between two that might be."""
    one = of(paper(name="B02留守儿童/花名册2020—2021学年.pdf"))
    assert (one.requirement.code, one.year, one.dated) == ("B02-2", Y20, None)
    assert of(paper(name="B01随迁子女/花名册.pdf")).requirement.code == "B01-2"


def test_a_code_in_the_name_decides():
    """who writes the code of a material means it."""
    one = of(paper(name="B23-1 花名册.pdf"))
    assert (one.requirement.code, one.confidence) == ("B23-1", Confidence.HIGH)


def test_what_is_like_nothing_is_not_proposed():
    """nothing is said below the bound."""
    assert of(paper("午餐食谱", "周一 土豆", name="食谱.docx")) is None


def test_the_year_follows_from_the_date_and_money_from_the_calendar():
    """a paper without a year in its words is of that in which its date lies."""
    roster = of(paper("随迁子女花名册", "星光实验学校", "2021年3月1日"))
    assert roster.year == Y20
    spent = of(paper("教师培训经费支出凭证", "星光实验学校", "2021年12月17日"))
    assert spent.year == F21
    rule = of(paper("随迁子女接收办法", "星光实验学校", "2021年3月1日"))
    assert rule.year is None


def test_a_year_that_is_not_asked_for_makes_it_unsure():
    """a row that would count nowhere says so, and is of low confidence."""
    one = of(paper("2017—2018学年度随迁子女花名册", "星光实验学校", "2017年9月1日"))
    assert (one.year, one.confidence) == (None, Confidence.LOW)


@pytest.mark.parametrize(("is_picture", "code"), [(True, "B02-3"), (False, "B02-2")])
def test_a_photo_is_asked_for_as_such(is_picture, code):
    """a picture goes to what asks for photos, a paper never."""
    one = of(paper(name="照片/留守儿童结对活动 2021.10.9.jpg", is_picture=is_picture))
    assert (one.requirement.code, one.is_photo) == (code, is_picture)


def test_titles_that_are_registered_are_examples():
    """what a school registered before tells how it calls its papers."""
    from factories import evidence

    facts = dossier(
        school_years=(Y20, Y21),
        indicators=tuple(STANDARD.standard.indicators.values()),
        requirements=tuple(STANDARD.standard.requirements.values()),
        evidence=(evidence("x.pdf", requirement="B23-1", title="平安手册汇总"),),
    )
    assert of(paper(name="平安手册.pdf")) is None
    assert of(paper(name="平安手册.pdf"), facts).requirement.code == "B23-1"
