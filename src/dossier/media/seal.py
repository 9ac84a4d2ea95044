"""Whether a page bears a round red seal (a ring of 38 to 50 mm, as GB and offices prescribe).

A piece of red as large as a seal is one where red lies at its edge in nearly every direction,
hardly any beyond, and little within: flags, roses and red clothes are full, red heads are no rings.
Where the seal touches other red, rings are looked for point by point.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from math import atan2, cos, hypot, pi, sin

from PIL import Image, ImageChops

Points = set[tuple[int, int]]

SCALE = 1.0
"""Pixels to the millimetre at which pages are looked at: 36 dpi, an eighth of a scan of 300 dpi."""

_CELL = 2  # pixels: red that is no farther apart is one piece
_RED = 22  # of 255: how much more red than green and blue
_LEAST, _MOST = 0.0006, 0.1  # of the page is red, where one can be told
_LIGHT, _PALE, _SHEET = 120, 48, 0.55  # of 255: paper; and of a picture, where it is a sheet
_SMALL, _LARGE = 28, 58  # mm: the smallest and the largest piece that may be a seal
_SQUARE = 0.78  # the shorter side of such a piece, of the longer one
_DIRECTIONS = 36
_ROUND = 0.75  # of the directions have red at the edge
_INNER, _OUTER = 0.82, 1.08  # of the radius: the edge
_INK = 0.5  # of the disc, at most, is red
_RADII = (18.5, 19.5, 20.5, 21.5, 22.5)  # mm: of seals, where the ring is looked for
_FOUND = 0.8
_HEARD, _CENTRES = 0.4, 3  # of the points of a ring that vote; centres that are looked at


def has_seal(page: Image.Image, width: float) -> bool:
    """Whether a page, in colour and `width` millimetres wide, bears a seal."""
    page, scale = _small(page, width)
    large = _large_pieces(page, scale)
    if any(_is_seal(piece, scale) for piece in large):
        return True
    return any(_has_ring(piece, page.size, scale) for piece in large)


def without_seals(page: Image.Image, width: float) -> Image.Image:
    """The page with the red of what may be seals faded: words beneath stand on paper again.

    Red ink on white is dark in its green and blue alone; where it lies over black, all is dark.
    Red heads and other thin or small things stay as they are.
    """
    small, scale = _small(page, width)
    pieces = _large_pieces(small, scale)
    if not pieces:
        return page
    whole = page.convert("RGB")
    enlarged = page.width / small.width
    for piece in pieces:
        columns, rows = zip(*piece, strict=True)
        left, top = (max(0, int((min(side) - 1) * enlarged)) for side in (columns, rows))
        right, bottom = (int((max(side) + 2) * enlarged) for side in (columns, rows))
        box = left, top, min(right, whole.width), min(bottom, whole.height)
        part = whole.crop(box)
        red = part.getchannel("R")
        part.paste(Image.merge("RGB", (red, red, red)), mask=_red(part))
        whole.paste(part, box)
    return whole


def _small(page: Image.Image, width: float) -> tuple[Image.Image, float]:
    """The page as it is looked at, and its pixels to the millimetre."""
    across = max(1, round(width * SCALE))
    down = max(1, round(page.height * across / page.width))
    if page.width > across:
        page = page.resize((across, down), Image.Resampling.BOX)
    return page, page.width / width


def _large_pieces(page: Image.Image, scale: float) -> list[Points]:
    """The pieces of red in which a seal could lie; none where too much of the page is red."""
    mask = _red(page)
    share = mask.histogram()[255] / (page.width * page.height)
    if not _LEAST <= share <= _MOST:
        return []
    return [piece for piece in _pieces(mask) if _is_large(piece, scale)]


def is_coloured(page: Image.Image) -> bool:
    """Whether a page has colours at all, so that red would be seen."""
    if page.mode not in {"RGB", "RGBA", "CMYK", "P", "YCbCr"}:
        return False
    small = _tiny(page, 64)
    red, green, blue = small.split()
    spread = ImageChops.subtract(
        ImageChops.lighter(ImageChops.lighter(red, green), blue),
        ImageChops.darker(ImageChops.darker(red, green), blue),
    )
    return any(spread.histogram()[5:])  # of 255: JPEG makes as much of grey


def is_paper(page: Image.Image) -> bool:
    """Whether most of a picture is light and without colour: a sheet, and no photo of a scene."""
    small = _tiny(page, 48)
    red, green, blue = small.split()
    dark = ImageChops.darker(ImageChops.darker(red, green), blue)
    spread = ImageChops.subtract(ImageChops.lighter(ImageChops.lighter(red, green), blue), dark)
    light = ImageChops.darker(
        dark.point(lambda tone: 255 if tone >= _LIGHT else 0),
        spread.point(lambda colour: 255 if colour <= _PALE else 0),
    )
    return bool(light.histogram()[255] >= _SHEET * light.width * light.height)


def _tiny(page: Image.Image, side: int) -> Image.Image:
    """A square of so many pixels a side, in colour."""
    if page.mode in {"L", "RGB"}:  # others cannot be added up
        page = page.resize((side, side), Image.Resampling.BOX)
    return page.convert("RGB").resize((side, side), Image.Resampling.BOX)


def _red(page: Image.Image) -> Image.Image:
    """Where a page is red: 255, else 0."""
    red, green, blue = page.convert("RGB").split()
    more = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    return more.point(lambda one: 255 if one >= _RED else 0)


def _pieces(mask: Image.Image) -> Iterator[Points]:
    """The red points, piece by piece; small gaps, as within a seal, part nothing."""
    cells = _points(mask.reduce(_CELL).point(lambda one: 255 if one else 0))
    owner: dict[tuple[int, int], Points] = {}
    while cells:
        piece: Points = set()
        grown = [cells.pop()]
        for x, y in grown:  # which grows meanwhile
            owner[x, y] = piece
            for dx, dy in product((-1, 0, 1), repeat=2):
                near = x + dx, y + dy
                if near in cells:
                    cells.remove(near)
                    grown.append(near)
    pieces: list[Points] = []
    for x, y in _points(mask):
        piece = owner[x // _CELL, y // _CELL]
        if not piece:
            pieces.append(piece)
        piece.add((x, y))
    yield from pieces


def _points(mask: Image.Image) -> Points:
    """The places of what is 255."""
    return {
        (at % mask.width, at // mask.width)
        for run in re.finditer(b"\xff+", mask.tobytes())
        for at in range(*run.span())
    }


def _is_large(piece: Points, scale: float) -> bool:
    """Whether a seal could lie within a piece."""
    columns, rows = zip(*piece, strict=True)
    sides = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    return bool(min(sides) >= _SMALL * scale)


def _is_seal(piece: Points, scale: float) -> bool:
    columns, rows = zip(*piece, strict=True)
    wide, high = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    if not (
        _SMALL * scale <= min(wide, high)
        and max(wide, high) <= _LARGE * scale
        and min(wide, high) >= _SQUARE * max(wide, high)
    ):
        return False
    x, y = (max(columns) + min(columns)) / 2, (max(rows) + min(rows)) / 2
    return _is_ring(piece, x, y, (wide + high) / 4)


def _is_ring(points: Iterable[tuple[int, int]], x: float, y: float, radius: float) -> bool:
    seen, within = set(), 0
    for px, py in points:
        far = hypot(px - x, py - y) / radius
        if far <= _OUTER:
            within += 1
            if far >= _INNER:
                seen.add(int((atan2(py - y, px - x) + pi) / (2 * pi) * _DIRECTIONS) % _DIRECTIONS)
    return len(seen) >= _ROUND * _DIRECTIONS and within <= _INK * pi * radius * radius


def _has_ring(red: Points, size: tuple[int, int], scale: float) -> bool:
    """Whether a ring of a seal's size lies among other red: each point votes for its centres."""
    mask = Image.new("L", size)
    for point in red:
        mask.putpixel(point, 1)
    for radius in (one * scale for one in _RADII):
        circle = {
            (round(radius * cos(turn)), round(radius * sin(turn)))
            for turn in (2 * pi * step / 48 for step in range(48))
        }
        votes = Image.new("L", size)
        for dx, dy in circle:
            # what lies beyond the edge of what is cropped is 0
            moved = mask.crop((-dx, -dy, size[0] - dx, size[1] - dy))
            votes = ImageChops.add(votes, moved)
        most = int(votes.getextrema()[1])  # type: ignore[arg-type]
        if most < _HEARD * len(circle):
            continue
        for found in islice(re.finditer(re.escape(bytes([most])), votes.tobytes()), _CENTRES):
            x, y = found.start() % size[0], found.start() // size[0]
            near = [one for one in red if hypot(one[0] - x, one[1] - y) <= _OUTER * radius]
            hits = {
                int((atan2(py - y, px - x) + pi) / (2 * pi) * _DIRECTIONS) % _DIRECTIONS
                for px, py in near
                if abs(hypot(px - x, py - y) - radius) <= 1.5  # noqa: PLR2004 - pixels
            }
            if len(hits) >= _FOUND * _DIRECTIONS and len(near) <= _INK * pi * radius**2:
                return True
    return False
