"""What goes into one box, and which page carries which number: pure arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dossier.finding import Finding


@dataclass(frozen=True, slots=True)
class Part:
    """One 件 to bind.

    `first` is the box-wide number of its first page and `pages` how many there are; `number` is
    its 件号 and `mark` the reference that its first page carries (``03盒0012件``). In the outline
    it stands beneath `heading` (the indicator) and, where that is not '', `subheading` (the year).
    """

    pdf: Path
    pages: int
    first: int
    number: int
    title: str
    heading: str
    subheading: str
    mark: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """One box: front matter, items, back matter, and what its metadata says.

    `front` and `back` pair a bookmark with a PDF; their pages carry no number. `identity` is a
    hexadecimal key of everything that goes in (at least 32 digits): it becomes the file's /ID.
    """

    title: str
    number: str
    author: str
    keywords: tuple[str, ...]
    front: tuple[tuple[str, Path], ...]
    parts: tuple[Part, ...]
    back: tuple[tuple[str, Path], ...]
    identity: str

    def __post_init__(self) -> None:
        """Refuse a plan whose numbers leave a gap, overlap or repeat: a fault of the planner."""
        expected = 1
        for part in self.parts:
            if part.first != expected or part.pages < 1:
                raise ValueError(f"{part.mark}: page {part.first} of {part.pages}, not {expected}")
            expected += part.pages
        if any(one.number >= next_.number for one, next_ in pairwise(self.parts)):
            raise ValueError("the numbers of the parts do not rise")
        int(self.identity[:32], 16)
        if len(self.identity) < 32:  # noqa: PLR2004
            raise ValueError("the identity is shorter than 32 hexadecimal digits")

    @property
    def numbered(self) -> int:
        """How many pages carry a number."""
        return sum(part.pages for part in self.parts)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one part on its way into the box.

    `before` and `after` are its census (kind → how many) in its own file and in the box,
    `reasons` what keeps it from being PDF/A-2b, and `altered` whether something was taken out.
    """

    before: Mapping[str, int]
    after: Mapping[str, int]
    reasons: tuple[str, ...]
    altered: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """What binding has to tell: findings, and an account of each part, in order.

    The box claims to be PDF/A-2b where `pdfa` is true; `reasons` are what the front, the back
    and the box itself have against it.
    """

    findings: tuple[Finding, ...]
    accounts: tuple[Account, ...]
    pdfa: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """How pages are labelled from the 0-based page `start` on: `prefix`, then a counter.

    `style` is 'r' (i, ii, …), 'D' (1, 2, …) or '' for the prefix alone (ISO 32000-1, 12.4.2).
    """

    start: int
    style: str
    prefix: str = ""


def page_labels(front: int, numbered: int, back: tuple[tuple[str, int], ...]) -> tuple[Label, ...]:
    """Labels that equal what is printed: i, ii, … then 1 to `numbered`, then names.

    `back` pairs the name of each document at the end with its page count; a single page bears
    the name alone, of several each is counted.
    """
    labels = []
    if front:
        labels.append(Label(0, "r"))
    if numbered:
        labels.append(Label(front, "D"))
    start = front + numbered
    for name, pages in back:
        labels.append(Label(start, "", name) if pages == 1 else Label(start, "D", f"{name} "))
        start += pages
    return tuple(labels)
