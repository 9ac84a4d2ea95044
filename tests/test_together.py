"""Several files replaced together, killed at every step."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.leftovers import sweep
from dossier.together import Settled, UnsettledError, given_up, replaced_together, settle

NAMES = ("a.txt", "b.txt", "c.txt")
NEW = "c.txt"  # which is not there before

KILLED = """
import os, signal, sys
from pathlib import Path

from dossier.together import replaced_together

left = int(sys.argv[1])


def killing(real):
    def call(*args, **kept):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kept)
    return call


for owner, name in ((Path, "replace"), (Path, "unlink"), (Path, "touch"), (os, "fsync")):
    setattr(owner, name, killing(getattr(owner, name)))
folder = Path(sys.argv[2])
with replaced_together(folder / ".note", "why") as together:
    for name in ("a.txt", "b.txt", "c.txt"):
        with together.aside(folder / name) as aside:
            aside.write_text(f"new {name}")
"""


def filled(folder: Path) -> Path:
    folder.mkdir()
    for name in NAMES:
        if name != NEW:
            (folder / name).write_text(f"old {name}")
    return folder


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


OLD_ONES = {name: f"old {name}" for name in NAMES if name != NEW}
NEW_ONES = {name: f"new {name}" for name in NAMES}


def killed(folder: Path, step: int) -> bool:
    """Whether the replacing was killed at that step; False where it was done before."""
    argv = [sys.executable, "-c", KILLED, str(step), str(folder)]
    ended = subprocess.run(argv, capture_output=True, check=False)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


def test_after_a_kill_at_any_step_all_are_old_or_all_new(tmp_path: Path) -> None:
    """This test ensures that no mixture is left once the note is settled, and no other file."""
    seen = []
    step = 1
    while killed(folder := filled(tmp_path / str(step)), step):
        told = settle(folder / ".note")
        assert told in (None, Settled("why", NAMES))
        sweep(flat=folder)
        assert content(folder) in (OLD_ONES, NEW_ONES), step
        assert told is None or content(folder) == NEW_ONES
        seen.append((told is not None, content(folder) == NEW_ONES))
        step += 1
    assert content(folder) == NEW_ONES
    assert seen.count((False, False)) > 5
    assert seen.count((True, True)) > 3
    assert seen == sorted(seen)  # once the note is there, it is always completed


def test_what_fails_leaves_all_as_they_were(tmp_path: Path) -> None:
    """This test ensures that an error while they are written changes none of them."""
    folder = filled(tmp_path / "here")

    def fail() -> None:
        with replaced_together(folder / ".note", "") as together:
            with together.aside(folder / "a.txt") as aside:
                aside.write_text("new")
            with together.aside(folder / "b.txt"):
                raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        fail()
    assert content(folder) == OLD_ONES


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A folder in which nothing but the first file was renamed."""
    for step in range(1, 100):
        folder = filled(tmp_path / str(step))
        assert killed(folder, step)
        if content(folder)["a.txt"] == "new a.txt":
            assert content(folder)["b.txt"] == "old b.txt"
            return folder
    raise AssertionError(step)


def test_an_edited_file_is_not_replaced(left: Path) -> None:
    """This test ensures that a file edited after the kill stays, and it can be given up."""
    (left / "b.txt").write_text("mine")
    before = content(left)
    with pytest.raises(UnsettledError, match="was to replace 'b\\.txt' changed"):
        settle(left / ".note")
    assert content(left) == before
    given_up(left / ".note")
    assert content(left) == {"a.txt": "new a.txt", "b.txt": "mine"}


def test_a_file_edited_after_it_was_replaced_stays(left: Path) -> None:
    """This test ensures that the others are replaced all the same."""
    (left / "a.txt").write_text("mine")
    assert settle(left / ".note") == Settled("why", NAMES)
    assert content(left) == {**NEW_ONES, "a.txt": "mine"}


@pytest.mark.parametrize("note", ["", "[1", '["why", [["../a", "b", "", ""]]]', '["why", 1]'])
def test_a_broken_note_is_told(tmp_path: Path, note: str) -> None:
    """This test ensures that nothing is done by a note that nobody can read."""
    folder = filled(tmp_path / "here")
    (folder / ".note").write_text(note)
    with pytest.raises(UnsettledError, match="cannot be read"):
        settle(folder / ".note")
    assert content(folder) == {**OLD_ONES, ".note": note}
    given_up(folder / ".note")
    assert content(folder) == OLD_ONES


def test_the_new_files_are_open_to_others(tmp_path: Path) -> None:
    """This test ensures that permissions follow the umask."""
    folder = filled(tmp_path / "here")
    before = os.umask(0o022)
    try:
        with (
            replaced_together(folder / ".note", "") as together,
            together.aside(folder / "a.txt") as aside,
        ):
            aside.chmod(0o600)
    finally:
        os.umask(before)
    assert (folder / "a.txt").stat().st_mode & 0o777 == 0o644
