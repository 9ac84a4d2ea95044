"""The outline of a box: 封面, 卷内目录, indicator → year → item → its own outline, 备考表.

Where boxes follow DA/T 22-2015, the items stand at the top: a box holds one year and one office.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    OutlineItem,
    OutlineStructureError,
    Pdf,
    String,
)

from dossier.bind.binding import Part
from dossier.bind.clean import entries
from dossier.bind.links import explicit, top_of

_DEPTH = 64
NO_OUTLINE = (OutlineStructureError, AttributeError, TypeError, ValueError)
"""What an outline that cannot be read raises."""
_PLACES = (Array, String, Name, Dictionary)


def take_outline(source: Pdf, pages: Mapping[tuple[int, int], Dictionary]) -> list[OutlineItem]:
    """The outline of `source`, leading to `pages`: object number in `source` → page in the box.

    Web addresses stay; an entry that leads nowhere keeps its title. Of an outline that cannot
    be read nothing is taken, and the census tells of it.
    """
    if not isinstance(source.Root.get("/Outlines"), Dictionary):
        return []
    for entry in entries(source.Root.Outlines):
        _tidy(entry)
    try:
        own = source.open_outline(max_depth=_DEPTH).root
    except NO_OUTLINE:
        return []
    return [carried(source, pages, item) for item in own]


def _tidy(entry: Dictionary) -> None:
    """Take out of a bookmark what is of no kind that its place asks for."""
    for key, kinds in (("/Dest", _PLACES), ("/A", Dictionary)):
        if key in entry and not isinstance(entry[key], kinds):
            del entry[key]
    if not isinstance(entry.get("/Title"), String):
        entry.Title = String("")


def carried(
    source: Pdf, pages: Mapping[tuple[int, int], Dictionary], item: OutlineItem
) -> OutlineItem:
    """A bookmark of `source` with all beneath it, leading to `pages`; web addresses stay."""
    place: Any = item.destination
    action, address = item.action, None
    if place is None and action is not None:
        if action.get("/S") == Name.GoTo:
            place = action.get("/D")
        elif action.get("/S") == Name.URI and isinstance(action.get("/URI"), String):
            address = Dictionary(S=Name.URI, URI=String(bytes(action.URI)))
    found = explicit(source, place)
    page = found[0] if found is not None else None
    target = pages.get(page.objgen) if isinstance(page, Dictionary) else None
    there = None if target is None or found is None else Array([target, *list(found)[1:]])
    moved = OutlineItem(item.title, there, action=address, color=item.color, flags=item.flags)
    moved.is_closed = item.is_closed
    moved.children = [carried(source, pages, one) for one in item.children]
    return moved


def title_of(part: Part) -> str:
    """What the outline calls an item."""
    return f"{part.code} {part.title}" + ("（缺）" if part.missing else "")


def items_of(outline: Any, titles: Sequence[str]) -> list[Dictionary | None]:
    """The entries of an outline that bear `titles`, in this order; None where one is not there."""
    waiting = deque(titles)
    found: list[Dictionary | None] = []
    ahead = [outline.get("/First")] if isinstance(outline, Dictionary) else []
    while ahead and waiting:
        entry = ahead.pop()
        if isinstance(entry, Dictionary):
            ahead.append(entry.get("/Next"))
            if str(entry.get("/Title")) == waiting[0]:
                found.append(entry)
                waiting.popleft()
            else:
                ahead.append(entry.get("/First"))
    return [*found, *(None for _ in waiting)]


def write_outline(
    pdf: Pdf,
    front: Sequence[tuple[str, Dictionary]],
    parts: Sequence[tuple[Part, Dictionary, list[OutlineItem]]],
    back: Sequence[tuple[str, Dictionary]],
) -> None:
    """Give `pdf` its outline; each entry comes with its first page, a part with its own outline."""
    root = [OutlineItem(title, top_of(page)) for title, page in front]
    heading: OutlineItem | None = None
    subheading: OutlineItem | None = None
    for part, page, own in parts:
        item = OutlineItem(title_of(part), top_of(page))
        item.children, item.is_closed = own, bool(own)
        if not part.heading:
            root.append(item)
            continue
        if heading is None or heading.title != part.heading:
            heading, subheading = OutlineItem(part.heading, top_of(page)), None
            root.append(heading)
        if not part.subheading:
            subheading = None
        elif subheading is None or subheading.title != part.subheading:
            subheading = OutlineItem(part.subheading, top_of(page))
            heading.children.append(subheading)
        (subheading or heading).children.append(item)
    root.extend(OutlineItem(title, top_of(page)) for title, page in back)
    with pdf.open_outline(max_depth=_DEPTH + 3) as outline:
        outline.root.extend(root)
