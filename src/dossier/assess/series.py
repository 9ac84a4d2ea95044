"""What a 评分规则 looks at: a figure or formula over the years of the standard."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal

from dossier.assess.amounts import lacking
from dossier.assess.indicators import told_amount
from dossier.assess.units import misfit, two_units
from dossier.assess.words import called
from dossier.facts import Fact, replace
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.amounts import Amount, amount
from dossier.model.dossier import Dossier
from dossier.model.formula import Formula, FormulaError, parse
from dossier.model.rules import ScoringRule
from dossier.model.school import School
from dossier.model.years import Year
from dossier.numbers import SOUND_PLACES, grouped, places_apart, rounded
from dossier.source import Cell

_SHOWN_PLACES = 4
_PERCENT = re.compile(r"[×*]\s*100\s*$")  # a formula that ends so gives percent, whoever asks


class Series(Fact, frozen=True):
    """What a rule looks at: a value for each year, oldest first, and how the last came about.

    `earlier` are the years before them, as far as their values are known: nobody judges those.
    """

    years: tuple[Year, ...]
    values: tuple[Decimal, ...]
    unit: str
    told: str
    cells: tuple[Cell, ...]
    earlier: tuple[tuple[Year, Decimal], ...] = ()

    @property
    def last(self) -> Decimal:
        """The value of the judged year, without the last digits that a division leaves."""
        return rounded(self.values[-1], SOUND_PLACES)


def number(value: Decimal, beside: Decimal | None = None) -> str:
    """`value` as a working prints it: exactly, or with enough decimals to differ from `beside`."""
    sound = rounded(value, SOUND_PLACES)
    if sound == rounded(sound, _SHOWN_PLACES):
        return grouped(sound + 0)
    return grouped(rounded(sound, places_apart(sound, sound if beside is None else beside)))


def looked_at(dossier: Dossier, rule: ScoringRule) -> Iterator[Series | Finding]:
    """The values that the rule looks at, or everything that keeps them from being known."""
    at = rule.row.cell("figure")
    try:
        formula = parse(rule.figure)
    except FormulaError as problem:
        hint = say("use figure names, + - × ÷ and brackets")
        yield Finding(
            Code.FORMULA_INVALID, problem.text, at=at, hint=hint, indicator=rule.indicator
        )
        return
    school, standard = dossier.school, dossier.standard
    paid = any(key[0] in formula.names for key in school.funds)
    years: tuple[Year, ...] = standard.fiscal_years if paid else standard.school_years
    figures = school.funds.values() if paid else school.figures.values()
    mixed = [fault for _, fault in two_units(f for f in figures if f.name in formula.names)]
    if mixed:
        yield from mixed
        return
    asked = years if rule.rule.over_years else years[-1:]
    least = 2 if rule.rule.over_years else 1
    if len(asked) < least:
        yield Finding(
            Code.RULE_INCOMPLETE,
            say(
                "'{rule}' needs {count} years or more, and '设置' names {found}",
                rule=rule.rule.value,
                count=least,
                found=len(asked),
            ),
            at=rule.row.cell("rule"),
            hint=say("name them in '财政年度'") if paid else say("name them in '学年度'"),
            indicator=rule.indicator,
        )
        return
    amounts: dict[Year, dict[str, Amount]] = {year: {} for year in asked}
    complete = True
    for year in asked:
        for name in formula.names:
            found = amount(school, name, rule.stage, year)
            if found is None:
                complete = False
                yield _missing(dossier, rule, name, year)
            else:
                amounts[year][name] = found
    if complete:
        series = _computed(rule, formula, amounts)
        if isinstance(series, Series):
            before = years[: len(years) - len(asked)]
            series = replace(series, earlier=tuple(_known(school, rule, formula, before)))
        yield series


def _known(
    school: School, rule: ScoringRule, formula: Formula, years: Iterable[Year]
) -> Iterator[tuple[Year, Decimal]]:
    """The values of years that no rule asks for, where all of their figures are given."""
    for year in years:
        found = {name: amount(school, name, rule.stage, year) for name in formula.names}
        values = {name: one.value for name, one in found.items() if one is not None}
        if len(values) == len(found):
            with suppress(ZeroDivisionError):
                yield year, formula.value(values)


def _missing(dossier: Dossier, rule: ScoringRule, name: str, year: Year) -> Finding:
    return Finding(
        Code.FIGURE_MISSING,
        say(
            "{indicator} needs '{figure}' of {stage} for {year}, which is not given",
            indicator=rule.indicator,
            figure=name,
            stage=rule.stage.value,
            year=year,
        ),
        at=rule.row.cell("figure"),
        hint=lacking(dossier.school, name, rule.stage, year),
        indicator=rule.indicator,
        year=year,
    )


def _computed(
    rule: ScoringRule, formula: Formula, amounts: Mapping[Year, Mapping[str, Amount]]
) -> Series | Finding:
    at = rule.row.cell("figure")
    unit = "%" if rule.rule.in_percent else ""
    last = list(amounts)[-1]
    unfit = misfit(formula, amounts[last], rule.indicator, unit, at)
    if unfit:
        return unfit
    values: list[Decimal] = []
    for year, own in amounts.items():
        try:
            values.append(formula.value({name: found.value for name, found in own.items()}))
        except ZeroDivisionError:
            return Finding(
                Code.FORMULA_INVALID,
                say("{indicator} divides by zero for {year}", indicator=rule.indicator, year=year),
                at=at,
                indicator=rule.indicator,
                year=year,
            )
    own = amounts[last]
    told = formula.words(
        {name: told_amount(called(name, rule.stage), found) for name, found in own.items()}
    )
    if formula.words(dict.fromkeys(own, "")) == "":  # a figure as it stands
        unit = next(iter(own.values())).unit
    else:
        unit = unit or ("%" if _PERCENT.search(rule.figure) else "")
        told += f" = {number(values[-1], rule.target)}{unit}"
    cells = dict.fromkeys(c for year in amounts.values() for a in year.values() for c in a.cells)
    return Series(tuple(amounts), tuple(values), unit, f"{last} {told}", tuple(cells))
