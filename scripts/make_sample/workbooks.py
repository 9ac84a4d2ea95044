"""The five workbooks of the sample school."""

from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from common.workbook import draw_book
from dossier.begin.drawing import (
    PART,
    RIGHT,
    Content,
    Drawer,
    comment,
    dress,
    head,
    offer,
    page_setup,
    row_heights,
)
from dossier.model.columns import Column, Sheet
from dossier.model.evidence import EVIDENCE
from dossier.model.school import FIGURES, FUNDS, SELF_ASSESSMENTS, WORDS
from dossier.model.settings import SETTINGS
from dossier.model.sheets import SHEETS
from dossier.model.standard import CHAPTERS
from make_sample.facts import FUND_YEARS, YEARS, fill, span
from make_sample.tables import Rows, rows, sections
from make_standards.content import standard

STANDARD = "sichuan-basic"
_CHANGED = (SETTINGS.name, CHAPTERS.name)  # sheets of which data/standard has rows of its own
_REGISTERED = 13  # columns of data/evidence/佐证材料登记.txt that the workbook takes over
_OFFERED = [f"{span(year)}学年度" for year in YEARS] + [f"{year}年度" for year in YEARS]


def make_workbooks(out: Path) -> None:
    """Write the workbooks into `out`."""
    for book in dict.fromkeys(sheet.book for sheet in SHEETS):
        content: dict[str, Content | Drawer] = {}
        if book == SETTINGS.book:
            content |= standard(STANDARD)
            content |= {name: _own(name, content[name]) for name in _CHANGED}
        else:
            content |= {s.name: _content(s) for s in SHEETS if s.book == book}
        (out / book).write_bytes(draw_book(content, book, _OFFERED))


def _own(name: str, content: Content | Drawer) -> Content:
    """A sheet of the standard, with those rows that the school writes otherwise."""
    assert not callable(content)
    own = {row[0]: row for row in rows(f"standard/{name}")}
    return [own.get(row[0], row) if row else row for row in content]


def _content(sheet: Sheet) -> Content | Drawer:
    """The rows of one sheet as text, in the order of its columns, or who draws them."""
    name = f"{sheet.book.removesuffix('.xlsx')}/{sheet.name}"
    if sheet is FIGURES:
        return _fill_figures
    if sheet is FUNDS:
        return _fill_funds
    if sheet is SELF_ASSESSMENTS:
        return [_assessment(heading, lines) for heading, lines in sections(name)]
    if sheet is WORDS:
        return [(heading, "\n".join(lines)) for heading, lines in sections(name)]
    # the register's last column tells this script what to make; it is no part of the workbook
    columns = sheet.columns[:_REGISTERED] if sheet is EVIDENCE else sheet.drawn
    return [row[: len(columns)] for row in rows(name)]


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


def _fill_figures(page: Worksheet, sheet: Sheet) -> None:
    """数据: a header of two rows with the years under one merged cell, and merged names."""
    year = Column("year", "学年度", width=12, comment="一个学年度一列，列名如 2020—2021。")
    _fill_years(page, sheet, year, [span(y) for y in YEARS], rows("school/数据"))


def _fill_funds(page: Worksheet, sheet: Sheet) -> None:
    """经费: the same with financial years, and one more in front, to which growth is compared."""
    year = Column("year", "财政年度", width=12, comment="一个财政年度一列，列名如 2021。")
    _fill_years(page, sheet, year, [str(y) for y in FUND_YEARS], rows("school/经费"))


def _fill_years(
    page: Worksheet, sheet: Sheet, year: Column, years: list[str], content: Rows
) -> None:
    name, stage, unit, source, keeper = sheet.columns
    layout = (name, stage, unit, *(year for _ in years), source, keeper)
    first_year, last_year = 4, 3 + len(years)
    for number, column in enumerate(layout, 1):
        head(page, 1, number, column)
        head(page, 2, number, column)
        if column is year:
            page.cell(2, number, years[number - first_year]).comment = None
            page.cell(1, number).comment = None
        else:
            page.merge_cells(start_row=1, end_row=2, start_column=number, end_column=number)
    page.merge_cells(start_row=1, end_row=1, start_column=first_year, end_column=last_year)
    page.cell(1, first_year, year.header).comment = comment(year)
    first = 3
    for number, row in enumerate(content, 3):
        if not row or row[0]:
            _merge_names(page, first, number - 1)
            first = number
        for index, text in enumerate(row, 1):
            counted = first_year <= index <= last_year
            page.cell(number, index, _figure(text) if counted else text or None)
            dress(page, number, index, layout[index - 1])
            if counted:
                page.cell(number, index).alignment = RIGHT
                page.cell(number, index).number_format = "0.00" if row[2] == "万元" else "General"
            if row[1] == "合计" and index > 1:
                page.cell(number, index).fill = PART
    _merge_names(page, first, page.max_row)
    row_heights(page, 3)
    offer(page, 2, stage, 3)
    page.freeze_panes = "D3"
    page_setup(page, 2)


def _figure(text: str) -> str | float:
    """A plain number as a number; what a hurried clerk typed otherwise stays text."""
    if not text.replace(".", "").isascii() or not text.replace(".", "").isdigit():
        return text
    return float(text) if "." in text else int(text)


def _merge_names(page: Worksheet, first: int, last: int) -> None:
    if last > first and page.cell(first, 1).value:
        page.merge_cells(start_row=first, end_row=last, start_column=1, end_column=1)
