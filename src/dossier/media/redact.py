"""Numbers of persons taken out of a PDF for good: a copy to show, the file itself stays as it is.

Where the number is words of the page itself, the text objects that draw it are removed, whole, and
a grey bar stands in their place. Where it lies over a scan, within a form or in a comment, or where
the page would not look the same without these objects, the page becomes a picture of itself with
the number painted over. The copy is read again before it is kept.
"""

import ctypes
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageDraw

from dossier.errors import DossierError
from dossier.facts import Fact
from dossier.media.pdf import save_repeatably
from dossier.messages import say
from dossier.personal import masked, numbers_in

_DPI = 200
_LOOK = 50 / 72  # pixels to the point, where a page is held against itself
_GREY = 150
_APART = 40  # of 255: a pixel that differs so much is another one
_FEW = 0.002  # of the pixels of a page may differ: edges of glyphs that are drawn anew
_TEXT, _INVISIBLE = 1, 3  # FPDF_PAGEOBJ_TEXT, and the mode in which nothing is painted
_AROUND = 1.5  # points around a number that are painted over
_KEPT = {"/Link"}  # annotations that show nothing

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


class RedactionError(DossierError):
    """A number of a person cannot be taken out of a page."""


class Redacted(Fact, frozen=True):
    """How many numbers were taken out, of how many pages; and how many pages have no words."""

    numbers: int = 0
    pages: int = 0
    silent: int = 0


def redacted(source: Path, target: Path) -> Redacted:
    """Copy a PDF to `target` without the numbers of persons that its words show.

    Raises :class:`RedactionError` where one is still read in the copy.
    """
    from dossier.media.pdfium import PdfDocument  # noqa: PLC0415 - megabytes

    numbers = pages = silent = 0
    pictures: dict[int, bytes] = {}
    commented = _commented(source)
    made = io.BytesIO()
    with PdfDocument(source.read_bytes()) as document:
        for index in range(len(document)):
            page = document[index]
            words = page.get_textpage()
            spans = list(_spans(words))
            silent += words.count_chars() == 0
            if spans or index in commented:
                numbers, pages = numbers + max(len(spans), 1), pages + 1
                boxes = [box for span in spans for box in _boxes(words, span)]
                objects = _drawing(page, words, spans)
                words.close()
                if index in commented or objects is None or not _taken_out(page, objects, boxes):
                    pictures[index] = _picture(page, boxes)
            page.close()
        document.save(made)
    _finish(made, target, pictures)
    _prove(target)
    return Redacted(numbers, pages, silent)


def _spans(words: Any) -> Iterator[tuple[int, int]]:
    """Where numbers of persons stand in the words of a page: first character, and one behind.

    A justified line has spaces in it that nobody typed: they are looked through.
    """
    text = [_character(words, index) for index in range(words.count_chars())]
    found = set(numbers_in("".join(text)))
    start = 0
    for line in "".join(text).split("\n"):
        places = [start + at for at, sign in enumerate(line) if not sign.isspace()]
        bare = "".join(text[place] for place in places)
        found |= {(places[first], places[last - 1] + 1) for first, last in numbers_in(bare)}
        start += len(line) + 1
    last = 0
    for first, end in sorted(found):
        if first >= last:
            yield first, end
            last = end


def _character(words: Any, index: int) -> str:
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    code = raw.FPDFText_GetUnicode(words.raw, index)
    sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\0"  # noqa: PLR2004
    return "\n" if sign == "\r" else sign


def _boxes(words: Any, span: tuple[int, int]) -> Iterator[Rectangle]:
    for index in range(*span):
        left, bottom, right, top = words.get_charbox(index, loose=True)
        if right > left and top > bottom:
            yield left - _AROUND, bottom - _AROUND, right + _AROUND, top + _AROUND


def _drawing(page: Any, words: Any, spans: Sequence[tuple[int, int]]) -> list[Any] | None:
    """The text objects of the page that draw these characters; None where others do."""
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    own = {_address(one.raw): one for one in page.get_objects(max_depth=1)}
    found: dict[int, Any] = {}
    for span in spans:
        for index in range(*span):
            handle = raw.FPDFText_GetTextObject(words.raw, index)
            if not handle:
                continue  # a space that the reader put in
            one = own.get(_address(handle))
            if one is None or one.type != _TEXT:
                return None
            if raw.FPDFTextObj_GetTextRenderMode(one.raw) == _INVISIBLE:
                return None
            found[_address(handle)] = one
    return list(found.values()) or None


def _address(handle: Any) -> int:
    return int(ctypes.cast(handle, ctypes.c_void_p).value or 0)


def _taken_out(page: Any, objects: Sequence[Any], boxes: list[Rectangle]) -> bool:
    """Whether the objects are gone, bars in their place, and the page is as it was besides."""
    before = _drawn(page, _LOOK)
    bars = [tuple(one.get_bounds()) for one in objects]
    for one in objects:
        page.remove_obj(one)
        one.close()
    for bar in bars:
        _draw_bar(page, bar)
    page.gen_content()
    after = _drawn(page, _LOOK)
    boxes += bars
    for picture in (before, after):
        _paint(picture, page, bars, _LOOK)
    apart = ImageChops.difference(before, after).point(lambda tone: 255 if tone > _APART else 0)
    return apart.histogram()[255] <= _FEW * apart.width * apart.height


def _draw_bar(page: Any, bar: Rectangle) -> None:
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    left, bottom, right, top = bar
    path = raw.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom)
    raw.FPDFPageObj_SetFillColor(path, _GREY, _GREY, _GREY, 255)
    raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_WINDING, 0)
    raw.FPDFPage_InsertObject(page.raw, path)


def _drawn(page: Any, scale: float) -> Image.Image:
    drawn: Image.Image = page.render(scale=scale).to_pil().convert("L")
    return drawn


def _paint(picture: Image.Image, page: Any, boxes: Sequence[Rectangle], scale: float) -> None:
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    pen = ImageDraw.Draw(picture)
    width, height = round(page.get_width() * scale), round(page.get_height() * scale)
    grey = _GREY if picture.mode == "L" else (_GREY,) * 3
    for left, bottom, right, top in boxes:
        corners = []
        for x, y in ((left, bottom), (right, top)):
            across, down = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, across, down)
            corners.append((across.value, down.value))
        (x0, y0), (x1, y1) = corners
        pen.rectangle((min(x0, x1) - 1, min(y0, y1) - 1, max(x0, x1) + 1, max(y0, y1) + 1), grey)


def _picture(page: Any, boxes: Sequence[Rectangle]) -> bytes:
    """The page as a picture, the boxes painted over."""
    picture = page.render(scale=_DPI / 72).to_pil().convert("RGB")
    _paint(picture, page, boxes, _DPI / 72)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=85)
    return made.getvalue()


def _commented(source: Path) -> set[int]:
    """The pages with a comment or a field that holds such a number."""
    with pikepdf.open(source) as pdf:
        return {
            index
            for index, page in enumerate(pdf.pages)
            for note in page.get("/Annots", [])
            if note.get("/Subtype") not in _KEPT
            and any(masked(str(note[key])) != str(note[key]) for key in ("/Contents", "/V", "/RC")
                    if isinstance(note.get(key), pikepdf.String))
        }  # fmt: skip


def _finish(made: io.BytesIO, target: Path, pictures: dict[int, bytes]) -> None:
    """Put in the pages that became pictures, mask what no page shows, drop what was replaced."""
    with pikepdf.open(made) as pdf:
        for index, jpeg in pictures.items():
            _replace(pdf, pdf.pages[index], jpeg)
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Array):
                _mask(one)
            elif isinstance(one, pikepdf.Stream):
                _mask(one.stream_dict)
                if one.get("/Type") == "/Metadata":
                    one.write(masked(one.read_bytes().decode("utf-8", "replace")).encode())
        _mask(pdf.trailer)
        pdf.remove_unreferenced_resources()
        save_repeatably(pdf, target)


def _replace(pdf: pikepdf.Pdf, page: pikepdf.Page, jpeg: bytes) -> None:
    """Let the page show the picture of itself, upright, and nothing else; links stay."""
    left, bottom, right, top = map(float, page.cropbox)
    turn = int(page.obj.get("/Rotate", 0)) % 360
    with Image.open(io.BytesIO(jpeg)) as picture:
        if turn:  # the page turns it back
            kept = io.BytesIO()
            picture.rotate(turn, expand=True).save(kept, "JPEG", quality=85)
            jpeg = kept.getvalue()
    with Image.open(io.BytesIO(jpeg)) as picture:
        width, height = picture.size
    image = pikepdf.Stream(
        pdf, jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width,
        Height=height, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=pdf.make_indirect(image)))
    shown = f"q {right - left:.3f} 0 0 {top - bottom:.3f} {left:.3f} {bottom:.3f} cm /Page Do Q"
    page.Contents = pdf.make_stream(shown.encode())
    if "/Annots" in page:
        kept_notes = [note for note in page.Annots if note.get("/Subtype") in _KEPT]
        page.Annots = pikepdf.Array(kept_notes)


def _mask(holder: Any, depth: int = 0) -> None:
    """Mask the strings that a dictionary or an array holds itself: titles, marks, comments."""
    if depth > 8 or (holder.is_indirect and depth):  # noqa: PLR2004 - it comes by itself
        return
    keys = list(holder.keys()) if isinstance(holder, pikepdf.Dictionary) else range(len(holder))
    for key in keys:
        value = holder[key]
        if isinstance(value, pikepdf.String):
            told = str(value)
            if masked(told) != told:
                holder[key] = pikepdf.String(masked(told))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array):
            _mask(value, depth + 1)


def _prove(target: Path) -> None:
    from dossier.media.pdfium import PdfDocument  # noqa: PLC0415 - megabytes

    with PdfDocument(target.read_bytes()) as document:
        for index in range(len(document)):
            page = document[index]
            if next(_spans(page.get_textpage()), None) is not None:
                raise RedactionError(
                    say("a number of a person cannot be taken out of page {page}", page=index + 1),
                    say("cover it in the file of evidence, and build it again"),
                )
            page.close()
