"""Room on the disk: what a build needs, reckoned beforehand, and what is said where it ran out."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dossier.errors import DiskFullError
from dossier.messages import say
from dossier.workspace import Workspace

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says where there is no more room, for all or for this user."""

# Measured on the sample and on large schools: boxes hold the evidence once, photos smaller; caches
# and chapters take as much again at the most, and a fixed share for small schools.
_TIMES, _BESIDES = 2, 50_000_000
_MB = 1_000_000
_FEW_MB = 20  # a program that was short of room may have removed what it had written of a document


def require(workspace: Workspace, evidence: Iterable[int]) -> None:
    """Raise DiskFullError where there is surely no room: `evidence` are the bytes of each file.

    Boxes hold every file of evidence, so that much must be free or taken by an earlier build.
    """
    sizes = sum(evidence)
    free = _free(workspace.build)
    if free >= sizes:
        return  # asked of the system in no time; to look at what is made takes longer
    lacking = sizes - _made(workspace) - free
    if lacking > 0:
        raise _full(workspace.build, lacking)


def ran_out(error: OSError, workspace: Workspace) -> DiskFullError:
    """The error of a run that found the disk full on its way."""
    named = [Path(os.fsdecode(error.filename)).parent] if error.filename else []
    places = [*named, workspace.build, Path(tempfile.gettempdir())]
    # a library that lacks room for a file of a moment does not say where
    place = next((one for one in places if _free(one) < _FEW_MB * _MB), places[0])
    wanted = _wanted(workspace) if place != places[-1] else _FEW_MB * _MB
    return _full(place, max(wanted - _free(place), _MB))


def room(workspace: Workspace) -> tuple[int, int]:
    """The bytes that are free for build/, and those that a whole build takes at the most."""
    return _free(workspace.build), max(_wanted(workspace), _MB)


def expect_room(folder: Path) -> None:
    """Raise OSError where a program that failed in `folder` surely lacked room there."""
    if _free(folder) < _FEW_MB * _MB:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder / "room"))


def is_full(folder: Path) -> bool:
    """Whether there is no room left for as much as a page."""
    return _free(folder) < _MB


def _full(folder: Path, lacking: int) -> DiskFullError:
    return DiskFullError(
        say(
            "the disk is full: about {megabytes} MB more are needed in '{folder}'",
            megabytes=-(-lacking // _MB),
            folder=folder,
        ),
        say("make room there, and run it again; what was made is kept"),
    )


def _free(folder: Path) -> int:
    """The free bytes on the disk of a folder, which need not be there yet."""
    there = next((one for one in (folder, *folder.absolute().parents) if one.is_dir()), Path("/"))
    return shutil.disk_usage(there).free


def _wanted(workspace: Workspace) -> int:
    """How much more a whole build may take than is made already."""
    sizes = sum(file.stat().st_size for file in _files(workspace.evidence))
    return _TIMES * sizes + _BESIDES - _made(workspace)


def _made(workspace: Workspace) -> int:
    return sum(file.stat().st_size for file in _files(workspace.build))


def _files(folder: Path) -> Iterable[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
