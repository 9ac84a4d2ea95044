"""What follows from the declaration of the sheets: blank workbooks, and their page in docs/."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from common.workbook import draw_book
from dossier.finding import Code
from dossier.model.columns import Sheet
from dossier.model.sheets import SHEETS
from dossier.read.opened import BOOKS
from dossier.read.workbooks import read
from workbook_reference import PAGES, reference


def blank(book: str) -> bytes:
    """A workbook with all its sheets and not a row."""
    return draw_book({sheet.name: () for sheet in SHEETS if sheet.book == book}, book)


@pytest.mark.parametrize("language", PAGES)
def test_the_reference_is_up_to_date(language: str) -> None:
    """This test ensures that both pages have what `scripts/workbook_reference.py` writes."""
    assert PAGES[language].read_text(encoding="utf-8") == reference(language)


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.name for sheet in SHEETS])
def test_a_blank_sheet(sheet: Sheet) -> None:
    """This test ensures that it has heads, their comments, and lists to choose from."""
    page = openpyxl.load_workbook(BytesIO(blank(sheet.book)))[sheet.name]
    heads = page[1]
    assert [head.value for head in heads] == [column.header for column in sheet.drawn]
    assert [head.comment.text for head in heads] == [column.comment for column in sheet.drawn]
    assert all(column.comment for column in sheet.columns)
    offered = {
        str(rule.sqref).partition("2:")[0]: rule.formula1
        for rule in page.data_validations.dataValidation
    }
    for head, column in zip(heads, sheet.drawn, strict=True):
        if column.offered:
            assert offered[head.column_letter] == f'"{",".join(column.offered)}"'
        elif column.refers:
            assert offered[head.column_letter] == f"{column.refers}!$A$2:$A$600"
        else:
            assert head.column_letter not in offered


def test_blank_workbooks_are_read(tmp_path: Path) -> None:
    """This test ensures that nothing lacks in them but what is to be filled in."""
    for book in BOOKS:
        (tmp_path / book).write_bytes(blank(book))
    dossier, findings = read(tmp_path)
    assert {finding.code for finding in findings} == {Code.VALUE_MISSING}
    assert dossier.entries == ()


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.name for sheet in SHEETS])
def test_columns_refer_to_sheets_of_their_book(sheet: Sheet) -> None:
    """This test ensures that a list of codes stands where the drop-down list looks for it."""
    beside = {other.name for other in SHEETS if other.book == sheet.book}
    assert {column.refers for column in sheet.columns if column.refers} <= beside
