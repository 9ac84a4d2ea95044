"""county.xlsx: 表Ⅱ and 表Ⅲ over all schools, who makes the county uneven, and what to do."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dossier.model.table import Dark, Line, Printed, Table
from dossier.report.workbook import LINE, blank, frame, print_across, put, save

_BORDER = frame("999999")
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_SUM = PatternFill("solid", fgColor="F2F2F2")
# 填报说明 asks for it: 不达标指标值所在格用深色背景标志
_DARK = PatternFill("solid", fgColor="404040")
_BOLD = Font(name="Calibri", size=11, bold=True)
_WHITE = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_LEFT = 24  # columns as wide as this hold texts, which begin at the left


def county_book(tables: Sequence[Table], out: Path) -> None:
    """A sheet for each table, whole or not at all; the same tables give the same bytes."""
    book = blank()
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    save(book, out)


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
    print_across(sheet, "1:2")


def _height(table: Table, cells: Sequence[Printed]) -> float:
    """The height of a row in points: not every program fits rows to wrapped text when it opens."""
    lines = 1
    for cell, (_, width) in zip(cells, table.columns, strict=True):
        text = cell.text if isinstance(cell, Dark) else str(cell)
        # a Chinese character is as wide as two digits, by which columns are measured
        wide = sum(1 + (ord(character) > 0xFF) for character in text)  # noqa: PLR2004
        lines = max(lines, -(-wide // max(width - 1, 1)))
    return LINE * lines + 3


def _write(
    sheet: Worksheet, row: int, column: int, value: Printed, line: Line, *, left: bool
) -> None:
    cell = sheet.cell(row, column)
    plain = value.text if isinstance(value, Dark) else value
    put(cell, plain)
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
