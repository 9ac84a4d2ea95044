"""Where 归档章 finds room on a page as it really looks.

It is never put over text or pictures (DA/T 22-2015, 归档章), and not into an empty cell of a form.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate
from operator import add
from pathlib import Path

from pikepdf import Array, Dictionary, Name

from dossier.bind.links import annotations
from dossier.bind.place import Box, UprightPage, plate
from dossier.bind.stamp import sheet_of
from dossier.bind.zones import EDGE, PIXELS, StampPlace, growth, stamp_size, tried
from dossier.media.pdf import open_pdf
from dossier.media.picture import PagePixels, inked

_PLATE = (4.5, 7.0)  # em: the widest number and mark that a page may come to bear
_HIDDEN = 2  # an annotation's flag (ISO 32000-1, 12.5.3)


def find_space(path: Path, page: int = 0) -> StampPlace | None:
    """The place for 归档章 on a page (0-based) of the PDF at `path`; None where there is no room.

    The upper right corner stays free for the page number. It depends on nothing but the file, and
    may be kept for as long as that does not change. Raises UnusableError as
    :func:`~dossier.media.pdf.open_pdf` does.
    """
    with open_pdf(path) as pdf:
        held = pdf.pages[page].obj
        sheet = sheet_of(held)
        taken = [_seen(sheet, one) for one in _marked(held)]
    picture = inked(path, page, PIXELS * sheet.unit / growth(sheet))
    return None if picture is None else room(picture, sheet, taken)


def room(picture: PagePixels, sheet: UprightPage, taken: Iterable[Box] = ()) -> StampPlace | None:
    """The place for the stamp on `sheet`, whose ink `picture` shows; None where there is none.

    `taken` are rectangles (as seen, in the page's units) that it has to avoid besides.
    """
    across, down = picture.width / sheet.width, picture.height / sheet.height
    expected = PIXELS * sheet.unit / growth(sheet)
    if max(abs(across - expected) * sheet.width, abs(down - expected) * sheet.height) > 2:  # noqa: PLR2004
        return None  # it was drawn in another size than ours: it does not tell where its ink is
    number = plate(sheet, *_PLATE)
    corner = (number.x, number.y, sheet.width, number.y + number.height)
    boxes = [
        (box[0] * across, (sheet.height - box[3]) * down, box[2] * across,
         (sheet.height - box[1]) * down)
        for box in (corner, *taken)
    ]  # fmt: skip
    blank = _Blank(picture, boxes)
    for x, y, width, height, turn in tried(picture.width, picture.height):
        if blank.is_open(x, y, x + width, y + height):
            wide, high = stamp_size(sheet, turn)
            return StampPlace(
                round((x + width / 2) / across - wide / 2, 3),
                round(sheet.height - (y + height / 2) / down - high / 2, 3),
                wide, high, turn,
            )  # fmt: skip
    return None


class _Blank:
    """Which rectangles of a picture hold no ink (a summed-area table)."""

    def __init__(self, picture: PagePixels, taken: Iterable[Box]) -> None:
        self.width, self.height = picture.width, picture.height
        ink = bytearray(picture.ink)
        for box in taken:
            x0, x1 = (min(max(round(one), 0), self.width) for one in (box[0], box[2]))
            y0, y1 = (min(max(round(one), 0), self.height) for one in (box[1], box[3]))
            for y in range(y0, y1):
                ink[y * self.width + x0 : y * self.width + x1] = b"\1" * (x1 - x0)
        self.sums = [[0] * (self.width + 1)]
        for start in range(0, len(ink), self.width):
            row = accumulate(ink[start : start + self.width], initial=0)
            self.sums.append(list(map(add, self.sums[-1], row)))

    def is_blank(self, x0: int, y0: int, x1: int, y1: int) -> bool:
        upper, lower = self.sums[y0], self.sums[y1]
        return lower[x1] - lower[x0] == upper[x1] - upper[x0]

    def is_open(self, x0: int, y0: int, x1: int, y1: int) -> bool:
        """Whether it is blank, and so is the way to an edge: an empty cell of a form has none."""
        if not self.is_blank(x0, y0, x1, y1):
            return False
        edge = round(EDGE * PIXELS)
        return (
            self.is_blank(min(edge, x0), y0, x1, y1)
            or self.is_blank(x0, y0, max(self.width - edge, x1), y1)
            or self.is_blank(x0, min(edge, y0), x1, y1)
        )


def _marked(page: Dictionary) -> Iterator[Box]:
    """Where annotations and form fields stand, whatever they look like at the moment."""
    for one in annotations(page):
        flags, rectangle = one.get("/F", 0), one.get("/Rect")
        unseen = one.get("/Subtype") in {Name.Link, Name.Popup}
        if unseen or (isinstance(flags, int) and flags & _HIDDEN):
            continue
        corners = list(rectangle) if isinstance(rectangle, Array) else []
        numbers = [float(value) for value in corners if isinstance(value, int | float | Decimal)]
        if len(numbers) == 4:  # noqa: PLR2004
            yield numbers[0], numbers[1], numbers[2], numbers[3]


def _seen(sheet: UprightPage, box: Box) -> Box:
    """A rectangle in the page's own coordinates as it is seen; the matrix only turns and moves."""
    a, b, c, d, e, f = sheet.matrix
    corners = [
        (a * (x - e) + b * (y - f), c * (x - e) + d * (y - f))
        for x, y in ((box[0], box[1]), (box[2], box[3]))
    ]
    (x0, x1), (y0, y1) = (sorted(one) for one in zip(*corners, strict=True))
    return x0, y0, x1, y1
