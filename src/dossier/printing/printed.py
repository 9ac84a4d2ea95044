"""Pages and sheets as they come out of the printer."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dossier.facts import Fact
from dossier.model.number import Frozen


class PrintedPage(Fact, frozen=True):
    """One page: the document that it belongs to (封面, or a 件号), its label, and what it shows.

    `content` is a key of all that it is drawn from, `picture` of how it looks ('' where only
    `content` is known). `place` is its 0-based place in the box's PDF.
    """

    document: str
    label: str
    content: str
    picture: str = ""
    place: int = 0

    def looks_like(self, other: "PrintedPage") -> bool:
        """Whether nobody could tell the two apart on paper."""
        alike = self.content == other.content or (self.picture and self.picture == other.picture)
        return bool(alike) and (self.document, self.label) == (other.document, other.label)


class PaperSheet(Fact, frozen=True):
    """One sheet of paper: its front and, in print on both sides, its back."""

    pages: tuple[PrintedPage, ...]

    @property
    def document(self) -> str:
        """The document that it belongs to."""
        return self.pages[0].document

    @property
    def numbers(self) -> tuple[str, ...]:
        """What its pages bear; a blank back bears nothing."""
        labels = tuple(page.label for page in self.pages)
        return tuple(label for label in labels if label[:1].isdigit()) or labels

    @property
    def labels(self) -> str:
        """``第45页``, ``第45、46页``; ``第i页`` of the front matter."""
        return f"第{'、'.join(self.numbers)}页"


class PrintedBox(Fact, frozen=True):
    """A box as it was printed: its pages in order, and a key of its label."""

    number: str
    title: str
    pages: tuple[PrintedPage, ...]
    label: str = ""


class Printing(Fact, frozen=True):
    """All that was printed under one name: the numbers that were given, and every page.

    `order` counts printings from 1, `duplex` tells whether both sides were printed on.
    """

    frozen: Frozen
    order: int
    duplex: bool
    boxes: Mapping[str, PrintedBox]

    @property
    def name(self) -> str:
        """The name that it was given."""
        return self.frozen.name


def sheets_of(pages: Iterable[PrintedPage], *, duplex: bool) -> list[PaperSheet]:
    """The sheets that `pages` are printed on: every document begins on a sheet of its own."""
    sheets = []
    for _, document in groupby(pages, key=lambda page: page.document):
        sheets += [PaperSheet(one) for one in _parted(list(document), 2 if duplex else 1)]
    return sheets


def _parted(pages: Sequence[PrintedPage], size: int) -> Iterable[tuple[PrintedPage, ...]]:
    return (tuple(pages[start : start + size]) for start in range(0, len(pages), size))
