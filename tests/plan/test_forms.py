"""The official forms as a set: order, survey, words, years, and the grid of a form."""

from decimal import Decimal

import pytest
from form_subjects import TREE, P, body, by_number, line, listed, result

from dossier.facts import replace
from dossier.model.assessment import (
    Assessment,
    GroupSatisfaction,
    Satisfaction,
)
from dossier.model.table import FormCell, placed
from dossier.plan.forms import (
    forms,
    school_alone,
    school_row,
)
from factories import Y20, Y21, dossier, figure


def asked(rate: str, met: bool | None) -> Satisfaction:
    total = GroupSatisfaction("合计", 600, 592, 589, 500, Decimal("98.67"), Decimal(rate))
    parents = GroupSatisfaction("家长代表", 420, 412, 409, 391, None, Decimal("95.599"))
    teachers = GroupSatisfaction("教师", 180, 180, 180, 109, None, Decimal("60.556"))
    return Satisfaction(
        (parents, teachers), total, 600, True, Decimal(70), 120, 110, Decimal(85), met, "算式", ()
    )


def test_the_survey_stands_in_nine_columns() -> None:
    """This test ensures 表Ⅵ, dark below its bar, with decimals that do not hide that it is."""
    made = dossier()
    subject = school_alone(made, Assessment(satisfaction=asked("84.9991", met=False)))
    assert subject is not None
    form = by_number(subject)["表Ⅵ"]
    assert body(form) == [["600", "420", "589", "409", "500", "■84.999", "120", "110", "91.67"]]
    assert form.head[0][0] == FormCell("问卷总数（份）", across=2, head=True)
    assert any("家长代表95.60%、教师60.56%" in note for note in form.notes)


def test_a_survey_that_nobody_answered_is_no_form() -> None:
    """This test ensures that suggestions alone do not make a form of nothings."""
    empty = replace(asked("1", met=None), groups=())
    subject = school_alone(dossier(), Assessment(satisfaction=empty))
    assert subject is not None
    assert forms(subject) == ()


def test_what_was_done_is_told_signed_and_sealed() -> None:
    """This test ensures that 表Ⅶ prints the school's own words in order, and room for the seal."""
    made = dossier(
        words={"特色亮点": ("农场。",), "存在问题": ("无关",), "主要做法": ("一。", "二。")}
    )
    subject = school_alone(made, Assessment())
    assert subject is not None
    form = by_number(subject)["表Ⅶ"]
    assert body(form)[:2] == [["主要做法", "　　一。\n　　二。"], ["特色亮点", "　　农场。"]]
    assert "学校（盖章）" in form.body[-1][1].text
    whole = by_number(replace(subject, variations={}))["表Ⅶ"]
    assert "县（市、区）人民政府（盖章）" in whole.body[-1][1].text


def test_a_long_story_goes_on_in_further_rows() -> None:
    """This test ensures that no row is higher than a workbook allows, and no word is lost."""
    paragraphs = tuple("字" * 500 + str(n) for n in range(4))
    subject = school_alone(dossier(words={"主要做法": paragraphs}), Assessment())
    assert subject is not None
    form = by_number(subject)["表Ⅶ"]
    assert form.body[0][0] == FormCell("主要做法", down=4, head=True)
    assert [line[1].strip() for line in body(form)[:4]] == list(paragraphs)


def test_the_workbook_goes_before_the_program() -> None:
    """This test ensures that a form whose columns the standard lists is not made twice."""
    found = listed(line("表Ⅶ", 1, "甲", ""), words={"主要做法": ("一。",)})
    assert [(form.number, len(form.widths)) for form in found.values()] == [("表Ⅶ", 1)]


def test_forms_stand_by_number() -> None:
    """This test ensures the order of the set, own forms last."""
    lines = [line(number, 1, "甲", "") for number in ("附表", "表五", "表1")]
    assert list(listed(*lines, indicators=TREE)) == ["表Ⅰ", "表Ⅳ", "表Ⅴ", "附表"]


def test_only_the_judged_year_counts() -> None:
    """This test ensures that values of earlier years stay out of the row."""
    made = dossier(school_years=(Y20, Y21), figures=(figure("学生数", 5, P, year=Y20),))
    old = result("J01", P, "1.00㎡/生", True, year=Y20)
    found = school_row("甲", made.school, Assessment(results=(old,)), Y21)
    assert (found.pupils, found.values) == ({}, {})


def test_no_school_year_no_forms() -> None:
    """This test ensures that a standard without years has no subject, instead of a crash."""
    assert school_alone(dossier(school_years=()), Assessment()) is None


def test_cells_fill_the_grid_or_it_is_told() -> None:
    """This test ensures that a hole, an overlap or an overhang cannot be drawn."""
    wide, tall = FormCell("甲", across=2), FormCell("乙", down=2)
    assert [(r, c) for r, c, _ in placed(((tall, wide), (wide,)), 3)] == [(0, 0), (0, 1), (1, 1)]
    for rows in (((tall, wide),), ((wide,),), ((tall, wide), (wide, wide))):
        with pytest.raises(AssertionError):
            list(placed(rows, 3))
