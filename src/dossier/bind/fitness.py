"""Whether a file would let its box be PDF/A, asked before any box is bound."""

from pathlib import Path

from pikepdf import Pdf

from dossier.bind.append import append_item, finish_fonts, finish_layers
from dossier.bind.binding import Fitness, Part
from dossier.bind.content import content_of
from dossier.bind.pages import BoxPages
from dossier.bind.pdfa import Judge, box_faults
from dossier.errors import OutputError
from dossier.finding import Code


def fitness(file: Path, pages: int) -> Fitness:
    """The fitness of the PDF with so many pages, judged as a box holds it.

    It is laid into an empty document: so what binding takes out or mends is not held against it.
    """
    labels = tuple(map(str, range(1, pages + 1)))
    with Pdf.new() as pdf:
        held = BoxPages(pdf, {})
        try:
            laid = append_item(held, Part(file, labels, 1, "0001", file.name, "", "", ""))
        except OutputError:  # binding tells what is wrong with it, with the name of its item
            return Fitness(signed=False, faults=("malformed",))
        held.finish()
        finish_layers(pdf)
        finish_fonts(pdf)
        judge = Judge()
        faults = set(box_faults(pdf))
        for page in laid.pages:
            faults |= judge.page(page, content_of(page.get("/Contents")))
    signed = any(finding.code is Code.FILE_SIGNED for finding in laid.findings)
    return Fitness(signed, tuple(sorted(faults)))
