"""Two printings compared, sheet by sheet."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.item import Paged
from dossier.model.number import Frozen, FrozenBox
from dossier.model.settings import Numbering
from dossier.plan.frozen import as_frozen, frozen_now
from dossier.plan.pages import paginate
from dossier.printing.changes import Fate, applied, changes, slip
from dossier.printing.printed import PrintedBox, PrintedPage, sheets_of
from factories import arranged, item


def printed(*documents: str, label: str = "") -> PrintedBox:
    """A box of documents, each ``件号: 第一页 第二页``, a page ``label=content``."""
    pages = []
    for document in documents:
        name, told = document.split(":")
        for page in told.split():
            number, _, content = page.partition("=")
            pages.append(PrintedPage(name, number, content, place=len(pages)))
    return PrintedBox("03", "入学机会", tuple(pages), label)


def said(before: PrintedBox, now: PrintedBox, *, duplex: bool = False) -> list[str]:
    """Each step as ``behind: out -> into``."""
    found = slip(before, now, was_duplex=duplex, duplex=duplex)
    return [
        f"{step.behind.labels if step.behind else ''}: "
        f"{' '.join(sheet.labels for sheet in step.out)} -> "
        f"{' '.join(sheet.labels for sheet in step.into)}"
        for step in found.steps
    ]


BOX = printed("封面: i=a", "0001: 1=b 2=c 3=d", "0002: 4=e", "备考表: 备考表=f")


@pytest.mark.parametrize(
    ("now", "duplex", "expected"),
    [
        pytest.param(BOX, False, [], id="nothing"),
        pytest.param(
            printed("封面: i=a", "0001: 1=b 2=X 3=d", "0002: 4=e", "备考表: 备考表=f"),
            False, ["第1页: 第2页 -> 第2页"], id="a page",
        ),
        pytest.param(
            printed("封面: i=a", "0001: 1=b 2=X 3=d", "0002: 4=e", "备考表: 备考表=f"),
            True, ["第i页: 第1、2页 -> 第1、2页"], id="its partner goes along",
        ),
        pytest.param(
            printed("封面: i=a", "0001: 1=b 2=c 3=d", "0001-1: 3-1=x 3-2=y", "0002: 4=e",
                    "备考表: 备考表=f"),
            False, ["第3页:  -> 第3-1页 第3-2页"], id="a late item",
        ),
        pytest.param(
            printed("封面: i=a", "0001: 1=b 2=c 3=d", "备考表: 备考表=f"),
            True, ["第3页: 第4页 -> "], id="an item gone",
        ),
        pytest.param(
            printed("封面: i=a", "0001: 1=b 2=c 3=d 3-1=x", "0002: 4=e", "备考表: 备考表=f"),
            True, ["第1、2页: 第3页 -> 第3、3-1页"], id="a new back",
        ),
        pytest.param(
            printed("封面: i=Z", "0001: 1=b 2=c 3=d", "0002: 4=e", "备考表: 备考表=f"),
            False, [": 第i页 -> 第i页"], id="the first sheet",
        ),
    ],
)  # fmt: skip
def test_a_slip_names_the_sheets_that_change(
    now: PrintedBox, duplex: bool, expected: list[str]
) -> None:
    """This test ensures that just the changed sheets come out and go in, at their place."""
    assert said(BOX, now, duplex=duplex) == expected


def test_a_page_that_looks_the_same_is_left() -> None:
    """This test ensures that what nobody can see on paper is not printed again."""
    old = PrintedBox("03", "题名", (PrintedPage("0001", "1", "drawn so", "looks"),))
    new = PrintedBox("03", "题名", (PrintedPage("0001", "1", "drawn otherwise", "looks"),))
    other = PrintedBox("03", "题名", (PrintedPage("0001", "1", "drawn otherwise", "looks new"),))
    assert slip(old, new, was_duplex=False, duplex=False).steps == ()
    assert len(slip(old, other, was_duplex=False, duplex=False).sheets) == 1


def test_a_new_box_is_printed_whole() -> None:
    """This test ensures that a box that never was printed has all sheets to print, and labels."""
    found = slip(None, BOX, was_duplex=False, duplex=False)
    assert [sheet.labels for sheet in found.sheets] == [
        "第i页",
        "第1页",
        "第2页",
        "第3页",
        "第4页",
        "第备考表页",
    ]
    assert found.label


contents = st.integers(0, 3)
rounds = st.lists(
    st.dictionaries(st.integers(0, 12), st.lists(contents, min_size=1, max_size=4), min_size=1),
    min_size=2,
    max_size=4,
)


@given(rounds, st.booleans(), st.booleans(), st.booleans())
def test_who_follows_the_slip_has_the_new_box(
    editions: list[dict[int, list[int]]], per_item: bool, was_duplex: bool, duplex: bool
) -> None:
    """This test ensures that the old sheets, changed by the slip, are exactly the new box.

    Each edition has items (their place → what is on their pages); numbers are frozen between.
    """
    frozen: Frozen | None = None
    old: PrintedBox | None = None
    serial = count()
    for edition in editions:
        sizes = {f"{place:02d}": len(pages) for place, pages in sorted(edition.items())}
        (box,) = as_frozen([arranged(*map(item, sizes))], frozen)
        pages = paginate([box], sizes, Numbering(per_item=per_item), frozen)
        shown = [PrintedPage("卷内目录", "i", str(next(serial)))]
        for placed in box.items:
            key = placed.item.key
            shown += [
                PrintedPage(placed.code, label, f"{key} {content}")
                for label, content in zip(pages[key].labels, edition[int(key)], strict=True)
            ]
        new = PrintedBox("01", "", tuple(shown))
        if old:
            found = slip(old, new, was_duplex=was_duplex, duplex=duplex)
            mine = applied(found.steps, sheets_of(old.pages, duplex=was_duplex))
            wanted = sheets_of(new.pages, duplex=duplex)
            assert [
                [(page.document, page.label, page.content) for page in sheet.pages]
                for sheet in mine
            ] == [
                [(page.document, page.label, page.content) for page in sheet.pages]
                for sheet in wanted
            ]
            was_duplex = duplex
        old = new
        frozen = frozen_now([box], pages, "第1次", frozen)


def box_of(keys: dict[str, int], frozen: Frozen | None = None, **fields: object) -> FrozenBox:
    (box,) = as_frozen([arranged(*(item(key, **fields) for key in keys))], frozen)
    pages: dict[str, Paged] = paginate([box], keys, None, frozen)
    return frozen_now([box], pages, "", frozen).boxes["01"]


def test_changes_say_what_became_of_each_item() -> None:
    """This test ensures that added, removed, replaced, grown and reprinted items are told."""
    asked = {"requirement": "B01-1"}
    before = box_of({"a": 2, "b": 1, "c": 3, "d": 1, "e": 1}, **asked)
    now = box_of({"a": 2, "x": 1, "c": 4, "d": 1, "n": 1}, Frozen("", {"01": before}), **asked)
    found = list(changes("01", before, now, ["0004"]))
    assert [(one.fate, one.code, one.before, one.now) for one in found] == [
        (Fate.REPLACED, "0002", "3", "3"),
        (Fate.GROWN, "0003", "4—6", "4—6-1"),
        (Fate.REPRINTED, "0004", "7", "7"),
        (Fate.REPLACED, "0005", "8", "8"),
    ]
    now = box_of({"a": 2, "x": 1}, Frozen("", {"01": before}))
    assert [(one.fate, one.code) for one in changes("01", before, now)] == [
        (Fate.ADDED, "0001-1"),
        (Fate.REMOVED, "0002"),
        (Fate.REMOVED, "0003"),
        (Fate.REMOVED, "0004"),
        (Fate.REMOVED, "0005"),
    ]
