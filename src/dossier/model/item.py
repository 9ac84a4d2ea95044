"""件: what a box holds, before and after it has its place."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dossier.model.evidence import Photo
from dossier.model.standard import BoxSpec
from dossier.model.years import Year


class Origin(Enum):
    """Where an item's pages come from."""

    CHAPTER = "chapter"  # a document that we render; Item.ref is the chapter's code
    FILE = "file"  # a file of evidence; Item.ref is its path
    PHOTOS = "photos"  # a photo sheet; Item.photos
    GAP = "gap"  # nothing: a placeholder page that says what is missing


@dataclass(frozen=True, slots=True)
class Item:
    """One 件. `key` is stable from build to build; `gap` says in Chinese what is missing."""

    key: str
    indicator: str
    title: str
    origin: Origin
    ref: str = ""
    year: Year | None = None
    requirement: str = ""
    author: str = ""
    number: str = ""
    dated: date | None = None
    retention: str = ""
    secrecy: str = ""
    note: str = ""
    photos: tuple[Photo, ...] = ()
    gap: str = ""
    responsible: str = ""

    @property
    def is_chapter(self) -> bool:
        """Whether it is a chapter, also where the chapter could not be made."""
        return self.key.startswith("chapter:")


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and its 件号 within its box."""

    item: Item
    box: str
    number: int

    @property
    def mark(self) -> str:
        """The short reference that documents print: ``03盒0012件``."""
        return f"{self.box}盒{self.number:04d}件"


@dataclass(frozen=True, slots=True)
class Arranged:
    """A box with its items in order, before any page is counted."""

    spec: BoxSpec
    items: tuple[Placed, ...]

    @property
    def gaps(self) -> int:
        """How many of its items are missing."""
        return sum(placed.item.origin is Origin.GAP for placed in self.items)


@dataclass(frozen=True, slots=True)
class Paged:
    """A placed item and its pages in the box, counted from 1; front matter is not counted."""

    placed: Placed
    first: int
    count: int

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.first + self.count - 1
