"""Where on a page its number stands: geometry alone.

The number belongs at the upper right of a page's front and may stand at the upper left of its back
(DA/T 22-2015; GB/T 11822-2008) *as the reader sees it*, whatever the page's own coordinates are.
"""

from functools import lru_cache

from dossier.facts import Fact

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

A4: Box = (0, 0, 595.28, 841.89)
_A3_WIDTH = 842.0

# Points on paper, for a page up to A3.
NUMBER_SIZE = 10.5  # 五号
MARK_SIZE = 8.0
_HEIGHT = 16.0
_PADDING = 5.0
_MARGIN = 18.0


def _normal(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def is_area(box: Box) -> bool:
    """Whether a box, its corners in any order, has a size."""
    x0, y0, x1, y1 = _normal(box)
    return x1 - x0 >= 1 and y1 - y0 >= 1


def cut(media: Box, box: Box) -> Box:
    """What of `box` lies within `media`; a box without area where nothing does."""
    m0, n0, m1, n1 = _normal(media)
    x0, y0, x1, y1 = _normal(box)
    left, low, right, high = max(x0, m0), max(y0, n0), min(x1, m1), min(y1, n1)
    return (left, low, right, high) if left < right and low < high else (0, 0, 0, 0)


def visible(media: Box, crop: Box | None) -> Box:
    """What a viewer shows of a page: CropBox cut by MediaBox (ISO 32000-1, 14.11.2)."""
    media = _normal(media)
    if not is_area(media):
        return A4
    shown = cut(media, crop) if crop is not None else media
    return shown if is_area(shown) else media


class UprightPage(Fact, frozen=True):
    """A page as it is seen: upright, its lower left corner at (0, 0).

    `width` and `height` are in the page's units, `unit` is one such unit in points (UserUnit),
    and `matrix` leads from here to the page's own coordinates.
    """

    width: float
    height: float
    unit: float
    matrix: Matrix

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A seen point in the page's own coordinates."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def rectangle(self, x: float, y: float, width: float, height: float) -> Box:
        """A seen rectangle in the page's own coordinates."""
        return _normal((*self.point(x, y), *self.point(x + width, y + height)))


@lru_cache(maxsize=256)  # most pages of a box have one size
def seen(box: Box, rotate: int, unit: float = 1.0) -> UprightPage:
    """The sheet that shows `box` turned clockwise by `rotate` degrees (ISO 32000-1, 7.7.3.3)."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    match rotate % 360:
        case 90:
            return UprightPage(height, width, unit, (0, 1, -1, 0, x1, y0))
        case 180:
            return UprightPage(width, height, unit, (-1, 0, 0, -1, x1, y1))
        case 270:
            return UprightPage(height, width, unit, (0, -1, 1, 0, x0, y1))
        case _:  # 0, and what is no multiple of 90, which viewers ignore
            return UprightPage(width, height, unit, (1, 0, 0, 1, x0, y0))


class Plate(Fact, frozen=True):
    """The plate that carries the number: lower left corner and size as seen, and type sizes.

    `number_at` and `mark_at` are where the two texts begin; all in the page's units.
    """

    x: float
    y: float
    width: float
    height: float
    number_size: float
    mark_size: float
    number_at: tuple[float, float]
    mark_at: tuple[float, float]
    rule_at: float
    hairline: float


@lru_cache(maxsize=256)
def plate(
    sheet: UprightPage, number_width: float, mark_width: float = 0.0, *, left: bool = False
) -> Plate:
    """The plate for a number `number_width` and a mark `mark_width` em wide (0: no mark).

    It stands at the upper right of the sheet, as on fronts, or at the upper `left`, as on backs.

    It has its true size on paper up to A3; on larger pages it grows with them, as they will be
    looked at scaled down, and on tiny ones it shrinks until it fits.
    """
    number = number_width * NUMBER_SIZE
    mark = mark_width * MARK_SIZE
    width = number + 2 * _PADDING + (mark + 2 * _PADDING if mark else 0)
    short = min(sheet.width, sheet.height) * sheet.unit
    scale = max(1.0, short / _A3_WIDTH)
    margin = min(_MARGIN * scale, 0.04 * short)
    scale = min(
        scale,
        (sheet.width * sheet.unit - 2 * margin) / width,
        (sheet.height * sheet.unit - 2 * margin) / (2 * _HEIGHT),
    )
    scale /= sheet.unit
    margin /= sheet.unit
    x = margin if left else sheet.width - margin - width * scale
    y = sheet.height - margin - _HEIGHT * scale
    number_x = x + (width - _PADDING - number) * scale
    return Plate(
        x, y, width * scale, _HEIGHT * scale, NUMBER_SIZE * scale, MARK_SIZE * scale,
        number_at=(number_x, y + (_HEIGHT - 0.73 * NUMBER_SIZE) / 2 * scale),
        mark_at=(x + _PADDING * scale, y + (_HEIGHT - 0.73 * NUMBER_SIZE) / 2 * scale),
        rule_at=number_x - _PADDING * scale,
        hairline=0.4 * scale,
    )  # fmt: skip
