"""An archive is listed, and unpacked, within bounds: tasks for :mod:`dossier.pool`."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from dossier import log
from dossier.archives.member import Archive, ArchiveMember, UnfitArchiveError, places
from dossier.archives.rar import Rar
from dossier.archives.seven import Seven
from dossier.archives.zipped import Zip
from dossier.damage import DAMAGED
from dossier.files import ASIDE
from dossier.messages import Text, say
from dossier.owners import mark
from dossier.pool import Limits, by_size

MOST_FILES, MOST_BYTES, MOST_TIMES = 2000, 2 << 30, 200
"""How much an archive may hold: files, bytes once unpacked, and how often its own size."""

_SMALL = 10 << 20  # what is no larger may be packed as tightly as it likes
_KINDS: tuple[tuple[bytes, Callable[[Path], Archive]], ...] = (
    (b"PK\x03\x04", Zip),
    (b"PK\x05\x06", Zip),
    (b"7z\xbc\xaf\x27\x1c", Seven),
    (b"Rar!\x1a\x07", Rar),
)
_SPARE = 200 << 20


class ListTask(NamedTuple):
    """An archive to be listed."""

    path: Path


class UnpackTask(NamedTuple):
    """An archive to be unpacked into the folder `into`, which must not exist yet."""

    path: Path
    into: Path


class ArchiveListing(NamedTuple):
    """What is in an archive, or the `problem` with it; `refused` are names that lead out of it.

    `unpacked` is how many files were written; none where it was only listed.
    """

    members: tuple[ArchiveMember, ...] = ()
    refused: tuple[str, ...] = ()
    problem: Text | None = None
    unpacked: int = 0


def is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(8)
    return any(head.startswith(magic) for magic, _ in _KINDS)


def limits(task: ListTask | UnpackTask) -> Limits:
    """What it may take to open an archive: as much as for any file, and time to write it out."""
    size = task.path.stat().st_size
    usual = by_size(size)
    if isinstance(task, ListTask):
        return usual
    return usual._replace(seconds=usual.seconds + 4 * MOST_BYTES / 1e8)


def listed(task: ListTask) -> ArchiveListing:
    """What an archive holds."""
    return _guarded(task.path, None)


def unpacked(task: UnpackTask) -> ArchiveListing:
    """Unpack an archive, whole or not at all."""
    return _guarded(task.path, task.into)


def _guarded(path: Path, into: Path | None) -> ArchiveListing:
    try:
        with closing(_opened(path)) as archive:
            members = tuple(archive.members())
            wanted, refused = places(members)
            found = ArchiveListing(members, refused, _too_much(path, members))
            if into is None or found.problem is not None:
                return found
            return found._replace(unpacked=_into(archive, wanted, members, into))
    except UnfitArchiveError as unfit:
        return ArchiveListing(problem=unfit.problem)
    except DAMAGED as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        told = say("it cannot be unpacked: it is damaged, or packed in a way that is not known")
        log.note(path.name, f"{type(error).__name__}: {error}")
        return ArchiveListing(problem=told)


def _opened(path: Path) -> Archive:
    with path.open("rb") as file:
        head = file.read(8)
    return next(kind for magic, kind in _KINDS if head.startswith(magic))(path)


def _too_much(path: Path, members: Sequence[ArchiveMember]) -> Text | None:
    """Why an archive is not unpacked for what it holds; None where it can be."""
    total, packed = sum(member.size for member in members), path.stat().st_size
    if len(members) > MOST_FILES:
        return say("it holds {count} files, more than {most}: unpack it by hand",
                   count=len(members), most=MOST_FILES)  # fmt: skip
    if total > MOST_BYTES or (total > _SMALL and total > MOST_TIMES * packed):
        return say(
            "it would unpack to {megabytes} MB from {packed} MB: unpack it by hand, if you "
            "trust it",
            megabytes=total >> 20,
            packed=packed >> 20,
        )
    return None


def _into(
    archive: Archive, wanted: dict[str, str], members: Sequence[ArchiveMember], into: Path
) -> int:
    """Write files aside, under numbers, then under their names, then in place; how many."""
    total = sum(member.size for member in members if member.name in wanted)
    if shutil.disk_usage(into.parent).free < total + _SPARE:
        raise UnfitArchiveError(
            say("there is no room for its {megabytes} MB on the disk", megabytes=total >> 20)
        )
    if into.exists() or into.is_symlink():
        raise UnfitArchiveError(_in_the_way(into))
    with tempfile.TemporaryDirectory(
        dir=into.parent, prefix=f"{ASIDE}{mark()}-", ignore_cleanup_errors=True
    ) as room:
        raw, ready = Path(room, "raw"), Path(room, "ready")
        raw.mkdir()
        ready.mkdir()
        numbered = {name: raw / str(number) for number, name in enumerate(wanted)}
        archive.unpack(numbered)
        written = sum(place.stat().st_size for place in numbered.values())
        if written > total:
            raise ValueError("it holds more than it says")
        for name, place in wanted.items():
            target = ready / place
            target.parent.mkdir(parents=True, exist_ok=True)
            numbered[name].chmod(0o644)
            numbered[name].rename(target)
        try:
            os.rename(ready, into)  # noqa: PTH104 - fails where something stands there by now
        except OSError as error:
            raise UnfitArchiveError(_in_the_way(into)) from error
    return len(wanted)


def _in_the_way(into: Path) -> Text:
    return say(
        "it was not unpacked: there is '{name}' already; where that is what is in it, take the "
        "archive out of the evidence, else rename one of them",
        name=into.name,
    )
