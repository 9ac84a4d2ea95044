"""The ways to have a document converted, the quickest first, and which of them this machine goes.

A way is taken when it converts small documents and a small workbook, and their PDFs have the same
bytes as those of the last way, which needs nothing but LibreOffice itself: so it never depends on
the way what a dossier looks like. What was found is kept until one of the programs
changes.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Self

from dossier import fonts
from dossier.convert import samples
from dossier.convert.engine import Job, Outcome
from dossier.convert.soffice import SETTINGS
from dossier.facts import Fact
from dossier.files import passing_folder, sha256_of
from dossier.messages import Text, say
from dossier.model.evidence_file import FileKind
from dossier.store.memo import Memo
from dossier.store.source_hash import content_key

_IMPRESS = ("libsdlo.so", "libslideshowlo.so")
_WORKER = Path(__file__).with_name("worker.py")

# seconds for a sample, the start of the program and of its first profile within
_PATIENCE = 60.0


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


_ABSENT = say("'python3-uno' is not installed (Debian: apt install python3-uno)")
_OTHER = say("its self-test failed on this machine")


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
            *(str(self.python), "-I", str(_WORKER)),
            *(backend.value, str(self.libraries), profile.as_uri()),
        ]

    def mark(self) -> list[object]:
        """What changes when one of the programs does."""
        files = [self.program.resolve(), self.libraries / "soffice.bin"]
        files += [self.libraries / name for name in ("libmergedlo.so", "libpyuno.so")]
        files += [self.python] if self.python else []
        stats = [(path, path.stat()) for path in files if path.is_file()]
        return [[str(path), stat.st_size, stat.st_mtime_ns] for path, stat in stats]


class Backends:
    """The conversion backends of one machine, fastest first; a self-test picks one.

    `room` is a folder that is kept from build to build.
    """

    def __init__(
        self, machine: Machine, room: Path, backends: Sequence[Backend] = tuple(Backend)
    ) -> None:
        self.machine = machine
        self._room = room
        self._backends = backends
        self._lacks: Mapping[Backend, Text] | None = None

    @property
    def backends(self) -> tuple[Backend, ...]:
        """The way to go, and those to fall back on; the first question runs the self-test."""
        lacks = self.lacks
        first = next(n for n, backend in enumerate(self._backends) if backend not in lacks)
        return tuple(backend for backend in self._backends[first:] if self.machine.offers(backend))

    @property
    def lacks(self) -> Mapping[Backend, Text]:
        """The backends before the one to take, each with the reason why it is not taken."""
        if self._lacks is None:
            known = self._recalled()
            self._lacks = self._found() if known is None else known
        return self._lacks

    @property
    def kept(self) -> Path:
        """What LibreOffice lays out in a new user profile, from the self-test."""
        return self._room / f"profile-{self._key()[:16]}"

    @property
    def known(self) -> bool:
        """Whether to ask for the backends takes no self-test."""
        if self._lacks is None:
            self._lacks = self._recalled()
        return self._lacks is not None

    def _key(self) -> str:
        parts = (SETTINGS, sha256_of(_WORKER), fonts.identity(), list(self._backends))
        return content_key(self.machine.mark(), *parts)

    def _recalled(self) -> Mapping[Backend, Text] | None:
        """What an earlier self-test of the same programs has found."""
        return self._memo().read()

    def _found(self) -> Mapping[Backend, Text]:
        lacks: dict[Backend, Text] = dict(self._tested())
        self._memo().write(lacks)
        return lacks

    def _memo(self) -> Memo[dict[Backend, Text]]:
        return Memo(self._room / "backends.json", dict[Backend, Text], self._key())

    def _tested(self) -> Iterator[tuple[Backend, Text]]:
        """The backends that cannot be taken, up to the one that can."""
        with passing_folder() as temp:
            place = Path(temp)
            expected: list[str] | None = None
            for backend in self._backends:
                if backend is self._backends[-1]:
                    return
                if not self.machine.offers(backend):
                    yield backend, _ABSENT
                    continue
                if expected is None:
                    expected = self._sampled(Backend.BATCH, place)
                made = self._sampled(backend, place)
                if all(made) and (made == expected or not all(expected)):
                    return
                yield backend, _OTHER

    def _sampled(self, backend: Backend, place: Path) -> list[str]:
        """The samples' hashes, after conversion in one way; empty for one that failed."""
        from dossier.convert.batch import Batches  # noqa: PLC0415 - these two know the backends
        from dossier.convert.office_pool import JobQueue, OfficePool, Unconverted  # noqa: PLC0415

        conf = fonts.fontconfig(self._room)
        temp = place / backend
        temp.mkdir()
        long = [samples.catalogue(place, number) for number in range(samples.CATALOGUES)]
        words = [
            Job(path, FileKind.WORD, temp / f"{path.stem}.pdf")
            for path in (samples.document(place), *long)
        ]
        jobs = [*words, Job(samples.workbook(place), FileKind.SHEET, temp / "xlsx.pdf")]
        told: list[Outcome | Unconverted] = []
        if backend is Backend.BATCH:
            batches = Batches(self.machine.program, conf, temp, _PATIENCE, told.append)
            for batch in (words, jobs[-1:]):
                batches.convert(batch)
        else:
            office_pool = OfficePool(self.machine, backend, conf, temp, _PATIENCE)
            office_pool.work(JobQueue(jobs, told.append))
            office_pool.close()
            self._keep(temp)
        return [sha256_of(job.target) if job.target.is_file() else "" for job in jobs]

    def _keep(self, temp: Path) -> None:
        """Keep the profile that a self-test has left, without what belongs to a running office."""
        for profile in temp.glob("*/profile/user"):
            if not self.kept.exists():
                aside = self._room / f".new-{self.kept.name}"
                shutil.rmtree(aside, ignore_errors=True)
                shutil.copytree(profile, aside, ignore=_passing)
                aside.replace(self.kept)
                for old in self._room.glob("profile-*"):  # of programs that are no longer there
                    if old != self.kept:
                        shutil.rmtree(old, ignore_errors=True)


def _passing(folder: str, names: list[str]) -> set[str]:
    """Files of a moment, which lie in the profile itself: names without a suffix, and logs."""
    if Path(folder).name != "user":
        return set()
    return {name for name in names if Path(folder, name).is_file()}
