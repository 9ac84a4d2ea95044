"""The record of what has been printed: written, and read again as it was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.errors import WorkspaceError
from dossier.facts import replace
from dossier.model.number import Frozen, FrozenBox, Number, Slot
from dossier.printing.printed import PrintedBox, PrintedPage, Printing
from dossier.printing.record import SCHEMA, keep, latest, printings


def number(text: str) -> Number:
    return Number.read(text)


SLOTS = (
    Slot(number("1"), "evidence:a.pdf", "招生方案", "B01-1", "2020—2021学年度",
         (number("1"), number("2"), number("2-1")), spare=(number("3"),)),
    Slot(number("1-1"), "gap:B01-2", "应有的“办法”", "B01-2", "", (number("3-0-1"),),
         missing=True, late=True, filled=True),
    Slot(number("2"), "evidence:b.pdf", "旧方案", "B01-1", "", (number("4"),), vacant=True),
)  # fmt: skip
PAGES = (
    PrintedPage("封面", "i", "aa", "bb", place=0),
    PrintedPage("0001", "1", "cc", "", place=1),
    PrintedPage("0001-1", "3-0-1", "dd", "ee", place=2),
)
PRINTING = Printing(
    Frozen("第1次", {"02": FrozenBox("02", "入学机会", ("02", "02-1"), SLOTS)}),
    order=1,
    duplex=True,
    boxes={"02": PrintedBox("02", "入学机会", PAGES, label="ff")},
)


def named(name: str, order: int) -> Printing:
    return replace(PRINTING, frozen=replace(PRINTING.frozen, name=name), order=order)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    """This test ensures that no field is lost, and that the same printing gives the same bytes."""
    file = keep(PRINTING, tmp_path / "frozen")
    assert file.name == "第1次.json"
    assert printings(tmp_path / "frozen") == (PRINTING,)
    before = file.read_bytes()
    keep(*printings(tmp_path / "frozen"), tmp_path / "frozen")
    assert file.read_bytes() == before


def test_a_box_without_pages_keeps_its_numbers(tmp_path: Path) -> None:
    """This test ensures that vacant numbers of a box that is no longer bound are not forgotten."""
    keep(replace(PRINTING, boxes={}), tmp_path)
    (found,) = printings(tmp_path)
    assert found.frozen == PRINTING.frozen
    assert found.boxes["02"].pages == ()


def test_the_last_one_counts(tmp_path: Path) -> None:
    """This test ensures that printings are in the order in which they were made, not by name."""
    for name, order in (("迎省检", 1), ("2023", 3), ("第2次", 2)):
        keep(named(name, order), tmp_path)
    assert [one.name for one in printings(tmp_path)] == ["迎省检", "第2次", "2023"]
    found = latest(tmp_path)
    assert found is not None
    assert found.name == "2023"


def test_nothing_on_record(tmp_path: Path) -> None:
    """This test ensures that a workspace that never froze anything has no numbers to keep."""
    assert printings(tmp_path / "frozen") == ()
    assert latest(tmp_path / "frozen") is None


def test_a_name_that_is_no_file_name_is_kept(tmp_path: Path) -> None:
    """This test ensures that any name can be given: the file has another, the record has it."""
    file = keep(named("省检/第1次: 终稿", 1), tmp_path)
    assert file.parent == tmp_path
    assert [one.name for one in printings(tmp_path)] == ["省检/第1次: 终稿"]


def told(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        record = json.loads(file.read_text(encoding="utf-8"))
        change(record)
        file.write_text(json.dumps(record), encoding="utf-8")

    return spoil


BROKEN: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-20]),
    "not text": lambda file: file.write_bytes(b"\xff\xfe\x00"),
    "a list": lambda file: file.write_text("[]", encoding="utf-8"),
    "of another edition": told(lambda record: record.update(schema=SCHEMA + 1)),
    "a field gone": told(lambda record: record["boxes"][0]["slots"][0].pop("labels")),
    "no number": told(lambda record: record["boxes"][0]["slots"][0].update(number="1a")),
    "labels that are none": told(lambda record: record["boxes"][0]["slots"][0].update(labels=4)),
    "numbers that are text": told(lambda record: record["boxes"][0]["slots"][0].update(number=1)),
    "a box that is text": told(lambda record: record.update(boxes=["02"])),
    "pages cut": told(lambda record: record["boxes"][0].update(pages=[["封面"]])),
}


@pytest.mark.parametrize("spoil", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_understood_stops(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    """This test ensures that no number is given anew because a record could not be read."""
    keep(named("第2次", 2), tmp_path)
    spoil(keep(PRINTING, tmp_path))
    for read in (printings, latest):
        with pytest.raises(WorkspaceError, match="第1次") as caught:
            read(tmp_path)
        assert caught.value.hint is not None
        assert "put it back" in caught.value.hint.spoken("en")
