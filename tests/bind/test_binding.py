"""The plan of a box: numbers and labels."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_zoo import IDENTITY

from dossier.bind.binding import Binding, PageLabel, Part, page_labels
from dossier.facts import replace


def part(number: int = 1, *labels: str, code: str = "", blank: bool = False) -> Part:
    code = code or f"{number:04d}"
    return Part(
        Path("a.pdf"), labels or ("1",), number, code, "题名", "B01", "", f"03盒{code}件",
        blank=blank,
    )  # fmt: skip


def box(*parts: Part, identity: str = IDENTITY) -> Binding:
    return Binding("题名", "03", "学校", (), (), parts, (), identity)


@given(st.lists(st.integers(1, 9), max_size=8))
def test_parts_that_follow_one_another_make_a_box(sizes: list[int]):
    """every plan without overlap is accepted, and its pages are all counted."""
    parts = []
    for number, size in enumerate(sizes, 1):
        first = 1 + sum(sizes[: number - 1])
        parts.append(part(number, *map(str, range(first, first + size))))
    assert sum(one.room for one in box(*parts).parts) == sum(sizes)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param((part(1, "1", "2"), part(2, "5")), id="a number is vacant"),
        pytest.param((part(1, "1", "1-1"), part(2, "2")), id="a page in between"),
        pytest.param((part(1, "1", "2"), part(2, "1", "2")), id="counted within each item"),
        pytest.param((part(1, "1"), part(2, "1-1", code="0001-1")), id="an item in between"),
    ],
)
def test_numbers_may_leave_room(parts: tuple[Part, ...]):
    """what frozen numbers and DA/T 22-2015 ask for is accepted."""
    assert sum(one.room for one in box(*parts).parts) == sum(one.pages for one in parts)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        pytest.param((part(1, "1", "2"), part(2, "2")), "page 2 behind page 2", id="overlap"),
        pytest.param((part(1, "1", "1"),), "page 1 behind page 1", id="page twice"),
        pytest.param((part(1, "2", "1-1"),), "page 1-1 behind page 2", id="falls"),
        pytest.param((part(1), part(1, "2")), "do not rise", id="number twice"),
    ],
)
def test_a_faulty_plan_is_refused(parts: tuple[Part, ...], reason: str):
    """a number can never be given twice."""
    with pytest.raises(ValueError, match=reason):
        box(*parts)


def test_an_item_has_a_page():
    """a part without pages is a fault of the planner."""
    empty = replace(part(), labels=())
    with pytest.raises(ValueError, match="without pages"):
        box(empty)


def test_a_blank_back_takes_up_room():
    """the next part begins behind the blank back of the one before."""
    assert [part(1, "1", blank=True).room, part(2, "2", "3").room] == [2, 2]


@pytest.mark.parametrize("identity", ["", "abc", "z" * 40])
def test_an_identity_must_be_hexadecimal(identity: str):
    """the file's /ID comes from a real key."""
    with pytest.raises(ValueError, match=r"hexadecimal|base 16"):
        box(part(), identity=identity)


def test_labels_name_every_stretch():
    """front matter counts in Roman, items in Arabic numerals, back matter bears its name."""
    parts = (part(1, "1", "2"), part(2, "3"))
    assert page_labels(3, parts, (("备考表", 1), ("附表", 2))) == (
        PageLabel(0, "r"),
        PageLabel(3, "D"),
        PageLabel(6, "", "备考表"),
        PageLabel(7, "D", "附表 "),
    )


def test_labels_follow_numbers_that_leave_room():
    """pages in between, vacant numbers, blank backs and counting anew each begin a stretch."""
    parts = (part(1, "1", "2", "2-1", "2-2", "3"), part(2, "7", blank=True), part(3, "8"))
    assert page_labels(0, parts, ()) == (
        PageLabel(0, "D"),
        PageLabel(2, "D", "2-"),
        PageLabel(4, "D", "", 3),
        PageLabel(5, "D", "", 7),
        PageLabel(6, "", "空白背面"),
        PageLabel(7, "D", "", 8),
    )


def test_a_box_without_front_matter_begins_with_its_numbers():
    """no empty stretch is labelled."""
    assert page_labels(0, (part(1, "1", "2"),), ()) == (PageLabel(0, "D"),)
