"""One build, from an inspection to the products."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from dossier.assembly import outputs
from dossier.assembly.boxes import Stock, Work, begin_boxes, out_of_date, removed_from, works_of
from dossier.assembly.chapters import BoxSheets, docx_of, render_chapters, unsettled
from dossier.assembly.conversion import (
    UNCONVERTED,
    InputCells,
    at_cells,
    convert_documents,
    convert_evidence,
    faults_of,
    lengths,
    once_each,
)
from dossier.assembly.culprits import UNBOUND, Culprit, Failed, bind_all, bound_without
from dossier.assembly.filing import Stamps
from dossier.assembly.index_pictures import index_pictures
from dossier.assembly.inspection import Built, Inspection, Target
from dossier.assembly.item_pdf import Unbound, begin_sheets, gap_pdf, item_pdf_of, reference_pdf
from dossier.assembly.page_text import Words, texts, wording
from dossier.check.run import owned_all
from dossier.convert import Converted, Engine
from dossier.finding import Finding
from dossier.model.item import Arranged, ItemPdf, Origin, Paged, items_of
from dossier.model.standard import Chapter
from dossier.plan.items import with_gaps
from dossier.plan.pages import paginate
from dossier.plan.thickness import too_thick
from dossier.profile import timed
from dossier.progress import Progress
from dossier.render.material import Material
from dossier.store.products import Products

# a catalogue whose length hangs on page numbers settles in the second round, or something is wrong
_ROUNDS = 6


class Build:
    """One build: the steps share what they have found out so far."""

    def __init__(
        self, inspection: Inspection, engine: Engine | None, target: Target, progress: Progress
    ) -> None:
        self.inspection = inspection
        self.workspace = inspection.workspace
        self.engine, self.target, self.progress = engine, target, progress
        self.products = Products.remembered(inspection.workspace.build, inspection.edited.contents)
        self.sheets = BoxSheets(inspection, self.products)
        self.findings: list[Finding] = []
        self.item_pdfs: dict[str, ItemPdf] = {}
        self.pages: dict[str, Paged] = {}
        self.fronts: dict[str, int] = {}
        self.faults: dict[str, str] = dict(inspection.broken)
        self.boxes = inspection.boxes
        self.stamps = Stamps(inspection.workspace, inspection.dossier)
        self.early = begin_boxes((), self.products)
        self.stale: tuple[str, ...] = ()
        self.input_cells = InputCells(self.workspace)
        self.numbering = inspection.dossier.standard.settings.numbering

    def run(self) -> Built:
        """The steps, in order."""
        whole = False
        self.products.compare(self.inspection.sources())
        try:
            files = self.convert_evidence()
            plain = [c for c in self.sound if not self.paged(c)]
            self.render(plain)
            # photos, a few large sheets, keep one processor busy: chapters are converted beside
            about = self.workspace, self.inspection.evidence_files, self.inspection.dossier
            sheets = begin_sheets(self.boxes, *about, self.findings)
            self.convert_chapters(plain)
            self.lay(files, sheets)
            self.findings += bound_without(self.bind, self.leave_out)
            self.write()
            whole = self.target.whole
        finally:
            self.early.close()
            # what was made before an error or Ctrl-C need not be made again
            self.products.save()
            self.stamps.save(whole=whole)
        return Built(self.products, self.boxes, self.pages, self.all_findings(), self.stale)

    @timed("write")
    def write(self) -> None:
        """Everything that tells of chapters and boxes."""
        there = [
            c
            for c in self.inspection.chapters
            if c.key in self.item_pdfs and c.key not in self.faults
        ]
        made = [(c, self.item_pdfs[c.key]) for c in there]
        outputs.write_papers(made, self.boxes, self.pages, self.inspection, self.products)
        # others read what the pages say while this one writes tables
        words = Words(
            self.item_pdfs,
            self.boxes,
            self.inspection.evidence_files,
            self.workspace.cache,
            self.inspection.scans,
        )
        outputs.write_tables(self.boxes, self.pages, self.inspection.forms, self.products)
        self.findings += wording(there, said := words.passages(), self.inspection.dossier)
        self.findings += too_thick(
            self.boxes, self.pages, self.inspection.dossier, self.inspection.evidence_files
        )
        pictures: dict[str, tuple[str, int]] = {}
        if self.inspection.dossier.standard.settings.pictures:
            about = self.boxes, self.item_pdfs, self.workspace.cache, self.products
            pictures = index_pictures(*about)
        outputs.write_accounts(
            made, self.boxes, self.fronts, self.pages, texts(said), self.inspection,
            self.all_findings(), self.products, self.stale, pictures,
        )  # fmt: skip
        if self.target.whole:
            # a chapter that cannot be made now, for its template is at fault, may be made again
            self.products.sweep({docx_of(chapter) for chapter in self.inspection.chapters})
        outputs.write_manifest(self.products, self.inspection, whole=self.target.whole)

    @property
    def sound(self) -> list[Chapter]:
        """The chapters whose template has no fault, or is not asked."""
        return [c for c in self.inspection.chapters if c.key not in self.inspection.broken]

    def paged(self, chapter: Chapter) -> bool:
        """Whether the chapter prints page numbers of boxes, as they are now."""
        if chapter.code in self.inspection.edited.used:
            return False
        return self.inspection.templates.paged(chapter.template)

    def material(self) -> Material:
        """What documents may speak of, as far as it is known now."""
        return self.inspection.material(self.boxes, self.pages)

    def all_findings(self) -> tuple[Finding, ...]:
        """What the inspection found, and what making found."""
        made = once_each((*self.findings, *self.sheets.findings))
        return (*self.inspection.findings, *owned_all(made, self.inspection.dossier))

    @timed("convert evidence")
    def convert_evidence(self) -> dict[str, ItemPdf]:
        """Every registered file as a PDF, by path; from here on what failed is a gap."""
        evidence = convert_evidence(
            self.boxes, self.inspection, self.engine, partial(self.progress, "convert evidence")
        )
        self.repainted = evidence.repainted
        self.findings += evidence.findings
        self.faults |= evidence.faults
        counts = lengths(self.boxes, evidence.files)
        self.boxes = self.inspection.split(with_gaps(self.boxes, self.faults), counts)
        return evidence.files

    @timed("render")
    def render(self, chapters: list[Chapter]) -> None:
        """Render those of `chapters` that the target asks for or that were never made."""
        wanted = [c for c in chapters if self.refreshed(c) or not self.products.has(docx_of(c))]
        self.findings += render_chapters(
            chapters,
            wanted,
            self.material(),
            self.inspection.templates,
            self.products,
            self.faults,
            self.inspection.edited.used,
        )

    def refreshed(self, chapter: Chapter) -> bool:
        """Whether this target renders the chapter anew; what speaks of pages always is."""
        return self.paged(chapter) or self.target.renders(chapter, self.targeted())

    @timed("convert chapters")
    def convert_chapters(self, chapters: list[Chapter], ahead: Sequence[Path] = ()) -> None:
        """An item PDF for each chapter that can be converted; what cannot becomes a gap.

        Documents to come are converted `ahead`, at the same time: what is theirs is told later.
        """
        there = [c for c in chapters if c.key not in self.faults]
        files = {self.workspace.build / docx_of(c): c.key for c in there}
        converted = self.convert([*files, *ahead], "convert chapters")
        for path, key in files.items():
            one = converted[path]
            self.findings += self.told_of(path, one)
            if one.item_pdf is None:  # from now on it is missing, wherever it is spoken of
                self.faults[key] = UNCONVERTED
            else:
                self.item_pdfs[key] = one.item_pdf

    def told_of(self, path: Path, converted: Converted) -> list[Finding]:
        """What a conversion says of one of our own documents."""
        faults = faults_of(path.name, converted)
        return at_cells(faults, self.input_cells, self.inspection.findings)

    def convert(self, documents: Sequence[Path], stage: str) -> dict[Path, Converted]:
        """Word files of this build as PDFs."""
        return convert_documents(
            documents, self.workspace, self.engine, partial(self.progress, stage)
        )

    def lay(self, files: Mapping[str, ItemPdf], sheets: Iterator[ItemPdf | Unbound]) -> None:
        """An item PDF for each item that is no chapter, and for each that is missing."""
        list(sheets)
        for item in items_of(self.boxes):
            item_pdf = item_pdf_of(item, files, self.workspace, self.inspection.evidence_files)
            if isinstance(item_pdf, ItemPdf):
                self.item_pdfs[item.key] = item_pdf
            elif item_pdf is not None:
                self.findings.append(Culprit(item, item_pdf).finding)
                self.faults[item.key] = UNBOUND
        self.lay_gaps()

    def lay_gaps(self) -> None:
        """A page in place of each item that is missing by now or bound elsewhere."""
        self.boxes = with_gaps(self.boxes, self.faults)
        stands = {Origin.GAP: gap_pdf, Origin.REFERENCE: reference_pdf}
        for item in items_of(self.boxes):
            if stand := stands.get(item.origin):
                self.item_pdfs[item.key] = stand(item, self.workspace, self.inspection.dossier)

    def count(self) -> None:
        """Page numbers, from the item PDFs as they are."""
        counts, blanks = self.stamps.pages(self.item_pdfs), self.stamps.blanks(self.item_pdfs)
        self.pages = paginate(self.boxes, counts, self.numbering, self.inspection.frozen, blanks)

    def settle_pages(self) -> None:
        """Render what prints page numbers until its own length no longer moves them.

        The first guess is how long it was last time, or one page.
        """
        if not (paged := [c for c in self.sound if self.paged(c)]):
            self.count()
            return
        for chapter in paged:
            pages = self.products.noted(docx_of(chapter), "pages") or 1
            self.item_pdfs[chapter.key] = ItemPdf(self.workspace.build, pages, "")
        said = len(self.findings)
        for number in range(_ROUNDS):
            self.count()
            before = {c.key: self.item_pdfs[c.key].pages for c in paged}
            # a catalogue is one document, and keeps one processor busy: beside its first draft the
            # sheets of other boxes are converted, beside the next these boxes are bound
            free = self.target.free(self.boxes, set(before)) if number <= 1 else []
            if number == 1:
                files = self.sheets.rendered(free, self.material())
                works = self.works(free, self.convert(files, "convert catalogues"))
                self.early = begin_boxes(works, self.products)
            self.render(paged)
            sheets = self.sheets.rendered(free, self.material()) if number == 0 else []
            self.convert_chapters(paged, sheets)
            if failed := [c for c in paged if c.key in self.faults]:
                self.lay_gaps()
                paged = [c for c in paged if c not in failed]
                continue
            if before == {c.key: self.item_pdfs[c.key].pages for c in paged}:
                self.count()
                self.findings[said:] = dict.fromkeys(self.findings[said:])
                for chapter in paged:
                    self.products.note(docx_of(chapter), "pages", before[chapter.key])
                return
        raise unsettled(paged, before, self.item_pdfs, self.inspection.templates)

    @property
    def stock(self) -> Stock:
        """What is known of the items."""
        places = {placed.item.key: placed for box in self.boxes for placed in box.items}
        return Stock(self.inspection.dossier, self.item_pdfs, self.pages, places, self.stamps)

    def targeted(self) -> list[Arranged]:
        """The boxes that this target binds, for its own sake or because they speak of pages."""
        return self.target.boxes(self.boxes, {c.key for c in self.sound if self.paged(c)})

    def leave_out(self, guilty: list[Culprit]) -> None:
        """Go back to where pages were counted, with a gap for each item that cannot be bound."""
        del self.findings[self.counted :]
        self.faults |= {one.item.key: UNBOUND for one in guilty}
        self.lay_gaps()

    def bind(self) -> Failed:
        """Count pages and bind the targeted boxes; those that cannot be bound."""
        self.counted = len(self.findings)
        self.settle_pages()
        return self.bind_targeted()

    @timed("bind")
    def bind_targeted(self) -> Failed:
        """Bind the targeted boxes; `stale` are the numbers of others that are out of date."""
        boxes = self.targeted()
        files = self.sheets.rendered(boxes, self.material())
        # those of other boxes, too: a part of a build tells what a whole one tells
        files += self.sheets.known(box for box in self.boxes if box not in boxes)
        converted = self.convert(files, "convert catalogues")
        self.findings += [f for path, one in converted.items() for f in self.told_of(path, one)]
        failed = bind_all(
            self.early, partial(self.works, converted=converted), boxes, self.item_pdfs,
            self.products, self.progress,
        )  # fmt: skip
        self.early = begin_boxes((), self.products)
        outputs.keep_originals(self.boxes, self.inspection, self.repainted, self.products)
        for box in self.boxes:
            self.findings += removed_from(box, self.products)
            if self.products.has(box.pdf):
                self.fronts[box.spec.number] = sum(
                    self.numbering.room(item_pdf.pages)
                    for _, item_pdf in self.sheets.front(box, converted)
                )
        self.stale = tuple(
            box.spec.number
            for box in self.boxes
            if box not in boxes and out_of_date(box, self.stock, self.products)
        )
        return failed

    def works(self, boxes: list[Arranged], converted: Mapping[Path, Converted]) -> list[Work]:
        """What is to be bound of `boxes`."""
        return list(works_of(boxes, self.stock, self.sheets, converted, self.products))
