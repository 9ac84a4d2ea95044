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
