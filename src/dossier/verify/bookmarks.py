"""The outline of a box, read entry by entry: an odd one costs none of the others."""

from collections.abc import Callable, Iterator
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject

from dossier.facts import Fact

_DEEPEST = 100  # levels of an outline; those of a box are 67 at most


class Bookmark(Fact, frozen=True):
    """An entry of the outline: the page (0-based) that it leads to, None where it leads to none.

    `elsewhere` are those that lead to a web address.
    """

    depth: int
    title: str
    page: int | None
    elsewhere: bool = False


def got(value: Any) -> Any:
    """The object that a reference stands for, or the value itself."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def bookmarks(
    parent: Any, page_of: Callable[[Any], int | None], depth: int = 0, known: set[int] | None = None
) -> Iterator[Bookmark]:
    """The entries beneath `parent` (ISO 32000-1, 12.3.3), in order, each once, and not too deep.

    `page_of` tells the page of a destination. `known` are entries that have been met.
    """
    known = set() if known is None else known
    entry = got(parent.get("/First")) if isinstance(parent, DictionaryObject) else None
    while isinstance(entry, DictionaryObject) and id(entry) not in known:
        known.add(id(entry))
        action, place = got(entry.get("/A")), entry.get("/Dest")
        elsewhere = False
        if isinstance(action, DictionaryObject):
            elsewhere = action.get("/S") == "/URI"
            if place is None and action.get("/S") == "/GoTo":
                place = action.get("/D")
        yield Bookmark(depth, str(got(entry.get("/Title")) or ""), page_of(place), elsewhere)
        if depth < _DEEPEST:
            yield from bookmarks(entry, page_of, depth + 1, known)
        entry = got(entry.get("/Next"))
