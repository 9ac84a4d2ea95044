"""What a task may take, and what is told of one that took more."""

from enum import StrEnum
from typing import NamedTuple

# Measured: to load every library takes 200 MB of addresses; a photo of 12 megapixels another 60,
# an A3 scan at 600 dpi 210.
_USUAL_MB, _MOST_MB = 512, 1000
_SECONDS = 30.0
_BYTES_PER_SECOND = 4e6  # a large scan is read at ten times that

# A machine with other work, or a slow share, gives a process a part of its time.
_PATIENCE = 6.0


class Limits(NamedTuple):
    """The bounds of one task.

    `seconds` are of processor time, so that a busy machine does not change what is found. A task
    that needs more than `megabytes` of addresses is tried once more with `most`, when it is its
    :class:`~dossier.pool.turn.Turn`: however many processes there are, one only is large at a
    time. 0: no limit.
    """

    seconds: float = _SECONDS
    megabytes: int = _USUAL_MB
    most: int = _MOST_MB

    @property
    def patience(self) -> float:
        """Seconds on the clock after which a task is taken for hung; 0: for ever."""
        return self.seconds * _PATIENCE


NONE = Limits(0, 0, 0)


def usual(_task: object) -> Limits:
    """The limits of a task whose size does not matter."""
    return Limits()


def by_size(size: int) -> Limits:
    """The limits of a task that opens a file of `size` bytes, which libraries map into memory."""
    mapped = size >> 20
    seconds = _SECONDS + size / _BYTES_PER_SECOND
    return Limits(seconds, _USUAL_MB + mapped, _MOST_MB + mapped)


class Why(StrEnum):
    """Why there is no answer to a task."""

    TIME = "time"
    MEMORY = "memory"
    DIED = "died"
    RAISED = "raised"
    GONE = "gone"
    """A file that it needs is not there any more."""


class Failure(NamedTuple):
    """What stands in place of an answer: the bound that was exceeded, or an unforeseen fault.

    `detail` is technical text (a traceback, the last words of a process) for the log, `pid` the
    process that is gone (0 where it lives).
    """

    why: Why
    limits: Limits = NONE
    detail: str = ""
    pid: int = 0

    @property
    def exceeded(self) -> bool:
        """Whether the task took more time or memory than it may."""
        return self.why in {Why.TIME, Why.MEMORY}
