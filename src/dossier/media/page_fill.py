"""How full pages are: what a typographer would not leave, told of documents that we made ourselves.

Measured is what a page draws, without the number at its foot.
"""

import re
from pathlib import Path
from typing import Any

from dossier.facts import Fact

_FOOT = 0.105  # of a page, from below: the number stands there, and no text
_TOP, _BOTTOM = 0.875, 0.115  # where the text begins and ends, from below
_LEAST = 1 / 3  # of the text's room: a page that is followed by others holds more
_LINES = 3  # a page on which something ends has that many
_SAME_LINE = 6.0  # points
# what begins a page, whatever stands before: an annex, and each of the official forms
_BEGINS = re.compile(r"附件|表\s*[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]")


class Sparse(Fact, frozen=True):
    """A page, numbered from 1, and how full it is, in per cent; or by its lines where it ends."""

    page: int
    percent: int = 0
    lines: int = 0


def sparse_pages(pdf: Path) -> tuple[Sparse, ...]:
    """The pages of a document of several that are nearly empty."""
    from dossier.media.pdfium import PdfDocument  # noqa: PLC0415 - a library of megabytes

    document = PdfDocument(pdf)
    try:
        count = len(document)
        found = []
        for number in range(count) if count > 1 else ():
            page = document[number]
            height = page.get_height()
            boxes = [box for box in _drawn(page) if box[3] > _FOOT * height]
            if not boxes:
                continue
            if number == count - 1 or _BEGINS.match(_words(document[number + 1])):
                lines = len({round(box[1] / _SAME_LINE) for box in boxes})
                if lines < _LINES:
                    found.append(Sparse(number + 1, lines=lines))
                continue
            lowest = min(box[1] for box in boxes)
            full = (_TOP * height - lowest) / ((_TOP - _BOTTOM) * height)
            if full < _LEAST:
                found.append(Sparse(number + 1, percent=max(0, round(full * 100))))
        return tuple(found)
    finally:
        document.close()


def _words(page: Any) -> str:
    return str(page.get_textpage().get_text_bounded()).strip()


def _drawn(page: Any) -> list[tuple[float, float, float, float]]:
    """The boxes of what a page draws: left, bottom, right, top."""
    return [one.get_bounds() for one in page.get_objects(max_depth=2)]
