"""Links: within an item, from the catalogue to the items, and back.

Every link ends as an explicit destination: names would clash between items (three files made
from one Word template all have a ``_Toc100``) and lead astray without a word.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, ObjectSet, Pdf, PdfError, String

from dossier.bind.binding import See
from dossier.bind.place import Box
from dossier.bind.stamp import sheet_of

_BROKEN_TREE = (PdfError, RuntimeError, ValueError, TypeError, LookupError)

SCHEME = "dossier:item/"
"""What a template's link to an item begins with; its number follows (``dossier:item/0012``)."""


NAMED = "item-"
"""What begins the name of an item's first page (``item-0012``)."""


def make_explicit(pdf: Pdf) -> None:
    """Replace, in memory, each destination that a link of `pdf` names by the place it stands for.

    A name that stands for nothing is left: it is a dead link already. One that leads to a page
    that is gone becomes one, or the page would come along, unseen.
    """
    pages = ObjectSet(page.obj for page in pdf.pages)
    for page in pdf.pages:
        for annotation in annotations(page.obj):
            _resolve(pdf, pages, annotation, "/Dest")
            for action in _actions(annotation.get("/A")):
                if action.get("/S") == Name.GoTo:
                    _resolve(pdf, pages, action, "/D")


def _actions(first: Any) -> Iterator[Dictionary]:
    """An action and those that follow it (/Next), each once."""
    seen, waiting = ObjectSet(), [first]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting.extend(one)
        elif isinstance(one, Dictionary) and seen.add(one):
            yield one
            waiting.append(one.get("/Next"))


def _resolve(pdf: Pdf, pages: ObjectSet, holder: Dictionary, key: str) -> None:
    place = explicit(pdf, holder.get(key))
    if place is not None:
        holder[key] = place if place[0] in pages else Array([None, Name.Fit])


def explicit(pdf: Pdf, place: Any) -> Array | None:
    """The destination that `place` is or names in `pdf`; None where it leads nowhere.

    Its first entry is a dictionary, if only that of a page that the file holds no longer.
    """
    if isinstance(place, String | Name):
        place = _named(pdf, place)
    if isinstance(place, Dictionary):
        place = place.get("/D")
    if not isinstance(place, Array) or not len(place):
        return None
    first = place[0]
    if isinstance(first, int) and first in range(len(pdf.pages)):
        # a page's index is for other files (ISO 32000-1, 12.3.2.2), but some write it here too
        return Array([pdf.pages[first].obj, *list(place)[1:]])
    return place if isinstance(first, Dictionary) else None


def _named(pdf: Pdf, name: Any) -> Any:
    """What `name` stands for: in the name tree (a string) or in PDF 1.1's dictionary (a name)."""
    if isinstance(name, Name):
        places = pdf.Root.get("/Dests")
        return places.get(name) if isinstance(places, Dictionary) else None
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    try:
        return NameTree(tree).get(str(name)) if isinstance(tree, Dictionary) else None
    except _BROKEN_TREE:  # what its names stand for is lost, not what they stand on
        return None


def annotations(page: Dictionary) -> list[Dictionary]:
    """The annotations of `page` that are worth the name."""
    listed = page.get("/Annots")
    if not isinstance(listed, Array):
        return []
    return [one for one in listed if isinstance(one, Dictionary)]


def top_of(page: Dictionary) -> Array:
    """The destination that shows `page` from its top, at the zoom that the reader has chosen."""
    sheet = sheet_of(page)
    x, y = sheet.point(0, sheet.height)
    return Array([page, Name.XYZ, round(x, 3), round(y, 3), None])


def link_items(front: list[Dictionary], first_pages: Mapping[int, Dictionary]) -> dict[int, int]:
    """Turn the ``dossier:item/NNNN`` links of the `front` pages into jumps to the items.

    `first_pages` maps 件号 to its first page. Returns 件号 → index in `front` of the page with
    its row. A link to an item that is not there is a fault of ours and raises ValueError.
    """
    rows: dict[int, int] = {}
    for index, page in enumerate(front):
        for annotation in annotations(page):
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""
            if not address.startswith(SCHEME):
                continue
            number = int(address.removeprefix(SCHEME))
            if number not in first_pages:
                raise ValueError(f"{address} leads to no item of the box")
            annotation.A = Dictionary(S=Name.GoTo, D=top_of(first_pages[number]))
            rows.setdefault(number, index)
    return rows


def name_places(pdf: Pdf, items: Sequence[tuple[str, Dictionary]]) -> None:
    """Name the first page of each item by its 件号, so that other boxes can lead to it."""
    names = pdf.Root.get("/Names")
    if not isinstance(names, Dictionary):
        names = pdf.Root.Names = Dictionary()
    tree = NameTree.new(pdf)
    for code, page in items:
        tree[f"{NAMED}{code}"] = Dictionary(D=top_of(page))
    names.Dests = tree.obj


def add_link(pdf: Pdf, page: Dictionary, where: Box, target: Dictionary | See) -> None:
    """Make the rectangle `where` of `page` (in its own coordinates) a link to `target`.

    That is a page of this box, or an item of another box, whose PDF lies beside it.
    """
    if isinstance(target, See):
        there = Dictionary(S=Name.GoToR, F=String(target.file), D=String(f"{NAMED}{target.code}"))
    else:
        there = Dictionary(S=Name.GoTo, D=top_of(target))
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(value, 3) for value in where]),
        Border=Array([0, 0, 0]), F=4, A=there,
    )  # fmt: skip
    # a new array: pages that were one object in the source share theirs
    page.Annots = Array([*annotations(page), pdf.make_indirect(link)])
