"""Which rows of a register a condition of 口径核对 counts: every column, however it is headed."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from sound_school import school

from dossier.check.registers import REGISTERS
from dossier.check.sides import side
from dossier.model.columns import Column, Holds, Sheet
from dossier.model.dossier import Dossier
from dossier.model.standard import Stage
from dossier.read.workbooks import read
from dossier.source import Cell
from dossier.text import plain
from factories import evidence, requirement

AT = Cell("standard.xlsx", "口径核对", "C2")
TYPED = {
    Holds.TEXT: "甲",
    Holds.CODE: "B01-1",
    Holds.FILE: "a.pdf",
    Holds.PARAGRAPHS: "甲",
    Holds.CODES: "B01",
    Holds.REFERENCES: "B01-3",
    Holds.PAGES: "3—5、8",
    Holds.NUMBER: "12.50",
    Holds.COUNT: "3",
    Holds.DATE: "2022.9.1",
    Holds.DEADLINE: "2023年4月",
    Holds.YEAR: "2021—2022学年度",
    Holds.YES_NO: "是",
}
SHEETS = {register.sheet.name: register.sheet for register in REGISTERS.values()}


def typed(column: Column) -> str:
    """What a clerk may write in a cell of the column."""
    return next(iter(column.choices), "") or TYPED[column.holds]


def counted(text: str, dossier: Dossier) -> int:
    """How many rows that side of a rule counts."""
    (value,) = side(text, Stage.SCHOOL, dossier, AT).values.values()
    return int(value.amount.value)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """A dossier whose registers have one row each, with something in every cell."""
    inputs: Path = tmp_path_factory.mktemp("inputs")
    for name in dict.fromkeys(sheet.book for sheet in SHEETS.values()):
        book = Workbook()
        book.remove(book.worksheets[0])
        for sheet in SHEETS.values():
            if sheet.book == name:
                page = book.create_sheet(sheet.name)
                page.append([column.header for column in sheet.columns])
                page.append([typed(column) for column in sheet.columns])
        book.save(inputs / name)
    return read(inputs)[0]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_column_can_be_asked_for(sheet: Sheet, filled: Dossier) -> None:
    """This test ensures that each header and alias counts the row whose cell says the same."""
    for name in (sheet.name, *sheet.aliases):
        assert counted(f"登记:{name}", filled) == 1
    for column in sheet.columns:
        for header in (column.header, *column.aliases):
            of = f"登记:{sheet.name}:{header}"
            assert counted(f"{of}={typed(column)}", filled) == 1, of
            assert counted(f"{of}=无此", filled) == 0, of


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_no_two_columns_share_a_header(sheet: Sheet) -> None:
    """This test ensures that a header or alias means one column of its sheet."""
    names = [{plain(n) for n in (column.header, *column.aliases)} for column in sheet.columns]
    assert sum(map(len, names)) == len(set().union(*names))


REGISTER = (
    evidence("B01-1", also=("B01-3", "B02-1"), pages=((3, 5), (8, 8)), original=True),
    evidence("B01-1", also=("B01-3",), original=False),
    evidence("B01-1", original=None),
)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ("互见=B01-3", 2),
        ("互见=B02-1", 1),
        ("互见=B01-3、B02-1", 1),
        ("互见代码=B01—3，B02—1", 1),
        ("互见=", 1),
        ("页次=3—5、8", 1),
        ("页次=3~5，8", 1),
        ("节选页次=第3-5、8页", 1),
        ("页次=3—5", 0),
        ("页次=", 2),
        ("原复印件=原件", 1),
        ("原件/复印件=复印件", 1),
        ("原件／复印件=", 1),
    ],
)
def test_conditions_on_lists_and_words(condition: str, rows: int) -> None:
    """This test ensures that lists, runs of pages and words are compared by what they mean."""
    assert counted(f"登记:佐证材料登记:{condition}", school(evidence=REGISTER)) == rows


def test_the_period_of_requirements() -> None:
    """This test ensures that 期间, which no code names by a word, can be asked for."""
    given = school(requirements=[requirement("B01-1"), requirement("B01-2")])
    every = given.standard.requirements["B01-1"].every.value
    assert counted(f"登记:材料要求:期间={every}", given) == 2
