"""county.xlsx: 表Ⅱ and 表Ⅲ over all schools, who makes the county uneven, and what to do."""

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dossier.files import repack, written_aside
from dossier.model.table import Dark, Line, Printed, Table

_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_SUM = PatternFill("solid", fgColor="F2F2F2")
# 填报说明 asks for it: 不达标指标值所在格用深色背景标志
_DARK = PatternFill("solid", fgColor="404040")
_BOLD = Font(name="Calibri", size=11, bold=True)
_WHITE = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_LEFT = 24  # columns as wide as this hold texts, which begin at the left
_LINE = 15.0  # points


def county_book(tables: Sequence[Table], out: Path) -> None:
    """A sheet for each table, whole or not at all; the same tables give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    book.properties.creator = "dossier"
    saved = io.BytesIO()
    book.save(saved)
    with written_aside(out) as aside:
        repack(saved, aside)


def _fill(sheet: Worksheet, table: Table) -> None:
    """A title over the whole width, a head row, the lines and the notes beneath."""
    last = get_column_letter(len(table.columns))
    sheet["A1"] = table.title
    sheet.merge_cells(f"A1:{last}1")
    sheet["A1"].font = Font(name="Calibri", size=14, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 28
    for number, (name, width) in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        head = sheet.cell(2, number, name)
        head.font, head.fill, head.border = _BOLD, _HEAD, _BORDER
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[2].height = _height(table, [name for name, _ in table.columns])
    for row, line in enumerate(table.lines, 3):
        sheet.row_dimensions[row].height = _height(table, line.cells)
        for column, value in enumerate(line.cells, 1):
            _write(sheet, row, column, value, line, left=table.columns[column - 1][1] >= _LEFT)
    for row, note in enumerate(table.notes, len(table.lines) + 3):
        sheet.cell(row, 1, note).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = 30
    sheet.freeze_panes = "A3"
    if table.lines:
        sheet.auto_filter.ref = f"A2:{last}{len(table.lines) + 2}"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _height(table: Table, cells: Sequence[Printed]) -> float:
    """The height of a row in points: not every program fits rows to wrapped text when it opens."""
    lines = 1
    for cell, (_, width) in zip(cells, table.columns, strict=True):
        text = cell.text if isinstance(cell, Dark) else str(cell)
        # a Chinese character is as wide as two digits, by which columns are measured
        wide = sum(1 + (ord(character) > 0xFF) for character in text)  # noqa: PLR2004
        lines = max(lines, -(-wide // max(width - 1, 1)))
    return _LINE * lines + 3


def _write(
    sheet: Worksheet, row: int, column: int, value: Printed, line: Line, *, left: bool
) -> None:
    cell = sheet.cell(row, column)
    plain = value.text if isinstance(value, Dark) else value
    if isinstance(plain, str):
        plain = ILLEGAL_CHARACTERS_RE.sub("\ufffd", plain)
    cell.value = plain
    if cell.data_type in {"e", "f"}:  # a name that begins with '=' is no formula
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.border = _BORDER
    cell.alignment = Alignment(
        horizontal="left" if left else "center",
        vertical="center",
        wrap_text=True,
    )
    if isinstance(plain, Decimal):
        cell.number_format = "#,##0" + ("." + "0" * -int(plain.as_tuple().exponent)).rstrip(".")
    if isinstance(value, Dark):
        cell.fill, cell.font = _DARK, _WHITE
    elif line.total:
        cell.fill, cell.font = _SUM, _BOLD
