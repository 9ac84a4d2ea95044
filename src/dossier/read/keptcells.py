"""The cells of workbooks, kept from one run to the next: one that is as it was is not parsed again.

Parsing a workbook takes as long as all else that is done with it. What is kept of one is a note in
JSON, which names the bytes that it was read from and all that reads them. Its owner alone can read
it: people.xlsx has telephone numbers on purpose.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from dossier import __version__
from dossier.files import write_note
from dossier.read.plaincells import Cells

# raise it when `read_cells` reads workbooks differently than before
_EDITION = 3

# what a cell can hold that JSON cannot
_TIMES: dict[str, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "duration": (
        timedelta,
        lambda span: [span.days, span.seconds, span.microseconds],
        lambda told: timedelta(*told),
    ),
}


class KeptCells:
    """What is kept in `note` of a workbook with these bytes."""

    def __init__(self, note: Path, content: bytes) -> None:
        readers = f"{_EDITION} {__version__}"
        self._note = note
        self._key = hashlib.sha256(readers.encode() + b"\0" + content).hexdigest()

    def recall(self) -> list[Cells] | None:
        """What ``read_cells`` gave; None where that is not known, or the note is damaged."""
        try:
            known = json.loads(self._note.read_text(encoding="utf-8"))
            if known["key"] != self._key:
                return None
            return [_cells(*told) for told in known["sheets"]]
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def keep(self, sheets: list[Cells]) -> None:
        """Keep what ``read_cells`` gave. Raises OSError."""
        with suppress(UnicodeError):  # half a character, which no file can hold
            note = {"key": self._key, "sheets": [_told(one) for one in sheets]}
            write_note(self._note, note, private=True)


def _told(cells: Cells) -> list[Any]:
    values = [[row, column, _plain(value)] for (row, column), value in cells.values.items()]
    areas = [[*first, *places[-1]] for first, places in cells.merged.items()]
    return [cells.name, values, sorted(cells.percent), cells.uncomputed, areas]


def _cells(name: str, values: Any, percent: Any, uncomputed: Any, areas: Any) -> Cells:
    cells = Cells(
        name,
        {(row, column): _revived(value) for row, column, value in values},
        {(row, column) for row, column in percent},
        [(row, column) for row, column in uncomputed],
    )
    for top, left, bottom, right in areas:
        cells.merge(top, left, bottom, right)
    return cells


def _plain(value: object) -> object:
    """A value as JSON can hold it: one of a time as a pair of its kind and what it says."""
    for kind, (cls, told, _) in _TIMES.items():
        if isinstance(value, cls):
            return [kind, told(value)]
    return value


def _revived(value: Any) -> object:
    if isinstance(value, list):
        kind, told = value
        return _TIMES[kind][2](told)
    return value
