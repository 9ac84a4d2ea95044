"""What files of evidence and printed pages say, read once and kept by content."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from dossier import __version__, log
from dossier.faults import told_of
from dossier.files import sha256_of, write_note
from dossier.media.text import Passage, passages
from dossier.messages import Text
from dossier.model.holding import Holding, Kind
from dossier.pool import Failure, Limits, by_size, guarded

# raise it when `passages` reads files differently than before
_EDITION = 3
_MANY = 200  # files to read that several processes read sooner than one
_READABLE = frozenset({Kind.PDF, Kind.WORD, Kind.SHEET})
_EVIDENCE, _PRINTED = "text", "printed"  # folders of the cache

_File = tuple[Path, Kind, str]

Progress = Callable[[int, int, str], None]
"""(files read, files to read, path of the current one)."""


def _silent(_done: int, _total: int, _name: str) -> None:
    pass


def texts(
    holdings: Iterable[Holding],
    folder: Path,
    cache: Path,
    progress: Progress = _silent,
    words: Mapping[str, list[Any]] | None = None,
) -> dict[str, tuple[Passage, ...]]:
    """The passages of each sound file that can hold words, by path.

    `folder` is that of the evidence, `cache` that in which the words are kept; `words` were read
    along with a survey. `progress` is told of the files that have to be read. Raises OSError only.
    """
    wanted = {
        holding.path: (folder / holding.on_disk, holding.kind, holding.sha256)
        for holding in holdings
        if holding.fault is None and holding.kind in _READABLE
    }
    notes = _Notes(cache / _EVIDENCE)
    try:
        return _Reading(wanted, notes, words or {}).passages(progress)
    finally:
        notes.save()


class Printed:
    """The words on the pages of PDFs that were made, given as file and hash, by their keys.

    Other processes begin to read them at once; a file whose own name begins with the hash is taken
    at its word. The words of other PDFs are forgotten.
    """

    def __init__(self, pdfs: Mapping[str, tuple[Path, str]], cache: Path) -> None:
        # a PDF of evidence is bound as it is, and its words are known since the inspection
        evidence, self._notes = _Notes(cache / _EVIDENCE), _Notes(cache / _PRINTED)
        self._known = {
            name: known
            for name, (_, sha256) in pdfs.items()
            if (known := evidence.recall(_key(sha256, Kind.PDF))) is not None
        }
        wanted = {
            name: (path, Kind.PDF, sha256)
            for name, (path, sha256) in pdfs.items()
            if name not in self._known
        }
        self._reading = _Reading(wanted, self._notes, {})

    def passages(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each, once they are all read; to be asked for once. Raises OSError."""
        try:
            return self._known | self._reading.passages(_silent)
        finally:
            self._notes.save()


class _Reading:
    """The passages of all `wanted` files, recalled or read by several processes.

    The notes know them when they have been asked for.
    """

    def __init__(
        self, wanted: Mapping[str, _File], notes: "_Notes", words: Mapping[str, list[Any]]
    ) -> None:
        self._notes = notes
        self._found: dict[str, tuple[Passage, ...]] = {}
        self._fresh: dict[str, str] = {}
        for name, (_, kind, sha256) in wanted.items():
            key = _key(sha256, kind)
            kept = words[sha256] if sha256 in words else notes.kept(key)
            known = _recalled(kept)
            if known is None:
                self._fresh[name] = key
            else:
                self._found[name] = known
                notes.remember(key, kept)
        # a few are read by one process: each has to load the libraries
        workers = None if len(self._fresh) >= _MANY else 1
        files = [wanted[name] for name in self._fresh]
        self._read = guarded(_read_file, files, _limits, workers)

    def passages(self, progress: Progress) -> dict[str, tuple[Passage, ...]]:
        """They themselves, by the names of their files."""
        fresh = self._fresh.items()
        for number, ((name, key), answer) in enumerate(zip(fresh, self._read, strict=True), 1):
            said, same = _unread(name, answer) if isinstance(answer, Failure) else answer
            self._found[name] = said
            if same:
                self._notes.remember(key, kept_words(said))
            progress(number, len(fresh), name)
        return self._found


def _read_file(task: _File) -> tuple[tuple[Passage, ...], bool]:
    """The passages of a file, and whether it still is what it was when it was looked at."""
    path, kind, sha256 = task
    return passages(path, kind), path.stem.startswith(sha256) or sha256_of(path) == sha256


def _limits(task: _File) -> Limits:
    try:
        return by_size(task[0].stat().st_size)
    except OSError:  # it is gone, as reading it will tell
        return Limits()


def _unread(name: str, failure: Failure) -> tuple[tuple[Passage, ...], bool]:
    """No words are known of a file that takes too much, or of which its reader died."""
    _, remedy = told_of(name, failure)
    log.note(name, f"its words were not read: {remedy.spoken('en')}")
    return (), False


class _Notes:
    """What is known of many files: 16 notes, for a file to each would take longer than reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._old: dict[str, dict[str, Any]] = {}
        self._new: dict[str, dict[str, Any]] = {}

    def recall(self, key: str) -> tuple[Passage, ...] | None:
        """The passages that were kept under a key."""
        return _recalled(self.kept(key))

    def kept(self, key: str) -> Any:
        """What stands in the notes under a key."""
        name = key[0]
        if name not in self._old:
            self._old[name] = _loaded(*_version(self._note(name)))
        return self._old[name].get(key)

    def remember(self, key: str, kept: Any) -> None:
        """Keep passages under a key; nothing is written yet."""
        self._new.setdefault(key[0], {})[key] = kept

    def save(self) -> None:
        """Write what has changed; of what was not wanted this time nothing stays."""
        for note in self._folder.glob("*.json"):
            if note.stem not in self._new:
                note.unlink(missing_ok=True)
        for name, new in self._new.items():
            note = self._note(name)
            if new != _loaded(*_version(note)):
                write_note(note, new)

    def _note(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _version(note: Path) -> tuple[Path, int]:
    """The note, and the time of its last change, by which it is read anew; 0 where it is not."""
    try:
        return note, note.stat().st_mtime_ns
    except OSError:
        return note, 0


@lru_cache(maxsize=512)
def _loaded(note: Path, changed: int) -> dict[str, Any]:
    known = _read(note) if changed else None
    return known if isinstance(known, dict) else {}


def _read(note: Path) -> Any:
    try:
        return json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _key(sha256: str, kind: Kind) -> str:
    return hashlib.sha256(f"{_EDITION} {__version__} {sha256} {kind.value}".encode()).hexdigest()


def kept_words(found: tuple[Passage, ...]) -> list[Any]:
    """Passages as JSON can keep them."""
    return [[p.place.kept(), p.text, p.before, p.is_page] for p in found]


def _recalled(kept: Any) -> tuple[Passage, ...] | None:
    try:
        return tuple(
            Passage(Text.recalled(place), str(text), str(before), bool(is_page))
            for place, text, before, is_page in kept
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
