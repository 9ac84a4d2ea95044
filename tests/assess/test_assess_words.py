"""Words of the assessments: what is counted, and numbers that must not look alike."""

from decimal import Decimal

import pytest

from dossier.assess.words import apart, counted, money, plain


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


def test_plain() -> None:
    """declared numbers keep their digits and lose idle zeros."""
    assert [plain(Decimal(v)) for v in ("9400", "9400.50", "1E+4")] == [
        "9,400",
        "9,400.5",
        "10,000",
    ]


def test_apart() -> None:
    """decimals are added until different numbers look different; equal ones need none."""
    assert apart(Decimal("7.021"), Decimal("7.024")) == 3
    assert apart(Decimal("7.02"), Decimal("7.02")) == 2
    assert apart(Decimal("7.0249"), Decimal("7.0251")) == 2
