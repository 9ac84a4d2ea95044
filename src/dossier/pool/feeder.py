"""One thread's part of a run: a child of its own, and the tasks that it is sent."""

import errno
import pickle
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any

from dossier.errors import DossierError
from dossier.pool.children import discard, put_back, take_child
from dossier.pool.limits import Failure, Limits, Why
from dossier.pool.turn import Turn

if TYPE_CHECKING:
    from dossier.pool.run import Run
    from dossier.pool.worker import Worker

# Sent ahead of their turn are tasks that fit into a pipe together: both sides would wait for each
# other otherwise.
_FITS = 1 << 15

_FOR_EVER = -1

# What is wrong with the disk, or with the folder that is written to, is no fault of a task.
_DISK = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EEXIST, errno.ENOTDIR}
)


class Feeder:
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
