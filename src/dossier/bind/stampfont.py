"""The small font of the page numbers: a dozen glyphs of Noto Sans CJK as a TrueType font.

The source is an OpenType collection with cubic outlines; the few glyphs are redrawn with
quadratic ones, which every viewer takes and PDF/A validators judge right.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection

from dossier import fonts
from dossier.errors import MissingToolError
from dossier.messages import say

_FILE = "NotoSansCJK-Regular.ttc"  # SIL Open Font License 1.1
_FACE = "Noto Sans CJK SC"
_MISSING = ".notdef"


@dataclass(frozen=True, slots=True)
class StampFont:
    """A TrueType font `program`, and the code and width (1/1000 em) of each character.

    Codes are glyph numbers; a character that the face lacks has code 0. `bounds`, `ascent` and
    `descent` are in 1/1000 em.
    """

    program: bytes
    codes: Mapping[str, int]
    widths: tuple[int, ...]
    bounds: tuple[int, int, int, int]
    ascent: int
    descent: int

    def width(self, text: str) -> float:
        """How wide `text` runs, in em."""
        return sum(self.widths[self.codes[character]] for character in text) / 1000

    def encoded(self, text: str) -> bytes:
        """`text` as the hexadecimal string that shows it."""
        return b"<" + b"".join(b"%04X" % self.codes[character] for character in text) + b">"


def stamp_font(text: str) -> StampFont:
    """The font with the characters of `text`; made once in a process for each set of them."""
    path = fonts.require() / _FILE
    if not path.is_file():
        raise MissingToolError(
            say("the font '{path}', which page numbers are set in, is not there", path=path),
            hint=say("run 'make setup'"),
        )
    return _made(path, "".join(sorted(set(text))))


@cache
def _made(path: Path, characters: str) -> StampFont:
    with TTCollection(path, lazy=True) as collection:
        face = next(font for font in collection if font["name"].getDebugName(1) == _FACE)
        units, drawn, cmap = face["head"].unitsPerEm, face.getGlyphSet(), face.getBestCmap()
        names = {character: cmap.get(ord(character), _MISSING) for character in characters}
        order = list(dict.fromkeys((_MISSING, *names.values())))
        outlines, metrics, bounds = {}, {}, BoundsPen(drawn)
        for name in order:
            pen = TTGlyphPen(None)
            drawn[name].draw(Cu2QuPen(pen, max_err=units / 1000, reverse_direction=True))
            drawn[name].draw(bounds)
            outlines[name] = pen.glyph()
            metrics[name] = (round(drawn[name].width), 0)
        ascent, descent = face["hhea"].ascent, face["hhea"].descent
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
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
        round(ascent * 1000 / units),
        round(descent * 1000 / units),
    )
