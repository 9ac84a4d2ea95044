"""The sides of a 口径核对: a formula over figures, a line of 基本信息, a register's rows."""

import ast
import re
from collections.abc import Mapping
from decimal import Decimal

from dossier.check.codes import near
from dossier.check.declared import Declared, DeclaredAmount, said
from dossier.check.registers import REGISTERS
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.dossier import Dossier
from dossier.model.formula import Formula, FormulaError, parse
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.model.units import comparable, unit_of
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.numbers import rounded
from dossier.source import Cell
from dossier.text import nfkc, plain

_FACT = "基本信息"
_REGISTER = "登记"
_QUANTITY = re.compile(r"(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([^\d(]*)(?:\(.*\))?")


class SideValue(Fact, frozen=True):
    """What a side comes to: the amount, and how its reader finds it written."""

    amount: DeclaredAmount
    shown: str


class Side(Fact, frozen=True):
    """A side by year; None stands for what holds for no year."""

    text: str
    values: Mapping[Year | None, SideValue]

    @property
    def is_timeless(self) -> bool:
        """Whether it holds for no year."""
        return None in self.values


class SideError(Exception):
    """A side that says nothing that can be compared; `finding` tells why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.text)
        self.finding = finding


def waits(text: str, school: School) -> bool:
    """Whether a side needs a figure whose row is there, and blank for every year."""
    try:
        names = parse(text).names
    except FormulaError:
        return False
    given = {name for name, _, _ in (*school.figures, *school.funds)}
    blank = {name for name, _, _ in school.vacant}
    return any(name in blank - given for name in names)


def side(text: str, stage: Stage, dossier: Dossier, at: Cell) -> Side:
    """The side that `text`, which stands in `at`, speaks of; raises SideError."""
    folded = nfkc(text).strip()
    kind, _, rest = (part.strip() for part in folded.partition(":"))
    if rest and kind == _FACT:
        return Side(text, {None: _fact(rest, dossier, at)})
    if rest and kind == _REGISTER:
        return Side(text, {None: _count(rest, dossier, at)})
    return Side(text, _formula(text, stage, dossier, at))


def named_sheets(text: str) -> tuple[str, ...]:
    """The sheet whose rows a side counts, if it counts any."""
    kind, *rest = (p.strip() for p in nfkc(text).split(":"))
    return tuple(rest[:1]) if kind == _REGISTER else ()


def _wrong(code: Code, text: Text, at: Cell, hint: Text | None = None) -> SideError:
    return SideError(Finding(code, text, at=at, hint=hint))


def _fact(name: str, dossier: Dossier, at: Cell) -> SideValue:
    school = dossier.school
    known = {nfkc(fact): fact for fact in school.facts}
    if name not in known:
        raise _wrong(
            Code.CODE_UNKNOWN,
            say("'{name}' is no line of '基本信息'", name=name),
            at,
            near(name, known),
        )
    fact = known[name]
    text, cell = school.facts[fact], school.cells.get(fact, Cell("school.xlsx", _FACT, ""))
    if not text:
        raise _wrong(
            Code.FIGURE_MISSING,
            say("'{name}' of '基本信息' is blank, and nothing is compared with it", name=fact),
            at,
            say("fill in {cell}", cell=cell),
        )
    found = _QUANTITY.fullmatch(plain(text))
    if found is None:
        raise _wrong(
            Code.VALUE_INVALID,
            say("'{found}' is no number with a unit, so '{name}' cannot be compared",
                found=text, name=fact),
            cell,
            say("write one number and its unit, such as 14926平方米 or 1.2万元"),
        )  # fmt: skip
    return SideValue(DeclaredAmount(Decimal(found[1].replace(",", "")), found[2], (cell,)), text)


def _count(text: str, dossier: Dossier, at: Cell) -> SideValue:
    sheet, *rest = (part.strip() for part in text.split(":"))
    if sheet not in REGISTERS:
        names = list(dict.fromkeys(known.sheet.name for known in REGISTERS.values()))
        raise _wrong(
            Code.CODE_UNKNOWN,
            say("'{sheet}' is no register whose rows can be counted", sheet=sheet),
            at,
            near(sheet, names) or say("it is one of {names}", names="、".join(names)),
        )
    register = REGISTERS[sheet]
    columns = register.sheet.by_header
    headers = [plain(column.header) for column in register.sheet.columns]
    conditions = []
    for part in rest:
        header, equals, wanted = (piece.strip() for piece in part.partition("="))
        column = columns.get(plain(header))
        if not equals or column is None:
            raise _wrong(
                Code.CODE_UNKNOWN,
                say("'{name}' is no column of '{sheet}'", name=header, sheet=sheet),
                at,
                near(header, columns) or say("it is one of {names}", names="、".join(headers)),
            )
        conditions.append((column, wanted))
    rows = Decimal(register.count(dossier, conditions))
    return SideValue(DeclaredAmount(rows, "", (register.cell,)), f"{rows}行")


def _formula(text: str, stage: Stage, dossier: Dossier, at: Cell) -> dict[Year | None, SideValue]:
    try:
        formula = parse(text)
    except FormulaError as problem:
        raise _wrong(
            Code.FORMULA_INVALID,
            problem.text,
            at,
            say("use figure names, + - × ÷ and brackets"),
        ) from None
    by_year = Declared(dossier.school.figures)
    funds = Declared(dossier.school.funds)
    for name in formula.names:
        if name not in by_year.names | funds.names:
            raise _wrong(
                Code.CODE_UNKNOWN,
                say("'{name}' is no figure of '数据' or '经费'", name=name),
                at,
                near(name, by_year.names | funds.names),
            )
    if by_year.names.issuperset(formula.names):
        return _yearly(formula, stage, by_year, dossier.standard.school_years, at)
    if funds.names.issuperset(formula.names):
        return _yearly(formula, stage, funds, dossier.standard.fiscal_years, at)
    raise _wrong(
        Code.FORMULA_INVALID,
        say("'{formula}' mixes school years and financial years", formula=text),
        at,
    )


def _yearly(
    formula: Formula,
    stage: Stage,
    declared: Declared[SchoolYear] | Declared[FiscalYear],
    inspected: tuple[SchoolYear, ...] | tuple[FiscalYear, ...],
    at: Cell,
) -> dict[Year | None, SideValue]:
    """The formula for each inspected year in which all its figures are declared."""
    values: dict[Year | None, SideValue] = {}
    for year in inspected or declared.years:
        found = {name: declared.amount(name, stage, year) for name in formula.names}  # type: ignore[arg-type]
        amounts = {name: amount for name, amount in found.items() if amount is not None}
        if len(amounts) == len(found):
            try:
                values[year] = _worked(formula, amounts, at)
            except ZeroDivisionError:
                raise _wrong(
                    Code.FORMULA_INVALID, say("it divides by zero for {year}", year=year), at
                ) from None
    return values


def _worked(formula: Formula, amounts: Mapping[str, DeclaredAmount], at: Cell) -> SideValue:
    """The formula's value: a sum in the unit of its first figure, anything else without a unit."""
    cells = tuple(dict.fromkeys(cell for amount in amounts.values() for cell in amount.cells))
    told = formula.words({name: f"{name} {amount.said()}" for name, amount in amounts.items()})
    if not amounts or not _is_sum(formula.tree):
        value = formula.value({name: amount.value for name, amount in amounts.items()})
        return SideValue(DeclaredAmount(value, "", cells), f"{told} = {said(_sound(value))}")
    unit = next(iter(amounts.values())).unit
    first = unit_of(unit)
    scaled = {}
    for name, amount in amounts.items():
        other = unit_of(amount.unit)
        if not comparable(first, other):
            raise _wrong(
                Code.UNIT_MISMATCH,
                say("'{name}' is in {unit}, which does not add up with {other}",
                    name=name, unit=amount.unit, other=unit),
                at,
            )  # fmt: skip
        scaled[name] = amount.value * other.factor / first.factor
    value = formula.value(scaled)
    total = DeclaredAmount(value, unit, cells)
    return SideValue(total, total.said() if len(amounts) == 1 else f"{told} = {total.said()}")


def _is_sum(node: ast.expr) -> bool:
    """Whether nothing but figures is added and subtracted, so that units stay what they are."""
    match node:
        case ast.Name():
            return True
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            return _is_sum(left) and _is_sum(right)
    return False


def _sound(value: Decimal) -> Decimal:
    return rounded(value, 4)
