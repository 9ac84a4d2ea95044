"""The small font of the page numbers: some glyphs of Noto Sans CJK as a TrueType font.

Nearly all numbers and marks are made of a few dozen characters. The font that has them is kept
ready (``stampfont.json``, made by scripts/make_stampfont.py); only where others are asked for, in
the cells of 归档章, is one drawn (:mod:`dossier.bind.drawnfont`), which takes far longer than
binding a hundred pages.
"""

import json
from base64 import b85decode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dossier.facts import Fact


class StampFont(Fact, frozen=True):
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


_KEPT = Path(__file__).with_name("stampfont.json")


@cache
def ready() -> StampFont:
    """The font that is kept ready."""
    font: dict[str, Any] = json.loads(_KEPT.read_text(encoding="utf-8"))
    return StampFont(
        b85decode("".join(font["program"])),
        {character: code for code, character in enumerate(font["characters"], 1)},
        tuple(font["widths"]),
        tuple(font["bounds"]),
        font["ascent"],
        font["descent"],
    )
