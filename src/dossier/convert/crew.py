"""Workers that convert one document after the other, each in a process of its own.

What fails here is left over, for another way to try once more: the document need not be to blame.
A worker that dies or is silent too long is replaced; where none of them lives, the way is given up.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock

from dossier.convert.engine import Job, Outcome
from dossier.convert.ladder import Machine, Rung
from dossier.convert.soffice import Worker, environment, order, write_profile
from dossier.convert.staging import FAILED, allowance, biggest_first, deliver, slow, stage, whole
from dossier.messages import Text

# memory is not given back as it should be: a worker is replaced after this many documents
_MOST = 300

# so many that died one after the other, and no document in between: it is not the documents
_STRIKES = 3


@dataclass(frozen=True, slots=True)
class Left:
    """A job that was not done: `fault` tells how it failed, or it was not tried at all.

    `died` is true where the process did not survive it.
    """

    job: Job
    fault: Text | None = None
    died: bool = False


class Crew:
    """The workers of one call on one rung of the ladder; :meth:`work` is for one thread each."""

    def __init__(
        self,
        machine: Machine,
        rung: Rung,
        conf: Path,
        temp: Path,
        patience: float,
        report: Callable[[Outcome | Left], None],
        kept: Path | None = None,
    ) -> None:
        self._machine = machine
        self._rung = rung
        self._conf = conf
        self._temp = temp
        self._patience = patience
        self._report = report
        self._kept = kept
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        self._lock = Lock()
        self._running: set[Worker] = set()
        self._stopped = Event()
        self._strikes = 0

    @property
    def given_up(self) -> bool:
        """Whether this way does not work on this machine, after all."""
        return self._strikes >= _STRIKES

    def put(self, jobs: Sequence[Job]) -> None:
        """Lay out the work, the biggest first."""
        for job in biggest_first(list(jobs)):
            self._waiting.put(job)

    def stop(self) -> None:
        """Kill what still runs; jobs not begun are not begun."""
        with self._lock:
            self._stopped.set()
            for worker in self._running:
                worker.kill()

    def work(self) -> None:
        """Convert until nothing waits, and report on each job that was taken."""
        place = Path(tempfile.mkdtemp(dir=self._temp))
        worker: Worker | None = None
        count = 0
        try:
            while not self._stopped.is_set():
                try:
                    job = self._waiting.get_nowait()
                except Empty:
                    return
                if self.given_up:
                    self._report(Left(job))
                    continue
                if worker is None or count % _MOST == 0:
                    self._dismiss(worker)
                    worker = self._start(place, count)
                    if worker is None:
                        return
                count += 1
                told = self._convert(worker, job, place, count)
                if isinstance(told, Left) and told.died:
                    self._dismiss(worker)
                    worker = None
                self._count(told)
                self._report(told)
        finally:
            self._dismiss(worker)

    def _convert(self, worker: Worker, job: Job, place: Path, number: int) -> Outcome | Left:
        copy = stage(job, place, number)
        import dossier.media.normalise  # noqa: F401, PLC0415 - now, while the process starts

        made = copy.with_suffix(".pdf")
        patience = self._patience + allowance(copy)
        answer = worker.answer(order(job.kind, copy, made), patience)
        try:
            if worker.timed_out:
                return Left(job, slow(patience), died=True)
            if answer is None:
                return Left(job, FAILED, died=True)
            return deliver(job, made) if answer and whole(made) else Left(job, FAILED)
        finally:
            copy.unlink()
            made.unlink(missing_ok=True)

    def _count(self, told: Outcome | Left) -> None:
        with self._lock:
            if not (isinstance(told, Left) and told.died):
                self._strikes = 0
            elif not self.given_up:
                self._strikes += 1

    def _start(self, place: Path, number: int) -> Worker | None:
        home, profile = place / f"home-{number}", place / f"profile-{number}"
        home.mkdir(exist_ok=True)
        shutil.rmtree(profile, ignore_errors=True)
        write_profile(profile, self._kept)
        with self._lock:
            if self._stopped.is_set():
                return None
            argv = self._machine.command(self._rung, profile)
            worker = Worker(argv, environment(home, self._conf), self._patience)
            self._running.add(worker)
            return worker

    def _dismiss(self, worker: Worker | None) -> None:
        if worker is not None:
            with self._lock:
                self._running.discard(worker)
            worker.end()
