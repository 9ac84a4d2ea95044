"""Where LibreOffice is on this machine, and the ways in which it may be asked to convert."""

from enum import StrEnum
from pathlib import Path
from typing import Self

from dossier.facts import Fact
from dossier.messages import Text, say

WORKER = Path(__file__).with_name("worker.py")
_IMPRESS = ("libsdlo.so", "libslideshowlo.so")


class Backend(StrEnum):
    """A way to have documents converted."""

    INSIDE = "inside", say("LibreOffice within the worker")
    """LibreOffice within the process of the worker: next to nothing to start."""

    BESIDE = "beside", say("a waiting soffice for each worker")
    """A soffice of its own for each worker, which stays and is spoken to over a pipe."""

    BATCH = "batch", say("soffice, started for each batch")
    """``soffice --convert-to``, started for each batch of documents."""

    def __new__(cls, name: str, text: Text) -> Self:
        """A way whose value is its name."""
        way = str.__new__(cls, name)
        way._value_ = name
        way.text = text
        return way

    text: Text
    """What the doctor calls it."""


class Machine(Fact, frozen=True):
    """Where LibreOffice and its Python are; `python` is None where there is none for it."""

    program: Path
    libraries: Path
    python: Path | None

    @classmethod
    def around(cls, program: Path) -> "Machine":
        """What belongs to the soffice `program`, as it is installed on Debian or by its makers."""
        libraries = program.resolve().parent
        pythons = (libraries / "python", libraries.parent / "Resources" / "python")
        bundled = next((path for path in pythons if path.is_file()), Path("/usr/bin/python3"))
        known = (libraries / "libpyuno.so").is_file() and bundled.is_file()
        return cls(program, libraries, bundled if known else None)

    def offers(self, backend: Backend) -> bool:
        """Whether all that a way needs is there."""
        if backend is Backend.BATCH:
            return True
        within = backend is Backend.BESIDE or (self.libraries / "libmergedlo.so").is_file()
        return self.python is not None and within

    @property
    def opens_slides(self) -> bool:
        """Whether Impress is there; of programs that are laid out otherwise it is believed."""
        if not (self.libraries / "libsclo.so").is_file():
            return True
        return all((self.libraries / part).is_file() for part in _IMPRESS)

    def command(self, backend: Backend, profile: Path) -> list[str]:
        """The command of a worker; raises ValueError for BATCH, which has none."""
        if backend is Backend.BATCH:
            raise ValueError(backend)
        return [
            *(str(self.python), "-I", str(WORKER)),
            *(backend.value, str(self.libraries), profile.as_uri()),
        ]

    def mark(self) -> list[object]:
        """What changes when one of the programs does."""
        files = [self.program.resolve(), self.libraries / "soffice.bin"]
        files += [self.libraries / name for name in ("libmergedlo.so", "libpyuno.so")]
        files += [self.python] if self.python else []
        stats = [(path, path.stat()) for path in files if path.is_file()]
        return [[str(path), stat.st_size, stat.st_mtime_ns] for path, stat in stats]
