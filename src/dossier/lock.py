"""One writer to a workspace: a lock that the kernel holds, and that goes with its process."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dossier.facts import Fact
from dossier.messages import Text
from dossier.refusal import refusal


class Holder(Fact, frozen=True):
    """Who has the lock: process, user, the time since when (``2023-04-20 15:30:00``), command."""

    pid: int
    user: str
    since: str
    command: str


@contextmanager
def held(
    file: Path,
    command: str,
    waiting: Callable[[Holder | None], None],
    unlocked: Callable[[Text | str], None],
) -> Iterator[None]:
    """Have the lock on `file` while within; another process that has it is waited for.

    `waiting` is told of that one, once, before; None where it does not say who it is. Where the
    file system has no locks, `unlocked` is told why, and nothing is locked. Raises OSError where
    the file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = _taken(file, waiting, unlocked)
    try:
        if descriptor is not None:
            _say(descriptor, Holder(os.getpid(), _user(), _now(), command))
        yield
    finally:
        if descriptor is not None:
            os.ftruncate(descriptor, 0)
            os.close(descriptor)


def _taken(
    file: Path, waiting: Callable[[Holder | None], None], unlocked: Callable[[Text | str], None]
) -> int | None:
    """The open file, locked; None where there are no locks."""
    if sys.platform == "win32":
        unlocked("Windows")
        return None
    import fcntl  # noqa: PLC0415 - not there on every system

    told = False
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not told:
                    waiting(_holder(descriptor))
                    told = True
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:  # NFS without its lock service, some shares
            os.close(descriptor)
            unlocked(refusal(error))
            return None
        except BaseException:
            os.close(descriptor)
            raise
        # `dossier clean` may have taken the file away meanwhile: then the lock is worth nothing
        with suppress(FileNotFoundError):
            if os.fstat(descriptor).st_ino == file.stat().st_ino:
                return descriptor
        os.close(descriptor)
        file.parent.mkdir(parents=True, exist_ok=True)


def _say(descriptor: int, holder: Holder) -> None:
    told = [holder.pid, holder.user, holder.since, holder.command]
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(told).encode(), 0)


def _holder(descriptor: int) -> Holder | None:
    try:
        return Holder(*json.loads(os.pread(descriptor, 10_000, 0)))
    except (OSError, ValueError, TypeError):
        return None


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")


def _user() -> str:
    if sys.platform == "win32":
        return ""
    import pwd  # noqa: PLC0415 - not there on every system

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
