"""The sheets to print again, drawn out of the bound boxes."""

from collections.abc import Sequence
from pathlib import Path

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from dossier.facts import Fact
from dossier.files import written_aside
from dossier.media.pdf import open_pdf, save_repeatably
from dossier.printing.printed import PaperSheet


class Bundle(Fact, frozen=True):
    """What to print for one box: its slip, then `sheets` of the PDF `box`.

    A box that is no more has no PDF, and no sheets.
    """

    title: str
    slip: Path
    box: Path | None
    sheets: Sequence[PaperSheet]


def draw_out(
    bundles: Sequence[Bundle], others: Sequence[tuple[str, Path]], out: Path, *, duplex: bool
) -> int:
    """Write one PDF of all `bundles`, then the `others` (labels); how many pages it has.

    In print on both sides every sheet begins on an odd page, so that partners meet again.
    """
    with Pdf.new() as pdf:
        root = []
        for bundle in bundles:
            root.append(OutlineItem(bundle.title, len(pdf.pages)))
            with open_pdf(bundle.slip) as slip:
                pdf.add_pages_from(slip, outlines="ignore")
            _even(pdf, duplex=duplex)
            if bundle.box is None:
                continue
            with open_pdf(bundle.box) as box:
                for sheet in bundle.sheets:
                    pdf.add_pages_from(box, [page.place for page in sheet.pages], outlines="ignore")
                    _even(pdf, duplex=duplex)
        for title, file in others:
            root.append(OutlineItem(title, len(pdf.pages)))
            with open_pdf(file) as other:
                pdf.add_pages_from(other, outlines="ignore")
            _even(pdf, duplex=duplex)
        for page in pdf.pages:
            _unlink(page.obj)
        with pdf.open_outline() as outline:
            outline.root.extend(root)
        with written_aside(out) as aside:
            save_repeatably(pdf, aside, min_version="1.7")
        return len(pdf.pages)


def _even(pdf: Pdf, *, duplex: bool) -> None:
    """A blank back, where the last sheet lacks one."""
    if duplex and len(pdf.pages) % 2:
        _, _, width, height = (float(side) for side in pdf.pages[-1].mediabox)
        pdf.add_blank_page(page_size=(width, height))


def _unlink(page: Dictionary) -> None:
    """Links lead to pages that are not here."""
    notes = page.get("/Annots")
    if isinstance(notes, Array):
        kept = [one for one in notes if one.get("/Subtype") != Name.Link]
        if kept:
            page.Annots = Array(kept)
        else:
            del page["/Annots"]
