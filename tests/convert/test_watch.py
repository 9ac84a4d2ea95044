"""The watch over a program: its memory with that of its children, and its silence."""

import subprocess
import sys
from collections.abc import Iterator
from queue import Empty, SimpleQueue

import pytest

from dossier.convert import watch
from dossier.convert.watch import Watch, resident_mb

# it grows when it is told to, by itself or through a child
GROWS = """
import subprocess, sys
sys.stdin.readline()
if len(sys.argv) > 1:
    subprocess.Popen([sys.executable, "-c", "x = b'x' * 150_000_000; input()"]).wait()
held = b"x" * 150_000_000
sys.stdin.readline()
"""


@pytest.fixture(params=[(), ("child",)], ids=["itself", "a child"])
def program(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[bytes]]:
    """A program that takes 150 MB after a line of input."""
    process = subprocess.Popen(
        [sys.executable, "-c", GROWS, *request.param], stdin=subprocess.PIPE, bufsize=0
    )
    yield process
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


def test_memory_is_watched(
    program: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that who takes more than it may is told, once, and nobody before."""
    monkeypatch.setattr(watch, "MOST_MB", 100)
    told: SimpleQueue[bool] = SimpleQueue()
    one = Watch(program.pid, 600, told.put)
    with pytest.raises(Empty):
        told.get(timeout=0.5)
    assert program.stdin is not None
    program.stdin.write(b"\n")
    assert told.get(timeout=60) is True
    assert resident_mb(program.pid) > 100
    with pytest.raises(Empty):
        told.get(timeout=0.5)
    one.cancel()


def test_silence_is_watched(program: subprocess.Popen[bytes]) -> None:
    """This test ensures that who takes too long is told as that, and not when it was cancelled."""
    told: SimpleQueue[bool] = SimpleQueue()
    Watch(program.pid, 0.3, told.put)
    assert told.get(timeout=60) is False
    cancelled = Watch(program.pid, 0.3, told.put)
    cancelled.cancel()
    with pytest.raises(Empty):
        told.get(timeout=0.6)
