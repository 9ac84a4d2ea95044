"""Many hands: work on many files shared out among processes, with the answers in order.

What opens files one after the other keeps a single processor busy; libraries for PDFs and pictures
do not run side by side in threads.
"""

import atexit
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_Task = TypeVar("_Task")
_Answer = TypeVar("_Answer")

# Handing over one by one would cost more than many of the tasks; large pieces would leave a
# process alone with the last one.
_PIECES = 32


def hush_libraries() -> None:
    """Let nothing that a library logs or warns of be printed among what this program says.

    What matters of it comes as an exception; what a file is told of by a library in passing
    ("Corrupt EXIF data") means nothing to a person. For each process, once; warnings that Python
    was asked for (``-W``) are printed all the same.
    """
    logging.getLogger().addHandler(logging.NullHandler())  # else what is left over goes to stderr
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(work: Callable[[_Task], _Answer], tasks: Sequence[_Task], worth: int) -> Iterator[_Answer]:
    """What `work` (a function of a module) makes of each task, in the order of `tasks`.

    Fewer than `worth` tasks, or a machine with one processor, are not worth a process: they are
    done here, each when its answer is asked for; others are begun at once. Whatever `work` raises
    is raised, and what is not begun by then is left undone.
    """
    crew = processors()
    if crew == 1 or len(tasks) < worth:
        return map(work, tasks)
    piece = max(1, len(tasks) // (crew * _PIECES))
    return _pool(crew).map(work, tasks, chunksize=piece)


def apart(work: Callable[[_Task], _Answer], tasks: Sequence[_Task]) -> Iterator[_Answer]:
    """What `work` makes of each task, as :func:`each`, but by one process for these tasks alone.

    They are begun at once. It is for what keeps memory that cannot be had back from it: that goes
    with the process.
    """
    import multiprocessing  # noqa: PLC0415 - asked for by few runs
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), hush_libraries)
    made = pool.map(work, tasks)
    pool.shutdown(wait=False)  # it ends when all is done, asked for or not
    return made


def rest() -> None:
    """Let the processes go, with the memory that their work has taken; later work starts others."""
    if _pool.cache_info().currsize:
        pool = _pool(processors())
        pool.shutdown()
        atexit.unregister(pool.shutdown)
        _pool.cache_clear()
    give_back()


def give_back() -> None:
    """Hand memory that this process has done with back to the system, which may have use for it.

    The C library keeps what was freed for itself; where it cannot be asked (it is not glibc's
    ``malloc_trim``), that stays so.
    """
    import ctypes  # noqa: PLC0415 - asked for by few runs

    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def clear_away() -> None:
    """Give back, too, what only refers to itself in circles: the trees of documents do.

    Looking for it takes some hundredths of a second, so it is for whoever has made much, or is
    about to.
    """
    import gc  # noqa: PLC0415 - asked for by few runs

    gc.collect()
    give_back()


@cache
def _pool(crew: int) -> "ProcessPoolExecutor":
    import multiprocessing  # noqa: PLC0415 - asked for by few runs
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # kept: starting a process takes as long as a hundred small files. A forked one would inherit
    # locks that other threads hold at that moment.
    pool = ProcessPoolExecutor(crew, multiprocessing.get_context("spawn"), hush_libraries)
    # left to itself it complains on its way out, when half of Python is gone already
    atexit.register(pool.shutdown, cancel_futures=True)
    return pool
