"""Units of figures, formulas and indicators."""

from decimal import Decimal

import pytest

from dossier.assess.indicators import assess, result_of
from dossier.assess.units import unit_of
from dossier.finding import Code
from dossier.model.standard import Stage
from dossier.source import Cell
from factories import dossier, figure, measure

UNITS = {
    "面积": "平方米",
    "场地": "㎡",
    "田": "亩",
    "园": "公顷",
    "图书": "册",
    "电脑": "台",
    "平板": "套",
    "设备值": "万元",
    "拨款": "元",
    "学生": "人",
    "教师": "名",
    "课桌": "个",
    "达标率": "%",
    "种数": "种",
    "班数": "班",
    "怪": "担",
    "教室": "间",
}


def fault(formula: str, unit: str):
    """What is found, if anything; a formula that does not fit gives no result."""
    figures = [
        figure(name, 7, unit=of, cell=Cell("school.xlsx", "数据", f"D{number}"))
        for number, (name, of) in enumerate(UNITS.items(), 2)
    ]
    results, findings = assess(
        dossier(measures=(measure(formula=formula, unit=unit),), figures=figures)
    )
    assert len(results) + len(findings) == 1
    return findings[0] if findings else None


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("（面积＋场地）÷学生", "平方米/生"),
        ("（面积＋场地）÷学生", "㎡／人"),
        ("面积＋园×10000", "平方米"),
        ("电脑÷学生×100", "台/百生"),
        ("（电脑＋平板）÷学生×100", "台/百生"),
        ("100×电脑÷学生", "台/每百名学生"),
        ("电脑×100÷学生", "台"),
        ("设备值×10000÷学生", "元/生"),
        ("设备值÷学生×10000", "元/生"),
        ("设备值÷学生", "万元/人"),
        ("（设备值×10000＋拨款）÷学生", "元/生"),
        ("（设备值＋拨款÷10000）×10000÷学生", "元/生"),
        ("教师÷学生", "师/生"),
        ("教师÷学生×100", "人"),
        ("教师÷学生×100", "人/百生"),
        ("学生÷班数", "人"),
        ("学生÷班数", "人/班"),
        ("（学生－教师）÷学生×100", "%"),
        ("达标率", "%"),
        ("100－达标率", "%"),
        ("种数÷种数×100", "％"),
        ("图书÷（学生×100）×100", "册/生"),
        ("（图书×0.5＋图书）÷学生", "册/生"),
        ("图书÷学生", "本/生"),
        ("教室÷班数×12", "间/12班"),
        ("课桌＋电脑", "件"),
        ("怪＋图书", "册"),
        ("怪÷学生", "册/生"),
        ("图书÷学生", "担/生"),
    ],
)
def test_units_that_fit(formula, unit):
    """what fits, what is converted, and what nobody understands is computed."""
    assert fault(formula, unit) is None


@pytest.mark.parametrize(
    ("formula", "at", "words"),
    [
        (
            "面积＋图书",
            "D6",
            "J06 puts '面积' in '平方米' (school.xlsx!数据!D2) together with '图书'",
        ),
        ("（图书－面积）÷学生", "D2", "together with '面积' in '平方米'"),
        ("设备值＋拨款", "D10", "together with '拨款' in '元'"),
        ("（面积＋田）÷学生", "D4", "'亩'"),
        ("面积＋园", "D5", "'公顷'"),
        ("图书÷学生＋面积÷学生", "D2", "'图书' in '册'"),
        ("达标率＋教师÷学生", "D12", "'达标率' in '%'"),
    ],
)
def test_figures_that_cannot_be_added(formula, at, words):
    """adding unlike figures is found at the second one's cell, with both units and the first."""
    found = fault(formula, "")
    assert (found.code, found.at.ref, found.indicator) == (Code.UNIT_MISMATCH, at, "J06")
    assert words in found.text.spoken("en")


@pytest.mark.parametrize(
    ("formula", "unit", "words", "hint"),
    [
        ("面积÷学生", "册/生", "its formula gives 平方米/人", "correct"),
        ("图书", "册/生", "its formula gives 册", "correct"),
        ("学生÷教师", "元", "its formula gives 1", "correct"),
        ("图书÷学生×100", "%", "its formula gives 册/人", "correct"),
        ("面积", "册", "its formula gives 平方米", "correct"),
        ("教师÷学生", "%", "by a factor of 100", "multiply the formula by 100"),
        ("电脑÷学生", "台/百生", "by a factor of 100", "multiply the formula by 100"),
        ("电脑÷学生×100", "台/生", "by a factor of 100", "divide the formula by 100"),
        ("设备值÷学生", "元/生", "by a factor of 10000", "multiply the formula by 10000"),
        ("设备值", "元", "by a factor of 10000", "multiply"),
    ],
)
def test_formulas_that_do_not_give_their_unit(formula, unit, words, hint):
    """a formula that gives something else than its unit is found in the measure's row."""
    found = fault(formula, unit)
    assert (found.code, str(found.at)) == (Code.UNIT_MISMATCH, "test.xlsx!计算指标!A2")
    assert words in found.text.spoken("en")
    assert found.hint.spoken("en").startswith(hint)


def test_one_figure_in_two_units():
    """a figure in 万元 for one part and 元 for another is one finding, and its formulas none."""
    asked = measure(formula="设备值÷学生数", unit="元/生", by_stage=True)
    other = measure("J07", formula="学生数", unit="人")
    figures = [figure("学生数", 10, stage) for stage in (Stage.PRIMARY, Stage.JUNIOR)]
    figures += [
        figure("设备值", 10, Stage.PRIMARY, unit="元", cell=Cell("school.xlsx", "数据", "D8")),
        figure("设备值", 10, Stage.JUNIOR, unit="万元", cell=Cell("school.xlsx", "数据", "D9")),
    ]
    results, (found,) = assess(dossier(measures=(asked, other), figures=figures))
    assert [result.measure.code for result in results] == ["J07"]
    assert (found.code, found.at.ref) == (Code.UNIT_MISMATCH, "D9")
    assert found.text.spoken("en") == (
        "'设备值' is given in '万元' here, and in '元' in school.xlsx!数据!D8"
    )
    facts = dossier(measures=(asked, other), figures=figures)
    assert result_of(facts, asked, Stage.PRIMARY, results[0].year) is None
    assert result_of(facts, other, Stage.SCHOOL, results[0].year) == results[0]


def test_two_spellings_are_one_unit():
    """㎡ and 平方米 are one unit, and what is not understood is not compared."""
    for one, other in (("㎡", "平方米"), ("人", "名"), ("个", "班"), ("是/否", "是/否")):
        figures = [
            figure("数", 10, stage, unit=unit)
            for stage, unit in ((Stage.PRIMARY, one), (Stage.JUNIOR, other))
        ]
        assert assess(dossier(figures=figures))[1] == ()


@pytest.mark.parametrize(
    ("text", "powers", "scale"),
    [
        ("平方米/生", {"平方米": 1, "人": -1}, "1"),
        ("台/百生", {"台": 1, "人": -1}, "0.01"),
        ("万元", {"元": 1}, "10000"),
        ("师/生", {}, "1"),
        ("台/套", {"台": 1}, "1"),
        ("‰", {}, "0.001"),
    ],
)
def test_what_units_mean(text, powers, scale):
    """a unit is what is counted, with its powers, and how much one of it is."""
    unit = unit_of(text)
    assert (unit.powers, unit.scale) == (powers, Decimal(scale))


@pytest.mark.parametrize("text", ["", "是/否", "个", "担/生", "册/", "/生", "元/0生", "册/生/年"])
def test_what_is_no_known_unit(text):
    """what is not understood says nothing."""
    assert unit_of(text) is None
