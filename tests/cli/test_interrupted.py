"""A command that is ended, doubled, or may not write."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document

from dossier.errors import ExitCode
from tiny_workspace import Tiny

# the engine waits for a sign, or for ever
PROGRAM = """
import os, signal, sys, time
# whoever runs the tests in the background has them ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
import dossier.convert.engines as office
from tiny_workspace import FakeEngine
class Slow(FakeEngine):
    def to_pdf(self, jobs):
        print("converting", flush=True)
        while not os.path.exists(os.environ["GO"]):
            time.sleep(0.01)
        yield from super().to_pdf(jobs)
office.find = lambda _: Slow()
from dossier.cli import main
main()
"""


def begin(here: Tiny, go: Path, *arguments: str) -> "subprocess.Popen[str]":
    """The command with a slow engine, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--workspace", str(here.root), *arguments],
        env=os.environ
        | {
            "GO": str(go),
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "LANGUAGE": "en",
            "TMPDIR": str(go.parent),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_it_says(process: "subprocess.Popen[str]", words: str) -> None:
    stream = process.stdout if words == "converting" else process.stderr
    assert stream is not None
    for line in stream:
        if words in line:
            return
    pytest.fail(f"it never said '{words}'")


def children_of(pid: int) -> list[int]:
    """Processes whose parent it is."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = place.read_text(errors="replace").rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state not in "ZX":
            found.append(int(place.parent.name))
    return found


def gone(pids: list[int]) -> bool:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_stops_in_order(here: Tiny, tmp_path: Path, number: signal.Signals) -> None:
    """This test ensures that TERM and HUP end a build as Ctrl-C does, with all that it started."""
    (tmp_path / "room").mkdir()
    process = begin(here, tmp_path / "room/go", "build")
    until_it_says(process, "converting")
    children = children_of(process.pid)
    assert children
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert "interrupted; what was made is kept" in said
    assert process.returncode == 130
    assert gone(children)
    assert list((tmp_path / "room").iterdir()) == []
    assert list(here.root.rglob(".new-*")) == []


def test_a_killed_build_is_swept_by_the_next(here: Tiny, tmp_path: Path) -> None:
    """This test ensures that SIGKILL leaves nothing that the next build does not clear away."""
    (tmp_path / "room").mkdir()
    go = tmp_path / "room/go"
    process = begin(here, go, "build")
    until_it_says(process, "converting")
    children = children_of(process.pid)
    process.kill()
    process.communicate()
    assert gone(children)
    go.touch()
    again = begin(here, go, "build")
    told, said = again.communicate(timeout=120)
    assert again.returncode == 0
    assert "by hand" not in told + said
    assert [path.name for path in (tmp_path / "room").iterdir()] == ["go"]
    assert list(here.root.rglob(".new-*")) == []
    other = Tiny(tmp_path / "other")
    for name in ("inputs", "templates"):
        shutil.copytree(here.root / name, other.root / name)
    begin(other, go, "build").communicate(timeout=120)
    assert here.products() == other.products()


def test_a_second_build_waits_and_says_for_whom(here: Tiny, tmp_path: Path) -> None:
    """This test ensures that two builds come one after the other, and a check goes on beside."""
    (tmp_path / "room").mkdir()
    go = tmp_path / "room/go"
    first = begin(here, go, "build")
    until_it_says(first, "converting")
    second = begin(here, go, "build")
    until_it_says(second, "'dossier build' of ")
    for command in ("check", "list", "why"):
        beside = begin(here, go, command)
        _, said = beside.communicate(timeout=120)
        assert "waiting" not in said
    assert first.poll() is None
    go.touch()
    assert "boxes: 2" in first.communicate(timeout=120)[0]
    told, _ = second.communicate(timeout=120)
    assert second.returncode == 0
    assert "made " not in told


def modes_count() -> None:
    """Let modes stop this process even where it is root's: drop what lets root pass them by."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture
def read_only(here: Tiny):
    """A workspace that was built, on a medium that cannot be written to."""
    here.build()
    folders = [here.root, *(path for path in here.root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    yield here
    for folder in folders:
        folder.chmod(0o755)


@pytest.mark.parametrize("command", ["check", "list", "why", "doctor"])
def test_looking_needs_no_writing(read_only: Tiny, tmp_path: Path, command: str) -> None:
    """This test ensures that what only looks works where nothing can be written, and says so."""
    (tmp_path / "room").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--workspace", str(read_only.root), command],
        env=os.environ
        | {
            "GO": "/",
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "LANGUAGE": "en",
            "TMPDIR": str(tmp_path / "room"),
        },
        preexec_fn=modes_count,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "error" not in done.stderr
    assert done.stdout
    # the doctor says that a build would need to write
    assert done.returncode in ({ExitCode.SETUP} if command == "doctor" else {0, 1, 3})


def test_clean_keeps_what_is_a_persons(here: Tiny, call) -> None:
    """This test ensures that it deletes what was made, keeps edits, and a build goes on from it."""
    here.build()
    before = here.products()
    chapter = here.made / "chapters/B01-随迁子女就学自评说明.docx"
    document = Document(str(chapter))
    document.add_paragraph("另：已备案。")
    document.save(str(chapter))
    (here.made / "说明.txt").write_text("手写", encoding="utf-8")
    content = chapter.read_bytes()
    told = call("clean").output
    kept = here.root / "inputs" / chapter.relative_to(here.made)
    assert (
        f"'build/{chapter.relative_to(here.made)}' was edited by hand: it is kept as "
        f"'{kept.relative_to(here.root)}', and used from now on" in told
    )
    assert "kept: 'build/说明.txt' may be a person's" in told
    assert [path for path in here.made.rglob("*") if path.is_file()] == [here.made / "说明.txt"]
    assert kept.read_bytes() == content
    assert [f.code.slug for f in here.build().findings] == ["chapter-edited"]
    kept.unlink()
    (here.made / "说明.txt").unlink()
    here.build()
    assert here.products() == before
    assert call("clean").output == ""
    assert not here.made.exists()
