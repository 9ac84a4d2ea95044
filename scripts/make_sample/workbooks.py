"""The five workbooks, laid out after the schema that reading uses."""

from datetime import date
from io import BytesIO
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dossier.read import schema
from dossier.read.schema import Column, Holds, Sheet
from make_sample.facts import YEARS, fill, span
from make_sample.tables import rows, sections
from make_sample.zipped import steady

_THIN = Side(style="thin", color="FFB0B8C0")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFDCE9F5")
_PART = PatternFill("solid", fgColor="FFF3F3EE")  # A-level rows, sums: lines that group others
_WRAP = Alignment(wrap_text=True, vertical="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_RIGHT = Alignment(horizontal="right", vertical="center", indent=1)
_LAST_ROW = 600  # how far drop-down lists reach below the rows in use

_INDICATOR_LIST = f"指标!$A$2:$A${_LAST_ROW}"
# (sheet, field) whose cells name a code that stands on a sheet of the same workbook
_CODE_LISTS = {
    ("指标", "parent"): _INDICATOR_LIST,
    ("计算指标", "code"): _INDICATOR_LIST,
    ("材料要求", "indicator"): _INDICATOR_LIST,
    ("章节", "indicator"): _INDICATOR_LIST,
    ("照片", "requirement"): f"佐证材料登记!$A$2:$A${_LAST_ROW}",
    ("小组职责", "group"): f"工作小组!$A$2:$A${_LAST_ROW}",
    ("任务分解表", "group"): f"工作小组!$A$2:$A${_LAST_ROW}",
}


def make_workbooks(out: Path) -> None:
    """Write the workbooks of the schema into `out`."""
    for book in dict.fromkeys(sheet.book for sheet in schema.SHEETS):
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        workbook.properties.creator = "星光实验学校办公室"
        for sheet in schema.SHEETS:
            if sheet.book == book:
                _fill_sheet(workbook.create_sheet(sheet.name), sheet)
        made = BytesIO()
        workbook.save(made)
        (out / book).write_bytes(steady(made.getvalue()))


def _fill_sheet(page: Worksheet, sheet: Sheet) -> None:
    if sheet is schema.FIGURES:
        _fill_figures(page, sheet)
        return
    for number, column in enumerate(sheet.columns, 1):
        _head(page, 1, number, column)
    for number, row in enumerate(_content(sheet), 2):
        grouping = sheet is schema.INDICATORS and row[2:3] == ("A",)
        for index, (column, text) in enumerate(zip(sheet.columns, row, strict=False), 1):
            cell = page.cell(number, index, _value(column, text))
            _dress(page, number, index, column)
            if grouping:
                cell.fill = _PART
    _row_heights(page, 2)
    for number, column in enumerate(sheet.columns, 1):
        _offer(page, number, column, 2)
    page.freeze_panes = "C2" if len(sheet.columns) > 8 else "A2"
    _page_setup(page, 1)


def _content(sheet: Sheet) -> list[tuple[str, ...]]:
    """The rows of one sheet as text, in the order of its columns."""
    name = f"{sheet.book.removesuffix('.xlsx')}/{sheet.name}"
    if sheet is schema.SELF_ASSESSMENTS:
        return [_assessment(heading, lines) for heading, lines in sections(name)]
    if sheet is schema.WORDS:
        return [(heading, "\n".join(lines)) for heading, lines in sections(name)]
    # the register's last column tells this script what to make; it is no part of the workbook
    return [row[: len(sheet.columns)] for row in rows(name)]


def _assessment(heading: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    code, verdict = heading.split()
    parts: dict[str, list[str]] = {"做法": [], "问题": [], "措施": []}
    current = "做法"
    for line in lines:
        if line.startswith("-- "):
            current = line[3:]
        else:
            parts[current].append(fill(line))
    return code, verdict, *("\n".join(part) for part in parts.values())


def _value(column: Column, text: str) -> str | float | date | None:
    if not text:
        return None
    if column.holds is Holds.DATE and text[4:5] == "-":
        return date.fromisoformat(text)
    if column.holds in (Holds.NUMBER, Holds.COUNT) or column.field == "serial":
        return float(text) if "." in text else int(text)
    return text


def _fill_figures(page: Worksheet, sheet: Sheet) -> None:
    """数据: a header of two rows with the years under one merged cell, and merged names."""
    name, stage, unit, source = sheet.columns
    year = Column("year", "学年度", width=12, comment="一个学年度一列，列名如 2020—2021。")
    keeper = Column("keeper", "核对人", width=10, comment="核对数字的人，不参与生成。")
    layout = (name, stage, unit, year, year, year, source, keeper)
    for number, column in enumerate(layout, 1):
        _head(page, 1, number, column)
        _head(page, 2, number, column)
        if column is year:
            page.cell(2, number, span(YEARS[number - 4])).comment = None
            page.cell(1, number).comment = None
        else:
            page.merge_cells(start_row=1, end_row=2, start_column=number, end_column=number)
    page.merge_cells(start_row=1, end_row=1, start_column=4, end_column=6)
    page.cell(1, 4, year.header).comment = _comment(year)
    first = 3
    for number, row in enumerate(rows("school/数据"), 3):
        if not row or row[0]:
            _merge_names(page, first, number - 1)
            first = number
        for index, text in enumerate(row, 1):
            page.cell(number, index, _figure(text) if 4 <= index <= 6 else text or None)
            _dress(page, number, index, layout[index - 1])
            if 4 <= index <= 6:
                page.cell(number, index).alignment = _RIGHT
                page.cell(number, index).number_format = "0.00" if row[2] == "万元" else "0"
            if row[1] == "合计" and index > 1:
                page.cell(number, index).fill = _PART
    _merge_names(page, first, page.max_row)
    _row_heights(page, 3)
    _offer(page, 2, stage, 3)
    page.freeze_panes = "D3"
    _page_setup(page, 2)


def _figure(text: str) -> str | float:
    """A plain number as a number; what a hurried clerk typed otherwise stays text."""
    if not text.replace(".", "").isascii() or not text.replace(".", "").isdigit():
        return text
    return float(text) if "." in text else int(text)


def _merge_names(page: Worksheet, first: int, last: int) -> None:
    if last > first and page.cell(first, 1).value:
        page.merge_cells(start_row=first, end_row=last, start_column=1, end_column=1)


def _comment(column: Column) -> Comment:
    note = Comment(column.comment, "星光实验学校办公室")
    note.width, note.height = 260, 70
    return note


def _head(page: Worksheet, row: int, number: int, column: Column) -> None:
    cell = page.cell(row, number, column.header if row == 1 else None)
    cell.font = Font(name="宋体", bold=True, size=11)
    cell.fill = _HEAD
    cell.alignment = _MIDDLE
    cell.border = _BOX
    if row == 1:
        cell.comment = _comment(column)
        page.column_dimensions[get_column_letter(number)].width = column.width + 1


def _dress(page: Worksheet, row: int, number: int, column: Column) -> None:
    cell = page.cell(row, number)
    cell.font = Font(name="宋体", size=11)
    cell.border = _BOX
    cell.alignment = _MIDDLE if column.width <= 14 else _WRAP
    if column.holds is Holds.DATE:
        cell.number_format = "yyyy-mm-dd"


def _row_heights(page: Worksheet, first: int) -> None:
    """Give every row the height of its fullest cell: openpyxl leaves that to the program."""
    for number, cells in enumerate(page.iter_rows(min_row=first, values_only=True), first):
        lines = 1
        for index, value in enumerate(cells, 1):
            width = page.column_dimensions[get_column_letter(index)].width - 1
            paragraphs = str("" if value is None else value).split("\n")
            lines = max(lines, sum(ceil(_columns(text) / width) or 1 for text in paragraphs))
        page.row_dimensions[number].height = min(15.0 * lines + 4, 400)


def _columns(text: str) -> int:
    """How many columns of a plain digit `text` takes: Chinese characters take two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _offer(page: Worksheet, number: int, column: Column, first: int) -> None:
    """Add the drop-down list of a column, where it has one."""
    formula = _CODE_LISTS.get((page.title, column.field), "")
    if column.choices:
        formula = f'"{",".join(column.choices)}"'
    elif column.holds is Holds.YEAR:
        formula = '"' + ",".join(
            [f"{span(year)}学年度" for year in YEARS] + [f"{year}年度" for year in YEARS]
        ) + '"'  # fmt: skip
    if not formula:
        return
    strict = bool(column.choices)
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
    rule.add(f"{letter}{first}:{letter}{_LAST_ROW}")
    page.add_data_validation(rule)


def _page_setup(page: Worksheet, header_rows: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"1:{header_rows}"
