"""What the files of evidence say, read once and kept by content."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from dossier import __version__
from dossier.files import key_of, sha256_of, write_note
from dossier.hands import each
from dossier.media.text import Passage, passages
from dossier.messages import Text
from dossier.model.holding import Holding, Kind

# raise it when `passages` reads files differently than before
_EDITION = 1
_WORTH = 200  # files to read that several processes read sooner than one
_READABLE = frozenset({Kind.PDF, Kind.WORD, Kind.SHEET})

Progress = Callable[[int, int, str], None]
"""(files read, files to read, path of the current one)."""


def _silent(_done: int, _total: int, _name: str) -> None:
    pass


def texts(
    holdings: Iterable[Holding], folder: Path, cache: Path, progress: Progress = _silent
) -> dict[str, tuple[Passage, ...]]:
    """The passages of each sound file that can hold words, by path.

    `folder` is that of the evidence, `cache` that in which the words are kept. `progress` is told
    of the files that have to be read. Raises OSError only.
    """
    notes = _Notes(cache)
    found: dict[str, tuple[Passage, ...]] = {}
    fresh: list[tuple[Holding, str]] = []
    for holding in holdings:
        if holding.fault is None and holding.kind in _READABLE:
            key = _key(holding.sha256, holding.kind)
            known = notes.recall(key)
            if known is None:
                fresh.append((holding, key))
            else:
                found[holding.path] = known
                notes.remember(key, known)
    try:
        tasks = [(folder / holding.on_disk, holding.kind, holding.sha256) for holding, _ in fresh]
        read = each(_read_file, tasks, _WORTH)
        for number, ((holding, key), (said, same)) in enumerate(zip(fresh, read, strict=True), 1):
            found[holding.path] = said
            if same:
                notes.remember(key, said)
            progress(number, len(fresh), holding.path)
    finally:
        notes.save()
    return found


def _read_file(task: tuple[Path, Kind, str]) -> tuple[tuple[Passage, ...], bool]:
    """The passages of a file, and whether it still is what it was when it was looked at."""
    path, kind, sha256 = task
    return passages(path, kind), sha256_of(path) == sha256


def text_of(path: Path, kind: Kind, sha256: str, cache: Path) -> tuple[Passage, ...]:
    """The passages of one file, whose content has that hash."""
    key = _key(sha256, kind)
    known = _Notes(cache).recall(key)
    if known is not None:
        return known
    found = passages(path, kind)
    # a file that changed under our eyes is read again next time
    if sha256_of(path) == sha256:
        write_note(_single(cache, key), _kept(found))
    return found


class _Notes:
    """What is known of many files: 256 notes, for a file to each would take longer than reading.

    What :func:`text_of` kept of a single one stands in a note of its own, and is known as well.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._new: dict[Path, dict[str, Any]] = {}

    def recall(self, key: str) -> tuple[Passage, ...] | None:
        """The passages that were kept under a key."""
        known = _recalled(_loaded(*_version(self._shared(key))).get(key))
        if known is None and (single := _single(self._cache, key)).is_file():
            known = _recalled(_read(single))
        return known

    def remember(self, key: str, found: tuple[Passage, ...]) -> None:
        """Keep passages under a key; nothing is written yet."""
        self._new.setdefault(self._shared(key), {})[key] = _kept(found)

    def save(self) -> None:
        """Write what has changed; of what was not wanted this time, nothing stays."""
        there = {note for note in (self._cache / "text").glob("??.json") if note not in self._new}
        for note in there:
            note.unlink(missing_ok=True)
        for note, new in self._new.items():
            if new != _loaded(*_version(note)):
                write_note(note, new)

    def _shared(self, key: str) -> Path:
        return self._cache / "text" / f"{key[:2]}.json"


def _version(note: Path) -> tuple[Path, int]:
    """The note, and the time of its last change, by which it is read anew; 0 where it is not."""
    try:
        return note, note.stat().st_mtime_ns
    except OSError:
        return note, 0


@lru_cache(maxsize=256)
def _loaded(note: Path, changed: int) -> dict[str, Any]:
    known = _read(note) if changed else None
    return known if isinstance(known, dict) else {}


def _read(note: Path) -> Any:
    try:
        return json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _single(cache: Path, key: str) -> Path:
    return cache / "text" / f"{key}.json"


def _key(sha256: str, kind: Kind) -> str:
    return key_of(_EDITION, __version__, sha256, kind.value)


def _kept(found: tuple[Passage, ...]) -> list[Any]:
    return [[p.place.kept(), p.text, p.before, p.is_page] for p in found]


def _recalled(kept: Any) -> tuple[Passage, ...] | None:
    try:
        return tuple(
            Passage(Text.recalled(place), str(text), str(before), bool(is_page))
            for place, text, before, is_page in kept
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
