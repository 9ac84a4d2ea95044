"""The first step from an installed package, in an empty folder, without the repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from flit_core import buildapi

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the package, unpacked as an installer would."""
    out = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(HOME)
        name = buildapi.build_wheel(str(out))
    with zipfile.ZipFile(out / name) as wheel:
        wheel.extractall(out / "site")
    return out / "site"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


def run(site: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command of the package in `site`, in another folder."""
    program = f"import dossier.cli; assert {str(site)!r} in dossier.__file__; dossier.cli.main()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(site), "LANGUAGE": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_the_templates(installed):
    """each template comes along, byte for byte, and no other."""
    packaged = contents(installed / "dossier/templates")
    assert packaged
    assert packaged == contents(HOME / "templates")


def test_a_school_begins_without_the_repository(installed, tmp_path):
    """'dossier new' and 'dossier check' work in an empty folder from the wheel alone."""
    words = ("--school", "红旗镇中心小学", "--kind", "小学", "--years", "2021-2024")
    begun = run(installed, tmp_path, "new", "红旗", *words, "--standard", "sichuan-basic")
    assert begun.returncode == 0, begun.stderr
    assert contents(tmp_path / "红旗/templates") == contents(HOME / "templates")
    checked = run(installed, tmp_path, "--workspace", "红旗", "check")
    assert checked.returncode == 1, checked.stderr
    assert checked.stdout.splitlines()[-3].startswith("1. fill in the sheet '基本信息'")
