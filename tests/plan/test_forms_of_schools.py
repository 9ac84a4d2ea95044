"""The forms with a row for each part of a school, and who passes in them."""

from decimal import Decimal

import pytest
from form_subjects import (
    CONDITIONS,
    MEASURES,
    WHOLE,
    J,
    P,
    body,
    by_number,
    grid,
    nine_year,
    result,
)

from dossier.facts import replace
from dossier.model.assessment import (
    Assessment,
    Verdict,
)
from dossier.model.rules import (
    Pass,
    PassRule,
)
from dossier.model.standard import Family, Stage
from dossier.plan.forms import (
    school_alone,
)
from factories import Y21, dossier, figure, row

RESULTS = (
    result("J01", P, "4.05㎡/生", True),
    result("J01", J, "3.90㎡/生", False),
    result("J06", WHOLE, "28.80册/生", True),
)


def test_each_part_of_a_school_has_its_row() -> None:
    """This test ensures that 小学部 stands in Ⅱ-1 and 初中部 in Ⅱ-2, with 1 where it passes."""
    found = by_number(nine_year(RESULTS))
    assert list(found) == ["表Ⅱ-1", "表Ⅱ-2", "表Ⅲ-1", "表Ⅲ-2"]
    assert body(found["表Ⅱ-1"]) == [["星光实验学校", "18", "798", "4.05", "28.80", "1"]]
    assert body(found["表Ⅱ-2"]) == [["星光实验学校", "9", "439", "■3.90", "28.80", ""]]


def test_the_head_names_indicators_units_and_columns() -> None:
    """This test ensures the official head of 表Ⅱ, with its merged cells."""
    form = by_number(nine_year(RESULTS))["表Ⅱ-1"]
    values, passes = "办学基本条件指标值", "该校综合评估是否达标"
    names = ["学校名称", "班数\n（个）", "学生数\n（人）"]
    assert grid(form)[:3] == [
        [*names, values, values, passes],
        [*names, "生均用房\n（㎡/生）", "生均图书\n（册/生）", passes],
        [*names, "L1", "L2", "L3"],
    ]
    assert form.heading == "表Ⅱ-1 小学办学基本标准达标情况"
    assert form.unit == "填报单位：星光实验学校　　　　2021—2022学年度"


def test_numbers_are_known_as_numbers() -> None:
    """This test ensures that a workbook can store what is a number as one, and nothing else."""
    cells = by_number(nine_year(RESULTS))["表Ⅱ-2"].body[0]
    assert [cell.number for cell in cells] == [False, True, True, True, True, False]


def test_what_is_not_judged_is_neither_dark_nor_met() -> None:
    """This test ensures that an indicator without a threshold gives its value and no verdict."""
    watched = (RESULTS[0], result("J06", WHOLE, "28.80册/生", None))
    form = by_number(nine_year(watched))["表Ⅱ-1"]
    assert body(form) == [["星光实验学校", "18", "798", "4.05", "28.80", ""]]


def test_a_value_that_is_not_there_is_no_pass() -> None:
    """This test ensures that — and no 1 stands where an indicator could not be computed."""
    form = by_number(nine_year(RESULTS[:2]))["表Ⅱ-1"]
    assert body(form) == [["星光实验学校", "18", "798", "4.05", "—", ""]]


@pytest.mark.parametrize(
    ("stage", "met", "mark"),
    [(J, True, "1"), (WHOLE, True, "1"), (J, None, ""), (J, False, ""), (P, True, "")],
)
def test_the_rules_say_who_passes(stage: Stage, met: bool | None, mark: str) -> None:
    """This test ensures that verdicts of the stage or the school go before all-met."""
    rule = PassRule(Family.CONDITIONS, Pass.AT_LEAST, {WHOLE: Decimal(1)}, True, "", row())
    verdict = Verdict(rule, Family.CONDITIONS, stage, Y21, met, "")
    made = dossier(
        indicators=CONDITIONS,
        measures=MEASURES,
        figures=(figure("学生数", 1, P), figure("学生数", 439, J)),
    )
    subject = school_alone(made, Assessment(results=RESULTS, verdicts=(verdict,)))
    assert subject is not None
    assert body(by_number(subject)["表Ⅱ-2"])[0][-1] == mark


def test_a_school_of_one_part_stands_in_one_form() -> None:
    """This test ensures that what is declared for the whole school counts for its only part."""
    subject = nine_year(
        (result("J01", P, "4.05㎡/生", True), result("J06", WHOLE, "28.80册/生", True)),
        facts={"学校名称": "中坝小学", "学校类型": "完全小学"},
        figures=(figure("学生数", 206), figure("教学班数", 6)),
    )
    found = by_number(subject)
    assert list(found) == ["表Ⅱ-1", "表Ⅲ-1"]
    assert body(found["表Ⅱ-1"]) == [["中坝小学", "6", "206", "4.05", "28.80", "1"]]


def test_unverified_thresholds_are_marked_in_the_notes() -> None:
    """This test ensures that every form that prints an unverified value says so."""
    unsure = tuple(
        replace(one, measure=replace(one.measure, verified=one.measure.code != "J01"))
        for one in RESULTS
    )
    notes = by_number(nine_year(unsure))["表Ⅱ-1"].notes
    assert any("生均用房 ≥ 25册/生（未核实）；生均图书 ≥ 25册/生。" in note for note in notes)
    assert any("没有文件原文" in note for note in notes)
    assert not any("未核实" in n for n in by_number(nine_year(RESULTS))["表Ⅱ-1"].notes)
