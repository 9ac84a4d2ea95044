"""Workbooks that have not changed are not parsed again."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from small_books import BOOKS, write_books
from test_cells import SHEET, STRINGS, book

import dossier.read.cells
from dossier.finding import Code
from dossier.read.cell_cache import CellCache
from dossier.read.cells import read_cells
from dossier.read.grid import read_grids
from local_pool import tasks_here

VALUES = (
    "在校学生", "a\tb\n\u2029", "", True, False, 0, -7, 12.5, 1e300, 510104199001011234567890,
    datetime.fromisoformat("2023-03-01T08:30:00"), date(2023, 3, 1), time(8, 30, 5),
    timedelta(days=2, seconds=5),
)  # fmt: skip


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the workbooks that were parsed, in order."""
    sizes: list[int] = []

    def spy(content: bytes):
        sizes.append(len(content))
        return read_cells(content)

    monkeypatch.setattr(dossier.read.cells, "read_cells", spy)
    tasks_here(monkeypatch)
    return sizes


def of_every_kind(path: Path) -> Path:
    made = Workbook()
    for row, value in enumerate(VALUES, 1):
        made.active.cell(row, 2, value)
    made.active["C1"] = 0.985
    made.active["C1"].number_format = "0.0%"
    made.active["D1"] = "=1+1"
    made.active["E1"] = "合并"
    made.active.merge_cells("E1:F3")
    made.create_sheet(" 空 ")
    made.save(path)
    return path


@pytest.mark.parametrize("content", ["values", "xml"])
def test_what_is_kept_is_what_was_read(tmp_path: Path, content: str) -> None:
    """This test ensures that every kind of value, mark and area comes back as it was."""
    path, note = tmp_path / "a.xlsx", tmp_path / "kept" / "a.json"
    found = of_every_kind(path).read_bytes() if content == "values" else book(path, SHEET, STRINGS)
    sheets = read_cells(found)
    CellCache(note, found).keep(sheets)
    again = CellCache(note, found).recall()
    assert again == sheets
    for was, now in zip(sheets, again, strict=True):
        assert [*was.values.items()] == [*now.values.items()]  # in their order
        assert [*map(type, was.values.values())] == [*map(type, now.values.values())]


def test_only_what_changed_is_parsed(tmp_path: Path, parsed: list[int]) -> None:
    """This test ensures that the same is read, and that a changed workbook alone is opened."""
    inputs, kept = write_books(tmp_path / "inputs"), tmp_path / "kept"
    first = [read_grids(inputs / name, kept) for name in BOOKS]
    assert len(parsed) == len(BOOKS)
    assert [read_grids(inputs / name, kept) for name in BOOKS] == first
    assert [read_grids(inputs / name) for name in BOOKS] == first
    del parsed[:]
    changed = load_workbook(inputs / "school.xlsx")
    changed.active["A9"] = "新"
    changed.save(inputs / "school.xlsx")
    for name in BOOKS:
        grids, _ = read_grids(inputs / name, kept)
        assert (grids == first[[*BOOKS].index(name)][0]) is (name != "school.xlsx")
    assert parsed == [(inputs / "school.xlsx").stat().st_size]


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "null", '{"key": 1}', "{key}", '{"key": "KEY", "sheets": [[1]]}']
)
def test_a_damaged_note_is_written_anew(tmp_path: Path, parsed: list[int], damage: str) -> None:
    """This test ensures that whatever stands in a note, the workbook is read."""
    path, kept = of_every_kind(tmp_path / "a.xlsx"), tmp_path / "kept"
    first = read_grids(path, kept)
    note = kept / "a.xlsx.json"
    whole = note.read_text(encoding="utf-8")
    key = whole.partition('"key": "')[2][:64]
    note.write_text(damage.replace("KEY", key), encoding="utf-8")
    assert read_grids(path, kept) == first
    assert note.read_text(encoding="utf-8") == whole
    assert read_grids(path, kept) == first
    assert len(parsed) == 2


def test_a_damaged_workbook_is_told_each_time(tmp_path: Path) -> None:
    """This test ensures that nothing is kept of what cannot be read."""
    path, kept = tmp_path / "a.xlsx", tmp_path / "kept"
    path.write_bytes(b"PK no workbook")
    for _ in range(2):
        grids, (fault,) = read_grids(path, kept)
        assert (grids, fault.code) == ({}, Code.WORKBOOK_UNREADABLE)
    assert not kept.exists()
