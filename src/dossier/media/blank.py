"""Pages without content, as a sheet printed on one side leaves them in a scan of both, or Word.

Only what a file says is looked at: a blank page that was scanned is a picture, and counts as one.
"""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from dossier.media.pdf import open_pdf

# what puts something on a page (ISO 32000-1, 8.2: painting, showing, shading, images)
_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"'}
_INLINE = "INLINE IMAGE"  # what the parser calls an image within the content
_SMALL = 4_000  # bytes: a longer content shows something


def pages_without_content(pdf: Path) -> list[int]:
    """The places (0-based) of the pages of `pdf` that show nothing, not even a note.

    Raises :class:`~dossier.media.UnusableError` as :func:`~dossier.media.pdf.open_pdf` does.
    """
    with open_pdf(pdf) as document:
        return [place for place, page in enumerate(document.pages) if _is_blank(page.obj)]


def _is_blank(page: Dictionary) -> bool:
    notes = page.get("/Annots")
    shown = notes if isinstance(notes, Array) else ()
    if any(isinstance(one, Dictionary) and one.get("/Subtype") != Name.Link for one in shown):
        return False
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    try:
        parts = [one.read_bytes() for one in streams if isinstance(one, Stream)]
        if sum(map(len, parts)) > _SMALL:
            return False
        steps = pikepdf.parse_content_stream(page)
    except pikepdf.PdfError:
        return False  # what cannot be read may show anything
    return not any(str(step.operator) in {*_PAINTING, _INLINE} for step in steps)
