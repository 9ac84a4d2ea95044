"""A page of a PDF as a picture, for who reads what has no text."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.messages import say

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 40_000_000
_POINTS = 72
_SHOWN, _QUALITY = 900, 80  # pixels of the longer side, and of a JPEG, on the screen
_SMALL = (240, 340)  # pixels of a page among many
_QUALITIES = (60, 40, 20, 5)  # of a WebP: the first that is small enough
PAGE_BYTES = 25_000
"""What a small picture of a page may take up, at most."""
MOST_PAGES = 48
"""Pages in one file of small pictures, which may be 16,383 pixels high (WebP)."""


def textless(path: Path) -> tuple[int, ...]:
    """The numbers (from 1) of the pages on which no text stands, in a PDF that can be opened."""
    from dossier.media.pdfium import PdfDocument  # noqa: PLC0415 - megabytes

    with PdfDocument(path) as document:
        return tuple(n + 1 for n in range(len(document)) if not _has_text(document[n]))


def page_picture(path: Path, page: int, dpi: int) -> tuple["Image | None", float]:
    """The page with the 0-based number `page` as it is seen, and its longer side in inches.

    No picture where text stands on the page. A page that would be huge is drawn coarser. Raises
    :class:`~dossier.media.UnusableError` where it cannot be drawn.
    """
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    try:
        with PdfDocument(path) as document:
            sheet = document[page]
            width, height = sheet.get_size()
            inches = max(width, height) / _POINTS
            if _has_text(sheet):
                return None, inches
            scale = dpi / _POINTS
            most = (_MOST_PIXELS / max(1.0, width * height)) ** 0.5
            return sheet.render(scale=min(scale, most)).to_pil(), inches
    except PdfiumError as error:
        raise UnusableError(Code.FILE_DAMAGED, say("a page of it cannot be drawn")) from error


def _has_text(page: object) -> bool:
    return bool(page.get_textpage().get_text_bounded().strip())  # type: ignore[attr-defined]


def looks(pdf: Path, pages: Iterable[int], scale: float) -> Iterator[str]:
    """A key for each of the `pages` (0-based) of `pdf`, drawn in grey.

    `scale` is in pixels to the point. '' for a page that cannot be drawn.
    """
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    with PdfDocument(pdf) as document:
        for number in pages:
            try:
                page = document[number]
                drawn = page.render(scale=scale, grayscale=True, may_draw_forms=False)
                yield hashlib.sha256(
                    f"{drawn.width}×{drawn.height}".encode() + bytes(drawn.buffer)
                ).hexdigest()
                drawn.close()
                page.close()
            except PdfiumError:
                yield ""


def first_page(path: Path) -> bytes | None:
    """A small JPEG of a picture, or of the first page of a PDF, for a page on the screen.

    None where it cannot be drawn.
    """
    from dossier.media.image import upright  # noqa: PLC0415 - loads Pillow
    from dossier.media.magic import sniff  # noqa: PLC0415
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes
    from dossier.model.evidence_file import FileKind  # noqa: PLC0415

    try:
        if sniff(path) is not FileKind.PDF:
            return upright(path, _SHOWN)
        with PdfDocument(path) as document:
            sheet = document[0]
            scale = _SHOWN / max(1.0, *sheet.get_size())
            made = io.BytesIO()
            sheet.render(scale=scale).to_pil().convert("RGB").save(made, "JPEG", quality=_QUALITY)
            return made.getvalue()
    except (UnusableError, PdfiumError):
        return None


def strip(path: Path) -> tuple[bytes, int]:
    """The first pages of a PDF as small pictures beneath each other in one WebP, and how many.

    Each has the same frame of white, in which a page that lies across is as wide as others. None
    takes more than :data:`PAGE_BYTES`. A page that cannot be drawn stays white; a PDF that cannot
    be opened gives no pages.
    """
    from PIL import Image  # noqa: PLC0415 - loads Pillow

    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    width, height = _SMALL
    try:
        with PdfDocument(path) as document:
            count = min(len(document), MOST_PAGES)
            whole = Image.new("RGB", (width, height * count), "white")
            for number in range(count):
                try:
                    page = document[number]
                    scale = min(width / page.get_width(), height / page.get_height())
                    drawn = page.render(scale=scale).to_pil().convert("RGB")
                    drawn.thumbnail(_SMALL)
                    left = (width - drawn.width) // 2
                    whole.paste(drawn, (left, number * height + (height - drawn.height) // 2))
                    page.close()
                except (PdfiumError, ZeroDivisionError):
                    continue
    except PdfiumError:
        return b"", 0
    for quality in _QUALITIES:
        made = io.BytesIO()
        whole.save(made, "WEBP", quality=quality, method=4)
        if made.tell() <= PAGE_BYTES * count:
            return made.getvalue(), count
    return b"", 0
