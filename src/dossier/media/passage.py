"""A passage of a file of evidence: words that know where they stand."""

import re
import unicodedata

from dossier.facts import Fact
from dossier.messages import Text
from dossier.personal import masked
from dossier.text import nfkc

BREAK = "\u2029"
"""The end of a paragraph within a passage; what stands before it is another sentence."""
CELL = "\t"
"""The border between two cells of a table."""

_BETWEEN_WORDS = re.compile(rf"(?<=[0-9A-Za-z０-９])[^\S{CELL}{BREAK}]+(?=[0-9A-Za-z０-９])")
_SPACE = re.compile(rf"[^\S{CELL}{BREAK}]+")
# Some PDF makers give the code points of radicals, which look like the characters they stand for.
_LOOKALIKES = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_CONTROL = {"Cc", "Cf", "Cn"}


class Passage(Fact, frozen=True, array_like=True):
    """A paragraph, a row of a table, or a page, and where it stands.

    `text` is as :func:`clean` leaves it. A page `is_page`: its tables are lines among others, and
    `before` is the sentence that the page before it left open; it says what this one goes on
    about, and is no part of it.
    """

    place: Text
    text: str
    before: str = ""
    is_page: bool = False
    scanned: bool = False


def clean(text: str) -> str:
    """`text` without spaces and line breaks, but for those that part two words or numbers.

    A justified line has spaces in it that nobody typed, and a Chinese sentence is broken
    anywhere. Control characters go; :data:`BREAK` and :data:`CELL` stay. ID and mobile numbers are
    masked, here, so that no cache and no index ever has them.
    """
    known = _LOOKALIKES.sub(lambda one: nfkc(one[0]), text)
    words = _SPACE.sub("", _BETWEEN_WORDS.sub("\0", known)).replace("\0", " ")
    if not words.replace(BREAK, "").replace(CELL, "").isprintable():
        words = "".join(
            c for c in words if c in {CELL, BREAK} or unicodedata.category(c) not in _CONTROL
        )
    return masked(words)
