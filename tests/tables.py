"""Tables drawn as text → sheets of a workbook.

``| 代码 | 名称 |`` is a row. A cell holds text as a person types it; further there are
``(blank)`` nothing, ``'text '`` text with its spaces, ``#12.5`` a number cell, ``#98%`` a number
shown as a percentage, ``@2023-09-01`` a date cell, ``=A1`` a formula, ``^`` and ``<`` a cell
merged with the one above or to the left. ``\\n`` breaks the line. A row ``|`` is blank.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def rows_of(table: str) -> list[list[str]]:
    """The cells of a table, row by row."""
    lines = [line.strip() for line in table.strip().splitlines()]
    assert all(line.startswith("|") for line in lines), table
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def write_book(path: Path, sheets: Mapping[str, str]) -> None:
    """A workbook with a sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        fill(book.create_sheet(name), table)
    book.save(path)


def fill(sheet: Worksheet, table: str) -> None:
    """Write one table from A1 on."""
    rows = rows_of(table)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            _write(sheet.cell(number, column), text)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text not in {"", "^", "<"}:
                _merge(sheet, rows, number, column)


def _write(cell: Cell, text: str) -> None:
    if text in {"", "^", "<"}:
        return
    kind, rest = text[0], text[1:]
    if kind == "#":
        percent = rest.endswith("%")
        number = float(rest.removesuffix("%"))
        cell.value = number / 100 if percent else number
        cell.number_format = "0.0%" if percent else "General"
    elif kind == "@":
        cell.value = datetime.fromisoformat(rest)
    elif kind == "'":
        cell.value = rest.removesuffix("'")
    else:
        cell.value = text.replace("\\n", "\n")


def _merge(sheet: Worksheet, rows: list[list[str]], row: int, column: int) -> None:
    """Merge the anchor at row, column (from 1) with the marks beside and beneath it."""
    right, down = column, row
    while rows[row - 1][right : right + 1] == ["<"]:
        right += 1
    while down < len(rows) and rows[down][column - 1 : column] == ["^"]:
        down += 1
    if (right, down) != (column, row):
        sheet.merge_cells(start_row=row, end_row=down, start_column=column, end_column=right)
