"""What is expected of the coming years, as if it were so already."""

from collections.abc import Collection, Iterator

from dossier.assess.amounts import near
from dossier.assess.words import called
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.formula import FormulaError, parse
from dossier.model.returns import Projection
from dossier.model.school import Figure, School
from dossier.model.standard import Stage
from dossier.model.years import SchoolYear
from dossier.source import Cell

_Usable = dict[tuple[str, Stage, SchoolYear], Projection]


def overlaid(dossier: Dossier, figures: tuple[Figure, ...]) -> Dossier:
    """The dossier with these figures in place of those it gives."""
    changed = dict(dossier.school.figures)
    for figure in figures:
        assert isinstance(figure.year, SchoolYear)
        changed[figure.name, figure.stage, figure.year] = figure
    return replace(dossier, school=replace(dossier.school, figures=changed))


def projected(dossier: Dossier, year: SchoolYear) -> Iterator[tuple[SchoolYear, Dossier]]:
    """Each coming year that 预测 tells of, and the dossier as it would stand then.

    The expected values take the place of those of `year`, so that all else (what is there, what
    is asked) stays as it is known. A figure that is given for 小学部 and 初中部 is taken only where
    both are expected: half a forecast would add this year's pupils to those of another.
    """
    usable, _ = _sorted_out(dossier, year)
    for coming in sorted({coming for _, _, coming in usable}):
        figures = tuple(
            replace(
                dossier.school.figures[name, stage, year],
                value=projection.value,
                cell=projection.row.cell("value"),
            )
            for (name, stage, when), projection in usable.items()
            if when == coming
        )
        yield coming, overlaid(dossier, figures)


def plan_faults(dossier: Dossier) -> tuple[Finding, ...]:
    """Rows of 预测 and 单价, and 补足项 of indicators, that the gap planner cannot use."""
    names = {name: None for name, _, _ in dossier.school.figures}
    findings: list[Finding] = []
    if dossier.standard.school_years:
        findings += _sorted_out(dossier, max(dossier.standard.school_years))[1]
    for cost in dossier.school.returns.costs:
        if cost.figure not in names:
            findings.append(_unknown(cost.figure, cost.row.cell("figure"), names))
    for measure in dossier.standard.measures.values():
        try:
            used = parse(measure.formula).names
        except FormulaError:
            continue  # found where it is computed
        if measure.raised and measure.raised not in used:
            findings.append(
                Finding(
                    Code.CODE_UNKNOWN,
                    say(
                        "'{name}' is not in the formula of {indicator}",
                        name=measure.raised,
                        indicator=measure.code,
                    ),
                    at=measure.row.cell("raised"),
                    hint=near(measure.raised, used),
                    indicator=measure.code,
                )
            )
    return tuple(findings)


def _sorted_out(dossier: Dossier, year: SchoolYear) -> tuple[_Usable, list[Finding]]:
    """The rows of 预测 that can be used, and what is wrong with the others."""
    findings: list[Finding] = []
    taken: _Usable = {}
    for projection in dossier.school.returns.projections:
        fault = _fault(projection, dossier.school, year, taken)
        if fault:
            findings.append(fault)
        else:
            taken[projection.figure, projection.stage, projection.year] = projection
    usable: _Usable = {}
    told: set[tuple[str, SchoolYear]] = set()
    for (name, stage, coming), projection in taken.items():
        lacking = [s for s in _stages(dossier.school, name, year) if (name, s, coming) not in taken]
        if not lacking:
            usable[name, stage, coming] = projection
        elif (name, coming) not in told:
            told.add((name, coming))
            findings.append(
                Finding(
                    Code.FIGURE_MISSING,
                    say(
                        "the forecast of '{name}' for {year} lacks {stages}",
                        name=name,
                        year=coming,
                        stages="、".join(s.value for s in lacking),
                    ),
                    at=projection.row.cell("stage"),
                    hint=say("give it for all stages that the sheet '数据' has, or for none"),
                    year=coming,
                )
            )
    return usable, findings


def _stages(school: School, name: str, year: SchoolYear) -> tuple[Stage, ...]:
    """The stages for which the figure is declared, in the order of the sheet."""
    return tuple(stage for n, stage, y in school.figures if n == name and y == year)


def _fault(
    projection: Projection, school: School, year: SchoolYear, taken: _Usable
) -> Finding | None:
    name, stage, coming, row = (
        projection.figure,
        projection.stage,
        projection.year,
        projection.row,
    )
    stages = _stages(school, name, year)
    if not stages:
        known = {n: None for n, _, y in school.figures if y == year}
        return _unknown(name, row.cell("figure"), known)
    if stage not in stages:
        return Finding(
            Code.CODE_UNKNOWN,
            say("'{name}' is not given for {stage}", name=name, stage=stage.value),
            at=row.cell("stage"),
            hint=say("it is given for {known}", known="、".join(s.value for s in stages)),
        )
    if coming <= year:
        return Finding(
            Code.YEAR_UNKNOWN,
            say("a forecast is for a year after {last}, not for {year}", last=year, year=coming),
            at=row.cell("year"),
            year=coming,
        )
    first = taken.get((name, stage, coming))
    if first is None:
        return None
    return Finding(
        Code.VALUE_DUPLICATE,
        say(
            "'{value}' stands already in {cell}; the row is left out",
            value=f"{called(name, stage)}，{coming}",
            cell=first.row.cell("figure"),
        ),
        at=row.cell("figure"),
        year=coming,
    )


def _unknown(name: str, at: Cell, known: Collection[str]) -> Finding:
    return Finding(
        Code.CODE_UNKNOWN,
        say("no figure is called '{name}'", name=name),
        at=at,
        hint=near(name, known),
    )
