"""Indicators: value, verdict, margin and working."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.indicators import assess, result_of
from dossier.finding import Code
from dossier.model.assessment import Result
from dossier.model.standard import Measure, Stage
from dossier.read.workbooks import read
from dossier.source import Cell
from factories import Y20, Y21, dossier, figure, measure

INPUTS = Path(__file__).resolve().parents[2] / "inputs"
PUPILS = (
    figure("学生数", 166, Stage.PRIMARY, cell=Cell("school.xlsx", "数据", "D2")),
    figure("学生数", 210, Stage.JUNIOR, cell=Cell("school.xlsx", "数据", "D3")),
)
BOOKS = figure("图书册数", 23226, unit="册", cell=Cell("school.xlsx", "数据", "D4"))


def one(measure: Measure, *figures) -> Result:
    """The only result, and no finding."""
    (result,), findings = assess(dossier(measures=(measure,), figures=figures))
    assert findings == ()
    return result


def plain(value, threshold, comparison: str = "≥", places: int = 2) -> Result:
    """The result for a figure that is the indicator."""
    asked = measure(
        formula="面积",
        unit="㎡",
        comparison=comparison,
        thresholds={Stage.SCHOOL: Decimal(str(threshold))},
        places=places,
    )
    return one(asked, figure("面积", value, unit="㎡"))


def test_the_working_of_a_whole_school():
    """the working tells figures, units, result, bar and school type in one line."""
    result = one(measure(), *PUPILS, BOOKS)
    assert result.working == (
        "图书册数 23,226册 ÷ 学生数 376人 = 61.77册/生 ≥ 25册/生（九年一贯制）"
    )
    assert (result.shown, result.shown_threshold, result.margin) == (
        "61.77册/生",
        "≥ 25册/生",
        "+36.77册/生",
    )
    assert result.met is True
    assert [cell.ref for cell in result.cells] == ["D4", "D2", "D3"]


def test_the_working_of_each_part():
    """parts are judged apart, against their own bars, with the split shown and all cells told."""
    asked = measure(
        by_stage=True, thresholds={Stage.PRIMARY: Decimal(15), Stage.JUNIOR: Decimal(65)}
    )
    results, findings = assess(dossier(measures=(asked,), figures=(*PUPILS, BOOKS)))
    assert findings == ()
    primary, junior = (result.working for result in results)
    assert primary == (
        "图书册数 9,711.6册（全校23,226册按1:1.1折算） ÷ 学生数 166人 = 58.50册/生"
        " ≥ 15册/生（小学）"
    )
    assert junior == (
        "图书册数 13,514.4册（全校23,226册按1:1.1折算） ÷ 学生数 210人 = 64.35册/生"
        "，未达到 ≥ 65册/生（初中）"
    )
    assert [result.met for result in results] == [True, False]
    assert results[1].margin == "−0.65册/生"


def test_without_a_bar_there_is_no_verdict():
    """an indicator without comparison, or without a threshold here, is computed and not judged."""
    for asked in (measure(comparison=""), measure(thresholds={Stage.PRIMARY: Decimal(15)})):
        result = one(asked, *PUPILS, BOOKS)
        assert (result.met, result.threshold, result.shown_threshold) == (None, None, "")
        assert result.margin == ""
        assert result.working.endswith("= 61.77册/生")


def test_yes_and_no():
    """a yes/no indicator is said in words, not in arithmetic."""
    asked = measure(
        formula="岗位管理", unit="是/否", thresholds={Stage.SCHOOL: Decimal(1)}, places=0
    )
    told = {}
    for value in (1, 0):
        result = one(asked, figure("岗位管理", value, unit="是/否"))
        told[value] = (result.met, result.shown, result.shown_threshold, result.working)
        assert result.margin == ""
    assert told == {
        1: (True, "是", "是", "岗位管理：是"),
        0: (False, "否", "是", "岗位管理：否"),
    }


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2.345", "2.35㎡"), ("2.344999", "2.34㎡"), ("-2.345", "−2.35㎡"), ("1234.5", "1,234.50㎡")],
)
def test_rounding(value, shown):
    """values are rounded half up, as in school, and told with thousands separators."""
    assert plain(value, -99).shown == shown


@pytest.mark.parametrize(
    ("value", "comparison", "met", "shown", "margin"),
    [
        ("14.996", "≥", False, "14.996㎡", "−0.004㎡"),
        ("14.99996", "≥", False, "14.99996㎡", "−0.00004㎡"),
        ("15", "≥", True, "15.00㎡", "+0.00㎡"),
        ("15.001", "≥", True, "15.00㎡", "+0.00㎡"),
        ("14.99", "≥", False, "14.99㎡", "−0.01㎡"),
        ("15.004", "≤", False, "15.004㎡", "+0.004㎡"),
        ("15", "≤", True, "15.00㎡", "+0.00㎡"),
        ("14.996", "≤", True, "15.00㎡", "+0.00㎡"),
        ("15.01", "≤", False, "15.01㎡", "+0.01㎡"),
    ],
)
def test_the_verdict_is_taken_before_rounding(value, comparison, met, shown, margin):
    """the unrounded value is judged, and shown with the decimals that make the verdict plain."""
    result = plain(value, 15, comparison)
    assert (result.met, result.shown, result.margin) == (met, shown, margin)


@given(
    st.decimals(0, 1000, places=5),
    st.decimals(0, 1000, places=2),
    st.sampled_from("≥≤"),
    st.integers(0, 4),
)
def test_what_is_shown_never_belies_the_verdict(value, threshold, comparison, places):
    """the printed value compared with the bar gives the verdict, whatever the rounding."""
    result = plain(value, threshold, comparison, places)
    shown = Decimal(result.shown.removesuffix("㎡").replace(",", ""))
    assert result.met == (shown >= threshold if comparison == "≥" else shown <= threshold)
    assert result.met == (value >= threshold if comparison == "≥" else value <= threshold)


@given(
    st.integers(1, 3000),
    st.integers(1, 3000),
    st.decimals("0.01", 99, places=2),
    st.integers(1, 10**5),
)
def test_exactly_enough_is_enough(primary, junior, bar, labs):
    """a school that holds exactly what its parts need meets the bar, however its share divides."""
    needed = bar * (primary + Decimal("1.1") * junior)
    asked = measure(
        formula="（教室＋实验室）÷学生数",
        unit="㎡/生",
        by_stage=True,
        thresholds={Stage.PRIMARY: bar, Stage.JUNIOR: bar * Decimal("1.1")},
    )
    figures = (
        figure("学生数", primary, Stage.PRIMARY),
        figure("学生数", junior, Stage.JUNIOR),
        figure("教室", needed - labs, unit="㎡"),
        figure("实验室", labs, unit="㎡"),
    )
    results, _ = assess(dossier(measures=(asked,), figures=figures))
    assert [result.met for result in results] == [True, True]


def test_what_is_missing_is_told_once_for_each_figure_year_and_part():
    """a figure that is not given is a finding with place, indicator and year, not a guess."""
    asked = measure(by_stage=True)
    results, findings = assess(dossier(measures=(asked,), figures=PUPILS, school_years=(Y20, Y21)))
    assert results == ()
    assert {finding.code for finding in findings} == {Code.FIGURE_MISSING}
    assert [finding.text.spoken("en") for finding in findings] == [
        f"J06 needs '{name}' of {stage} for {year}, which is not given"
        for year, stage, name in (
            (Y20, "小学部", "图书册数"),
            (Y20, "小学部", "学生数"),
            (Y20, "初中部", "图书册数"),
            (Y20, "初中部", "学生数"),
            (Y21, "小学部", "图书册数"),
            (Y21, "初中部", "图书册数"),
        )
    ]
    last = findings[-1]
    assert (str(last.at), last.indicator, last.year) == ("test.xlsx!计算指标!A2", "J06", Y21)
    assert last.hint.spoken("en") == "add it to the sheet '数据' of school.xlsx"


def test_dividing_by_nobody():
    """a division by zero is a finding of that year, and the other years are computed."""
    figures = (
        figure("学生数", 0, year=Y20),
        figure("图书册数", 100, unit="册", year=Y20),
        figure("学生数", 10),
        figure("图书册数", 100, unit="册"),
    )
    results, findings = assess(
        dossier(measures=(measure(),), figures=figures, school_years=(Y20, Y21))
    )
    assert [(result.year, result.value) for result in results] == [(Y21, 10)]
    assert [(f.code, f.text.spoken("en"), f.year) for f in findings] == [
        (Code.FORMULA_INVALID, "J06 divides by zero for 2020—2021学年度", Y20)
    ]


def test_a_formula_that_is_none():
    """a formula that cannot be read is one finding, and the other indicators are computed."""
    results, findings = assess(
        dossier(
            measures=(measure("J05", formula="图书册数÷"), measure()),
            figures=(*PUPILS, BOOKS),
            school_years=(Y20, Y21),
        )
    )
    (first, *_) = findings
    assert (first.code, first.text.spoken("en")) == (
        Code.FORMULA_INVALID,
        "'图书册数÷' is not a formula",
    )
    assert (first.indicator, first.hint.spoken("en")) == (
        "J05",
        "use figure names, + - × ÷ and brackets",
    )
    assert [result.measure.code for result in results] == ["J06"]


def test_the_order_of_results():
    """results follow the standard: indicator by indicator, year by year, 小学部 first."""
    figures = [
        figure(name, 10, stage, year=year, unit=unit)
        for name, unit in (("学生数", "人"), ("图书册数", "册"))
        for stage in (Stage.JUNIOR, Stage.PRIMARY)
        for year in (Y21, Y20)
    ]
    results, _ = assess(
        dossier(
            measures=(measure("J09", by_stage=True), measure("J01")),
            figures=figures,
            school_years=(Y20, Y21),
        )
    )
    assert [(r.measure.code, r.year.start, r.stage.value) for r in results] == [
        ("J09", 2020, "小学部"),
        ("J09", 2020, "初中部"),
        ("J09", 2021, "小学部"),
        ("J09", 2021, "初中部"),
        ("J01", 2020, "全校"),
        ("J01", 2021, "全校"),
    ]


def test_one_result_is_as_among_all():
    """an indicator that is assessed alone comes out as with all others."""
    facts, _ = read(INPUTS)
    results, _ = assess(facts)

    alone = [result_of(facts, one.measure, one.stage, one.year) for one in results]

    assert len(results) > 50
    assert alone == list(results)
