"""Small pictures of the pages of every item, for the index: a file to an item, where asked for."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from dossier import log
from dossier.assembly.conversion import copy_pdf
from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import safe_name, sha256_of, written_aside
from dossier.model.item import Arranged, ItemPdf, Origin, Placed
from dossier.pool import Failure, Limits, by_size, guarded
from dossier.store.blobs import BlobCache
from dossier.store.products import Products
from dossier.store.source_hash import content_key, source_hash

_HEAVIER = 4  # to draw a page takes more than to read it


class Strip(Fact, frozen=True):
    """The pages that a file of pictures shows, from the first, and its SHA-256."""

    pages: int = 0
    sha256: str = ""


def index_pictures(
    boxes: Iterable[Arranged],
    item_pdfs: Mapping[str, ItemPdf],
    cache: Path,
    products: Products,
) -> dict[str, tuple[str, int]]:
    """The file of pictures of each item that has one, relative to build/, and its pages, by key.

    Each is made once for its content, by another process. Placeholders have none.
    """
    kept = BlobCache(cache / "pictures", Strip, ".webp")
    drawn = source_hash("media/page_picture.py")
    wanted = {
        placed.item.key: (file_of(placed), content_key(item_pdfs[placed.item.key].sha256, drawn))
        for box in boxes
        for placed in box.items
        if placed.item.origin is not Origin.GAP and placed.item.key in item_pdfs
    }
    known = {key: kept.find(digest) for key, (_, digest) in wanted.items()}
    fresh = [key for key, strip in known.items() if strip is None]
    tasks = [(item_pdfs[key].pdf, kept.place(wanted[key][1])) for key in fresh]
    for key, made in zip(fresh, guarded(_draw, tasks, _limits), strict=True):
        if isinstance(made, Failure):
            log.note(wanted[key][0], f"no pictures of it: {told_of(key, made)[1].spoken('en')}")
            continue
        known[key] = kept.keep(wanted[key][1], made, blob=bool(made.pages))
    told = {}
    for key, (product, digest) in wanted.items():
        strip = known[key]
        if strip and strip.pages:
            picture = ItemPdf(kept.place(digest), strip.pages, strip.sha256)
            products.make(product, {"pages": strip.sha256}, partial(copy_pdf, picture))
            told[key] = (product, strip.pages)
    return told


def file_of(placed: Placed) -> str:
    """Where the pictures of an item lie, relative to build/."""
    return f"index/pages/{safe_name(placed.box)}-{placed.code}.webp"


def _draw(task: tuple[Path, Path]) -> Strip:
    from dossier.media.page_picture import strip  # noqa: PLC0415

    pdf, place = task
    made, pages = strip(pdf)
    if not pages:
        return Strip()
    place.parent.mkdir(parents=True, exist_ok=True)
    with written_aside(place) as aside:
        aside.write_bytes(made)
    return Strip(pages, sha256_of(place))


def _limits(task: tuple[Path, Path]) -> Limits:
    try:
        return by_size(task[0].stat().st_size * _HEAVIER)
    except OSError:  # it is gone, as drawing it will tell
        return Limits()
