"""What tells of chapters and boxes: chapter PDFs, labels, workbooks, report and manifest."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from dossier.assembly.boxes import pdf_of
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
from dossier.model.years import SchoolYear
from dossier.report.matrix import matrix
from dossier.report.records import finding_record, manifest, matrix_record, report

LABELS = "labels.pdf"
CATALOGUE = "catalogue.xlsx"
MISSING = "missing.xlsx"
FORMS = "forms.xlsx"
INDEX = "index.html"
REPORT = "report.json"
MANIFEST = "manifest-sha256.txt"

# A sheet of paper is a tenth of a millimetre, printed on one side; the widths are those of
# DA/T 22-2015 boxes, filled to three quarters.
_SPINES = ((150, 20), (225, 30), (300, 40))
_WIDEST = 50

Chapters = Sequence[tuple[Chapter, Leaf]]


def chapter_pdfs(chapters: Chapters, products: Products) -> None:
    """The PDF of each chapter beside its Word file."""
    for chapter, leaf in chapters:
        product = docx_of(chapter).removesuffix(".docx") + ".pdf"
        _make(products, product, {"chapter": leaf.sha256}, partial(_copy, leaf))


def write_labels(
    boxes: Sequence[Arranged], pages: Mapping[str, Paged], dossier: Dossier, products: Products
) -> None:
    """The spine labels of all boxes, each as wide as its pages need."""
    from dossier.typeset.labels import Label, labels  # noqa: PLC0415 - loads typst

    made = [
        Label(
            title=box.spec.title,
            box=box.spec.number,
            fonds=dossier.school.fact("全宗号"),
            years=_years(box, dossier),
            retention=box.spec.retention,
            office=box.spec.office,
            first=f"{box.items[0].number:04d}" if box.items else "",
            last=f"{box.items[-1].number:04d}" if box.items else "",
            spine=_spine(sum(pages[placed.item.key].count for placed in box.items)),
            file=Path(pdf_of(box)).name,
        )
        for box in boxes
    ]
    inputs = {"boxes": key_of([asdict(label) for label in made]), "program": code_of("typeset")}
    _make(products, LABELS, inputs, lambda out: labels(made, out))


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
        (box.spec.title, placed.number, asdict(placed.item), pages[placed.item.key].first)
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
    """The school years of the box's items, first to last; the standard's where none has one."""
    found = {p.item.year for p in box.items if isinstance(p.item.year, SchoolYear)}
    years = sorted(found or dossier.standard.school_years)
    return f"{years[0].start}—{years[-1].start + 1}" if years else ""


def _spine(pages: int) -> int:
    """The width in mm of the narrowest standard spine that holds `pages`."""
    return next((width for most, width in _SPINES if pages <= most), _WIDEST)
