"""labels.pdf and labels-front.pdf, from boxes and settings to what is printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dossier.assembly.outputs import write_front_labels, write_labels
from dossier.facts import replace
from dossier.model.item import Arranged
from dossier.model.years import FiscalYear, Year
from dossier.plan.pages import paginate
from dossier.store.products import Products
from dossier.typeset.fronts import Front
from dossier.typeset.labels import SpineLabel
from factories import F21, Y20, Y21, Y22, arranged, dossier, indicator, item, set_so

PAGES = 200


class Printed:
    """What the press was asked for, in place of the press."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.full = False

    def __call__(self, asked: Sequence[Any], out: Path, *, full: bool = False) -> None:
        self.asked, self.full = list(asked), full
        out.write_bytes(b"%PDF")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Printed:
    found = Printed()
    monkeypatch.setattr("dossier.typeset.labels.labels", found)
    monkeypatch.setattr("dossier.typeset.fronts.fronts", found)
    return found


def box(*years: Year | None) -> Arranged:
    """A box with an item for each of those years."""
    return arranged(*(item(f"evidence:{n}.pdf", year=year) for n, year in enumerate(years)))


def spine(
    printed: Printed, build: Path, one: Arranged, fronts: int | None = None, **settings: str
) -> SpineLabel:
    """The label of a box of 200 pages."""
    whole = dossier(school_years=(Y20, Y21, Y22), facts={"全宗号": "Z109", "学校名称": "星光"})
    whole = replace(whole, standard=set_so(whole.standard, settings))
    counts = {placed.item.key: PAGES // len(one.items) for placed in one.items}
    known = {} if fronts is None else {one.spec.number: fronts}
    write_labels([one], paginate([one], counts), whole, Products(build), known)
    (label,) = printed.asked
    assert isinstance(label, SpineLabel)
    return label


@pytest.mark.parametrize(
    ("fronts", "settings", "width"),
    [
        (None, {}, 30),
        (2, {}, 30),
        (60, {}, 40),
        (None, {"单双面": "双面"}, 20),
        (None, {"装盒上限": "100%"}, 20),
        (None, {"纸张克重": "120"}, 50),
        (None, {"纸张克重": "很厚"}, 30),
    ],
)
def test_the_spine_follows_the_settings(
    printed: Printed, tmp_path: Path, fronts: int | None, settings: dict[str, str], width: int
) -> None:
    """This test ensures that paper, sides and what stands before page 1 choose the spine."""
    assert spine(printed, tmp_path, box(Y21, Y21), fronts, **settings).spine == width


@pytest.mark.parametrize(("setting", "full"), [("", False), ("A4缩短", False), ("A3", True)])
def test_the_paper_of_labels(printed: Printed, tmp_path: Path, setting: str, full: bool) -> None:
    """This test ensures that full labels are printed where they are asked for."""
    spine(printed, tmp_path, box(Y21), 标签纸=setting)
    assert printed.full is full


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ((Y21,), "2021—2022"),
        ((Y20, Y22, None), "2020—2023"),
        ((F21,), "2021"),
        ((F21, FiscalYear(2022)), "2021—2022"),
        ((Y21, F21, FiscalYear(2020)), "2020—2022"),
        ((None,), "2020—2023"),
    ],
)
def test_the_years_of_a_box(
    printed: Printed, tmp_path: Path, years: tuple[Year | None, ...], told: str
) -> None:
    """This test ensures that a spine has the first and the last year of what is in the box."""
    assert spine(printed, tmp_path, box(*years)).years == told


def test_labels_are_printed_anew_when_their_paper_changes(printed: Printed, tmp_path: Path) -> None:
    """This test ensures that another 标签纸 alone is reason enough, and nothing is none."""
    products, one, whole = Products(tmp_path), box(Y21), dossier()
    pages = paginate([one], {"evidence:0.pdf": 1})
    made = []
    for settings in ({}, {}, {"标签纸": "A3"}):
        printed_so = replace(whole, standard=set_so(whole.standard, settings))
        printed.asked = []
        write_labels([one], pages, printed_so, products)
        made.append(bool(printed.asked))
    assert made == [True, False, True]


def test_the_front_tells_what_is_in_the_box(printed: Printed, tmp_path: Path) -> None:
    """This test ensures that items, gaps, pages and indicators are those of the box."""
    one = box(Y21, Y22)
    whole = dossier(
        indicators=(indicator("B01", name="随迁子女", verified=False),),
        facts={"学校名称": "星光实验学校"},
    )
    pages = paginate([one], {"evidence:0.pdf": 3, "evidence:1.pdf": 4})
    write_front_labels([one], pages, whole, Products(tmp_path))
    (front,) = printed.asked
    assert isinstance(front, Front)
    assert (front.holder, front.standard) == ("星光实验学校", "标准")
    assert front.indicators == ("B01 随迁子女（未核实）",)
    assert (front.items, front.gaps, front.pages) == (2, 0, 7)
    assert (front.label.first, front.label.last, front.label.file) == ("0001", "0002", "box-01.pdf")
