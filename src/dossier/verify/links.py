"""Rules on links and bookmarks: they are there, and lead where they say."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from dossier.facts import Fact
from dossier.messages import say
from dossier.personal import masked
from dossier.verify.package import NAMED, Away, BoxFile
from dossier.verify.rules import Fault, Rule

_OUTSIDE = ("http:", "https:", "mailto:", "ftp:")
_SEE = re.compile(r"见(.+)盒(\d{4}(?:-\d+)*)件")


def catalogued(box: BoxFile) -> Iterator[Fault]:
    """Each item is one click from its row, and its row one click from the item."""
    targets: dict[int, int] = {}
    firsts = set(box.starts)
    for page in range(1, box.front):
        for jump in box.jumps(page):
            if jump.target is not None:
                targets.setdefault(jump.target, page)
                if jump.target >= box.front and jump.target not in firsts:
                    yield Fault(
                        Rule.LINK_WRONG,
                        box.file,
                        say(
                            "a row leads to page {found}, where no item begins",
                            found=box.labels[jump.target],
                        ),
                        page=box.labels[page],
                    )
    for item, first in box.placed:
        if not box.has(first):
            continue
        code = item["code"]
        if first not in targets:
            yield Fault(
                Rule.LINK_ABSENT,
                box.file,
                say("no row leads to item {code}", code=code),
                item=code,
            )
        if not any(
            jump.target is not None and 1 <= jump.target < box.front for jump in box.jumps(first)
        ):
            yield Fault(
                Rule.BACK_ABSENT,
                box.file,
                say("item {code} does not lead back to the catalogue", code=code),
                page=item["pages"][0],
                item=code,
            )


def living(box: BoxFile) -> Iterator[Fault]:
    """No link leads nowhere; those to other boxes are judged by :func:`between`."""
    for label, page in zip(box.labels, range(len(box.pages)), strict=False):
        for jump in box.jumps(page):
            elsewhere = jump.away is not None or jump.address.startswith(_OUTSIDE)
            if jump.target is None and not elsewhere:
                yield Fault(Rule.LINK_DEAD, box.file, say("a link leads nowhere"), page=label)


def named(box: BoxFile) -> Iterator[Fault]:
    """The first page of each item has the name that other boxes lead to."""
    for item, first in box.placed:
        code = item["code"]
        if f"{NAMED}{code}" not in box.named:
            yield Fault(
                Rule.OUTLINE_ABSENT,
                box.file,
                say("item {code} has no name that other boxes could lead to", code=code),
                item=code,
            )
        elif box.named[f"{NAMED}{code}"] != first:
            yield Fault(
                Rule.OUTLINE_WRONG,
                box.file,
                say("the name of item {code} leads to another page", code=code),
                item=code,
            )


class Ways(Fact, frozen=True):
    """How a box and the others lead to each other: what is kept of it when it is closed.

    `doors` are the names that stand for the first page of an item, `away` the links to other
    files, each with the label of its page and the 件号 there. `seen` are the items that stand for
    another one: their 件号, that one's box and 件号, and the places that their page leads to.
    """

    file: str
    number: str
    doors: frozenset[str]
    away: tuple[tuple[str, str, Away], ...]
    seen: tuple[tuple[str, str, str, frozenset[Away]], ...]


def ways_of(box: BoxFile) -> Ways:
    """What :func:`between` must know of `box`."""
    starts = {first: item["code"] for item, first in box.placed}
    doors = {
        name
        for name, page in box.named.items()
        if page is not None and name == f"{NAMED}{starts.get(page)}"
    }
    away = [
        (label, box.item_on(label), _beside(box.file, jump.away))
        for label, page in zip(box.labels, range(len(box.pages)), strict=False)
        for jump in box.jumps(page)
        if jump.away
    ]
    seen = []
    for item, first in box.placed:
        told = _SEE.fullmatch(item.get("remark", ""))
        if told:
            last = first + len(item["pages"]) - 1  # a sheet for 归档章 may stand before it
            led = box.jumps(last) if box.has(last) else ()
            targets = frozenset(
                _beside(box.file, jump.away)
                if jump.away
                else Away(box.file, f"{NAMED}{starts.get(jump.target or 0)}")
                for jump in led
            )
            seen.append((item["code"], told[1], told[2], targets))
    return Ways(box.file, box.number, frozenset(doors), tuple(away), tuple(seen))


def _beside(file: str, away: Away) -> Away:
    """`away` with its file as the report names it; a box leads to what lies beside it."""
    return Away(posixpath.normpath(posixpath.join(posixpath.dirname(file), away.file)), away.name)


def between(ways: Sequence[Ways], files: Mapping[str, str]) -> Iterator[Fault]:
    """Links to other boxes lead to an item there, and 互见 to the document that they speak of.

    `files` are those of all boxes by number; one that cannot be opened is told of otherwise.
    """
    opened = {one.file: one for one in ways}
    for one in ways:
        for label, code, away in one.away:
            other = opened.get(away.file)
            if other is None and away.file in files.values():
                continue
            if other is None or away.name not in other.doors:
                yield Fault(
                    Rule.LINK_DEAD,
                    one.file,
                    say(
                        "a link leads to '{name}' in '{file}', which is no item of this package",
                        name=away.name,
                        file=away.file,
                    ),
                    page=label,
                    box=one.number,
                    item=code,
                )
        for code, number, target, led in one.seen:
            # a box that was not built yet is in no report
            if number in files and Away(files[number], f"{NAMED}{target}") not in led:
                yield Fault(
                    Rule.LINK_ABSENT,
                    one.file,
                    say(
                        "item {code} does not lead to item {target} of box {box}",
                        code=code,
                        target=target,
                        box=number,
                    ),
                    box=one.number,
                    item=code,
                )


def outlined(box: BoxFile) -> Iterator[Fault]:
    """Cover, catalogue, each item and the 备考表 have their bookmark, on their page."""
    found: dict[str, list[int | None]] = {}
    for one in box.outline:
        found.setdefault(masked(one.title), []).append(one.page)
    # in print on both sides the cover may have a blank back
    second = 1 if box.has(1) and box.texts[1].strip() else 2
    # a box that follows DA/T 22-2015 has a catalogue by another name
    contents = "归档文件目录" if any(one.get("archive_code") for one in box.items) else "卷内目录"
    wanted = {"封面": (0, ""), contents: (second, ""), "备考表": (box.front + box.body, "")}
    for item, first in box.placed:
        mark, code = "（缺）" if item["missing"] else "", item["code"]
        wanted[masked(f"{code} {item['title']}{mark}")] = (first, code)
    for title, (page, code) in wanted.items():
        if title not in found:
            yield Fault(
                Rule.OUTLINE_ABSENT,
                box.file,
                say("'{title}' has no bookmark", title=title),
                item=code,
            )
        elif page not in found[title]:
            yield Fault(
                Rule.OUTLINE_WRONG,
                box.file,
                say("the bookmark '{title}' leads to another page", title=title),
                item=code,
            )
    yield from _leading_nowhere(box, {title: code for title, (_, code) in wanted.items()})


def _leading_nowhere(box: BoxFile, known: Mapping[str, str]) -> Iterator[Fault]:
    """Bookmarks without a page. Those that an item brought with it are its author's; not ours."""
    item, depth = "", 0
    for one in box.outline:
        if item and one.depth <= depth:
            item = ""
        if not item and known.get(masked(one.title)):
            item, depth = known[masked(one.title)], one.depth
        elif one.page is None and not one.elsewhere and masked(one.title) not in known:
            yield Fault(
                Rule.OUTLINE_DEAD if item else Rule.OUTLINE_WRONG,
                box.file,
                say("the bookmark '{title}' leads nowhere", title=one.title),
                item=item,
            )
