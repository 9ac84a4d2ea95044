"""互见页: one page in place of a document that is bound elsewhere, which tells where."""

from pathlib import Path

from dossier.facts import Fact, asdict
from dossier.typeset.press import press

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
