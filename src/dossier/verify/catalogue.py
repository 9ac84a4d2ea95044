"""Rules on the catalogue of a box: numbers without gap, rows that tell the truth, gaps told."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any
from unicodedata import category

from dossier.messages import say
from dossier.personal import masked
from dossier.verify.package import BoxFile, squeezed
from dossier.verify.rules import Fault, Rule

MISSING, INCOMPLETE = "缺", "不完整"

_UNSEEN = {"Cf", "Cc", "Mn", "Me"}  # format and control characters, marks on the one before


def numbers(box: BoxFile) -> Iterator[Fault]:
    """件号 and page numbers rise without 重号 or 漏号; those that are vacant say so."""
    seen: set[str] = set()
    for item in box.items:
        if item["code"] in seen:
            yield Fault(
                Rule.NUMBER_TWICE,
                box.file,
                say("number {code} stands twice", code=item["code"]),
                item=item["code"],
            )
        seen.add(item["code"])
    vacant = {slot["code"] for slot in box.record["vacant"]}
    for code in sorted(seen & vacant):
        yield Fault(
            Rule.NUMBER_TWICE,
            box.file,
            say("number {code} is vacant, but an item has it", code=code),
            item=code,
        )
    for one, next_ in pairwise(item["code"] for item in box.items):
        if _parts(next_) < _parts(one):
            yield Fault(
                Rule.NUMBER_SKIPPED,
                box.file,
                say("number {code} stands behind number {last}", code=next_, last=one),
                item=next_,
            )
    # the second box of an archive's shelf goes on counting
    shelf = any(item.get("archive_code") for item in box.items)
    first = min(_parts(code)[0] for code in seen) if shelf else 1
    for *begun, last in _skipped(seen | vacant, first):
        code = f"{last:04d}" if not begun else _written((f"{begun[0]:04d}", *begun[1:], last))
        yield Fault(Rule.NUMBER_SKIPPED, box.file, say("number {code} is left out", code=code))
    yield from _paged(box)


def _paged(box: BoxFile) -> Iterator[Fault]:
    """Page numbers rise, through the box or through each item, and none is left out."""
    runs: list[list[dict[str, Any]]] = [box.items]
    given = (*box.items, *box.record["vacant"])
    per_item = sum(one["pages"][:1] == ["1"] for one in given) > 1  # DA/T 22-2015
    if per_item:
        runs = [[item] for item in box.items]
    vacant = {label for slot in box.record["vacant"] for label in slot["pages"]}
    for run in runs:
        spare = {label for item in run for label in item["spare"]}
        left = spare if per_item else spare | vacant
        yield from _rising(box, run, left)
        known = {label for item in run for label in item["pages"] if label}
        for number in map(_written, _skipped(known | spare | vacant, 1)):
            yield Fault(
                Rule.PAGES_UNCLAIMED,
                box.file,
                say("page {page} belongs to no item", page=number),
                page=number,
            )


def _rising(box: BoxFile, run: list[dict[str, Any]], left: set[str]) -> Iterator[Fault]:
    """The page numbers of a run rise, and none of them is one of those `left` vacant."""
    last = "0"
    for item in run:
        for label in filter(None, item["pages"]):
            if _parts(label) <= _parts(last):
                yield Fault(
                    Rule.PAGES_UNCLAIMED,
                    box.file,
                    say(
                        "item {code} has page {found} behind page {last}",
                        code=item["code"],
                        found=label,
                        last=last,
                    ),
                    page=label,
                    item=item["code"],
                )
            if label in left:
                yield Fault(
                    Rule.PAGES_UNCLAIMED,
                    box.file,
                    say(
                        "item {code} has page {found}, which is vacant",
                        code=item["code"],
                        found=label,
                    ),
                    page=label,
                    item=item["code"],
                )
            last = label


def _skipped(known: set[str], first: int) -> list[tuple[int, ...]]:
    """What is left out: whole numbers from `first` on, and what stands before 12-2 or 12-0-2.

    No number can be told to be missing before 12-1, or behind the last of its kind.
    """
    numbers = {_parts(text) for text in known}
    bases = {number[0] for number in numbers}
    wanted: set[tuple[int, ...]] = {
        (base,) for base in range(first, max(bases, default=0) + 1) if base not in bases
    }
    for *head, last in numbers:
        if head:
            wanted.update((*head, one) for one in range(1, last))
    return sorted(wanted - numbers)


def _written(number: Iterable[object]) -> str:
    return "-".join(map(str, number))


def _parts(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("-")))


def rows(box: BoxFile) -> Iterator[Fault]:
    """Each item has its row with title and pages, a vacant number its own, and no row is idle."""
    known = {item["code"] for item in (*box.items, *box.record["vacant"])}
    for code in sorted(box.catalogue.keys() - known):
        yield Fault(
            Rule.ROW_EXTRA,
            box.file,
            say("the catalogue has a row {code}, but no item", code=code),
        )
    for slot in box.record["vacant"]:
        if slot["code"] not in box.catalogue:
            yield Fault(
                Rule.ROW_ABSENT,
                box.file,
                say("number {code} is vacant, but has no row that says so", code=slot["code"]),
            )
    for item in box.items:
        row = box.catalogue.get(item["code"])
        if row is None:
            yield Fault(
                Rule.ROW_ABSENT,
                box.file,
                say("item {code} has no row", code=item["code"]),
                item=item["code"],
            )
            continue
        if _pages(item) not in row.split():
            yield Fault(
                Rule.ROW_PAGES,
                box.file,
                say("the row of item {code} does not say {pages}", code=item["code"],
                    pages=_pages(item)),
                item=item["code"],
            )  # fmt: skip
        if not _bears(row, item["title"], box):
            yield Fault(
                Rule.ROW_TITLE,
                box.file,
                say("the row of item {code} has another title", code=item["code"]),
                item=item["code"],
            )


def _bears(row: str, title: str, box: BoxFile) -> bool:
    """Whether a row has that title, as far as the text of a page can tell.

    What is set in another font (𬭎, 😀) comes before or behind the words around it, and what shows
    nothing (a zero-width space) does not come at all: the former are looked for anywhere in the
    catalogue, the latter nowhere.
    """
    # the report has numbers of persons masked, which the page shows
    if masked(_in_one_font(title)) not in masked(_in_one_font(row)):
        return False
    return not Counter(filter(_is_apart, title)) - Counter("".join(box.texts[1 : box.front]))


def _in_one_font(text: str) -> str:
    shown = squeezed(text)
    return "".join(one for one in shown if not _is_apart(one) and category(one) not in _UNSEEN)


def _is_apart(character: str) -> bool:
    """Whether no font for text has it: it lies beyond the first plane, and is no mere mark."""
    return character > "\uffff" and category(character) not in _UNSEEN


def gaps(box: BoxFile) -> Iterator[Fault]:
    """What is missing says so in its row, on its page and on the cover, and nothing else does."""
    missing = 0
    for item, index in box.placed:
        row = box.catalogue.get(item["code"], "")
        page = box.texts[index] if box.has(index) else ""
        if item["missing"]:
            missing += 1
            if MISSING not in row.split() or MISSING not in page:
                yield Fault(
                    Rule.GAP_UNMARKED,
                    box.file,
                    say(
                        "item {code} is missing, but does not say so everywhere", code=item["code"]
                    ),
                    page=item["pages"][0],
                    item=item["code"],
                )
        elif MISSING in row.split():
            yield Fault(
                Rule.GAP_UNMARKED,
                box.file,
                say("item {code} is there, but its row says that it is missing", code=item["code"]),
                page=item["pages"][0],
                item=item["code"],
            )
    cover = squeezed(box.texts[0]) if box.texts else ""
    if (INCOMPLETE in cover) != bool(missing):
        yield Fault(
            Rule.COVER_SILENT,
            box.file,
            say("items missing: {count}, and the cover says otherwise", count=missing),
        )


def _pages(item: dict[str, Any]) -> str:
    """What its row says: 页号, or 页数 where it has a 档号 (DA/T 22-2015, 归档文件目录)."""
    pages = [page for page in item["pages"] if page]  # one without content bears none
    if item.get("archive_code"):
        return str(len(pages))
    return pages[0] if len(pages) == 1 else f"{pages[0]}—{pages[-1]}"
