"""What files of evidence and printed pages say, read once and kept by content."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from dossier import log
from dossier.faults import told_of
from dossier.files import sha256_of
from dossier.media.passage import Passage
from dossier.media.text import passages
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.pool import Failure, Limits, by_size, guarded
from dossier.progress import Steps, silent_steps
from dossier.store.memo import Memo, from_json
from dossier.store.source_hash import source_hash

_MANY = 200  # files to read that several processes read sooner than one
_EVIDENCE, _PRINTED = "text", "printed"  # folders of the cache

_File = tuple[Path, FileKind, str]

Said = tuple[Passage, ...]
"""What a file says."""


def texts(
    evidence_files: Iterable[EvidenceFile],
    cache: Path,
    progress: Steps = silent_steps,
    words: Mapping[str, bytes] | None = None,
) -> dict[str, Said]:
    """The passages of each sound file that can hold words, by path.

    `cache` is the folder in which the words are kept; `words` were read along with a survey.
    `progress` is told of the files that have to be read. Raises OSError only.
    """
    wanted = {
        evidence_file.path: (
            evidence_file.file,
            evidence_file.kind,
            evidence_file.sha256,
        )
        for evidence_file in evidence_files
        if evidence_file.kind.words and (evidence_file.fault is None or evidence_file.is_unprinted)
    }
    notes = _Notes(cache / _EVIDENCE)
    try:
        return _TextReading(wanted, notes, words or {}).passages(progress)
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
            if (known := evidence.recall(_key(sha256, FileKind.PDF))) is not None
        }
        wanted = {
            name: (path, FileKind.PDF, sha256)
            for name, (path, sha256) in pdfs.items()
            if name not in self._known
        }
        self._reading = _TextReading(wanted, self._notes, {})

    def passages(self) -> dict[str, Said]:
        """The passages of each, once they are all read; to be asked for once. Raises OSError."""
        try:
            return self._known | self._reading.passages(silent_steps)
        finally:
            self._notes.save()


class _TextReading:
    """The passages of all `wanted` files, recalled or read by several processes.

    The notes know them when they have been asked for.
    """

    def __init__(
        self, wanted: Mapping[str, _File], notes: "_Notes", words: Mapping[str, bytes]
    ) -> None:
        self._notes = notes
        self._found: dict[str, Said] = {}
        self._fresh: dict[str, str] = {}
        for name, (_, kind, sha256) in wanted.items():
            key = _key(sha256, kind)
            known = from_json(words[sha256], Said) if sha256 in words else notes.recall(key)
            if known is None:
                self._fresh[name] = key
            else:
                self._found[name] = known
                notes.remember(key, known)
        # a few are read by one process: each has to load the libraries
        workers = None if len(self._fresh) >= _MANY else 1
        files = [wanted[name] for name in self._fresh]
        self._read = guarded(_read_file, files, _limits, workers)

    def passages(self, progress: Steps) -> dict[str, Said]:
        """They themselves, by the names of their files."""
        fresh = self._fresh.items()
        for number, ((name, key), answer) in enumerate(zip(fresh, self._read, strict=True), 1):
            said, same = _unread(name, answer) if isinstance(answer, Failure) else answer
            self._found[name] = said
            if same:
                self._notes.remember(key, said)
            progress(number, len(fresh), name)
        return self._found


def _read_file(task: _File) -> tuple[Said, bool]:
    """The passages of a file, and whether it still is what it was when it was looked at."""
    path, kind, sha256 = task
    return passages(path, kind), path.stem.startswith(sha256) or sha256_of(path) == sha256


def _limits(task: _File) -> Limits:
    try:
        return by_size(task[0].stat().st_size)
    except OSError:  # it is gone, as reading it will tell
        return Limits()


def _unread(name: str, failure: Failure) -> tuple[Said, bool]:
    """No words are known of a file that takes too much, or of which its reader died."""
    _, remedy = told_of(name, failure)
    log.note(name, f"its words were not read: {remedy.spoken('en')}")
    return (), False


class _Notes:
    """What is known of many files: 16 notes, for a file to each would take longer than reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: dict[str, dict[str, Said]] = {}

    def recall(self, key: str) -> Said | None:
        """The passages that were kept under a key."""
        return self._old(key[0]).get(key)

    def remember(self, key: str, said: Said) -> None:
        """Keep passages under a key; nothing is written yet."""
        self._new.setdefault(key[0], {})[key] = said

    def save(self) -> None:
        """Write what has changed; of what was not wanted this time nothing stays."""
        for note in self._folder.glob("*.json"):
            if note.stem not in self._new:
                note.unlink(missing_ok=True)
        for name, new in self._new.items():
            if new != self._old(name):
                _memo(self._note(name)).write(new)

    def _old(self, name: str) -> dict[str, Said]:
        note = self._note(name)
        try:
            return _loaded(note, note.stat().st_mtime_ns)
        except OSError:
            return {}

    def _note(self, name: str) -> Path:
        return self._folder / f"{name}.json"


@lru_cache(maxsize=512)
def _loaded(note: Path, _changed: int) -> dict[str, Said]:
    """What stands in a note; by the time of its last change (ns) it is read anew."""
    return _memo(note).read() or {}


def _memo(note: Path) -> Memo[dict[str, Said]]:
    return Memo(note, dict[str, Said], source_hash("media", "personal.py"))


def _key(sha256: str, kind: FileKind) -> str:
    return f"{sha256} {kind.value}"
