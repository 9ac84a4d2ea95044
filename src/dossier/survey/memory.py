"""What is known of the files of an earlier survey, so that an unchanged one is not opened again."""

import os
from pathlib import Path

from dossier.facts import Fact
from dossier.finding import Code, Remark
from dossier.media import heic
from dossier.messages import Text
from dossier.model.evidence_file import Appearance, EvidenceFile, FileKind
from dossier.store.memo import KeyedMemo
from dossier.store.source_hash import source_hash

Stamp = tuple[int, int, int, int]
"""Of a file's stat, what changes when the file does."""


class Known(Fact, frozen=True):
    """What there is to know of a content; `detail` is for the log alone."""

    sha256: str
    kind: FileKind = FileKind.OTHER
    pages: int = 0
    fault: Code | None = None
    remedy: Text | None = None
    remarks: tuple[Remark, ...] = ()
    seconds: int = 0
    look: Appearance = Appearance()
    detail: str = ""


class _RememberedFile(Fact, frozen=True):
    """What is known of a file, and the stamp that it had."""

    stamp: Stamp
    known: Known


class Memory:
    """What is known of files by their paths, each with the stamp that its file had.

    A file is taken for unchanged when size, mtime, ctime and inode are: mtime alone lies after
    git, zip and cloud drives. Files that are gone are forgotten.
    """

    def __init__(self, path: Path) -> None:
        self._memo = KeyedMemo(
            path,
            _RememberedFile,
            f"{source_hash('media', 'survey', 'personal.py')} {heic.library()}",
        )

    def recall(
        self, path: str, spelled: str, place: str, stat: os.stat_result
    ) -> EvidenceFile | None:
        """What is known of the file, if its stat has not changed."""
        entry = self._memo.peek(spelled)
        if entry is None or entry.stamp != stamp(stat):
            return None
        self._memo.put(spelled, entry)
        return held(path, place, stat.st_size, entry.known)

    def content_of(self, spelled: str) -> str:
        """The SHA-256 that the file had when it was opened last; '' where it never was."""
        entry = self._memo.peek(spelled)
        return entry.known.sha256 if entry else ""

    def heal(self, spelled: str, sha256: str) -> Known | None:
        """What is known of a file whose stat has changed, if its content has not."""
        entry = self._memo.peek(spelled)
        return entry.known if entry is not None and entry.known.sha256 == sha256 else None

    def remember(self, spelled: str, known: Known, stat: os.stat_result) -> None:
        """Keep what there is to know of a file; nothing is written yet."""
        self._memo.put(spelled, _RememberedFile(stamp(stat), known))

    def save(self) -> None:
        """Write the memory if anything in it has changed."""
        self._memo.save()


def held(path: str, place: str, size: int, known: Known) -> EvidenceFile:
    """The file of which that much is known."""
    return EvidenceFile(
        path=path,
        place=place,
        size=size,
        sha256=known.sha256,
        kind=known.kind,
        pages=known.pages,
        fault=known.fault,
        remedy=known.remedy,
        remarks=known.remarks,
        seconds=known.seconds,
        look=known.look,
    )


def stamp(stat: os.stat_result) -> Stamp:
    """What changes when a file changes."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino
