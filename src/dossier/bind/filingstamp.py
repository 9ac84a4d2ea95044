"""归档章: which fonds, year and number an item has, printed on its first page.

DA/T 22-2015 (归档章): 45 mm by 16 mm, six equal cells in two rows, stamped in red; the names of
the cells are not printed.
"""

import re

from pikepdf import Array, Dictionary, Stream

from dossier.bind.binding import CUT, StampCells
from dossier.bind.place import Box, Matrix
from dossier.bind.stamp import FONT, Stamper, numbers, sheet_of
from dossier.bind.stampfont import StampFont
from dossier.bind.zones import DOWNWARD, HEIGHT, UPWARD, WIDTH, StampPlace
from dossier.facts import Fact, astuple

_RED = "0.8 0 0"
_FRAME, _RULE = 1.0, 0.5  # points
_CELL_WIDTH, _CELL_HEIGHT = WIDTH / 3, HEIGHT / 2
_PADDING = 2.0
_SIZES = [half / 2 for half in range(21, 8, -1)]  # 五号 down to 4.5 points, as small as can be read
_LEADING = 1.1
_MIDDLE = 0.37  # em above the baseline: the middle of digits and of Chinese characters
_UNBROKEN = re.compile(r"[!-~]+|.", re.DOTALL)  # numbers and codes stay in one piece


class Lines(Fact, frozen=True):
    """A cell's text, broken into lines of one size (points)."""

    size: float
    lines: tuple[str, ...]


def stamp_filing(stamper: Stamper, page: Dictionary, cells: StampCells, place: StampPlace) -> Box:
    """Print 归档章 on `page` at `place`; where that is, in the page's own coordinates.

    `stamper` must have been made for a text with all of `cells.characters`. The page's number is
    printed after it, so that the number stays the last of the page's words.
    """
    sheet = sheet_of(page)
    drawing = " ".join(
        (
            "Q q",
            f"{numbers(*sheet.matrix)} cm",
            f"{' '.join(f'{value:.5f}' for value in _matrix(place))} cm",
            *_frame(),
            *_filled(stamper.font, cells),
            "Q\n",
        )
    )
    contents = page.get("/Contents")
    inner = [] if contents is None else contents if isinstance(contents, Array) else [contents]
    drawn = stamper.pdf.make_indirect(Stream(stamper.pdf, drawing.encode()))
    page.Contents = Array([stamper.save, *inner, drawn])
    stamper.lend_font(page)
    return sheet.rectangle(place.x, place.y, place.width, place.height)


def fitted(font: StampFont, text: str) -> Lines:
    """`text` in the largest size at which it fits into a cell, broken into lines.

    What does not even fit in the smallest size ends in '…'.
    """
    text = " ".join(text.split())
    for size in _SIZES:
        lines = _broken(font, text, size, _UNBROKEN.findall(text))
        if lines is not None:
            return Lines(size, lines)
    size = _SIZES[-1]
    for end in range(len(text), 0, -1):
        cut = text[:end] + (CUT if end < len(text) else "")
        lines = _broken(font, cut, size, list(cut))
        if lines is not None:
            return Lines(size, lines)
    return Lines(size, ())


def _broken(font: StampFont, text: str, size: float, pieces: list[str]) -> tuple[str, ...] | None:
    """`text` in lines that fit, divided between `pieces`; None where it does not fit."""
    wide = (_CELL_WIDTH - 2 * _PADDING) / size
    # the last line needs no leading
    most = int(((_CELL_HEIGHT - 2 * _PADDING) / size - 1) / _LEADING) + 1
    if font.width(text) <= wide:
        return (text,) if text else ()
    # as even as may be: '学校设置与建设' as four and three, not five and two
    for count in range(2, most + 1):
        for limit in (font.width(text) / count + step / 2 for step in range(5)):
            lines = _greedy(font, pieces, min(limit, wide))
            if lines is not None and len(lines) <= count:
                return lines
    return None


def _greedy(font: StampFont, pieces: list[str], wide: float) -> tuple[str, ...] | None:
    lines = [""]
    for piece in pieces:
        if font.width((lines[-1] + piece).rstrip()) > wide:
            lines.append("")
        lines[-1] = (lines[-1] + piece).lstrip()
        if font.width(lines[-1].rstrip()) > wide:
            return None
    return tuple(line.rstrip() for line in lines if line.strip())


def _matrix(place: StampPlace) -> Matrix:
    """From the stamp's own coordinates, in points from its lower left corner, to what is seen."""
    scale = max(place.width, place.height) / WIDTH
    if place.turn == DOWNWARD:
        return 0, -scale, scale, 0, place.x, place.y + place.height
    if place.turn == UPWARD:
        return 0, scale, -scale, 0, place.x + place.width, place.y
    return scale, 0, 0, scale, place.x, place.y


def _frame() -> list[str]:
    inset = _FRAME / 2  # so that the lines stay within the 45 mm by 16 mm
    outline = numbers(inset, inset, WIDTH - _FRAME, HEIGHT - _FRAME)
    lines = [(inset, _CELL_HEIGHT, WIDTH - inset, _CELL_HEIGHT)]
    lines += [
        (column * _CELL_WIDTH, inset, column * _CELL_WIDTH, HEIGHT - inset) for column in (1, 2)
    ]
    return [
        f"{_RED} RG {_RED} rg {numbers(_FRAME)} w {outline} re S {numbers(_RULE)} w",
        *(f"{numbers(x0, y0)} m {numbers(x1, y1)} l S" for x0, y0, x1, y1 in lines),
    ]


def _filled(font: StampFont, cells: StampCells) -> list[str]:
    drawn = []
    for index, text in enumerate(astuple(cells)):
        row, column = divmod(index, 3)
        found = fitted(font, text)
        pitch = found.size * _LEADING
        middle = HEIGHT - (row + 0.5) * _CELL_HEIGHT
        baseline = middle - _MIDDLE * found.size + (len(found.lines) - 1) / 2 * pitch
        for count, line in enumerate(found.lines):
            # a blank keeps the cells apart where text is searched or copied
            shown = line + " " * (count == len(found.lines) - 1)
            x = (column + 0.5) * _CELL_WIDTH - font.width(line) * found.size / 2
            at = numbers(x, baseline - count * pitch)
            drawn.append(
                f"BT {FONT} {numbers(found.size)} Tf {at} Td {font.encoded(shown).decode()} Tj ET"
            )
    return drawn
