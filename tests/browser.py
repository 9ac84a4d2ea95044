"""A headless Chromium that a test can drive, over the pipe of its debugging protocol."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Page:
    """An open page: scripts run in it, and everything that it complained of or asked for."""

    out: IO[bytes]
    answers: IO[bytes]
    session: str = ""
    number: int = 0
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    loaded: bool = False

    def call(self, method: str, **params: Any) -> Any:
        """One command of the protocol, and its result."""
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.out.write(json.dumps(message).encode() + b"\0")
        self.out.flush()
        while True:
            answer = self._next()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]

    def _next(self) -> dict[str, Any]:
        raw = bytearray()
        while (byte := self.answers.read(1)) != b"\0":
            assert byte, "the browser has gone"
            raw += byte
        answer: dict[str, Any] = json.loads(raw)
        params = answer.get("params", {})
        match answer.get("method"):
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if params["type"] in {"error", "warning"}:
                self.complaints.append(str(params["args"]))
            case "Log.entryAdded":
                self.complaints.append(params["entry"]["text"])
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Page.loadEventFired":
                self.loaded = True
        return answer

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        found = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """One key, as a person presses it."""
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def write(self, text: str) -> None:
        """Text into whatever has the focus."""
        self.call("Input.insertText", text=text)


@contextmanager
def opened(file: Path | str, query: str, folder: Path) -> Iterator[Page]:
    """A page, a file or an address, in a browser of its own, which keeps its things in `folder`."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert program is not None, "run 'make test', which installs Chromium"
    theirs, out = os.pipe()
    answers, their_out = os.pipe()

    def lay() -> None:
        # the protocol speaks on 3 and 4; what they were is moved out of the way first
        reading, writing = os.dup(theirs), os.dup(their_out)
        os.dup2(reading, 3)
        os.dup2(writing, 4)

    browser = subprocess.Popen(
        [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder}", "--remote-debugging-pipe", "about:blank",
        ],
        pass_fds=(3, 4, theirs, their_out), preexec_fn=lay,  # noqa: PLW1509 - nothing else runs here

        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    os.close(their_out)
    with os.fdopen(out, "wb") as written, os.fdopen(answers, "rb", buffering=0) as read:
        try:
            page = Page(written, read)
            target = page.call("Target.createTarget", url="about:blank")["targetId"]
            page.session = page.call("Target.attachToTarget", targetId=target, flatten=True)[
                "sessionId"
            ]
            for domain in ("Runtime", "Log", "Network", "Page"):
                page.call(f"{domain}.enable")
            page.call(
                "Page.navigate", url=(file if isinstance(file, str) else file.as_uri()) + query
            )
            while not page.loaded:
                page._next()
            yield page
        finally:
            browser.kill()
            browser.wait()
