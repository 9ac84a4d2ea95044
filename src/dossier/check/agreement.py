"""口径统一 among the workbooks: what is said twice must be said alike (数据统一，口径统一)."""

from collections.abc import Iterator
from decimal import Decimal

from dossier.check.declared import Declared, added, said
from dossier.check.facts import Facts
from dossier.check.sides import Side, SideError, SideValue, named_sheets, side, waits
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.kinds import has_stage
from dossier.model.rules import Agreement
from dossier.model.school import Figure
from dossier.model.standard import Stage, Standard
from dossier.model.units import comparable, is_rate, unit_of
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.numbers import rounded
from dossier.source import Cell

# A division, and 亩 as 2000/3 平方米, are sound to 28 digits only: a difference that is smaller
# than this is none.
_SOUND = Decimal(1).scaleb(-12)
# Names of amounts that are no sum of their parts, though their unit does not say so.
_NOT_ADDED = ("最大", "最小", "最高", "最低", "平均", "生均", "人均", "每百", "比例", "率")


def declared_agreements(facts: Facts) -> Iterator[Finding]:
    """口径核对: both sides of each rule, for every year that both are known for.

    What holds for no year (基本信息, a register) is compared with the latest. A difference up to
    the tolerance, which is in the unit of the first side, is none. Units are converted where both
    sides have one; the result of × and ÷ has none.
    """
    unread = facts.dossier.unread
    for rule in facts.dossier.rules.agreements:
        if any(sheet in unread for text in (rule.one, rule.other) for sheet in named_sheets(text)):
            continue  # told at the sheet
        if not has_stage(facts.dossier.school, rule.stage):
            continue
        if any(waits(text, facts.dossier.school) for text in (rule.one, rule.other)):
            continue  # told at the figure, where something is worked out from it
        try:
            one = side(rule.one, rule.stage, facts.dossier, rule.row.cell("one"))
            other = side(rule.other, rule.stage, facts.dossier, rule.row.cell("other"))
            pairs = list(_pairs(rule, one, other, facts.dossier.standard))
        except SideError as error:
            yield error.finding
            continue
        for pair in pairs:
            found = list(_compared(rule, pair))
            yield from found
            if any(one.code is Code.UNIT_MISMATCH for one in found):
                break  # units are of the rows, not of the years


class _Pair(Fact, frozen=True):
    year: Year | None
    one: SideValue
    other: SideValue


def _pairs(rule: Agreement, one: Side, other: Side, standard: Standard) -> Iterator[_Pair]:
    """What is to be compared; raises SideError where nothing is.

    What holds for no year is said of the latest one: where that lacks, which is told at its cell,
    an earlier one says nothing of it.
    """
    if one.is_timeless and other.is_timeless:
        yield _Pair(None, one.values[None], other.values[None])
        return
    if one.is_timeless or other.is_timeless:
        years = {year for given in (one, other) for year in given.values if year is not None}
        latest = max(years, key=lambda year: year.first, default=None)
        asked = standard.fiscal_years if isinstance(latest, FiscalYear) else standard.school_years
        if latest is not None:
            if any(year.first > latest.first for year in asked):
                return
            yield _Pair(
                latest,
                one.values[None if one.is_timeless else latest],
                other.values[None if other.is_timeless else latest],
            )
            return
    kinds = {type(year) for given in (one, other) for year in given.values if year is not None}
    if kinds == {SchoolYear, FiscalYear}:
        raise SideError(
            Finding(
                Code.FORMULA_INVALID,
                say("'{one}' is counted by school years, '{other}' by financial years",
                    one=rule.one, other=rule.other)
                if any(isinstance(year, SchoolYear) for year in one.values)
                else say("'{one}' is counted by school years, '{other}' by financial years",
                         one=rule.other, other=rule.one),
                at=rule.row.cell("other"),
            )
        )  # fmt: skip
    common = [year for year in one.values if year in other.values]
    if not common:
        raise SideError(
            Finding(
                Code.FIGURE_MISSING,
                say("'{name}' ({stage}): no year gives both '{one}' and '{other}', so nothing is "
                    "compared",
                    name=rule.name, stage=rule.stage.value, one=rule.one, other=rule.other),
                at=rule.row.cell("one"),
            )
        )  # fmt: skip
    for year in common:
        yield _Pair(year, one.values[year], other.values[year])


def _compared(rule: Agreement, pair: _Pair) -> Iterator[Finding]:
    one, other = pair.one.amount, pair.other.amount
    here, there = unit_of(one.unit), unit_of(other.unit)
    value = other.value
    if one.unit and other.unit:
        if not comparable(here, there):
            yield Finding(
                Code.UNIT_MISMATCH,
                say("'{one}' is in {unit}, '{other}' in {against}: they cannot be compared",
                    one=rule.one, unit=one.unit, other=rule.other, against=other.unit),
                at=rule.row.cell("other"),
                year=pair.year,
            )  # fmt: skip
            return
        value = other.value * there.factor / here.factor
    difference = abs(one.value - value)
    if difference <= rule.tolerance + _SOUND:
        return
    yield _conflict(
        say(
            "'{name}'{when}: '{one}' is {value} here, but '{other}' is {against} in {cells}; they "
            "differ by {difference}, and {tolerance} is allowed",
            name=_of(rule.name, rule.stage),
            when=_when(pair.year),
            one=rule.one,
            value=pair.one.shown,
            other=rule.other,
            against=pair.other.shown,
            cells=other.where(),
            difference=_said(difference, one.unit),
            tolerance=_said(rule.tolerance, one.unit),
        ),
        one.cells[0] if one.cells else rule.row.cell("one"),
        pair.year,
    )


def parts_and_wholes(facts: Facts) -> Iterator[Finding]:
    """A figure that is declared for 全校 and for each 学段 must be the sum of these."""
    school = facts.dossier.school
    yield from _wholes(Declared(school.figures))
    yield from _wholes(Declared(school.funds))


def _wholes(declared: Declared[SchoolYear] | Declared[FiscalYear]) -> Iterator[Finding]:
    mixed: set[str] = set()  # units are of the rows, not of the years
    for whole in declared.wholes():
        parts = declared.parts(whole.name, whole.year)  # type: ignore[arg-type]
        if parts and whole.name not in mixed and not _is_level(whole, *parts):
            for found in _added(whole, parts):
                yield found
                if found.code is Code.UNIT_MISMATCH:
                    mixed.add(whole.name)


def _is_level(*figures: Figure) -> bool:
    """Whether the figures are heights, shares or the like, of which a whole is no sum."""
    return any(is_rate(f.unit) for f in figures) or any(n in figures[0].name for n in _NOT_ADDED)


def _added(whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    total = added(parts)
    here = unit_of(whole.unit)
    if total is None or not comparable(here, unit_of(total.unit)):
        yield Finding(
            Code.UNIT_MISMATCH,
            say("'{name}' of 全校 is in {unit}, its parts in {others}",
                name=whole.name, unit=whole.unit, others="、".join(p.unit for p in parts)),
            at=whole.cell,
            year=whole.year,
        )  # fmt: skip
        return
    difference = abs(whole.value - total.value * unit_of(total.unit).factor / here.factor)
    if difference > _SOUND:
        yield _conflict(
            say(
                "'{name}'{when}: 全校 is {value} here, but {parts} in {cells} add up to {total}; "
                "they differ by {difference}",
                name=whole.name,
                when=_when(whole.year),
                value=said(whole.value, whole.unit),
                parts="、".join(f"{p.stage.value} {said(p.value, p.unit)}" for p in parts),
                cells=total.where(),
                total=total.said(),
                difference=_said(difference, whole.unit),
            ),
            whole.cell,
            whole.year,
        )


def _conflict(text: Text, at: Cell, year: Year | None) -> Finding:
    hint = say("find out which is right, and correct the other")
    return Finding(Code.FIGURE_CONFLICT, text, at=at, hint=hint, year=year)


def _of(name: str, stage: Stage) -> str:
    return name if stage is Stage.SCHOOL else f"{name}（{stage.value}）"


def _when(year: Year | None) -> Text | str:
    return say(" for {year}", year=year) if year else ""


def _said(value: Decimal, unit: str) -> str:
    return said(rounded(value, 6), unit)
