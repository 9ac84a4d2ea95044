"""The children of this process: those that wait for work, and their end."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.pool.worker import Worker

_GRACE = 2.0  # seconds for a child that was interrupted to clear up

_lock = Condition()
_idle: "list[Worker]" = []
_all: "set[Worker]" = set()
_modest = 0


@contextmanager
def modest() -> Iterator[None]:
    """Within it this process takes one processor: others like it have the rest of the machine."""
    global _modest  # noqa: PLW0603 - threads of one process may be within it at once
    with _lock:
        _modest += 1
    try:
        yield
    finally:
        with _lock:
            _modest -= 1


def processors() -> int:
    """How many processors this process may use."""
    if _modest:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def take_child(*, fresh: bool, patient: bool = False) -> "Worker":
    """A child that waits, or a new one; who is `patient` waits for one that is busy."""
    from dossier.pool.worker import Worker  # noqa: PLC0415 - loads subprocess

    with _lock:
        while patient and _all and not _idle:
            _lock.wait()
        while _idle and not fresh:
            worker = _idle.pop()
            if worker.alive:
                return worker
            _all.discard(worker)
        if not _all:
            atexit.register(interrupt)
        worker = Worker()
        _all.add(worker)
        return worker


def put_back(worker: "Worker", *, gone: bool) -> None:
    """Let a child wait for later work, unless it is `gone` or enough of them wait."""
    with _lock:
        if not gone and len(_idle) < processors():
            _idle.append(worker)
            _lock.notify_all()
            return
    discard(worker)


def discard(worker: "Worker") -> None:
    """End a child."""
    with _lock:
        _all.discard(worker)
        _lock.notify_all()
    worker.end()


def rest() -> None:
    """Let the processes go, with the memory that their work has taken; later work starts others."""
    from dossier.pool.memory import give_back  # noqa: PLC0415

    with _lock:
        waiting, _idle[:] = list(_idle), []
    for worker in waiting:
        discard(worker)
    give_back()


def interrupt() -> None:
    """End all children: what they do is given up, and what they have half written removed."""
    with _lock:
        children = list(_all)
        _all.clear()
        _idle.clear()
    for worker in children:
        worker.interrupt()
    for worker in children:
        worker.end(_GRACE)
