"""What a person saves in a workspace while somebody watches: inputs and templates, once whole."""

import os
import time
import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from threading import Event

from dossier.errors import MissingToolError
from dossier.messages import say
from dossier.workspace import Workspace

Change = frozenset[str]
"""Files that were saved, moved or deleted, relative to the workspace."""

_PAUSE_MS, _STEP_MS = 300, 50  # what is saved within so short a time is saved at once
_STILL, _PATIENCE = 0.2, 10.0  # seconds for which a file must not change; to wait for that
_ZIPPED = frozenset({".xlsx", ".xlsm", ".docx", ".docm", ".pptx"})


def watched(
    workspace: Workspace, *, stop: Event | None = None, poll: bool = False
) -> Iterator[Change]:
    """Each time that something is saved, what: for ever, or until `stop` is set.

    A file that is being written is waited for. With `poll`, folders are looked through again and
    again, for file servers say nothing of what others save there. Raises MissingToolError where
    the extra `watch` is not installed.
    """
    try:
        import watchfiles  # noqa: PLC0415 - an extra, for one command
    except ImportError as error:
        raise MissingToolError(
            say("'watchfiles' is not installed"),
            say("install it with: {command}", command="pip install 'dossier[watch]'"),
        ) from error
    places = [place for place in (workspace.inputs, workspace.templates) if place.is_dir()]
    events = watchfiles.watch(
        *places,
        watch_filter=lambda _, path: _is_saved(Path(path)),
        debounce=_PAUSE_MS,
        step=_STEP_MS,
        stop_event=stop,
        force_polling=poll or None,
        raise_interrupt=True,
    )
    named = ([path for _, path in together] for together in events)
    return _whole(named, workspace.root.absolute())


def _whole(events: Iterable[Iterable[str]], root: Path) -> Iterator[Change]:
    told: dict[Path, tuple[int, int] | None] = {}
    for together in events:
        # that something in it changes is told of a folder, too
        paths = {path for name in together if not (path := Path(name)).is_dir()}
        wait_until_whole(paths)
        now = {path: _state(path) for path in paths}
        if now.items() <= told.items():
            continue  # the end of what was waited for
        told |= now
        yield frozenset(Path(os.path.relpath(path, root)).as_posix() for path in paths)


def wait_until_whole(paths: Collection[Path], patience: float = _PATIENCE) -> None:
    """Wait until none of the files is being written any more, or `patience` (seconds) is over."""
    until = time.monotonic() + patience
    before = None
    while time.monotonic() < until:
        now = {path: _state(path) for path in paths}
        if now == before and all(_is_whole(path) for path in paths):
            return
        before = now
        time.sleep(_STILL)


def _is_saved(path: Path) -> bool:
    """Whether somebody may have saved it: not what programs keep for themselves meanwhile."""
    name = path.name
    return not name.startswith(("~$", ".")) and path.suffix.lower() not in {".tmp", ".part"}


def _state(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:  # deleted, or not there for the moment between two steps of saving
        return None
    return stat.st_size, stat.st_mtime_ns


def _is_whole(path: Path) -> bool:
    """Whether the end of an office file is there, which is written last."""
    try:
        return path.suffix.lower() not in _ZIPPED or not path.is_file() or zipfile.is_zipfile(path)
    except OSError:
        return False
