"""Whether a file would let its box be PDF/A, asked before any box is bound."""

from pathlib import Path

from dossier.bind.append import finish_fonts, finish_layers, tidy
from dossier.bind.binding import Fitness
from dossier.bind.clean import Removed, clean
from dossier.bind.content import content_of
from dossier.bind.pdfa import Judge, box_faults
from dossier.media import UnusableError
from dossier.media.pdf import WRONG, open_pdf

_MALFORMED = Fitness(signed=False, faults=("malformed",))


def fitness(file: Path, pages: int) -> Fitness:
    """The fitness of the PDF with so many pages, judged in memory; the file is only read.

    What binding takes out or mends is taken out and mended first, and not held against it.
    """
    try:
        with open_pdf(file) as source:
            if len(source.pages) != pages:
                return _MALFORMED
            removed = clean(source)
            bound = [page.obj for page in source.pages]
            for page in bound:
                tidy(page)
            finish_layers(source)
            finish_fonts(source)
            judge, faults = Judge(), set(box_faults(source))
            for page in bound:
                faults |= judge.page(page, content_of(page.get("/Contents")))
    except (UnusableError, *WRONG):  # binding tells what is wrong with it, with the item's name
        return _MALFORMED
    return Fitness(Removed.SIGNATURE in removed, tuple(sorted(faults)))
