"""Scans of the evidence: read, told of, and their words laid over the pages that are bound."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dossier import log
from dossier.convert import convert
from dossier.facts import Fact, replace
from dossier.faults import told_of
from dossier.files import sha256_of, written_aside
from dossier.finding import Code, Finding
from dossier.media.passage import Passage
from dossier.messages import say
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.model.item import ItemPdf
from dossier.pool import Failure, Limits, by_size, guarded
from dossier.progress import Steps
from dossier.scan import reader
from dossier.scan.run import MISSING, Scan, Scans
from dossier.scan.words import ScannedPage, passage_of
from dossier.store.blobs import BlobCache
from dossier.store.memo import to_json
from dossier.store.source_hash import content_key, source_hash
from dossier.workspace import Workspace

_OVER = 180  # degrees

Pages = Mapping[str, tuple[ScannedPage, ...]]
"""The pages without text that were read, by the paths of their files."""


def read_scans(
    evidence_files: Iterable[EvidenceFile], workspace: Workspace, progress: Steps
) -> tuple[Pages, list[Finding]]:
    """What stands on the pages without text of PDFs and pictures, and what there is to tell.

    What was read before is known by its content. Where the extra `scan` is not there, what was not
    read yet stays so, and is told of.
    """
    scannable = [
        one
        for one in evidence_files
        if one.fault is None and (one.is_picture or one.kind is FileKind.PDF)
    ]
    converted = convert(scannable, workspace.cache, None)
    scans = {
        file.path: Scan(made.pdf, made.sha256, file.path)
        for file in scannable
        if (made := converted[file.file].item_pdf) is not None
    }
    known = Scans(workspace.cache)
    if not reader.available():
        count = sum(map(len, known.wanted(scans).values()))
        return {}, [_not_installed(count)] if count else []
    pages = known.read(scans, progress)
    return pages, [
        _unread(path, page) for path, read in pages.items() for page in read if page.unread
    ]


def with_scans(
    said: Mapping[str, Sequence[Passage]], pages: Pages, *, by_line: bool = False
) -> dict[str, list[Passage]]:
    """What files say, by path, with what was read on their pages without text.

    Lines of a paragraph stand together, or each by itself (`by_line`).
    """
    found = {path: list(passages) for path, passages in said.items()}
    for path, read in pages.items():
        words = [one for page in read if (one := passage_of(page, by_line=by_line)) is not None]
        if words:
            found[path] = [*found.get(path, ()), *words]
    return found


def seen_on(evidence_file: EvidenceFile, read: Sequence[ScannedPage]) -> EvidenceFile:
    """The file with what was seen of its pages without text while they were read."""
    look = evidence_file.look
    turned = [page.number for page in read if page.turn == _OVER]
    empty = [page.number for page in read for _ in range(page.empty)]
    return replace(
        evidence_file,
        look=replace(
            look,
            turned=tuple(sorted({*look.turned, *turned})),
            lines=look.lines + sum(page.to_sign for page in read),
            empty=tuple(sorted([*look.empty, *empty])),
        ),
    )


class _Layered(Fact, frozen=True):
    """What is known of a PDF over whose pages words were laid."""

    sha256: str


def layered(files: Mapping[str, ItemPdf], pages: Pages, cache: Path) -> dict[str, ItemPdf]:
    """Those of the PDFs, by path, over whose pages words could be laid, with these words."""
    blobs = BlobCache(cache / "layered", _Layered)
    keys: dict[str, str] = {}
    due: dict[str, _ScanTask] = {}
    for path, read in pages.items():
        one = files.get(path)
        words = {page.number: page for page in read if page.lines}
        if one is None or not words:
            continue
        told = to_json(tuple(words.values())).decode()
        keys[path] = key = content_key(one.sha256, told, source_hash("bind", "media", "scan"))
        if blobs.find(key) is None and key not in due:
            due[key] = _ScanTask(one.pdf, one.sha256, blobs.place(key), tuple(words.values()))
    for key, answer in zip(due, guarded(_lay, list(due.values()), _limits), strict=True):
        if isinstance(answer, Failure):
            name = next(path for path, of in keys.items() if of == key)
            log.note(name, f"its words were not laid over it: {told_of(name, answer)[1]}")
        elif answer:
            blobs.keep(key, _Layered(answer))
    return {
        path: replace(files[path], pdf=blobs.place(key), sha256=note.sha256)
        for path, key in keys.items()
        if (note := blobs.find(key)) is not None
    }


class _ScanTask(Fact, frozen=True):
    pdf: Path
    sha256: str
    out: Path
    pages: tuple[ScannedPage, ...]


def _lay(task: _ScanTask) -> str:
    """The hash of the PDF that was made; '' where its source has been changed."""
    from dossier.bind.textlayer import lay_words  # noqa: PLC0415 - loads pikepdf and fontTools

    lines = {page.number: [(one.text, one.corners) for one in page.lines] for page in task.pages}
    if sha256_of(task.pdf) != task.sha256:
        return ""
    with written_aside(task.out) as aside:
        lay_words(task.pdf, aside, lines)
        return sha256_of(aside)


def _limits(task: _ScanTask) -> Limits:
    return by_size(task.pdf.stat().st_size)


def _not_installed(count: int) -> Finding:
    return Finding(
        Code.SCAN_UNREAD,
        say("pages without text were not read, for what reads scans is not there: {count}",
            count=count),
        path="standard.xlsx",
        hint=MISSING,
    )  # fmt: skip


def _unread(path: str, page: ScannedPage) -> Finding:
    return Finding(
        Code.SCAN_UNREAD,
        say("page {page} of '{file}' could not be read", page=page.number, file=path),
        path=path,
        hint=say("scan it anew at 200 to 300 dots an inch; what stands on it is not checked"),
    )
