"""Page numbers, drawn over whatever a page holds.

They come last in the content, so that an opaque scan cannot hide them, and within a graphics
state of their own, so that nothing the page leaves behind can move them.
"""

from copy import copy
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from dossier.bind.place import Box, Plate, UprightPage, cut, is_area, plate, seen, visible
from dossier.bind.stampfont import StampFont, ready
from dossier.facts import Fact

FONT = Name("/DossierStamp")
_TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{count} beginbfchar
{pairs}
endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def stamp_font(text: str) -> StampFont:
    """A font with the characters of `text`, and maybe others; the same for the same characters.

    Raises MissingToolError where one has to be drawn and the project's fonts are not there.
    """
    font = ready()
    wanted = set(text)
    if wanted <= font.codes.keys():
        return font
    from dossier.bind.drawnfont import drawn_font  # noqa: PLC0415 - loads fontTools

    return drawn_font("".join(sorted(wanted)))


def visible_box(page: Dictionary) -> Box:
    """What a viewer shows of `page`, in its own coordinates."""
    crop = page.get("/CropBox")
    return visible(_box(page.get("/MediaBox")), _box(crop) if crop is not None else None)


def mend_boxes(page: Dictionary) -> None:
    """Make the boxes of `page` say what :func:`visible_box` takes them for.

    One that lies outside of the MediaBox, or has no area, is shown by each viewer as it likes.
    """
    seen = visible_box(page)
    if not is_area(_box(page.get("/MediaBox"))):
        page.MediaBox = Array([Decimal(str(side)) for side in seen])
    media = _box(page.MediaBox)
    for key in ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
        if key in page and not is_area(cut(media, _box(page[key]))):
            del page[key]


def sheet_of(page: Dictionary) -> UprightPage:
    """How a reader sees `page`."""
    unit = _number(page.get("/UserUnit"), 1)
    return seen(
        visible_box(page),
        int(_number(page.get("/Rotate"), 0)),
        unit if unit > 0 else 1.0,
    )


def _box(value: Any) -> Box:
    # ISO 32000-1, 7.9.5; a page without a MediaBox gets a box of no size, which place mends
    sides = [_number(one, 0) for one in value] if isinstance(value, Array) else []
    x0, y0, x1, y1 = sides if len(sides) == 4 else (0.0, 0.0, 0.0, 0.0)  # noqa: PLR2004
    return x0, y0, x1, y1


def _number(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else otherwise


class Stamper(Fact, frozen=True):
    """What the stamps of one box share: the font, and the q that goes before every page."""

    pdf: Pdf
    font: StampFont
    resource: Dictionary
    save: Stream

    @classmethod
    def for_box(cls, pdf: Pdf, text: str) -> "Stamper":
        """A stamper for `pdf` that can print every character of `text`."""
        font = stamp_font(text + " -0123456789")
        return cls(pdf, font, _font_resource(pdf, font), pdf.make_indirect(Stream(pdf, b"q\n")))

    def stamp(self, page: Dictionary, label: str, mark: str = "", *, left: bool = False) -> Box:
        """Print `label`, and `mark` before it, on `page`; where, in the page's coordinates.

        It stands at the upper right, or at the upper `left`.
        """
        sheet = sheet_of(page)
        mark = mark.replace("盒", "盒 ")
        placed = plate(sheet, self.font.width(label), self.font.width(mark), left=left)
        drawing = self.pdf.make_indirect(
            Stream(self.pdf, self._drawing(sheet, placed, label, mark))
        )
        contents = page.get("/Contents")
        inner = [] if contents is None else contents if isinstance(contents, Array) else [contents]
        page.Contents = Array([self.save, *inner, drawing])
        self.lend_font(page)
        return sheet.rectangle(placed.x, placed.y, placed.width, placed.height)

    def _drawing(self, sheet: UprightPage, placed: Plate, label: str, mark: str) -> bytes:
        x, y, w, h = placed.x, placed.y, placed.width, placed.height
        lines = [
            "Q q",
            f"{numbers(*sheet.matrix)} cm",
            f"1 g 0.6 G {numbers(placed.hairline)} w {numbers(x, y, w, h)} re B",
        ]
        if mark:
            rule = placed.rule_at
            lines += [
                f"{numbers(rule, y)} m {numbers(rule, y + h)} l S",
                # the blank keeps mark and number apart where text is searched or copied
                self._text(f"{mark} ", placed.mark_size, placed.mark_at, gray=0.25),
            ]
        lines += [self._text(label, placed.number_size, placed.number_at, gray=0), "Q\n"]
        return "\n".join(lines).encode()

    def _text(self, text: str, size: float, at: tuple[float, float], gray: float) -> str:
        shown = self.font.encoded(text).decode()
        return f"BT {numbers(gray)} g {FONT} {numbers(size)} Tf {numbers(*at)} Td {shown} Tj ET"

    def lend_font(self, page: Dictionary) -> None:
        """Make the font of the stamps known to `page`."""
        lend_font(page, FONT, self.resource)


def lend_font(page: Dictionary, name: Name, font: Dictionary) -> None:
    """Make a font known to `page` by a name of its own."""
    # Resources may be shared with other pages, sources and forms: they are not written to.
    given = page.get("/Resources")
    resources = copy(given) if isinstance(given, Dictionary) else Dictionary()
    listed = resources.get("/Font")
    named = copy(listed) if isinstance(listed, Dictionary) else Dictionary()
    named[name] = font
    resources.Font = named
    page.Resources = resources


@lru_cache(maxsize=256)  # most pages of a box have one size
def numbers(*values: float) -> str:
    """`values` as content streams have them, to a thousandth."""
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


def _font_resource(pdf: Pdf, font: StampFont) -> Dictionary:
    """The font as a Type 0 font with two-byte glyph numbers (ISO 32000-1, 9.7)."""
    name = Name("/DOSSIR+NotoSansCJKsc-Regular")
    program = Stream(pdf, font.program)
    program.Length1 = len(font.program)
    pairs = [f"<{code:04X}> <{ord(c):04X}>" for c, code in font.codes.items() if code]
    to_unicode = _TO_UNICODE.format(count=len(pairs), pairs="\n".join(pairs))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array(font.bounds),
        ItalicAngle=0, Ascent=font.ascent, Descent=font.descent, CapHeight=733, StemV=80,
        FontFile2=pdf.make_indirect(program),
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor), DW=1000, W=Array([0, Array(font.widths)]),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, to_unicode.encode("ascii"))),
        )
    )  # fmt: skip
