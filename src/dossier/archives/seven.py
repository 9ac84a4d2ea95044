"""7z archives, by py7zr (optional: the extra ``archives``)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
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

        from dossier.archives.seven_places import Places  # noqa: PLC0415

        made = Places(places)
        try:
            self._seven.extract(targets=[*places], factory=made)
        except py7zr.exceptions.ArchiveError as error:
            raise ValueError(str(error)) from error
        finally:
            made.close()
