"""取数: what a column of a form is filled with: a formula over figures, a growth, or a fact.

Figures are taken as the assessment takes them (:mod:`dossier.model.amounts`): as declared, summed
from the parts, or split between them. What is not there gives no value and is not estimated.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.amounts import amount
from dossier.model.formula import Formula, FormulaError, parse
from dossier.model.rules import FormLine, Rules
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.model.table import FormCell
from dossier.model.units import unit_of
from dossier.model.years import Year
from dossier.numbers import fixed, parsed
from dossier.plan.forms.cells import NOTHING, cell
from dossier.text import nfkc

GROWTH = "增长:"
FACT = "基本信息:"


class Take(Fact, frozen=True):
    """A parsed 取数: a growth or a value of `formula`, or the `fact` of 基本信息."""

    formula: Formula | None = None
    growth: bool = False
    fact: str = ""
    text: str = ""


def take_of(line: FormLine) -> Take | None:
    """What `line` takes; None where it says nothing, or nothing that can be read."""
    text = nfkc(line.take).strip()
    if text.startswith(FACT):
        return Take(fact=line.take.strip()[len(FACT) :].strip())
    growth = text.startswith(GROWTH)
    wanted = text[len(GROWTH) :].strip() if growth else text
    if not wanted:
        return None
    try:
        return Take(parse(wanted), growth, text=wanted)
    except FormulaError:
        return None


def faults(rules: Rules) -> Iterator[Finding]:
    """Each 取数 that cannot be read, with its cell."""
    for line in rules.forms:
        if line.take.strip() and take_of(line) is None:
            yield Finding(
                Code.FORMULA_INVALID,
                say("'{formula}' is not a formula", formula=line.take),
                at=line.row.cell("take"),
                hint=say(
                    "use figure names, + - × ÷ and brackets, '{growth}…' or '{fact}…'",
                    growth=GROWTH,
                    fact=FACT,
                ),
            )


def taken(line: FormLine, school: School, year: Year, *, dark: bool = False) -> FormCell:
    """The cell of `line` for `year`; blank where nothing is to be taken, — where it is not there.

    A figure of another year's kind is not looked for: school years are those of 数据, financial
    years those of 经费.
    """
    take = take_of(line)
    if take is None:
        return FormCell(NOTHING if line.take.strip() else "")
    if take.formula is None:
        return _fact(line, school.fact(take.fact))
    value = _value(line, take, school, year)
    if value is None:
        return FormCell(NOTHING)
    return cell(fixed(value, line.places), dark=dark)


def derivations(lines: Iterable[FormLine], school: School, year: Year) -> Iterator[str]:
    """How each amount came about that nobody declared so: ``L3 全校23,226册按1:1.1折算。``."""
    for line in lines:
        take = take_of(line)
        for name in take.formula.names if take and take.formula else ():
            found = amount(school, name, line.stage, year)
            if found and found.derived:
                yield f"{line.line} {found.derived}。"


def _fact(line: FormLine, text: str) -> FormCell:
    """A fact as it is written, without the unit that the form prints in its head."""
    number = parsed(text.strip().removesuffix(line.unit).strip())
    if number is not None:
        return cell(fixed(number, line.places))
    return FormCell(text.strip() or NOTHING)


def _value(line: FormLine, take: Take, school: School, year: Year) -> Decimal | None:
    assert take.formula is not None
    found = _computed(take.formula, school, line.stage, year)
    if not take.growth:
        scale = _scale(line, take.formula, school, year)
        return None if found is None else found * scale
    before = _computed(take.formula, school, line.stage, type(year)(year.start - 1))
    if found is None or before is None or before <= 0:
        return None
    return (found - before) / before * 100


def _computed(formula: Formula, school: School, stage: Stage, year: Year) -> Decimal | None:
    amounts: dict[str, Decimal] = {}
    for name in formula.names:
        found = amount(school, name, stage, year)
        if found is None:
            return None
        amounts[name] = found.value
    try:
        return formula.value(amounts)
    except ZeroDivisionError:
        return None


def _scale(line: FormLine, formula: Formula, school: School, year: Year) -> Decimal:
    """What turns a bare figure's unit into that of the form: 元 into 万元. A formula says its own.

    Units that count different things, or that are not known, are left as they are.
    """
    name, *others = formula.names or ("",)
    if others or formula.words({name: name}) != name:
        return Decimal(1)
    found = amount(school, name, line.stage, year)
    here = unit_of(found.unit) if found else None
    there = unit_of(line.unit)
    if here is None or not (here.known and there.known) or here.base != there.base:
        return Decimal(1)
    return here.factor / there.factor
