"""Tasks shared out among child processes, and their answers in the order of the tasks.

A thread of this process feeds each child; a few small tasks are sent ahead of their turn, so that a
child need not wait while this process is busy. Children wait for later work until
:func:`~dossier.pool.children.rest`.
"""

import errno
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dossier.errors import DossierError
from dossier.pool.children import discard, interrupt, processors, put_back, take_child
from dossier.pool.limits import NONE, Failure, Limits, Why, usual
from dossier.pool.turn import Turn

if TYPE_CHECKING:
    from dossier.pool.worker import Worker

_Task = TypeVar("_Task")
_Answer = TypeVar("_Answer")

# Tasks sent ahead of their turn: not so many that a child is left alone with the last ones.
_AHEAD = 8
_SHARES = 8

# Sent ahead of their turn are tasks that fit into a pipe together: both sides would wait for each
# other otherwise.
_FITS = 1 << 15

_FOR_EVER = -1

# What is wrong with the disk, or with the folder that is written to, is no fault of a task.
_DISK = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EEXIST, errno.ENOTDIR}
)


def each(work: Callable[[_Task], _Answer], tasks: Sequence[_Task], worth: int) -> Iterator[_Answer]:
    """What `work` (a function of a module) makes of each task, in the order of `tasks`.

    For our own work, without limits. Fewer than `worth` tasks, or a machine with one processor, are
    not worth a process: they are done here, each when its answer is asked for; others are begun at
    once. Whatever `work` raises is raised, and what is not begun by then is left undone.
    """
    if processors() == 1 or len(tasks) < worth:
        return map(work, tasks)
    return _raising(Run(work, tasks, lambda _task: NONE, raises=True))


def begun(
    work: Callable[[_Task], _Answer], tasks: Sequence[_Task], workers: int
) -> "Run[_Task, _Answer]":
    """Tasks of our own, begun at once by so many processes, their answers in any order.

    Whatever `work` raises is raised where its answer is asked for; a process that dies is a
    :class:`Failure` there.
    """
    return Run(work, tasks, lambda _task: NONE, workers, raises=True)


def apart(work: Callable[[_Task], _Answer], tasks: Sequence[_Task]) -> Iterator[_Answer]:
    """What `work` makes of each task, as :func:`each`, but by one process for these tasks alone.

    They are begun at once. It is for what keeps memory that cannot be had back from it: that goes
    with the process.
    """
    return _raising(Run(work, tasks, lambda _task: NONE, workers=1, raises=True, alone=True))


def guarded(
    work: Callable[[_Task], _Answer],
    tasks: Sequence[_Task],
    limits: Callable[[_Task], Limits] = usual,
    workers: int | None = None,
    *,
    patient: bool = False,
) -> "Run[_Task, _Answer]":
    """What `work` makes of each task, within `limits`, always in other processes; begun at once.

    Who is `patient` waits for a child that is busy, rather than have another load the libraries. In
    place of an answer stands a :class:`Failure` where the task exceeded its limits, its process
    died, or something was raised that is neither a DossierError nor the disk's: these are raised.
    """
    return Run(work, tasks, limits, workers, patient=patient)


def guarded_one(
    work: Callable[[_Task], _Answer],
    task: _Task,
    limits: Limits | None = None,
) -> _Answer | Failure:
    """The answer to one task, as :func:`guarded` gives it, when it is there."""
    return Run(work, [task], lambda _task: limits or Limits(), 1).answer(0)


class Run(Generic[_Task, _Answer]):
    """Tasks that are being done; going through it gives the answer to each, once it is there.

    It is gone through to the end, or closed. With `raises`, whatever a task raises is raised here.
    `alone` keeps its children to itself.
    """

    def __init__(
        self,
        work: Callable[[_Task], _Answer],
        tasks: Sequence[_Task],
        limits: Callable[[_Task], Limits],
        workers: int | None = None,
        *,
        raises: bool = False,
        alone: bool = False,
        patient: bool = False,
    ) -> None:
        self.work, self.tasks, self.limits = work, tasks, limits
        self.raises, self.alone, self.patient = raises, alone, patient
        processes = min(workers or processors(), len(tasks))
        self.ahead = max(1, min(_AHEAD, len(tasks) // (max(1, processes) * _SHARES)))
        self._answers: dict[int, Any] = {}
        self._changed = Condition()
        self._next = 0
        self._stopped = False
        self._threads = [Thread(target=self._feed, daemon=True) for _ in range(processes)]
        for thread in self._threads:
            thread.start()

    def __iter__(self) -> Iterator[_Answer | Failure]:
        try:
            for index in range(len(self.tasks)):
                yield self.answer(index)
        finally:
            self.close()

    def answer(self, index: int) -> _Answer | Failure:
        """The answer to the task at that place, when it is there; to be asked for once."""
        with self._changed:
            while index not in self._answers:
                self._changed.wait()
            found = self._answers.pop(index)
        if isinstance(found, BaseException):
            raise found
        return found  # type: ignore[no-any-return]

    def close(self) -> None:
        """Begin nothing else, and wait for what is begun; after Ctrl-C have it given up."""
        self._stopped = True
        if isinstance(sys.exception(), KeyboardInterrupt):
            interrupt()
        for thread in self._threads:
            thread.join()

    @property
    def is_begun(self) -> bool:
        """Whether no task is left that nobody has begun."""
        return self._stopped or self._next == len(self.tasks)

    def take(self) -> int | None:
        """The place of the next task that nobody has begun; None where none is left."""
        with self._changed:
            if self._stopped or self._next == len(self.tasks):
                return None
            self._next += 1
            return self._next - 1

    def tell(self, index: int, answer: Any) -> None:
        """Keep the answer to a task; an exception is one to be raised."""
        with self._changed:
            self._answers[index] = answer
            self._changed.notify_all()

    def _feed(self) -> None:
        feeder = _Feeder(self)
        try:
            while feeder.fill():
                feeder.hear()
        except BaseException as error:  # noqa: BLE001 - no child can be started, say
            for index, _ in feeder.waiting:
                self.tell(index, error)
            while (left := self.take()) is not None:
                self.tell(left, error)
        finally:
            feeder.end()


def _raising(run: "Run[_Task, _Answer]") -> Iterator[_Answer]:
    """The answers of our own work, of which none fails but by what it raises."""
    for answer in run:
        if isinstance(answer, Failure):
            raise RuntimeError(f"a process of the pool has died: {answer.detail}")  # noqa: TRY004
        yield answer


class _Feeder:
    """The child of a thread, the tasks waiting for answers, and how many of these it was sent."""

    def __init__(self, run: "Run[Any, Any]") -> None:
        self.waiting: deque[tuple[int, bytes]] = deque()
        self._run = run
        self._sent = 0
        self._worker: Worker | None = None

    def fill(self) -> bool:
        """Take and send what may be sent; whether any answer is waited for."""
        run = self._run
        while len(self.waiting) < run.ahead and (index := run.take()) is not None:
            try:
                payload = pickle.dumps((run.work, run.tasks[index]), pickle.HIGHEST_PROTOCOL)
            except Exception as error:  # noqa: BLE001 - told in its turn
                run.tell(index, error)
                continue
            self.waiting.append((index, payload))
        if self.waiting and self._worker is None:
            self._worker, self._sent = take_child(fresh=run.alone, patient=run.patient), 0
        filled = sum(len(payload) for _, payload in islice(self.waiting, self._sent))
        for index, payload in islice(self.waiting, self._sent, None):
            filled += len(payload)
            if self._sent and filled > _FITS:
                break
            self._send(index, payload)
        return bool(self.waiting)

    def _send(self, index: int, payload: bytes) -> None:
        assert self._worker is not None
        limits = self._run.limits(self._run.tasks[index])
        self._worker.send(payload, limits.seconds, limits.megabytes)
        self._sent += 1

    def hear(self) -> None:
        """Wait for an answer, and tell it."""
        assert self._worker is not None
        index, payload = self.waiting[0]
        limits = self._run.limits(self._run.tasks[index])
        answer = self._received(self._worker, limits, limits.megabytes)
        self._sent -= 1
        if isinstance(answer, Failure) and answer.why not in {Why.RAISED, Why.GONE}:
            self.end(gone=True)
            # who gets no memory may die of it without a word
            if answer.why is not Why.TIME and limits.most > limits.megabytes:
                answer = self._again(limits, payload)
        self.waiting.popleft()
        if not self.waiting and self._run.is_begun:
            self.end()  # before anybody hears of it, for whoever does may want a child at once
        self._run.tell(index, answer)

    def _again(self, limits: Limits, payload: bytes) -> Any:
        """What becomes of a task that has more memory, while no other one has."""
        turn = Turn()
        turn.take(_FOR_EVER)
        try:
            worker = take_child(fresh=True)
            try:
                worker.send(payload, limits.seconds, limits.most)
                return self._received(worker, limits, limits.most)
            finally:
                discard(worker)
        finally:
            turn.give_back()

    def _received(self, worker: "Worker", limits: Limits, megabytes: int) -> Any:
        from dossier.pool.worker import Raised  # noqa: PLC0415 - loads subprocess

        try:
            return worker.receive(limits, megabytes)
        except Raised as raised:
            error = raised.error
            if error is not None and (self._run.raises or _is_ours(error)):
                error.add_note(raised.text)
                return error
            if self._run.raises:
                return RuntimeError(raised.text)
            gone = isinstance(error, FileNotFoundError)
            return Failure(Why.GONE if gone else Why.RAISED, limits, raised.text)

    def end(self, *, gone: bool = False) -> None:
        """Let the child go, for others to use unless it is `gone`."""
        worker, self._worker = self._worker, None
        if worker is not None:
            put_back(worker, gone=gone or self._run.alone)


def _is_ours(error: Exception) -> bool:
    disk = isinstance(error, OSError) and error.errno in _DISK
    return disk or isinstance(error, DossierError)
