"""The cache kept within bounds: after a good build, blobs that nothing has used for long go.

What that build used stays, whatever its size. A folder in which nothing was put or removed since
it was looked through is not looked through again, unless something in it may have become too old
or all of them together are too large: so a build that makes nothing new looks at folders alone.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dossier import log
from dossier.facts import Fact
from dossier.store.memo import Memo

FOLDERS = (
    "charts", "compared", "excerpts", "layered", "office", "pdf", "pdfa", "photos", "pictures",
    "scans", "stills", "typeset",
)  # fmt: skip
"""The folders of the cache that hold blobs and their notes."""

MOST_BYTES = 2 << 30
MOST_DAYS = 90

_DAY_NS = 24 * 3600 * 10**9
# another command on the workspace may use it, and clocks of file servers differ
_GRACE_NS = 3600 * 10**9


class _FolderState(Fact, frozen=True):
    """A folder: when something was put there or removed last, its bytes, its oldest use (ns)."""

    changed: int
    size: int
    oldest: int


class _Blob(Fact, frozen=True):
    """The files of one key, their bytes, and when one of them was used last (ns)."""

    files: tuple[str, ...]
    size: int
    used: int


def prune(
    cache: Path, began: int, most_bytes: int = MOST_BYTES, most_days: float = MOST_DAYS
) -> None:
    """Delete blobs not used for `most_days`, and the longest unused above `most_bytes`.

    What was used since a build `began` (ns), or within the hour before, stays. What cannot be
    deleted is put into the log. Raises OSError where the disk is full.
    """
    memo = Memo(cache / "blobs.json", dict[str, _FolderState])
    known = memo.read() or {}
    limit = began - round(most_days * _DAY_NS)
    states: dict[str, _FolderState] = {}
    blobs: dict[str, list[_Blob]] = {}
    for name, folder, changed in _folders(cache):
        state = known.get(name)
        if state is None or state.changed != changed or state.oldest < limit:
            state, blobs[name] = _looked_through(folder, began)
        states[name] = state
    total = sum(state.size for state in states.values())
    if total > most_bytes:
        for name in states.keys() - blobs.keys():
            states[name], blobs[name] = _looked_through(cache / name, began)
        total = sum(state.size for state in states.values())
    touched = set()
    for name, blob in _by_age(blobs, began - _GRACE_NS):
        if blob.used >= limit and total <= most_bytes:
            break
        touched.add(name)
        total -= blob.size
        _delete(blob)
    for name in touched:
        states[name], _ = _looked_through(cache / name, began)
    if states != known:
        memo.write(states)


def _folders(cache: Path) -> Iterator[tuple[str, Path, int]]:
    """Name within the cache, place and last change of each folder of blobs, and of those within."""
    for name in FOLDERS:
        folder = cache / name
        if folder.is_dir():
            yield name, folder, folder.stat().st_mtime_ns
            with os.scandir(folder) as entries:
                if name == "typeset":
                    for entry in sorted(entries, key=lambda one: one.name):
                        if entry.is_dir(follow_symlinks=False):
                            place = Path(entry.path)
                            yield f"{name}/{entry.name}", place, entry.stat().st_mtime_ns


def _looked_through(folder: Path, began: int) -> tuple[_FolderState, list[_Blob]]:
    """A folder as it is now, and the blobs in it; files that are being written are none."""
    changed = folder.stat().st_mtime_ns
    groups: dict[str, dict[str, os.stat_result]] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                key = entry.name.partition(".")[0].partition("-")[0]
                with suppress(FileNotFoundError):  # somebody else has removed it
                    groups.setdefault(key, {})[entry.path] = entry.stat(follow_symlinks=False)
    blobs = []
    for group in filter(None, groups.values()):
        # a note goes before what it vouches for
        files = sorted(group, key=lambda path: not path.endswith(".json"))
        size = sum(stat.st_size for stat in group.values())
        used = max(stat.st_mtime_ns for stat in group.values())
        blobs.append(_Blob(tuple(files), size, used))
    size = sum(blob.size for blob in blobs)
    return _FolderState(changed, size, min((blob.used for blob in blobs), default=began)), blobs


def _by_age(blobs: dict[str, list[_Blob]], before: int) -> list[tuple[str, _Blob]]:
    """The blobs not used since a time, longest unused first, with the names of their folders."""
    idle = [(name, one) for name, found in blobs.items() for one in found if one.used < before]
    return sorted(idle, key=lambda pair: (pair[1].used, pair[1].files))


def _delete(blob: _Blob) -> None:
    for file in blob.files:
        try:
            os.unlink(file)  # noqa: PTH108 - by string: there may be thousands
        except OSError as error:
            log.note(file, f"it cannot be removed from the cache: {error}")
