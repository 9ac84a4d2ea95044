"""What a process and all that it starts cost, seen from outside through /proc (Linux)."""

# ruff: noqa: INP001 - part of a program, not of a package
import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY = 0.1
_EVERY_SO_MANY = 5
_PIECE, _EVEN = 150_000, 0.01  # numbers to be squared; seconds that this takes at a pace of 1
# a worker is a Python of its own with LibreOffice in it
_OFFICE = (b"soffice", b"oosplash", b"/convert/worker.py")


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds of the clock and of processors, exit code, output.

    `peak` is the largest sum, in bytes, of the resident sets of its Pythons, LibreOffice apart;
    what these share is counted for each. `pace` is how slow processors were meanwhile: seconds that
    one and the same small piece of work took beside it, on average of twice a second, over _EVEN.
    """

    clock: float
    cpu: float
    pace: float
    peak: int
    code: int
    output: str

    @property
    def even_clock(self) -> float:
        """Seconds of the clock, had processors had a pace of 1."""
        return self.clock / self.pace

    @property
    def even_cpu(self) -> float:
        """Seconds of processors, had these had a pace of 1."""
        return self.cpu / self.pace

    @property
    def busy(self) -> float:
        """The share of all processors' time that was used, 0 to 1."""
        return self.cpu / (self.clock * (os.cpu_count() or 1))


def watched(command: Sequence[str], cwd: Path | None = None, *, hushed: bool = False) -> Seen:
    """Run a command to its end; what it prints on standard error is shown unless it is hushed."""
    paces = [_piece()]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    told, errors = subprocess.PIPE, subprocess.DEVNULL if hushed else None
    with subprocess.Popen(command, cwd=cwd, stdout=told, stderr=errors, text=True) as process:
        peaks: list[int] = [0]
        done = threading.Event()

        def look() -> None:
            while not done.wait(_EVERY):
                peaks.append(_resident(process.pid))
                if not len(peaks) % _EVERY_SO_MANY:
                    paces.append(_piece())

        looking = threading.Thread(target=look)
        looking.start()
        output, _ = process.communicate()
        clock = time.perf_counter() - start
        done.set()
        looking.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Seen(clock, cpu, fmean(paces) / _EVEN, max(peaks), process.returncode, output)


def _piece() -> float:
    """Seconds of a processor that a small piece of work takes."""
    start = time.thread_time()
    sum(number * number for number in range(_PIECE))
    return time.thread_time() - start


def tree_seconds() -> float:
    """Processor seconds of this process, those that it ever started, and those still running."""
    return sum(_seconds(pid) for pid in _tree(os.getpid()))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for child in _children(pid):
        yield from _tree(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                told = (task / "children").read_text(encoding="ascii")
                found += [int(child) for child in told.split()]
    return found


def _seconds(pid: int) -> float:
    """User and system time of a process and of its children that have ended: proc(5), fields 14."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0.0
    return sum(int(field) for field in told.rpartition(")")[2].split()[11:15]) / _TICKS


def _resident(pid: int, parent: bytes = b"") -> int:
    """Bytes of the Pythons of a tree; nothing for LibreOffice.

    A child that still bears its parent's command line is about to become another program, and
    until then shares all memory with it.
    """
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    if command == parent or any(mark in command for mark in _OFFICE):
        return 0
    below = sum(_resident(child, command) for child in _children(pid))
    return pages * os.sysconf("SC_PAGE_SIZE") + below
