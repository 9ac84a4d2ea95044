"""Items → PDFs: converted, set as photo sheets, or standing in for what is missing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.assembly.identity import code_of
from dossier.assembly.typefaces import asked_for
from dossier.convert import Converted, Engine, Source, convert
from dossier.files import key_of, sha256_of, written_aside
from dossier.finding import Code, Finding
from dossier.hands import each
from dossier.messages import Text, say
from dossier.model.dossier import Dossier
from dossier.model.evidence import Photo
from dossier.model.holding import Holding
from dossier.model.item import Item
from dossier.workspace import Workspace

# 200 dots to the inch over the 147 mm that a photo takes on its page
_PHOTO_PIXELS = 1200
_WORTH_PHOTOS = 16  # photos that several processes sample sooner than one

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The PDF of an item: its pages, and a hash that changes when they do."""

    pdf: Path
    pages: int
    sha256: str


def convert_files(
    holdings: Sequence[Holding],
    workspace: Workspace,
    engine: Engine | None,
    progress: Progress,
) -> tuple[dict[str, Converted], list[Finding]]:
    """The sound files of evidence among `holdings` as PDFs, by path, and what went wrong."""
    sources = {
        holding.path: Source(
            workspace.evidence / holding.on_disk, holding.kind, holding.sha256, holding.path
        )
        for holding in holdings
        if holding.fault is None
    }
    converted = convert(tuple(sources.values()), workspace.cache, engine, progress)
    found = {path: converted[source.path] for path, source in sources.items()}
    return found, [finding for path, one in found.items() for finding in faults_of(path, one)]


def convert_documents(
    documents: Sequence[Path], workspace: Workspace, engine: Engine | None, progress: Progress
) -> tuple[dict[Path, Converted], list[Finding]]:
    """Our own Word files as PDFs, by path, and what went wrong."""
    from dossier.model.holding import Kind  # noqa: PLC0415

    sources = [Source(path, Kind.WORD, sha256_of(path), path.stem) for path in documents]
    found = convert(sources, workspace.cache, engine, progress)
    return found, [f for path, one in found.items() for f in faults_of(path.name, one)]


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
    return findings


def fault_in_chinese(fault: Text) -> str:
    """Why there is no PDF, as placeholder pages and catalogues print it."""
    return f"未能转换为PDF：{fault.spoken('zh_CN')}"


def photo_leaf(item: Item, workspace: Workspace, holdings: Mapping[str, Holding]) -> Leaf:
    """The photo sheet of an item; a photo that is not there leaves a marked frame."""
    pictures = [_picture(photo, workspace, holdings) for photo in item.photos]
    captions = [
        (
            photo.event,
            f"{photo.dated.year}年{photo.dated.month}月{photo.dated.day}日" if photo.dated else "",
            photo.place,
            photo.people,
            photo.background,
            photo.photographer,
        )
        for photo in item.photos
    ]

    def make(out: Path) -> int:
        from dossier.typeset.photos import PhotoPage, photo_sheet  # noqa: PLC0415

        sheets = [PhotoPage(p, *c) for p, c in zip(pictures, captions, strict=True)]
        return photo_sheet(item.title, sheets, out)

    hashes = [picture.stem if picture else "" for picture in pictures]
    return _typeset(workspace, ("photos", item.title, hashes, captions), make)


def gap_leaf(item: Item, workspace: Workspace, dossier: Dossier) -> Leaf:
    """The placeholder page of a missing item."""
    indicator = dossier.standard.indicators.get(item.indicator)
    facts = (
        item.title,
        indicator.title if indicator else item.indicator,
        str(item.year) if item.year else "",
        item.gap,
        item.responsible,
    )
    return placeholder_leaf(workspace, *facts)


def reference_leaf(item: Item, workspace: Workspace, dossier: Dossier) -> Leaf:
    """The page that refers to the document, bound elsewhere, that an item stands for."""
    indicator = dossier.standard.indicators.get(item.indicator)
    facts = (
        item.title,
        indicator.title if indicator else item.indicator,
        str(item.year) if item.year else "",
        item.number,
        item.author,
        f"{item.dated.year}年{item.dated.month}月{item.dated.day}日" if item.dated else "",
        item.see,
    )

    def make(out: Path) -> int:
        from dossier.typeset.reference import Reference, reference  # noqa: PLC0415

        return reference(Reference(*facts), out)

    return _typeset(workspace, ("reference", *facts), make)


def stamp_sheet(workspace: Workspace) -> Leaf:
    """The sheet before an item whose first page has no room for 归档章."""

    def make(out: Path) -> int:
        from dossier.typeset.stampsheet import stamp_sheet as sheet  # noqa: PLC0415

        return sheet(out)

    return _typeset(workspace, ("stamp sheet",), make)


def placeholder_leaf(workspace: Workspace, *facts: str) -> Leaf:
    """A placeholder page: title, indicator, year, reason, responsible."""

    def make(out: Path) -> int:
        from dossier.typeset.placeholder import Notice, placeholder  # noqa: PLC0415

        return placeholder(Notice(*facts), out)

    return _typeset(workspace, ("placeholder", *facts), make)


def sample_photos(
    items: Iterable[Item], workspace: Workspace, holdings: Mapping[str, Holding]
) -> None:
    """Sample the photos of all `items`, several at once; :func:`photo_leaf` finds them made."""
    photos = (photo for item in items for photo in item.photos)
    wanted = {_sampled(photo, workspace, holdings) for photo in photos} - {None}
    missing = sorted(pair for pair in wanted if pair and not pair[1].is_file())
    for _ in each(_sample, missing, _WORTH_PHOTOS):
        pass


def _picture(photo: Photo, workspace: Workspace, holdings: Mapping[str, Holding]) -> Path | None:
    """The photo upright and sampled to print size, kept by content."""
    pair = _sampled(photo, workspace, holdings)
    if pair is None:
        return None
    if not pair[1].is_file():
        _sample(pair)
    return pair[1]


def _sampled(
    photo: Photo, workspace: Workspace, holdings: Mapping[str, Holding]
) -> tuple[Path, Path] | None:
    """The file of a photo, and where it stands once it is sampled."""
    holding = holdings.get(photo.file)
    if holding is None or not holding.is_picture:
        return None
    name = key_of(holding.sha256, _PHOTO_PIXELS, code_of("media"))
    return workspace.evidence / holding.on_disk, workspace.cache / "photos" / f"{name}.jpg"


def _sample(pair: tuple[Path, Path]) -> None:
    from dossier.media.image import upright  # noqa: PLC0415 - loads Pillow

    photo, out = pair
    with written_aside(out) as aside:
        aside.write_bytes(upright(photo, _PHOTO_PIXELS))


def _typeset(workspace: Workspace, facts: tuple[object, ...], make: Callable[[Path], int]) -> Leaf:
    """A page set from `facts`, made once; its name tells its content, its suffix its pages."""
    from dossier import fonts  # noqa: PLC0415

    key = key_of(facts, code_of("typeset"), fonts.identity())
    folder = workspace.cache / "typeset"
    for known in folder.glob(f"{key}-*.pdf"):
        return Leaf(known, int(known.stem.rpartition("-")[2]), key)
    aside = folder / f"{key}.pdf"
    pages = make(aside)
    final = folder / f"{key}-{pages}.pdf"
    aside.replace(final)
    return Leaf(final, pages, key)


def sheet_leaf(workspace: Workspace, title: str, converted: Converted | None, lack: str) -> Leaf:
    """A sheet of a box as it was converted, or a page that says why (`lack`: it never was)."""
    if converted is not None and converted.pdf is not None:
        return Leaf(converted.pdf, converted.pages, converted.sha256)
    why = fault_in_chinese(converted.fault) if converted and converted.fault else lack
    return placeholder_leaf(workspace, title, "", "", why, "")
