"""Formulas as a clerk types them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.formula import FormulaError, parse

AMOUNTS = {
    "教室": Decimal(300),
    "实验室": Decimal(90),
    "图书室": Decimal(60),
    "学生数": Decimal(15),
}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("教室", "300"),
        ("教室÷学生数", "20"),
        ("教室+实验室*2", "480"),
        ("（教室＋实验室）÷学生数", "26"),
        ("(教室 － 实验室 − 图书室) × 2 / 学生数", "20"),
        ("教室－（实验室－图书室）", "270"),
        ("教室 - 实验室 - 图书室", "150"),
        ("教室÷（实验室÷图书室）", "200"),
        ("教室÷学生数×１００", "2000"),
        ("教室 × 0.1", "30"),
    ],
)
def test_formulas_are_computed(formula, value):
    """signs of any width, brackets and precedence mean what they mean in school."""
    assert parse(formula).value(AMOUNTS) == Decimal(value)


def test_the_names_of_a_formula():
    """the figures that a formula needs are known, each once, in order of appearance."""
    assert parse("（教室＋实验室＋教室）÷学生数").names == ("教室", "实验室", "学生数")


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "教室÷",
        "（教室÷学生数",
        "教室 学生数",
        "教室÷÷学生数",
        "教室//学生数",
        "教室**2",
        "教室>学生数",
        "-教室",
        "sum(教室)",
        "教室.面积",
        "教室 if 学生数 else 0",
        "__import__('os')",
        "'教室'",
        "True",
        "3人÷2",
        "教室＝学生数",
        "教室、实验室",
    ],
)
def test_what_is_no_formula(formula):
    """whatever is not figures, numbers, signs and brackets is refused in full."""
    with pytest.raises(FormulaError) as caught:
        parse(formula)
    assert caught.value.text.spoken("en") == f"'{formula}' is not a formula"


@pytest.mark.parametrize(
    "formula",
    [
        "教室*1e400",
        "教室*1" + "0" * 400,
        "教室/1e-300",
        "教室" + "+1" * 5000,
        "(" * 300 + "教室" + ")" * 300,
        "教室+" + "9" * 5000,
        "教室\x00",
    ],
    ids=["infinite", "huge", "tiny", "long", "deep", "digits", "no sign"],
)
def test_a_formula_has_bounds(formula):
    """numbers that no spreadsheet keeps, and formulas that fill the stack, are refused."""
    with pytest.raises(FormulaError):
        parse(formula)


@given(st.text("教室学生数 123.()（）+-*/＋－×÷、'\"[]=\\\n", max_size=20))
def test_any_text_is_parsed_or_refused(text):
    """no text makes parsing fail otherwise than by refusing it."""
    try:
        names = parse(text).names
    except FormulaError:
        return
    assert all(name in text for name in names)


def test_dividing_by_zero():
    """a division by zero is an error of its own, wherever in the formula it stands."""
    for formula in ("教室÷（学生数－15）", "1＋0÷0"):
        with pytest.raises(ZeroDivisionError):
            parse(formula).value(AMOUNTS)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("图书/学生", "图书 ÷ 学生"),
        ("(教室+实验室)/学生", "（教室 ＋ 实验室） ÷ 学生"),
        ("教室+实验室/学生", "教室 ＋ 实验室 ÷ 学生"),
        ("(教室*2)/学生", "教室 × 2 ÷ 学生"),
        ("教室-(实验室-学生)", "教室 － （实验室 － 学生）"),
    ],
)
def test_formulas_are_written_out(formula, words):
    """a formula is told with the brackets that it needs, and no others."""
    parsed = parse(formula)
    assert parsed.words({name: name for name in parsed.names}) == words


formulas = st.recursive(
    st.sampled_from([*AMOUNTS, "2", "7"]),
    lambda inner: st.builds("（{}{}{}）".format, inner, st.sampled_from("＋－×÷"), inner),
    max_leaves=8,
)


@given(formulas)
def test_a_formula_written_out_is_the_same_formula(formula):
    """what is written out computes to the same value as what was typed."""
    parsed = parse(formula)
    again = parse(parsed.words({name: name for name in parsed.names}))
    try:
        value = parsed.value(AMOUNTS)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            again.value(AMOUNTS)
    else:
        assert again.value(AMOUNTS) == value
