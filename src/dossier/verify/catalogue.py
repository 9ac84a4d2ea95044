"""Rules on the catalogue of a box: numbers without gap, rows that tell the truth, gaps told."""

from collections.abc import Iterator
from typing import Any

from dossier.messages import say
from dossier.verify.package import BoxFile, squeezed
from dossier.verify.rules import Fault, Rule

MISSING, INCOMPLETE = "缺", "不完整"


def numbers(box: BoxFile) -> Iterator[Fault]:
    """件号 run from 1 without 重号 or 漏号, and the items take up every page once."""
    seen: set[int] = set()
    for item in box.items:
        if item["number"] in seen:
            yield Fault(
                Rule.NUMBER_TWICE,
                box.file,
                say("number {code} stands twice", code=_code(item)),
                item=_code(item),
            )
        seen.add(item["number"])
    for number in range(1, max(seen, default=0) + 1):
        if number not in seen:
            yield Fault(
                Rule.NUMBER_SKIPPED,
                box.file,
                say("number {code} is left out", code=f"{number:04d}"),
            )
    expected = 1
    for item in box.items:
        if item["first"] != expected or item["last"] < item["first"]:
            yield Fault(
                Rule.PAGES_UNCLAIMED,
                box.file,
                say(
                    "item {code} begins on page {found}, not on {expected}",
                    code=_code(item),
                    found=item["first"],
                    expected=expected,
                ),
                page=str(item["first"]),
                item=_code(item),
            )
        expected = item["last"] + 1
    if expected != box.numbered + 1:
        yield Fault(
            Rule.PAGES_UNCLAIMED,
            box.file,
            say("the items end on page {found}, the box on {last}", found=expected - 1,
                last=box.numbered),
        )  # fmt: skip


def rows(box: BoxFile) -> Iterator[Fault]:
    """Each item has its row with title and pages, and no row stands for nothing."""
    known = {item["number"] for item in box.items}
    for number in sorted(box.catalogue.keys() - known):
        yield Fault(
            Rule.ROW_EXTRA, box.file, say("the catalogue has a row {code}, but no item", code=
            f"{number:04d}"),
        )  # fmt: skip
    for item in box.items:
        row = box.catalogue.get(item["number"])
        if row is None:
            yield Fault(
                Rule.ROW_ABSENT,
                box.file,
                say("item {code} has no row", code=_code(item)),
                item=_code(item),
            )
            continue
        if _pages(item) not in row.split():
            yield Fault(
                Rule.ROW_PAGES,
                box.file,
                say("the row of item {code} does not say {pages}", code=_code(item),
                    pages=_pages(item)),
                item=_code(item),
            )  # fmt: skip
        if squeezed(item["title"]) not in squeezed(row):
            yield Fault(
                Rule.ROW_TITLE,
                box.file,
                say("the row of item {code} has another title", code=_code(item)),
                item=_code(item),
            )


def gaps(box: BoxFile) -> Iterator[Fault]:
    """What is missing says so in its row, on its page and on the cover, and nothing else does."""
    missing = 0
    for item in box.items:
        row = box.catalogue.get(item["number"], "")
        index = box.index(item["first"])
        page = box.texts[index] if box.has(index) else ""
        if item["missing"]:
            missing += 1
            if MISSING not in row.split() or MISSING not in page:
                yield Fault(
                    Rule.GAP_UNMARKED,
                    box.file,
                    say("item {code} is missing, but does not say so everywhere", code=_code(item)),
                    page=str(item["first"]),
                    item=_code(item),
                )
        elif MISSING in row.split():
            yield Fault(
                Rule.GAP_UNMARKED,
                box.file,
                say("item {code} is there, but its row says that it is missing", code=_code(item)),
                page=str(item["first"]),
                item=_code(item),
            )
    cover = squeezed(box.texts[0]) if box.texts else ""
    if (INCOMPLETE in cover) != bool(missing):
        yield Fault(
            Rule.COVER_SILENT,
            box.file,
            say("items missing: {count}, and the cover says otherwise", count=missing),
        )


def _code(item: dict[str, Any]) -> str:
    return f"{item['number']:04d}"


def _pages(item: dict[str, Any]) -> str:
    """What its row says: 页号, or 页数 where it has a 档号 (DA/T 22-2015, 归档文件目录)."""
    return str(item["last"] - item["first"] + 1) if item.get("archive_code") else _span(item)


def _span(item: dict[str, Any]) -> str:
    first, last = item["first"], item["last"]
    return str(first) if first == last else f"{first}—{last}"
