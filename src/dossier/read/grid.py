"""A sheet as a sparse grid of plain values, with merged cells filled in."""

import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.source import Cell

Value = object

# A damaged workbook fails wherever the damage is met: unpacking, parsing XML, or in the objects
# made of it (both XML parsers raise a SyntaxError, and an unknown packing a RuntimeError).
_DAMAGE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The non-empty cells of a sheet by (row, column), both counted from 1.

    `across` gives the cells of merged areas that are wider than a column, each with the area's
    first cell.
    """

    book: str
    sheet: str
    values: dict[tuple[int, int], Value]
    across: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def rows(self) -> dict[int, dict[int, Value]]:
        """The same cells, row by row in order."""
        rows: dict[int, dict[int, Value]] = {}
        for (row, column), value in sorted(self.values.items(), key=lambda pair: pair[0]):
            rows.setdefault(row, {})[column] = value
        return rows

    def cell(self, row: int, column: int) -> Cell:
        """The place of a cell."""
        return Cell(self.book, self.sheet, f"{get_column_letter(column)}{row}")


@lru_cache(maxsize=1 << 14)
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
        content = path.read_bytes()
        with warnings.catch_warnings():
            # openpyxl tells what it would lose on saving; nothing is saved here
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), data_only=True)
            uncomputed = _uncomputed(book, content, workbook)
    except _DAMAGE as problem:
        return {}, [
            Finding(
                Code.WORKBOOK_UNREADABLE,
                say(
                    "the workbook cannot be read: {problem}",
                    problem=str(problem) or type(problem).__name__,
                ),
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
        place: _seen(cell)
        for place, cell in existing.items()
        if cell.value is not None and cell.value != ""
    }


def _seen(cell: WorkbookCell) -> Value:
    """The value; a number shown as a percentage is the text that a person sees, ``98.5%``."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        # a % that is quoted or escaped is only printed behind the number
        scaled = "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format)
        return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%" if scaled else value
    return value


def _grid(book: str, sheet: Worksheet) -> Grid:
    values = _cells(sheet)
    across: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        first = area.min_row, area.min_col
        anchor = values.get(first)
        if anchor is not None:
            for row, column in area.cells:
                values[row, column] = anchor
                if area.max_col > area.min_col:
                    across[row, column] = first
    return Grid(book, sheet.title.strip(), values, across)


def _uncomputed(book: str, content: bytes, computed: Workbook) -> list[Cell]:
    """The cells that hold a formula but no result, as programs other than Excel leave them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        if not any(re.search(rb"<f[ >/]", archive.read(name)) for name in sheets):
            return []
    return [
        Cell(book, sheet.title.strip(), cell.coordinate)
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for cell in sheet._cells.values()  # noqa: SLF001
        if cell.data_type == "f" and computed[sheet.title][cell.coordinate].value is None
    ]
