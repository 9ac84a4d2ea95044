"""7z archives, by py7zr (optional: the extra ``archives``)."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from py7zr.io import Py7zIO, WriterFactory

from dossier.archives.member import ArchiveMember, UnfitArchiveError
from dossier.messages import say


class Seven:
    """A 7z archive that is open. Raises UnfitArchiveError where the library is not installed."""

    def __init__(self, path: Path) -> None:
        try:
            import py7zr  # noqa: PLC0415 - optional
            from py7zr.exceptions import PasswordRequired  # noqa: PLC0415
        except ImportError as error:
            raise UnfitArchiveError(
                say(
                    "'py7zr' is not installed: pip install 'dossier[archives]', or unpack "
                    "it by hand"
                )
            ) from error
        try:
            self._seven = py7zr.SevenZipFile(path)
            if self._seven.needs_password():
                raise UnfitArchiveError(say("it needs a password: unpack it by hand"))
        except PasswordRequired as error:
            raise UnfitArchiveError(say("it needs a password: unpack it by hand")) from error
        except py7zr.exceptions.ArchiveError as error:
            raise ValueError(str(error)) from error

    def close(self) -> None:
        """Let go of the file."""
        self._seven.close()

    def members(self) -> Sequence[ArchiveMember]:
        """The files in it."""
        found: dict[str, ArchiveMember] = {}
        for one in self._seven.list():
            if one.is_file and not one.is_symlink and not one.is_directory:
                found[one.filename] = ArchiveMember(one.filename, one.uncompressed)
        return list(found.values())

    def unpack(self, places: Mapping[str, Path]) -> None:
        """Write files to places: the library writes none itself, whatever they are called."""
        import py7zr  # noqa: PLC0415

        made = Places(places)
        try:
            self._seven.extract(targets=[*places], factory=made)
        except py7zr.exceptions.ArchiveError as error:
            raise ValueError(str(error)) from error
        finally:
            made.close()


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
