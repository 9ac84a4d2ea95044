"""One cause is told once: what follows from it is counted behind it."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.finding import Code, Finding
from dossier.model.columns import Sheet
from dossier.model.sheets import SHEETS
from dossier.pipeline import inspect
from dossier.read.cells import read_cells
from dossier.read.opened import BOOKS
from dossier.read.plaincells import SheetCells
from sample_build import ROOT, workspace_in

Change = Callable[[SheetCells], object]
MOST = 2  # what a person is told of one slip: the slip, and perhaps what it makes of something else


class Spoiled:
    """The committed sample, with one slip in one sheet."""

    def __init__(self, folder: Path) -> None:
        self._workspace = workspace_in(folder)
        self._books = {book: read_cells((ROOT / "inputs" / book).read_bytes()) for book in BOOKS}
        self._planted = {_told(one) for one in self._found(self._books)}

    def cells(self, book: str, sheet: str) -> SheetCells:
        return next(one for one in self._books[book] if one.name == sheet)

    def new(self, book: str, sheet: str, change: Change) -> list[Finding]:
        """What is told beyond the faults that the sample owns up to."""
        changed = copy.deepcopy(self._books[book])
        change(next(one for one in changed if one.name == sheet))
        found = self._found({**self._books, book: changed})
        return [one for one in found if _told(one) not in self._planted]

    def _found(self, books: dict[str, list[SheetCells]]) -> tuple[Finding, ...]:
        return inspect(self._workspace, opened=_Opened(books)).findings  # type: ignore[arg-type]


class _Opened:
    """Workbooks that are open already."""

    def __init__(self, books: dict[str, list[SheetCells]]) -> None:
        self._books = books

    def cells(self, book: str) -> tuple[list[SheetCells], list[Finding]]:
        return self._books[book], []


def _told(finding: Finding) -> tuple[Code, str, str]:
    return finding.code, str(finding.text), finding.place


def put(row: int, column: int, value: object) -> Change:
    """Write a value into a cell; None blanks it."""

    def change(cells: SheetCells) -> None:
        cells.values.pop((row, column), None)
        if value is not None:
            cells.values[row, column] = value

    return change


def lines(findings: list[Finding]) -> str:
    return "\n".join(f"{one.place}: {one.text} ({one.followed})" for one in findings)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Spoiled:
    return Spoiled(tmp_path_factory.mktemp("sample"))


# an import alone writes the one, and a school with a layout of its own the other
HELD = [sheet for sheet in SHEETS if sheet.name not in {"目录原文", "版式"}]


@pytest.mark.parametrize("sheet", HELD, ids=[sheet.name for sheet in HELD])
def test_a_renamed_header_is_told_once(sample: Spoiled, sheet: Sheet) -> None:
    """a column that is called otherwise is one thing to mend, whichever it is."""
    cells = sample.cells(sheet.book, sheet.name)
    header = [number for row, number in cells.values if row == 1]
    assert header
    for column in header:
        found = sample.new(sheet.book, sheet.name, put(1, column, "甲乙丙"))
        assert len(found) <= MOST, f"{cells.values[1, column]}:\n{lines(found)}"


@pytest.mark.parametrize(
    ("book", "sheet", "header", "followed"),
    [
        ("standard.xlsx", "指标", "代码", 200),
        ("standard.xlsx", "材料要求", "份数", 50),
        ("school.xlsx", "数据", "学段", 250),
        ("evidence.xlsx", "佐证材料登记", "文件", 150),
        ("evidence.xlsx", "佐证材料登记", "盖章", 40),
        ("people.xlsx", "任务分解表", "签字日期", 40),
    ],
)
def test_what_follows_from_a_header_is_counted(
    sample: Spoiled, book: str, sheet: str, header: str, followed: int
) -> None:
    """the column stands first, with the number of what waits for it."""
    cells = sample.cells(book, sheet).values
    column = next(number for (row, number), value in cells.items() if row == 1 and value == header)
    (finding,) = sample.new(book, sheet, put(1, column, None))
    assert finding.code is Code.COLUMN_MISSING
    assert dict(finding.text.values)["column"] == header
    assert finding.followed >= followed


@pytest.mark.parametrize(
    ("book", "sheet", "ref", "value", "code"),
    [
        ("standard.xlsx", "材料要求", (39, 5), "xx", Code.VALUE_INVALID),
        ("standard.xlsx", "档案盒", (7, 3), "B13—A16", Code.VALUE_INVALID),
        ("standard.xlsx", "档案盒", (7, 3), "xx", Code.CODE_UNKNOWN),
        ("standard.xlsx", "设置", (4, 2), "xx", Code.VALUE_INVALID),
        ("school.xlsx", "数据", (49, 2), "xx", Code.VALUE_INVALID),
        ("school.xlsx", "数据", (49, 6), "xx", Code.VALUE_INVALID),
        ("school.xlsx", "基本信息", (2, 2), "平安小学", Code.OTHER_SCHOOL),
        ("evidence.xlsx", "佐证材料登记", (47, 6), "xx", Code.VALUE_INVALID),
        ("evidence.xlsx", "佐证材料登记", (47, 6), None, Code.YEAR_UNKNOWN),
        ("evidence.xlsx", "照片", (9, 5), "xx", Code.VALUE_INVALID),
        ("people.xlsx", "任务分解表", (23, 3), None, Code.VALUE_MISSING),
        ("ledger.xlsx", "整改台账", (6, 2), None, Code.VALUE_MISSING),
    ],
)
def test_what_lacks_for_a_cell_is_told_at_the_cell(
    sample: Spoiled, book: str, sheet: str, ref: tuple[int, int], value: object, code: Code
) -> None:
    """a cell that is not understood takes its row away; what names that row is right."""
    found = sample.new(book, sheet, put(*ref, value))
    assert [one.code for one in found if one.code is not Code.OTHER_SCHOOL] in ([code], [])
    assert found[0].code is code, lines(found)


def test_years_that_head_no_column(sample: Spoiled) -> None:
    """of the years of 数据 that are blank, misread or dates, nothing is told but them."""
    for columns in ((4,), (5, 6), (4, 5, 6)):

        def blank(cells: SheetCells, columns: tuple[int, ...] = columns) -> None:
            for column in columns:
                cells.values.pop((2, column))
            cells.merge(1, 4, 1, 6)

        (finding,) = sample.new("school.xlsx", "数据", blank)
        assert finding.code is Code.COLUMN_MISSING
        assert finding.followed > 70


def test_a_chapter_of_codes_that_are_taken(sample: Spoiled) -> None:
    """a chapter for each indicator, where there are chapters of these codes, is one finding."""
    found = sample.new("standard.xlsx", "章节", put(9, 4, "每个B级指标"))
    assert [one.code for one in found] == [Code.VALUE_DUPLICATE], lines(found)
