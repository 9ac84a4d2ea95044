"""Pages of lines, as formats of pages have them (PDF, OFD), read as paragraphs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dossier.media.passage import BREAK, Passage, clean
from dossier.messages import say

# a line of a paragraph that is shorter than this part of the page's longest ends the paragraph
_FULL = 0.75
_TAIL = 200
_SENTENCE_END = re.compile(rf"[。！？!?{BREAK}]")
_FOLIO = re.compile(r"[-—–\s第页共/]*\d{1,4}[-—–\s第页共/\d]*")
# what nearly all wide characters are: ideographs, full stops and brackets, full-width forms
_WIDE = re.compile(r"[\u4e00-\u9fff\u3001-\u3029\uff01-\uff60]+")


def lines_of(words: str) -> list[str]:
    """The lines of a page that are not blank, but for a first or last that numbers it."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    for end in (-1, 0):
        if lines and _FOLIO.fullmatch(lines[end]):
            del lines[end]
    return lines


def page_passages(pages: Sequence[tuple[int, list[str]]]) -> Iterator[Passage]:
    """A passage for each page, of which the width is told (in any unit), and the lines.

    Such formats know lines, not paragraphs: one that stops short ends a paragraph.
    """
    measured = [(width, lines, [*map(_width, lines)]) for width, lines in pages]
    longest: dict[int, int] = {}  # of the pages of each width: upright ones and those on their side
    for width, _, widths in measured:
        longest[width] = max([longest.get(width, 0), *widths])
    before = ""
    for number, (width, lines, widths) in enumerate(measured, 1):
        full = [one >= longest[width] * _FULL for one in widths]
        ends = ["\n" if goes_on else BREAK for goes_on in full]
        text = clean("".join(line + end for line, end in zip(lines, ends, strict=True)))
        yield Passage(say("page {page}", page=str(number)), text, before, is_page=True)
        before = _SENTENCE_END.split(text)[-1][-_TAIL:] if full and full[-1] else ""


def _width(line: str) -> int:
    others = _WIDE.sub("", line)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in others if not c.isascii())
    return 2 * len(line) - len(others) + wide
