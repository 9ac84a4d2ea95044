"""A plain table, for whoever draws it: a workbook, a page, a Word file."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Dark:
    """A value that misses its threshold, which official forms print on a dark ground."""

    text: str


Printed = str | int | Decimal | Dark


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `total` sets it off from the others."""

    cells: tuple[Printed, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Named (as a sheet), titled; `columns` are headers with a width in characters."""

    name: str
    title: str
    columns: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
