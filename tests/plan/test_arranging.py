"""Which box an item stands in, where in it, and on which pages."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.facts import replace
from dossier.model.item import Arranged, Item, Origin
from dossier.plan.boxes import arrange, box_of
from dossier.plan.pages import paginate
from factories import F21, Y20, Y21, arranged, box_spec, dossier, indicator, item, requirement

# the sheet lists B02 before B01 and the box of C012 apart from its parent's
STANDARD = dossier(
    indicators=(
        indicator("A1", level="A"),
        indicator("B02", parent="A1"),
        indicator("B01", parent="A1"),
        indicator("C011", parent="B01", level="C"),
        indicator("C012", parent="B01", level="C"),
        indicator("A2", level="A"),
        indicator("J01", parent="J02"),
        indicator("J02", parent="J01"),
    ),
    requirements=(requirement("B01-2"), requirement("B01-1")),
    boxes=(
        box_spec("01", indicators=("A1",)),
        box_spec("02", indicators=("C012", "B01")),
        box_spec("03", indicators=("J01", "J02")),
    ),
).standard


def test_the_box_of_an_indicator_is_that_of_its_nearest_ancestor():
    """an indicator that no box lists goes where its parent or grandparent goes."""
    homes = {code: box_of(STANDARD, code) for code in (*STANDARD.indicators, "B99")}
    assert {code: box.number if box else "" for code, box in homes.items()} == {
        "A1": "01",
        "B02": "01",
        "B01": "02",
        "C011": "02",
        "C012": "02",
        "A2": "",
        "J01": "03",
        "J02": "03",
        "B99": "",
    }


def order(*found: Item) -> list[list[str]]:
    return [[placed.item.key for placed in box.items] for box in arrange(STANDARD, found)]


def test_the_order_of_the_box_comes_first():
    """items follow the indicators as the box lists them, and beneath one as the tree has them."""
    assert order(
        item("5", indicator="C011"),
        item("4", indicator="B01"),
        item("3", indicator="C012"),
        item("2", indicator="B02"),
        item("1", indicator="A1"),
    ) == [["1", "2"], ["3", "4", "5"], []]


def test_chapters_then_years_then_requirements():
    """within an indicator chapters come first, then what has no year, then year by year."""
    assert order(
        item("year 2021, B01-1", requirement="B01-1", year=Y21),
        item("year 2021, B01-2", requirement="B01-2", year=Y21),
        item("money 2021", requirement="B01-1", year=F21),
        item("year 2020, B01-1", requirement="B01-1", year=Y20),
        item("once", requirement="B01-1", year=None),
        item("loose", requirement="", year=None),
        item("chapter:B01", origin=Origin.CHAPTER, year=None),
        item("chapter:lost", origin=Origin.GAP, year=None),
    )[1] == [
        "chapter:B01",
        "chapter:lost",
        "loose",
        "once",
        "year 2020, B01-1",
        "money 2021",
        "year 2021, B01-2",
        "year 2021, B01-1",
    ]


def test_equal_items_keep_the_order_of_the_register():
    """entries for the same requirement and year stay as the register has them."""
    entries = [item(key, requirement="B01-1") for key in "二一三"]
    assert order(*entries)[1] == ["二", "一", "三"]


def test_numbers_and_marks():
    """every box counts its items from 1; the mark names box and number, and gaps are counted."""
    boxes = arrange(
        STANDARD,
        [
            item("a"),
            item("b", origin=Origin.GAP),
            item("c", indicator="B02"),
            item("d", indicator="A2"),
        ],
    )
    assert [[placed.mark for placed in box.items] for box in boxes] == [
        ["01盒0001件"],
        ["02盒0001件", "02盒0002件"],
        [],
    ]
    assert [box.gaps for box in boxes] == [0, 1, 0]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*STANDARD.indicators, "B99"]),
            st.sampled_from(["B01-1", "B01-2", ""]),
            st.sampled_from([None, Y20, Y21, F21]),
        ),
        max_size=20,
    )
)
def test_nothing_is_lost_or_doubled(facts):
    """every item with a box stands in exactly that one, numbered without a gap."""
    found = [
        item(f"{n}", indicator=code, requirement=asked, year=year)
        for n, (code, asked, year) in enumerate(facts)
    ]
    boxes = arrange(STANDARD, found)
    placed = [one for box in boxes for one in box.items]
    homed = [one for one in found if box_of(STANDARD, one.indicator)]
    assert sorted(one.item.key for one in placed) == sorted(one.key for one in homed)
    assert all(box_of(STANDARD, p.item.indicator).number == p.box for p in placed)
    assert all([p.number for p in b.items] == list(range(1, len(b.items) + 1)) for b in boxes)


counts = st.lists(st.integers(1, 300), min_size=1, max_size=12)


def boxed(pages: list[int], number: str = "01") -> tuple[Arranged, dict[str, int]]:
    keys = [f"{number}/{n}" for n in range(len(pages))]
    return arranged(*map(item, keys), number=number), dict(zip(keys, pages, strict=True))


@given(counts, counts)
def test_every_page_of_a_box_is_taken_once(first, second):
    """each box is numbered from page 1 to its last page, without gap or overlap, in order."""
    one, mine = boxed(first, "01")
    two, others = boxed(second, "02")
    pages = paginate([one, two], mine | others)
    for box, lengths in ((one, first), (two, second)):
        paged = [pages[placed.item.key] for placed in box.items]
        assert [p.placed for p in paged] == list(box.items)
        assert [p.count for p in paged] == lengths
        taken = [label for p in paged for label in p.labels]
        assert taken == [str(n) for n in range(1, sum(lengths) + 1)]
        assert all(p.first == str(p.start) for p in paged)


@given(counts, st.data())
def test_one_more_item_moves_what_follows(lengths, data):
    """an item that is added moves later pages by its own length, and nothing else."""
    box, known = boxed(lengths)
    place = data.draw(st.integers(0, len(lengths)))
    added = data.draw(st.integers(1, 300))
    new = item("new")
    inner = [placed.item for placed in box.items]
    after = arranged(*inner[:place], new, *inner[place:])
    was, now = paginate([box], known), paginate([after], known | {"new": added})
    for n, one in enumerate(inner):
        assert now[one.key].start - was[one.key].start == (added if n >= place else 0)
        assert now[one.key].count == was[one.key].count


@given(counts, st.randoms(use_true_random=False))
def test_another_order_permutes_the_pages(lengths, random):
    """the pages of an item depend on what stands before it alone."""
    box, known = boxed(lengths)
    mixed = [placed.item for placed in box.items]
    random.shuffle(mixed)
    pages = paginate([arranged(*mixed)], known)
    before = 0
    for one in mixed:
        assert pages[one.key].first == str(before + 1)
        before += known[one.key]


def test_a_box_that_is_not_counted_in_full_has_no_pages():
    """one uncounted item leaves its whole box out, and no other."""
    one, mine = boxed([2, 3], "01")
    two, others = boxed([4], "02")
    del mine["01/1"]
    pages = paginate([one, two, replace(one, items=())], mine | others)
    assert {key: (paged.first, paged.last) for key, paged in pages.items()} == {"02/0": ("1", "4")}
