"""A plain table, for whoever draws it: a workbook, a page, a Word file."""

from decimal import Decimal

from dossier.facts import Fact


class Dark(Fact, frozen=True):
    """A value that misses its threshold, which official forms print on a dark ground."""

    text: str


Printed = str | int | Decimal | Dark


class Line(Fact, frozen=True):
    """One row; `total` sets it off from the others."""

    cells: tuple[Printed, ...]
    total: bool = False


class Table(Fact, frozen=True):
    """Named (as a sheet), titled; `columns` are headers with a width in characters."""

    name: str
    title: str
    columns: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
