"""Conversion: sources in, PDFs out, nothing made twice."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from dossier import fonts
from dossier.convert.engine import Engine, Job, Outcome
from dossier.convert.modern import DueCopy, Modern, ModernFiles
from dossier.facts import Fact, replace
from dossier.faults import CHANGED, told_of
from dossier.files import nfc, sha256_of, written_aside
from dossier.finding import Code, Remark
from dossier.installed import version
from dossier.media import UnusableError
from dossier.media.page_fill import Sparse, sparse_pages
from dossier.messages import Text, say
from dossier.model.evidence_file import FileFamily, FileKind, SourceFile
from dossier.model.item import ItemPdf
from dossier.pool import Failure, Limits, by_size, guarded, guarded_one
from dossier.progress import Steps, silent_steps
from dossier.proof import Proof, proof_of
from dossier.store.blobs import BlobCache
from dossier.store.source_hash import content_key, source_hash

OFFICE = frozenset(
    kind
    for kind in FileKind
    if kind.family in {FileFamily.WORDS, FileFamily.SHEET, FileFamily.SLIDES}
)
"""The kinds that need an engine."""

_IMAGES = frozenset(kind for kind in FileKind if kind.family is FileFamily.PICTURE)
# the code that puts pictures on pages
_IMAGES_CODE = (
    "convert/images.py", "media/image.py", "media/colour.py", "media/incomplete.py",
    "media/heic.py",
)  # fmt: skip

_MANY_PICTURES = 24  # pictures that several processes put on pages sooner than one

_NO_ENGINE = say(
    "LibreOffice, which makes the PDFs of office files, is missing: run 'make setup' "
    "(Debian: apt install libreoffice-writer-nogui libreoffice-calc-nogui "
    "libreoffice-impress-nogui libreoffice-draw-nogui)"
)
_UNKNOWN = say("its kind cannot be converted: save or print it as PDF")


class Entry(Fact, frozen=True):
    """What the cache tells of a converted file; `made` is false where the PDF is the source."""

    pages: int
    sha256: str
    made: bool = True
    substituted: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


_Cache = BlobCache[Entry]


class Converted(Fact, frozen=True):
    """The pages of a source, or the fault that there is none.

    `key` names content and way of conversion (and is empty where no way is known); `substituted`
    are fonts that were asked for and that nothing declared stands for; `remarks` tell what of the
    source does not stand on the pages as it did. `office` is the Word or Excel file that a source
    of another office kind was made before.
    """

    key: str
    item_pdf: ItemPdf | None = None
    fault: Text | None = None
    substituted: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    office: Path | None = None


def convert(
    sources: Sequence[SourceFile],
    cache: Path,
    engine: Engine | None,
    progress: Steps = silent_steps,
) -> dict[Path, Converted]:
    """A PDF for each source, by the source's file.

    PDFs are passed as they are, pictures are put on pages, office files go to the `engine`. What
    stands in `cache` from an earlier run is used; sources of equal content are converted
    once; failures are not kept. `progress` is told of what is really made.
    Raises only what an engine that cannot be used at all raises.
    """
    pdfs, modern = _pdfs(cache), ModernFiles(cache)
    keys = {source.file: key(source, engine) for source in sources}
    known: dict[str, Converted] = {"": Converted("", fault=_UNKNOWN)}
    waiting: dict[str, SourceFile] = {}
    for source in sources:
        name = keys[source.file]
        if name in known or name in waiting:
            continue
        converted = _kept_whole(name, source, pdfs, modern)
        if converted is None:
            waiting[name] = source
        else:
            known[name] = converted
    for number, (name, converted) in enumerate(_made(waiting, pdfs, modern, engine), 1):
        known[name] = converted
        progress(number, len(waiting), waiting[name].path)
    return {source.file: _for(source, known[keys[source.file]], engine) for source in sources}


def uncached(sources: Sequence[SourceFile], cache: Path, engine: Engine | None) -> list[SourceFile]:
    """The sources that a conversion would have to make now, each content once."""
    pdfs, modern = _pdfs(cache), ModernFiles(cache)
    named = {key(source, engine): source for source in sources}
    return [
        source
        for name, source in named.items()
        if name and _kept_whole(name, source, pdfs, modern) is None
    ]


def key(source: SourceFile, engine: Engine | None) -> str:
    """The key of a source's PDF: its content and all that makes the PDF what it is.

    Empty where there is no way to a PDF: an unknown kind, or an office file without an engine.
    """
    if source.kind is FileKind.PDF:
        return content_key(source.sha256, "pdf")
    if source.kind in _IMAGES:
        libraries = [version("img2pdf"), version("pillow")]
        if source.kind is FileKind.HEIC:
            from dossier.media import heic  # noqa: PLC0415 - of few

            libraries.append(heic.library())
        code = source_hash(*_IMAGES_CODE, shared=False)
        return content_key(source.sha256, source.kind.value, code, libraries)
    if source.kind in OFFICE and engine is not None:
        # a workbook may print what its file is called
        name = [nfc(source.file.name)] if source.kind.family is FileFamily.SHEET else []
        return content_key(source.sha256, source.kind.value, engine.identity, *name)
    return ""


def _pdfs(cache: Path) -> _Cache:
    return BlobCache(cache / "pdf", Entry)


def _kept_whole(
    name: str, source: SourceFile, pdfs: _Cache, modern: ModernFiles
) -> Converted | None:
    """What is known of a conversion, if all that was made for it is still there."""
    entry = pdfs.find(name)
    if entry is None:
        return None
    converted = _found(name, entry, pdfs, source)
    if not _is_other(source):
        return converted
    office = modern.find(name, source.kind)
    return None if office is None else replace(converted, office=office.path)


def _is_other(source: SourceFile) -> bool:
    """Whether it is made a Word or Excel file first."""
    return source.kind.printed_as is not source.kind


def _found(name: str, entry: Entry, pdfs: _Cache, source: SourceFile) -> Converted:
    pdf = pdfs.place(name) if entry.made else source.file
    return Converted(
        name,
        ItemPdf(pdf, entry.pages, entry.sha256),
        substituted=entry.substituted,
        remarks=entry.remarks,
    )


def _for(source: SourceFile, converted: Converted, engine: Engine | None) -> Converted:
    """What one of several sources of equal content gets."""
    if source.kind is FileKind.PDF and converted.item_pdf is not None:
        # each is its own PDF: the other may be gone tomorrow
        return replace(converted, item_pdf=replace(converted.item_pdf, pdf=source.file))
    if not converted.key and source.kind in OFFICE and engine is None:
        return Converted("", fault=_NO_ENGINE)
    return converted


def _made(
    waiting: dict[str, SourceFile], pdfs: _Cache, modern: ModernFiles, engine: Engine | None
) -> Iterator[tuple[str, Converted]]:
    office = {name: source for name, source in waiting.items() if source.kind in OFFICE}
    here = [(name, source, pdfs) for name, source in waiting.items() if name not in office]
    pictures = sum(source.kind in _IMAGES for _, source, _ in here)
    # a picture is decoded and put on its page, a PDF is only counted
    workers = None if pictures >= _MANY_PICTURES else 1
    for (name, source, _), answer in zip(here, guarded(_here, here, _limits, workers), strict=True):
        if isinstance(answer, Failure):
            _, remedy = told_of(source.path, answer)
            yield name, Converted(name, fault=remedy)
        else:
            yield answer
    if office and engine is not None:
        yield from _by_engine(office, pdfs, modern, engine)


def _here(task: tuple[str, SourceFile, _Cache]) -> tuple[str, Converted]:
    name, source, pdfs = task
    return name, _kept(name, source, pdfs)


def _limits(task: tuple[str, SourceFile, _Cache]) -> Limits:
    try:
        return by_size(task[1].file.stat().st_size)
    except OSError:  # it is gone, as opening it will tell
        return Limits()


def _kept(name: str, source: SourceFile, pdfs: _Cache) -> Converted:
    # heavy imports, needed only where something has to be made
    from dossier.convert import images  # noqa: PLC0415
    from dossier.media.pdf import page_count  # noqa: PLC0415

    try:
        if source.kind is FileKind.PDF:
            pages = source.pages or page_count(source.file)
            if _changed(source):
                return Converted(name, fault=CHANGED)
            entry = pdfs.keep(name, Entry(pages, source.sha256, made=False), blob=False)
        else:
            content = images.to_pdf(source.file, sound=source.pages > 0)
            if _changed(source):
                return Converted(name, fault=CHANGED)
            with written_aside(pdfs.place(name)) as aside:
                aside.write_bytes(content)
            made = pdfs.place(name)
            entry = pdfs.keep(name, Entry(page_count(made), sha256_of(made)))
    except UnusableError as error:
        return Converted(name, fault=error.remedy)
    return _found(name, entry, pdfs, source)


def _by_engine(
    office: dict[str, SourceFile], pdfs: _Cache, modern: ModernFiles, engine: Engine
) -> Iterator[tuple[str, Converted]]:
    provided = lru_cache(None)(fonts.provided)  # each time it looks through the fonts' folder
    stand_ins: dict[str, Modern] = {}
    for name, stand_in in _stand_ins(office, modern, engine):
        if stand_in.fault is None:
            stand_ins[name] = stand_in
        else:
            yield name, Converted(name, fault=stand_in.fault)
    jobs: dict[Job, str] = {}
    for name, source in office.items():
        if _is_other(source) and name not in stand_ins:
            continue
        path = stand_ins[name].path if name in stand_ins else None
        job = Job(path or source.file, source.kind.printed_as, pdfs.place(name), source.file.name)
        jobs[job] = name
    for job in jobs:
        job.target.parent.mkdir(parents=True, exist_ok=True)
        job.target.unlink(missing_ok=True)
    for outcome in engine.to_pdf(tuple(jobs)) if jobs else ():
        name = jobs[outcome.job]
        stand_in = stand_ins.get(name, Modern(None))
        yield name, _printed(name, office[name], outcome, stand_in, pdfs, provided)


def _printed(
    name: str,
    source: SourceFile,
    outcome: Outcome,
    stand_in: Modern,
    pdfs: _Cache,
    provided: Callable[[str], bool],
) -> Converted:
    """What came of a job, kept where it is a PDF with pages."""
    fault = outcome.fault
    if fault is None:
        task = (outcome.job.target, outcome.job.source, outcome.job.kind)
        seen = guarded_one(_looked_through, task)
        if isinstance(seen, Failure):
            _, fault = told_of(source.path, seen)
        elif not seen.pages:
            fault = say("the PDF made of it is empty or broken: save it as PDF yourself")
    if fault is None and _changed(source):
        fault = CHANGED
    if fault is not None or isinstance(seen, Failure):
        return Converted(name, fault=fault)
    substituted = tuple(sorted(font for font in seen.fonts if not provided(font)))
    digest = sha256_of(outcome.job.target)
    remarks = (*stand_in.remarks, *outcome.remarks, *map(_of_page, seen.sparse))
    entry = Entry(seen.pages, digest, True, substituted, remarks)
    pdfs.keep(name, replace(entry, remarks=tuple(remark.masked() for remark in remarks)))
    return replace(_found(name, entry, pdfs, source), office=stand_in.path)


def _stand_ins(
    office: dict[str, SourceFile], modern: ModernFiles, engine: Engine
) -> Iterator[tuple[str, Modern]]:
    """The Word or Excel file of each source of another kind, or why there is none."""
    due: dict[str, DueCopy] = {}
    for name, source in office.items():
        if _is_other(source):
            known = modern.find(name, source.kind)
            if known is None:
                due[name] = DueCopy(source.file, source.kind, source.file.name)
            else:
                yield name, known
    yield from modern.made(due, engine)


class _Seen(Fact, frozen=True):
    """Of a PDF: its pages (0 where it is none) and the fonts that its document asks for.

    Of a document that we made, the pages that are nearly empty, too.
    """

    pages: int = 0
    fonts: frozenset[str] = frozenset()
    sparse: tuple[Sparse, ...] = ()


def _of_page(one: Sparse) -> Remark:
    if one.lines:
        told = say("page {page}, on which a part ends, has lines: {count}",
                   page=one.page, count=one.lines)  # fmt: skip
    else:
        told = say("page {page} is only {percent}% full, though others follow",
                   page=one.page, percent=one.percent)  # fmt: skip
    hint = say("shorten what stands before it, or leave it as it is")
    return Remark(Code.PAGE_SPARSE, told, hint)


def _looked_through(task: tuple[Path, Path, FileKind]) -> _Seen:
    from dossier.convert.fonts_used import fonts_asked  # noqa: PLC0415 - loads lxml
    from dossier.media.pdf import page_count  # noqa: PLC0415 - loads pikepdf

    made, document, kind = task
    try:
        # whatever the engine says: the file is there, is a PDF and has pages
        pages = page_count(made)
    except (OSError, UnusableError):
        return _Seen()
    ours = proof_of(document) in {Proof.SOUND, Proof.BROKEN}
    sparse = sparse_pages(made) if ours else ()
    return _Seen(pages, fonts_asked(document, kind), sparse)


def _changed(source: SourceFile) -> bool:
    """Whether the file is another by now: its PDF must not stand under the old content's key."""
    try:
        return sha256_of(source.file) != source.sha256
    except FileNotFoundError:
        return True
