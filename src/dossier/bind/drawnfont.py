"""A font of the stamps with whatever characters it takes, drawn from Noto Sans CJK.

The source is an OpenType collection with quadratic outlines, which every viewer takes and PDF/A
validators judge right. Where set-up could not give it those, they are made of its cubic ones.
"""

import io
import struct
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from dossier import fonts
from dossier.bind.stampfont import StampFont
from dossier.errors import MissingToolError
from dossier.facts import Fact
from dossier.messages import say

FILE = "NotoSansCJK-Regular.ttc"
"""The collection in the project's folder (SIL Open Font License 1.1)."""
FACE = "Noto Sans CJK SC"
"""The one of its faces that is drawn from."""

_MISSING = ".notdef"


def drawn_font(characters: str) -> StampFont:
    """The font with just these `characters`, glyphs in this order; made once in a process.

    Raises MissingToolError where the project's fonts are not there.
    """
    path = fonts.require() / FILE
    if not path.is_file():
        raise MissingToolError(
            say("the font '{path}', which page numbers are set in, is not there", path=path),
            hint=fonts.SET_UP,
        )
    return _made(path, characters)


class _Face(Fact, frozen=True):
    """What is needed of the face: the name of each character's shape, and what draws a shape.

    `draw` takes a glyph name and a pen, which sees `cubic` curves or else quadratic ones.
    `advances` is the table of horizontal metrics as it stands in the file, and `metrics` how many
    glyphs have one of their own (OpenType 1.9, hmtx): fontTools would read all 65,535 of them.
    """

    units: int
    ascent: int
    descent: int
    draw: Callable[[str, Any], None]
    cubic: bool
    names: Mapping[int, str]
    numbers: Mapping[str, int]
    advances: bytes
    metrics: int

    def advance(self, name: str) -> int:
        """How wide the glyph of this name runs, in units."""
        index = min(self.numbers[name], self.metrics - 1)
        width: int = struct.unpack_from(">H", self.advances, 4 * index)[0]
        return width


@cache
def _face(path: Path) -> _Face:
    """The face, read once in a process for all boxes: that takes longer than drawing a font."""
    with TTCollection(path, lazy=True) as collection:
        face = next(font for font in collection if font["name"].getDebugName(1) == FACE)
        draw = _cubic(face) if "CFF " in face else _quadratic(face)
        return _Face(
            face["head"].unitsPerEm,
            face["hhea"].ascent,
            face["hhea"].descent,
            draw,
            "CFF " in face,
            face.getBestCmap(),
            face.getReverseGlyphMap(),
            face.reader["hmtx"],
            face["hhea"].numberOfHMetrics,
        )


def _quadratic(face: TTFont) -> Callable[[str, Any], None]:
    outlines = face["glyf"]
    return lambda name, pen: outlines[name].draw(pen, outlines)


def _cubic(face: TTFont) -> Callable[[str, Any], None]:
    table = face["CFF "].cff
    shapes = table[table.fontNames[0]].CharStrings
    return lambda name, pen: shapes[name].draw(pen)


@cache
def _made(path: Path, characters: str) -> StampFont:
    face = _face(path)
    units = face.units
    names = {character: face.names.get(ord(character), _MISSING) for character in characters}
    order = list(dict.fromkeys((_MISSING, *names.values())))
    outlines, metrics, bounds = {}, {}, BoundsPen(None)
    for name in order:
        pen = TTGlyphPen(None)
        face.draw(name, Cu2QuPen(pen, max_err=units / 1000, reverse_direction=face.cubic))
        face.draw(name, bounds)
        outlines[name] = pen.glyph()
        metrics[name] = (face.advance(name), 0)
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=face.ascent, descent=face.descent)
    builder.setupMaxp()
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0  # the same bytes every time
    program = io.BytesIO()
    builder.save(program)
    x0, y0, x1, y1 = (round(value * 1000 / units) for value in bounds.bounds)
    return StampFont(
        program.getvalue(),
        {character: order.index(name) for character, name in names.items()},
        tuple(round(metrics[name][0] * 1000 / units) for name in order),
        (x0, y0, x1, y1),
        round(face.ascent * 1000 / units),
        round(face.descent * 1000 / units),
    )
