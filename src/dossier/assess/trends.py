"""Where each indicator goes over the years of the standard (近三年)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from dossier.model.assessment import Result, Trend
from dossier.model.dossier import Dossier
from dossier.model.standard import Stage
from dossier.text import YES_NO

_UP, _LEVEL, _DOWN = 1, 0, -1
_WORDS = {
    frozenset({_UP}): "逐年上升",
    frozenset({_DOWN}): "逐年下降",
    frozenset({_LEVEL}): "持平",
    frozenset({_UP, _LEVEL}): "有升无降",
    frozenset({_DOWN, _LEVEL}): "有降无升",
}
_MIXED = "有升有降"
_YES_NO_WORDS = {
    frozenset({_UP}): "由否转是",
    frozenset({_UP, _LEVEL}): "由否转是",
    frozenset({_DOWN}): "由是转否",
    frozenset({_DOWN, _LEVEL}): "由是转否",
    frozenset({_LEVEL}): "持平",
}
_YES_NO_MIXED = "有反复"


def trends(dossier: Dossier, results: Sequence[Result]) -> tuple[Trend, ...]:
    """The trend of each indicator and stage that has a result, in the order of the results.

    A trend holds one place for each school year of the standard. It has a direction where at
    least two years are known and none between them is missing; otherwise ``""``: over a gap
    nobody can say 逐年. Values that are printed alike count as level, for the sentence stands
    beside the printed numbers.
    """
    years = dossier.standard.school_years
    found: dict[tuple[str, Stage], list[Result]] = {}
    for result in results:
        if result.year in years:
            found.setdefault((result.measure.code, result.stage), []).append(result)
    return tuple(_trend(key, dossier, given) for key, given in found.items())


def _trend(key: tuple[str, Stage], dossier: Dossier, given: list[Result]) -> Trend:
    by_year = {result.year: result for result in given}
    row = tuple(by_year.get(year) for year in sorted(dossier.standard.school_years))
    return Trend(*key, results=row, direction=_direction(row), worse=_worse(row))


def _direction(row: tuple[Result | None, ...]) -> str:
    places = [place for place, result in enumerate(row) if result is not None]
    known = [result for result in row if result is not None]
    if len(known) < 2 or places[-1] - places[0] >= len(known):  # noqa: PLR2004 - a pair
        return ""
    steps = frozenset(_step(a, b) for a, b in pairwise(known))
    if known[0].measure.unit == YES_NO:
        return _YES_NO_WORDS.get(steps, _YES_NO_MIXED)
    return _WORDS.get(steps, _MIXED)


def _step(before: Result, after: Result) -> int:
    if before.shown == after.shown:
        return _LEVEL
    return _UP if after.value > before.value else _DOWN


def _worse(row: tuple[Result | None, ...]) -> bool:
    """Whether the margin is smaller in the last year than in the first.

    The margin counts towards the threshold, so that it falls as well where a met indicator comes
    nearer to failing. Without a threshold (监测项), or without either year, nothing is worse.
    """
    first, last = row[0], row[-1]
    if first is None or last is None or first.margin == last.margin != "":
        return False
    margins = [_margin(result) for result in (first, last)]
    before, after = margins
    return before is not None and after is not None and after < before


def _margin(result: Result) -> Decimal | None:
    if result.threshold is None:
        return None
    difference = result.value - result.threshold
    return -difference if result.measure.comparison == "≤" else difference
