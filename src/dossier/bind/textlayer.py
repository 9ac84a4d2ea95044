"""Words laid invisibly over a scanned page, so that it can be searched and copied from.

They are shown in mode 3, which paints nothing (ISO 32000-1, 9.3.6), in a font of one glyph: a full
box. A font without outlines would do for PDF/A, too, but PDFium then gives each character a box of
no height, drops repeated words as duplicates, and marks nothing where something is found.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from dossier.bind.stamp import lend_font, numbers, sheet_of
from dossier.media.pdf import open_pdf, save_repeatably

Line = tuple[str, Sequence[float]]
"""A text, and its corners as parts of the page as it is seen, from the upper left one on: x, y."""

FONT = Name("/DossierScan")
_BODY = 0.86  # of the height of a line's box is its type size
_RAISED = 0.14  # of that height stands its baseline above the box's lower edge
_ASCENT, _DESCENT = 880, -120  # 1/1000 em, as in Chinese fonts
_PRIVATE = range(0xE000, 0xF900)
_BLOCK = 100  # entries that a block of a CMap may have (Adobe Technical Note 5411)
_BASIC = 0x10000
_DEEP = 64  # nodes above a page; a damaged tree may go in circles
_TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{blocks}
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def lay_words(source: Path, target: Path, pages: Mapping[int, Sequence[Line]]) -> None:
    """Copy a PDF to `target`, with the lines of `pages` (numbers from 1) laid invisibly over them.

    Raises :class:`~dossier.media.UnusableError`.
    """
    with open_pdf(source) as pdf:
        codes = _codes(text for lines in pages.values() for text, _ in lines)
        resource = _font(pdf, codes)
        for number, lines in sorted(pages.items()):
            if lines:
                _lay(pdf, pdf.pages[number - 1].obj, lines, codes, resource)
        save_repeatably(pdf, target, min_version="1.7")


def _lay(
    pdf: Pdf, page: Dictionary, lines: Sequence[Line], codes: Mapping[str, int], font: Dictionary
) -> None:
    _keep_inherited(page)
    sheet = sheet_of(page)
    drawn = [f"Q q {numbers(*sheet.matrix)} cm BT 3 Tr"]
    drawn += filter(None, (_shown(line, sheet.width, sheet.height, codes) for line in lines))
    drawn.append("ET Q\n")
    contents = page.get("/Contents")
    inner = [] if contents is None else contents if isinstance(contents, Array) else [contents]
    before, words = Stream(pdf, b"q\n"), Stream(pdf, "\n".join(drawn).encode("ascii"))
    page.Contents = Array([pdf.make_indirect(before), *inner, pdf.make_indirect(words)])
    lend_font(page, FONT, font)


def _keep_inherited(page: Dictionary) -> None:
    """Let a page say itself what nodes above it say for it (ISO 32000-1, 7.7.3.4)."""
    for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate"):
        above: Object = page
        seen = 0
        while key not in above and isinstance(above.get("/Parent"), Dictionary) and seen < _DEEP:
            above, seen = above.Parent, seen + 1
        if above is not page and key in above:
            page[key] = above[key]


def _shown(line: Line, width: float, height: float, codes: Mapping[str, int]) -> str:
    """The operators that show a line from the begin of its lower edge to the end of it."""
    text, corners = line
    points = [
        (x * width, (1 - y) * height) for x, y in zip(corners[::2], corners[1::2], strict=True)
    ]
    begin, end, top = points[3], points[2], points[0]
    along, up = math.dist(begin, end), math.dist(begin, top)
    if not along or not up:
        return ""
    size = _BODY * up
    stretched = 100 * along / (size * len(text))
    cos, sin = (end[0] - begin[0]) / along, (end[1] - begin[1]) / along
    x = begin[0] + (top[0] - begin[0]) * _RAISED
    y = begin[1] + (top[1] - begin[1]) * _RAISED
    shown = "".join(f"{codes[one]:04X}" for one in text)
    # six digits of an angle, for a long line ends where it should
    turned = f"{cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f}"
    set_in = f"{FONT} {numbers(size)} Tf {numbers(stretched)} Tz"
    return f"{set_in} {turned} {numbers(x, y)} Tm <{shown}> Tj"


def _codes(texts: Iterable[str]) -> dict[str, int]:
    """A code of two bytes for each character: its own, or a free one beyond the basic plane."""
    used = sorted({character for text in texts for character in text})
    codes = {one: ord(one) for one in used if ord(one) < _BASIC}
    taken = set(codes.values())
    free = (code for code in _PRIVATE if code not in taken)
    return codes | {one: next(free) for one in used if one not in codes}


def _font(pdf: Pdf, codes: Mapping[str, int]) -> Dictionary:
    """The font as a Type 0 font in which each code shows the box (ISO 32000-1, 9.7)."""
    name, box = Name("/DOSSIR+DossierScan"), [0, _DESCENT, 1000, _ASCENT]
    program = Stream(pdf, _program())
    program.Length1 = len(_program())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array(box), ItalicAngle=0,
        Ascent=_ASCENT, Descent=_DESCENT, CapHeight=_ASCENT, StemV=80,
        FontFile2=pdf.make_indirect(program),
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, DW=1000,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, b"\0\1" * _BASIC)),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(codes))),
        )
    )  # fmt: skip


def _to_unicode(codes: Mapping[str, int]) -> bytes:
    pairs = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for character, code in sorted(codes.items(), key=lambda one: one[1])
    ]
    blocks = (pairs[n : n + _BLOCK] for n in range(0, len(pairs), _BLOCK))
    told = [f"{len(one)} beginbfchar\n" + "\n".join(one) + "\nendbfchar" for one in blocks]
    return _TO_UNICODE.format(blocks="\n".join(told)).encode("ascii")


@cache
def _program() -> bytes:
    """A TrueType font of two glyphs: nothing, and a box; the same bytes each time."""
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - for who lays words
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    pen = TTGlyphPen(None)
    pen.moveTo((0, _DESCENT))
    for corner in ((0, _ASCENT), (1000, _ASCENT), (1000, _DESCENT)):
        pen.lineTo(corner)
    pen.closePath()
    font = FontBuilder(1000)
    font.setupHead(unitsPerEm=1000, created=0, modified=0)
    font.setupGlyphOrder([".notdef", "box"])
    font.setupCharacterMap({0xE000: "box"})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 0)})
    font.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    font.setupNameTable({"familyName": "DossierScan", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT)
    font.setupPost(keepGlyphNames=False)
    font.font.recalcTimestamp = False
    out = BytesIO()
    font.save(out)
    return out.getvalue()
