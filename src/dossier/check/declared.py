"""The declared figures, by name, stage and year; a whole that is not declared is its parts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Generic, TypeVar

from dossier.facts import Fact
from dossier.model.school import Figure
from dossier.model.standard import Stage
from dossier.model.units import comparable, is_rate, unit_of
from dossier.model.years import FiscalYear, SchoolYear
from dossier.numbers import grouped
from dossier.source import Cell

Y = TypeVar("Y", SchoolYear, FiscalYear)


class DeclaredAmount(Fact, frozen=True):
    """A value in `unit`, and the cells it came from."""

    value: Decimal
    unit: str
    cells: tuple[Cell, ...]

    def said(self) -> str:
        """As a person reads it: ``1,237人``."""
        return said(self.value, self.unit)

    def where(self) -> str:
        """Its cells, one after the other."""
        return "、".join(str(cell) for cell in self.cells)


def said(value: Decimal, unit: str = "") -> str:
    """A number with its unit, all its decimals and no more."""
    return grouped(value) + unit


def added(figures: list[Figure]) -> DeclaredAmount | None:
    """The sum of `figures` in the unit of the first; None where their units do not go together."""
    first = unit_of(figures[0].unit)
    value = Decimal()
    for figure in figures:
        unit = unit_of(figure.unit)
        if not comparable(unit, first):
            return None
        value += figure.value * unit.factor / first.factor
    return DeclaredAmount(value, figures[0].unit, tuple(figure.cell for figure in figures))


class Declared(Generic[Y]):
    """The figures of one calendar: 数据 by school year, or 经费 by financial year."""

    def __init__(self, figures: Mapping[tuple[str, Stage, Y], Figure]) -> None:
        self._figures: Mapping[tuple[str, Stage, Y], Figure] = figures
        self.names = frozenset(name for name, _, _ in figures)
        self._parts: dict[Y, list[Stage]] = {}
        for _, stage, year in figures:
            parts = self._parts.setdefault(year, [])
            if stage is not Stage.SCHOOL and stage not in parts:
                parts.append(stage)

    @property
    def years(self) -> tuple[Y, ...]:
        """The years that figures are declared for, in order."""
        return tuple(sorted(self._parts))

    def amount(self, name: str, stage: Stage, year: Y) -> DeclaredAmount | None:
        """The figure as declared; for 全校 else the sum of all its parts, unless it is a rate."""
        figure = self._figures.get((name, stage, year))
        if figure is not None:
            return DeclaredAmount(figure.value, figure.unit, (figure.cell,))
        parts = self.parts(name, year) if stage is Stage.SCHOOL else []
        if not parts or any(is_rate(part.unit) for part in parts):
            return None
        return added(parts)

    def parts(self, name: str, year: Y) -> list[Figure]:
        """The figure of each part that the school has in that year; nothing where one lacks it."""
        stages = self._parts.get(year, [])
        found = [self._figures.get((name, stage, year)) for stage in stages]
        figures = [figure for figure in found if figure is not None]
        return figures if len(figures) == len(stages) else []

    def wholes(self) -> list[Figure]:
        """What is declared for 全校."""
        return [figure for key, figure in self._figures.items() if key[1] is Stage.SCHOOL]
