"""The parent's side of one child process."""

import os
import pickle
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from dossier.guardian import forget, watch
from dossier.pool.limits import Failure, Limits, Why
from dossier.pool.serve import ANSWER, BOUNDS, EXCEEDED, HEADER, TASK

# -S and -P: the parent's own path is taken, and nothing from the folder that it stands in
_START = (
    "import sys; sys.prefix, sys.exec_prefix, *sys.path[:] = sys.argv[1:]; "
    "from dossier.pool.serve import serve; serve()"
)

_LAST_WORDS = 4096  # bytes

# A library that gets no memory may end its process: with these words, or having taken much of what
# it may. A child begins with the peak of its parent, which counts for nothing.
_NO_MEMORY = re.compile("bad_alloc|out of memory|MemoryError|cannot allocate", re.IGNORECASE)
_MUCH, _MORE = 0.55, 1.1


class Raised(Exception):  # noqa: N818 - it carries one
    """What a task has raised: the exception, where it could be sent, and its traceback."""

    def __init__(self, error: Exception | None, text: str) -> None:
        super().__init__(text)
        self.error = error
        self.text = text


class Worker:
    """A child that answers one task after the other; :meth:`send` may be ahead of its answers."""

    def __init__(self) -> None:
        self._said = _memory_file()
        self._before = _peak()
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-P", "-c", _START, sys.prefix, sys.exec_prefix, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if self._said is None else self._said,
            bufsize=0,
        )
        watch(self._process.pid)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        self._poll = select.poll()
        self._poll.register(self._out, select.POLLIN)

    def send(self, payload: bytes, seconds: float, megabytes: int) -> None:
        """Send a pickled task with its bounds; what came of it is asked for by :meth:`receive`."""
        bounds = BOUNDS.pack(seconds, megabytes)
        frame = HEADER.pack(TASK, len(bounds) + len(payload)) + bounds + payload
        left = memoryview(frame)
        with suppress(BrokenPipeError):  # it has died, and receive() will tell
            while left:
                left = left[os.write(self._in, left) :]

    def receive(self, limits: Limits, megabytes: int) -> Any:
        """The next answer, or a Failure, after which the worker is of no use any more.

        Raises what the task has raised as :class:`Raised`.
        """
        header = self._read(HEADER.size, limits.patience)
        if header is None:
            self.kill()
            self._wait()
            return self._failure(Why.TIME, limits)
        if len(header) < HEADER.size:
            return self._death(limits, megabytes)
        what, length = HEADER.unpack(header)
        content = self._read(length, 0) if length else b""
        if content is None or len(content) < length:
            return self._death(limits, megabytes)
        if what == ANSWER:
            return pickle.loads(content)  # noqa: S301 - from our own child
        if what == EXCEEDED:
            self.end()
            return self._failure(Why.MEMORY, limits)
        raise Raised(*_told(content))

    def _read(self, size: int, patience: float) -> bytes | None:
        """So many bytes, fewer where it has died, None where it was silent too long."""
        pieces: list[bytes] = []
        until = time.monotonic() + patience
        while size:
            left = max(0.0, until - time.monotonic()) * 1000 if patience else None
            if not self._poll.poll(left):
                return None
            piece = os.read(self._out, size)
            if not piece:
                break
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _death(self, limits: Limits, megabytes: int) -> Failure:
        code, kilobytes = self._wait()
        if code == -signal.SIGPROF:
            return self._failure(Why.TIME, limits)
        said = self._last_words()
        much = max(_MUCH * megabytes * 1000, _MORE * self._before)
        # SIGKILL: the kernel's own last resort
        if code == -signal.SIGKILL or (kilobytes > much and megabytes) or _NO_MEMORY.search(said):
            return self._failure(Why.MEMORY, limits, said)
        return self._failure(Why.DIED, limits, f"exit code {code}\n{said}")

    def _failure(self, why: Why, limits: Limits, detail: str = "") -> Failure:
        return Failure(why, limits, detail, self._process.pid)

    def _last_words(self) -> str:
        if self._said is None:
            return ""
        with suppress(OSError):
            size = os.fstat(self._said).st_size
            said = os.pread(self._said, _LAST_WORDS, max(0, size - _LAST_WORDS))
            return said.decode("utf-8", "replace")
        return ""

    def _wait(self) -> tuple[int, int]:
        """Its exit code and the most memory that it had (kB)."""
        process = self._process
        if process.returncode is not None:
            return process.returncode, 0
        if sys.platform == "win32":
            return process.wait(), 0
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, usage.ru_maxrss

    @property
    def alive(self) -> bool:
        """Whether it can be sent a task."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once."""
        if self._process.returncode is None:
            self._process.kill()

    def interrupt(self) -> None:
        """Have it give up what it does, and clear up after itself."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGINT)

    def end(self, grace: float = 0) -> None:
        """End it, after `grace` seconds for what it does, and wait until it is gone."""
        if grace:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
        self.kill()
        self._process.wait()
        forget(self._process.pid)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        if self._said is not None:
            os.close(self._said)
            self._said = None


def _peak() -> int:
    """The most memory that this process has had (kB); 0 where the system does not tell.

    Not as getrusage tells it, with which it has begun as its child will.
    """
    with suppress(OSError), Path("/proc/self/status").open(encoding="ascii") as status:
        return next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)
    return 0


def _memory_file() -> int | None:
    """A file for what a child prints; None where the system has none in memory."""
    create = getattr(os, "memfd_create", None)
    return None if create is None else int(create("dossier"))


def _told(content: bytes) -> tuple[Exception | None, str]:
    carried, text = pickle.loads(content)  # noqa: S301 - from our own child
    try:
        return pickle.loads(carried), text  # noqa: S301
    except Exception:  # noqa: BLE001 - it was not sent, or cannot be made again
        return None, text
