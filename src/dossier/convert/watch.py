"""A watch over a program: how long it is silent, and how much memory it has with its children.

A bound on addresses (RLIMIT_AS) would not do: LibreOffice maps far more than it uses. Each program
may have a usual amount of memory; of those that need more, one has it at a time. The others stand
still (SIGSTOP) where they are, and the time that they stand is not counted.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from dossier.pool import Turn, family

MOST_MB = 900
"""Memory that a program may have: documents of a thousand pages take half of it."""
USUAL_MB = 400
"""Memory that each of several programs may have at once: most documents take less."""

_TICK = 0.1  # seconds; in so many, a program has taken 100 MB at the most
_PAGE_KB = 4


class Watch:
    """Calls `act` once, with whether it is for memory, when a program exceeds its bounds.

    `pid` leads a group of processes, which is stopped while it waits for its `turn` to be large.
    The turn stays taken when the watch is over: whoever ends the program gives it back.
    """

    def __init__(
        self, pid: int, patience: float, act: Callable[[bool], None], turn: Turn | None = None
    ) -> None:
        self._pid, self._patience, self._act = pid, patience, act
        self._turn = turn
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """End the watch."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        left = self._patience
        while left > 0:
            began = time.monotonic()
            if self._over.wait(min(_TICK, left)):
                return
            left -= time.monotonic() - began
            megabytes = resident_mb(self._pid)
            if megabytes > MOST_MB:
                self._act(True)
                return
            if megabytes > USUAL_MB and self._turn is not None and not self._turn.take():
                self._stand_still(self._turn)
        if not self._over.is_set():
            self._act(False)

    def _stand_still(self, turn: Turn) -> None:
        """Have the program wait where it is until it is its turn to be large."""
        if sys.platform == "win32":
            return
        self._send(signal.SIGSTOP)
        while not self._over.is_set() and not turn.take(_TICK):
            pass
        self._send(signal.SIGCONT)

    def _send(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._pid, number)


def resident_mb(pid: int) -> float:
    """The memory (RSS) of a process and of all that it started, in MB; 0 where nobody tells."""
    return sum(_resident_kb(one) for one in family(pid)) / 1000


def _resident_kb(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE_KB
    except (OSError, IndexError):
        return 0
