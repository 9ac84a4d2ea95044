"""Documents laid into a box, each with all that belongs to it."""

from dataclasses import dataclass
from pathlib import Path

from pikepdf import Dictionary, Name, OutlineItem, Pdf, String

from dossier.bind.binding import Part
from dossier.bind.census import Census, count
from dossier.bind.clean import Removed, clean
from dossier.bind.links import annotations, make_explicit
from dossier.bind.outline import take_outline
from dossier.bind.pages import ADDED, BoxPages
from dossier.bind.pdfafont import mend_type1
from dossier.bind.stamp import mend_boxes
from dossier.errors import OutputError
from dossier.faults import CHANGED
from dossier.finding import Code, Finding
from dossier.media import UnusableError
from dossier.media.pdf import WRONG, open_pdf
from dossier.messages import say

_PRINTED = 4  # an annotation's flag Print (ISO 32000-1, 12.5.3)


@dataclass(slots=True)
class AppendedItem:
    """A part that lies in the box: its pages, its own outline, and what there is to tell.

    `before` is the census of its file as it came, `kept` of what was not taken out; `reasons`
    gathers what keeps it from being PDF/A.
    """

    part: Part
    pages: list[Dictionary]
    outline: list[OutlineItem]
    before: Census
    kept: Census
    findings: tuple[Finding, ...]
    altered: bool
    reasons: set[str]


def append_document(
    box: BoxPages, path: Path, title: str, *, even: bool = False
) -> list[Dictionary]:
    """Add our own document at `path`; its pages in the box, with a blank back to be `even`."""
    with _opened(path, title) as source:
        pages = _copied(box, source, path)
        if even and len(pages) % 2:
            pages.append(box.add_back(pages[-1]))
        return pages


def append_item(box: BoxPages, part: Part) -> AppendedItem:
    """Add an item without what an archive does not keep.

    Raises OutputError where it has other pages than planned, or cannot be read after all.
    """
    with _opened(part.pdf, part.title) as source:
        expect_pages(part.title, len(source.pages), part.own)
        try:
            before = _census(source)
            removed = clean(source)
            kept = _census(source) if removed else before
            lead = append_document(box, sheet, part.title) if (sheet := part.lead) else []
            for page in lead:
                page[ADDED] = True
            pages = _copied(box, source, part.pdf)
            if part.blank:
                box.add_back(pages[-1])
            own = {
                page.obj.objgen: bound
                for page, bound in reversed(list(zip(source.pages, pages, strict=True)))
            }
            outline = take_outline(source, own)
        except WRONG as error:
            raise OutputError(
                say("'{title}' cannot be bound: {reason}", title=part.title, reason=error),
                hint=say("print its file to PDF anew and put that in its place"),
            ) from error
    findings = tuple(_told(part, kind, number) for kind, number in removed.items())
    return AppendedItem(
        part, [*lead, *pages], outline, before, kept, findings, bool(removed), set()
    )


def _census(source: Pdf) -> Census:
    return count(source, [page.obj for page in source.pages], source.Root.get("/Outlines"))


def _told(part: Part, kind: Removed, number: int) -> Finding:
    """The finding that something was taken out of `part`."""
    if kind is Removed.SIGNATURE:
        return Finding(
            Code.FILE_SIGNED,
            say(
                "'{title}' is signed electronically ({count}): no signature stays valid in a box,"
                " what it looks like is kept",
                title=part.title,
                count=number,
            ),
            path=part.title,
            hint=say("the signed file lies in build/originals: hand it over with the box"),
        )
    return Finding(
        Code.CONTENT_REMOVED,
        say(
            "'{title}' holds {what}, left out of the box: {count}",
            title=part.title,
            what=kind.text,
            count=number,
        ),
        path=part.title,
        hint=say("nothing need be done where the file in the evidence folder is kept"),
    )


def _copied(box: BoxPages, source: Pdf, path: Path) -> list[Dictionary]:
    make_explicit(source)
    pages = box.add(source, path)
    for page in pages:
        tidy(page)
    return pages


def tidy(page: Dictionary) -> None:
    """Mend what PDF/A asks for and no reader can see, and a size that readers take differently."""
    mend_boxes(page)
    if isinstance(page.get("/Tabs"), String):  # LibreOffice 7.4 writes (S) for /S
        page.Tabs = Name(f"/{page.Tabs}")
    for annotation in annotations(page):
        if annotation.get("/Subtype") == Name.Link and "/F" not in annotation:
            annotation.F = _PRINTED


def finish_layers(pdf: Pdf) -> None:
    """Give the layers' default state the name that PDF/A asks for (ISO 19005-2, 6.9)."""
    layers = pdf.Root.get("/OCProperties")
    if isinstance(layers, Dictionary) and isinstance(layers.get("/D"), Dictionary):
        layers.D.Name = String("Default")


def finish_fonts(pdf: Pdf) -> None:
    """Mend what PDF/A finds wrong with embedded fonts and no reader can see."""
    for one in pdf.objects:
        if isinstance(one, Dictionary):
            if "/CIDSet" in one:
                del one["/CIDSet"]  # PDF/A-2b does without, but not with an incomplete one
            if "/FontFile" in one:
                mend_type1(one)


def _opened(path: Path, title: str) -> Pdf:
    try:
        return open_pdf(path)
    except UnusableError as error:  # it was usable when the box was planned
        raise OutputError(
            say("'{title}' cannot be bound: {reason}", title=title, reason=error.remedy),
            hint=CHANGED,
        ) from error


def expect_pages(title: str, found: int, planned: int) -> None:
    """Raise OutputError where `found` pages are not those `planned`."""
    if found != planned:
        raise OutputError(
            say(
                "'{title}' has another number of pages than planned: {found}, not {planned}",
                title=title,
                found=found,
                planned=planned,
            ),
            hint=CHANGED,
        )


def undecodable(part: Part, page: int) -> Finding:
    """The finding that a page's content is damaged."""
    return Finding(
        Code.FILE_DAMAGED,
        say(
            "page {page} of '{title}' cannot be decoded and may come out blank",
            page=page,
            title=part.title,
        ),
        path=part.title,
        hint=say("look at the page in the box; save or scan it anew where it is blank"),
    )
