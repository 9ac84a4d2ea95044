"""Numbers that were given in between, and numbers that nobody has any more, as they are judged."""

from typing import Any

import pytest

from dossier.verify.catalogue import numbers, rows
from dossier.verify.package import BoxFile
from dossier.verify.rules import Rule

Told = list[tuple[Rule, str, str]]


def box(*items: str, vacant: tuple[str, ...] = (), listed: str = "", archive: str = "") -> BoxFile:
    """A box of items, each ``0003-1: 4 4-1 / 5``: 件号, its pages, and those that are spare."""

    def item(told: str) -> dict[str, Any]:
        code, labels = told.split(":")
        own, _, spare = labels.partition("/")
        return {
            "code": code,
            "archive_code": f"{archive}{code}" if archive else "",
            "title": "题名",
            "pages": own.split(),
            "spare": spare.split(),
            "blank": False,
        }

    def slot(told: str) -> dict[str, Any]:
        code, labels = told.split(":")
        return {"code": code, "title": "题名", "pages": labels.split()}

    # what is read off the file is given, so that no file is needed
    one = BoxFile.__new__(BoxFile)
    one.file, one.number = "boxes/box-02.pdf", "02"
    one.items = [item(told) for told in items]
    one.record = {"vacant": [slot(told) for told in vacant]}
    one.front, one.texts = 2, ["封面", listed]
    return one


def told(one: BoxFile) -> Told:
    return [(fault.rule, fault.item, fault.page) for fault in numbers(one)]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(box("0001: 1 2", "0002: 3"), id="never frozen"),
        pytest.param(box("0001: 1 2", "0001-1: 2-1 2-2", "0002: 3"), id="a late item"),
        pytest.param(
            box("0001: 1", "0001-1: 1-1", "0001-2: 1-2", "0002: 2"), id="two late items"
        ),
        pytest.param(
            box("0001: 1", "0001-2: 1-2", "0002: 2", vacant=("0001-1: 1-1",)), id="one of two gone"
        ),
        pytest.param(box("0001: 1", "0003: 3", vacant=("0002: 2",)), id="gone"),
        pytest.param(box("0002: 3", vacant=("0001: 1 2",)), id="the first is gone"),
        pytest.param(box("0001: 1", vacant=("0002: 2",)), id="the last is gone"),
        pytest.param(box("0001: 1 2 2-1", "0002: 3"), id="grown"),
        pytest.param(box("0001: 1 / 2", "0002: 3"), id="shrunk"),
        pytest.param(box("0001: 1 1-0-1 1-1", "0001-1: 1-2", "0002: 2"), id="grown before a late"),
        pytest.param(box("0001: 1 2", "0002: 1", "0003: 1 2 3"), id="within each item"),
        pytest.param(
            box("0001: 1", "0003: 1 2", vacant=("0002: 1 2 3",)), id="within each item, one gone"
        ),
        pytest.param(box("0001: 1 2", vacant=("0002: 1",)), id="within the item that is left"),
    ],
)  # fmt: skip
def test_numbers_that_stay_are_sound(one: BoxFile) -> None:
    """This test ensures that late and vacant numbers are no fault where they are told."""
    assert told(one) == []


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(
            box("0001: 1", "0002: 2", "0003: 3", vacant=("0002: 4",)),
            [(Rule.NUMBER_TWICE, "0002", "")],
            id="a vacant number is used",
        ),
        pytest.param(
            box("0001: 1", "0003: 3", vacant=("0002: 2 3",)),
            [(Rule.PAGES_UNCLAIMED, "0003", "3")],
            id="a vacant page is used",
        ),
        pytest.param(
            box("0001: 1 / 2", "0002: 2 3"),
            [(Rule.PAGES_UNCLAIMED, "0002", "2")],
            id="a spare page is used",
        ),
        pytest.param(
            box("0001: 1", "0003: 2"), [(Rule.NUMBER_SKIPPED, "", "")], id="left out, not told"
        ),
        pytest.param(
            box("0001: 1", "0001-2: 1-1", "0002: 2"),
            [(Rule.NUMBER_SKIPPED, "", "")],
            id="a late one left out",
        ),
        pytest.param(
            box("0001: 1", "0002: 3"), [(Rule.PAGES_UNCLAIMED, "", "2")], id="a page left out"
        ),
        pytest.param(
            box("0001: 1 1-2", "0002: 2"),
            [(Rule.PAGES_UNCLAIMED, "", "1-1")],
            id="a late page left out",
        ),
        pytest.param(
            box("0001: 1", "0001-1: 3", "0002: 2"),
            [(Rule.PAGES_UNCLAIMED, "0002", "2")],
            id="labels out of order",
        ),
        pytest.param(
            box("0001: 1 1-1", "0001-1: 1-1", "0002: 2"),
            [(Rule.PAGES_UNCLAIMED, "0001-1", "1-1")],
            id="a label twice",
        ),
        pytest.param(
            box("0002: 1", "0001: 2"), [(Rule.NUMBER_SKIPPED, "0001", "")], id="out of order"
        ),
        pytest.param(
            box("0001: 1 3 2", "0002: 1"),
            [(Rule.PAGES_UNCLAIMED, "0001", "2")],
            id="out of order within an item",
        ),
    ],
)  # fmt: skip
def test_what_is_not_told_is_a_fault(one: BoxFile, expected: Told) -> None:
    """This test ensures that a number is used once, in order, or said to be vacant."""
    assert told(one) == expected


def test_what_is_left_out_is_named() -> None:
    """This test ensures that the number itself is told, as it would be printed."""
    found = [fault.text.spoken("en") for fault in numbers(box("0002: 1", "0002-2: 1-1"))]
    assert found == ["number 0001 is left out", "number 0002-1 is left out"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("0001 题名 1\n0001-1 题名 1-1\n0002 （空号）题名 已移出\n", []),
        ("0001 题名 1\n0001-1 题名 1-1\n", [(Rule.ROW_ABSENT, "")]),
        ("0001 题名 1\n0002 （空号）题名 已移出\n", [(Rule.ROW_ABSENT, "0001-1")]),
        ("0001 题名 1\n0001-1 题名 1\n0002 （空号）题名\n", [(Rule.ROW_PAGES, "0001-1")]),
        ("0001 题名 1\n0001-1 题名 1-1\n0002 （空号）题名\n0003 题名 2\n", [(Rule.ROW_EXTRA, "")]),
    ],
)
def test_rows_of_late_and_vacant_numbers(listed: str, expected: list[tuple[Rule, str]]) -> None:
    """This test ensures that late items have rows like all others, and vacant numbers too."""
    one = box("0001: 1", "0001-1: 1-1", vacant=("0002: 2",), listed=listed)
    assert [(fault.rule, fault.item) for fault in rows(one)] == expected


def test_a_late_item_may_be_the_first_of_an_archive() -> None:
    """This test ensures that rows are found where the first 档号 ends in a late number."""
    code = "Z109-WS·2023-D30-JDC-"
    listed = f"{code}0001 （空号）题名 已移出\n1 {code}0001-1 题名 1\n2 {code}0002 题名 2\n"
    late = box("0001-1: 1", "0002: 1 2", vacant=("0001: 1",), listed=listed, archive=code)
    assert list(rows(late)) == []
