"""Sheets laid out as they are declared for reading: headers with comments, drop-down lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import ceil

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dossier.model.columns import EXAMPLE, Column, Holds, Sheet
from dossier.model.sheets import SHEETS
from dossier.model.standard import INDICATORS

AUTHOR = "dossier"  # whom the comments and the file's properties name
LAST_ROW = 600  # how far drop-down lists reach below the rows in use
PART = PatternFill("solid", fgColor="FFF3F3EE")  # A-level rows, sums: lines that group others
RIGHT = Alignment(horizontal="right", vertical="center", indent=1)
_THIN = Side(style="thin", color="FFB0B8C0")
_EXAMPLE = Font(name="宋体", size=11, italic=True, color="FF7A8590")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFDCE9F5")
_DOUBT = PatternFill("solid", fgColor="FFFFF4CE")  # 未核实, to be looked up by whoever uses it
_WRAP = Alignment(wrap_text=True, vertical="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_DATES = (Holds.DATE, Holds.DEADLINE)
_NARROW = 14  # columns of such width are centred
_NOTE = 260, 70  # the size of a comment
_WIDE = 8  # a sheet with more columns keeps its first two in sight

Content = Iterable[tuple[str, ...]]
Drawer = Callable[[Worksheet, Sheet], None]


def drawn(
    content: Mapping[str, Content | Drawer], book: str, years: Sequence[str] = ()
) -> Workbook:
    """The workbook `book` as it is declared.

    `content` gives each sheet its rows as text, in the order of its columns, or draws it. A sheet
    that it does not name is left out. `years` are offered where a year is asked for.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = AUTHOR
    for sheet in SHEETS:
        given = content.get(sheet.name) if sheet.book == book else None
        if given is None:
            continue
        page = workbook.create_sheet(sheet.name)
        if callable(given):
            given(page, sheet)
        else:
            fill(page, sheet, given, years)
    return workbook


def fill(
    page: Worksheet,
    sheet: Sheet,
    content: Content,
    years: Sequence[str] = (),
    columns: Sequence[Column] = (),
) -> None:
    """Draw a sheet with its header, rows of text and drop-down lists.

    `columns` are those to draw, where they are others than the sheet declares.
    """
    columns = columns or sheet.drawn
    for number, column in enumerate(columns, 1):
        head(page, 1, number, column)
    for number, row in enumerate(content, 2):
        grouping = sheet is INDICATORS and row[2:3] == ("A",)
        for index, (column, text) in enumerate(zip(columns, row, strict=False), 1):
            cell = page.cell(number, index, value(column, text))
            dress(page, number, index, column)
            if grouping:
                cell.fill = PART
            if row[0].startswith(EXAMPLE):
                cell.font = _EXAMPLE
            if text == "未核实":
                cell.fill = _DOUBT
    row_heights(page, 2)
    for number, column in enumerate(columns, 1):
        offer(page, number, column, 2, years)
    page.freeze_panes = "C2" if len(columns) > _WIDE else "A2"
    page_setup(page, 1)


def value(column: Column, text: str) -> str | float | date | None:
    """What a cell of `column` holds for `text`."""
    if not text:
        return None
    if column.holds in _DATES and text[4:5] == "-":
        return date.fromisoformat(text)
    counted = column.holds in (Holds.NUMBER, Holds.COUNT) or column.field == "serial"
    if counted and text.replace(".", "").isdigit():
        return float(text) if "." in text else int(text)
    return text


def comment(column: Column) -> Comment:
    """What its header says of a column."""
    note = Comment(column.comment, AUTHOR)
    note.width, note.height = _NOTE
    return note


def comment_size(page: Worksheet) -> None:
    """Give the comments of a sheet that was loaded the size that they are drawn with."""
    for row in page.iter_rows():
        for cell in row:
            if cell.comment:
                cell.comment.width, cell.comment.height = _NOTE


def listing(book: Workbook, title: str, heads: Sequence[str], rows: Content) -> None:
    """A sheet behind all others, to look things up in."""
    page = book.create_sheet(title)
    columns = tuple(Column(f"c{n}", name, width=_width(name)) for n, name in enumerate(heads))
    for number, column in enumerate(columns, 1):
        head(page, 1, number, column)
        page.cell(1, number).comment = None
    for number, row in enumerate(rows, 2):
        for index, (column, text) in enumerate(zip(columns, row, strict=True), 1):
            page.cell(number, index, text or None)
            dress(page, number, index, column)
    row_heights(page, 2)
    page.freeze_panes = "B2"
    page_setup(page, 1)


def _width(name: str) -> int:
    wide = {"名称": 40, "文件夹": 56, "小组": 36}
    return next((width for end, width in wide.items() if name.endswith(end)), 10)


def head(page: Worksheet, row: int, number: int, column: Column) -> None:
    """A cell of the header; what stands beneath its first row is blank."""
    cell = page.cell(row, number, column.header if row == 1 else None)
    cell.font = Font(name="宋体", bold=True, size=11)
    cell.fill = _HEAD
    cell.alignment = _MIDDLE
    cell.border = _BOX
    if row == 1:
        cell.comment = comment(column)
        page.column_dimensions[get_column_letter(number)].width = column.width + 1


def dress(page: Worksheet, row: int, number: int, column: Column) -> None:
    """The look of a cell."""
    cell = page.cell(row, number)
    cell.font = Font(name="宋体", size=11)
    cell.border = _BOX
    cell.alignment = _MIDDLE if column.width <= _NARROW else _WRAP
    if column.holds in _DATES:
        cell.number_format = "yyyy-mm-dd"


def row_heights(page: Worksheet, first: int) -> None:
    """Give every row the height of its fullest cell: openpyxl leaves that to the program."""
    for number, cells in enumerate(page.iter_rows(min_row=first, values_only=True), first):
        lines = 1
        for index, found in enumerate(cells, 1):
            width = page.column_dimensions[get_column_letter(index)].width - 1
            paragraphs = str("" if found is None else found).split("\n")
            lines = max(lines, sum(ceil(_columns(text) / width) or 1 for text in paragraphs))
        page.row_dimensions[number].height = min(15.0 * lines + 4, 400)


def _columns(text: str) -> int:
    """How many columns of a plain digit `text` takes: Chinese characters take two."""
    return sum(1 if character.isascii() else 2 for character in text)


def offer(
    page: Worksheet, number: int, column: Column, first: int, years: Sequence[str] = ()
) -> None:
    """Add the drop-down list of a column, where it has one."""
    formula = ""
    if column.offered:
        formula = f'"{",".join(column.offered)}"'
    elif column.refers:
        formula = f"{column.refers}!$A$2:$A${LAST_ROW}"
    elif column.holds is Holds.YEAR and years:
        formula = f'"{",".join(years)}"'
    if not formula:
        return
    strict = bool(column.offered)
    rule = DataValidation(
        type="list",
        formula1=formula,
        allow_blank=not column.required,
        showErrorMessage=True,
        errorStyle="stop" if strict else "warning",
        errorTitle=column.header,
        error="请从下拉列表中选择。",
    )
    letter = get_column_letter(number)
    rule.add(f"{letter}{first}:{letter}{LAST_ROW}")
    page.add_data_validation(rule)


def offered(page: Worksheet, ref: str, column: Column, words: Sequence[str]) -> None:
    """Add a drop-down list of these `words` alone to one cell."""
    rule = DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=column.header,
        error="请从下拉列表中选择。",
    )
    rule.add(ref)
    page.add_data_validation(rule)


def page_setup(page: Worksheet, header_rows: int) -> None:
    """A4 across, as wide as the page, the header on each."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"1:{header_rows}"
