"""The registered evidence as PDFs, its lengths, and the originals that are handed over beside."""

import shutil
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from dossier.assembly.boxes import account_of
from dossier.assembly.conversion import UNCONVERTED, convert_files
from dossier.assembly.inspection import Inspection
from dossier.assembly.item_pdf import recording_pdf, too_short
from dossier.convert import Engine
from dossier.errors import OutputError
from dossier.facts import Fact, replace
from dossier.faults import CHANGED
from dossier.files import safe_name, sha256_of, written_aside
from dossier.finding import Finding
from dossier.messages import say
from dossier.model.evidence import counted
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.model.item import Arranged, Item, ItemPdf, Origin, Placed, items_of
from dossier.progress import Steps
from dossier.store.products import Products

# Chapters are rendered when the boxes are known, since they name boxes; what an earlier build knew
# of their length must not matter, or the same inputs would not give the same boxes.
_CHAPTER = 8
_PHOTOS = 2  # to a page


def lengths(boxes: Sequence[Arranged], files: Mapping[str, ItemPdf]) -> dict[str, int]:
    """The pages of each item by key: counted for evidence, which is converted; else guessed."""
    return {item.key: _length(item, files) for item in items_of(boxes)}


def _length(item: Item, files: Mapping[str, ItemPdf]) -> int:
    if item.origin is Origin.FILE and item.ref in files:
        return counted(item.pages) or files[item.ref].pages or 1
    if item.origin is Origin.PHOTOS:
        return -(-len(item.photos) // _PHOTOS)
    return _CHAPTER if item.origin is Origin.CHAPTER else 1


FOLDER, FILMS = "originals", "films"


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
            products.make(product, {"original": held.sha256}, partial(_copy, held))


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
    return _beside(FOLDER, box, placed, Path(placed.item.ref).suffix)


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


def _copy(held: EvidenceFile, out: Path) -> None:
    with written_aside(out) as aside:
        shutil.copyfile(held.file, aside)
        if sha256_of(aside) != held.sha256:
            raise OutputError(
                say("'{file}' cannot be kept beside its box", file=held.path),
                hint=CHANGED,
            )


class ConvertedEvidence(Fact, frozen=True):
    """The PDFs by the paths of their files, what to tell, and by item key why one cannot come.

    `repainted` are the paths of those that stand for a PDF that was not fit for PDF/A.
    """

    files: dict[str, ItemPdf]
    findings: list[Finding]
    faults: dict[str, str]
    repainted: frozenset[str]


def convert_evidence(
    boxes: Sequence[Arranged], inspection: Inspection, engine: Engine | None, progress: Steps
) -> ConvertedEvidence:
    """Every file that an item of `boxes` needs as a PDF, fit for PDF/A where that is asked for."""
    items = [item for item in items_of(boxes) if item.origin is Origin.FILE]
    used = {item.ref for item in items}
    wanted = [
        evidence_file for path, evidence_file in inspection.evidence_files.items() if path in used
    ]
    recordings = [one for one in wanted if one.is_recording and one.fault is None]
    paper = [one for one in wanted if not one.is_recording]
    converted, told = convert_files(paper, inspection.workspace, engine, progress)
    files = {path: one.item_pdf for path, one in converted.items() if one.item_pdf is not None}
    files |= {one.path: _told_of(one, inspection) for one in recordings}
    findings = _placed(told, items)
    fit: dict[str, ItemPdf] = {}
    if inspection.dossier.standard.settings.archival:
        from dossier.assembly.archiving import archived  # noqa: PLC0415 - asked for by few

        foreign = {
            path: one
            for path, one in files.items()
            if inspection.evidence_files[path].kind is FileKind.PDF
        }
        fit, told = archived(foreign, inspection.workspace.cache, progress)
        findings += told
    files |= fit
    if inspection.scans:
        from dossier.assembly.scans import layered  # noqa: PLC0415 - asked for by few

        files |= layered(files, inspection.scans, inspection.workspace.cache)
    faults = {}
    for item in items:
        if item.ref not in files:
            faults[item.key] = UNCONVERTED
        elif short := too_short(item, files[item.ref]):
            faults[item.key], finding = short
            findings.append(finding)
    return ConvertedEvidence(files, findings, faults, frozenset(fit))


def _told_of(recording: EvidenceFile, inspection: Inspection) -> ItemPdf:
    """The page that stands in a box for a film or sound."""
    page = recording_pdf(inspection.workspace, recording)
    return replace(page, sha256=sha256_of(page.pdf))


def _placed(findings: Sequence[Finding], items: Sequence[Item]) -> list[Finding]:
    """Findings of files with the indicator and requirement of the first item that needs the file.

    So it is known who answers for them.
    """
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.ref, item)
    return [
        replace(finding, indicator=needing.indicator, requirement=needing.requirement)
        if (needing := first.get(finding.path))
        else finding
        for finding in findings
    ]
