"""PDFs whose page is only a cover for what they hold: portfolios, and forms as XML (XFA)."""

import re
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectSet, Pdf

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.messages import say

# what Adobe's programs, in the languages that are met here, write on the page that stands in
_WAIT = re.compile(
    r"please\s*wait|请\s*稍\s*候|请\s*等待|正在加载|adobe\s*(acrobat\s*)?reader", re.IGNORECASE
)


def refuse_stub(document: Pdf, path: Path) -> None:
    """Raise UnusableError where the pages of a PDF do not show what it holds.

    A portfolio (ISO 32000-1, 12.3.5) is a cover for the files in it. A form as XML (XFA, 12.7.8)
    that has no field on any page is drawn by Adobe's programs alone; one with fields is an ordinary
    form as well, and shows its pages everywhere.
    """
    root: Any = document.Root
    if isinstance(root.get("/Collection"), Dictionary) and _holds_files(root):
        raise UnusableError(
            Code.FILE_TYPE,
            say(
                "it is a PDF portfolio, whose page is only a cover: open it in Acrobat, take the"
                " files out of it, and register those"
            ),
        )
    form = root.get("/AcroForm")
    if (
        isinstance(form, Dictionary)
        and "/XFA" in form
        and not any(_has_field(page.obj) for page in document.pages)
        and (root.get("/NeedsRendering") is True or _asks_to_wait(path))
    ):
        raise UnusableError(
            Code.FILE_TYPE,
            say(
                "it is an XFA form, which only Adobe's programs show ('please wait'): open it in"
                " Adobe Reader, print it as PDF, and put that in its place"
            ),
        )


def _holds_files(root: Dictionary) -> bool:
    """Whether the name tree of embedded files has an entry."""
    names = root.get("/Names")
    seen, waiting = ObjectSet(), [names.get("/EmbeddedFiles") if names is not None else None]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or not seen.add(node):
            continue
        listed, kids = node.get("/Names"), node.get("/Kids")
        if isinstance(listed, Array) and len(listed):
            return True
        waiting += list(kids) if isinstance(kids, Array) else []
    return False


def _has_field(page: Dictionary) -> bool:
    notes = page.get("/Annots")
    return isinstance(notes, Array) and any(
        isinstance(one, Dictionary) and one.get("/Subtype") == Name.Widget for one in notes
    )


def _asks_to_wait(path: Path) -> bool:
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    try:
        with PdfDocument(path) as document:
            return bool(_WAIT.search(document[0].get_textpage().get_text_bounded()))
    except PdfiumError:
        return False
