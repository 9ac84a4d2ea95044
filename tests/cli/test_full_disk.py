"""Disks that are really full: what is said, what is left, and what the next build makes."""

import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click.testing
import pytest

from dossier.disk import ran_out
from dossier.errors import ExitCode
from dossier.workspace import Workspace
from tiny_workspace import FakeEngine, Tiny

Call = Callable[..., click.testing.Result]


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Have `folder` be a disk of that size; who may not mount one has small files only instead."""
    folder.mkdir(exist_ok=True)
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and not subprocess.run(["mount", *options], check=False).returncode
    if not mounted:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 25, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        return
    kept = folder.with_name("kept")
    try:
        yield
        shutil.copytree(folder, kept)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()
    kept.rename(folder)


@pytest.fixture(scope="module")
def whole(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """What a build makes that nothing disturbs."""
    root = tmp_path_factory.mktemp("whole") / "workspace"
    shutil.copytree(pristine, root)
    undisturbed = Tiny(root, FakeEngine())
    undisturbed.build()
    return undisturbed


def kilobytes_of(folder: Path) -> int:
    """The room that a folder takes, in blocks of 4 kB."""
    return sum(-(-path.stat().st_size // 4096) * 4 for path in folder.rglob("*") if path.is_file())


# of what a whole build takes: it ends in the survey, among conversions, chapters, boxes and tables
@pytest.mark.parametrize("share", [0.02, 0.16, 0.48, 0.76, 0.89])
def test_a_full_disk_is_told_and_leaves_nothing(
    share: float, here: Tiny, call: Call, whole: Tiny
) -> None:
    """This test ensures that a build ends with 7 wherever room lacks, and the next one is whole."""
    with small_disk(here.made, int(share * kilobytes_of(whole.made))):
        result = call("build")
        left = [file.name for file in here.made.rglob(".new-*")]
    assert result.exit_code == ExitCode.DISK_FULL
    error, hint = result.stderr.splitlines()[-2:]
    assert error.startswith("error: the disk is full: about ")
    assert hint == "hint: make room there, and run it again; what was made is kept"
    assert left == []
    assert call("build").exit_code == ExitCode.OK
    assert here.products() == whole.products()


def test_the_folder_that_is_full_is_named(
    here: Tiny, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a full folder of the moment is not taken for that of the products."""
    (here.made / "cache").mkdir(parents=True, exist_ok=True)
    full = tmp_path / "moment"
    full.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(full))
    usage = shutil.disk_usage
    monkeypatch.setattr(
        "dossier.disk.shutil.disk_usage",
        lambda at: usage(at)._replace(free=0) if Path(at) == full else usage(at),
    )
    error = OSError(errno.ENOSPC, "No space left on device")
    assert str(full) in str(ran_out(error, Workspace(here.root)))
