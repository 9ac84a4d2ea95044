"""Forms whose columns the standard lists: figures, facts, formulas, money."""

import pytest
from form_subjects import WHOLE, J, P, body, grid, line, listed
from hypothesis import given
from hypothesis import strategies as st

from dossier.finding import Code
from dossier.model.assessment import (
    Growth,
)
from dossier.model.rules import (
    GrowthRule,
    Rising,
    Rules,
)
from dossier.model.years import FiscalYear
from dossier.plan.forms import (
    faults,
)
from dossier.plan.forms.figures import number_of
from factories import figure, row


def test_a_listed_form_takes_figures_facts_and_formulas() -> None:
    """This test ensures values, sums of parts, conversions, facts, blanks and — in 表Ⅰ."""
    form = listed(
        line("表1", 1, "人口", "常住人口", unit="万人", places=2),
        line("表1", 2, "学生数", "学生数", unit="人"),
        line("表1", 3, "每班人数", "学生数÷教学班数", places=1),
        line("表1", 4, "服务人口", "基本信息:服务人口", unit="人"),
        line("表1", 5, "乡镇", "基本信息：乡镇"),
        line("表1", 6, "手工填写", ""),
        line("表1", 7, "没有", "没有的数据"),
        line("表1", 8, "生均经费", "生均经费"),
        facts={"学校名称": "星光实验学校", "服务人口": "18640人", "乡镇": "青溪镇"},
        figures=(
            figure("常住人口", 468312), figure("教学班数", 27),
            figure("学生数", 798, P), figure("学生数", 439, J),
            figure("生均经费", 900, P, unit="元"), figure("生均经费", 1100, J, unit="元"),
        ),
    )["表Ⅰ"]  # fmt: skip
    assert form.heading == "表Ⅰ 基本情况"
    assert [cell.text for cell in form.head[0]][:2] == ["人口\n（万人）", "学生数\n（人）"]
    assert body(form) == [["46.83", "1,237", "45.8", "18,640", "青溪镇", "", "—", "—"]]
    assert form.notes == ("注：“—”表示没有数据。",)


def test_captions_that_begin_alike_share_a_heading() -> None:
    """This test ensures the two-storied head of 教职工数：小学 and 教职工数：初中."""
    form = listed(
        line("表Ⅰ", 1, "乡镇", ""), line("表Ⅰ", 2, "教职工：小学", ""),
        line("表Ⅰ", 3, "教职工:初中", "", unit="人"),
    )["表Ⅰ"]  # fmt: skip
    assert grid(form)[:3] == [
        ["乡镇", "教职工", "教职工"], ["乡镇", "小学", "初中\n（人）"], ["L1", "L2", "L3"]
    ]  # fmt: skip


def test_many_columns_stand_in_bands() -> None:
    """This test ensures that 22 columns fill the width of a page twice, and no group is torn."""
    lines = [line("表Ⅰ", n, f"项目{n}", "") for n in range(1, 10)]
    lines += [line("表Ⅰ", n, f"学校数：{n}", "") for n in range(10, 14)]
    form = listed(*lines)["表Ⅰ"]
    assert form.head == ()
    assert len(form.widths) == 9
    numbers = [cells for cells in grid(form) if "L1" in cells or "L10" in cells]
    assert numbers == [[f"L{n}" for n in range(1, 10)], ["L10", "L11", "L12", "L13", *[""] * 5]]


@given(st.integers(1, 60))
def test_every_column_is_printed_once_and_the_grid_is_full(count: int) -> None:
    """This test ensures that no number of columns loses one or leaves a hole."""
    lines = [line("表Ⅰ", n, f"组{n // 5}：{n}", "") for n in range(1, count + 1)]
    printed = [text for cells in grid(listed(*lines)["表Ⅰ"]) for text in cells if text[:1] == "L"]
    assert printed == [f"L{n}" for n in range(1, count + 1)]


FUNDS = tuple(
    figure(name, value, year=FiscalYear(year), unit="万元")
    for name, values in (("拨款", (100, 110, 115)), ("收入", (200, 210, 231)))
    for year, value in zip((2019, 2020, 2021), values, strict=True)
)


def test_money_has_a_row_for_each_year_and_its_growth() -> None:
    """This test ensures 表Ⅴ: the amount, 比上年%, and the growth that the law misses dark."""
    rule = GrowthRule("G1", "拨款增长", Rising.OUTPACES, "拨款", "收入", WHOLE, True, "", row())
    unmet = Growth(rule, FiscalYear(2021), None, None, False, "拨款 增长 4.55% ＜ 10.00%", ())
    form = listed(
        line("表五", 1, "拨款：金额", "拨款", unit="元", places=2),
        line("表五", 2, "拨款：比上年增长", "增长：拨款", unit="%", places=2),
        line("表五", 3, "占比", "拨款÷收入×100", unit="%", places=1),
        funds=FUNDS,
        fiscal_years=(FiscalYear(2019), FiscalYear(2020), FiscalYear(2021)),
        growths=(unmet,),
    )["表Ⅴ"]
    assert grid(form)[1:] == [
        ["年度", "金额\n（元）", "比上年增长\n（%）", "占比\n（%）"],
        ["栏次", "L1", "L2", "L3"],
        ["2019", "1,000,000.00", "—", "50.0"],
        ["2020", "1,100,000.00", "10.00", "52.4"],
        ["2021", "1,150,000.00", "■4.55", "49.8"],
    ]
    assert any("“拨款增长”未做到：拨款 增长 4.55% ＜ 10.00%" in note for note in form.notes)


def test_without_a_column_of_growth_the_amount_is_dark() -> None:
    """This test ensures that what did not grow is seen in any form of money."""
    rule = GrowthRule("G2", "收入增长", Rising.RISES, "收入", "", WHOLE, True, "", row())
    unmet = Growth(rule, FiscalYear(2020), None, None, False, "未增长", ())
    form = listed(
        line("表Ⅴ", 1, "收入", "收入"),
        funds=FUNDS,
        fiscal_years=(FiscalYear(2020), FiscalYear(2021)),
        growths=(unmet,),
    )["表Ⅴ"]
    assert body(form) == [["2020", "■210"], ["2021", "231"]]


def test_a_take_that_cannot_be_read_is_found_at_its_cell() -> None:
    """This test ensures that a slip in the sheet 表册 is told, and prints — meanwhile."""
    lines = (
        line("表Ⅰ", 1, "甲", "学生数＋"),
        line("表Ⅰ", 2, "乙", "增长:"),
        line("表Ⅰ", 3, "丙", ""),
    )
    found = list(faults(Rules(forms=lines)))
    assert [(one.code, one.at.ref if one.at else "") for one in found] == [
        (Code.FORMULA_INVALID, "D12"), (Code.FORMULA_INVALID, "D22"),
    ]  # fmt: skip
    assert body(listed(*lines)["表Ⅰ"]) == [["—", "—", ""]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *((text, "表Ⅴ") for text in ("表5", "表 5", "表五", "表Ⅴ", "表V", "表v")),
        *(("表iv-2", "表Ⅳ-2"), ("表1", "表Ⅰ"), ("附表", "附表"), ("表12", "表12")),
    ],
)  # fmt: skip
def test_numbers_of_forms_have_one_spelling(text: str, number: str) -> None:
    """This test ensures that 表1, 表一 and 表Ⅰ are one form."""
    assert number_of(text) == number
