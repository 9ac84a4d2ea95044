"""What waits to be written: on the disk before anybody is told that it was taken."""

import asyncio
import json
import secrets
from collections.abc import Iterable

from dossier.desk.apart import StoppedError
from dossier.desk.operations import (
    REGISTER,
    Operation,
    Recorded,
    do,
    moment,
    must_wait,
    operation_of,
    own_folder,
    recorded_last,
)
from dossier.desk.state import DeskState
from dossier.errors import DossierError
from dossier.facts import asdict
from dossier.files import write_note
from dossier.messages import Text

_AGAIN = 5.0  # seconds until what had to wait is tried again
_KEPT = 200


class WaitingChanges:
    """The queue of operations: one is done after another, and no page waits for it.

    What cannot be done now, for the workbook is open in a program or another command writes, waits,
    and `why` tells for what. A server that is killed goes on with it when it begins anew.
    """

    def __init__(self, state: DeskState) -> None:
        self._state = state
        self._file = own_folder(state.workspace) / "waiting.json"
        self.waiting = self._left_over()
        self.why: Text | None = None
        self.done = recorded_last(state.workspace, _KEPT)
        self._news = asyncio.Event()
        self._end = False
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin to work it off."""
        self._task = asyncio.create_task(self._work())
        self._news.set()

    async def close(self) -> None:
        """Work it off no further."""
        self._end = True
        self._news.set()
        if self._task is not None:
            await self._task

    def add(self, operations: Iterable[Operation]) -> None:
        """Take operations; when this returns they are on the disk."""
        self.waiting.extend(operations)
        self._keep()
        self._news.set()
        self._told()

    def operation(self, what: str, who: str, path: str, **given: object) -> Operation:
        """A new one, of this moment."""
        return Operation(secrets.token_hex(8), what, who, moment(), path, **given)  # type: ignore[arg-type]

    def find(self, key: str) -> Recorded | None:
        """An operation that was done."""
        return next((one for one in self.done if one.operation.key == key), None)

    def is_undone(self, key: str) -> bool:
        """Whether an operation has been taken back, or is about to be."""
        return any(one.operation.undoes == key for one in self.done) or any(
            one.undoes == key for one in self.waiting
        )

    def can_be_undone(self, recorded: Recorded) -> bool:
        """Whether it may be taken back; whether its row still says so is seen when that is done."""
        one = recorded.operation
        later = self.done[: self.done.index(recorded)]
        return not (
            self.is_undone(one.key)
            or any(other.operation.path == one.path for other in later)
            or any(other.path == one.path for other in self.waiting)
        )

    def lost(self, paths: Iterable[str]) -> set[str]:
        """Of files without a row those that had got one here: another save has gone over it."""
        registered: dict[str, bool] = {}
        for one in reversed(self.done):
            registered[one.operation.path] = one.operation.what == REGISTER or (
                registered.get(one.operation.path, False) and bool(one.now == one.operation.path)
            )
        coming = {one.path for one in self.waiting}
        return {path for path in paths if registered.get(path) and path not in coming}

    def _left_over(self) -> list[Operation]:
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
            return [operation_of(one) for one in told]
        except (OSError, ValueError, TypeError):
            return []

    def _keep(self) -> None:
        write_note(self._file, [asdict(one) for one in self.waiting], durable=True)

    def _told(self) -> None:
        self._state.tell("waiting", [len(self.waiting), str(self.why) if self.why else ""])

    async def _work(self) -> None:
        while not self._end:
            if not self.waiting:
                await self._news.wait()
                self._news.clear()
                continue
            one = self.waiting[0]
            try:
                recorded = await self._state.judge.ask(do, self._state.workspace, one)
            except StoppedError:
                return
            except DossierError as error:
                if must_wait(error):
                    await self._pause(error)
                    continue
                self._state.tell("said", " ".join(map(str, filter(None, (error.text, error.hint)))))
            else:
                self.done.insert(0, recorded)
                del self.done[_KEPT:]
            self.why = None
            self.waiting.remove(one)
            self._keep()
            self._told()
            self._state.look_again()

    async def _pause(self, error: DossierError) -> None:
        """Wait until it may go, or a while."""
        if self.why != error.text:
            self.why = error.text
            self._told()
        for _ in range(int(_AGAIN / 0.5)):
            if self._end:
                return
            await asyncio.sleep(0.5)
