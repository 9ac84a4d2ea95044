"""Papers as workbooks, such as a class list that the school keeps in Excel."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.zipped import steady
from make_sample.documents import Block, Paper

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def calculated(paper: Paper) -> bytes:
    """The paper as a .xlsx with everything on one sheet; the same bytes every time."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = "Sheet1"
    workbook.properties.creator = paper.authors[0]
    columns = max(len(block.table[0]) for block in paper.tables)
    _merged(page, columns, paper.title, Font(name="黑体", size=16))
    page.row_dimensions[1].height = 30
    for block in paper.blocks:
        if block.kind == "table":
            _write(page, block)
        else:
            _merged(page, columns, block.text.replace("~", ""), Font(name="宋体", size=11))
    _merged(
        page,
        columns,
        f"填报单位：{paper.authors[0]}　　填报日期：{paper.signed_off}",
        Font(name="宋体", size=11),
    )
    _set_widths(page, paper, columns)
    page.page_setup.paperSize = 9  # A4
    if paper.form != "xlsx-wide" and columns > 7:
        page.page_setup.orientation = "landscape"
    made = BytesIO()
    workbook.save(made)
    return steady(made.getvalue())


def _merged(page: Worksheet, columns: int, text: str, font: Font) -> None:
    row = page.max_row + 1 if page["A1"].value else 1
    cell = page.cell(row, 1, text)
    cell.font = font
    first = row == 1
    cell.alignment = _MIDDLE if first else Alignment(vertical="center", wrap_text=True)
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    page.row_dimensions[row].height = 22


def _write(page: Worksheet, block: Block) -> None:
    start = page.max_row + 1
    for number, texts in enumerate(block.table):
        for index, text in enumerate(texts, 1):
            cell = page.cell(start + number, index, _number(text))
            cell.font = Font(name="宋体", size=10.5, bold=number == 0)
            cell.alignment = _MIDDLE
            cell.border = _BOX
    page.print_title_rows = page.print_title_rows or f"{start}:{start}"


def _number(text: str) -> str | int | float:
    """Amounts as numbers; codes such as 007 and what is no number stay text."""
    if text.isdecimal() and (text == "0" or text[0] != "0"):
        return int(text)
    whole, point, part = text.partition(".")
    return float(text) if point and whole.isdecimal() and part.isdecimal() else text


def _set_widths(page: Worksheet, paper: Paper, columns: int) -> None:
    for index in range(columns):
        widest = max(
            sum(1 if character.isascii() else 2 for character in row[index])
            for block in paper.tables
            for row in block.table
            if index < len(row)
        )
        page.column_dimensions[get_column_letter(index + 1)].width = max(7, min(30, widest + 2))
