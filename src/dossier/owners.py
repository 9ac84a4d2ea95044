"""Whose a file or folder of a moment is: its name tells the process, so that it can be swept.

A mark is ``PLACE-PID-START``: the machine since it was started (and the namespace of its
processes, which differs from container to container), the process, and when that began.
"""

import hashlib
import os
import re
from functools import cache
from pathlib import Path

MARK = re.compile(r"([0-9a-f]{8})-(\d+)-(\d+)")
"""How a mark looks within a name."""


def mark() -> str:
    """The mark of this process."""
    return _mark(os.getpid())


def left_behind(name: str) -> bool | None:
    """Whether the process that `name` is marked with is gone; None where that cannot be known.

    It cannot where there is no mark, or it was set on another machine or before a restart.
    """
    found = MARK.search(name)
    if found is None or found[1] != _place():
        return None
    return _start(int(found[2])) != int(found[3])


@cache
def _mark(pid: int) -> str:
    return f"{_place()}-{pid}-{_start(pid)}"


@cache
def _place() -> str:
    """The machine since its start, and the namespace; where it does not tell, never the same."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_bytes()
        space = os.stat("/proc/self/ns/pid").st_ino  # noqa: PTH116 - a link that leads nowhere
    except OSError:
        boot, space = os.urandom(8), 0
    return hashlib.sha256(boot + str(space).encode()).hexdigest()[:8]


def _start(pid: int) -> int:
    """When a process began, in the kernel's ticks; 0 where there is none (or it is a zombie)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    state, *others = told.rpartition(")")[2].split()  # the name before may hold anything
    return 0 if state in "ZX" else int(others[18])
