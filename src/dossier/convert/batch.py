"""The way that needs nothing but LibreOffice: ``soffice --convert-to``, many documents each.

Its exit code says nothing (0 with no file, 0 with a page of garbage): what counts is that a
whole PDF with pages is there. A document is never alone to blame for the failure of its batch,
so what a batch left over is tried once more, each document by itself; but for the one over which
it was silent too long, which would only be so again.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, Lock

from dossier.convert.engine import Job, Outcome
from dossier.convert.soffice import Soffice, command, environment, write_profile
from dossier.convert.staging import (
    FAILED,
    LARGE,
    Staged,
    allowance,
    deliver,
    size_of,
    slow,
    stage,
    whole,
)
from dossier.disk import expect_room
from dossier.messages import Text

# memory is not given back between documents: a process ends after this many
_LARGEST_BATCH = 25


class Batches:
    """The batches of one call: their processes, and where their outcomes go."""

    def __init__(
        self,
        program: Path,
        conf: Path,
        temp: Path,
        patience: float,
        report: Callable[[Outcome], None],
        kept: Path | None = None,
    ) -> None:
        self._program = program
        self._conf = conf
        self._temp = temp
        self._patience = patience
        self._report = report
        self._kept = kept
        self._lock = Lock()
        self._running: set[Soffice] = set()
        self._stopped = Event()

    def stop(self) -> None:
        """Kill what still runs; batches not begun end at once."""
        with self._lock:
            self._stopped.set()
            for process in self._running:
                process.kill()

    def convert(self, batch: Sequence[Job]) -> None:
        """Convert a batch and report an outcome for each job."""
        left, fault, slow_one = self._pass(batch)
        while slow_one and left:
            self._report(Outcome(left[0], fault))
            left, fault, slow_one = self._pass(left[1:])
        for job in left:
            again, why, _ = self._pass([job]) if len(batch) > 1 else (left, fault, False)
            if again:
                self._report(Outcome(job, why))

    def _pass(self, batch: Sequence[Job]) -> tuple[list[Job], Text, bool]:
        """One process over the batch; the jobs that it left over, and why.

        With whether it was ended for its silence over the first of these.
        """
        place = Path(tempfile.mkdtemp(dir=self._temp))
        home, out = place / "home", place / "out"
        home.mkdir()
        out.mkdir()
        staged = [stage(job, place, n) for n, job in enumerate(batch, 1)]
        waiting = [one for one in staged if isinstance(one, Staged)]
        for one in staged:
            if isinstance(one, Outcome):
                self._report(one)
        if not waiting:
            return [], FAILED, False
        copies = [staged.copy for staged in waiting]
        patience = self._patience + max(map(allowance, copies))
        write_profile(place / "profile", self._kept)
        first = batch[0]
        argv = command(
            self._program, place / "profile", first.kind, out, copies, first.target.suffix
        )
        process = self._start(argv, environment(home, self._conf), patience)
        if process is None:
            return [staged.job for staged in waiting], FAILED, False
        try:
            with closing(process.lines()) as lines:
                for _ in lines:
                    self._collect(waiting, out)
        finally:
            with self._lock:
                self._running.discard(process)
        self._collect(waiting, out)
        if waiting and not (process.grew or process.timed_out):
            expect_room(place)
        shutil.rmtree(place, ignore_errors=True)
        left = [staged.job for staged in waiting]
        if process.grew:
            return left, LARGE, False
        return left, slow(patience) if process.timed_out else FAILED, process.timed_out

    def _start(self, argv: list[str], env: dict[str, str], patience: float) -> Soffice | None:
        with self._lock:
            if self._stopped.is_set():
                return None
            process = Soffice(argv, env, patience)
            self._running.add(process)
            return process

    def _collect(self, waiting: list[Staged], out: Path) -> None:
        """Take the PDFs that are whole out of `waiting`, to their targets."""
        for staged in list(waiting):
            made = out / f"{staged.copy.stem}{staged.job.target.suffix}"
            if whole(made):
                waiting.remove(staged)
                self._report(deliver(staged, made))


def batches(jobs: Sequence[Job], workers: int) -> list[list[Job]]:
    """Split jobs by kind into batches, so that every worker has its share of the large ones.

    The same jobs give the same batches.
    """
    result: list[list[Job]] = []
    for way in dict.fromkeys(_way(job) for job in sorted(jobs, key=_way)):
        queue = sorted(
            (job for job in jobs if _way(job) == way),
            key=lambda job: (-size_of(job.source), str(job.source)),
        )
        count = min(len(queue), max(workers, -(-len(queue) // _LARGEST_BATCH)))
        result += [queue[start::count] for start in range(count)]
    return result


def _way(job: Job) -> tuple[str, str]:
    """What one process converts: files of one kind, and to one kind."""
    return job.kind.value, job.target.suffix
