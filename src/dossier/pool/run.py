"""Tasks shared out among child processes, and their answers in the order of the tasks.

A thread of this process feeds each child; a few small tasks are sent ahead of their turn, so that a
child need not wait while this process is busy. Children wait for later work until
:func:`~dossier.pool.children.rest`.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from threading import Condition, Thread
from typing import Any, Generic, TypeVar

from dossier.pool.children import interrupt, processors
from dossier.pool.feeder import Feeder
from dossier.pool.limits import NONE, Failure, Limits, usual

_Task = TypeVar("_Task")
_Answer = TypeVar("_Answer")

# Tasks sent ahead of their turn: not so many that a child is left alone with the last ones.
_AHEAD = 8
_SHARES = 8


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
        feeder = Feeder(self)
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
