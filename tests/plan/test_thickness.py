"""Which spine a box gets, and what is said of a box or an item that is too thick."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.facts import replace
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Origin, Paged
from dossier.model.settings import Paper
from dossier.plan.pages import paginate
from dossier.plan.thickness import SPINES, overflow, too_thick, volume
from factories import arranged, dossier, evidence, evidence_file, indicator, item, row, set_so

BOXES = row("档案盒", 8, title="B", indicators="C")
REGISTER = row("佐证材料登记", 4, file="I")

# a sheet of 0.1 mm in boxes that may be filled: 200, 300, 400 and 500 sheets
ROUND = Paper(grams=Decimal(100) / Decimal("1.35"), share=Decimal(1))


def laid(counts: dict[str, int], **spec: Any) -> tuple[Arranged, dict[str, Paged]]:
    """A box with an item of so many pages under each indicator."""
    placed = [item(f"evidence:{code}.pdf", indicator=code, ref=f"{code}.pdf") for code in counts]
    box = arranged(*placed, **({"row": BOXES} | spec))
    return box, paginate([box], {f"evidence:{code}.pdf": n for code, n in counts.items()})


def tree(*codes: str) -> tuple[Any, ...]:
    """Those indicators, each beneath that of one letter less."""
    return tuple(indicator(code, parent=code[:-1]) for code in codes)


@pytest.mark.parametrize(
    ("pages", "spine", "fits"),
    [
        (0, 20, True), (197, 20, True), (198, 30, True), (297, 30, True), (298, 40, True),
        (397, 40, True), (398, 50, True), (497, 50, True), (498, 50, False),
    ],
)  # fmt: skip
def test_the_narrowest_spine_that_holds_them(pages: int, spine: int, fits: bool) -> None:
    """This test ensures that a box of cover, one page of catalogue and 备考表 is judged exactly."""
    found = volume([pages], ROUND, front=2)
    assert (found.sheets, found.spine, found.fits) == (pages + 3, spine, fits)


@pytest.mark.parametrize(
    ("pages", "spine"), [(155, 20), (156, 30), (235, 30), (236, 40), (314, 40), (315, 50)]
)
def test_usual_paper_fills_three_quarters(pages: int, spine: int) -> None:
    """This test ensures that 70 g/㎡ (0.0945 mm) and 75% hold where nothing is set."""
    assert volume([pages], Paper(), front=2).spine == spine


def test_what_is_told_of_a_volume() -> None:
    """This test ensures that pages, sheets and millimetres are those of the paper that is set."""
    found = volume([100, 60], Paper(grams=Decimal(80)), front=4)
    assert (found.pages, found.sheets) == (160, 165)
    assert (found.thickness, found.most) == (Decimal("17.82"), Decimal("22.5"))


@pytest.mark.parametrize(
    ("counts", "front", "sheets"),
    [
        ((1,), 2, 4),
        ((2,), 2, 4),
        ((3, 3), 2, 7),
        ((6,), 2, 6),
        ((1, 1, 1), 2, 6),
        ((4,), 3, 5),
        ((4,), 4, 6),
    ],
)
def test_duplex_items_begin_on_a_sheet_of_their_own(
    counts: tuple[int, ...], front: int, sheets: int
) -> None:
    """This test ensures that odd-paged items leave a blank back, and so does the cover."""
    assert volume(counts, Paper(duplex=True), front).sheets == sheets


def test_the_catalogue_is_guessed_where_it_is_not_laid_out() -> None:
    """This test ensures that 16 items count with two pages of 卷内目录, cover and 备考表."""
    assert volume([1] * 16, Paper()).sheets == 16 + 2 + 1 + 1


@given(st.lists(st.integers(1, 90), max_size=30), st.integers(1, 90), st.booleans())
def test_more_is_never_thinner(counts: list[int], more: int, duplex: bool) -> None:
    """This test ensures that an item never narrows the spine, and duplex never widens it."""
    paper = Paper(duplex=duplex)
    less, all_ = volume(counts, paper, 2), volume([*counts, more], paper, 2)
    assert less.thickness < all_.thickness
    assert less.spine <= all_.spine
    assert all_.spine in SPINES
    assert volume(counts, Paper(duplex=True), 2).spine <= volume(counts, Paper(), 2).spine


def with_settings(whole: Dossier, settings: dict[str, str]) -> Dossier:
    """`whole` with those settings."""
    return replace(whole, standard=set_so(whole.standard, settings))


def test_the_last_indicators_are_to_be_moved() -> None:
    """This test ensures that a box that bursts is told with its numbers and what to take out."""
    box, pages = laid(
        {"B1": 150, "B2": 150, "B3": 150, "B4": 10},
        number="03",
        indicators=("B1", "B2", "B3", "B4"),
    )
    whole = dossier(indicators=tree("B", "B1", "B2", "B3", "B4"))
    (found,) = too_thick([box], pages, whole, {}, {"03": 2})
    assert f"{found.place} [{found.code}]" == "test.xlsx!档案盒!C8 [box-too-thick]"
    assert found.text.spoken("en") == (
        "box 03 has 460 pages on 463 sheets, 43.8 mm; a spine of 50 mm holds 37.5 mm"
    )
    assert found.hint is not None
    assert found.hint.spoken("en") == (
        "move B3、B4 (160 pages) to a further box: a new row of '档案盒'"
    )


def test_a_box_of_one_indicator_is_parted_below_it() -> None:
    """This test ensures that children are named where the row lists nothing else to move."""
    box, pages = laid({"B1": 50, "B11": 200, "B121": 200}, indicators=("B1",))
    standard = dossier(indicators=tree("B1", "B11", "B12", "B121")).standard
    assert overflow(box, pages, standard, Paper(), 2) == ("B12",)


@pytest.mark.parametrize(
    ("paper", "hint"), [("单面", "print on both sides"), ("双面", "give part of its items")]
)
def test_what_hangs_on_one_indicator_cannot_be_moved(paper: str, hint: str) -> None:
    """This test ensures that both sides of the paper are recommended first, where that helps."""
    box, pages = laid({"B1": 900}, indicators=("B1",))
    whole = with_settings(dossier(indicators=tree("B1")), {"单双面": paper})
    codes = [
        (str(found.code), found.hint.spoken("en").startswith(hint))
        for found in too_thick([box], pages, whole, {})
        if found.hint
    ]
    assert codes == [("box-too-thick", True), ("item-too-thick", False)]


def test_both_sides_may_be_enough() -> None:
    """This test ensures that duplex printing closes a box that single pages burst."""
    box, pages = laid({"B1": 190, "B2": 191, "B3": 192}, indicators=("B1", "B2", "B3"))
    whole = dossier(indicators=tree("B1", "B2", "B3"))
    assert [str(found.code) for found in too_thick([box], pages, whole, {})] == ["box-too-thick"]
    assert list(too_thick([box], pages, with_settings(whole, {"单双面": "双面"}), {})) == []


@pytest.mark.parametrize(("count", "told"), [(200, []), (201, ["test.xlsx!佐证材料登记!I4"])])
def test_items_of_more_than_200_pages(count: int, told: list[str]) -> None:
    """This test ensures that a Word file is told in its row of the register once it is counted."""
    box, pages = laid({"B1": count})
    whole = dossier(evidence=(evidence("B1.pdf", row=REGISTER),))
    unknown = {"B1.pdf": evidence_file("B1.pdf", pages=0)}
    assert [found.place for found in too_thick([box], pages, whole, unknown)] == told
    known = {"B1.pdf": evidence_file("B1.pdf", pages=count)}
    assert list(too_thick([box], pages, whole, known)) == []


def test_a_chapter_that_is_too_thick_is_told_in_the_row_of_its_box() -> None:
    """This test ensures that what no register has is told as well."""
    box = arranged(item("chapter:R01", origin=Origin.CHAPTER, ref="R01", title="报告"), row=BOXES)
    pages = paginate([box], {"chapter:R01": 230})
    (found,) = too_thick([box], pages, dossier(), {})
    assert found.place == "test.xlsx!档案盒!C8"
    assert found.text.spoken("en") == "'报告' has 230 pages; an item should have 200 at most"


def test_boxes_that_are_not_counted_are_let_be() -> None:
    """This test ensures that nothing is said of a box before its pages are known."""
    box, _ = laid({"B1": 900})
    assert list(too_thick([box], {}, dossier(), {})) == []
