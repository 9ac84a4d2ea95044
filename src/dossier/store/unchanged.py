"""What a command said last time, to be said again while nothing has changed since.

Stats are the short cut: while every file that the command reads, and every product that it made,
has the stat that it had, the command would come to the same, and is not run. Where one differs,
the command runs as ever, contents decide what is done, and the record is written anew: a wrong
timestamp (after git, zip or on a cloud drive) costs one normal run.

Nothing heavy is imported here: to find out that there is nothing to do must cost next to nothing.
"""

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier.installed import OFFICE_PLACES
from dossier.messages import locale_language
from dossier.store.sealed import seal, sealed
from dossier.workspace import Workspace, is_hidden_document

# Clocks of file systems tick every few milliseconds: a file that was written within the tick in
# which it was looked at could be written again without a trace in its stat.
_TICK_NS = 20_000_000

_SETTINGS = ("PATH", "DOSSIER_FONTS", "DOSSIER_SOFFICE", "DOSSIER_GHOSTSCRIPT")

# what a build neither makes nor reads
_OWN = frozenset({"cache", "reprint", "tasks", "preview"})


class LastTime:
    """The record of one command in a workspace; make it *before* anything is read."""

    def __init__(self, workspace: Workspace, command: str, *, of: Path) -> None:
        self._workspace = workspace
        self._file = workspace.cache / f"last-{command}.json"
        self._of = of
        self._sources, self._youngest = self._look()

    def told(self) -> Any:
        """What was kept, where nothing has changed since; else None, and the command must run."""
        kept = sealed(self._file, self._edition(self.made())) if self._sources else None
        if kept is not None:
            return json.loads(kept)
        age = time.time_ns() - self._youngest
        if 0 <= age < _TICK_NS:
            time.sleep((_TICK_NS - age) / 1e9)
        return None

    def made(self) -> str:
        """The state of the products `of` which the command speaks; to be handed to :meth:`keep`."""
        # the cache may go without any loss
        return _digest(_within("", self._of, without=_OWN))[0]

    def keep(self, told: Any, made: str) -> None:
        """Keep what the command said, unless a source changed while it ran.

        `made` is the state of the products *before* it was judged that they are as they were made.
        """
        if self._sources and self._look()[0] == self._sources:
            body = json.dumps(told, ensure_ascii=False).encode()
            seal(self._file, self._edition(made), body, private=True)

    def _edition(self, made: str) -> str:
        return f"{self._sources} {made}"

    def _look(self) -> tuple[str, int]:
        return _digest(_sources(self._workspace), _surroundings())


_Seen = Iterator[tuple[str, os.stat_result]]


def _digest(files: _Seen, words: tuple[str, ...] = ()) -> tuple[str, int]:
    """A digest over stats ('' where something cannot be looked at), and the latest change (ns)."""
    try:
        seen = sorted(
            (place, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
            for place, stat in files
        )
    except OSError:
        return "", 0
    # names from old zip files are not always UTF-8
    state = repr((words, seen)).encode(errors="surrogatepass")
    return hashlib.sha256(state).hexdigest(), max((one[3] for one in seen), default=0)


def _surroundings() -> tuple[str, ...]:
    """What else a command's words hang on: language, Python, settings by environment."""
    settings = (os.environ.get(name, "") for name in _SETTINGS)
    return locale_language(), sys.version, sys.prefix, *settings


def _sources(workspace: Workspace) -> _Seen:
    """The inputs, the templates, the program, the libraries, the fonts, the office engine."""
    yield from _within("inputs", workspace.inputs)
    if workspace.evidence.is_symlink():
        yield from _within("evidence", workspace.evidence)
    yield from _within("templates", workspace.templates)
    yield from _within("program", Path(__file__).parent.parent)
    yield from _within("fonts", _fonts())
    # a library that is installed, updated or removed leaves its trace in the folder of them all
    libraries = [place for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    for place in map(Path, (*libraries, *_engine())):
        if place.exists():
            yield str(place), place.stat()


def _within(label: str, folder: str | Path, without: frozenset[str] = frozenset()) -> _Seen:
    """Every file in a folder and below, not following links to folders; by `label` and path.

    Names that begin with a dot or ``~$`` belong to the system and to open office programs; but a
    document that a dot hides is told.
    """
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            name = entry.name
            place = f"{label}/{name}"
            if name.startswith((".", "~$")) and not is_hidden_document(name):
                continue
            if name == "__pycache__" or name in without:
                continue
            if entry.is_symlink():
                yield f"{place} -> {Path(entry.path).readlink()}", entry.stat(follow_symlinks=False)
                if not entry.is_file():
                    continue
            if entry.is_dir():
                yield from _within(place, entry.path)
            else:
                yield place, entry.stat()


def _fonts() -> Path:
    """As :func:`dossier.fonts.folder`, which is dear to import."""
    named = os.environ.get("DOSSIER_FONTS")
    return Path(named) if named else Path(sys.prefix) / "share" / "dossier" / "fonts"


def _engine() -> Iterator[str]:
    """The programs that documents are converted by, wherever they may be found."""
    named = [os.environ.get(name, "") for name in _SETTINGS[2:]]
    programs = (shutil.which(name) for name in ("soffice", "libreoffice", "gs"))
    for found in (*named, *programs, *OFFICE_PLACES):
        if found:
            real = Path(found).resolve()
            yield str(real)
            yield str(real.with_name("soffice.bin"))
