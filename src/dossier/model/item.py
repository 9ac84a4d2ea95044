"""件: what a box holds, before and after it has its place."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from pathlib import Path

from dossier.facts import Fact
from dossier.files import safe_name
from dossier.model.evidence import Photo, Ranges, spelled
from dossier.model.number import Number, Slot
from dossier.model.standard import BoxSpec
from dossier.model.years import Year


class Origin(Enum):
    """Where an item's pages come from."""

    CHAPTER = "chapter"  # a document that we render; Item.ref is the chapter's code
    FILE = "file"  # a file of evidence; Item.ref is its path
    PHOTOS = "photos"  # a photo sheet; Item.photos
    REFERENCE = "reference"  # 互见: a page that refers to Item.target, bound elsewhere; Item.see
    GAP = "gap"  # nothing: a placeholder page that says what is missing


class Item(Fact, frozen=True):
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
    def lack(self) -> str:
        """What is missing, and where the document stands that this item would refer to."""
        return f"{self.gap}（见{self.see}）" if self.gap and self.see else self.gap

    @property
    def is_chapter(self) -> bool:
        """Whether it is a chapter, also where the chapter could not be made."""
        return self.key.startswith("chapter:")


class ItemPdf(Fact, frozen=True):
    """The pages of an item, ready to be bound, and a hash that changes when they do."""

    pdf: Path
    pages: int
    sha256: str


class Placed(Fact, frozen=True):
    """An item and its place within its box, counted from 1.

    `archive_code` is its 档号 where boxes follow DA/T 22-2015, '' where they follow the indicators.
    `given` is its 件号 where numbers are frozen; until then it is its place. `late` tells that it
    came when the box had been printed, `filled` that a placeholder was printed in its place.
    """

    item: Item
    box: str
    number: int
    archive_code: str = ""
    given: Number | None = None
    late: bool = False
    filled: bool = False

    @property
    def counted(self) -> Number:
        """Its 件号."""
        return self.given or Number((self.number,))

    @property
    def code(self) -> str:
        """Its 件号 as it is printed: ``0012``, ``0012-1``."""
        return self.counted.padded()

    @property
    def mark(self) -> str:
        """The short reference that documents print: ``03盒0012件``."""
        return f"{self.box}盒{self.code}件"


def bound_as(number: str) -> str:
    """The PDF of the box with that number, relative to build/."""
    return f"boxes/box-{safe_name(number)}.pdf"


class Arranged(Fact, frozen=True):
    """A box with its items in order, before any page is counted.

    `year` is its one 年度 where boxes follow DA/T 22-2015, '' where they follow the indicators.
    Where numbers are frozen, `vacant` are those whose items are gone: nothing else takes them.
    `origins` are the :attr:`whence` of the boxes that it was split from or put together of.
    """

    spec: BoxSpec
    items: tuple[Placed, ...]
    year: str = ""
    vacant: tuple[Slot, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def whence(self) -> tuple[str, ...]:
        """What boxes are known by, however they are split or put together.

        The number in 档案盒; the title of a box that follows DA/T 22-2015, which has no such row.
        """
        return self.origins or (self.spec.title if self.year else self.spec.number,)

    @property
    def pdf(self) -> str:
        """The bound box, relative to build/."""
        return bound_as(self.spec.number)

    @property
    def gaps(self) -> int:
        """How many of its items are missing."""
        return sum(placed.item.origin is Origin.GAP for placed in self.items)


def items_of(boxes: Iterable[Arranged]) -> Iterator[Item]:
    """The items of all boxes, in their order."""
    return (placed.item for box in boxes for placed in box.items)


class Paged(Fact, frozen=True):
    """A placed item and its pages in the box.

    `start` is the place of its first page among those of all items, counted from 1 (blank backs
    counted, front matter not), `labels` what its pages bear ('' where a page without content bears
    nothing; the first always bears a number). `spare` are page numbers that it had
    when numbers were frozen and has no page for now; `blank` tells that a blank back follows.
    """

    placed: Placed
    start: int
    labels: tuple[str, ...]
    spare: tuple[str, ...] = ()
    blank: bool = False

    @classmethod
    def running(cls, placed: Placed, first: int, count: int) -> "Paged":
        """Pages that are numbered on from `first`, which is their place, too."""
        return cls(placed, first, tuple(map(str, range(first, first + count))))

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self.labels)

    @property
    def numbered(self) -> int:
        """How many of its pages bear a number."""
        return sum(map(bool, self.labels))

    @property
    def first(self) -> str:
        """The number of its first page."""
        return self.labels[0]

    @property
    def last(self) -> str:
        """The last number that a page of it bears."""
        return next(filter(None, reversed(self.labels)))

    @property
    def end(self) -> int:
        """The place of its last page, or of the blank back behind it."""
        return self.start + self.count - 1 + self.blank

    @property
    def span(self) -> str:
        """``5—7``, ``5`` for a single page."""
        return f"{self.first}—{self.last}" if self.numbered > 1 else self.first
