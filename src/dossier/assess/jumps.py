"""Year-on-year anomalies: figures that changed so much that somebody will ask why.

The Ministry's yearly screening of the school statistics lists what changed beyond a bound, and
wants each explained in writing (教育事业统计数据核查: 波动较大的须说明原因); examiners do the same
with the three years that lie before them. So does this, before they come.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from dossier.assess.amounts import near
from dossier.assess.units import two_units
from dossier.assess.words import called, counted
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.assessment import Jump
from dossier.model.dossier import Dossier
from dossier.model.returns import Explanation
from dossier.model.school import Figure, School
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.numbers import grouped, percent, places_apart
from dossier.text import YES_NO

# Three children instead of two are +50 %, and no anomaly: of what is counted one by one, a few
# pieces more or less say nothing. Areas, money and rates have no such floor, for the size of their
# unit is arbitrary: 4 万元 may be all there was.

_Key = tuple[str, Stage, Year]


class _JumpLimits(Fact, frozen=True):
    """The greatest part by which a figure may change, and the pieces below which none counts."""

    bound: Decimal
    start: int


def jumps(dossier: Dossier) -> tuple[tuple[Jump, ...], tuple[Finding, ...]]:
    """What changed beyond setting 波动幅度 (``30%``) from one year to the next, sheet by sheet.

    Figures of 数据 and 经费 are compared with those of the year before, for the years of the
    standard; a year that is not given is not bridged. 是/否 is no quantity, and a counted figure
    must change by at least 波动起点 (5 where that is blank). Without a 波动幅度 nothing is
    compared; explanations that explain nothing are found in any case.
    """
    settings = dossier.standard.settings
    findings: list[Finding] = []
    figures = _figures(dossier.school)
    told = _explained(dossier.school.returns.explanations, figures, findings)
    found: list[Jump] = []
    if settings.jump is not None:
        years: set[Year] = {*dossier.standard.school_years, *dossier.standard.fiscal_years}
        limits = _JumpLimits(settings.jump, settings.jump_start)
        for outcome in _compared(figures, years, limits, told):
            if isinstance(outcome, Jump):
                found.append(outcome)
                if outcome.explanation is None:
                    findings.append(_unexplained(outcome))
            else:
                findings.append(outcome)
    return tuple(found), tuple(findings)


def _figures(school: School) -> dict[_Key, Figure]:
    """The figures of both sheets, each row's years together and in order."""
    every: dict[_Key, Figure] = dict(school.figures.items())
    every.update(school.funds.items())
    rows: dict[tuple[str, Stage, type[Year]], list[_Key]] = {}
    for key in every:
        name, stage, year = key
        rows.setdefault((name, stage, type(year)), []).append(key)
    return {
        key: every[key] for keys in rows.values() for key in sorted(keys, key=lambda k: k[2].first)
    }


def _before(year: Year) -> Year:
    kind = SchoolYear if isinstance(year, SchoolYear) else FiscalYear
    return kind(year.start - 1)


def _compared(
    figures: Mapping[_Key, Figure],
    years: set[Year],
    limits: _JumpLimits,
    told: Mapping[_Key, Explanation],
) -> Iterator[Jump | Finding]:
    for key, after in figures.items():
        name, stage, year = key
        before = figures.get((name, stage, _before(year)))
        if year not in years or before is None or after.unit == YES_NO:
            continue
        mixed = [fault for _, fault in two_units((before, after))]
        if mixed:
            # in 数据 it is found where indicators are computed; nobody else looks at all of 经费
            yield from mixed if isinstance(year, FiscalYear) else ()
        elif _beyond(before.value, after.value, after.unit, limits):
            yield Jump(
                figure=name,
                stage=stage,
                year=year,
                before=before.value,
                after=after.value,
                unit=after.unit,
                rate=_rate(before.value, after.value),
                bound=limits.bound,
                cells=(before.cell, after.cell),
                explanation=told.get(key),
            )


def _beyond(before: Decimal, after: Decimal, unit: str, limits: _JumpLimits) -> bool:
    change = abs(after - before)
    if counted(unit) and change < limits.start:
        return False
    # multiplied, not divided: the bound itself is not beyond it, to the last digit
    return change > limits.bound * abs(before)


def _rate(before: Decimal, after: Decimal) -> Decimal | None:
    return (after - before) / abs(before) if before else None


def _explained(
    explanations: tuple[Explanation, ...],
    figures: Mapping[_Key, Figure],
    findings: list[Finding],
) -> dict[_Key, Explanation]:
    """The explanations by the figure that they speak of; what speaks of none is found."""
    told: dict[_Key, Explanation] = {}
    for explanation in explanations:
        key = (explanation.figure, explanation.stage, explanation.year)
        if key not in figures:
            findings.append(_of_nothing(explanation, figures))
        elif told.setdefault(key, explanation) is not explanation:
            findings.append(
                Finding(
                    Code.VALUE_DUPLICATE,
                    say(
                        "'{value}' stands already in {cell}; the row is left out",
                        value=f"{called(*key[:2])}，{explanation.year}",
                        cell=told[key].row.cell("figure"),
                    ),
                    at=explanation.row.cell("figure"),
                    year=explanation.year,
                )
            )
    return told


def _of_nothing(explanation: Explanation, figures: Mapping[_Key, Figure]) -> Finding:
    name, row = explanation.figure, explanation.row
    names = {key[0] for key in figures}
    if name not in names:
        return Finding(
            Code.CODE_UNKNOWN,
            say("no figure is called '{name}'", name=name),
            at=row.cell("figure"),
            hint=near(name, sorted(names)),
            year=explanation.year,
        )
    stages = {key[1]: None for key in figures if key[0] == name}
    if explanation.stage not in stages:
        return Finding(
            Code.CODE_UNKNOWN,
            say("'{name}' is not given for {stage}", name=name, stage=explanation.stage.value),
            at=row.cell("stage"),
            hint=say("it is given for {known}", known="、".join(stage.value for stage in stages)),
            year=explanation.year,
        )
    years = {key[2].span: None for key in figures if key[:2] == (name, explanation.stage)}
    return Finding(
        Code.CODE_UNKNOWN,
        say("'{name}' is not given for {year}", name=name, year=explanation.year),
        at=row.cell("year"),
        hint=say("it is given for {known}", known="、".join(years)),
        year=explanation.year,
    )


def _unexplained(jump: Jump) -> Finding:
    bound = jump.bound * 100
    changed = ""
    if jump.rate is not None:
        rate = jump.rate * 100
        sign = "+" if rate > 0 else ""
        changed = f"（{sign}{percent(rate, places_apart(abs(rate), bound, least=1))}）"
    return Finding(
        Code.FIGURE_JUMP,
        say(
            "'{figure}' goes from {before} to {after} in {year}, by more than {bound}",
            figure=called(jump.figure, jump.stage),
            before=f"{grouped(jump.before)}{jump.unit}",
            after=f"{grouped(jump.after)}{jump.unit}{changed}",
            year=jump.year,
            bound=f"{grouped(bound)}%",
        ),
        at=jump.cells[1],
        hint=say("correct it, or write the reason into the sheet '波动说明' of school.xlsx"),
        year=jump.year,
    )
