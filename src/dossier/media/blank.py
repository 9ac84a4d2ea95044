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
        return [place for place, page in enumerate(document.pages) if is_blank(page.obj)]


def end_without_content(document: pikepdf.Pdf) -> int:
    """Leave out the pages at the end of a document that show nothing; how many those were.

    The first page stays, and one to which something in the document leads.
    """
    count = 0
    while len(document.pages) > 1 and is_blank(document.pages[-1].obj):
        if _is_led_to(document, document.pages[-1].obj.objgen):
            break
        del document.pages[-1]
        count += 1
    return count


def _is_led_to(document: pikepdf.Pdf, page: tuple[int, int]) -> bool:
    """Whether a destination names a page: an array whose first element it is (ISO 32000-1, 12.3.2).

    The tree of pages names it in an array, too.
    """
    waiting: list[object] = list(document.objects)
    while waiting:
        one = waiting.pop()
        within: list[object] = []
        if isinstance(one, Array):
            within = list(one)
            if within and isinstance(within[0], Dictionary) and within[0].objgen == page:
                return True
        elif isinstance(one, Dictionary):
            within = [value for name, value in one.items() if name != "/Kids"]
        # what is not written within this object is one of the others
        waiting += [each for each in within if not getattr(each, "is_indirect", True)]
    return False


def is_blank(page: Dictionary) -> bool:
    """Whether a page shows nothing, not even a note."""
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
