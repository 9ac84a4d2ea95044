"""Units: whether the figures of a formula may be put together, and give what it promises.

A unit is understood as a product of a few kinds of things (平方米, 元, 册, 人, 台 …) and a scale:
万元 is 10,000 元, 台/百生 a hundredth 台/人, % a hundredth of nothing. A number in a formula
(×100, ×10000) converts the scale. What is not understood is accepted: a finding must be right.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.amounts import Amount
from dossier.model.formula import Formula
from dossier.model.school import Figure
from dossier.numbers import bare
from dossier.source import Cell
from dossier.text import plain

_AREA, _MONEY, _BOOKS, _PEOPLE, _PIECES = "平方米", "元", "册", "人", "台"
_SPELLED = {
    _AREA: "平方米 平米 m2",
    _MONEY: "元 人民币元",
    _BOOKS: "册 本",
    _PEOPLE: "人 生 师 名 位 学生 教师 名学生 名教师",
    # Equipment is counted in 台, 套 and 件 as it comes, and added up so.
    _PIECES: "台 套 件 台套 台件 套件 台/套 套/台 台/件 件/台 套/件 件/套",
    "间": "间",
    "班": "班 教学班",
    "种": "种",
    "所": "所",
}
_ATOMS = {
    **{word: (base, Decimal(1)) for base, words in _SPELLED.items() for word in words.split()},
    "千元": (_MONEY, Decimal(1000)),
    "万元": (_MONEY, Decimal(10000)),
    "亿元": (_MONEY, Decimal(100000000)),
    "万册": (_BOOKS, Decimal(10000)),
    "万人": (_PEOPLE, Decimal(10000)),
    "亩": (_AREA, Decimal(10000) / 15),
    "公顷": (_AREA, Decimal(10000)),
}
_MANY = {"": 1, "百": 100, "千": 1000, "万": 10000}
# A scale that is off by one of these is a slip; any other factor may be a weight (×0.5).
_SLIPS = {Decimal(10) ** power for power in (-8, -6, -4, -3, -2, 2, 3, 4, 6, 8)}

Powers = Mapping[str, int]


class CompoundUnit(Fact, frozen=True):
    """What is counted (each thing with its power), and how much one of it is.

    `scale` is None where it cannot be told; `converted` whether a formula's number went into it;
    `first` is the figure that a message speaks of.
    """

    powers: Powers
    scale: Decimal | None
    converted: bool = False
    first: str = ""


class _UnlikeError(Exception):
    """Two figures that cannot be added or subtracted."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one, other)
        self.one, self.other = one, other


@lru_cache(maxsize=1024)  # a few units stand behind thousands of figures
def unit_of(text: str) -> CompoundUnit | None:
    """The unit that a cell names (平方米/生, 台/百生, 万元, %); None where it is not understood."""
    folded = plain(text)
    if folded in {"%", "‰"}:
        return CompoundUnit({}, Decimal("0.01") if folded == "%" else Decimal("0.001"))
    if folded in _ATOMS:
        base, scale = _ATOMS[folded]
        return CompoundUnit({base: 1}, scale)
    above, slash, below = folded.partition("/")
    if not slash or above not in _ATOMS:
        return None
    match = re.fullmatch(r"每?(\d+|[百千万]?)(.+)", below)
    if match is None or match[2] not in _ATOMS:
        return None
    many = Decimal(_MANY[match[1]] if match[1] in _MANY else match[1])
    (top, scale), (bottom, divisor) = _ATOMS[above], _ATOMS[match[2]]
    if not many:
        return None
    return CompoundUnit(_powers({top: 1}, {bottom: 1}, -1), scale / divisor / many)


def misfit(
    formula: Formula, amounts: Mapping[str, Amount], indicator: str, unit: str, at: Cell
) -> Finding | None:
    """What does not fit in a formula over `amounts` that is to give `unit` ('' for any).

    `at` is the cell of that unit. Figures that cannot be added are found at the second one's cell.
    """
    try:
        given = _unit(formula.tree, amounts)
    except _UnlikeError as unlike:
        return _unlike(amounts, indicator, unlike)
    wanted = unit_of(unit)
    if not isinstance(given, CompoundUnit) or wanted is None:
        return None
    if _loosely(unit, wanted, given):
        return None
    if given.powers != wanted.powers:
        return Finding(
            Code.UNIT_MISMATCH,
            say(
                "{indicator} is to be in '{unit}', but its formula gives {found}",
                indicator=indicator,
                unit=unit,
                found=_said(given.powers),
            ),
            at=at,
            hint=say("correct the unit or the formula"),
            indicator=indicator,
        )
    if given.scale is None or wanted.scale is None:
        return None
    factor = given.scale / wanted.scale
    return _slip(indicator, unit, factor, at) if factor in _SLIPS else None


def _loosely(unit: str, wanted: CompoundUnit, given: CompoundUnit) -> bool:
    """Whether `unit` names only what is counted: 每百名学生拥有计算机台数 is often said in 台."""
    if "/" in plain(unit) or given.powers == wanted.powers:
        return False
    above = {thing: power for thing, power in given.powers.items() if power > 0}
    return bool(wanted.powers) and (above or {_PEOPLE: 1}) == wanted.powers


def two_units(figures: Iterable[Figure]) -> Iterator[tuple[str, Finding]]:
    """Names of figures that are declared in different units, found at the second unit's cell."""
    first: dict[str, Figure] = {}
    told: set[tuple[str, str]] = set()
    for figure in figures:
        known = first.setdefault(figure.name, figure)
        one, other = unit_of(known.unit), unit_of(figure.unit)
        if one is None or other is None or (figure.name, figure.unit) in told:
            continue
        if (one.powers, one.scale) != (other.powers, other.scale):
            told.add((figure.name, figure.unit))
            text = say(
                "'{figure}' is given in '{other}' here, and in '{unit}' in {cell}",
                figure=figure.name,
                other=figure.unit,
                unit=known.unit,
                cell=known.cell,
            )
            hint = say("give a figure in one unit everywhere")
            yield figure.name, Finding(Code.UNIT_MISMATCH, text, at=figure.cell, hint=hint)


def _unlike(amounts: Mapping[str, Amount], indicator: str, unlike: _UnlikeError) -> Finding:
    one, other = amounts[unlike.one], amounts[unlike.other]
    return Finding(
        Code.UNIT_MISMATCH,
        say(
            "{indicator} puts '{one}' in '{unit}' ({cell}) together with '{other}' in "
            "'{other_unit}'",
            indicator=indicator,
            one=unlike.one,
            unit=one.unit,
            cell=one.cells[0],
            other=unlike.other,
            other_unit=other.unit,
        ),
        at=other.cells[0],
        hint=say("give both in one unit, or convert in the formula (万元 × 10000)"),
        indicator=indicator,
    )


def _slip(indicator: str, unit: str, factor: Decimal, at: Cell) -> Finding:
    times = factor if factor > 1 else 1 / factor
    number = bare(times)
    return Finding(
        Code.UNIT_MISMATCH,
        say(
            "{indicator} is to be in '{unit}', which its formula misses by a factor of {factor}",
            indicator=indicator,
            unit=unit,
            factor=number,
        ),
        at=at,
        hint=say("multiply the formula by {factor}", factor=number)
        if factor > 1
        else say("divide the formula by {factor}", factor=number),
        indicator=indicator,
    )


def _said(powers: Powers) -> str:
    above = "·".join(thing for thing, power in powers.items() if power > 0)
    below = "·".join(thing for thing, power in powers.items() if power < 0)
    return (above or "1") + (f"/{below}" if below else "")


def _powers(one: Powers, other: Powers, sign: int) -> Powers:
    both = {t: one.get(t, 0) + sign * other.get(t, 0) for t in sorted({*one, *other})}
    return {thing: power for thing, power in both.items() if power}


def _unit(node: ast.expr, amounts: Mapping[str, Amount]) -> CompoundUnit | Decimal | None:
    """The unit of a part of a formula, or the number that it is; None where it cannot be told."""
    match node:
        case ast.Name(id=name):
            found = unit_of(amounts[name].unit)
            return CompoundUnit(found.powers, found.scale, first=name) if found else None
        case ast.Constant(value=value):
            return Decimal(str(value))
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _unit(left, amounts), _unit(right, amounts)
            if isinstance(op, ast.Add | ast.Sub):
                return _together(one, other)
            return _product(one, other, 1 if isinstance(op, ast.Mult) else -1)
    raise AssertionError(node)


def _together(
    one: CompoundUnit | Decimal | None, other: CompoundUnit | Decimal | None
) -> CompoundUnit | Decimal | None:
    if not isinstance(one, CompoundUnit) or not isinstance(other, CompoundUnit):
        return None  # 1 － 辍学率: what the number stands for is not told
    if one.powers != other.powers:
        raise _UnlikeError(one.first, other.first)
    if one.scale is None or other.scale is None:
        return CompoundUnit(one.powers, None, first=one.first)
    ratio = one.scale / other.scale
    if ratio == 1:
        return one
    if ratio in _SLIPS or not (one.converted or other.converted):
        raise _UnlikeError(one.first, other.first)
    return CompoundUnit(one.powers, None, first=one.first)


def _product(
    one: CompoundUnit | Decimal | None, other: CompoundUnit | Decimal | None, sign: int
) -> CompoundUnit | Decimal | None:
    if one is None or other is None:
        return None
    if isinstance(one, CompoundUnit) and isinstance(other, CompoundUnit):
        scale = None
        if one.scale is not None and other.scale is not None:
            scale = one.scale * other.scale**sign
        return CompoundUnit(
            _powers(one.powers, other.powers, sign),
            scale,
            one.converted or other.converted,
            one.first,
        )
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one * other if sign > 0 or not other else one / other
    number, unit = (one, other) if isinstance(one, Decimal) else (other, one)
    assert isinstance(number, Decimal)
    assert isinstance(unit, CompoundUnit)
    if isinstance(one, Decimal) and sign < 0:
        powers = _powers({}, unit.powers, -1)
        scale = None if not number or unit.scale is None else 1 / unit.scale / number
    else:
        powers = unit.powers
        scale = None if not number or unit.scale is None else unit.scale / number**sign
    return CompoundUnit(powers, scale, converted=True, first=unit.first)
