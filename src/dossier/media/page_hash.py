"""How pages look: a key that is the same for pages that nobody can tell apart."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


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
