"""A set of indicators counted: which are met, which are not, and which cannot be told."""

from collections.abc import Iterator
from decimal import Decimal

from dossier import numbers
from dossier.assess.thresholds import bar_of
from dossier.facts import Fact
from dossier.model.assessment import Result
from dossier.model.dossier import Dossier
from dossier.model.standard import JUDGED, Family, Stage
from dossier.model.years import SchoolYear
from dossier.numbers import grouped, places_apart
from dossier.source import Cell
from dossier.text import MET


class Tally(Fact, frozen=True):
    """The indicators of a set for one stage; `worded` are unmet by the school's own word."""

    met: tuple[str, ...]
    unmet: tuple[Result, ...]
    worded: tuple[str, ...]
    open: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """The codes of what is not met."""
        codes = (*(result.measure.code for result in self.unmet), *self.worded)
        return tuple(dict.fromkeys(codes))

    @property
    def count(self) -> int:
        """How many indicators there are to be met."""
        return len(self.met) + len(self.failed) + len(self.open)


def measured(dossier: Dossier, family: Family) -> tuple[str, ...]:
    """The indicators of the set that are computed, in the order of the standard."""
    indicators = dossier.standard.indicators
    return tuple(
        code
        for code in dossier.standard.measures
        if code in indicators and indicators[code].family is family
    )


def _worded(dossier: Dossier, family: Family) -> Iterator[str]:
    """The B-level indicators of the set that no formula computes, nor what hangs on them."""
    standard = dossier.standard
    computed = {code for measured in standard.measures for code in standard.lineage(measured)}
    for code, indicator in standard.indicators.items():
        if indicator.family is family and indicator.level == "B" and code not in computed:
            yield code


def tallied(
    dossier: Dossier,
    family: Family,
    stage: Stage,
    year: SchoolYear | None,
    results: tuple[Result, ...],
) -> Tally:
    """The set counted for `stage`; `results` are those of `year`."""
    met: list[str] = []
    unmet: list[Result] = []
    worded: list[str] = []
    missing: list[str] = []
    cells: dict[Cell, None] = {}
    for code in measured(dossier, family):
        measure = dossier.standard.measures[code]
        at = stage if measure.by_stage else Stage.SCHOOL
        found = [r for r in results if r.measure.code == code and r.stage is at]
        for result in found:
            cells |= dict.fromkeys(result.cells)
            if result.met is not None:
                met.append(code) if result.met else unmet.append(result)
        # Only what has a threshold here is judged; without a result that is still open.
        if (not found or found[0].met is None) and year:
            bar = bar_of(dossier, measure, at, year)
            if bar.value is not None or bar.finding:
                missing.append(code)
    for code in _worded(dossier, family):
        said = dossier.school.assessments.get(code)
        if said is None or not said.verdict:
            missing.append(code)
        else:
            (met if said.verdict == MET else worded).append(code)
    return Tally(tuple(met), tuple(unmet), tuple(worded), tuple(missing), tuple(cells))


def at_least(tally: Tally, needed: Decimal) -> tuple[bool | None, str]:
    """At least so many are met; None while what is open may still decide it."""
    got = len(tally.met)
    met: bool | None = got >= needed
    if not met and got + len(tally.open) >= needed:
        met = None
    sign = "≥" if got >= needed else "＜"
    working = f"{tally.count} 项中达标 {got} 项 {sign} {grouped(needed)} 项"
    if tally.failed:
        working += f"，未达标：{'、'.join(tally.failed)}"
    return met, working + _still_open(tally)


def rest(tally: Tally, percent: Decimal) -> tuple[bool | None, str]:
    """Every unmet result reaches so many percent of its threshold.

    Where less is better, the threshold must be that part of the value: 1 is 80 % of 1.25.
    """
    short: list[str] = []
    told: list[str] = []
    for result in tally.unmet:
        enough, rate = _reaches(result, percent)
        label = result.measure.code + (
            f"（{result.stage.short}）" if result.stage in JUDGED else ""
        )
        told.append(f"{label} {rate} {'≥' if enough else '＜'} {grouped(percent)}%")
        if not enough:
            short.append(label)
    told += [f"{code} 自评未达标" for code in tally.worded]
    working = "；".join(told) or "没有未达标项"
    if short or tally.worded:
        return False, working + _still_open(tally)
    return (None if tally.open else True), working + _still_open(tally)


def _reaches(result: Result, percent: Decimal) -> tuple[bool, str]:
    threshold = result.threshold
    assert threshold is not None
    reached, whole = result.value, threshold
    if result.measure.comparison == "≤":
        reached, whole = threshold, result.value
    enough = reached * 100 >= percent * whole
    if whole <= 0:
        return enough, "—"
    rate = reached * 100 / whole
    return enough, numbers.percent(rate, places_apart(rate, percent, least=1))


def _still_open(tally: Tally) -> str:
    return f"；未能评定：{'、'.join(tally.open)}" if tally.open else ""
