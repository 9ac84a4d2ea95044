"""The same thing said twice in the workbooks: formulas, 基本信息, registers, parts and wholes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound_school import school

from dossier.check.agreement import declared_agreements, parts_and_wholes
from dossier.check.facts import Facts
from dossier.model.assessment import Assessment
from dossier.model.rules import Agreement, Rules
from dossier.model.school import Figure
from dossier.model.standard import Stage
from dossier.model.units import unit_of
from dossier.model.years import FiscalYear, Year
from dossier.source import Cell
from factories import F21, Y20, figure, filled, rectification, row

RULES = row("口径核对", 2, name="A", one="B", other="C", stage="D", tolerance="E")


def number(name: str, value: str, unit: str, ref: str, **fields: Any) -> Figure:
    """A figure of 数据 from the cell `ref`."""
    return figure(name, value, unit=unit, cell=Cell("school.xlsx", "数据", ref), **fields)


def facts(
    rules: Iterable[Agreement] = (), funds: Iterable[Figure] = (), **parts: Any
) -> Facts:  # fmt: skip
    whole = filled(school(**parts), funds=funds, rules=Rules(agreements=tuple(rules)))
    return Facts(whole, {}, (), Assessment(), ())


def told(
    one: str,
    other: str,
    *figures: Figure,
    stage: Stage = Stage.SCHOOL,
    tolerance: str = "0",
    **parts: Any,
) -> list[str]:
    """What one rule finds, as the console says it."""
    rule = Agreement("核对", one, other, stage, Decimal(tolerance), RULES)
    given = facts([rule], figures=figures, **parts)
    return [f"{f.place}: {f.text.spoken('en')} [{f.code}]" for f in declared_agreements(given)]


def said(name: str, text: str) -> dict[str, Any]:
    """基本信息 with one more line."""
    return {
        "facts": {"学校名称": "星光实验学校", name: text},
        "cells": {name: Cell("school.xlsx", "基本信息", "B9")},
    }


PUPILS = (
    number("学生数", "806", "人", "D3", stage=Stage.PRIMARY, year=Y20),
    number("学生数", "432", "人", "D4", stage=Stage.JUNIOR, year=Y20),
    number("学生数", "812", "人", "E3", stage=Stage.PRIMARY),
    number("学生数", "413", "人", "E4", stage=Stage.JUNIOR),
)


def test_two_figures_that_differ_in_one_year():
    """each year is compared, a whole is the sum of its parts, and both cells are named."""
    assert told(
        "学生数",
        "学籍人数",
        *PUPILS,
        number("学籍人数", "1238", "人", "D5", year=Y20),
        number("学籍人数", "1226", "人", "E5"),
    ) == [
        (
            "school.xlsx!数据!E3: '核对' for 2021—2022学年度: '学生数' is 1,225人 here, but "
            "'学籍人数' is 1,226人 in school.xlsx!数据!E5; they differ by 1人, and 0人 is allowed "
            "[figure-conflict]"
        )
    ]


def test_numbers_of_any_size_are_compared():
    """a quotient of what spreadsheets keep at most and at least is a conflict, and no crash."""
    (conflict,) = told(
        "面积÷学生数",
        "生均面积",
        number("面积", "999999999999999", "平方米", "E3"),
        number("学生数", "1e-15", "平方米", "E4"),
        number("生均面积", "3", "", "E5"),
    )
    assert conflict.endswith("[figure-conflict]")


def test_a_formula_against_a_figure():
    """the working is told, so that its reader sees what was added."""
    assert told(
        "教室面积＋图书室面积",
        "辅助用房面积",
        number("教室面积", "2916", "平方米", "E6"),
        number("图书室面积", "620", "平方米", "E7"),
        number("辅助用房面积", "3500", "平方米", "E8"),
    ) == [
        (
            "school.xlsx!数据!E6: '核对' for 2021—2022学年度: '教室面积＋图书室面积' is 教室面积 "
            "2,916平方米 ＋ 图书室面积 620平方米 = 3,536平方米 here, but '辅助用房面积' is "
            "3,500平方米 in school.xlsx!数据!E8; they differ by 36平方米, "
            "and 0平方米 is allowed [figure-conflict]"
        )
    ]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("268.3", "万元", "2683000元"),
        ("2683000", "元", "268.30 万元"),
        ("0.02683", "亿元", "268.3万元"),
        ("1237", "人", "１，２３７名"),
        ("1.2", "万人", "12000人"),
        ("20000", "平方米", "30亩"),
        ("20000", "㎡", "2公顷（20000平方米）"),
        ("3.562", "万册", "35620册"),
        ("420", "份", "420"),
        ("1225", "人", "1225"),
    ],
)
def test_units_are_converted(value: str, unit: str, text: str):
    """the same amount in another unit is no conflict."""
    assert told("数", "基本信息:项目", number("数", value, unit, "E9"), **said("项目", text)) == []


def test_a_fact_is_compared_with_the_latest_year():
    """what holds for no year is held against the latest, and its text is quoted as it stands."""
    figures = (
        number("建筑面积", "14000", "平方米", "D9", year=Y20),
        number("建筑面积", "14926", "平方米", "E9"),
    )
    assert told("建筑面积", "基本信息：建筑面积", *figures, **said("建筑面积", "1.4万平方米")) == [
        (
            "school.xlsx!数据!E9: '核对' for 2021—2022学年度: '建筑面积' is 14,926平方米 here, but "
            "'基本信息：建筑面积' is 1.4万平方米 in school.xlsx!基本信息!B9; they differ by "
            "926平方米, and 0平方米 is allowed [figure-conflict]"
        )
    ]


@pytest.mark.parametrize(
    ("tolerance", "conflicts"), [("0.29", 1), ("0.3", 0), ("0.31", 0), ("0", 1)]
)
def test_the_edge_of_the_tolerance(tolerance: str, conflicts: int):
    """a difference of just the tolerance, in the unit of the first side, is allowed."""
    found = told(
        "设备值",
        "基本信息:设备值",
        number("设备值", "268.3", "万元", "E9"),
        tolerance=tolerance,
        **said("设备值", "2680000元"),
    )
    assert len(found) == conflicts


@given(st.decimals(1, 10**6, places=2), st.sampled_from(["万元", "亿元", "千元", "元"]))
def test_conversion_loses_nothing(value: Decimal, unit: str):
    """whatever unit a sum is told in, the sum in 元 agrees with it."""
    whole = value * unit_of(unit).factor
    assert told("数", "另", number("数", str(value), unit, "E1"),
                number("另", f"{whole:f}", "元", "E2")) == []  # fmt: skip


def test_the_rows_of_a_register_are_counted():
    """登记:工作表:列=值 counts the rows that say so; the sheet is the place."""
    ledger = tuple(rectification("B01", status=status) for status in ("已销号", "已销号", "整改中"))
    rectified = number("已整改问题数", "3", "个", "E9")
    assert told("已整改问题数", "登记:整改台账", rectified, ledger=ledger) == []
    assert told("已整改问题数", "登记：整改台账：状态＝已销号", rectified, ledger=ledger) == [
        (
            "school.xlsx!数据!E9: '核对' for 2021—2022学年度: '已整改问题数' is 3个 here, but "
            "'登记：整改台账：状态＝已销号' is 2行 in ledger.xlsx!整改台账; they differ by 1个, "
            "and 0个 is allowed [figure-conflict]"
        )
    ]


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ("学年度=2021—2022学年度", 1),
        ("学年度=2020-2021", 1),
        ("盖章=是", 2),
        ("盖章=否", 0),
        ("原件/复印件=原件", 2),
        ("日期=2021年10月8日", 1),
        ("文号=", 2),
        ("学年度=2020—2021:盖章=是", 1),
    ],
)
def test_conditions_on_a_register(condition: str, rows: int):
    """years, dates, flags and blanks are compared however they are written."""
    given = number("数", str(rows), "份", "E9")
    assert told("数", f"登记:佐证材料登记:{condition}", given) == []
    assert len(told("数", f"登记:佐证材料登记:{condition}",
                    number("数", str(rows + 1), "份", "E9"))) == 1  # fmt: skip


def test_funds_are_compared_by_financial_year():
    """both sides from 经费 are compared for each 财政年度."""
    bought = Cell("school.xlsx", "经费", "D2")
    funds = [
        figure("公用经费", "93.51", unit="万元", year=F21, cell=bought),
        figure("公用经费支出", "935000", unit="元", year=F21),
    ]
    rule = Agreement("核对", "公用经费", "公用经费支出", Stage.SCHOOL, Decimal(0), RULES)
    (found,) = declared_agreements(facts([rule], funds))
    assert found.year == F21
    assert "differ by 0.01万元" in found.text.spoken("en")
    loose = Agreement("核对", "公用经费", "公用经费支出", Stage.SCHOOL, Decimal("0.01"), RULES)
    assert list(declared_agreements(facts([loose], funds))) == []


NAMES = (number("学生数", "812", "人", "E3"), number("图书册数", "100", "册", "E4"))


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("学生人", "图书册数", "B2: '学生人' is no figure of '数据' or '经费' [code-unknown]"),
        ("学生数", "学生数＋", "C2: '学生数＋' is not a formula [formula-invalid]"),
        ("学生数", "图书册数÷（学生数－学生数）",
         "C2: it divides by zero for 2021—2022学年度 [formula-invalid]"),
        ("学生数", "基本信息:学校名", "C2: '学校名' is no line of '基本信息' [code-unknown]"),
        ("学生数", "登记:台账",
         "C2: '台账' is no register whose rows can be counted [code-unknown]"),
        ("学生数", "登记:照片:人=甲", "C2: '人' is no column of '照片' [code-unknown]"),
        ("学生数", "登记:照片:人物", "C2: '人物' is no column of '照片' [code-unknown]"),
        ("学生数", "经费", ("C2: '学生数' is counted by school years, '经费' by financial years "
         "[formula-invalid]")),
        ("经费", "学生数", ("C2: '学生数' is counted by school years, '经费' by financial years "
         "[formula-invalid]")),
        ("经费÷学生数", "学生数",
         "B2: '经费÷学生数' mixes school years and financial years [formula-invalid]"),
        ("学生数", "面积", ("C2: '学生数' is in 人, '面积' in 平方米: they cannot be compared "
         "[unit-mismatch]")),
        ("学生数＋面积", "学生数",
         "B2: '面积' is in 平方米, which does not add up with 人 [unit-mismatch]"),
        ("学生数", "往年", ("B2: '核对' (全校): no year gives both '学生数' and '往年', so nothing "
         "is compared [figure-missing]")),
    ],
)  # fmt: skip
def test_sides_that_say_nothing(one: str, other: str, text: str):
    """what cannot be compared is told at its cell, and nothing is guessed."""
    rule = Agreement("核对", one, other, Stage.SCHOOL, Decimal(0), RULES)
    figures = (
        *NAMES,
        number("面积", "9", "平方米", "E5"),
        number("往年", "1", "人", "D6", year=Y20),
    )
    given = facts([rule], [figure("经费", 1, unit="元", year=F21)], figures=figures)
    assert [
        f"{f.at.ref}: {f.text.spoken('en')} [{f.code}]" for f in declared_agreements(given)
    ] == [text]


def test_what_is_near_is_suggested():
    """a slip of a name is met with the name that was meant."""
    rule = Agreement("核对", "学生人", "登记:整改台帐", Stage.SCHOOL, Decimal(0), RULES)
    (found,) = declared_agreements(facts([rule], figures=NAMES))
    assert found.hint.spoken("en") == "did you mean '学生数'?"
    rule = Agreement("核对", "学生数", "登记:整改台帐", Stage.SCHOOL, Decimal(0), RULES)
    (found,) = declared_agreements(facts([rule], figures=NAMES))
    assert found.hint.spoken("en") == "did you mean '整改台账'?"


@pytest.mark.parametrize("text", ["约1.2万元", "2018年8月", "十二人", "12—15人"])
def test_a_fact_that_is_no_quantity(text: str):
    """an approximation, a date or words are told at their own cell."""
    assert told("学生数", "基本信息:项目", *NAMES, **said("项目", text)) == [
        (
            f"school.xlsx!基本信息!B9: '{text}' is no number with a unit, so '项目' "
            "cannot be compared [value-invalid]"
        )
    ]


def test_a_blank_fact():
    """a line of 基本信息 that is not filled in is told, and where to fill it in."""
    assert told("学生数", "基本信息:项目", *NAMES, **said("项目", "")) == [
        (
            "test.xlsx!口径核对!C2: '项目' of '基本信息' is blank, and nothing is compared with it "
            "[figure-missing]"
        )
    ]


def wholes(*figures: Figure, funds: Iterable[Figure] = ()) -> list[str]:
    given = facts(funds=funds, figures=figures)
    return [f"{f.place}: {f.text.spoken('en')} [{f.code}]" for f in parts_and_wholes(given)]


def test_parts_that_do_not_add_up():
    """a figure of 全校 and of each 学段 is compared without being asked, both cells named."""
    assert wholes(*PUPILS, number("学生数", "1224", "人", "E5")) == [
        (
            "school.xlsx!数据!E5: '学生数' for 2021—2022学年度: 全校 is 1,224人 here, but "
            "小学部 812人、初中部 413人 in school.xlsx!数据!E3、school.xlsx!数据!E4 add up to "
            "1,225人; they differ by 1人 [figure-conflict]"
        )
    ]
    assert wholes(*PUPILS, number("学生数", "1225", "人", "E5")) == []


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("巩固率", "%"),
        ("达标", "是/否"),
        ("公用经费", "元/生"),
        ("最大班额", "人"),
        ("平均班额", "人"),
    ],
)
def test_rates_and_heights_are_no_sums(name: str, unit: str):
    """what no parts add up to is not added up."""
    parts = {Stage.PRIMARY: "40", Stage.JUNIOR: "50", Stage.SCHOOL: "45"}
    assert wholes(*(number(name, v, unit, "E1", stage=s) for s, v in parts.items())) == []


def test_parts_in_another_unit():
    """parts in 元 add up to a whole in 万元; parts in 人 to no 万元 at all."""
    whole = number("经费", "3", "万元", "E5")
    primary = number("经费", "10000", "元", "E3", stage=Stage.PRIMARY)
    assert wholes(whole, primary, number("经费", "20000", "元", "E4", stage=Stage.JUNIOR)) == []
    assert len(wholes(whole, primary, number("经费", "2", "元", "E4", stage=Stage.JUNIOR))) == 1
    (line,) = wholes(number("经费", "3", "人", "E5"), primary)
    assert line.endswith("'经费' of 全校 is in 人, its parts in 元 [unit-mismatch]")


def test_a_part_that_is_not_declared():
    """where one part of the school lacks the figure, nothing is added up."""
    lonely = number("走教教师", "3", "人", "E7", stage=Stage.PRIMARY)
    assert wholes(*PUPILS, lonely, number("走教教师", "5", "人", "E8")) == []


def test_funds_have_parts_too():
    """经费 is added up by financial year."""
    year: Year = FiscalYear(2021)
    parts = {Stage.PRIMARY: "40", Stage.JUNIOR: "50", Stage.SCHOOL: "91"}
    funds = [figure("工资", v, unit="元", stage=s, year=year) for s, v in parts.items()]
    (line,) = wholes(funds=funds)
    assert "add up to 90元; they differ by 1元" in line


def test_a_sound_dossier_has_no_conflict():
    """nothing is found where nothing is declared twice."""
    given = facts(figures=PUPILS)
    assert [*declared_agreements(given), *parts_and_wholes(given)] == []
