"""The cells of workbooks, kept from one run to the next: one that is as it was is not parsed again.

Parsing a workbook takes as long as all else that is done with it. What is kept of one hangs on the
bytes that it was read from and all that reads them. Its owner alone can read it: people.xlsx has
telephone numbers on purpose.
"""

import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from types import NoneType
from typing import Any

from dossier.facts import Fact
from dossier.read.plaincells import Place, SheetCells
from dossier.store.memo import Memo
from dossier.store.source_hash import source_hash

# what a cell can hold that JSON cannot
_OTHERS: dict[str, tuple[Callable[[Any], bool], Callable[[Any], str], Callable[[str], object]]] = {
    "datetime": (lambda one: isinstance(one, datetime), datetime.isoformat, datetime.fromisoformat),
    "date": (lambda one: isinstance(one, date), date.isoformat, date.fromisoformat),
    "time": (lambda one: isinstance(one, time), time.isoformat, time.fromisoformat),
    "duration": (
        lambda one: isinstance(one, timedelta),
        lambda span: f"{span.days} {span.seconds} {span.microseconds}",
        lambda told: timedelta(*map(int, told.split())),
    ),
    "float": (lambda one: isinstance(one, float) and not math.isfinite(one), repr, float),
}

_Value = bool | int | float | str | tuple[str, str] | None


class _CachedSheet(Fact, frozen=True, array_like=True):
    """The cells of a sheet as JSON keeps them; of a merged area its corners."""

    name: str
    values: list[tuple[int, int, _Value]]
    percent: list[Place]
    uncomputed: list[Place]
    areas: list[tuple[int, int, int, int]]
    covered: list[Place]


class CellCache:
    """What is kept in the file `note` of a workbook with the bytes `content`."""

    def __init__(self, note: Path, content: bytes) -> None:
        edition = f"{source_hash('read')} {sha256(content).hexdigest()}"
        self._memo = Memo(note, list[_CachedSheet], edition, private=True)

    def recall(self) -> list[SheetCells] | None:
        """What ``read_cells`` gave; None where that is not known."""
        sheets = self._memo.read()
        return None if sheets is None else [_cells(sheet) for sheet in sheets]

    def keep(self, sheets: list[SheetCells]) -> None:
        """Keep what ``read_cells`` gave. Raises OSError where the disk is full."""
        self._memo.write([_sheet(one) for one in sheets])


def _sheet(cells: SheetCells) -> _CachedSheet:
    values = [(row, column, _plain(value)) for (row, column), value in cells.values.items()]
    areas = [(*first, *places[-1]) for first, places in cells.merged.items()]
    return _CachedSheet(
        cells.name, values, sorted(cells.percent), cells.uncomputed, areas, cells.covered
    )


def _cells(sheet: _CachedSheet) -> SheetCells:
    cells = SheetCells(
        sheet.name,
        {(row, column): _revived(value) for row, column, value in sheet.values},
        set(sheet.percent),
        sheet.uncomputed,
        covered=sheet.covered,
    )
    for area in sheet.areas:
        cells.merge(*area)
    return cells


def _plain(value: Any) -> _Value:
    """A value as JSON can hold it; another is a pair of its kind and what it says."""
    if isinstance(value, (str, int, NoneType)):  # nearly all are
        return value
    for kind, (is_one, told, _) in _OTHERS.items():
        if is_one(value):
            return kind, told(value)
    plain: _Value = value
    return plain


def _revived(value: _Value) -> object:
    if isinstance(value, tuple):
        kind, told = value
        return _OTHERS[kind][2](told)
    return value
