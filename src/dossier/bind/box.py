"""One box: its PDFs laid one after the other, numbered, linked and described."""

import gc
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Pdf

from dossier.bind.binding import Account, Binding, Bound, See
from dossier.bind.census import count, lost
from dossier.bind.content import content_of, isolate
from dossier.bind.describe import describe, label_pages
from dossier.bind.filingstamp import stamp_filing
from dossier.bind.giant import begun
from dossier.bind.lay import (
    append,
    expect_pages,
    finish_fonts,
    finish_layers,
    lay,
    undecodable,
)
from dossier.bind.links import add_link, link_items, name_places
from dossier.bind.outline import items_of, title_of, write_outline
from dossier.bind.pages import Pages
from dossier.bind.pdfa import Judge, box_faults
from dossier.bind.stamp import Stamper, sheet_of
from dossier.bind.zones import upper_middle
from dossier.files import written_aside

_STATIC_ID = b"31415926535897932384626433832795"  # what qpdf writes when it is asked for no chance


def bind(binding: Binding, out: Path) -> Bound:
    """Write the box to `out`, whole or not at all; what became of its parts.

    The pages of each item carry their numbers in an upper corner, the first also its mark, which
    leads back to the row of the catalogue. The same binding gives the same bytes. Needs memory
    for one box. Raises :class:`~dossier.errors.OutputError` where an item has not the pages that
    were planned for it.
    """
    pdf, waiting = begun(binding.parts)
    with _without_collecting(), pdf:
        box = _Box(Pages(pdf, waiting), binding)
        with written_aside(out) as aside, warnings.catch_warnings():
            # a source's field that its own form does not list: it is shown as it was
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            pdf.save(
                aside,
                min_version="1.7",
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                recompress_flate=False,
                static_id=True,
                fix_metadata_version=False,
            )
            _identify(aside, binding.identity)
            with pikepdf.open(aside) as written:
                expect_pages(binding.title, len(written.pages), box.pages)
                return box.account(written)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave the search for circular garbage until later: among so many objects it takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Box:
    """The pages of a box, stamped, linked, labelled, outlined and described."""

    def __init__(self, held: Pages, binding: Binding) -> None:
        pdf = held.pdf
        front = [
            (title, append(held, path, title, even=binding.on_fronts))
            for title, path in binding.front
        ]
        self.style = binding.style
        self.starts = [held.count + start for start in binding.starts]
        self.laid = [lay(held, part) for part in binding.parts]
        back = [(title, append(held, path, title)) for title, path in binding.back]
        self.pages = held.count
        held.finish()
        finish_layers(pdf)
        finish_fonts(pdf)
        self.catalogue = [page for _, pages in front for page in pages]
        rows = {one.part.number: one.pages[0] for one in self.laid}
        self.rows = link_items(self.catalogue, rows)
        self.findings = [finding for one in self.laid for finding in one.findings]
        self.judge = Judge()
        self.reasons = set(box_faults(pdf))
        for page in (*self.catalogue, *(page for _, pages in back for page in pages)):
            self.reasons |= self.judge.page(page, content_of(page.get("/Contents")))
        self.stamp(pdf)
        name_places(pdf, [(one.part.code, one.pages[0]) for one in self.laid])
        for one in self.laid:
            if one.part.see:
                self.refer(pdf, one.pages[-1], one.part.see)
        write_outline(
            pdf,
            [(title, pages[0]) for title, pages in front],
            [(one.part, one.pages[0], one.outline) for one in self.laid],
            [(title, pages[0]) for title, pages in back],
        )
        label_pages(pdf, len(self.catalogue), binding.parts, back)
        self.pdfa = not self.reasons and not any(one.reasons for one in self.laid)
        describe(pdf, binding, pdfa=self.pdfa)

    def stamp(self, pdf: Pdf) -> None:
        """Number the pages of the items, and lead from each item back to its row."""
        marks = "".join(one.part.mark for one in self.laid)
        cells = "".join(one.part.filed.cells.characters for one in self.laid if one.part.filed)
        stamper = Stamper.for_box(pdf, self.style.text + marks + cells)
        for one in self.laid:
            for offset, page in enumerate(one.pages):
                content = content_of(page.get("/Contents"))
                one.reasons |= self.judge.page(page, content)
                if content is None:
                    self.findings.append(undecodable(one.part, offset + 1))
                else:
                    isolate(pdf, page, content)
                if not one.part.labels[offset]:
                    continue  # it shows nothing
                if one.part.filed and not offset:
                    place = one.part.filed.place or upper_middle(sheet_of(page))
                    stamp_filing(stamper, page, one.part.filed.cells, place)
                mark = "" if offset else one.part.mark
                stamped = stamper.stamp(
                    page,
                    self.style.printed(one.part.labels[offset]),
                    mark,
                    left=self.style.outer and offset % 2 == 1,
                )
                if not offset and one.part.number in self.rows:
                    row = self.catalogue[self.rows[one.part.number]]
                    add_link(pdf, page, stamped, row)

    def refer(self, pdf: Pdf, page: Dictionary, see: See) -> None:
        """Lead from a 互见页 to the document that it stands for."""
        here = {one.part.code: one.pages[0] for one in self.laid if not see.file}
        add_link(pdf, page, see.where, here.get(see.code, see))

    def account(self, written: Pdf) -> Bound:
        """What became of the parts, as counted in the file that was `written`."""
        pages = [page.obj for page in written.pages]
        entries = items_of(written.Root.get("/Outlines"), [title_of(one.part) for one in self.laid])
        accounts = []
        for one, entry, first in zip(self.laid, entries, self.starts, strict=True):
            last, lead = first + one.part.pages, bool(one.part.lead)
            after = count(written, pages[first + lead : last], entry)
            # those that lead back (from its first page) and on to the document
            back = one.part.number in self.rows and not lead
            after["annotation:Link"] -= back + bool(one.part.see)
            after = +after
            self.findings += lost(one.part.title, one.kept, after)
            reasons = tuple(sorted(one.reasons))
            accounts.append(Account(one.before, after, reasons, altered=one.altered))
        return Bound(tuple(self.findings), tuple(accounts), self.pdfa, tuple(sorted(self.reasons)))


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
