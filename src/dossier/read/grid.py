"""A sheet as a sparse grid of plain values, with merged cells filled in."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.source import Cell

Value = object


@dataclass(frozen=True, slots=True)
class Grid:
    """The non-empty cells of a sheet by (row, column), both counted from 1."""

    book: str
    sheet: str
    values: dict[tuple[int, int], Value]

    def rows(self) -> dict[int, dict[int, Value]]:
        """The same cells, row by row in order."""
        rows: dict[int, dict[int, Value]] = {}
        for (row, column), value in sorted(self.values.items(), key=lambda pair: pair[0]):
            rows.setdefault(row, {})[column] = value
        return rows

    def cell(self, row: int, column: int) -> Cell:
        """The place of a cell."""
        return Cell(self.book, self.sheet, f"{get_column_letter(column)}{row}")


def plain(text: str) -> str:
    """`text` without what a person does not see: width forms, spaces and line breaks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read_grids(path: Path) -> tuple[dict[str, Grid], list[Finding]]:
    """All sheets of a workbook by name, and what is wrong with the file itself."""
    book = path.name
    if not path.is_file():
        return {}, [
            Finding(
                Code.WORKBOOK_MISSING,
                say("the workbook is not there"),
                at=Cell(book, "", ""),
                hint=say("put '{book}' into the inputs folder", book=book),
            )
        ]
    try:
        workbook = load_workbook(path, data_only=True)
        uncomputed = _uncomputed(path, workbook)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as problem:
        return {}, [
            Finding(
                Code.WORKBOOK_UNREADABLE,
                say("the workbook cannot be read: {problem}", problem=problem),
                at=Cell(book, "", ""),
                hint=say("open it in Excel or WPS and save it again as .xlsx without a password"),
            )
        ]
    grids = {sheet.title.strip(): _grid(book, sheet) for sheet in workbook.worksheets}
    findings = [
        Finding(
            Code.FORMULA_UNCOMPUTED,
            say("the formula has no stored result"),
            at=cell,
            hint=say("open the workbook in Excel or WPS and save it"),
        )
        for cell in uncomputed
    ]
    return grids, findings


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Value]:
    # Only the cells that exist: one formatted cell in the last row would make iter_rows walk
    # a million rows.
    existing = sheet._cells  # noqa: SLF001
    return {
        place: cell.value
        for place, cell in existing.items()
        if cell.value is not None and cell.value != ""
    }


def _grid(book: str, sheet: Worksheet) -> Grid:
    values = _cells(sheet)
    for area in sheet.merged_cells.ranges:
        anchor = values.get((area.min_row, area.min_col))
        if anchor is not None:
            for row, column in area.cells:
                values[row, column] = anchor
    return Grid(book, sheet.title.strip(), values)


def _uncomputed(path: Path, computed: Workbook) -> list[Cell]:
    """The cells that hold a formula but no result, as programs other than Excel leave them."""
    with zipfile.ZipFile(path) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        if not any(re.search(rb"<f[ >/]", archive.read(name)) for name in sheets):
            return []
    return [
        Cell(path.name, sheet.title.strip(), cell.coordinate)
        for sheet in load_workbook(path).worksheets
        for cell in sheet._cells.values()  # noqa: SLF001
        if cell.data_type == "f" and computed[sheet.title][cell.coordinate].value is None
    ]
