"""Trends: directions as printed, gaps, and what has become worse."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.indicators import assess
from dossier.assess.trends import trends
from dossier.model.assessment import Trend
from dossier.model.standard import Stage
from factories import Y20, Y21, Y22, dossier, figure, measure

YEARS = (Y20, Y21, Y22)


def one(*values: str | int | None, years=YEARS, unit="㎡", **fields) -> Trend:
    """The only trend of an indicator that is a figure with these values over the years."""
    given = dict(unit=unit, thresholds={Stage.SCHOOL: Decimal(10)})
    figures = tuple(
        figure("面积", value, unit=unit, year=year)
        for year, value in zip(years, values, strict=True)
        if value is not None
    )
    facts = dossier(
        measures=(measure(formula="面积", **(given | fields)),),
        school_years=years,
        figures=figures,
    )
    results, _ = assess(facts)
    (trend,) = trends(facts, results)
    return trend


@pytest.mark.parametrize(
    ("values", "direction"),
    [
        ((1, 2, 3), "逐年上升"),
        ((3, 2, 1), "逐年下降"),
        ((2, 2, 2), "持平"),
        ((1, 3, 2), "有升有降"),
        ((3, 1, 2), "有升有降"),
        ((1, 1, 2), "有升无降"),
        ((2, 1, 1), "有降无升"),
    ],
)
def test_directions(values, direction) -> None:
    """every course of three years has its word."""
    assert one(*values).direction == direction


def test_what_prints_alike_is_level() -> None:
    """differences below the printed decimals are no rise, for the reader sees none."""
    assert one("61.771", "61.772", "61.774").direction == "持平"
    assert one("61.771", "61.772", "61.776").direction == "有升无降"


@pytest.mark.parametrize(
    ("values", "direction"),
    [
        ((1, None, 3), ""),
        ((None, None, 3), ""),
        ((None, 2, 3), "逐年上升"),
        ((3, 2, None), "逐年下降"),
    ],
)
def test_gaps(values, direction) -> None:
    """over a missing year nothing is said of each year; known neighbours are compared."""
    trend = one(*values)
    assert trend.direction == direction
    assert [result is not None for result in trend.results] == [v is not None for v in values]
    assert trend.worse is False


def test_one_year() -> None:
    """a standard of one year has trends without direction."""
    trend = one(5, years=(Y21,))
    assert (trend.direction, trend.worse, len(trend.results)) == ("", False, 1)


def test_yes_and_no_are_said_so() -> None:
    """a yes/no does not rise or fall: it turns."""
    told = [
        one(*values, unit="是/否", thresholds={Stage.SCHOOL: Decimal(1)})
        for values in ((0, 0, 1), (1, 1, 0), (1, 1, 1), (1, 0, 1))
    ]
    assert [(trend.direction, trend.worse) for trend in told] == [
        ("由否转是", False),
        ("由是转否", True),
        ("持平", False),
        ("有反复", False),
    ]


@pytest.mark.parametrize(
    ("comparison", "values", "worse"),
    [
        ("≥", (9, 12, 8), True),
        ("≥", (20, 15, 12), True),
        ("≥", (8, 7, 9), False),
        ("≥", (8, 9, 8), False),
        ("≤", (8, 7, 9), True),
        ("≤", (12, 9, 11), False),
        ("", (9, 8, 7), False),
    ],
)
def test_worse(comparison, values, worse) -> None:
    """worse is a smaller margin than in the first year; a monitored value has none."""
    assert one(*values, comparison=comparison).worse is worse


def test_stages_apart() -> None:
    """each stage has its own trend, in the order of the results."""
    figures = tuple(
        figure("面积", value, stage, unit="㎡", year=year)
        for stage, values in ((Stage.PRIMARY, (1, 2)), (Stage.JUNIOR, (2, 1)))
        for year, value in zip((Y21, Y22), values, strict=True)
    )
    facts = dossier(
        measures=(measure(formula="面积", unit="㎡", by_stage=True),),
        school_years=(Y21, Y22),
        figures=figures,
    )
    results, _ = assess(facts)
    assert [(t.code, t.stage, t.direction) for t in trends(facts, results)] == [
        ("J06", Stage.PRIMARY, "逐年上升"),
        ("J06", Stage.JUNIOR, "逐年下降"),
    ]


@given(st.lists(st.integers(0, 50), min_size=3, max_size=3))
def test_backwards_the_words_change_places(values) -> None:
    """read from the last year to the first, what rose falls, and the rest stays."""
    turned = {"逐年上升": "逐年下降", "有升无降": "有降无升"}
    turned |= {word: other for other, word in turned.items()}
    there, back = one(*values).direction, one(*reversed(values)).direction
    assert turned.get(there, there) == back
