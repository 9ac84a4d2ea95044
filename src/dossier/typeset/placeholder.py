"""占位页: one page that stands in the box where an item is missing, and says so."""

from pathlib import Path

from dossier.facts import Fact, asdict
from dossier.typeset.press import press


class Notice(Fact, frozen=True):
    """What is missing, in Chinese; what is not known or does not apply is ''.

    `title` of the item, `indicator` it belongs to, `year` (学年度), `reason` (what is missing or
    why it cannot be bound) and `responsible` (group and person).
    """

    title: str
    indicator: str
    year: str
    reason: str
    responsible: str


def placeholder(notice: Notice, out: Path) -> int:
    """Write the page for `notice` to `out`; its page count.

    It cannot be taken for a document: 缺 fills a third of it, between hatched bands.
    """
    return press("placeholder.typ", asdict(notice), out)


_MM = 72 / 25.4

LINK = (28 * _MM, (297 - 162) * _MM, 182 * _MM, (297 - 138) * _MM)
"""Where the page prints the mark: left, bottom, right, top in points, to be made a link."""


class Reference(Fact, frozen=True):
    """What is bound elsewhere, in Chinese; what is not known or does not apply is ''.

    `title`, `number` (文号), `author` and `dated` are those of the document, `indicator` and `year`
    what this page stands for, and `see` the document's mark (``03盒0012件``).
    """

    title: str
    indicator: str
    year: str
    number: str
    author: str
    dated: str
    see: str


def reference(facts: Reference, out: Path) -> int:
    """Write the page for `facts` to `out`; its page count.

    It calls itself 互见页 and says that the document is bound once, so that nobody looks for a
    copy here or takes the page for one.
    """
    return press("reference.typ", asdict(facts), out)


def stamp_sheet(out: Path) -> int:
    """Write the sheet to `out`, its upper part empty; its page count."""
    return press("stampsheet.typ", {}, out)
