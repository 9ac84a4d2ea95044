"""Boxes fitted to their contents."""

import pytest

from dossier.facts import replace
from dossier.model.item import Arranged, Item
from dossier.model.settings import BoxSplit, Paper
from dossier.plan.box_split import split_boxes
from dossier.plan.frozen import as_frozen, frozen_now
from dossier.plan.pages import paginate
from factories import arranged, box_spec, dossier, indicator, item

# 50 mm filled by three quarters hold 396 sheets of 70 g
BOOK = 150
CODES = ("B01", "B02", "B03")
STANDARD = dossier(
    indicators=(indicator("A1", level="A"), *(indicator(code, parent="A1") for code in CODES)),
    boxes=(box_spec("03", indicators=("A1",)),),
).standard


def books(*codes: str) -> list[Item]:
    return [item(f"{place}", indicator=code) for place, code in enumerate(codes)]


def fitted(
    items: list[Item], pages: int, box_split: BoxSplit | None = None, **spec: object
) -> list[tuple[str, str, list[str]]]:
    """Number and title of each part, and the keys of its items."""
    box = arranged(*items, number="03", indicators=("A1",), **spec)
    counts = {one.key: pages for one in items}
    found = split_boxes([box], counts, Paper(), STANDARD, box_split or BoxSplit())
    return [
        (part.spec.number, part.spec.title, [placed.item.key for placed in part.items])
        for part in found
    ]


def test_what_fits_is_left_alone() -> None:
    """This test ensures that a box which its spine holds keeps number and title."""
    assert fitted(books("B01", "B02"), BOOK) == [("03", "入学机会", ["0", "1"])]


def test_a_thick_box_is_cut_between_indicators() -> None:
    """This test ensures that an indicator stays together where a box can hold it."""
    assert fitted(books("B01", "B02", "B02"), BOOK) == [
        ("03-1", "入学机会（一）", ["0"]),
        ("03-2", "入学机会（二）", ["1", "2"]),
    ]


def test_an_indicator_that_no_box_holds_is_cut_between_items() -> None:
    """This test ensures that parts are filled one after the other where nothing else helps."""
    assert [keys for _, _, keys in fitted(books(*["B01"] * 5), BOOK)] == [
        ["0", "1"], ["2", "3"], ["4"],
    ]  # fmt: skip


def test_an_item_that_no_box_holds_has_one_alone() -> None:
    """This test ensures that a single thick item does not make an endless row of boxes."""
    assert [keys for _, _, keys in fitted(books("B01", "B02"), 1000)] == [["0"], ["1"]]


def test_each_part_counts_its_items() -> None:
    """This test ensures that 件号 begin anew in each part, and marks name the part."""
    box = arranged(*books("B01", "B02", "B02"), number="03", indicators=("A1",))
    found = split_boxes([box], dict.fromkeys("012", BOOK), Paper(), STANDARD, BoxSplit())
    assert [placed.mark for part in found for placed in part.items] == [
        "03-1盒0001件", "03-2盒0001件", "03-2盒0002件",
    ]  # fmt: skip


def test_parts_of_an_archives_box_go_on_counting() -> None:
    """This test ensures that a 档号 stays what it was when its shelf takes two boxes."""
    box = arranged(*books("B01", "B02", "B02"), number="03", indicators=("A1",))
    coded = tuple(replace(p, archive_code=f"Z109-WS·2021-Y-A1-{p.code}") for p in box.items)
    box = replace(box, year="2021", items=coded)
    found = split_boxes([box], dict.fromkeys("012", BOOK), Paper(), STANDARD, BoxSplit())
    assert [(p.mark, p.archive_code[-4:]) for part in found for p in part.items] == [
        ("03-1盒0001件", "0001"), ("03-2盒0002件", "0002"), ("03-2盒0003件", "0003"),
    ]  # fmt: skip


JOINING = BoxSplit(splits=False, joins=True)


def shelf(*thick: int, **odd: str) -> list[Arranged]:
    """Boxes 01, 02 and so on of one item with so many pages; the second has what is `odd`."""
    return [
        arranged(item(f"{n}:{pages}"), number=f"0{n}", title=f"题{n}", **(odd if n == 2 else {}))
        for n, pages in enumerate(thick, 1)
    ]


@pytest.mark.parametrize(
    ("thick", "odd", "expected"),
    [
        pytest.param((20, 20, 20), {}, ["题1　题2　题3"], id="all thin"),
        pytest.param((20, 300, 20, 20), {}, ["题1", "题2", "题3　题4"], id="one thick"),
        pytest.param((20, 20, 20), {"retention": "永久"}, ["题1", "题2", "题3"], id="kept longer"),
        pytest.param((20, 20), {"office": "教导处"}, ["题1", "题2"], id="another office"),
        pytest.param((150, 150), {}, ["题1", "题2"], id="together too thick"),
    ],
)
def test_thin_neighbours_go_into_one_box(
    thick: tuple[int, ...], odd: dict[str, str], expected: list[str]
) -> None:
    """This test ensures that what may stand together does, and boxes are numbered on."""
    boxes = shelf(*thick, **odd)
    counts = {p.item.key: int(p.item.key.split(":")[1]) for box in boxes for p in box.items}
    found = split_boxes(boxes, counts, Paper(), STANDARD, JOINING)
    assert [box.spec.title for box in found] == expected
    assert [box.spec.number for box in found] == [f"0{n}" for n, _ in enumerate(found, 1)]


def test_parts_stay_as_they_were_printed() -> None:
    """This test ensures that a late item goes to its neighbour's part, and no item changes box."""
    box = arranged(*books("B01", "B02", "B02"), number="03", indicators=("A1",))
    counts = dict.fromkeys("012", BOOK)
    first = split_boxes([box], counts, Paper(), STANDARD, BoxSplit())
    frozen = frozen_now(first, paginate(first, counts), "第1次")
    items = [*books("B01", "B02", "B02")]
    late = [items[0], item("late", indicator="B01"), *items[1:]]
    again = as_frozen([arranged(*late, number="03", indicators=("A1",))], frozen)
    assert [[p.mark for p in part.items] for part in again] == [
        ["03-1盒0001件", "03-1盒0002件"], ["03-2盒0001件", "03-2盒0002件"],
    ]  # fmt: skip
    assert [part.spec.title for part in again] == ["入学机会（一）", "入学机会（二）"]


def test_joined_boxes_stay_as_they_were_printed() -> None:
    """This test ensures that boxes put together are one box in the next printing, too."""
    boxes = shelf(20, 20, 20)
    counts = {p.item.key: 20 for box in boxes for p in box.items}
    first = split_boxes(boxes, counts, Paper(), STANDARD, JOINING)
    frozen = frozen_now(first, paginate(first, counts), "第1次")
    again = as_frozen([*boxes, arranged(item("new"), number="04", title="题4")], frozen)
    assert [(box.spec.number, box.spec.title, len(box.items)) for box in again] == [
        ("01", "题1　题2　题3", 3), ("04", "题4", 1),
    ]  # fmt: skip
    assert [p.mark for p in again[0].items] == ["01盒0001件", "01盒0002件", "01盒0003件"]
