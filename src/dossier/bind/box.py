"""One box: its PDFs laid one after the other, numbered, linked and described."""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Pdf

from dossier.bind.append import (
    AppendedItem,
    append_document,
    append_item,
    expect_pages,
    finish_fonts,
    finish_layers,
    undecodable,
)
from dossier.bind.binding import Binding, Bound, ItemAccount
from dossier.bind.census import count, lost
from dossier.bind.content import content_of, isolate
from dossier.bind.describe import describe, label_pages
from dossier.bind.filingstamp import stamp_filing
from dossier.bind.giant import begun
from dossier.bind.links import add_link, link_items, name_places
from dossier.bind.outline import items_of, title_of, write_outline
from dossier.bind.pages import BoxPages
from dossier.bind.pdfa import Judge, box_faults
from dossier.bind.stamp import Stamper, sheet_of
from dossier.bind.zones import upper_middle
from dossier.files import written_aside
from dossier.finding import Finding
from dossier.media.pdf import save_repeatably
from dossier.model.settings import Numbering

_STATIC_ID = b"31415926535897932384626433832795"  # what qpdf writes when it is asked for no chance


def bind(binding: Binding, out: Path) -> Bound:
    """Write the box to `out`, whole or not at all; what became of its parts.

    The pages of each item carry their numbers in an upper corner, the first also its mark, which
    leads back to the row of the catalogue. The same binding gives the same bytes. Needs memory
    for one box. Raises :class:`~dossier.errors.OutputError` where an item has not the pages that
    were planned for it.
    """
    pdf, waiting = begun(binding.parts)
    with pdf:
        box = _laid(BoxPages(pdf, waiting), binding)
        rows = _linked_rows(box)
        reasons = _judged(box)
        _stamp(box, binding.numbering, rows)
        _refer(box)
        pdfa = not reasons and not any(one.reasons for one in box.items)
        _describe(box, binding, pdfa=pdfa)
        with written_aside(out) as aside:
            _write(pdf, aside, binding.identity)
            with pikepdf.open(aside) as written:
                expect_pages(binding.title, len(written.pages), box.pages)
                accounts = _accounts(box, written, rows)
                return Bound(tuple(box.findings), accounts, pdfa, tuple(sorted(reasons)))


@dataclass(slots=True)
class _BoxDocuments:
    """The documents of a box in their order, each with its pages, and what is to be told of them.

    `pages` counts all pages, `findings` grow from step to step.
    """

    pdf: Pdf
    front: list[tuple[str, list[Dictionary]]]
    items: list[AppendedItem]
    back: list[tuple[str, list[Dictionary]]]
    pages: int
    findings: list[Finding]

    @property
    def catalogue(self) -> list[Dictionary]:
        """The pages before the first item."""
        return [page for _, pages in self.front for page in pages]


def _laid(held: BoxPages, binding: Binding) -> _BoxDocuments:
    """The box with all its documents, one after the other."""
    front = [
        (title, append_document(held, path, title, even=binding.numbering.on_fronts))
        for title, path in binding.front
    ]
    items = [append_item(held, part) for part in binding.parts]
    back = [(title, append_document(held, path, title)) for title, path in binding.back]
    held.finish()
    finish_layers(held.pdf)
    finish_fonts(held.pdf)
    findings = [finding for one in items for finding in one.findings]
    return _BoxDocuments(held.pdf, front, items, back, held.count, findings)


def _linked_rows(box: _BoxDocuments) -> Mapping[int, int]:
    """Lead from each row of the catalogue to its item; the page of each row, by place in the box.

    The pages are counted from 0.
    """
    return link_items(box.catalogue, {one.part.number: one.pages[0] for one in box.items})


def _judged(box: _BoxDocuments) -> set[str]:
    """What the box, its front and its back have against PDF/A-2b; each item gets its own reasons.

    Content that can be read is shut off from what is stamped upon it, and what cannot is told of.
    """
    judge = Judge()
    reasons = set(box_faults(box.pdf))
    for _, pages in chain(box.front, box.back):
        for page in pages:
            reasons |= judge.page(page, content_of(page.get("/Contents")))
    for one in box.items:
        for offset, page in enumerate(one.pages):
            content = content_of(page.get("/Contents"))
            one.reasons |= judge.page(page, content)
            if content is None:
                box.findings.append(undecodable(one.part, offset + 1))
            else:
                isolate(box.pdf, page, content)
    return reasons


def _stamp(box: _BoxDocuments, numbering: Numbering, rows: Mapping[int, int]) -> None:
    """Number the pages of the items, and lead from the mark of each item back to its row."""
    marks = "".join(one.part.mark for one in box.items)
    cells = "".join(one.part.filed.cells.characters for one in box.items if one.part.filed)
    stamper = Stamper.for_box(box.pdf, numbering.style + marks + cells)
    catalogue = box.catalogue
    for one in box.items:
        for offset, page in enumerate(one.pages):
            if not one.part.labels[offset]:
                continue  # it shows nothing
            if one.part.filed and not offset:
                place = one.part.filed.place or upper_middle(sheet_of(page))
                stamp_filing(stamper, page, one.part.filed.cells, place)
            stamped = stamper.stamp(
                page,
                numbering.printed(one.part.labels[offset]),
                "" if offset else one.part.mark,
                left=numbering.outer and offset % 2 == 1,
            )
            if not offset and one.part.number in rows:
                add_link(box.pdf, page, stamped, catalogue[rows[one.part.number]])


def _refer(box: _BoxDocuments) -> None:
    """Give each item its name, and lead from each 互见页 to the document that it stands for."""
    name_places(box.pdf, [(one.part.code, one.pages[0]) for one in box.items])
    here = {one.part.code: one.pages[0] for one in box.items}
    for one in box.items:
        if see := one.part.see:
            target = see if see.file else here.get(see.code, see)
            add_link(box.pdf, one.pages[-1], see.where, target)


def _describe(box: _BoxDocuments, binding: Binding, *, pdfa: bool) -> None:
    """Bookmarks, page labels and metadata."""
    write_outline(
        box.pdf,
        [(title, pages[0]) for title, pages in box.front],
        [(one.part, one.pages[0], one.outline) for one in box.items],
        [(title, pages[0]) for title, pages in box.back],
    )
    label_pages(box.pdf, len(box.catalogue), binding.parts, box.back)
    describe(box.pdf, binding, pdfa=pdfa)


def _write(pdf: Pdf, path: Path, identity: str) -> None:
    with warnings.catch_warnings():
        # a source's field that its own form does not list: it is shown as it was
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        # its /ID is made from what it is made of, and takes the place of this one
        save_repeatably(pdf, path, min_version="1.7", deterministic_id=False, static_id=True)
    _identify(path, identity)


def _accounts(box: _BoxDocuments, written: Pdf, rows: Mapping[int, int]) -> tuple[ItemAccount, ...]:
    """What became of each item, as counted in the file that was `written`."""
    pages = [page.obj for page in written.pages]
    entries = items_of(written.Root.get("/Outlines"), [title_of(one.part) for one in box.items])
    accounts = []
    end = len(box.catalogue)
    for one, entry in zip(box.items, entries, strict=True):
        start, end = end, end + one.part.room
        lead = bool(one.part.lead)
        after = count(written, pages[start + lead : start + one.part.pages], entry)
        # those that lead back (from its first page) and on to the document
        back = one.part.number in rows and not lead
        after["annotation:Link"] -= back + bool(one.part.see)
        after = +after
        box.findings += lost(one.part.title, one.kept, after)
        reasons = tuple(sorted(one.reasons))
        accounts.append(ItemAccount(one.before, after, reasons, altered=one.altered))
    return tuple(accounts)


def _identify(path: Path, identity: str) -> None:
    """Put the first 32 digits of `identity` where qpdf has written its constant /ID.

    It stands as plain text in the dictionary that `startxref` leads to. qpdf could compute an /ID
    from the bytes, but for a box of scans that takes longer than writing them.
    """
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 64))
        start = re.search(rb"startxref\s+(\d+)", file.read())
        assert start is not None
        file.seek(int(start[1]))
        dictionary = file.read(4096).partition(b"stream")[0]
        assert dictionary.count(_STATIC_ID) == 2  # noqa: PLR2004  both halves of the /ID
        file.seek(int(start[1]))
        file.write(dictionary.replace(_STATIC_ID, identity[:32].lower().encode()))
