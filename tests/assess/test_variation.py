"""差异系数: the published examples, which the usual wrong formulas do not give, and its laws."""

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.variation import composite, variation
from dossier.model.county import SchoolAmount


def parts(*pairs: tuple[float | str, float | str]) -> list[SchoolAmount]:
    return [
        SchoolAmount(f"学校{n}", Decimal(str(amount)), Decimal(str(pupils)))
        for n, (amount, pupils) in enumerate(pairs, 1)
    ]


PUBLISHED = parts((279, 45), (137, 37), (935, 89), (160, 76), (402, 55))
"""Five schools, books and pupils: the worked example that goes with the official text."""

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)
COUNTIES = st.lists(
    st.tuples(AMOUNTS, st.integers(min_value=1, max_value=5000)), min_size=1, max_size=12
)


def told(value: Decimal | None, places: int) -> str:
    assert value is not None
    return f"{value:.{places}f}"


def test_the_published_example_comes_out() -> None:
    """This test ensures that mean, deviation and coefficient are those of the published example."""
    found = variation(PUBLISHED)
    assert told(found.mean, 4) == "6.3344"
    assert told(found.deviation, 3) == "3.264"
    assert told(found.cv, 4) == "0.5153"


def test_the_usual_wrong_formulas_give_something_else() -> None:
    """This test ensures that the example tells our formula from the two that are often taken."""
    values = [float(p.amount / p.pupils) for p in PUBLISHED]
    unweighted = statistics.pstdev(values) / statistics.fmean(values)
    excel = statistics.stdev(values) / statistics.fmean(values)
    assert (round(unweighted, 3), round(excel, 3)) == (0.489, 0.546)
    assert told(variation(PUBLISHED).cv, 3) == "0.515"


def test_the_terms_of_the_published_example_are_the_shares() -> None:
    """This test ensures that each school's part of S² is its published term over their sum."""
    terms = ("0.003", "0.849", "5.127", "4.501", "0.173")
    found = variation(PUBLISHED)
    assert found.deviation is not None
    square = found.deviation**2
    assert tuple(told((s.share or Decimal()) * square, 3) for s in found.shares) == terms


def test_the_school_that_lowers_it_most_is_named_with_the_amount() -> None:
    """This test ensures that raising a school to the mean is worked out with the moved mean."""
    best = variation(PUBLISHED).best
    assert best is not None
    assert best.name == "学校4"
    assert told(best.added, 2) == "321.42"  # 1913 ÷ 302 × 76 − 160
    again = variation([*PUBLISHED[:3], *parts((160 + best.added, 76)), PUBLISHED[4]])
    assert told(again.cv, 10) == told(best.lowered, 10)
    assert told(best.lowered, 3) == "0.303"


@pytest.mark.parametrize(
    ("coefficients", "published"),
    [
        ((".881", "1.299", ".977", ".379", ".170", ".334", ".286", ".408"), "0.592"),
        ((".353", ".784", ".146", ".491", ".037", ".226", ".223", ".253"), "0.314"),
        ((".437", ".419", ".255", ".188", ".171", ".263", ".263", ".420"), "0.302"),
        ((".633", ".891", ".435", ".328", ".351", ".391", ".379", ".541"), "0.494"),
    ],
)
def test_the_published_composites_are_plain_means(
    coefficients: tuple[str, ...], published: str
) -> None:
    """This test ensures that 综合差异系数 is the plain mean, as four published tables have it."""
    # the tables cut or round 0.49362 and 0.59175 alike to three places, within their own rounding
    found = composite(Decimal(one) for one in coefficients)
    assert found is not None
    assert abs(found - Decimal(published)) < Decimal("0.0006")


@pytest.mark.parametrize("coefficients", [(), (Decimal("0.3"), None)])
def test_a_composite_that_lacks_something_is_not_told(
    coefficients: tuple[Decimal | None, ...],
) -> None:
    """This test ensures that no composite is made up where a coefficient is missing."""
    assert composite(coefficients) is None


def test_schools_without_pupils_are_skipped() -> None:
    """This test ensures that a school without pupils changes nothing, and is named."""
    found = variation([*PUBLISHED, SchoolAmount("空校", Decimal(100), Decimal(0))])
    assert found.skipped == ("空校",)
    assert found.cv == variation(PUBLISHED).cv


def test_no_school_gives_nothing() -> None:
    """This test ensures that there is no mean and no coefficient without schools."""
    found = variation([])
    assert (found.mean, found.deviation, found.cv, found.best) == (None, None, None, None)


def test_a_mean_of_zero_gives_no_coefficient() -> None:
    """This test ensures that a county without a single book has a mean and no coefficient."""
    found = variation(parts((0, 10), (0, 20)))
    assert (found.mean, found.cv, found.best) == (0, None, None)


def test_one_school_does_not_vary() -> None:
    """This test ensures that one school has the coefficient 0 and no share to give."""
    found = variation(parts((279, 45)))
    assert (found.cv, found.shares[0].share, found.best) == (0, None, None)


@given(COUNTIES, st.integers(min_value=1, max_value=10000))
def test_scaling_changes_nothing(county: list[tuple[Decimal, int]], factor: int) -> None:
    """This test ensures that 元 instead of 万元 gives the same coefficient."""
    scaled = [(amount * factor, pupils) for amount, pupils in county]
    one, other = variation(parts(*county)).cv, variation(parts(*scaled)).cv  # type: ignore[arg-type]
    assert one == other


@given(AMOUNTS.filter(bool), st.lists(st.integers(1, 5000), min_size=1, max_size=12))
def test_equal_schools_do_not_vary(value: Decimal, pupils: list[int]) -> None:
    """This test ensures that the coefficient is exactly 0 where every pupil has the same."""
    found = variation([SchoolAmount("学校", value * p, Decimal(p)) for p in pupils])
    assert found.cv == 0


@given(COUNTIES)
def test_it_is_never_negative_and_its_shares_add_up(county: list[tuple[Decimal, int]]) -> None:
    """This test ensures that coefficient and shares are no less than 0, and all shares make 1."""
    found = variation(parts(*county))  # type: ignore[arg-type]
    assert found.cv is None or found.cv >= 0
    shares = [share.share for share in found.shares if share.share is not None]
    assert all(share >= 0 for share in shares)
    assert not shares or abs(sum(shares) - 1) < Decimal("1e-9")


@given(COUNTIES)
def test_raising_a_school_to_the_mean_never_makes_it_worse(
    county: list[tuple[Decimal, int]],
) -> None:
    """This test ensures that what is advised lowers the coefficient, as working it out again does.

    Both ways of computing agree.
    """
    given_parts = parts(*county)  # type: ignore[arg-type]
    found = variation(given_parts)
    for number, share in enumerate(found.shares):
        if share.lowered is None:
            continue
        raised = list(given_parts)
        raised[number] = SchoolAmount(share.name, share.amount + share.added, share.pupils)
        again = variation(raised).cv
        assert again is not None
        assert found.cv is not None
        assert abs(again - share.lowered) < Decimal("1e-9")
        assert share.lowered <= found.cv
