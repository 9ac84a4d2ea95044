"""件: what a box holds, before and after it has its place."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dossier.model.evidence import Photo, Ranges, spelled
from dossier.model.standard import BoxSpec
from dossier.model.years import Year


class Origin(Enum):
    """Where an item's pages come from."""

    CHAPTER = "chapter"  # a document that we render; Item.ref is the chapter's code
    FILE = "file"  # a file of evidence; Item.ref is its path
    PHOTOS = "photos"  # a photo sheet; Item.photos
    REFERENCE = "reference"  # 互见: a page that refers to Item.target, bound elsewhere; Item.see
    GAP = "gap"  # nothing: a placeholder page that says what is missing


@dataclass(frozen=True, slots=True)
class Item:
    """One 件. `key` is stable from build to build; `gap` says in Chinese what is missing.

    `pages` are those of its file that are bound, where not all of them are. What refers to another
    item has that one's key in `target`, and in `see` its mark, once both have their place.
    """

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
    pages: Ranges = ()
    target: str = ""
    see: str = ""

    @property
    def remark(self) -> str:
        """What 备注 says before what the register remarks: ``见03盒0012件``, ``节选第3—5、8页``."""
        if self.origin is Origin.REFERENCE and self.see:
            return f"见{self.see}"
        return f"节选第{spelled(self.pages)}页" if self.pages else ""

    @property
    def is_chapter(self) -> bool:
        """Whether it is a chapter, also where the chapter could not be made."""
        return self.key.startswith("chapter:")


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and its 件号 within its box.

    `archive_code` is its 档号 where boxes follow DA/T 22-2015, '' where they follow the indicators.
    """

    item: Item
    box: str
    number: int
    archive_code: str = ""

    @property
    def mark(self) -> str:
        """The short reference that documents print: ``03盒0012件``."""
        return f"{self.box}盒{self.number:04d}件"


@dataclass(frozen=True, slots=True)
class Arranged:
    """A box with its items in order, before any page is counted.

    `year` is its one 年度 where boxes follow DA/T 22-2015, '' where they follow the indicators.
    """

    spec: BoxSpec
    items: tuple[Placed, ...]
    year: str = ""

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
