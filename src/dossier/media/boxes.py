"""Characters of a PDF that are drawn as an empty box, the sign that their font lacks them.

A program that makes a PDF embeds of each font the outlines that it draws (ISO 32000-1, 9.9). Where
it had no outline for a character it drew the font's first one, .notdef (OpenType 1.9, "Glyph 0"),
under a number of its own. The words of the page have the right character all the same.
"""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf

from dossier.facts import Fact
from dossier.media.pdf import open_pdf

# signs that look like the box
_BOXES = frozenset("□▯☐⎕▢◻◽⬜")
_SHOWING = {"Tj", "TJ", "'", '"'}
_FAULTS = (struct.error, ValueError, LookupError, TypeError, AttributeError, pikepdf.PdfError)


class BoxedCharacter(Fact, frozen=True):
    """A character that is a box on a page (from 1); `char` is empty where nothing tells which."""

    page: int
    char: str


class _BoxCodes(Fact, frozen=True):
    """The codes of a font that draw its box, what they stand for, and how many bytes each has."""

    codes: frozenset[int]
    chars: Mapping[int, str]
    width: int


def boxes(path: Path) -> list[BoxedCharacter]:
    """Every box on the pages of a PDF whose fonts are TrueType, in order.

    Raises :class:`~dossier.media.UnusableError`.
    """
    found: list[BoxedCharacter] = []
    with open_pdf(path) as document:
        known: dict[tuple[int, int], _BoxCodes | None] = {}
        shared: dict[tuple[int, int], dict[str, _BoxCodes | None]] = {}
        for number, page in enumerate(document.pages, 1):
            try:
                resources = page.resources
                fonts = shared.get(resources.objgen)
                if fonts is None:
                    fonts = dict(_fonts(resources, known))
                    if resources.objgen != (0, 0):  # pages have them in common
                        shared[resources.objgen] = fonts
                if any(fonts.values()):
                    found += [BoxedCharacter(number, char) for char in _drawn(page, fonts)]
            except _FAULTS:  # a page that only viewers understand
                continue
    return found


def _fonts(
    resources: pikepdf.Object, known: dict[tuple[int, int], _BoxCodes | None]
) -> Iterator[tuple[str, _BoxCodes | None]]:
    for name, font in resources.get("/Font", pikepdf.Dictionary()).items():
        key = font.objgen
        if key == (0, 0) or key not in known:
            known[key] = _font(font)
        yield name, known[key]


def _font(font: pikepdf.Object) -> _BoxCodes | None:
    """The font if it has boxes."""
    whole = font.get("/Subtype") == "/Type0"
    described = font.DescendantFonts[0] if whole else font
    descriptor = described.get("/FontDescriptor")
    if descriptor is None or "/FontFile2" not in descriptor:
        return None
    content = descriptor.FontFile2.read_bytes()
    glyphs = box_glyphs(content)
    if not glyphs:
        return None
    if whole:
        codes = glyphs  # of CIDs that are the numbers of glyphs, as all such programs make them
    else:
        numbered = _numbers(content)
        codes = frozenset(code for code in range(256) if numbered.get(code, code) in glyphs)
    chars = _characters(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    kept = frozenset(code for code in codes if chars.get(code, "") not in _BOXES)
    return _BoxCodes(kept, chars, 2 if whole else 1)


def box_glyphs(content: bytes) -> frozenset[int]:
    """The numbers from 1 of the glyphs of a TrueType font that are drawn like its first one."""
    tables = _tables(content)
    if not {"head", "loca", "glyf"} <= tables.keys():
        return frozenset()
    (wide,) = struct.unpack_from(">h", tables["head"], 50)  # indexToLocFormat
    loca = tables["loca"]
    if wide:
        places = struct.unpack(f">{len(loca) // 4}I", loca[: len(loca) // 4 * 4])
    else:
        places = tuple(
            2 * one for one in struct.unpack(f">{len(loca) // 2}H", loca[: len(loca) // 2 * 2])
        )
    outlines = tables["glyf"]
    first = outlines[places[0] : places[1]]
    if not first:
        return frozenset()  # it is drawn as nothing
    return frozenset(
        number
        for number in range(1, len(places) - 1)
        if outlines[places[number] : places[number + 1]] == first
    )


def _tables(content: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", content, 4)
    found = {}
    for number in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        found[tag.decode("latin-1")] = content[start : start + length]
    return found


def _numbers(content: bytes) -> dict[int, int]:
    """Code → number of glyph, by the first table of cmap in a format that subsets have."""
    cmap = _tables(content).get("cmap", b"")
    if not cmap:
        return {}
    (count,) = struct.unpack_from(">H", cmap, 2)
    for number in range(count):
        (start,) = struct.unpack_from(">I", cmap, 8 + 8 * number)
        (form,) = struct.unpack_from(">H", cmap, start)
        if form == 0:
            return dict(enumerate(cmap[start + 6 : start + 262]))
        if form == 6:  # noqa: PLR2004
            first, length = struct.unpack_from(">HH", cmap, start + 6)
            glyphs = struct.unpack_from(f">{length}H", cmap, start + 10)
            return {(first + place) & 0xFF: glyph for place, glyph in enumerate(glyphs)}
    return {}


def _characters(cmap: bytes) -> dict[int, str]:
    """Code → characters, of a ToUnicode CMap (9.10.3) that lists them one by one."""
    found = {}
    for section in cmap.split(b"beginbfchar")[1:]:
        words = section.split(b"endbfchar")[0].replace(b"><", b"> <").split()
        for code, text in zip(words[::2], words[1::2], strict=False):
            found[int(code.strip(b"<>"), 16)] = bytes.fromhex(
                text.strip(b"<>").decode("ascii")
            ).decode("utf-16-be", "ignore")
    return found


def _drawn(page: pikepdf.Page, fonts: Mapping[str, _BoxCodes | None]) -> Iterator[str]:
    """The characters of a page's content that are drawn as boxes."""
    font: _BoxCodes | None = None
    actual: list[str | None] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "Tf":
            font = fonts.get(str(operands[0]))
        elif name in {"BMC", "BDC"}:
            actual.append(_actual(operands))
        elif name == "EMC" and actual:
            actual.pop()
        elif name in _SHOWING and font is not None:
            said = next((one for one in reversed(actual) if one is not None), None)
            codes = [code for code in _codes(operands[-1], font.width) if code in font.codes]
            if codes and said is not None:
                if not set(said) & _BOXES:
                    yield said
            else:
                yield from (font.chars.get(code, "") for code in codes)


def _actual(operands: Any) -> str | None:
    """The text that stands for what is drawn (14.9.4)."""
    if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary):
        text = operands[1].get("/ActualText")
        return None if text is None else str(text)
    return None


def _codes(shown: Any, width: int) -> Iterator[int]:
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            content = bytes(piece)
            for start in range(0, len(content) - width + 1, width):
                yield int.from_bytes(content[start : start + width], "big")
