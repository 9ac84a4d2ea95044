"""Boxes of scans that are larger than one would like to hold in memory.

pikepdf copies the data of what it takes over from another document; qpdf's own job, which lays
whole files one after the other, leaves it in the files until it is written. It would drop layers
and the names of destinations, and rename form fields in its own way: so it gets the plain scans
alone, and whatever has more to it is copied as in any other box.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Job, Pdf

from dossier.bind.binding import Part
from dossier.bind.clean import clean
from dossier.errors import OutputError
from dossier.faults import CHANGED
from dossier.media import UnusableError
from dossier.media.pdf import WRONG, open_pdf
from dossier.messages import say

MOST_BYTES = 512_000_000
"""Up to here the files of a box are held in memory."""

Waiting = dict[Path, deque[list[Dictionary]]]
"""Pages that lie in the box already: for each file those of its first, second, … use."""

# of a document: what hangs on more than its pages; of a page: what leads elsewhere or is taken out
_MORE = ("/AcroForm", "/OCProperties")
_NOT_PLAIN = ("/Annots", "/AA", "/AF", "/Thumb", "/PieceInfo")


def begun(parts: Sequence[Part]) -> tuple[Pdf, Waiting]:
    """A new box, which the caller closes: empty or, where `parts` are giant, with their scans.

    Raises OutputError where they can be read alone but not be laid together.
    """
    files = [part.pdf for part in parts]
    if sum(file.stat().st_size for file in files if file.is_file()) <= MOST_BYTES:
        return Pdf.new(), {}
    plain = {file: pages for file in dict.fromkeys(files) if (pages := _plain_pages(file))}
    laid = [file for file in files if file in plain]
    if not laid:
        return Pdf.new(), {}
    named = [word for file in laid for word in (str(file.absolute()), "1-z")]
    options = ["--empty", "--no-warn", "--remove-unreferenced-resources=no"]
    try:
        pdf = Job(["qpdf", *options, "--pages", *named, "--", "unwritten.pdf"]).create_pdf()
    except (pikepdf.PdfError, RuntimeError) as error:
        raise OutputError(
            say("'{title}' cannot be bound: {reason}", title=parts[0].mark, reason=error),
            hint=CHANGED,
        ) from error
    lying = iter([page.obj for page in pdf.pages])
    waiting: Waiting = defaultdict(deque)
    for file in laid:
        waiting[file].append([next(lying) for _ in range(plain[file])])
    return pdf, waiting


def _plain_pages(file: Path) -> int:
    """How many pages a file has that nothing is to be done to but to lay it; else 0."""
    try:
        with open_pdf(file) as source:
            pages = [page.obj for page in source.pages]
            if (
                source.get_warnings()
                or any(key in source.Root for key in _MORE)
                or any(key in page for page in pages for key in _NOT_PLAIN)
                or clean(source)
            ):
                return 0
            return len(pages)
    # laying it will say what is wrong
    except (UnusableError, OSError, *WRONG):
        return 0
