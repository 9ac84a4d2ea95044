"""What interrupted commands left behind, swept by the next one: never what is still in use."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dossier.files import ASIDE, PASSING
from dossier.owners import left_behind

# Where the owner cannot be asked (another machine, a restart since), what is as old as this is his
# no more.
_OLD_SECONDS = 24 * 3600


# what make begins before a build, with the number of its shell
_STAMP = ".built.next."


def sweep(*folders: Path, flat: Path | None = None) -> None:
    """Delete half-written files in `folders` and below, and folders of a moment of this user.

    Of the folder `flat`, what lies within it itself. Only what belongs to a process that is gone.
    """
    for folder in folders:
        for path in _asides(folder):
            _delete(path)
    for path in flat.glob(f"{ASIDE}*") if flat else ():
        if _abandoned(path):
            _delete(path)
    with suppress(OSError):
        for path in list(Path(tempfile.gettempdir()).iterdir()):
            if path.name.startswith(PASSING) and _ours(path) and _abandoned(path):
                _delete(path)


def _asides(folder: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(ASIDE):
            if _abandoned(path):
                yield path
        elif entry.name.startswith(_STAMP):
            if not _runs(entry.name.removeprefix(_STAMP)):
                yield path
        elif entry.is_dir(follow_symlinks=False):
            yield from _asides(path)


def _runs(pid: str) -> bool:
    """Whether there is a process of that number: the shell of a make."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except OSError:  # it is another user's
        return True
    return True


def _abandoned(path: Path) -> bool:
    gone = left_behind(path.name)
    if gone is None:
        with suppress(OSError):
            return time.time() - path.lstat().st_mtime > _OLD_SECONDS
        return False
    return gone


def _ours(path: Path) -> bool:
    """Whether it is a folder of this user, and no link that leads elsewhere."""
    with suppress(OSError):
        status = path.lstat()
        mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        return stat.S_ISDIR(status.st_mode) and mine
    return False


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
