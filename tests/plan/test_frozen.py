"""Numbers that were printed stay; late items and pages get numbers in between."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.facts import replace
from dossier.model.item import Arranged, Item, Origin, Paged
from dossier.model.number import Frozen, Number, between, following
from dossier.model.settings import Numbering
from dossier.plan.frozen import as_frozen, frozen_now
from dossier.plan.pages import paginate
from factories import Y21, Y22, arranged, item

Sizes = dict[str, int]


def numbered(
    items: Sequence[Item], sizes: Sizes, frozen: Frozen | None = None, **asked: bool
) -> tuple[Arranged, dict[str, Paged]]:
    numbering = Numbering(**asked)
    (box,) = as_frozen([arranged(*items)], frozen, appended=numbering.appended)
    return box, paginate([box], sizes, numbering, frozen)


def printed(box: Arranged, pages: dict[str, Paged]) -> list[str]:
    """``0012: 45—47`` for each item."""
    return [f"{placed.code}: {pages[placed.item.key].span}" for placed in box.items]


def after(
    was: Sizes, now: Sizes, changes: dict[str, dict[str, object]] | None = None, **asked: bool
) -> tuple[Arranged, dict[str, Paged]]:
    """Boxes of the items `now`, where `was` has been printed; names are keys and order."""
    first = numbered([item(key) for key in was], was)
    frozen = frozen_now([first[0]], first[1], "第1次")
    return numbered(
        [item(key, **(changes or {}).get(key, {})) for key in now], now, frozen, **asked
    )


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        pytest.param({"a": 2, "b": 3}, {"a": 2, "b": 3}, ["0001: 1—2", "0002: 3—5"], id="nothing"),
        pytest.param(
            {"a": 2, "b": 3},
            {"a": 2, "x": 2, "b": 3},
            ["0001: 1—2", "0001-1: 2-1—2-2", "0002: 3—5"],
            id="one late",
        ),
        pytest.param(
            {"a": 2, "b": 3},
            {"a": 2, "x": 1, "y": 1, "b": 3},
            ["0001: 1—2", "0001-1: 2-1", "0001-2: 2-2", "0002: 3—5"],
            id="two late",
        ),
        pytest.param(
            {"a": 2, "b": 3}, {"a": 2, "b": 3, "x": 2},
            ["0001: 1—2", "0002: 3—5", "0003: 6—7"],
            id="late at the end",
        ),
        pytest.param(
            {"a": 2, "b": 3}, {"x": 1, "a": 2, "b": 3},
            ["0001: 1—2", "0001-1: 2-1", "0002: 3—5"],
            id="late before the first",
        ),
        pytest.param(
            {"a": 2, "b": 3, "c": 1}, {"a": 2, "c": 1}, ["0001: 1—2", "0003: 6"], id="gone"
        ),
        pytest.param(
            {"a": 2, "b": 3, "c": 1}, {"a": 2, "x": 1, "c": 1},
            ["0001: 1—2", "0001-1: 2-1", "0003: 6"],
            id="another where one is gone",
        ),
        pytest.param(
            {"a": 2, "b": 3}, {"a": 4, "b": 3}, ["0001: 1—2-2", "0002: 3—5"], id="grown"
        ),
        pytest.param({"a": 3, "b": 3}, {"a": 1, "b": 3}, ["0001: 1", "0002: 4—6"], id="shrunk"),
        pytest.param(
            {"a": 2, "b": 3}, {"a": 2, "b": 4}, ["0001: 1—2", "0002: 3—6"], id="last grown"
        ),
    ],
)  # fmt: skip
def test_nothing_that_was_printed_moves(was: Sizes, now: Sizes, expected: list[str]) -> None:
    """This test ensures that late items and pages are numbered in between, and no other moves."""
    assert printed(*after(was, now)) == expected


def test_late_items_may_go_to_the_end() -> None:
    """This test ensures that 增补编号 续编 numbers late items behind the last."""
    found = after({"a": 2, "b": 3}, {"a": 2, "x": 2, "b": 3}, appended=True)
    assert printed(*found) == ["0001: 1—2", "0002: 3—5", "0003: 6—7"]


def test_what_is_gone_leaves_its_numbers_vacant() -> None:
    """This test ensures that 空号 and empty page numbers are known, to be told."""
    box, pages = after({"a": 3, "b": 3, "c": 1}, {"a": 1, "c": 1})
    assert [(slot.number.padded(), slot.title, len(slot.labels)) for slot in box.vacant] == [
        ("0002", "题名", 3)
    ]
    assert pages["a"].spare == ("2", "3")


def test_pages_counted_within_each_item_need_no_numbers_in_between() -> None:
    """This test ensures that DA/T 22-2015's page numbers go on within the item."""
    found = after({"a": 2, "b": 3}, {"a": 4, "x": 1, "b": 2}, per_item=True)
    assert printed(*found) == ["0001: 1—4", "0001-1: 1", "0002: 1—2"]


ASKED = {"requirement": "B01-1", "title": "通知", "year": Y21}
PLACEHOLDER = ASKED | {"origin": Origin.GAP, "title": "应有的通知"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param(ASKED, ASKED, "0001", id="another file of the same title"),
        pytest.param(PLACEHOLDER, ASKED, "0001", id="fills a gap"),
        pytest.param(ASKED, PLACEHOLDER, "0001", id="went missing"),
        pytest.param(ASKED, ASKED | {"title": "方案"}, "0003", id="another document"),
        pytest.param(ASKED, ASKED | {"year": Y22}, "0003", id="another year"),
        pytest.param(PLACEHOLDER, ASKED | {"year": Y22}, "0003", id="a gap of another year"),
    ],
)
def test_who_steps_in_takes_the_number(
    old: dict[str, object], new: dict[str, object], code: str
) -> None:
    """This test ensures that an exchanged file or a filled gap keeps its number."""
    one, two = item("old", **old), item("b")
    box, pages = numbered([one, two], {"old": 1, "b": 1})
    frozen = frozen_now([box], pages, "第1次")
    box, pages = numbered([two, item("new", **new)], {"b": 1, "new": 1}, frozen)
    assert {placed.item.key: placed.code for placed in box.items} == {"b": "0002", "new": code}


def test_a_filled_gap_stays_known() -> None:
    """This test ensures that who fills a gap is known as that, through a second printing, too."""
    box, pages = numbered([item("old", **PLACEHOLDER), item("b")], {"old": 1, "b": 1})
    frozen = frozen_now([box], pages, "第1次")
    for _ in range(2):
        box, pages = numbered([item("new", **ASKED), item("b")], {"new": 1, "b": 1}, frozen)
        assert [placed.filled for placed in box.items] == [True, False]
        frozen = frozen_now([box], pages, "第2次", frozen)
    box, _ = numbered([item("old", **PLACEHOLDER), item("b")], {"old": 1, "b": 1}, frozen)
    assert [placed.filled for placed in box.items] == [False, False]


def test_boxes_of_an_archive_keep_their_numbers() -> None:
    """This test ensures that a late year's box is counted behind those that are printed."""

    def shelf(number: str, title: str) -> Arranged:
        one = arranged(item(title), number=number, title=title)
        code = f"Z109-WS·2021-D30-A1-{1:04d}"
        placed = tuple(replace(p, archive_code=code) for p in one.items)
        return replace(one, year=title, items=placed)

    first = [shelf("01", "2021"), shelf("02", "2023")]
    frozen = frozen_now(first, paginate(first, {"2021": 1, "2023": 1}), "第1次")
    again = as_frozen([shelf("01", "2021"), shelf("02", "2022"), shelf("03", "2023")], frozen)
    assert [(box.spec.number, box.spec.title) for box in again] == [
        ("01", "2021"), ("02", "2023"), ("03", "2022"),
    ]  # fmt: skip
    assert {placed.mark for box in again for placed in box.items} == {
        "01盒0001件", "02盒0001件", "03盒0001件",
    }  # fmt: skip


numbers = st.builds(
    lambda parts: Number(tuple(parts)),
    st.lists(st.integers(0, 3), max_size=3).map(lambda head: [*head, 1 + len(head)]),
)


@given(numbers, numbers, st.integers(1, 4))
def test_there_is_always_room_between_two_numbers(one: Number, other: Number, count: int) -> None:
    """This test ensures that numbers in between rise, and stand where they should."""
    if one == other:
        return
    low, high = sorted((one, other))
    steps = between(low, high)
    found = [next(steps) for _ in range(count)]
    assert [low, *found, high] == sorted({low, *found, high})
    assert [Number.read(str(number)) for number in found] == found
    assert next(following(high)) > high


edits = st.lists(
    st.dictionaries(st.integers(0, 30), st.integers(1, 4), min_size=1, max_size=9),
    min_size=2,
    max_size=5,
)


@given(edits, st.booleans())
def test_numbers_stay_through_many_printings(rounds: list[dict[int, int]], appended: bool) -> None:
    """This test ensures that whatever comes, grows, shrinks or goes, no number is used twice.

    Each round has items (their place → pages); what was printed before keeps its numbers.
    """
    frozen: Frozen | None = None
    owners: dict[str, str] = {}
    labels: dict[str, str] = {}
    for number, found in enumerate(rounds):
        sizes = {f"{place:02d}": pages for place, pages in sorted(found.items())}
        box, pages = numbered([item(key) for key in sizes], sizes, frozen, appended=appended)
        assert {p.item.key: pages[p.item.key].count for p in box.items} == sizes
        assert [p.counted for p in box.items] == sorted({p.counted for p in box.items})
        run = [Number.read(label) for p in box.items for label in pages[p.item.key].labels]
        assert run == sorted(set(run))
        for placed in box.items:
            key = placed.item.key
            assert owners.setdefault(placed.code, key) == key
            for label in pages[key].labels:
                assert labels.setdefault(label, key) == key
        frozen = frozen_now([box], pages, f"第{number}次", frozen)
