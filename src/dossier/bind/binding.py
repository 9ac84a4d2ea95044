"""What goes into one box, and which page carries which number: pure arithmetic."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from dossier.bind.place import Box
from dossier.bind.zones import StampPlace
from dossier.facts import Fact, astuple
from dossier.finding import Finding
from dossier.model.number import Number
from dossier.model.settings import Numbering

CUT = "…"
"""What stands for the rest of a text that does not fit into its cell."""


class StampCells(Fact, frozen=True):
    """What the cells say, row by row; the one that may stay empty is `office`, 机构（问题）."""

    fonds: str
    year: str
    number: str
    office: str
    retention: str
    pages: str

    @property
    def characters(self) -> str:
        """Everything that the font has to have for this stamp."""
        return "".join((*astuple(self), CUT))


class Filed(Fact, frozen=True):
    """归档章 of an item: what its cells say, and where on the first page it stands.

    Where there is no room for it, `lead` is a sheet that is bound before that page.
    """

    cells: StampCells
    place: StampPlace | None
    lead: Path | None = None


class See(Fact, frozen=True):
    """Where the document is that a 互见页 stands for: in which box's `file`, under which 件号.

    `file` is '' for the same box. `where` is the rectangle of its page that becomes the link.
    """

    file: str
    code: str
    where: Box


class Part(Fact, frozen=True):
    """One 件 to bind.

    `labels` are the numbers that its pages bear ('' where one bears none), a sheet that `filed`
    puts before them included;
    with `blank` a page without one follows, the back of its last sheet. `number` is its place in
    the box, counted from 1, `code` its 件号 as printed and `mark` the reference that its first
    page carries (``03盒0012件``). In the outline it stands beneath `heading` (the indicator) and,
    where that is not '', `subheading` (the year); where `heading` is '', at the top.
    """

    pdf: Path
    labels: tuple[str, ...]
    number: int
    code: str
    title: str
    heading: str
    subheading: str
    mark: str
    missing: bool = False
    blank: bool = False
    filed: Filed | None = None
    see: See | None = None

    @property
    def pages(self) -> int:
        """How many pages it has, the blank back not counted."""
        return len(self.labels)

    @property
    def lead(self) -> Path | None:
        """The sheet before its own pages, where 归档章 needs one."""
        return self.filed.lead if self.filed else None

    @property
    def own(self) -> int:
        """How many of its pages come from its own file."""
        return self.pages - bool(self.lead)

    @property
    def room(self) -> int:
        """How many pages it takes up in the box."""
        return self.pages + self.blank


class Binding(Fact, frozen=True):
    """One box: front matter, items, back matter, and what its metadata says.

    `front` and `back` pair a bookmark with a PDF; their pages carry no number. `identity` is a
    hexadecimal key of everything that goes in (at least 32 digits): it becomes the file's /ID.
    `numbering` says what pages bear and where, and whether each document of the front has a blank
    back where it needs one to be even. `dated` is the day on which the box was put in order.
    """

    title: str
    number: str
    author: str
    keywords: tuple[str, ...]
    front: tuple[tuple[str, Path], ...]
    parts: tuple[Part, ...]
    back: tuple[tuple[str, Path], ...]
    identity: str
    numbering: Numbering = Numbering()
    dated: date | None = None

    def __post_init__(self) -> None:
        """Refuse a plan whose numbers repeat or do not rise: a fault of the planner."""
        last: Number | None = None
        for part in self.parts:
            if not part.pages:
                raise ValueError(f"{part.mark}: without pages")
            if part.labels[0] == "1":
                last = None  # counted within each item (DA/T 22-2015)
            for label in map(Number.read, filter(None, part.labels)):
                if last and label <= last:
                    raise ValueError(f"{part.mark}: page {label} behind page {last}")
                last = label
        for one, next_ in pairwise(self.parts):
            if one.number >= next_.number or one.code == next_.code:
                raise ValueError("the numbers of the parts do not rise")
        int(self.identity[:32], 16)
        if len(self.identity) < 32:  # noqa: PLR2004
            raise ValueError("the identity is shorter than 32 hexadecimal digits")


class ItemAccount(Fact, frozen=True):
    """What became of one part on its way into the box.

    `before` and `after` are its census (kind → how many) in its own file and in the box,
    `reasons` what keeps it from being PDF/A-2b, and `altered` whether something was taken out.
    """

    before: Mapping[str, int]
    after: Mapping[str, int]
    reasons: tuple[str, ...]
    altered: bool


class Bound(Fact, frozen=True):
    """What binding has to tell: findings, and an account of each part, in order.

    The box claims to be PDF/A-2b where `pdfa` is true; `reasons` are what the front, the back
    and the box itself have against it.
    """

    findings: tuple[Finding, ...]
    accounts: tuple[ItemAccount, ...]
    pdfa: bool
    reasons: tuple[str, ...]


class Fitness(Fact, frozen=True):
    """What a box would have against a file: `faults` as in docs/report.md, none where it is fit.

    `signed` tells whether it bears an electronic signature, which nothing else may touch.
    """

    signed: bool
    faults: tuple[str, ...]


class PageLabel(Fact, frozen=True):
    """How pages are labelled from the 0-based page `start` on: `prefix`, then a counter.

    `style` is 'r' (i, ii, …), 'D' (1, 2, …) or '' for the prefix alone, and `first` what the
    counter begins with (ISO 32000-1, 12.4.2).
    """

    start: int
    style: str
    prefix: str = ""
    first: int = 1


BLANK, EMPTY = "空白背面", "空白页"
"""The labels of a blank back and of an item's page without content, which bear no number."""


def page_labels(
    front: int, parts: Sequence[Part], back: Sequence[tuple[str, int]]
) -> tuple[PageLabel, ...]:
    """Labels that equal what is printed: i, ii, … then those of the `parts`, then names.

    `back` pairs the name of each document at the end with its page count; a single page bears
    the name alone, of several each is counted.
    """
    labels = [PageLabel(0, "r")] if front else []
    start = front
    expected = None
    for part in parts:
        for label in part.labels:
            if not label:
                labels.append(PageLabel(start, "", EMPTY))
                start, expected = start + 1, None
                continue
            if label != expected:
                labels.append(_numbered(start, label))
            *prefix, last = label.split("-")
            expected = "-".join((*prefix, str(int(last) + 1)))
            start += 1
        if part.blank:
            labels.append(PageLabel(start, "", BLANK))
            start += 1
            expected = None
    for name, pages in back:
        labels.append(
            PageLabel(start, "", name) if pages == 1 else PageLabel(start, "D", f"{name} ")
        )
        start += pages
    return tuple(labels)


def _numbered(start: int, label: str) -> PageLabel:
    """Counting from `label` on, whose last number is the one that counts: 47-1, 47-2."""
    prefix, dash, last = label.rpartition("-")
    return PageLabel(start, "D", prefix + dash, int(last))
