"""Whether a page seems blank: a scan of empty paper has grain, shadows, folds and holes, no marks.

Measured on blank papers with noise, dark edges, specks, a fold and print that shows through: none
or 2 marks (punched holes). A page with its number alone has 3, with a line to sign on 8, a page of
text hundreds, faint ones included. Very pale pencil is not seen: such a page only seems blank.
"""

from collections.abc import Set as AbstractSet
from itertools import product

from PIL import Image, ImageChops, ImageFilter

MOST = 2
"""As many marks a page that seems blank may have."""

CLOSE = 1170
"""Pixels of the longer side of a page that is looked at closely: A4 at 100 dpi."""

_BORDER = 0.035  # of each side: shadows of the lid
_DARKER = 45  # of 255, than the paper around it
_LEAST, _SHORTEST, _LONGEST = 6, 4, 60  # pixels of a mark, and its longer side
_FULL = 2_500  # pixels of ink: with more no page is blank
_QUICK, _SEEN = 300, 24  # a page of this many pixels on its longer side, and what is ink there
_SOME = 60


def seems_blank(page: Image.Image) -> bool:
    """Whether a page, in grey and at least 100 dpi, shows nothing but paper."""
    grey = page.convert("L")
    longer = max(grey.size)
    if longer > CLOSE:
        small = (max(1, grey.width * CLOSE // longer), max(1, grey.height * CLOSE // longer))
        grey = grey.resize(small, Image.Resampling.BOX)
    ink = _ink(grey, _DARKER)
    pixels = [at for at, dark in enumerate(ink.tobytes()) if dark]
    if len(pixels) > _FULL:
        return False
    return _marks({(at % ink.width, at // ink.width) for at in pixels}) <= MOST


def shows_something(page: Image.Image) -> bool:
    """Whether a page surely is not blank, seen small: most pages need no closer look."""
    grey = page.convert("L")
    if (factor := max(grey.size) // (2 * _QUICK)) > 1:
        grey = grey.reduce(factor)
    longer = max(grey.size)
    if longer > _QUICK:
        small = (max(1, grey.width * _QUICK // longer), max(1, grey.height * _QUICK // longer))
        grey = grey.resize(small, Image.Resampling.BOX)
    return _ink(grey, _SEEN).histogram()[255] > _SOME


def _ink(grey: Image.Image, darker: int) -> Image.Image:
    """Where a page is darker than the paper around: 255, else 0; without its border."""
    across, down = round(grey.width * _BORDER), round(grey.height * _BORDER)
    grey = grey.crop((across, down, grey.width - across, grey.height - down))
    paper = grey.reduce(max(1, max(grey.size) // 75)).filter(ImageFilter.MedianFilter(5))
    around = paper.resize(grey.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(around, grey).point(lambda tone: 255 if tone > darker else 0)


def _marks(ink: AbstractSet[tuple[int, int]]) -> int:
    """How many pieces of ink are of the size of a character."""
    left, marks = set(ink), 0
    while left:
        piece = [left.pop()]
        for x, y in piece:  # which grows meanwhile
            for dx, dy in product((-1, 0, 1), repeat=2):
                near = x + dx, y + dy
                if near in left:
                    left.remove(near)
                    piece.append(near)
        columns, rows = zip(*piece, strict=True)
        longer = max(max(columns) - min(columns), max(rows) - min(rows)) + 1
        marks += len(piece) >= _LEAST and _SHORTEST <= longer <= _LONGEST
    return marks
