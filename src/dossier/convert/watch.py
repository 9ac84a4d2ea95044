"""A watch over a program: how long it is silent, and how much memory it has with its children.

A bound on addresses (RLIMIT_AS) would not do: LibreOffice maps far more than it uses.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

MOST_MB = 900
"""Memory that a program may have: documents of a thousand pages take half of it."""

_TICK = 0.2  # seconds; in so many, a program has taken 200 MB at the most
_PAGE_KB = 4


class Watch:
    """Calls `act` once, with whether it is for memory, when a program exceeds its bounds."""

    def __init__(self, pid: int, patience: float, act: Callable[[bool], None]) -> None:
        self._pid, self._patience, self._act = pid, patience, act
        self._over = Event()
        Thread(target=self._run, daemon=True).start()

    def cancel(self) -> None:
        """End the watch."""
        self._over.set()

    def _run(self) -> None:
        until = time.monotonic() + self._patience
        while (left := until - time.monotonic()) > 0:
            if self._over.wait(min(_TICK, left)):
                return
            if resident_mb(self._pid) > MOST_MB:
                self._act(True)
                return
        if not self._over.is_set():
            self._act(False)


def resident_mb(pid: int) -> float:
    """The memory (RSS) of a process and of all that it started, in MB; 0 where nobody tells."""
    return sum(_resident_kb(one) for one in _family(pid)) / 1000


def _resident_kb(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE_KB
    except (OSError, IndexError):
        return 0


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            born = children.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in born:
            yield from _family(int(child))
