"""Words of the assessments: what is counted, and numbers that must not look alike."""

from decimal import Decimal

import pytest

from dossier.assess.words import counted, money


@pytest.mark.parametrize("unit", ["人", "名", "册", "台", "台套", "台/套", "间", "种", "个", "班"])
def test_pieces(unit) -> None:
    """people, books, computers and rooms come one by one."""
    assert counted(unit)


@pytest.mark.parametrize(
    "unit", ["平方米", "㎡", "万元", "元", "%", "元/生", "万册", "是/否", "吨"]
)
def test_no_pieces(unit) -> None:
    """areas, money, rates and thousands of pieces do not."""
    assert not counted(unit)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1286.4", "万元", "1,286.40万元"),
        ("0.12345", "万元", "0.12345万元"),
        ("700", "元/生", "700.00元/生"),
        ("1200", "人", "1,200人"),
        ("1E+3", "人", "1,000人"),
    ],
)
def test_money(value, unit, text) -> None:
    """money has two decimals at least, and never fewer than were declared."""
    assert money(Decimal(value), unit) == text
