"""取数: what a column of a form is filled with: a formula over figures, a growth, or a fact.

A figure that is not there gives no value; nothing is split, estimated or carried over.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.form import FormCell
from dossier.model.formula import Formula, FormulaError, parse
from dossier.model.rules import FormLine, Rules
from dossier.model.school import Figure, School
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.plan.forms.cells import NOTHING, as_number, cell, fixed
from dossier.plan.forms.subject import PUPILS

GROWTH = "增长:"
FACT = "基本信息:"
# what a bare figure is converted by where the form has another unit: (what it counts, how much)
_SCALES = {
    "元": ("元", Decimal(1)),
    "万元": ("元", Decimal(10) ** 4),
    "亿元": ("元", Decimal(10) ** 8),
    "人": ("人", Decimal(1)),
    "万人": ("人", Decimal(10) ** 4),
}
# means, extremes and rates of the parts do not add up to that of the school
_UNSUMMED_UNITS = ("%", "％", "‰", "/", "是/否")
_UNSUMMED_NAMES = ("最大", "最小", "最高", "最低", "平均", "人均", "生均")


@dataclass(frozen=True, slots=True)
class Take:
    """A parsed 取数: a growth or a value of `formula`, or the `fact` of 基本信息."""

    formula: Formula | None = None
    growth: bool = False
    fact: str = ""
    text: str = ""


def take_of(line: FormLine) -> Take | None:
    """What `line` takes; None where it says nothing, or nothing that can be read."""
    text = unicodedata.normalize("NFKC", line.take).strip()
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


def _fact(line: FormLine, text: str) -> FormCell:
    """A fact as it is written, without the unit that the form prints in its head."""
    number = as_number(text.strip().removesuffix(line.unit).strip())
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
        parts = _declared(school, name, stage, year)
        if not parts:
            return None
        amounts[name] = sum((part.value for part in parts), Decimal())
    try:
        return formula.value(amounts)
    except ZeroDivisionError:
        return None


def _declared(school: School, name: str, stage: Stage, year: Year) -> tuple[Figure, ...]:
    """The figure itself, or the figures of the parts that add up to it; () where neither is."""
    own = _figure(school, name, stage, year)
    if own or stage is not Stage.SCHOOL:
        return (own,) if own else ()
    found = {part: _figure(school, name, part, year) for part in _parts(school, year)}
    given = tuple(figure for figure in found.values() if figure is not None)
    if len(given) < len(found) or (len(given) > 1 and not all(_adds_up(one) for one in given)):
        return ()
    return given


def _figure(school: School, name: str, stage: Stage, year: Year) -> Figure | None:
    if isinstance(year, FiscalYear):
        return school.funds.get((name, stage, year))
    return school.figures.get((name, stage, year))


def _parts(school: School, year: Year) -> tuple[Stage, ...]:
    """The parts that the school has pupils in; 小学部 and 初中部 where it does not tell."""
    parts = (Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR)
    if isinstance(year, SchoolYear):
        counted = {part: school.figures.get((PUPILS, part, year)) for part in parts}
        with_pupils = tuple(part for part, one in counted.items() if one and one.value > 0)
        if with_pupils:
            return with_pupils
    return parts[:2]


def _adds_up(figure: Figure) -> bool:
    return not any(mark in figure.unit for mark in _UNSUMMED_UNITS) and not any(
        word in figure.name for word in _UNSUMMED_NAMES
    )


def _scale(line: FormLine, formula: Formula, school: School, year: Year) -> Decimal:
    """What turns a bare figure's unit into that of the form: 元 into 万元. A formula says its own.

    Units that count different things, or that are not known, are left as they are.
    """
    name, *others = formula.names or ("",)
    if others or formula.words({name: name}) != name:
        return Decimal(1)
    units: Mapping[str, tuple[str, Decimal]] = _SCALES
    parts = _declared(school, name, line.stage, year)
    here = units.get(parts[0].unit.strip()) if parts else None
    there = units.get(line.unit.strip())
    if here is None or there is None or here[0] != there[0]:
        return Decimal(1)
    return here[1] / there[1]
