"""The amount of a figure for a stage: as declared, summed from the stages, or split.

A school of several parts declares what they share (rooms, grounds, books, computers, equipment)
once; it is split in the proportion 1 : 1.1 : 1.32 of the pupils of 小学部, 初中部 and 高中部
(义务教育均衡发展监测指标填报口径: A÷(A＋1.1B) and 1.1B÷(A＋1.1B); 完全中学 B÷(B＋1.2C), which is
the same proportion, 1.32 being 1.1 × 1.2). People belong to one part and are taken by 学部.
Assessment and forms take their numbers from here alone, so that they cannot differ.
"""

from decimal import Decimal

from dossier.facts import Fact
from dossier.model.kinds import SchoolKind, kind_of
from dossier.model.school import Figure, School
from dossier.model.standard import PARTS, Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.numbers import grouped
from dossier.source import Cell
from dossier.text import YES_NO, plain

PUPILS, CLASSES = "学生数", "教学班数"
# A rate or a yes/no holds for the school and for each of its parts alike.
_SHARED_UNITS = {"%", "％", "‰", YES_NO}
# Who (and which class) belongs to one part is not shared by several.
_UNSPLIT_UNITS = {"人", "名", "位", "班"}
# Means and extremes of the parts do not add up to that of the school: 最大班额, 生均公用经费.
_UNSUMMED = ("最大", "最小", "最高", "最低", "平均", "人均", "生均")


class Amount(Fact, frozen=True):
    """A value in `unit`, the cells it came from, and how it was derived ('' if declared so)."""

    value: Decimal
    unit: str
    cells: tuple[Cell, ...]
    derived: str = ""


def share(stage: Stage, primary: Decimal, junior: Decimal, senior: Decimal = Decimal(0)) -> Decimal:
    """The part of a shared amount that falls to `stage`, for so many pupils; parts add up to 1."""
    pupils = {Stage.PRIMARY: primary, Stage.JUNIOR: junior, Stage.SENIOR: senior}
    weighed = {part: part.weight * count for part, count in pupils.items()}
    return weighed[stage] / sum(weighed.values(), Decimal(0))


def amount(school: School, name: str, stage: Stage, year: Year) -> Amount | None:
    """The amount of the figure `name`, or None where the workbook does not declare it.

    School years are looked up in 数据, financial years in 经费, whose sums of money are never
    split; nor is anything of a county, whose schools have their figures themselves.
    """
    own = declared(school, name, stage, year)
    if own:
        return Amount(own.value, own.unit, (own.cell,))
    kind = kind_of(school)
    if stage is Stage.SCHOOL:
        return _sum(school, kind, name, year)
    whole = declared(school, name, Stage.SCHOOL, year)
    if whole is None or school.county or stage not in kind.parts:
        return None
    if len(kind.parts) == 1 or whole.unit in _SHARED_UNITS:
        return Amount(whole.value, whole.unit, (whole.cell,))
    if not isinstance(year, SchoolYear) or not splits(whole):
        return None
    return _split(school, kind, whole, stage, year)


def wanting(school: School, name: str, stage: Stage, year: Year) -> list[tuple[str, Stage]]:
    """Which figures, of which stages, would have to be declared for an :func:`amount` to be had."""
    parts = kind_of(school).parts
    whole = declared(school, name, Stage.SCHOOL, year)
    if stage is not Stage.SCHOOL and whole and isinstance(year, SchoolYear) and splits(whole):
        return [(PUPILS, one) for one in parts if declared(school, PUPILS, one, year) is None]
    if stage is Stage.SCHOOL:
        lacking = [(name, one) for one in parts if declared(school, name, one, year) is None]
        if len(lacking) < len(parts):
            return lacking
    return [(name, stage)]


def declared(school: School, name: str, stage: Stage, year: Year) -> Figure | None:
    """The figure as it stands in 数据 (school years) or 经费 (financial years)."""
    if isinstance(year, FiscalYear):
        return school.funds.get((name, stage, year))
    return school.figures.get((name, stage, year))


def _adds_up(figure: Figure) -> bool:
    rate = figure.unit in _SHARED_UNITS or "/" in plain(figure.unit)
    return not rate and not any(word in figure.name for word in _UNSUMMED)


def splits(figure: Figure) -> bool:
    """Whether the parts of a school share what is declared, so that it can be split."""
    return _adds_up(figure) and figure.unit not in _UNSPLIT_UNITS


def _sum(school: School, kind: SchoolKind, name: str, year: Year) -> Amount | None:
    parts = [declared(school, name, part, year) for part in kind.parts]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts) or (len(parts) > 1 and not _adds_up(found[0])):
        return None
    return Amount(
        sum((part.value for part in found), Decimal(0)),
        found[0].unit,
        tuple(part.cell for part in found),
    )


def _split(
    school: School, kind: SchoolKind, whole: Figure, stage: Stage, year: SchoolYear
) -> Amount | None:
    found = {part: declared(school, PUPILS, part, year) for part in kind.parts}
    pupils = {part: figure for part, figure in found.items() if figure is not None}
    if len(pupils) < len(found) or not sum(figure.value for figure in pupils.values()):
        return None
    counts = [pupils[part].value if part in pupils else Decimal(0) for part in PARTS]
    return Amount(
        whole.value * share(stage, *counts),
        whole.unit,
        (whole.cell, *(figure.cell for figure in pupils.values())),
        f"全校{grouped(whole.value)}{whole.unit}按{kind.ratio}折算",
    )
