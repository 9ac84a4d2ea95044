"""Files made of content, by key: each is made once, and those that are used are marked for that.

A file's time of change is when it was used last: by it :mod:`dossier.store.pruning` knows what may
go. A blob that is gone costs the time to make it again, never a byte of what is made of it.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from dossier.store.memo import Memo

T = TypeVar("T")


def found(blob: Path) -> bool:
    """Whether a blob is there; it is then marked as used."""
    if not blob.is_file():
        return False
    _mark(blob)
    return True


def _mark(file: Path) -> None:
    with suppress(OSError):  # in a place that can only be read nothing is pruned either
        os.utime(file)  # now: only so it can be done to the files of another user, too


class BlobCache(Generic[T]):
    """A folder of blobs, each with a note of type `kind` beside it that vouches for it.

    A blob counts as there when it has the size that its note tells, which is written last. There
    may be a note alone, of what is not worth a copy.
    """

    def __init__(self, folder: Path, kind: type[T], suffix: str = ".pdf") -> None:
        self._folder, self._suffix = folder, suffix
        self._kind = tuple[int, kind]  # type: ignore[valid-type]

    def place(self, key: str) -> Path:
        """Where the blob of a key stands, or is to stand."""
        return self._folder / f"{key}{self._suffix}"

    def find(self, key: str) -> T | None:
        """The note of a key, if it is there and its blob is whole; both are marked as used."""
        noted = self._note(key).read()
        if noted is None:
            return None
        size, note = noted
        if size:
            try:
                if self.place(key).stat().st_size != size:
                    return None
            except OSError:
                return None
        _mark(self._file(key))
        return note

    def keep(self, key: str, note: T, *, blob: bool = True) -> T:
        """Vouch for the `blob` that stands in its place now, or for a note alone."""
        size = self.place(key).stat().st_size if blob else 0
        self._note(key).write((size, note))
        return note

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _note(self, key: str) -> Memo[tuple[int, T]]:
        return Memo(self._file(key), self._kind)
