"""forms.xlsx: the official forms, a sheet each, laid out and printed as they are handed in."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dossier.model.table import Form, FormCell, placed
from dossier.numbers import parsed
from dossier.report.workbook import LINE, blank, frame, look, merge, print_across, put, save

_BORDER = frame("000000")
_HEAD = PatternFill("solid", fgColor="EDEDED")
# what is not met stands on a dark ground, 深色背景 (填报说明)
_DARK = PatternFill("solid", fgColor="595959")
_WHITE = Font(name="宋体", size=10, bold=True, color="FFFFFF")
_PLAIN = Font(name="宋体", size=10)
_BOLD = Font(name="黑体", size=10)
_TITLE = Font(name="黑体", size=16)
_PAGE = 130  # the width of all columns together, in digits: A4 across at about this size of print
_HIGHEST = 409.0  # points; Excel has no higher row
_NAME = re.compile(r"[\[\]:*?/\\]")


def write_forms(forms: Sequence[Form], out: Path) -> None:
    """A sheet for each form, whole or not at all; the same forms give the same bytes."""
    book = blank()
    for form in forms:
        _fill(book.create_sheet(_NAME.sub(" ", form.number)[:31] or "表"), form)
    save(book, out)


def _fill(sheet: Worksheet, form: Form) -> None:
    """Title and line over the whole width, the head, the body, and the notes beneath."""
    columns = len(form.widths)
    widths = [_PAGE * share / sum(form.widths) for share in form.widths]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = round(width, 2)
    _across(sheet, 1, columns, form.heading, _TITLE, "center", 30)
    _across(sheet, 2, columns, form.unit, _PLAIN, "left", 18)
    first = 3
    body = first + len(form.head)
    for start, rows, header in ((first, form.head, True), (body, form.body, False)):
        heights = [LINE + 6] * len(rows)
        for row, column, cell in placed(rows, columns):
            _write(sheet, start + row, column + 1, cell, header=header)
            if cell.down == 1:
                room = sum(widths[column : column + cell.across])
                heights[row] = max(heights[row], LINE * _lines(cell.text, room) + 6)
        for number, height in enumerate(heights, start):
            sheet.row_dimensions[number].height = min(height, _HIGHEST)
    for number, note in enumerate(form.notes, body + len(form.body)):
        _across(sheet, number, columns, note, _PLAIN, "left", LINE * _lines(note, _PAGE) + 3)
    sheet.freeze_panes = f"A{body}"
    _page(sheet, f"1:{body - 1}")


def _page(sheet: Worksheet, repeated: str) -> None:
    """A4 across with page numbers."""
    print_across(sheet, repeated)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6  # inches
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    item = sheet.oddFooter
    assert item is not None
    footer = item.center
    assert footer is not None
    footer.text = "— &P —"


def _across(
    sheet: Worksheet, row: int, columns: int, text: str, font: Font, align: str, height: float
) -> None:
    """A text over the whole width of the form."""
    cell = sheet.cell(row, 1)
    put(cell, text)
    cell.font = font
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    if columns > 1:
        merge(sheet, row, 1, row, columns)
    sheet.row_dimensions[row].height = min(height, _HIGHEST)


def _write(sheet: Worksheet, row: int, column: int, printed: FormCell, *, header: bool) -> None:
    """A cell with its whole area: merged, framed, and dark where it misses its threshold."""
    name = _look(sheet, printed, head=header or printed.head)
    # a frame around merged cells is made of the frames of all of them
    for line in range(row, row + printed.down):
        for place in range(column, column + printed.across):
            sheet.cell(line, place).style = name
    cell = sheet.cell(row, column)
    number = parsed(printed.text) if printed.number else None
    if number is None:
        put(cell, printed.text)
    else:
        cell.value = number
        cell.number_format = _format(printed.text)
    last_row, last_column = row + printed.down - 1, column + printed.across - 1
    if (last_row, last_column) != (row, column):
        merge(sheet, row, column, last_row, last_column)


def _look(sheet: Worksheet, printed: FormCell, *, head: bool) -> str:
    """The style of a cell."""
    book = sheet.parent
    assert book is not None
    if printed.dark:
        kind, font, fill = "未达标", _WHITE, _DARK
    elif head:
        kind, font, fill = "表头", _BOLD, _HEAD
    else:
        kind, font, fill = "正文", _PLAIN, None
    side = "left" if printed.left else "center"
    alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    name = f"{kind}（居{'左' if printed.left else '中'}）"
    return look(book, name, alignment, font=font, fill=fill, border=_BORDER)


def _format(text: str) -> str:
    """The number format that prints a number as the form does: ``#,##0.00``."""
    whole, point, decimals = text.partition(".")
    return ("#,##0" if "," in whole else "0") + point + "0" * len(decimals)


def _lines(text: str, width: float) -> int:
    """How many lines `text` takes in a column of that width; a Chinese character is two wide."""
    room = max(int(width) - 1, 2)
    return sum(-(-_length(line) // room) or 1 for line in text.split("\n"))


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
