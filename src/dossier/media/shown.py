"""What the pages of a PDF show: their words, pictures, and what is cut off or lies beyond them."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier.facts import Fact

SMALLEST = 4.9
"""Points; of smaller characters it is told. (A hair less than 5, for pages come in whole percents.)
"""
_INSIDE = 1.0  # points; what reaches less far into the page is not seen
_BEYOND = 2.0  # points by which a line may run over the edge of the page
_EDGE = 36.0  # points from the edge within which text hardly ever stands
_HIDDEN = 0.6  # of a slanting character's box, whose corners are empty
_LEVEL = 1e-3
_DEEP = 16  # forms within forms
_BLANKS = " \u3000\u00a0\t\r\n"


class ShownLine(Fact, frozen=True):
    """A piece of text on a page (from 0), and how much of it is cut off, in parts of its height.

    `side` is what lacks left and right, `upright` above and below; `narrow` tells that the border
    is far from that of the page. `size` is that of very small characters, in points.
    """

    page: int
    text: str
    side: float = 0.0
    upright: float = 0.0
    narrow: bool = False
    size: float = 0.0


class Shown(Fact, frozen=True):
    """All of one PDF: the words of each page, how often a picture of some size in pixels is drawn.

    `beyond` is what lies wholly or partly outside the pages, though the words have it; `cut` is
    what a border runs through, looked for only where it was asked for; `small` is what nobody can
    read without a glass.
    """

    pages: tuple[str, ...]
    pictures: Counter[tuple[int, int]]
    beyond: tuple[ShownLine, ...]
    cut: tuple[ShownLine, ...]
    small: tuple[ShownLine, ...] = ()


PAGES_WITH_OBJECTS = 1000
"""How many pages pictures and borders are looked for on: it takes longer than all their words."""


def shown(
    path: Path,
    *,
    pictures: bool = True,
    cuts: bool = False,
    pages_with_objects: int = PAGES_WITH_OBJECTS,
) -> Shown:
    """What the PDF shows; `pictures` and `cuts` take longer than words, so they are asked for.

    Pictures and borders are looked for on its first pages alone. Raises PdfiumError where the file
    is no PDF.
    """
    from dossier.media.pdfium import PdfDocument, raw  # noqa: PLC0415 - megabytes

    words: list[str] = []
    drawn: Counter[tuple[int, int]] = Counter()
    beyond: list[ShownLine] = []
    cut: list[ShownLine] = []
    small: list[ShownLine] = []
    with PdfDocument(path) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            words.append(text.get_text_range() if text.count_chars() > 0 else "")
            if number < pages_with_objects:
                odd = not cuts and _is_odd(raw, text.raw, page.get_size())
                if pictures or cuts or odd:
                    looked = _Objects(raw, page, text.raw, number)
                    if pictures:
                        drawn.update(looked.pictures())
                    if cuts or odd:
                        looked.look(cuts)
                    beyond += looked.beyond
                    cut += looked.cut
                    small += looked.small
            text.close()
            page.close()
    return Shown(tuple(words), drawn, tuple(beyond), tuple(cut), tuple(small))


def _is_odd(raw: Any, text: Any, size: tuple[float, float]) -> bool:
    """Whether any words of a page stand near its edge or beyond, or are no higher than a dash.

    On most pages none do, and their objects need not be gone through, which takes longer.
    """
    width, height = size
    edges = (ctypes.c_double * 4)()
    corners = [ctypes.c_double.from_buffer(edges, 8 * n) for n in range(4)]
    for number in range(raw.FPDFText_CountRects(text, 0, -1)):
        raw.FPDFText_GetRect(text, number, *corners)
        left, top, right, bottom = edges
        inside = left >= _EDGE and bottom >= _EDGE and right <= width - _EDGE
        if not inside or top > height - _EDGE or top - bottom < SMALLEST:
            return True
    return False


class _Objects:
    """The objects of one page (pdfium: fpdf_edit.h)."""

    def __init__(self, raw: Any, page: Any, text: Any, number: int) -> None:
        self._raw = raw
        self._text = text
        self._number = number
        self._width, self._height = page.get_size()
        self.beyond: list[ShownLine] = []
        self.cut: list[ShownLine] = []
        self.small: list[ShownLine] = []
        self._edges = (ctypes.c_float * 4)()
        self._corners = [ctypes.c_float.from_buffer(self._edges, 4 * n) for n in range(4)]
        handle, get = page.raw, raw.FPDFPage_GetObject
        self._all = [get(handle, place) for place in range(raw.FPDFPage_CountObjects(handle))]

    def pictures(self) -> Iterator[tuple[int, int]]:
        """The size of each picture in pixels, also within forms."""
        raw = self._raw
        width, height = ctypes.c_uint(), ctypes.c_uint()
        waiting = [(one, 0) for one in self._all]
        while waiting:
            one, depth = waiting.pop()
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                raw.FPDFImageObj_GetImagePixelSize(one, width, height)
                yield width.value, height.value
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEP:
                places = range(raw.FPDFFormObj_CountObjects(one))
                waiting += [(raw.FPDFFormObj_GetObject(one, n), depth + 1) for n in places]

    def look(self, cuts: bool) -> None:
        """Go through all text for what is very small, beyond the page, and, if asked for, cut.

        Slanting characters that a border hides are beyond the page as well.
        """
        raw, hidden = self._raw, ""
        kind_of, bounds_of, text = (
            raw.FPDFPageObj_GetType, raw.FPDFPageObj_GetBounds, raw.FPDF_PAGEOBJ_TEXT
        )  # fmt: skip
        for one in self._all:
            if kind_of(one) != text:
                continue
            bounds_of(one, *self._corners)
            left, bottom, right, top = self._edges
            if right <= left:
                continue
            if top - bottom < SMALLEST and (size := self._size(one)) < SMALLEST:
                self.small.append(
                    ShownLine(self._number, self._words(one).strip(_BLANKS), size=size)
                )
            found = self._seen(one, left, bottom, right, top, cuts=cuts)
            # what slants comes in single characters: those of one cell are told together
            if found is not None and len(found.text) == 1 and not (found.side or found.upright):
                hidden += found.text
                continue
            if hidden:
                self.beyond.append(ShownLine(self._number, hidden))
                hidden = ""
            if found is not None:
                (self.cut if found.side or found.upright else self.beyond).append(found)
        if hidden:
            self.beyond.append(ShownLine(self._number, hidden))

    def _seen(
        self, one: Any, left: float, bottom: float, right: float, top: float, *, cuts: bool
    ) -> ShownLine | None:
        """The words of a text that is beyond the page or cut; None for one that is seen whole."""
        if lost := self._lost(one, left, bottom, right, top):
            return ShownLine(self._number, lost)
        # most text has no border: nothing else is asked of it
        clip = self._clip(one) if cuts else None
        return None if clip is None else self._cut(one, (left, bottom, right, top), clip)

    def _size(self, one: Any) -> float:
        """The size of a text's characters as they are drawn, in points."""
        matrix, size = self._raw.FS_MATRIX(), ctypes.c_float()
        self._raw.FPDFPageObj_GetMatrix(one, matrix)
        self._raw.FPDFTextObj_GetFontSize(one, size)
        return float(size.value * math.hypot(matrix.c, matrix.d))

    def _slant(self, one: Any) -> tuple[float, float] | None:
        """The direction in which a text runs, a unit long; None where it has none."""
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(one, matrix)
        length = math.hypot(matrix.a, matrix.b)
        return (matrix.a / length, matrix.b / length) if length > _LEVEL else None

    def _lost(self, one: Any, left: float, bottom: float, right: float, top: float) -> str:
        """The words of a text that is beyond the page; blanks at its end do not count."""
        width, height = self._width, self._height
        if left > width - _INSIDE or right < _INSIDE or bottom > height - _INSIDE or top < _INSIDE:
            return self._words(one).strip(_BLANKS)
        if right > width + _BEYOND or left < -_BEYOND:
            words = self._words(one)
            kept = words.rstrip(_BLANKS)
            if kept and (
                left < -_BEYOND or left + (right - left) * len(kept) / len(words) > width + _BEYOND
            ):
                return kept
        return ""

    def _cut(
        self,
        one: Any,
        bounds: tuple[float, float, float, float],
        clip: tuple[float, float, float, float],
    ) -> ShownLine | None:
        slant = self._slant(one)
        if slant is None:
            return None
        left, bottom, right, top = bounds
        low_x, low_y, high_x, high_y = clip
        across = max(0.0, low_x - left) + max(0.0, right - high_x)
        down = max(0.0, low_y - bottom) + max(0.0, top - high_y)
        wide, high = right - left, top - bottom
        if abs(slant[1]) <= _LEVEL:
            size, side, upright, narrow = high, across, down, high_y - low_y < 0.4 * self._height
        elif abs(slant[0]) <= _LEVEL:
            size, side, upright, narrow = wide, down, across, high_x - low_x < 0.4 * self._width
        else:  # it comes in single characters, each of which is seen or not
            hidden = across > _HIDDEN * wide or down > _HIDDEN * high
            words = self._words(one).strip(_BLANKS) if hidden else ""
            return ShownLine(self._number, words) if words else None
        size = max(size, 0.5)
        if side <= 0.35 * size and upright <= 0.45 * size:
            return None
        words = self._words(one).strip(_BLANKS)
        return (
            ShownLine(self._number, words, side / size, upright / size, narrow) if words else None
        )

    def _clip(self, one: Any) -> tuple[float, float, float, float] | None:
        """The box that is common to all paths of a clip; None where nothing is clipped."""
        raw = self._raw
        path = raw.FPDFPageObj_GetClipPath(one)
        count = raw.FPDFClipPath_CountPaths(path) if path else 0
        if count <= 0:
            return None
        boxes = [box for place in range(count) if (box := self._box(path, place))]
        if not boxes:
            return None
        return (
            max(box[0] for box in boxes), max(box[1] for box in boxes),
            min(box[2] for box in boxes), min(box[3] for box in boxes),
        )  # fmt: skip

    def _box(self, path: Any, place: int) -> tuple[float, float, float, float] | None:
        raw = self._raw
        count = raw.FPDFClipPath_CountPathSegments(path, place)
        if count < 4:  # noqa: PLR2004 - no rectangle
            return None
        x, y = ctypes.c_float(), ctypes.c_float()
        points = []
        for number in range(count):
            segment = raw.FPDFClipPath_GetPathSegment(path, place, number)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _words(self, one: Any) -> str:
        raw = self._raw
        size = raw.FPDFTextObj_GetText(one, self._text, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        raw.FPDFTextObj_GetText(one, self._text, buffer, size)
        return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "ignore")
