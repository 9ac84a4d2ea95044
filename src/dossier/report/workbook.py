"""What every workbook that is written shares: its frame, its page, its texts and its bytes."""

import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Border, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dossier.files import repack, written_aside

LINE = 15.0
"""The height of a line of print, in points."""


def blank() -> Workbook:
    """A workbook without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def frame(color: str) -> Border:
    """Thin lines of one colour around a cell."""
    side = Side(style="thin", color=color)
    return Border(left=side, right=side, top=side, bottom=side)


def put(cell: Cell | MergedCell, value: object) -> None:
    """Put a value into a cell as it is: a text that begins with '=' is no formula.

    Control characters, which file names may have and no workbook can hold, become U+FFFD.
    """
    assert isinstance(cell, Cell), "only the first cell of a merged area holds a value"
    plain = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value) if isinstance(value, str) else value
    cell.value = plain  # type: ignore[assignment]
    if cell.data_type in {"e", "f"}:
        cell.data_type = "s"
        cell.quotePrefix = True


def print_across(sheet: Worksheet, repeated: str) -> None:
    """A4 across, as wide as the page and as long as it takes; the rows `repeated` on each page."""
    sheet.print_title_rows = repeated
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def save(book: Workbook, out: Path) -> None:
    """Write the workbook, whole or not at all; equal content gives equal bytes."""
    book.properties.creator = "dossier"
    saved = io.BytesIO()
    book.save(saved)
    with written_aside(out) as aside:
        repack(saved, aside)
