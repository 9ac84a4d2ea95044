"""References to cells (ECMA-376-1, 18.2.5), and which of them are printed."""

import re

from dossier.facts import Fact
from dossier.media.columns import LAST_COLUMN, column_number

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ROWS = re.compile(r"\$?(\d{1,7}):\$?(\d{1,7})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_PARTS = re.compile(r",(?=(?:[^']*'[^']*')*[^']*$)")
_LAST_ROW = 1_048_576


class Area(Fact, frozen=True):
    """A block of cells, from 1, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    def has(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def cell_of(reference: str) -> tuple[int, int] | None:
    """Row and column of 'B3'; None where it is no such reference."""
    match = _CELL.fullmatch(reference)
    return (int(match[2]), column_number(match[1])) if match else None


def areas_of(text: str) -> list[Area] | None:
    """The blocks that a reference names, sheet names aside; None where one is worked out."""
    found = []
    for part in _PARTS.split(text.strip()):
        area = _area(part.rpartition("!")[2].strip())
        if area is None:
            return None
        found.append(area)
    return found


def _area(text: str) -> Area | None:
    if rows := _ROWS.fullmatch(text):
        return Area(int(rows[1]), 1, int(rows[2]), LAST_COLUMN)
    if columns := _COLUMNS.fullmatch(text):
        return Area(1, column_number(columns[1]), _LAST_ROW, column_number(columns[2]))
    first, _, last = text.partition(":")
    begin, end = cell_of(first), cell_of(last or first)
    return Area(*begin, *end) if begin and end else None
