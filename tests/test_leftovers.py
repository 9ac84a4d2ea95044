"""What a process that was killed leaves, and what the next one sweeps."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier import files, leftovers
from dossier.leftovers import sweep
from dossier.owners import left_behind, mark

DAY = 24 * 3600


@pytest.fixture(scope="module")
def dead() -> str:
    """The mark of a process that is gone."""
    program = "from dossier.owners import mark; print(mark())"
    return subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of a workspace, and one that stands for the system's own."""
    monkeypatch.setattr(leftovers.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    for name in ("tmp", "build/cache/pdf"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def aged(path: Path) -> Path:
    os.utime(path, (time.time() - 2 * DAY,) * 2)
    return path


def test_a_process_is_known_by_its_mark(dead: str) -> None:
    """This test ensures that one that runs, one that is gone and a stranger are told apart."""
    assert left_behind(f"x-{mark()}-1.pdf") is False
    assert left_behind(f"x-{dead}-1.pdf") is True
    assert left_behind(f"x-00000000-{os.getpid()}-1-1.pdf") is None
    assert left_behind("box-01.pdf") is None


def test_a_process_of_the_same_number_is_another(dead: str) -> None:
    """This test ensures that a number that the system gave away again does not deceive."""
    place = mark().partition("-")[0]
    assert left_behind(f"{place}-{os.getpid()}-1") is True


def test_what_the_dead_left_is_swept_and_nothing_else(places: Path, dead: str) -> None:
    """This test ensures that the living, other users' files and products are left alone."""
    gone = [
        places / f"build/.new-{dead}-0.pdf",
        places / f"build/cache/pdf/.new-{dead}-7.json",
        places / f"tmp/dossier-{dead}-abc",
        aged_folder(places / "tmp/dossier-00000000-1-1-abc"),
    ]
    kept = [
        places / f"build/.new-{mark()}-0.pdf",
        places / "build/box.pdf",
        places / f"tmp/dossier-{mark()}-abc",
        places / "tmp/dossier-00000000-1-1-new",
        places / "tmp/other",
    ]
    for path in (*gone, *kept):
        if path.suffix:
            path.touch()
        else:
            path.mkdir(exist_ok=True)
            (path / "file").touch()
    aged(gone[-1])
    (places / f"tmp/dossier-{dead}-link").symlink_to(places / "tmp/other")
    sweep(places / "build")
    assert [path for path in gone if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []
    assert (places / "tmp/other/file").exists()


def aged_folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_names_of_a_moment_bear_the_mark(tmp_path: Path) -> None:
    """This test ensures that what is written and where can be swept."""
    assert left_behind(files.aside_of(tmp_path / "a.pdf").name) is False
    with files.passing_folder() as folder:
        assert Path(folder).name.startswith(f"dossier-{mark()}-")


CHILDREN = """
import subprocess, sys, time
from dossier.guardian import watch
from dossier.pool import guarded
alone = subprocess.Popen(["sleep", "60"])
watch(alone.pid)
group = subprocess.Popen(["sh", "-c", "sleep 60 & echo $! && sleep 60"],
                         start_new_session=True, stdout=subprocess.PIPE, text=True)
watch(group.pid, group=True)
run = guarded(time.sleep, [60])
from dossier.pool import children
while not children._all: time.sleep(0.01)
(pooled,) = children._all
print(alone.pid, group.pid, group.stdout.readline().strip(), pooled._process.pid, flush=True)
time.sleep(60)
"""


def test_children_end_with_a_process_that_is_killed() -> None:
    """This test ensures that none outlives SIGKILL: a child, a group, one of the pool at work."""
    process = subprocess.Popen([sys.executable, "-c", CHILDREN], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    children = [int(number) for number in process.stdout.readline().split()]
    assert len(children) == 4
    assert all(map(runs, children))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 30
    while any(map(runs, children)) and time.monotonic() < until:
        time.sleep(0.02)
    assert [child for child in children if runs(child)] == []


def runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
