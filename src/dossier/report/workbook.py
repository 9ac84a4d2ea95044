"""What every workbook that is written shares: its frame, its page, its texts and its bytes."""

import io
import re
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from dossier.files import passing_folder, repack, written_aside

# XML 1.0, section 2.2: what no part of a workbook can hold
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

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


def look(
    book: Workbook,
    name: str,
    alignment: Alignment,
    *,
    font: Font = DEFAULT_FONT,
    fill: PatternFill | None = None,
    border: Border | None = None,
) -> str:
    """The style of that name, for ``cell.style``: made once in the workbook, then only named.

    A cell that is given font, ground and frame one by one has each of them compared with all that
    the workbook knows, which takes longer than everything else. It takes what :func:`put` sets
    with it: name the style first.
    """
    if name not in book.named_styles:
        style = NamedStyle(
            name, font=font, fill=fill or PatternFill(), border=border or Border(),
            alignment=alignment,
        )  # fmt: skip
        book.add_named_style(style)
    return name


def put(cell: Cell | MergedCell, value: object) -> None:
    """Put a value into a cell as it is: a text that begins with '=' is no formula.

    Control characters and the like, which file names may have and no workbook can hold, become
    U+FFFD.
    """
    assert isinstance(cell, Cell), "only the first cell of a merged area holds a value"
    plain = _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value
    cell.value = plain  # type: ignore[assignment]
    if cell.data_type in {"e", "f"}:
        cell.data_type = "s"
        cell.quotePrefix = True


def merge(sheet: Worksheet, row: int, column: int, last_row: int, last_column: int) -> None:
    """Make one cell of an area whose cells have their style and, but for the first, no value.

    ``sheet.merge_cells`` would work out the frame of the area anew from that of its first cell.
    """
    sheet.merged_cells.add(CellRange(None, column, row, last_column, last_row))


def print_across(sheet: Worksheet, repeated: str) -> None:
    """A4 across, as wide as the page and as long as it takes; the rows `repeated` on each page.

    The foot of each page says which it is, and of how many.
    """
    foot = sheet.oddFooter
    assert foot is not None
    foot.center.text = "第 &P 页，共 &N 页"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, footer=0.3)
    sheet.print_title_rows = repeated
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def save(book: Workbook, out: Path) -> None:
    """Write the workbook, whole or not at all; equal content gives equal bytes."""
    book.properties.creator = "dossier"
    saved = io.BytesIO()
    pack(book, saved)
    with written_aside(out) as aside:
        repack(saved, aside)


def pack(book: Workbook, target: IO[bytes] | Path) -> None:
    """Write a workbook that is whole in memory (neither read-only nor write-only).

    openpyxl writes each sheet among the temporary files of the system first. Where the process is
    killed, such a file stays, and nobody can tell by its name that its owner is gone; so they get a
    folder that bears the owner's name.
    """
    usual = tempfile.tempdir
    with passing_folder() as folder, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        tempfile.tempdir = str(folder)
        try:
            ExcelWriter(book, archive).save()
        finally:
            tempfile.tempdir = usual
