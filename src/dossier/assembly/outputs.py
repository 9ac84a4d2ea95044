"""What tells of chapters and boxes: chapter PDFs, labels, workbooks, report and manifest."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dossier.assembly.boxes import account_of, pdf_of
from dossier.assembly.documents import docx_of
from dossier.assembly.identity import code_of
from dossier.assembly.inspection import Inspection
from dossier.assembly.leaves import Leaf
from dossier.assembly.products import Products
from dossier.files import key_of, write_json, write_text, written_aside
from dossier.finding import Finding
from dossier.model.chapter import Chapter
from dossier.model.dossier import Dossier
from dossier.model.form import Form
from dossier.model.item import Arranged, Paged
from dossier.model.paper import paper_of
from dossier.model.years import SchoolYear, Year
from dossier.plan.thickness import volume_of
from dossier.report.matrix import matrix
from dossier.report.records import finding_record, manifest, matrix_record, report

if TYPE_CHECKING:
    from dossier.typeset.labels import Label

LABELS = "labels.pdf"
FRONTS = "labels-front.pdf"
CATALOGUE = "catalogue.xlsx"
MISSING = "missing.xlsx"
FORMS = "forms.xlsx"
INDEX = "index.html"
REPORT = "report.json"
MANIFEST = "manifest-sha256.txt"

Chapters = Sequence[tuple[Chapter, Leaf]]


def write_all(
    chapters: Chapters,
    boxes: Sequence[Arranged],
    fronts: Mapping[str, int],
    pages: Mapping[str, Paged],
    leaves: Mapping[str, Leaf],
    seen: Inspection,
    findings: Sequence[Finding],
    products: Products,
) -> None:
    """All of them but the manifest, which comes when nothing else does any more.

    `fronts` tells by number of box how many pages stand before page 1 of each that is bound.
    """
    chapter_pdfs(chapters, products)
    write_labels(boxes, pages, seen.dossier, products)
    write_front_labels(boxes, pages, seen.dossier, products)
    write_books(boxes, pages, seen, findings, products)
    write_forms_book(seen.forms, products)
    bound = [box for box in boxes if products.has(pdf_of(box))]
    write_report(chapters, bound, pages, seen, findings, products)
    write_index(bound, fronts, pages, leaves, seen, findings, products)


def chapter_pdfs(chapters: Chapters, products: Products) -> None:
    """The PDF of each chapter beside its Word file."""
    for chapter, leaf in chapters:
        product = docx_of(chapter).removesuffix(".docx") + ".pdf"
        _make(products, product, {"chapter": leaf.sha256}, partial(_copy, leaf))


def write_labels(
    boxes: Sequence[Arranged],
    pages: Mapping[str, Paged],
    dossier: Dossier,
    products: Products,
    fronts: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """The spine labels of all boxes, each as wide as its sheets need.

    `fronts` tells by number of box how many pages stand before page 1, where that is known.
    """
    from dossier.typeset.labels import labels  # noqa: PLC0415 - loads typst

    paper, _ = paper_of(dossier.standard.settings)
    made = [
        _label(box, dossier, volume_of(box, pages, paper, fronts.get(box.spec.number)).spine)
        for box in boxes
    ]
    inputs = {
        "boxes": key_of([asdict(label) for label in made], paper.full_labels),
        "program": code_of("typeset"),
    }
    _make(products, LABELS, inputs, lambda out: labels(made, out, full=paper.full_labels))


def write_front_labels(
    boxes: Sequence[Arranged], pages: Mapping[str, Paged], dossier: Dossier, products: Products
) -> None:
    """The labels for the fronts of all boxes, a sheet to each."""
    from dossier.typeset.fronts import Front, fronts  # noqa: PLC0415 - loads typst

    indicators = dossier.standard.indicators
    made = [
        Front(
            label=_label(box, dossier, 0),
            holder=dossier.school.fact("全宗名称") or dossier.school.name,
            standard=dossier.standard.name,
            indicators=tuple(
                indicators[code].title for code in box.spec.indicators if code in indicators
            ),
            items=len(box.items),
            gaps=box.gaps,
            pages=sum(pages[placed.item.key].count for placed in box.items),
        )
        for box in boxes
    ]
    inputs = {"boxes": key_of([asdict(front) for front in made]), "program": code_of("typeset")}
    _make(products, FRONTS, inputs, lambda out: fronts(made, out))


def _label(box: Arranged, dossier: Dossier, spine: int) -> "Label":
    from dossier.typeset.labels import Label  # noqa: PLC0415 - loads typst

    return Label(
        title=box.spec.title,
        box=box.spec.number,
        fonds=dossier.school.fact("全宗号"),
        years=_years(box, dossier),
        retention=box.spec.retention,
        office=box.spec.office,
        first=f"{box.items[0].number:04d}" if box.items else "",
        last=f"{box.items[-1].number:04d}" if box.items else "",
        spine=spine,
        file=Path(pdf_of(box)).name,
    )


def write_books(
    boxes: Sequence[Arranged],
    pages: Mapping[str, Paged],
    seen: Inspection,
    findings: Sequence[Finding],
    products: Products,
) -> None:
    """catalogue.xlsx and missing.xlsx."""
    from dossier.report import books  # noqa: PLC0415 - loads openpyxl

    table = matrix(seen.dossier.standard, seen.coverage)
    rows = [
        (
            box.spec.title,
            placed.number,
            placed.archive_code,
            asdict(placed.item),
            pages[placed.item.key].first,
        )
        for box in boxes
        for placed in box.items
    ]
    lengths = [pages[placed.item.key].count for box in boxes for placed in box.items]
    listed = {"items": key_of(rows, lengths), "program": code_of("report")}
    _make(products, CATALOGUE, listed, lambda out: books.catalogue(boxes, pages, out))
    told = {
        "findings": key_of([finding_record(finding) for finding in findings]),
        "matrix": key_of(matrix_record(table), [row[1] for row in table.rows]),
        "program": code_of("report"),
    }
    _make(products, MISSING, told, lambda out: books.missing(table, findings, out))


def write_forms_book(forms: Sequence[Form], products: Products) -> None:
    """forms.xlsx: the official forms; not made where there is none to fill in."""
    from dossier.report.forms import write_forms  # noqa: PLC0415 - loads openpyxl

    if forms:
        inputs = {"forms": key_of(forms), "program": code_of("report")}
        _make(products, FORMS, inputs, lambda out: write_forms(forms, out))


def write_report(
    chapters: Chapters,
    boxes: Sequence[Arranged],
    pages: Mapping[str, Paged],
    seen: Inspection,
    findings: Sequence[Finding],
    products: Products,
) -> None:
    """report.json: chapters, the boxes that are bound, and every finding."""
    record = report(
        seen.dossier,
        findings,
        matrix(seen.dossier.standard, seen.coverage),
        seen.assessment.results,
        [(chapter, docx_of(chapter), leaf.pages) for chapter, leaf in chapters],
        [(box, pdf_of(box)) for box in boxes],
        pages,
        {box.spec.number: account_of(box, products) for box in boxes},
    )
    _make(products, REPORT, {"report": key_of(record)}, lambda out: write_json(out, record))


def write_index(
    boxes: Sequence[Arranged],
    fronts: Mapping[str, int],
    pages: Mapping[str, Paged],
    leaves: Mapping[str, Leaf],
    seen: Inspection,
    findings: Sequence[Finding],
    products: Products,
) -> None:
    """index.html: the way in for who inspects.

    `boxes` are those that are bound, `fronts` how many pages stand before page 1 of each.
    """
    from dossier.assembly.words import words_of  # noqa: PLC0415 - reads PDFs
    from dossier.report.index import index_page, index_record  # noqa: PLC0415 - asked for last

    keys = [placed.item.key for box in boxes for placed in box.items]
    record = index_record(
        seen.dossier,
        findings,
        matrix(seen.dossier.standard, seen.coverage),
        seen.assessment.results,
        [(box, pdf_of(box), fronts[box.spec.number]) for box in boxes],
        pages,
        words_of({key: leaves[key] for key in keys if key in leaves}, seen.workspace.cache),
    )
    inputs = {"index": key_of(record), "program": code_of("report")}
    _make(products, INDEX, inputs, lambda out: write_text(out, index_page(record)))


def write_manifest(products: Products) -> None:
    """manifest-sha256.txt over every product; itself it cannot name."""
    write_text(products.build / MANIFEST, manifest(products.hashes()))


def _make(
    products: Products, product: str, inputs: Mapping[str, str], make: Callable[[Path], None]
) -> None:
    if reasons := products.reasons(product, inputs):
        make(products.build / product)
        products.made(product, inputs, reasons)


def _copy(leaf: Leaf, out: Path) -> None:
    with written_aside(out) as aside:
        shutil.copyfile(leaf.pdf, aside)


def _years(box: Arranged, dossier: Dossier) -> str:
    """The first and the last year of the box's items, or of the standard where none has one.

    ``2020—2023`` for school years, and where 财政年度 stand beside them; ``2021`` for a single one,
    and for the 年度 of a box that has one of its own (DA/T 22-2015).
    """
    if box.year:
        return box.year
    own: set[Year] = {placed.item.year for placed in box.items if placed.item.year}
    found = own or set(dossier.standard.school_years)
    firsts = [year.start for year in found]
    lasts = [year.start + isinstance(year, SchoolYear) for year in found]
    ends = (min(firsts), max(lasts)) if found else ()
    return "—".join(dict.fromkeys(str(year) for year in ends))
