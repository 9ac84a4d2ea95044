"""The lock of a workspace: one writer at a time, and none that outlives its process."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.lock import Holder, held
from dossier.messages import Text

HOLDING = """
import sys, time
from pathlib import Path
from dossier.lock import held
with held(Path(sys.argv[1]), "dossier build", lambda _: print("waits", flush=True), print):
    print("holds", flush=True)
    sys.stdin.readline()
print("done", flush=True)
"""


def holder(file: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def none(_: object) -> None:
    pytest.fail("there is nobody to wait for")


def test_a_second_one_waits_and_says_for_whom(tmp_path: Path) -> None:
    """This test ensures that the other's process, user and command are told, and the wait ends."""
    file = tmp_path / "build/.dossier/lock"
    first = holder(file)
    assert line(first) == "holds"
    told: list[Holder | None] = []

    def waiting(one: Holder | None) -> None:
        told.append(one)
        first.communicate("\n")

    with held(file, "dossier build", waiting, none):
        pass
    (one,) = told
    assert one is not None
    assert (one.pid, one.command) == (first.pid, "dossier build")
    assert one.user
    assert one.since[:2] == "20"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_the_lock_goes_with_its_process(tmp_path: Path, number: signal.Signals) -> None:
    """This test ensures that a holder that is killed leaves no lock."""
    file = tmp_path / "lock"
    first = holder(file)
    assert line(first) == "holds"
    first.send_signal(number)
    first.communicate()
    with held(file, "dossier build", none, none):
        pass


def test_a_lock_file_that_was_taken_away_is_made_anew(tmp_path: Path) -> None:
    """This test ensures that two do not hold files of the same name, one of them deleted."""
    file = tmp_path / "lock"
    first = holder(file)
    assert line(first) == "holds"
    second = holder(file)
    assert line(second) == "waits"
    file.unlink()  # as `dossier clean` does
    first.communicate("\n")
    assert line(second) == "holds"
    assert file.is_file()
    second.communicate("\n")


def test_a_file_system_without_locks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that work goes on there, with the reason said."""

    def flock(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", flock)
    told: list[Text | str] = []
    with held(tmp_path / "lock", "dossier build", none, told.append):
        pass
    assert [*map(str, told)] == ["the file system keeps no locks"]
