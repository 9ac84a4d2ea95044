"""Each indicator that has a formula, for every school year and stage."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from operator import ge, le

from dossier.assess.amounts import lacking
from dossier.assess.kinds import kind_faults
from dossier.assess.thresholds import Threshold, bar_of, threshold_faults
from dossier.assess.units import misfit, two_units
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.amounts import Amount, amount
from dossier.model.assessment import Result
from dossier.model.dossier import Dossier
from dossier.model.formula import Formula, FormulaError, parse
from dossier.model.kinds import kind_of
from dossier.model.standard import JUDGED, Measure, Stage
from dossier.model.years import SchoolYear
from dossier.numbers import SOUND_PLACES, fixed, grouped, places_keeping, rounded, signed
from dossier.source import Cell
from dossier.text import YES, YES_NO, yes_no

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {"≤": le, "≥": ge}


def assess(dossier: Dossier) -> tuple[tuple[Result, ...], tuple[Finding, ...]]:
    """The results in the order of the standard, and what could not be computed.

    Of a measure by stage there is one for each part of the school that 义务教育 covers.
    """
    results: list[Result] = []
    mixed = tuple(two_units(dossier.school.figures.values()))
    unusable = {name for name, _ in mixed}
    findings: dict[tuple[object, ...], Finding] = {}
    for fault in (
        *kind_faults(dossier.school),
        *(fault for _, fault in mixed),
        *threshold_faults(dossier),
    ):
        findings[fault.at, str(fault.text), fault.year] = fault
    parts = tuple(part for part in kind_of(dossier.school).parts if part in JUDGED)
    for measure in dossier.standard.measures.values():
        try:
            formula = parse(measure.formula)
        except FormulaError as problem:
            findings[measure.code,] = Finding(
                Code.FORMULA_INVALID,
                problem.text,
                at=measure.row.cell("formula"),
                hint=say("use figure names, + - × ÷ and brackets"),
                indicator=measure.code,
            )
            continue
        if not unusable.isdisjoint(formula.names):
            continue  # what is given in two units is one finding, whoever uses it
        for year in dossier.standard.school_years:
            for stage in parts if measure.by_stage else (Stage.SCHOOL,):
                for outcome in _one(dossier, measure, formula, stage, year):
                    if isinstance(outcome, Result):
                        results.append(outcome)
                    else:
                        key = (outcome.at, str(outcome.text), outcome.year)
                        findings.setdefault(key, outcome)
    return tuple(results), tuple(findings.values())


def result_of(dossier: Dossier, measure: Measure, stage: Stage, year: SchoolYear) -> Result | None:
    """One result as :func:`assess` gives it, for a stage that it judges; None where it gives none.

    It is for trying figures out again and again: nothing else is looked at, no fault is told.
    """
    try:
        formula = parse(measure.formula)
    except FormulaError:
        return None
    used = (one for one in dossier.school.figures.values() if one.name in formula.names)
    if any(two_units(used)):
        return None
    outcomes = _one(dossier, measure, formula, stage, year)
    return next((outcome for outcome in outcomes if isinstance(outcome, Result)), None)


def _one(
    dossier: Dossier, measure: Measure, formula: Formula, stage: Stage, year: SchoolYear
) -> Iterator[Result | Finding]:
    amounts: dict[str, Amount] = {}
    for name in formula.names:
        found = amount(dossier.school, name, stage, year)
        if found is None:
            yield Finding(
                Code.FIGURE_MISSING,
                say(
                    "{indicator} needs '{figure}' of {stage} for {year}, which is not given",
                    indicator=measure.code,
                    figure=name,
                    stage=stage.value,
                    year=year,
                ),
                at=measure.row.cell("formula"),
                hint=lacking(dossier.school, name, stage, year),
                indicator=measure.code,
                year=year,
            )
        else:
            amounts[name] = found
    if len(amounts) < len(formula.names):
        return
    unfit = misfit(formula, amounts, measure.code, measure.unit, measure.row.cell("unit"))
    if unfit:
        yield unfit
        return
    try:
        value = rounded(
            formula.value({name: found.value for name, found in amounts.items()}), SOUND_PLACES
        )
    except ZeroDivisionError:
        yield Finding(
            Code.FORMULA_INVALID,
            say("{indicator} divides by zero for {year}", indicator=measure.code, year=year),
            at=measure.row.cell("formula"),
            indicator=measure.code,
            year=year,
        )
        return
    bar = bar_of(dossier, measure, stage, year)
    if bar.finding:
        yield bar.finding
    told = formula.words({name: told_amount(name, found) for name, found in amounts.items()})
    cells = tuple(dict.fromkeys(cell for a in amounts.values() for cell in a.cells))
    yield _result(measure, stage, year, value, bar, told, _label(dossier, stage), cells)


def _label(dossier: Dossier, stage: Stage) -> str:
    """Who is judged: the part, or the whole school by its type."""
    return stage.short if stage in JUDGED else kind_of(dossier.school).value


def _result(
    measure: Measure,
    stage: Stage,
    year: SchoolYear,
    value: Decimal,
    bar: Threshold,
    told: str,
    label: str,
    cells: tuple[Cell, ...],
) -> Result:
    threshold = bar.value
    met = None if threshold is None else _HOLDS[measure.comparison](value, threshold)
    shown = said(value, measure.unit, _places(value, threshold, measure))
    shown_bar = "" if threshold is None else _bar(threshold, measure)
    return Result(
        measure=measure,
        stage=stage,
        year=year,
        value=value,
        threshold=threshold,
        met=met,
        shown=shown,
        shown_threshold=shown_bar,
        margin=_margin(value, threshold, measure),
        working=told
        if measure.unit == YES_NO
        else f"{told} = {shown}{_verdict(met, shown_bar, label)}",
        cells=cells,
        rule=bar.rule,
    )


def _verdict(met: bool | None, bar: str, label: str) -> str:
    if met is None:
        return ""
    return f" {bar}（{label}）" if met else f"，未达到 {bar}（{label}）"


def _places(value: Decimal, threshold: Decimal | None, measure: Measure) -> int:
    """As many decimals as declared, and more only where rounding would hide the verdict."""
    places = min(measure.places, SOUND_PLACES)
    if threshold is None:
        return places
    return places_keeping(value, threshold, places, _HOLDS[measure.comparison])


def said(value: Decimal, unit: str, places: int) -> str:
    """A value as documents print it: ``61.77册/生``, ``100%``, ``是``."""
    if unit == YES_NO:
        return yes_no(value)
    return fixed(value, places) + unit


def _bar(threshold: Decimal, measure: Measure) -> str:
    if measure.unit == YES_NO:
        return YES
    return f"{measure.comparison} {grouped(threshold)}{measure.unit}"


def told_amount(name: str, found: Amount) -> str:
    """A figure as workings tell it: ``图书册数 23,226册``, ``校长任职资格：是``."""
    if found.unit == YES_NO:
        return f"{name}：{yes_no(found.value)}"
    value = found.value
    shown = fixed(value, 1) if found.derived else grouped(value)
    derived = f"（{found.derived}）" if found.derived else ""
    return f"{name} {shown}{found.unit}{derived}"


def _margin(value: Decimal, threshold: Decimal | None, measure: Measure) -> str:
    if threshold is None or measure.unit == YES_NO:
        return ""
    difference = value - threshold
    shown = rounded(difference, _places(difference, Decimal(0), measure))
    return f"{signed(shown)}{measure.unit}"
