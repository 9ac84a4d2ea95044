"""Which places 归档章 may take on a page, the best first: geometry alone.

The blank at the upper end of the page, in the middle if it can be (DA/T 22-2015, 归档章); else at
the upper left or right, anywhere in the upper third, or at the sides, upright or turned.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from dossier.bind.place import UprightPage
from dossier.facts import Fact

_MM = 72 / 25.4
WIDTH, HEIGHT = 45 * _MM, 16 * _MM
"""The size of 归档章 in points."""
DOWN = 10 * _MM
"""How far below the upper edge it stands where there is room to choose; points."""
EDGE = 5 * _MM
"""What stays free at every edge, as printers do not reach it; points."""
PIXELS = 0.5
"""Pixels to a point: 36 dpi, at which a comma of 五号 is still there."""
UPRIGHT, DOWNWARD, UPWARD = 0, 90, 270
"""By how many degrees clockwise the stamp is turned: it stands, or reads downward or upward."""

_CLEAR = 3 * _MM  # around the stamp
_INWARD = 20 * _MM  # from the left or right, out of the way of staples
_GRID = 2  # pixels from one place to the next
_A3_WIDTH = 842.0

Tried = tuple[int, int, int, int, int]  # x, y, width, height in pixels, and the turn


@lru_cache(maxsize=4)  # most pages of a box have one size
def tried(width: int, height: int) -> tuple[Tried, ...]:
    """The places on a picture of this size, the best first."""
    return tuple(_zones(width, height))


def _zones(width: int, height: int) -> Iterator[Tried]:
    wide, high = (round((side + 2 * _CLEAR) * PIXELS + 0.5) for side in (WIDTH, HEIGHT))
    edge, down, inward = ((one - _CLEAR) * PIXELS for one in (EDGE, DOWN, _INWARD))
    low, right = height - edge, width - edge
    centre = (width - wide) / 2, down
    near, far = width / 3 - wide / 2, width * 2 / 3 + wide / 2
    upright, turned = (wide, high, UPRIGHT), (high, wide)
    # a table across the page is stamped in the middle of its right side, all else at the upper end
    across = width > height
    beside = height / 2 if across else down
    lowest = low if across else height / 2
    at_left, at_right = (edge, width / 3), (width * 2 / 3, right)
    for (x0, x1), (y0, y1), size, ideal in (
        ((near, far), (edge, height / 4), upright, centre),
        ((edge, near + wide), (edge, height / 4), upright, (inward, down)),
        ((far - wide, right), (edge, height / 4), upright, (right - inward - wide, down)),
        ((edge, right), (edge, height / 3), upright, centre),
        (at_right, (edge, lowest), upright, (right - inward - wide, beside - high / 2)),
        (at_left, (edge, lowest), upright, (inward, beside - high / 2)),
        (at_right, (edge, low), (*turned, DOWNWARD), (right - high, beside - wide / 2)),
        (at_left, (edge, low), (*turned, UPWARD), (inward, beside - wide / 2)),
    ):
        # never off the page, however small that is
        xs = range(round(max(x0, edge)), round(min(x1, right)) - size[0] + 1, _GRID)
        ys = range(round(y0), round(y1) - size[1] + 1, _GRID)
        nearest = sorted(
            product(xs, ys), key=lambda at: (at[0] - ideal[0]) ** 2 + (at[1] - ideal[1]) ** 2
        )
        yield from ((x, y, *size) for x, y in nearest)


class StampPlace(Fact, frozen=True):
    """Where a stamp stands: lower left corner and size of the area that it takes, as it is seen.

    All in the page's units, upright and from the lower left corner of what is seen of the page
    (as :class:`~dossier.bind.place.UprightPage` has it). `turn` is by how many degrees the stamp is
    turned clockwise: at the right it reads downward, at the left upward, so that its upper edge
    lies outward; on a table across the page, bound with its head to the spine, it is upright.
    """

    x: float
    y: float
    width: float
    height: float
    turn: int = UPRIGHT


def upper_middle(sheet: UprightPage) -> StampPlace:
    """The place for the stamp on an empty `sheet`."""
    wide, high = stamp_size(sheet, UPRIGHT)
    below = DOWN * growth(sheet) / sheet.unit + high
    return StampPlace(
        round((sheet.width - wide) / 2, 3), round(sheet.height - below, 3), wide, high
    )


def stamp_size(sheet: UprightPage, turn: int) -> tuple[float, float]:
    """Width and height of the stamp on `sheet` as it is seen, in the page's units."""
    scale = growth(sheet) / sheet.unit
    wide, high = round(WIDTH * scale, 3), round(HEIGHT * scale, 3)
    return (high, wide) if turn else (wide, high)


def growth(sheet: UprightPage) -> float:
    """How much larger than life the stamp is: as page numbers, it grows on what exceeds A3."""
    return max(1.0, min(sheet.width, sheet.height) * sheet.unit / _A3_WIDTH)
