"""Items → PDFs: a file or an excerpt, photo sheets, and pages that stand for what is missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from dossier import faults
from dossier.assembly.stills import still_for
from dossier.errors import OutputError
from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import remove_asides, sha256_of, written_aside
from dossier.finding import Code, Finding
from dossier.installed import version
from dossier.media import UnusableError
from dossier.media.samples import Samples
from dossier.messages import CHINESE, Text, say
from dossier.model.days import written_day
from dossier.model.dossier import Dossier
from dossier.model.evidence import Photo, Ranges, counted
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged, Item, ItemPdf, Origin, items_of
from dossier.pool import (
    Failure,
    Limits,
    apart,
    by_size,
    clear_away,
    each,
    guarded,
    guarded_one,
    rest,
)
from dossier.store.blobs import found
from dossier.store.source_hash import content_key, source_hash
from dossier.workspace import Workspace

_MANY_PHOTOS = 100  # so many on sheets leave tens of megabytes behind in who has set them
_WORTH_SHEETS = 128  # sheets that several processes set sooner than one, which has the fonts read


class Unbound(Fact, frozen=True):
    """A box, or an item, that was not bound, and what to do about it.

    Of a box it may be known which items are to blame, by their keys.
    """

    code: Code
    remedy: Text
    items: tuple[str, ...] = ()


CHANGED = Unbound(Code.NOT_MADE, faults.CHANGED)
"""A PDF of the evidence is bound from where it lies, and somebody has written to it."""


def photo_pdf(
    item: Item, workspace: Workspace, evidence_files: Mapping[str, EvidenceFile]
) -> ItemPdf | Unbound:
    """The photo sheet of an item; a photo that is not there leaves a marked frame.

    Samples of the photos are those of :func:`begin_sheets`.
    """
    return _set(_photo_sheet(item, workspace, evidence_files))


def gap_pdf(item: Item, workspace: Workspace, dossier: Dossier) -> ItemPdf:
    """The placeholder page of a missing item."""
    return _pdf(_gap_sheet(item, workspace, dossier))


def reference_pdf(item: Item, workspace: Workspace, dossier: Dossier) -> ItemPdf:
    """The page that refers to the document, bound elsewhere, that an item stands for."""
    indicator = dossier.standard.indicators.get(item.indicator)
    facts = (
        item.title,
        indicator.title if indicator else item.indicator,
        str(item.year) if item.year else "",
        item.number,
        item.author,
        written_day(item.dated),
        item.see,
    )
    return _pdf(_sheet(workspace, ("reference", *facts), partial(_set_reference, facts)))


def recording_pdf(workspace: Workspace, evidence_file: EvidenceFile) -> ItemPdf:
    """The page that tells of a film or sound recording, which is no paper itself."""
    facts = (
        PurePosixPath(evidence_file.path).name,
        evidence_file.kind.title.spoken(CHINESE),
        _lasting(evidence_file.seconds),
        _large(evidence_file.size),
        evidence_file.sha256,
    )
    picture, digest = still_for(evidence_file, workspace.cache) or (None, "")
    make = partial(_set_recording, facts, picture)
    return _pdf(_sheet(workspace, ("recording", *facts, digest), make))


def _large(size: int) -> str:
    """How large a file is: ``85.3 MB（85,300,000 字节）``, a small one in bytes alone."""
    said = f"{size:,} 字节"
    return f"{size / 1e6:,.1f} MB（{said}）" if size >= 1e5 else said  # noqa: PLR2004


def _lasting(seconds: int) -> str:
    """How long something lasts: ``1时2分3秒``; '' where it is not known."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "时"), (minutes, "分"), (rest, "秒"))
    return "".join(f"{count}{unit}" for count, unit in parts if count)


def stamp_sheet(workspace: Workspace) -> ItemPdf:
    """The sheet before an item whose first page has no room for 归档章."""
    return _pdf(_sheet(workspace, ("stamp sheet",), _set_stamp_sheet))


def placeholder_pdf(workspace: Workspace, *facts: str) -> ItemPdf:
    """A placeholder page: title, indicator, year, reason, responsible."""
    return _pdf(_placeholder(workspace, *facts))


def begin_sheets(
    boxes: Iterable[Arranged],
    workspace: Workspace,
    evidence_files: Mapping[str, EvidenceFile],
    dossier: Dossier,
    findings: list[Finding],
) -> Iterator[ItemPdf | Unbound]:
    """Have the photo sheets and placeholders of all items set, several at once.

    What is set by others is begun here; all is done when the iterator has ended. From then on
    :func:`photo_pdf` and :func:`gap_pdf` find them made. Photos that cannot be printed are put
    among the `findings`.
    """
    told = list(items_of(boxes))
    photos = [photo for item in told for photo in item.photos]
    findings += make_samples(photos, workspace, evidence_files)
    sheets = [
        *(_photo_sheet(i, workspace, evidence_files) for i in told if i.origin is Origin.PHOTOS),
        *(_gap_sheet(i, workspace, dossier) for i in told if i.origin is Origin.GAP),
    ]
    # what says the same is one page, and must not be set by two at a time
    missing = {sheet.place: sheet for sheet in sheets if _found(sheet) is None}
    if not missing:
        return iter(())
    clear_away()  # what rendering has left
    if len(missing) < _WORTH_SHEETS and sum(len(item.photos) for item in told) >= _MANY_PHOTOS:
        return apart(_set, list(missing.values()))
    return _put_away_after(each(_set, list(missing.values()), _WORTH_SHEETS))


def _put_away_after(made: Iterator[ItemPdf | Unbound]) -> Iterator[ItemPdf | Unbound]:
    from dossier.typeset.press import put_away  # noqa: PLC0415 - loads typst

    yield from made
    put_away()
    rest()


class _PagesToSet(Fact, frozen=True):
    """Pages to be set: their place, without number of pages and suffix, and what sets them.

    `make` is given the file, and can be handed to another process.
    """

    place: Path
    make: Callable[[Path], int]


def _sheet(
    workspace: Workspace, facts: tuple[object, ...], make: Callable[[Path], int]
) -> _PagesToSet:
    from dossier import fonts  # noqa: PLC0415

    key = content_key(facts, source_hash("typeset"), fonts.identity())
    # to look for one among thousands would take longer than to set it
    return _PagesToSet(workspace.cache / "typeset" / key[:2] / key, make)


def _set(sheet: _PagesToSet) -> ItemPdf | Unbound:
    """The pages of a sheet; or why they cannot be set."""
    try:
        return _pdf(sheet)
    except OutputError as error:
        return Unbound(Code.NOT_MADE, error.text)


def _pdf(sheet: _PagesToSet) -> ItemPdf:
    """The pages of a sheet, set once; the name of their file tells content and number."""
    known = _found(sheet)
    if known is not None:
        return known
    aside = sheet.place.with_suffix(".pdf")
    pages = sheet.make(aside)
    final = sheet.place.with_name(f"{sheet.place.name}-{pages}.pdf")
    aside.replace(final)
    return ItemPdf(final, pages, sheet.place.name)


def _found(sheet: _PagesToSet) -> ItemPdf | None:
    for known in sheet.place.parent.glob(f"{sheet.place.name}-*.pdf"):
        found(known)
        return ItemPdf(known, int(known.stem.rpartition("-")[2]), sheet.place.name)
    return None


def _photo_sheet(
    item: Item, workspace: Workspace, evidence_files: Mapping[str, EvidenceFile]
) -> _PagesToSet:
    found = [sampled(photo, workspace, evidence_files) for photo in item.photos]
    pictures = [one.place if one and one.place.is_file() else None for one in found]
    captions = [
        (
            photo.event,
            written_day(photo.dated),
            photo.place,
            photo.people,
            photo.background,
            photo.photographer,
        )
        for photo in item.photos
    ]
    hashes = [picture.stem if picture else "" for picture in pictures]
    make = partial(_set_photos, item.title, pictures, captions)
    return _sheet(workspace, ("photos", item.title, hashes, captions), make)


def _gap_sheet(item: Item, workspace: Workspace, dossier: Dossier) -> _PagesToSet:
    indicator = dossier.standard.indicators.get(item.indicator)
    return _placeholder(
        workspace,
        item.title,
        indicator.title if indicator else item.indicator,
        str(item.year) if item.year else "",
        item.lack,
        item.responsible,
    )


def _placeholder(workspace: Workspace, *facts: str) -> _PagesToSet:
    return _sheet(workspace, ("placeholder", *facts), partial(_set_placeholder, facts))


def _set_photos(
    title: str, pictures: Sequence[Path | None], captions: Sequence[tuple[str, ...]], out: Path
) -> int:
    from dossier.typeset.photos import PhotoPage, photo_sheet  # noqa: PLC0415

    photos = [PhotoPage(p, *c) for p, c in zip(pictures, captions, strict=True)]
    return photo_sheet(title, photos, out)


def _set_placeholder(facts: tuple[str, ...], out: Path) -> int:
    from dossier.typeset.placeholder import Notice, placeholder  # noqa: PLC0415

    return placeholder(Notice(*facts), out)


def _set_reference(facts: tuple[str, ...], out: Path) -> int:
    from dossier.typeset.placeholder import Reference, reference  # noqa: PLC0415

    return reference(Reference(*facts), out)


def _set_recording(facts: tuple[str, ...], still: Path | None, out: Path) -> int:
    from dossier.typeset.recording import Recording, recording  # noqa: PLC0415

    return recording(Recording(*facts), out, still)


def _set_stamp_sheet(out: Path) -> int:
    from dossier.typeset.placeholder import stamp_sheet as sheet  # noqa: PLC0415

    return sheet(out)


def item_pdf_of(
    item: Item,
    files: Mapping[str, ItemPdf],
    workspace: Workspace,
    evidence_files: Mapping[str, EvidenceFile],
) -> ItemPdf | Unbound | None:
    """The pages of an item of evidence, or why it has none; None for an item of another kind."""
    if item.origin is Origin.FILE:
        return file_pdf(item, files[item.ref], workspace)
    if item.origin is Origin.PHOTOS:
        return photo_pdf(item, workspace, evidence_files)
    return None


def file_pdf(item: Item, converted: ItemPdf, workspace: Workspace) -> ItemPdf | Unbound:
    """The pages of its converted file that an item asks for: all of them, or an excerpt.

    Where the file cannot be cut, or was changed meanwhile, that is told in place of them.
    """
    if not item.pages:
        return converted
    key = content_key(converted.sha256, item.pages, source_hash("bind"), version("pikepdf"))
    out = workspace.cache / "excerpts" / f"{key}.pdf"
    if not found(out):
        task = converted.pdf, converted.sha256, item.pages, out
        cut = guarded_one(_cut, task, by_size(converted.pdf.stat().st_size))
        if isinstance(cut, Failure):
            remove_asides(out.parent, cut.pid)
            return Unbound(*told_of(item.ref, cut))
        if cut is not None:
            return cut
    return ItemPdf(out, counted(item.pages), sha256_of(out))


def _cut(task: tuple[Path, str, Ranges, Path]) -> Unbound | None:
    """Cut the pages; or say why they cannot be cut."""
    from dossier.bind.excerpt import excerpt  # noqa: PLC0415 - loads pikepdf

    source, sha256, pages, out = task
    try:
        with written_aside(out) as aside:
            excerpt(source, pages, aside)
    except OutputError as error:
        return Unbound(Code.NOT_MADE, error.text)
    if sha256_of(source) != sha256:
        out.unlink()
        return CHANGED
    return None


# 200 dots to the inch over the 147 mm that a photo takes on its page
_PIXELS = 1200

_WORTH = 16  # photos that several processes sample sooner than one


def samples(workspace: Workspace) -> Samples:
    """The samples of a workspace."""
    return Samples(workspace.cache / "photos", _PIXELS, source_hash("media"))


class Sampled(Fact, frozen=True):
    """A file of evidence that is printed as a photo, and where its sample stands or is to stand."""

    file: Path
    sha256: str
    samples: Samples

    @property
    def place(self) -> Path:
        """The file of the sample."""
        return self.samples.place(self.sha256)

    def make(self) -> None:
        """Make the sample. Raises UnusableError."""
        self.samples.make(self.file, self.sha256)


def sampled(
    photo: Photo, workspace: Workspace, evidence_files: Mapping[str, EvidenceFile]
) -> Sampled | None:
    """A registered photo; None where its file is not there or is no picture."""
    evidence_file = evidence_files.get(photo.file)
    if evidence_file is None or not evidence_file.is_picture:
        return None
    return Sampled(evidence_file.file, evidence_file.sha256, samples(workspace))


def make_samples(
    photos: Iterable[Photo], workspace: Workspace, evidence_files: Mapping[str, EvidenceFile]
) -> Iterator[Finding]:
    """Make the samples of photos that have none yet; what is wrong with those that cannot be."""
    due: dict[Path, tuple[str, Sampled]] = {}
    for photo in photos:
        one = sampled(photo, workspace, evidence_files)
        if one and not found(one.place):
            due.setdefault(one.place, (photo.file, one))  # two files of the same bytes have one
    tasks = [one for _, one in due.values()]
    made = guarded(_sample, tasks, _limits, None if len(tasks) >= _WORTH else 1)
    for (name, one), answer in zip(due.values(), made, strict=True):
        if answer is None:
            continue
        if isinstance(answer, Failure):
            remove_asides(one.place.parent, answer.pid)
        code, remedy = told_of(name, answer) if isinstance(answer, Failure) else answer
        text = say("photo '{file}' cannot be printed", file=name)
        yield Finding(code, text, path=name, hint=remedy)
    if due:
        rest()  # those who decoded photos need not stand by while sheets full of them are set


def _sample(one: Sampled) -> tuple[Code, Text] | None:
    """Make a sample; or say why it cannot be made."""
    try:
        one.make()
    except UnusableError as error:
        return error.fault, error.remedy
    return None


def _limits(one: Sampled) -> Limits:
    return by_size(one.file.stat().st_size)
