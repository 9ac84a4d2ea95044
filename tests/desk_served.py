"""The desk of a tiny workspace, served by the real handlers on 127.0.0.1, in a thread."""

import asyncio
import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.desk.keys import DeskKeys
from dossier.desk.serve import serve
from tiny_workspace import Tiny


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Served:
    """A desk that is being served; requests are those of its own page, unless told otherwise."""

    here: Tiny
    port: int = 0
    keys: DeskKeys = field(default_factory=lambda: DeskKeys(0))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cookie(self) -> str:
        return (
            f"{self.keys.cookie}={self.keys.redeemed(self.keys.lasting, f'127.0.0.1:{self.port}')}"
        )

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        at: str = "127.0.0.1",
        **headers: str | None,
    ) -> Answer:
        """One request, to the address `at`.

        A header that is None is left out, `_` in its name stands for `-`.
        """
        given: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": self.cookie,
            "Origin": self.origin,
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(at, self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            content = body.encode() if isinstance(body, str) else body
            if content is not None:
                connection.putheader("Content-Length", str(len(content)))
            for name, value in given.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(content)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str | None) -> Answer:
        return self.ask("GET", path, **headers)

    def until(self, path: str, holds: Callable[[str], bool], seconds: float = 30) -> str:
        """The page at `path`, once it says what is waited for."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            answer = self.get(path)
            assert answer.status != 500, path
            if answer.status == 200 and holds(answer.text):
                return answer.text
            time.sleep(0.1)
        raise AssertionError(f"{path} never said it; last: {answer.status} {answer.text[-2000:]}")

    def read(self) -> str:
        """The overview, once the workspace has been read."""
        return self.until("/", lambda text: "data-cell" in text)


@contextmanager
def serving(root: Path, share: str = "") -> Iterator[Served]:
    """The desk of a workspace."""
    served, ready = Served(Tiny(root)), threading.Event()
    ends: list[Any] = []

    def begun(keys: DeskKeys, port: int) -> None:
        served.keys, served.port = keys, port
        ready.set()

    async def run() -> None:
        end = asyncio.Event()
        ends.extend((asyncio.get_running_loop(), end))
        await serve(served.here.workspace, 0, begun, end, share)

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    try:
        assert ready.wait(30)
        yield served
    finally:
        ends[0].call_soon_threadsafe(ends[1].set)
        thread.join(30)
        assert not thread.is_alive()
