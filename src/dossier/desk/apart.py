"""Work that a process of its own does, one piece after another, while the server goes on."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, cast

from dossier import guardian
from dossier.errors import DossierError, UnexpectedError
from dossier.faults import noted
from dossier.log import hush_libraries, keep_in
from dossier.messages import say
from dossier.progress import Progress, silent
from dossier.workspace import Workspace

T = TypeVar("T")

_ANSWER, _ERROR, _PROGRESS = range(3)
_PATIENCE = 5.0  # seconds in which a process that is told to stop has tidied up


_STOPPED = say("stopped; what was made is kept")


class StoppedError(DossierError):
    """Work that a person has stopped."""


class ProcessBeside:
    """One process beside the server; it begins with the first piece of work.

    What it does is told as a function of a module, whose first argument is a
    :data:`~dossier.progress.Progress`. A process that died is replaced by the next piece.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._turn = asyncio.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._stopped = self._closed = False

    async def ask(
        self, work: Callable[..., T], *arguments: object, progress: Progress = silent
    ) -> T:
        """The answer; raises the DossierError that the work raises, StoppedError after `stop`.

        Whoever waits for it must not be cancelled: the process would be asked twice at once.
        """
        async with self._turn:
            self._stopped = self._closed
            if self._closed:
                raise StoppedError(_STOPPED)
            loop = asyncio.get_running_loop()

            def heard(*told: Any) -> None:
                loop.call_soon_threadsafe(progress, *told)

            return await asyncio.to_thread(self._asked, work, arguments, heard)

    def stop(self) -> None:
        """Have what is being done end in order; after a while the process is ended."""
        process = self._process
        if process is None or process.pid is None or not self._turn.locked():
            return
        self._stopped = True
        with contextlib.suppress(OSError):
            os.kill(process.pid, signal.SIGINT)

        def end() -> None:
            if self._stopped and process.is_alive():
                process.kill()

        asyncio.get_running_loop().call_later(_PATIENCE, end)

    async def close(self) -> None:
        """End the process, whatever it does: all that it writes is written aside and renamed."""
        self._closed = self._stopped = True
        if self._process is not None:
            self._process.terminate()
        async with self._turn:  # who waits for an answer has heard that there is none
            await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(1)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            assert self._process.pid is not None
            guardian.forget(self._process.pid)
            self._process.close()
        self._process = self._pipe = None

    def _asked(
        self, work: Callable[..., T], arguments: tuple[object, ...], heard: Callable[..., None]
    ) -> T:
        try:
            pipe = self._begun()
            pipe.send((work, arguments))
            while True:
                kind, value = pipe.recv()
                if kind != _PROGRESS:
                    break
                heard(*value)
        except (EOFError, OSError) as error:
            self._let_go()
            if self._stopped:
                raise StoppedError(_STOPPED) from error
            raise UnexpectedError(
                say("the process that does the work has ended"), say("try it again")
            ) from error
        if kind == _ERROR:
            raise value
        return cast("T", value)

    def _begun(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._workspace), daemon=True)
            process.start()
            theirs.close()
            assert process.pid is not None
            guardian.watch(process.pid)
            self._process = process
            if self._closed:
                process.terminate()
        return self._pipe


def _serve(pipe: Connection, workspace: Workspace) -> None:
    """The other process: do what comes, one after another, until the server is gone."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C in the terminal is for the server, which lets this one end
    hush_libraries()
    keep_in(workspace.cache)

    def progress(stage: str, done: int, total: int, name: str) -> None:
        pipe.send((_PROGRESS, (stage, done, total, name)))

    while True:
        try:
            work, arguments = pipe.recv()
        except KeyboardInterrupt:
            continue  # it came when the work was done
        except (EOFError, OSError):
            return
        try:
            answer = (_ANSWER, work(progress, *arguments))
        except KeyboardInterrupt:
            answer = (_ERROR, StoppedError(_STOPPED))
        except DossierError as error:
            answer = (_ERROR, type(error)(error.text, error.hint))
        except Exception as error:  # noqa: BLE001 - told to a person, and written into the log
            noted("desk", error)
            answer = (_ERROR, _unforeseen(error, workspace))
        try:
            pipe.send(answer)
        except OSError:
            return  # nobody waits for it any more


def _unforeseen(error: Exception, workspace: Workspace) -> DossierError:
    if isinstance(error, OSError) and error.filename:
        return DossierError(
            say("'{file}': {reason}", file=error.filename, reason=error.strerror or error),
            say("close the file in other programs, look at the permissions, and try again"),
        )
    return UnexpectedError(
        say("an unexpected fault of the program, told in '{log}'", log=workspace.cache / "log.txt"),
        say("try it again"),
    )
