"""Cells of a row that is there: set, confirmed, or cleared; the file that it names tells which."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from dossier.edit import CellChange, Edit, NotWrittenError, Value, write
from dossier.files import sha256_of
from dossier.media.columns import column_letters
from dossier.messages import say
from dossier.model import values
from dossier.model.columns import Sheet
from dossier.model.evidence import EVIDENCE, PHOTOS
from dossier.read.grid import read_grids
from dossier.read.table import ReadSheet, read_table
from dossier.workspace import Workspace


class _Found(NamedTuple):
    """The row of a file: its sheet as declared and as read, and its number."""

    sheet: Sheet
    table: ReadSheet
    number: int


def change_row(
    workspace: Workspace, file: str, fields: Mapping[str, Value], seen: Mapping[str, str]
) -> dict[str, str]:
    """Set fields of the row that names `file`, and tell what stood there, as text.

    `seen` are what fields must still say, as the facts have it; days as 2022-09-01. Raises
    NotWrittenError, and writes nothing, where they have not, where the row or a column is not
    there, or where the workbook cannot be written to.
    """
    book = workspace.inputs / EVIDENCE.book
    digest = sha256_of(book)
    found = _row_of(workspace, file)
    cells = _cells(found)
    for name, text in seen.items():
        if _read(found.sheet, name, cells.get(name)) != text:
            raise NotWrittenError(
                say(
                    "the row of '{file}' says something else by now: nothing was written", file=file
                ),
                say("look at it anew, and decide then"),
            )
    changes = [
        CellChange(found.number, found.table.columns[name], value, instead=_stored(cells.get(name)))
        for name, value in fields.items()
        if _has(found, name) and _text(cells.get(name)) != _text(value)
    ]
    if changes:
        assert found.table.grid is not None
        write(book, digest, {found.table.grid.sheet: Edit(changes=tuple(changes))})
    return {name: _text(cells.get(name)) for name in fields}


def clear_row(workspace: Workspace, file: str, seen: Mapping[str, str]) -> dict[str, str]:
    """Leave the row that names `file` blank, and tell what stood there; as :func:`change_row`."""
    filled = _cells(_row_of(workspace, file))
    return change_row(workspace, file, dict.fromkeys(filled, ""), seen)


def _row_of(workspace: Workspace, file: str) -> _Found:
    for found in _rows(workspace):
        assert found.table.grid is not None
        value = found.table.grid.values.get((found.number, found.table.columns["file"]))
        if value is not None and values.path(value) == file:
            return found
    raise NotWrittenError(
        say("no row of evidence.xlsx names '{file}': nothing was written", file=file),
        say("look at it anew, and decide then"),
    )


def _rows(workspace: Workspace) -> Iterator[_Found]:
    grids, _ = read_grids(workspace.inputs / EVIDENCE.book, workspace.cache / "workbooks")
    for sheet in (EVIDENCE, PHOTOS):
        table = read_table(grids, sheet)
        if table.grid is None or "file" not in table.columns:
            continue
        for number in sorted({row for row, _ in table.grid.values if row > table.header[-1]}):
            yield _Found(sheet, table, number)


def _has(found: _Found, name: str) -> bool:
    if name in found.table.columns:
        return True
    column = next(one.header for one in found.sheet.columns if one.field == name)
    assert found.table.grid is not None
    raise NotWrittenError(
        say(
            "the sheet '{sheet}' has no column '{column}': nothing was written",
            sheet=found.table.grid.sheet,
            column=column,
        ),
        say("give column {letters} that header", letters=column_letters(_next_column(found))),
    )


def _next_column(found: _Found) -> int:
    assert found.table.grid is not None
    return max(column for _, column in found.table.grid.values) + 1


def _cells(found: _Found) -> dict[str, object]:
    """What stands in the row, by field."""
    assert found.table.grid is not None
    grid = found.table.grid
    return {
        name: value
        for name, column in found.table.columns.items()
        if (value := grid.values.get((found.number, column))) is not None
    }


def _text(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str("" if value is None else value)


def _read(sheet: Sheet, name: str, value: object) -> str:
    """What a cell says to whoever reads the workbook; as it stands where it cannot be read."""
    column = next(one for one in sheet.columns if one.field == name)
    if value is None:
        return ""
    try:
        return _text(column.holds.read(value))
    except values.Unfit:
        return _text(value)


def _stored(value: object) -> str | date | None:
    """What is to be replaced, as a cell may say it."""
    if isinstance(value, datetime):
        return value.date()
    return value if value is None or isinstance(value, date) else str(value)
