"""The frames of labels as they are drawn in a PDF, from the corners of their paths."""

from ctypes import byref, c_float
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4
"""Points to a millimetre."""


class Frame(NamedTuple):
    """One frame: its page, the left and lower edge on the page and its size, all in mm."""

    page: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def points(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top in points."""
        right, top = self.left + self.width, self.bottom + self.height
        return self.left * MM, self.bottom * MM, right * MM, top * MM


def frames(path: Path, least: float = 200) -> list[Frame]:
    """The rectangles of at least `least` mm of height, page by page, from left to right."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
                corners = [drawn.get_matrix().on_point(*point) for point in _points(drawn)]
                across = [x / MM for x, _ in corners]
                down = [y / MM for _, y in corners]
                width, height = max(across) - min(across), max(down) - min(down)
                if height > least and width > 1:
                    found.append(Frame(number, min(across), min(down), width, height))
    return sorted(found)


def _points(drawn: pypdfium2.PdfObject) -> list[tuple[float, float]]:
    points = []
    for at in range(raw.FPDFPath_CountSegments(drawn)):
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(drawn, at), byref(x), byref(y))
        points.append((x.value, y.value))
    return points
