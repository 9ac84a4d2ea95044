"""What the pages of a file look like: which seem blank, whether one is sealed, which photo it is.

Nothing is drawn that need not be: a fax of some kilobytes shows something, a JPEG is decoded to an
eighth of its size, and pages are looked at for a seal from the last one on, until one is found.
"""

import ctypes
import io
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from PIL import Image

from dossier.media.alike import hashes
from dossier.media.bare import CLOSE, seems_blank, shows_something
from dossier.media.image import BROKEN
from dossier.media.seal import has_seal, is_coloured, is_paper
from dossier.media.signature import is_upside_down, lines_of
from dossier.model.evidence_file import Appearance, Seal

_MOST = 300  # pages that are looked at
_OVER = 180  # degrees
_MM = 25.4 / 72  # of a point
_SHEET = 0.8  # of the size of A4 at 100 dpi: a smaller picture is no scan
_ENOUGH = 600  # pixels of the longer side
_LONG_SIDE = 297  # mm: of the sheet that a picture is taken to be of
_WORDS, _PATH, _IMAGE = 1, 2, 3  # FPDF_PAGEOBJ_TEXT and so on
_WHOLE = 0.5  # of a page is covered by one picture, where it is a scan
_FAX = {"CCITTFaxDecode", "JBIG2Decode"}
_SHOWN = 8_192  # bytes: the fax of an empty page, grain and all, is shorter
_CLOSE, _SMALL = 100 / 72, 36 / 72  # pixels to the point
_TAKEN, _EXIF = 36867, 0x8769  # DateTimeOriginal, and where it stands (EXIF 2.32)


class Eye:
    """Looks at each frame of a picture as it is decoded."""

    def __init__(self) -> None:
        self._blank: list[int] = []
        self._seals: list[Seal] = []
        self._hashes: tuple[int, ...] = ()
        self._taken: date | None = None
        self._frames = 0

    def see(self, frame: Image.Image, size: tuple[int, int]) -> None:
        """Look at a frame, which was loaded, perhaps at a part of its `size`."""
        self._frames += 1
        if self._frames == 1:
            self._taken = _taken(frame)
        if self._frames > _MOST:
            return
        try:
            frame = _reduced(frame)
        except OSError:
            return
        if self._frames == 1:
            self._hashes = hashes(frame)
        if max(size) >= CLOSE * _SHEET and is_paper(frame) and not shows_something(frame):
            self._blank.append(self._frames)
        self._seals.append(_seal_on(frame, _LONG_SIDE * frame.width / max(frame.size)))

    def look(self) -> Appearance:
        """What was seen; pages that may be blank want another look at their full size."""
        alone = self._hashes if self._frames == 1 else ()
        return Appearance(tuple(self._blank), _together(self._seals), alone, self._taken)


def _reduced(frame: Image.Image) -> Image.Image:
    """A picture of which the longer side has 600 to 1200 pixels: more is not looked at."""
    if frame.mode not in {"L", "RGB"}:
        frame = frame.convert("L" if frame.mode in {"1", "LA", "I;16"} else "RGB")
    factor = max(frame.size) // _ENOUGH
    return frame.reduce(factor) if factor > 1 else frame


def look_at_pdf(
    document: Any,
    worded: Collection[int],
    to_sign: Collection[int] = (),
    kept: Mapping[int, Any] = MappingProxyType({}),
) -> Appearance:
    """The look of a PDF that PDFium has open; its pages `worded` (from 1) are known to have words.

    Those `to_sign` have words that stand before a signature. Some pages are open, and `kept`.
    """
    from dossier.media.pdfium import PdfiumError  # noqa: PLC0415 - megabytes

    blank: list[int] = []
    seals: list[Seal] = []
    turned: list[int] = []
    empty: list[int] = []
    lines = 0
    try:
        for number in range(min(len(document), _MOST), 0, -1):
            found = Seal.SEEN in seals
            page = kept[number] if number in kept else document[number - 1]
            if number in worded and page.get_rotation() == _OVER and is_upside_down(page):
                turned.append(number)
            for is_empty in lines_of(page) if number in to_sign else ():
                lines += 1
                empty += [number] * is_empty
            if found and number in worded:
                page.close()
                continue
            picture = None
            if number not in worded:
                picture, shows = _scan(page)
                if not shows and _is_blank(page):
                    blank.append(number)
            if not found:
                seals.append(_seal_of(page, picture))
            page.close()
    except PdfiumError:
        return Appearance()
    return Appearance(
        tuple(sorted(blank)),
        _together(seals),
        turned=tuple(sorted(turned)),
        lines=lines,
        empty=tuple(sorted(empty)),
    )


def _scan(page: Any) -> tuple[Image.Image | str | None, bool]:
    """The picture that covers a page, small ('' for one in black and white), None where none does.

    With it comes whether it surely shows something.
    """
    width, height = page.get_size()
    pictures = list(page.get_objects(filter=[_IMAGE], max_depth=2))
    large = [one for one in pictures if _area(one) >= _WHOLE * width * height]
    if len(pictures) != 1 or not large:
        return None, False
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    (picture,) = pictures
    filters = picture.get_filters()
    if filters and filters[-1] in _FAX:
        length = raw.FPDFImageObj_GetImageDataRaw(picture.raw, None, 0)
        return "", length > _SHOWN
    if filters == ["DCTDecode"]:
        with suppress(*BROKEN):
            image = Image.open(io.BytesIO(bytes(picture.get_data())))
            image.draft(None, (round(width * _MM), round(height * _MM)))
            image.load()
            small = image.convert("RGB") if image.mode != "L" else image
            return small, shows_something(small)
    return None, False


def _area(picture: Any) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float((right - left) * (top - bottom))


def _is_blank(page: Any) -> bool:
    """Whether a page without words is one without anything, or a scan that seems blank."""
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    kinds = [one.type for one in page.get_objects(max_depth=2)]
    if not kinds:
        return bool(raw.FPDFPage_GetAnnotCount(page.raw) == 0)
    if set(kinds) != {_IMAGE}:
        return False
    if shows_something(_drawn(page, _SMALL)):
        return False
    return seems_blank(_drawn(page, _CLOSE))


def _drawn(page: Any, scale: float) -> Image.Image:
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return image


def _seal_of(page: Any, picture: Image.Image | str | None) -> Seal:
    if picture == "":
        return Seal.UNKNOWN
    width = page.get_width() * _MM
    if isinstance(picture, Image.Image):
        if page.get_rotation() in {90, 270}:
            width = page.get_height() * _MM
        return _seal_on(picture, width)
    if not _may_bear_seal(page):
        return Seal.NONE
    drawn = _drawn(page, _MM)
    if has_seal(drawn, width):
        return Seal.SEEN
    # words are black on any page; a scan without a colour may have been red
    pictures = next(iter(page.get_objects(filter=[_IMAGE], max_depth=2)), None)
    return Seal.UNKNOWN if pictures is not None and not is_coloured(drawn) else Seal.NONE


def _may_bear_seal(page: Any) -> bool:
    """Whether there is anything but words, and lines and areas that are not red."""
    from dossier.media.pdfium import raw  # noqa: PLC0415 - megabytes

    tones = [ctypes.c_uint() for _ in range(4)]
    red, green, blue, _ = tones
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        one = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == _WORDS:
            continue
        if kind != _PATH:
            return True
        for told in (raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_GetStrokeColor):
            if not told(one, *tones) or red.value > max(green.value, blue.value):
                return True
    return bool(raw.FPDFPage_GetAnnotCount(page.raw))


def _seal_on(picture: Image.Image, width: float) -> Seal:
    """Whether a seal is seen in a picture of a sheet `width` mm wide; a photo is no sheet."""
    if not is_coloured(picture) or not is_paper(picture):
        return Seal.UNKNOWN
    return Seal.SEEN if has_seal(picture, width) else Seal.NONE


def _together(seals: Collection[Seal]) -> Seal:
    """Of a whole file: a seal on any page is one; none is there only where all could be judged."""
    if Seal.SEEN in seals:
        return Seal.SEEN
    return Seal.UNKNOWN if Seal.UNKNOWN in seals or not seals else Seal.NONE


def _taken(frame: Image.Image) -> date | None:
    """The day on which the camera took a photo."""
    with suppress(*BROKEN):
        told = frame.getexif().get_ifd(_EXIF).get(_TAKEN)
        return datetime.strptime(str(told)[:10], "%Y:%m:%d").date() if told else None  # noqa: DTZ007
    return None
