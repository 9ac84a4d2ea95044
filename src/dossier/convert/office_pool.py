"""Workers that convert one document after the other, each in a process of its own.

They wait for the next call until their pool is closed. What fails here is left over, for another
way to try once more: the document need not be to blame. A worker that dies or is silent too long is
replaced; where none of them lives, the way is given up.
"""

import tempfile
import weakref
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock

from dossier.convert import samples
from dossier.convert.engine import Job, Outcome
from dossier.convert.machine import Backend, Machine
from dossier.convert.soffice import OfficeProcess, environment, order, write_profile
from dossier.convert.staging import (
    FAILED,
    LARGE,
    allowance,
    biggest_first,
    deliver,
    slow,
    stage,
    whole,
)
from dossier.disk import expect_room
from dossier.facts import Fact
from dossier.messages import Text
from dossier.model.evidence_file import FileKind

# memory is not given back as it should be: a worker is replaced after this many documents
_MOST = 300

# to start one takes as long as so many small documents, and so many seconds
_WORTH_DOCUMENTS = 4
_WORTH_SECONDS = 0.3

# so many that died one after the other, and no document in between: it is not the documents
_STRIKES = 3


class Unconverted(Fact, frozen=True):
    """A job that was not done: `fault` tells how it failed, or it was not tried at all.

    `died` is true where the process did not survive it, `exceeded` where it was ended for the time
    or memory that the document took: no other way is given as much once more.
    """

    job: Job
    fault: Text | None = None
    died: bool = False
    exceeded: bool = False


class JobQueue:
    """One call: what is to be done of it, and how that goes."""

    def __init__(
        self, jobs: Sequence[Job], report: Callable[[Outcome | Unconverted], None]
    ) -> None:
        self.report = report
        self.busy: set[OfficeWorker] = set()
        self.over = Event()
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        self._strikes = 0
        self._lock = Lock()
        for job in biggest_first(list(jobs)):
            self._waiting.put(job)

    @property
    def given_up(self) -> bool:
        """Whether this way does not work on this machine, after all."""
        return self._strikes >= _STRIKES

    def next(self) -> Job | None:
        """The biggest job that nobody has taken; None where there is none, or all is over."""
        try:
            return None if self.over.is_set() else self._waiting.get_nowait()
        except Empty:
            return None

    def count(self, told: Outcome | Unconverted) -> None:
        """Learn from what became of a job."""
        with self._lock:
            if not (isinstance(told, Unconverted) and told.died):
                self._strikes = 0
            elif not self.given_up:
                self._strikes += 1


class OfficeWorker:
    """One worker, in a folder of its own."""

    def __init__(self, process: OfficeProcess, place: Path, patience: float) -> None:
        self.process = process
        self._place = place
        self._patience = patience
        self._count = 0

    @property
    def fit(self) -> bool:
        """Whether it is there, and has not done so much that its memory is better given back."""
        return self._count < _MOST and self.process.alive

    def warm(self) -> None:
        """Have it load what it needs for a document, and wait for nothing."""
        made = self._place / "sample.pdf"
        self.process.tell(order(FileKind.WORD, samples.document(self._place), made, warm=True))

    def convert(self, job: Job) -> Outcome | Unconverted:
        """What becomes of the job; after one of which it died, the hand is of no use any more."""
        self._count += 1
        staged = stage(job, self._place, self._count)
        if isinstance(staged, Outcome):
            return staged
        copy = staged.copy
        made = copy.with_suffix(job.target.suffix)
        self.process.tell(order(job.kind, copy, made))
        patience = self._patience + allowance(copy)
        answer = self.process.answer(patience)
        try:
            if self.process.timed_out:
                return Unconverted(job, slow(patience), died=True, exceeded=True)
            if self.process.grew:
                return Unconverted(job, LARGE, died=True, exceeded=True)
            if answer and whole(made):
                return deliver(staged, made)
            expect_room(self._place)
            return Unconverted(job, FAILED, died=answer is None)
        finally:
            copy.unlink(missing_ok=True)
            made.unlink(missing_ok=True)


class OfficePool:
    """The workers of one backend, each in a folder below `temp`.

    None outlives ``close``, the pool itself, or the interpreter.
    """

    def __init__(
        self,
        machine: Machine,
        backend: Backend,
        conf: Path,
        temp: Path,
        patience: float,
        kept: Path | None = None,
    ) -> None:
        self._machine = machine
        self._backend = backend
        self._conf = conf
        self._temp = temp
        self._patience = patience
        self._kept = kept
        self._lock = Lock()
        self._idle: list[OfficeWorker] = []
        self._all: set[OfficeWorker] = set()
        self.close = weakref.finalize(self, _end, self._all, self._idle)
        """End all workers and wait until they are gone."""

    def start(self) -> None:
        """Begin to start a worker for the first job to come."""
        worker = self._hire(JobQueue((), lambda _told: None))
        if worker is not None:
            worker.warm()
            self._idle.append(worker)

    def tasks(self, queue: JobQueue, jobs: int, workers: int) -> list[Callable[[], None]]:
        """What is to be called for `jobs` jobs, each in a thread of its own, `workers` at most.

        Workers that wait are used at once; for few jobs, others are started only where some are
        still left when they would have been there.
        """
        at_once = max(1, len(self._idle), jobs // _WORTH_DOCUMENTS)
        return [
            partial(self.work, queue, patient=number >= at_once)
            for number in range(min(workers, jobs))
        ]

    def work(self, queue: JobQueue, *, patient: bool = False) -> None:
        """Convert until nothing waits, and report on each job that was taken."""
        if patient and queue.over.wait(_WORTH_SECONDS):
            return
        while (job := queue.next()) is not None:
            if queue.given_up:
                queue.report(Unconverted(job))
                continue
            worker = self._take(queue)
            if worker is None:
                return
            died = True
            try:
                told = worker.convert(job)
                died = isinstance(told, Unconverted) and told.died
            finally:  # whoever hears of the last job may end the call at once
                self._give_back(worker, queue, died)
            queue.count(told)
            queue.report(told)

    def stop(self, queue: JobQueue) -> None:
        """End a call: kill what still works for it; jobs not begun are not begun."""
        with self._lock:
            queue.over.set()
            for worker in queue.busy:
                worker.process.kill()

    def _take(self, queue: JobQueue) -> OfficeWorker | None:
        """A worker that waits, or a new one; None where all is over."""
        while True:
            with self._lock:
                if queue.over.is_set():
                    return None
                worker = self._idle.pop() if self._idle else None
                if worker is not None and worker.fit:
                    queue.busy.add(worker)
                    return worker
            if worker is None:
                return self._hire(queue)
            self._dismiss(worker)

    def _give_back(self, worker: OfficeWorker, queue: JobQueue, died: bool) -> None:
        with self._lock:
            queue.busy.discard(worker)
            if not died and not queue.over.is_set():
                self._idle.append(worker)
                return
        self._dismiss(worker)

    def _hire(self, queue: JobQueue) -> OfficeWorker | None:
        """A new worker, busy for a call; None where that is over."""
        place = Path(tempfile.mkdtemp(dir=self._temp))
        home, profile = place / "home", place / "profile"
        home.mkdir()
        write_profile(profile, self._kept)
        with self._lock:
            if queue.over.is_set():
                return None
            argv = self._machine.command(self._backend, profile)
            environ = environment(home, self._conf, programs=self._backend is not Backend.INSIDE)
            process = OfficeProcess(argv, environ, self._patience)
            worker = OfficeWorker(process, place, self._patience)
            self._all.add(worker)
            queue.busy.add(worker)
            return worker

    def _dismiss(self, worker: OfficeWorker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.process.end()


def _end(workers: set[OfficeWorker], idle: list[OfficeWorker]) -> None:
    idle.clear()
    for worker in workers:  # all at once, before any is waited for
        worker.process.kill()
    while workers:
        workers.pop().process.end()
