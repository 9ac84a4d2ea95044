"""Files of evidence and documents of our own as PDFs, and what there is to tell of them."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from dossier.assembly.inspection import Inspection
from dossier.assembly.item_pdf import recording_pdf
from dossier.convert import Converted, Engine, convert
from dossier.convert.run import OFFICE
from dossier.facts import Fact, replace
from dossier.faults import told_of
from dossier.files import sha256_of, written_aside
from dossier.finding import Code, Finding, Remark
from dossier.messages import Text, say
from dossier.model.evidence import beyond, counted, spelled
from dossier.model.evidence_file import EvidenceFile, FileKind, SourceFile
from dossier.model.item import Arranged, Item, ItemPdf, Origin, items_of
from dossier.pool import Failure, Limits, by_size, give_back, guarded
from dossier.progress import Steps
from dossier.read.grid import Grid, grids_of
from dossier.read.opened import BOOKS, begun
from dossier.read.private_use import unprintable
from dossier.source import Cell
from dossier.store.blobs import BlobCache
from dossier.store.source_hash import content_key, source_hash
from dossier.workspace import Workspace

UNCONVERTED = "未能排印，待补"
"""Why there is no PDF, as placeholder pages and catalogues print it; the finding tells more."""


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


def too_short(item: Item, converted: ItemPdf) -> tuple[str, Finding] | None:
    """Why the excerpt cannot come, in Chinese and as a finding, where its file has too few pages.

    Of Word and Excel files the pages are known only now; of others the check has told before.
    """
    why = beyond(item.pages, converted.pages)
    if not why:
        return None
    return why, Finding(
        Code.VALUE_INVALID,
        say(
            "pages {pages} are asked for, and '{file}' has {count}",
            pages=spelled(item.pages),
            file=item.ref,
            count=converted.pages,
        ),
        path=item.ref,
        hint=say("count the pages of the PDF, the first sheet being page 1"),
        requirement=item.requirement,
        year=item.year,
    )


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


def convert_files(
    evidence_files: Sequence[EvidenceFile],
    workspace: Workspace,
    engine: Engine | None,
    progress: Steps,
) -> tuple[dict[str, Converted], list[Finding]]:
    """The sound files of evidence among `evidence_files` as PDFs, by path, and what went wrong."""
    sound = [one for one in evidence_files if one.fault is None]
    made = convert(sound, workspace.cache, engine, progress)
    converted = compared(sound, made, workspace.cache)
    found = {one.path: converted[one.file] for one in sound}
    return found, [finding for path, one in found.items() for finding in faults_of(path, one)]


def convert_documents(
    documents: Sequence[Path], workspace: Workspace, engine: Engine | None, progress: Steps
) -> dict[Path, Converted]:
    """Our own Word files as PDFs, by path."""
    sources = [
        SourceFile(path.stem, FileKind.WORD, sha256_of(path), str(path)) for path in documents
    ]
    try:
        made = convert(sources, workspace.cache, engine, progress)
        return compared(sources, made, workspace.cache)
    finally:
        give_back()  # a long catalogue is read as a whole, for the fonts that it asks for


def copy_pdf(item_pdf: ItemPdf, out: Path) -> None:
    """Write the pages to `out`, whole or not at all."""
    with written_aside(out) as aside:
        shutil.copyfile(item_pdf.pdf, aside)


# what old presentations say is known from their pages alone
_COMPARED = OFFICE - {FileKind.PPT}
_WORTH = 48  # documents that several processes compare sooner than one, which each has to load

Task = tuple[Path, FileKind, Path, str]
"""The original file, its kind, the PDF, and the name of the file."""


def compared(
    sources: Sequence[SourceFile], converted: Mapping[Path, Converted], cache: Path
) -> dict[Path, Converted]:
    """The conversions by path, with the remarks of comparing those of Word and Excel files.

    What is known from an earlier run (of this file, this PDF, and by this code) is used. A file
    that takes too long or too much memory is told as not compared.
    """
    notes = BlobCache(cache / "compared", tuple[Remark, ...])
    keys: dict[Path, str] = {}
    due: dict[str, Task] = {}
    found: dict[str, tuple[Remark, ...]] = {}
    for source in sources:
        one = converted[source.file]
        if source.kind not in _COMPARED or one.item_pdf is None:
            continue
        key = content_key(source.sha256, one.item_pdf.sha256, source_hash("compare", "media"))
        keys[source.file] = key
        if key in found or key in due:
            continue
        known = notes.find(key)
        if known is None:
            due[key] = (
                one.office or source.file,
                source.kind.printed_as,
                one.item_pdf.pdf,
                source.path,
            )
        else:
            found[key] = known
    found |= _made(due, notes)
    told = dict(converted)
    for path, key in keys.items():
        if found[key]:
            told[path] = replace(told[path], remarks=(*told[path].remarks, *found[key]))
    return told


def _made(
    due: Mapping[str, Task], notes: BlobCache[tuple[Remark, ...]]
) -> dict[str, tuple[Remark, ...]]:
    """What comparing tells anew, by the keys under which it is kept; a fault of ours is not."""
    found: dict[str, tuple[Remark, ...]] = {}
    tasks = list(due.values())
    answers = guarded(compare_task, tasks, _limits, None if len(tasks) >= _WORTH else 1)
    for (key, task), answer in zip(due.items(), answers, strict=True):
        if isinstance(answer, Failure):
            found[key] = (_unchecked(task[3], answer),)
        else:
            found[key] = answer
        if not isinstance(answer, Failure) or answer.exceeded:
            notes.keep(key, tuple(remark.masked() for remark in found[key]), blob=False)
    return found


def compare_task(task: Task) -> tuple[Remark, ...]:
    """What comparing tells of one document, in another process."""
    from dossier.compare.run import compare  # noqa: PLC0415 - loads lxml and pdfium

    office, kind, pdf, _ = task
    return compare(office, kind, pdf)


def _limits(task: Task) -> Limits:
    return by_size(task[0].stat().st_size + task[2].stat().st_size)


def _unchecked(name: str, failure: Failure) -> Remark:
    text = say(
        "the file could not be compared with its PDF: {reason}", reason=told_of(name, failure)[1]
    )
    return Remark(
        Code.CONTENT_UNCHECKED, text, say("compare the pages in the PDF with the file yourself")
    )


def faults_of(name: str, converted: Converted) -> list[Finding]:
    """What a conversion says of the file `name`."""
    findings: list[Finding] = []
    if converted.fault is not None:
        findings.append(
            Finding(
                Code.NOT_CONVERTED,
                say("'{file}' could not be made into a PDF", file=name),
                path=name,
                hint=converted.fault,
            )
        )
    findings += asked_for(name, converted.substituted)
    findings += [remark.of(name) for remark in converted.remarks]
    return findings


_NAMED = 3  # files that are named; of more, how many there are


def asked_for(file: str, fonts: Iterable[str]) -> list[Finding]:
    """A finding for each of the `fonts` that `file` asks for and that is not there."""
    return [_finding(font, [file]) for font in fonts]


def once_each(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` without repetition; those of one font drawn together where the first stands."""
    files: dict[str, list[str]] = {}
    for finding in findings:
        if (font := _font(finding)) is not None:
            files.setdefault(font, []).append(finding.path)
    told: list[Finding] = []
    for finding in dict.fromkeys(findings):
        font = _font(finding)
        if font is None:
            told.append(finding)
        elif font in files:
            told.append(_finding(font, list(dict.fromkeys(files.pop(font)))))
    return told


def _font(finding: Finding) -> str | None:
    """The font that a finding of :func:`asked_for` is about."""
    if finding.code is not Code.FONT_SUBSTITUTED:
        return None
    return next((str(value) for name, value in finding.text.values if name == "font"), None)


def _finding(font: str, files: Sequence[str]) -> Finding:
    named = "、".join(files[:_NAMED])
    text = say(
        "the font '{font}' is not there; another stands for it in {files}", font=font, files=named
    )
    if len(files) > _NAMED:
        text = say(
            "the font '{font}' is not there; another stands for it in {count} files, among them "
            "{files}",
            font=font,
            count=len(files),
            files=named,
        )
    return Finding(
        Code.FONT_SUBSTITUTED,
        text,
        path=files[0],
        hint=say("put the font into the fonts folder, or use one of the declared fonts"),
    )


class InputCells:
    """The cells of the workbooks, read again where something printed must be traced to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _grids(self) -> list[Grid]:
        opened = begun(self._workspace.inputs, self._workspace.cache / "workbooks")
        return [grid for book in BOOKS for grid in grids_of(book, opened)[0].values()]

    def holding(self, char: str) -> list[Cell]:
        """The cells whose text has that character, in order."""
        return [
            grid.cell(*place)
            for grid in self._grids
            for place, value in sorted(grid.values.items(), key=lambda pair: pair[0])
            if char in str(value) and grid.across.get(place, place) == place
        ]


def at_cells(
    findings: Sequence[Finding], cells: InputCells, told: Collection[Finding]
) -> list[Finding]:
    """`findings` on our own documents, those on characters without a font at their cells.

    A catalogue, a chapter and an index may print the same title. What was `told` of a cell is not
    told again; what stands in no cell, but in a template, stays as it is.
    """
    placed: list[Finding] = []
    for finding in findings:
        if finding.code is not Code.CHARACTERS_WITHOUT_FONT:
            placed.append(finding)
            continue
        chars = list(dict.fromkeys(_characters(finding.text)))
        holding = {char: cells.holding(char) for char in chars}
        if not chars or not all(holding.values()) or "{count} more" in finding.text.msgid:
            placed.append(finding)
            continue
        traced = (unprintable(char, there) for char, there in holding.items())
        known = {one.at for one in told if one.code is finding.code}
        placed += [one for one in traced if one.at not in known]
    return placed


def _characters(text: Text) -> Iterator[str]:
    """The characters that a remark of :func:`dossier.compare.telling.boxed` names."""
    for name, value in text.values:
        if isinstance(value, Text):
            yield from _characters(value)
        elif name == "char" and len(str(value)) == 1:
            yield str(value)
