"""The amount of a figure for a stage: as declared, summed from the stages, or split.

A nine-year school declares what both parts share (rooms, grounds, books, computers, equipment)
once; it is split between 小学部 and 初中部 in the proportion 1 : 1.1 of their pupils
(义务教育均衡发展监测指标填报口径: A÷(A＋1.1B) and 1.1B÷(A＋1.1B)).
"""

from dataclasses import dataclass
from decimal import Decimal

from dossier.model.school import Figure, School
from dossier.model.standard import Stage
from dossier.model.years import SchoolYear
from dossier.source import Cell

PUPILS = "学生数"
WEIGHTS = {Stage.PRIMARY: Decimal(1), Stage.JUNIOR: Decimal("1.1")}
_PARTS = (Stage.PRIMARY, Stage.JUNIOR)
# A rate or a yes/no holds for the school and for each of its parts alike.
_SHARED_UNITS = {"%", "％", "是/否"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in `unit`, the cells it came from, and how it was derived ('' if declared so)."""

    value: Decimal
    unit: str
    cells: tuple[Cell, ...]
    derived: str = ""


def share(stage: Stage, primary: Decimal, junior: Decimal) -> Decimal:
    """The part of a shared amount that falls to `stage`; both parts add up to 1."""
    weighed = {
        Stage.PRIMARY: WEIGHTS[Stage.PRIMARY] * primary,
        Stage.JUNIOR: WEIGHTS[Stage.JUNIOR] * junior,
    }
    return weighed[stage] / (weighed[Stage.PRIMARY] + weighed[Stage.JUNIOR])


def amount(school: School, name: str, stage: Stage, year: SchoolYear) -> Amount | None:
    """The amount of the figure `name`, or None where the workbook does not declare it."""
    declared = school.figures.get((name, stage, year))
    if declared:
        return Amount(declared.value, declared.unit, (declared.cell,))
    if stage is Stage.SCHOOL:
        return _sum(school, name, year)
    whole = school.figures.get((name, Stage.SCHOOL, year))
    if whole is None:
        return None
    if whole.unit in _SHARED_UNITS:
        return Amount(whole.value, whole.unit, (whole.cell,))
    return _split(school, whole, stage, year)


def _sum(school: School, name: str, year: SchoolYear) -> Amount | None:
    parts = [school.figures.get((name, part, year)) for part in _PARTS]
    found = [part for part in parts if part is not None]
    if len(found) < len(_PARTS) or found[0].unit in _SHARED_UNITS:
        return None
    return Amount(
        sum((part.value for part in found), Decimal(0)),
        found[0].unit,
        tuple(part.cell for part in found),
    )


def _split(school: School, whole: Figure, stage: Stage, year: SchoolYear) -> Amount | None:
    pupils = [school.figures.get((PUPILS, part, year)) for part in _PARTS]
    primary, junior = pupils
    if primary is None or junior is None or primary.value + junior.value == 0:
        return None
    return Amount(
        whole.value * share(stage, primary.value, junior.value),
        whole.unit,
        (whole.cell, primary.cell, junior.cell),
        f"全校{whole.value:,}{whole.unit}按1∶1.1折算",
    )
