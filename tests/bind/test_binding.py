"""The plan of a box: numbers and labels."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_zoo import IDENTITY

from dossier.bind.binding import Binding, Label, Part, page_labels


def part(number: int = 1, first: int = 1, pages: int = 1) -> Part:
    return Part(Path("a.pdf"), pages, first, number, "题名", "B01", "", f"03盒{number:04d}件")


def box(*parts: Part, identity: str = IDENTITY) -> Binding:
    return Binding("题名", "03", "学校", (), (), parts, (), identity)


@given(st.lists(st.integers(1, 9), max_size=8))
def test_parts_that_follow_one_another_make_a_box(sizes: list[int]):
    """every plan without gap or overlap is accepted, and its pages are all counted."""
    parts = [part(n + 1, 1 + sum(sizes[:n]), size) for n, size in enumerate(sizes)]
    assert box(*parts).numbered == sum(sizes)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        pytest.param((part(first=2),), "page 2 of 1, not 1", id="begins late"),
        pytest.param((part(1, 1, 2), part(2, 4)), "page 4 of 1, not 3", id="gap"),
        pytest.param((part(1, 1, 2), part(2, 2)), "page 2 of 1, not 3", id="overlap"),
        pytest.param((part(pages=0),), "page 1 of 0", id="empty"),
        pytest.param((part(1), part(1, 2)), "do not rise", id="number twice"),
    ],
)
def test_a_faulty_plan_is_refused(parts: tuple[Part, ...], reason: str):
    """a number can neither be left out nor given twice."""
    with pytest.raises(ValueError, match=reason):
        box(*parts)


@pytest.mark.parametrize("identity", ["", "abc", "z" * 40])
def test_an_identity_must_be_hexadecimal(identity: str):
    """the file's /ID comes from a real key."""
    with pytest.raises(ValueError, match=r"hexadecimal|base 16"):
        box(part(), identity=identity)


def test_labels_name_every_stretch():
    """front matter counts in Roman, items in Arabic numerals, back matter bears its name."""
    assert page_labels(3, 40, (("备考表", 1), ("附表", 2))) == (
        Label(0, "r"),
        Label(3, "D"),
        Label(43, "", "备考表"),
        Label(44, "D", "附表 "),
    )


def test_a_box_without_front_matter_begins_with_its_numbers():
    """no empty stretch is labelled."""
    assert page_labels(0, 2, ()) == (Label(0, "D"),)
