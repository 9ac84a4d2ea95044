"""Rounding, of numbers however large or small."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.rounding import decimals, rounded


@pytest.mark.parametrize(
    ("value", "places", "meant"),
    [
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("2.344999999999999999999999999999", 2, "2.34"),
        ("9.99", 1, "10.0"),
        ("0", 3, "0.000"),
        ("-0.004", 2, "0.00"),
        ("149.5", 0, "150"),
        ("1e-25", 2, "0.00"),
        ("1e40", 1, "1" + "0" * 40 + ".0"),
        ("9" * 80 + ".95", 1, "1" + "0" * 80 + ".0"),
        ("1e-3000", 12, "0." + "0" * 12),
    ],
)
def test_rounding_is_half_up(value: str, places: int, meant: str) -> None:
    """This test ensures that any number is rounded as in school, and none is refused."""
    assert f"{rounded(Decimal(value), places):f}" == meant


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 14))
def test_a_rounded_number_is_near(value: Decimal, places: int) -> None:
    """This test ensures that rounding moves a number by half a step at most."""
    step = Decimal(1).scaleb(-places)
    found = rounded(value, places)
    assert decimals(found) == places
    assert abs(float(found) - float(value)) <= float(step) or abs(value) > 10**12


def test_decimals_are_those_given() -> None:
    """This test ensures that zeros at the end count, and hundreds have none."""
    assert [decimals(Decimal(one)) for one in ("1.50", "150", "1E+3", "0.001")] == [2, 0, 0, 3]
