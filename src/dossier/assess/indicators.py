"""Each indicator that has a formula, for every school year and stage."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from dossier.assess.amounts import Amount, amount
from dossier.assess.formula import Formula, FormulaError, parse
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.result import Result
from dossier.model.school import School
from dossier.model.standard import Measure, Stage
from dossier.model.years import SchoolYear

YES_NO = "是/否"
_PART_STAGES = (Stage.PRIMARY, Stage.JUNIOR)
_LABELS = {Stage.PRIMARY: "小学", Stage.JUNIOR: "初中"}
# Decimals carry 28 digits, and a division drops what follows: what should be 15 can come out as
# 14.99…9. What is kept is sound to the last place, and 15 is 15 again.
_SOUND_PLACES = 12
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def assess(dossier: Dossier) -> tuple[tuple[Result, ...], tuple[Finding, ...]]:
    """The results in the order of the standard, and what could not be computed."""
    results: list[Result] = []
    findings: dict[tuple[object, ...], Finding] = {}
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
        for year in dossier.standard.school_years:
            for stage in _PART_STAGES if measure.by_stage else (Stage.SCHOOL,):
                for outcome in _one(dossier.school, measure, formula, stage, year):
                    if isinstance(outcome, Result):
                        results.append(outcome)
                    else:
                        findings.setdefault((outcome.at, str(outcome.text), year), outcome)
    return tuple(results), tuple(findings.values())


def _one(
    school: School, measure: Measure, formula: Formula, stage: Stage, year: SchoolYear
) -> Iterator[Result | Finding]:
    amounts: dict[str, Amount] = {}
    for name in formula.names:
        found = amount(school, name, stage, year)
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
                hint=say("add it to the sheet '数据' of school.xlsx"),
                indicator=measure.code,
                year=year,
            )
        else:
            amounts[name] = found
    if len(amounts) < len(formula.names):
        return
    try:
        value = rounded(
            formula.value({name: found.value for name, found in amounts.items()}), _SOUND_PLACES
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
    yield _result(measure, formula, stage, year, value, amounts)


def _result(
    measure: Measure,
    formula: Formula,
    stage: Stage,
    year: SchoolYear,
    value: Decimal,
    amounts: dict[str, Amount],
) -> Result:
    threshold = measure.thresholds.get(stage) if measure.comparison else None
    met = None if threshold is None else _met(value, threshold, measure.comparison)
    shown = said(value, measure.unit, _places(value, threshold, measure))
    bar = "" if threshold is None else _bar(threshold, measure)
    told = formula.words({name: _told(name, found) for name, found in amounts.items()})
    return Result(
        measure=measure,
        stage=stage,
        year=year,
        value=value,
        threshold=threshold,
        met=met,
        shown=shown,
        shown_threshold=bar,
        margin=_margin(value, threshold, measure),
        working=told if measure.unit == YES_NO else f"{told} = {shown}{_verdict(met, bar, stage)}",
        cells=tuple(dict.fromkeys(cell for a in amounts.values() for cell in a.cells)),
    )


def _verdict(met: bool | None, bar: str, stage: Stage) -> str:
    if met is None:
        return ""
    label = _LABELS.get(stage, "九年一贯制")
    return f" {bar}（{label}）" if met else f"，未达到 {bar}（{label}）"


def _met(value: Decimal, threshold: Decimal, comparison: str) -> bool:
    return value <= threshold if comparison == "≤" else value >= threshold


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, half up as in school; the only rounding there is."""
    return _WIDE.quantize(value, Decimal(1).scaleb(-places))


def _places(value: Decimal, threshold: Decimal | None, measure: Measure) -> int:
    """As many decimals as declared, and more only where rounding would seem to change the verdict.

    14.996 against 15 must not print as 15.00 beside 未达标.
    """
    places = min(measure.places, _SOUND_PLACES)
    if threshold is None:
        return places
    met = _met(value, threshold, measure.comparison)
    while _met(rounded(value, places), threshold, measure.comparison) != met:
        places += 1
    return places


def said(value: Decimal, unit: str, places: int) -> str:
    """A value as documents print it: ``61.77册/生``, ``100%``, ``是``."""
    if unit == YES_NO:
        return "是" if value else "否"
    return f"{rounded(value, places):,}{unit}"


def _bar(threshold: Decimal, measure: Measure) -> str:
    if measure.unit == YES_NO:
        return "是"
    return f"{measure.comparison} {threshold.normalize():,f}{measure.unit}"


def _told(name: str, found: Amount) -> str:
    if found.unit == YES_NO:
        return f"{name}：{'是' if found.value else '否'}"
    value = found.value
    shown = f"{rounded(value, 1):,}" if found.derived else f"{value.normalize():,f}"
    derived = f"（{found.derived}）" if found.derived else ""
    return f"{name} {shown}{found.unit}{derived}"


def _margin(value: Decimal, threshold: Decimal | None, measure: Measure) -> str:
    if threshold is None or measure.unit == YES_NO:
        return ""
    difference = value - threshold
    shown = rounded(difference, _places(difference, Decimal(0), measure))
    return f"{shown + 0:+,}{measure.unit}"  # + 0: a margin of -0.00 is none
