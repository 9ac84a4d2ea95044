"""Where py7zr writes: to places that are given, whatever files are called in the archive."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from py7zr.io import Py7zIO, WriterFactory


class _PackedFile(Py7zIO):
    """A file that is written, where it has a place."""

    def __init__(self, place: Path | None) -> None:
        self._out: IO[bytes] = io.BytesIO() if place is None else place.open("xb")
        self._is_wanted = place is not None
        self._size = 0

    def write(self, s: bytes | bytearray) -> int:
        self._size += len(s)
        return self._out.write(s) if self._is_wanted else len(s)

    def read(self, size: int | None = None) -> bytes:  # noqa: ARG002 - the library's protocol
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002
        return 0

    def flush(self) -> None:
        self._out.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        self._out.close()


class Places(WriterFactory):
    """Gives each file of an archive its place, by its name there."""

    def __init__(self, places: Mapping[str, Path]) -> None:
        self._places = places
        self._made: list[_PackedFile] = []

    def create(self, filename: str) -> Py7zIO:
        """Where a file is written to."""
        made = _PackedFile(self._places.get(filename))
        self._made.append(made)
        return made

    def close(self) -> None:
        """Close what is still open."""
        for one in self._made:
            one.close()
