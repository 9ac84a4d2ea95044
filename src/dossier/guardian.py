"""A process that outlives this one by a moment, to end what it has started.

Whoever is killed (SIGKILL, out of memory) can end nothing any more. The guardian is told of each
process that is started, hears from a closed pipe that its master is gone, and kills what is left.
This file is its program, too.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Lock

_lock = Lock()
_pipes: dict[int, int] = {}
"""The pipe to the guardian, by the process that it belongs to."""


def watch(process: int, *, group: bool = False) -> None:
    """Have a child (or with it all processes of its `group`) end when this process does."""
    _tell(f"+{-process if group else process}\n")


def forget(process: int, *, group: bool = False) -> None:
    """Watch it no longer: it has ended, and another may get its number."""
    _tell(f"-{-process if group else process}\n")


def _tell(line: str) -> None:
    if sys.platform == "win32":
        return
    with _lock, suppress(OSError):  # a guardian that was killed guards nothing; a sweep comes later
        os.write(_pipe(), line.encode())


def _pipe() -> int:
    if os.getpid() not in _pipes:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is not for it
        )
        assert process.stdin is not None
        _pipes[os.getpid()] = os.dup(process.stdin.fileno())
        process.stdin.close()
        process.returncode = 0  # it ends after us: nobody waits for it
    return _pipes[os.getpid()]


def _guard() -> None:
    """Read who is there until the master is gone; then end them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    there: set[int] = set()
    with os.fdopen(0, encoding="ascii") as told:
        for line in told:
            (there.add if line[0] == "+" else there.discard)(int(line[1:]))
    for process in there:
        with suppress(OSError):
            if process < 0:
                os.killpg(-process, signal.SIGKILL)
            else:
                os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    _guard()
