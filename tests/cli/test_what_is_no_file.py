"""Pipes in place of what a package holds, and templates that may not be read: told, at once."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

from dossier.errors import ExitCode
from tiny_workspace import Tiny

Call = Callable[..., click.testing.Result]

# who may do everything does without permissions only where this is taken away
_RIGHTS = "-dac_override,-dac_read_search"
_AS_ANYBODY = (
    ["setpriv", f"--bounding-set={_RIGHTS}", f"--inh-caps={_RIGHTS}", "--"]
    if os.geteuid() == 0
    else []
)


def run(here: Tiny, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, which must end."""
    return subprocess.run(
        [*_AS_ANYBODY, sys.executable, "-m", "dossier", "--workspace", here.root, *arguments],
        capture_output=True, text=True, timeout=100, check=False,
        env={**os.environ, "LANGUAGE": "en"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("boxes/box-01.pdf", "the box is not there"),
        ("labels.pdf", "box 01 has no label"),
        ("chapters/R01-总目录.pdf", "the chapter has — pages"),
        ("report.json", "the report cannot be understood"),
        ("boxes/unlisted.pdf", "it is not listed in the manifest"),
    ],
)
def test_a_pipe_in_a_package(here: Tiny, call: Call, name: str, told: str) -> None:
    """nobody waits for what it may say: it counts as a file that is not there."""
    assert call("build").exit_code == ExitCode.OK
    pipe = here.made / name
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    done = run(here, "verify")
    assert done.returncode not in {0, ExitCode.UNEXPECTED}
    assert told in done.stdout
    assert run(here, "export", str(here.root / "out")).returncode not in {0, ExitCode.UNEXPECTED}


def test_a_pipe_is_not_unpacked(here: Tiny, tmp_path: Path) -> None:
    """it is named as what it is."""
    pipe = tmp_path / "box.pdf"
    os.mkfifo(pipe)
    done = run(here, "unpack", str(pipe))
    assert "what stands there is a pipe or a device" in done.stderr


def test_a_template_that_may_not_be_read(here: Tiny) -> None:
    """it is one finding, and everything else is judged and made."""
    template = here.root / "templates/自评说明.docx"
    template.chmod(0)
    done = run(here, "check")
    assert done.returncode == ExitCode.FINDINGS
    assert "templates/自评说明.docx: error: the template may not be read" in done.stdout
    assert "hint: look at its permissions" in done.stdout
    assert "error: " not in done.stderr
