"""Rules on links and bookmarks: they are there, and lead where they say."""

from collections.abc import Iterator

from dossier.messages import say
from dossier.verify.package import BoxFile
from dossier.verify.rules import Fault, Rule

_OUTSIDE = ("http:", "https:", "mailto:", "ftp:")


def catalogued(box: BoxFile) -> Iterator[Fault]:
    """Each item is one click from its row, and its row one click from the item."""
    targets: dict[int, int] = {}
    firsts = {box.index(item["first"]) for item in box.items}
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
    for item in box.items:
        first = box.index(item["first"])
        if not box.has(first):
            continue
        code = f"{item['number']:04d}"
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
                page=str(item["first"]),
                item=code,
            )


def living(box: BoxFile) -> Iterator[Fault]:
    """No link leads nowhere."""
    for label, page in zip(box.labels, range(len(box.pages)), strict=False):
        for jump in box.jumps(page):
            if jump.target is None and not jump.address.startswith(_OUTSIDE):
                yield Fault(Rule.LINK_DEAD, box.file, say("a link leads nowhere"), page=label)


def outlined(box: BoxFile) -> Iterator[Fault]:
    """Cover, catalogue, each item and the 备考表 have their bookmark, on their page."""
    found: dict[str, list[int | None]] = {}
    for _, title, page in box.outline:
        found.setdefault(title, []).append(page)
    wanted = {"封面": (0, ""), "卷内目录": (1, ""), "备考表": (box.front + box.numbered, "")}
    for item in box.items:
        mark, code = "（缺）" if item["missing"] else "", f"{item['number']:04d}"
        wanted[f"{code} {item['title']}{mark}"] = (box.index(item["first"]), code)
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
    for title, pages in found.items():
        if title not in wanted and None in pages:
            yield Fault(
                Rule.OUTLINE_WRONG,
                box.file,
                say("the bookmark '{title}' leads nowhere", title=title),
            )
