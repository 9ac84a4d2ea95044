"""The machine on which scripts/setup.sh is tried."""

import os
import shutil
from pathlib import Path

import pytest
from fake_machine import FAKES, SCRIPT, VENV_PYTHON, Machine, fill


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A bare Debian without root and network: python3 is there, python3-venv is not."""
    here = Machine(tmp_path / "the checkout", tmp_path / "state")
    (here.checkout / "scripts").mkdir(parents=True)
    shutil.copy(SCRIPT, here.checkout / "scripts")
    for name in ("requirements.lock", "requirements-scan.lock", "pyproject.toml"):
        (here.checkout / name).touch()
        os.utime(here.checkout / name, (0, 0))
    (here.state / "bin").mkdir(parents=True)
    for name in (
        "cat",
        "cp",
        "df",
        "grep",
        "gzip",
        "mkdir",
        "mktemp",
        "mv",
        "readlink",
        "rm",
        "tar",
    ):
        found = shutil.which(name)
        assert found
        (here.state / "bin" / name).symlink_to(found)
    for name, text in FAKES.items():
        here.program(f"bin/{name}", text)
    here.program("soffice", "")
    here.program("venv-python", VENV_PYTHON)
    (here.state / "version").write_text("3.11.2\n", encoding="utf-8")
    fill(here.state / "mirror")
    return here
