"""Files of a moment."""

import os
from pathlib import Path

import pytest

from dossier import files


@pytest.fixture
def memory(tmp_path, monkeypatch) -> Path:
    """A folder that stands for what the system keeps in memory, with room in it."""
    place = tmp_path / "memory"
    place.mkdir()
    monkeypatch.setattr(files, "MEMORY", place)
    monkeypatch.setattr(files, "_ROOM", 1)
    monkeypatch.delenv("TMPDIR", raising=False)
    return place


def test_files_of_a_moment_are_kept_in_memory(memory) -> None:
    """This test ensures that they do not go to the disk, and are gone in the end."""
    with files.passing_folder() as made:
        assert Path(made).parent == memory
        Path(made, "file").touch()
    assert not any(memory.iterdir())


@pytest.mark.parametrize("lack", ["room", "place", "system", "wish"])
def test_they_go_to_the_disk_where_memory_does_not_serve(memory, monkeypatch, tmp_path, lack):
    """This test ensures that a small or absent memory, another system, or $TMPDIR is respected."""
    if lack == "room":
        monkeypatch.setattr(files, "_ROOM", 1 << 62)
    elif lack == "place":
        memory.rmdir()
    elif lack == "system":
        monkeypatch.delattr(os, "statvfs")
    else:
        monkeypatch.setenv("TMPDIR", str(tmp_path))
    with files.passing_folder() as made:
        assert Path(made).is_dir()
        assert Path(made).parent != memory
