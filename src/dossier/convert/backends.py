"""The ways to have a document converted, the quickest first, and which of them this machine goes.

A way is taken when it converts small documents and a small workbook, and their PDFs have the same
bytes as those of the last way, which needs nothing but LibreOffice itself: so it never depends on
the way what a dossier looks like. What was found is kept until one of the programs
changes.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dossier import fonts
from dossier.convert import samples
from dossier.convert.batch import Batches
from dossier.convert.engine import Job, Outcome
from dossier.convert.machine import WORKER, Backend, Machine
from dossier.convert.office_pool import JobQueue, OfficePool, Unconverted
from dossier.convert.soffice import SETTINGS
from dossier.files import passing_folder, sha256_of
from dossier.messages import Text, say
from dossier.model.evidence_file import FileKind
from dossier.store.memo import Memo
from dossier.store.source_hash import content_key

# seconds for a sample, the start of the program and of its first profile within
_PATIENCE = 60.0


_ABSENT = say("'python3-uno' is not installed (Debian: apt install python3-uno)")
_OTHER = say("its self-test failed on this machine")


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
        parts = (SETTINGS, sha256_of(WORKER), fonts.identity(), list(self._backends))
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
