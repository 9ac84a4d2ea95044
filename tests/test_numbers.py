"""Numbers: rounded, printed and read, however large or small."""

from collections.abc import Callable
from decimal import Decimal
from operator import ge, gt, le, lt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.numbers import (
    SOUND_PLACES,
    bare,
    decimals,
    fixed,
    grouped,
    parsed,
    percent,
    places_apart,
    places_keeping,
    rounded,
)


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


def test_a_number_is_printed_with_its_own_decimals() -> None:
    """This test ensures that declared numbers keep their digits and lose idle zeros."""
    told = [Decimal(one) for one in ("9400", "9400.50", "1E+4", "0.00")]
    assert [grouped(one) for one in told] == ["9,400", "9,400.5", "10,000", "0"]
    assert [bare(one) for one in told] == ["9400", "9400.5", "10000", "0"]


def test_a_small_number_is_no_power_of_ten() -> None:
    """This test ensures that many decimals are digits, never 1E-8."""
    assert percent(Decimal("0.00000001"), 8) == "0.00000001%"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1,234.5", "1234.5"), ("-3", "-3"), ("—", None), ("nan", None), ("", None)],
)
def test_a_printed_number_is_read(text: str, meant: str | None) -> None:
    """This test ensures that what was printed is known as a number, and nothing else is."""
    assert parsed(text) == (None if meant is None else Decimal(meant))


def test_decimals_are_added_until_numbers_print_apart() -> None:
    """This test ensures that different numbers look different, and equal ones need nothing."""
    assert places_apart(Decimal("7.021"), Decimal("7.024")) == 3
    assert places_apart(Decimal("7.02"), Decimal("7.02")) == 2
    assert places_apart(Decimal("7.0249"), Decimal("7.0251")) == 2


_SOUND = st.decimals(min_value=-(10**6), max_value=10**6, places=SOUND_PLACES)
_NEAR = st.decimals(min_value=-2, max_value=2, places=SOUND_PLACES)


@given(_SOUND, _NEAR, st.integers(0, 4), st.sampled_from([le, ge, lt, gt]))
def test_the_decimals_shown_keep_the_verdict(
    limit: Decimal, distance: Decimal, least: int, holds: Callable[[Decimal, Decimal], bool]
) -> None:
    """This test ensures that the printed number is judged as the number itself is."""
    value = limit + distance
    places = places_keeping(value, limit, least, holds)
    shown = parsed(fixed(value, places))
    assert shown is not None
    assert holds(shown, limit) is holds(value, limit)
    assert places == least or holds(rounded(value, places - 1), limit) is not holds(value, limit)


@given(_SOUND, st.lists(_NEAR, min_size=1, max_size=3), st.integers(0, 4))
def test_numbers_that_differ_print_apart(
    value: Decimal, distances: list[Decimal], least: int
) -> None:
    """This test ensures that a number never prints like one beside it that it differs from."""
    others = [value + distance for distance in distances]
    places = places_apart(value, *others, least=least)
    assert all(
        (fixed(value, places) == fixed(other, places)) is (value == other) for other in others
    )
