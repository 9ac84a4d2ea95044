"""The pool's tasks done in this process, for tests that look at what is called."""

import pickle
import traceback
from collections import deque
from typing import Any

import pytest

from dossier.pool import Limits
from dossier.pool.worker import Raised


class LocalWorker:
    """Stands for a child process."""

    alive = True

    def __init__(self) -> None:
        self._payloads: deque[bytes] = deque()

    def send(self, payload: bytes, seconds: float, megabytes: int) -> None:
        self._payloads.append(payload)

    def receive(self, limits: Limits, megabytes: int) -> Any:
        work, task = pickle.loads(self._payloads.popleft())
        try:
            return work(task)
        except Exception as error:  # noqa: BLE001 - as a child does
            raise Raised(error, traceback.format_exc()) from None

    def end(self, grace: float = 0) -> None:
        pass


def tasks_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have tasks done in this process from now on."""

    def local(*, fresh: bool, patient: bool = False) -> LocalWorker:
        return LocalWorker()

    monkeypatch.setattr("dossier.pool.run.take_child", local)
    monkeypatch.setattr("dossier.pool.run.put_back", lambda _worker, *, gone: None)
