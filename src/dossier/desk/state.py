"""What the desk knows at the moment, and everybody who wants to know when that changes."""

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from dossier.desk.apart import ProcessBeside, StoppedError
from dossier.desk.view import DeskView, view_of
from dossier.errors import DossierError
from dossier.messages import Text
from dossier.pipeline import inspect
from dossier.progress import Progress
from dossier.watching import watched
from dossier.workspace import Workspace

Listener = Callable[[str, Any], None]
"""Is told what has happened, and a value that JSON can hold."""

_OWN = "inputs/.desk/"


class DeskState:
    """The view of a workspace, judged anew by a process of its own whenever something is saved.

    `view` is None until it has been read for the first time, `problem` why that is not possible.
    What comes while it is being judged is judged together, afterwards. `life` tells this server
    from another one on the same port.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.life = secrets.token_hex(4)
        self.view: DeskView | None = None
        self.problem: Text | None = None
        self.version = 0
        self.judge = ProcessBeside(workspace)
        self._listeners: list[Listener] = []
        self._news = asyncio.Event()
        self._end = Event()
        self._judging: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Read for the first time, and from now on whenever something is saved."""
        self._judging = asyncio.create_task(self._judge())
        loop = asyncio.get_running_loop()
        Thread(target=self._watch, args=(loop,), daemon=True).start()
        self.look_again()

    def look_again(self) -> None:
        """Have it judged anew, soon."""
        self._news.set()

    async def close(self) -> None:
        """Watch no longer."""
        self._end.set()
        await self.judge.close()
        self.look_again()
        if self._judging is not None:
            await self._judging

    def listen(self, listener: Listener) -> None:
        """Tell `listener` what happens from now on."""
        self._listeners.append(listener)

    def leave(self, listener: Listener) -> None:
        """Tell it nothing any more."""
        with suppress(ValueError):
            self._listeners.remove(listener)

    def tell(self, what: str, value: Any) -> None:
        """Tell everybody."""
        for listener in list(self._listeners):
            listener(what, value)

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        for change in watched(self.workspace, stop=self._end):
            if any(not path.startswith(_OWN) for path in change):
                with suppress(RuntimeError):  # the loop has ended meanwhile
                    loop.call_soon_threadsafe(self.look_again)

    async def _judge(self) -> None:
        while not self._end.is_set():
            await self._news.wait()
            self._news.clear()
            before, trouble = self.view, self.problem
            try:
                self.view, self.problem = await self.judge.ask(looked, self.workspace), None
            except StoppedError:
                continue
            except DossierError as error:
                self.problem = error.text
            if self.view != before or self.problem != trouble:
                self.version += 1
                self.tell("view", (before, self.view))


def looked(progress: Progress, workspace: Workspace) -> DeskView:
    """The view, in the process beside."""
    return view_of(inspect(workspace, progress))
