"""The child's side: tasks come in on standard input, answers go out on standard output.

A frame is one byte that tells what it is, eight of its length, and a pickle.
"""

import os
import pickle
import signal
import struct
import sys
import traceback
from contextlib import suppress
from typing import IO

from dossier.pool.memory import clear_away

HEADER = struct.Struct("<cQ")
TASK, ANSWER, RAISED, EXCEEDED = b"T", b"A", b"E", b"M"
BOUNDS = struct.Struct("<dQ")
"""Seconds and megabytes, before the pickle of a task."""

_MUCH_MB = 300  # of addresses: a child that has loaded every library has 200
_LARGEST = 64 << 20  # bytes of an answer
_LONGEST = 20_000  # characters of a traceback that are worth keeping


def serve() -> None:
    """Answer tasks until there are none; for ``python -c`` alone."""
    tasks = os.fdopen(0, "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _leave_no_core()
    addresses = _addresses()
    with suppress(KeyboardInterrupt, BrokenPipeError):  # nobody waits for what is left
        while frame := _read(tasks):
            _tell(answers, *_answer(frame))
            if _mapped_mb(addresses) > _MUCH_MB:
                clear_away()  # what earlier tasks have left would count against the next one
    os.kill(os.getpid(), signal.SIGKILL)  # libraries take their time to put everything away


def _read(tasks: IO[bytes]) -> bytes:
    header = tasks.read(HEADER.size)
    if len(header) < HEADER.size:
        return b""
    return tasks.read(HEADER.unpack(header)[1])


def _answer(frame: bytes) -> tuple[bytes, bytes]:
    seconds, megabytes = BOUNDS.unpack_from(frame)
    _bound(seconds, megabytes)
    try:
        work, task = pickle.loads(frame[BOUNDS.size :])  # noqa: S301 - from our own parent
        answer = pickle.dumps(work(task), pickle.HIGHEST_PROTOCOL)
        # what a child can hold must not be what fills the parent
        return (EXCEEDED, b"") if megabytes and len(answer) > _LARGEST else (ANSWER, answer)
    except MemoryError:
        return EXCEEDED, b""
    except Exception as error:  # noqa: BLE001 - the parent decides what it means
        return RAISED, _told(error)
    finally:
        _bound(0, 0)


def _told(error: Exception) -> bytes:
    """An exception, pickled where it can be, and its traceback."""
    text = "".join(traceback.format_exception(error))[-_LONGEST:]
    try:
        carried = pickle.dumps(error)
    except Exception:  # noqa: BLE001 - an object of a library may refuse in any way
        carried = b""
    return pickle.dumps((carried, text))


def _tell(answers: IO[bytes], what: bytes, content: bytes) -> None:
    answers.write(HEADER.pack(what, len(content)))
    answers.write(content)
    answers.flush()
    with suppress(OSError):  # what was printed belongs to a task that is done
        os.ftruncate(2, 0)


def _bound(seconds: float, megabytes: int) -> None:
    """Bound what this process may take from now on; 0 is no bound.

    When its processor time is used up the kernel ends it (SIGPROF), wherever it is.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on every system

    with suppress(ValueError, OSError):  # some systems do not bound addresses
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = megabytes << 20 if megabytes else hard
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _addresses() -> int | None:
    """What tells how many addresses this process has (proc(5)); None where the system does not."""
    with suppress(OSError):
        return os.open("/proc/self/statm", os.O_RDONLY)
    return None


def _mapped_mb(addresses: int | None) -> float:
    """The addresses of this process, in MB; it is asked for after each task."""
    if addresses is None:
        return 0
    return int(os.pread(addresses, 64, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _leave_no_core() -> None:
    if sys.platform == "win32":
        return
    import faulthandler  # noqa: PLC0415 - for a child alone
    import resource  # noqa: PLC0415 - not there on every system

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.enable()
