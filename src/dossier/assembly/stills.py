"""Stills of films for their pages, each made once by a process of its own; without PyAV, none."""

from pathlib import Path

from dossier.facts import Fact
from dossier.files import sha256_of, written_aside
from dossier.model.evidence_file import EvidenceFile, FileFamily
from dossier.pool import Failure, guarded_one, usual
from dossier.store.blobs import BlobCache
from dossier.store.source_hash import content_key, source_hash


class Still(Fact, frozen=True):
    """Whether there is a picture, and its SHA-256."""

    sha256: str = ""


def still_for(film: EvidenceFile, cache: Path) -> tuple[Path, str] | None:
    """The picture of a film, and its hash; None where there is none, or nothing to make one."""
    from dossier.media import still  # noqa: PLC0415 - loads Pillow

    library = still.library()
    if film.kind.family is not FileFamily.FILM or not library:
        return None
    kept = BlobCache(cache / "stills", Still, ".jpg")
    key = content_key(film.sha256, library, source_hash("media/still.py"))
    known = kept.find(key)
    if known is None:
        place = kept.place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        made = guarded_one(_make, (film.file, place), usual(film))
        if isinstance(made, Failure) and not made.exceeded:
            return None  # a fault of ours is tried again
        known = Still() if isinstance(made, Failure) else made
        kept.keep(key, known, blob=bool(known.sha256))
    return (kept.place(key), known.sha256) if known.sha256 else None


def _make(task: tuple[Path, Path]) -> Still:
    from dossier.media.still import still_of  # noqa: PLC0415

    film, place = task
    picture = still_of(film)
    if picture is None:
        return Still()
    with written_aside(place) as aside:
        aside.write_bytes(picture)
    return Still(sha256_of(place))
