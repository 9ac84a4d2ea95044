"""What goes with the boxes: chapter PDFs, labels, originals, workbooks, report and manifest."""

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dossier.assembly.boxes import account_of
from dossier.assembly.chapters import docx_of
from dossier.assembly.conversion import copy_pdf
from dossier.assembly.inspection import Inspection
from dossier.errors import OutputError
from dossier.facts import asdict
from dossier.faults import CHANGED
from dossier.files import safe_name, sha256_of, write_json, write_text, written_aside
from dossier.finding import Finding
from dossier.installed import load_openpyxl
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged, ItemPdf, Origin, Paged, Placed, items_of
from dossier.model.standard import Chapter
from dossier.model.table import Form
from dossier.model.years import SchoolYear, Year
from dossier.plan.tasksheets import task_sheets
from dossier.plan.thickness import volume_of
from dossier.report.matrix import matrix
from dossier.report.records import finding_record, manifest, matrix_record, report
from dossier.store.products import INPUTS, MANIFEST, Products
from dossier.store.source_hash import content_key, source_hash

if TYPE_CHECKING:
    from dossier.typeset.fronts import Front
    from dossier.typeset.labels import SpineLabel

CATALOGUE = "catalogue.xlsx"
MISSING = "missing.xlsx"
FORMS = "forms.xlsx"
INDEX = "index.html"
REPORT = "report.json"

Chapters = Sequence[tuple[Chapter, ItemPdf]]


def write_papers(
    chapters: Chapters,
    boxes: Sequence[Arranged],
    pages: Mapping[str, Paged],
    inspection: Inspection,
    products: Products,
) -> None:
    """What is printed besides the boxes: chapter PDFs and labels."""
    from dossier.typeset.press import put_away  # noqa: PLC0415 - loads typst

    chapter_pdfs(chapters, products)
    write_labels(boxes, pages, inspection.dossier, products)
    write_front_labels(boxes, pages, inspection.dossier, products)
    put_away()


def write_tables(
    boxes: Sequence[Arranged], pages: Mapping[str, Paged], forms: Sequence[Form], products: Products
) -> None:
    """The workbooks that tell nothing of findings: catalogue.xlsx and forms.xlsx."""
    write_catalogue(boxes, pages, products)
    write_forms_book(forms, products)


def write_accounts(
    chapters: Chapters,
    boxes: Sequence[Arranged],
    fronts: Mapping[str, int],
    pages: Mapping[str, Paged],
    words: Mapping[str, Mapping[int, str]],
    inspection: Inspection,
    findings: Sequence[Finding],
    products: Products,
    stale: Collection[str],
    pictures: Mapping[str, tuple[str, int]],
) -> None:
    """What tells of findings, too: missing.xlsx, report.json and index.html.

    `fronts` tells by number of box how many pages stand before page 1 of each that is bound,
    `words` what can be read in each item, by its key, and `pictures` the file with its pages and
    how many that shows; `stale` are the numbers of the boxes that are out of date.
    """
    write_missing(inspection, findings, products)
    bound = [box for box in boxes if products.has(box.pdf)]
    write_report(chapters, bound, fronts, pages, inspection, findings, products, stale)
    write_index(bound, fronts, pages, words, inspection, findings, products, pictures)


def chapter_pdfs(chapters: Chapters, products: Products) -> None:
    """The PDF of each chapter beside its Word file."""
    for chapter, item_pdf in chapters:
        product = docx_of(chapter).removesuffix(".docx") + ".pdf"
        products.make(product, {"chapter": item_pdf.sha256}, partial(copy_pdf, item_pdf))


def write_catalogue(
    boxes: Sequence[Arranged], pages: Mapping[str, Paged], products: Products
) -> None:
    """catalogue.xlsx."""
    load_openpyxl()
    from dossier.report import books  # noqa: PLC0415

    rows = books.catalogue_rows(boxes, pages)
    listed = {"items": content_key(rows), "program": source_hash("report")}
    products.make(CATALOGUE, listed, partial(books.catalogue, rows))


def write_missing(inspection: Inspection, findings: Sequence[Finding], products: Products) -> None:
    """missing.xlsx."""
    load_openpyxl()
    from dossier.report import books  # noqa: PLC0415

    table = matrix(inspection.dossier.standard, inspection.coverage)
    told = {
        "findings": content_key([finding_record(finding) for finding in findings]),
        "matrix": content_key(matrix_record(table), [row[1] for row in table.rows]),
        "language": inspection.dossier.standard.settings.language,
        "program": source_hash("report"),
    }
    products.make(MISSING, told, lambda out: books.missing(table, findings, out, told["language"]))


def write_forms_book(forms: Sequence[Form], products: Products) -> None:
    """forms.xlsx: the official forms; not made where there is none to fill in."""
    load_openpyxl()
    from dossier.report.forms import write_forms  # noqa: PLC0415

    if forms:
        inputs = {"forms": content_key(forms), "program": source_hash("report")}
        products.make(FORMS, inputs, lambda out: write_forms(forms, out))


def write_report(
    chapters: Chapters,
    boxes: Sequence[Arranged],
    fronts: Mapping[str, int],
    pages: Mapping[str, Paged],
    inspection: Inspection,
    findings: Sequence[Finding],
    products: Products,
    stale: Collection[str],
) -> None:
    """report.json: chapters, the boxes that are bound, and every finding."""
    accounts = {
        box.spec.number: account_of(box, products)
        | {"stale": box.spec.number in stale, "front": fronts[box.spec.number]}
        for box in boxes
    }
    record = report(
        inspection.dossier,
        findings,
        matrix(inspection.dossier.standard, inspection.coverage),
        inspection.assessment.results,
        [(chapter, docx_of(chapter), item_pdf.pages) for chapter, item_pdf in chapters],
        [(box, box.pdf) for box in boxes],
        pages,
        accounts,
    )
    products.make(REPORT, {"report": content_key(record)}, lambda out: write_json(out, record))


def write_index(
    boxes: Sequence[Arranged],
    fronts: Mapping[str, int],
    pages: Mapping[str, Paged],
    words: Mapping[str, Mapping[int, str]],
    inspection: Inspection,
    findings: Sequence[Finding],
    products: Products,
    pictures: Mapping[str, tuple[str, int]],
) -> None:
    """index.html, the way in for who inspects, and beside it the words of each box.

    `boxes` are those that are bound, `fronts` how many pages stand before page 1 of each.
    """
    # asked for last
    from dossier.report.index import index_page  # noqa: PLC0415
    from dossier.report.index_record import index_record  # noqa: PLC0415
    from dossier.report.index_words import box_words, words_of  # noqa: PLC0415

    for box in boxes:
        _write_pieces(words_of(box.spec.number), partial(box_words, box, pages, words), products)
    record = index_record(
        inspection.dossier,
        findings,
        matrix(inspection.dossier.standard, inspection.coverage),
        inspection.assessment,
        [(box, box.pdf, fronts[box.spec.number]) for box in boxes],
        pages,
        {item.key for item in items_of(boxes) if not words.get(item.key)},
        products.noted(REPORT, "sha256"),
        films_of(boxes, inspection.evidence_files),
        task_sheets(inspection.dossier, findings),
        pictures,
    )
    _write_pieces(INDEX, partial(index_page, record), products)


def _write_pieces(product: str, pieces: Callable[[], Iterable[str]], products: Products) -> None:
    """A text that would fill much memory whole: its pieces are made twice, and kept never."""
    digest = sha256()
    for piece in pieces():
        digest.update(piece.encode())
    inputs = {"index": digest.hexdigest(), "program": source_hash("report")}
    products.make(product, inputs, lambda out: _write(pieces(), out))


def write_manifest(products: Products, inspection: Inspection, *, whole: bool) -> None:
    """manifest-sha256.txt over every product and inputs-sha256.txt; itself it cannot name.

    What only a part was made from is not said of all: the inputs are those of the last build that
    was `whole`, or of the first.
    """
    inputs = products.build / INPUTS
    if whole or not inputs.is_file():
        sources = sorted(inspection.sources().items())
        write_text(inputs, manifest((path, digest) for path, digest in sources if digest))
    listed = {**dict(products.hashes()), INPUTS: sha256_of(inputs)}
    write_text(products.build / MANIFEST, manifest(sorted(listed.items())))


def _write(pieces: Iterable[str], out: Path) -> None:
    with written_aside(out) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


LABELS, FRONTS = "labels.pdf", "labels-front.pdf"

_Pages = Mapping[str, Paged]
_NONE: Mapping[str, int] = MappingProxyType({})


def write_labels(
    boxes: Sequence[Arranged],
    pages: _Pages,
    dossier: Dossier,
    products: Products,
    fronts: Mapping[str, int] = _NONE,
) -> None:
    """The spine labels of all boxes; `fronts` as in :func:`spine_labels`."""
    from dossier.typeset.labels import labels  # noqa: PLC0415 - loads typst

    full = dossier.standard.settings.paper.full_labels
    spines = spine_labels(boxes, pages, dossier, fronts)
    inputs = {
        "boxes": content_key([asdict(label) for label in spines], full),
        "program": source_hash("typeset"),
    }
    products.make(LABELS, inputs, lambda out: labels(spines, out, full=full))


def write_front_labels(
    boxes: Sequence[Arranged], pages: _Pages, dossier: Dossier, products: Products
) -> None:
    """The labels for the fronts of all boxes."""
    from dossier.typeset.fronts import fronts  # noqa: PLC0415 - loads typst

    sides = front_labels(boxes, pages, dossier)
    inputs = {
        "boxes": content_key([asdict(one) for one in sides]),
        "program": source_hash("typeset"),
    }
    products.make(FRONTS, inputs, lambda out: fronts(sides, out))


def spine_labels(
    boxes: Sequence[Arranged], pages: _Pages, dossier: Dossier, fronts: Mapping[str, int] = _NONE
) -> "list[SpineLabel]":
    """The spine labels of `boxes`, each as wide as its sheets need.

    `fronts` tells by number of box how many pages stand before page 1, where that is known.
    """
    paper = dossier.standard.settings.paper
    return [
        _label(box, dossier, volume_of(box, pages, paper, fronts.get(box.spec.number)).spine)
        for box in boxes
    ]


def front_labels(boxes: Sequence[Arranged], pages: _Pages, dossier: Dossier) -> "list[Front]":
    """The labels for the fronts of `boxes`, a sheet to each."""
    from dossier.typeset.fronts import Front  # noqa: PLC0415 - loads typst

    indicators = dossier.standard.indicators
    return [
        Front(
            label=_label(box, dossier, 0),
            holder=dossier.school.fact("全宗名称") or dossier.school.name,
            standard=dossier.standard.name,
            indicators=tuple(
                indicators[code].title for code in box.spec.indicators if code in indicators
            ),
            items=len(box.items),
            gaps=box.gaps,
            pages=sum(pages[placed.item.key].numbered for placed in box.items),
        )
        for box in boxes
    ]


def _label(box: Arranged, dossier: Dossier, spine: int) -> "SpineLabel":
    from dossier.typeset.labels import SpineLabel  # noqa: PLC0415 - loads typst

    return SpineLabel(
        title=box.spec.title,
        box=box.spec.number,
        fonds=dossier.school.fact("全宗号"),
        years=_years(box, dossier),
        retention=box.spec.retention,
        office=box.spec.office,
        first=box.items[0].code if box.items else "",
        last=box.items[-1].code if box.items else "",
        spine=spine,
        file=Path(box.pdf).name,
    )


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


ORIGINALS, FILMS = "originals", "films"


def keep_originals(
    boxes: Sequence[Arranged],
    inspection: Inspection,
    repainted: Collection[str],
    products: Products,
) -> None:
    """Copy what each altered item of `boxes` was made from to build/originals/.

    Films and sound recordings go to build/films/. An item is altered where binding took something
    out of it, or dropped its signature, or where its file is among the `repainted` ones. Files that
    are read and not printed (OFD) are kept as well. Raises OutputError where a file was changed
    during the build.
    """
    for box in boxes:
        told = account_of(box, products).get("items", {})
        for placed in box.items:
            held = inspection.evidence_files.get(placed.item.ref)
            altered = told.get(placed.item.key, {}).get("altered", False)
            altered = altered or placed.item.ref in repainted
            bound = placed.item.origin is Origin.FILE
            if held is None:
                continue
            recording = bound and held.is_recording
            if not (recording or (altered and bound) or held.is_unprinted):
                continue
            product = film_of(box, placed, held) if recording else original_of(box, placed)
            products.make(product, {"original": held.sha256}, partial(_copy_original, held))


def films_of(
    boxes: Sequence[Arranged], evidence_files: Mapping[str, EvidenceFile]
) -> dict[str, str]:
    """Where the films and sound recordings lie, relative to build/, by the keys of their items."""
    return {
        placed.item.key: film_of(box, placed, held)
        for box in boxes
        for placed in box.items
        if placed.item.origin is Origin.FILE
        and (held := evidence_files.get(placed.item.ref)) is not None
        and held.is_recording
    }


def original_of(box: Arranged, placed: Placed) -> str:
    """Where the original of an item lies, relative to build/: box, 件号 and its own name."""
    return _beside(ORIGINALS, box, placed, Path(placed.item.ref).suffix)


def film_of(box: Arranged, placed: Placed, held: EvidenceFile) -> str:
    """Where a film or sound lies, relative to build/.

    Browsers know by the end of its name what to do with it.
    """
    suffix = Path(placed.item.ref).suffix
    fits = suffix.lower() in held.kind.suffixes
    return _beside(FILMS, box, placed, suffix if fits else held.kind.suffix)


def _beside(folder: str, box: Arranged, placed: Placed, suffix: str) -> str:
    stem = safe_name(f"{box.spec.number}-{placed.number:04d}-{Path(placed.item.ref).stem}")
    return f"{folder}/{stem}{suffix}"


def _copy_original(held: EvidenceFile, out: Path) -> None:
    with written_aside(out) as aside:
        shutil.copyfile(held.file, aside)
        if sha256_of(aside) != held.sha256:
            raise OutputError(
                say("'{file}' cannot be kept beside its box", file=held.path),
                hint=CHANGED,
            )
