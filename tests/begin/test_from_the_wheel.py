"""The first hour from an installed package, in an empty folder, without the repository."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pikepdf
import pytest
from filled import fill
from flit_core import buildapi

from dossier import fonts
from dossier.workspace import Workspace

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


def test_the_wheel_holds_the_sample(installed: Path, tmp_path: Path) -> None:
    """each file of the sample comes along, byte for byte, and 'dossier new --sample' copies it."""
    begun = run(installed, tmp_path, "new", "看看", "--sample")
    assert begun.returncode == 0, begun.stderr
    sample, made = HOME / "inputs", tmp_path / "看看/inputs"
    files = {one.relative_to(sample) for one in sample.rglob("*") if one.is_file()}
    assert {one.relative_to(made) for one in made.rglob("*") if one.is_file()} == files
    assert all((made / one).read_bytes() == (sample / one).read_bytes() for one in files)
    again = run(installed, tmp_path, "new", "看看", "--sample")
    assert "is not empty" in again.stderr


@pytest.fixture(scope="module")
def command(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of the wheel as pip installs it, in an environment of its own, offline."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (wheel,) = installed.parent.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return python.with_name("dossier")


def by_hand(command: Path, folder: Path, *words: str, **more: str) -> str:
    """What the installed command prints in `folder`, beside no repository."""
    libraries = sysconfig.get_path("purelib")  # what pip would have fetched
    done = subprocess.run(
        [command, *words],
        cwd=folder,
        env=os.environ
        | {"PYTHONPATH": libraries, "LANGUAGE": "en", "PYTHONUTF8": "1", "HOME": str(folder)}
        | more,
        capture_output=True,
        text=True,
        check=False,
    )
    # 1: there are findings; 6: the doctor misses LibreOffice
    assert done.returncode in (0, 1, 6), done.stderr
    return done.stdout


def test_the_first_hour_from_the_wheel(command: Path, tmp_path: Path) -> None:
    """new, fill in, check, build, and open the box: nothing but the installed command is used."""
    words = ("--school", "红旗镇中心小学", "--kind", "小学", "--years", "2021-2024")
    by_hand(command, tmp_path, "new", "红旗", *words, "--standard", "sichuan-basic")
    workspace = Workspace(tmp_path / "红旗")
    assert "1. fill in the sheet '基本信息'" in by_hand(command, workspace.root, "check")

    fill(workspace)
    assert "基本信息" not in by_hand(command, workspace.root, "check").rpartition("next")[2]
    told = by_hand(
        command, workspace.root, "doctor", "--fonts", "--from", str(fonts.folder()),
        DOSSIER_SOFFICE=str(tmp_path / "nowhere"),
    )  # fmt: skip
    assert "fonts copied to" in told
    # without an office each chapter has a placeholder page, and all else is as it would be
    by_hand(command, workspace.root, "build", DOSSIER_SOFFICE=str(tmp_path / "nowhere"))
    with pikepdf.open(workspace.boxes / "box-01.pdf") as box:
        assert len(box.pages) > 3
    assert "红旗镇中心小学" in (workspace.build / "index.html").read_text(encoding="utf-8")
    assert (workspace.chapters / "R01-自查报告.docx").is_file()
    made = by_hand(command, workspace.root, "tasks", DOSSIER_SOFFICE=str(tmp_path / "nowhere"))
    assert "build/tasks/任务单-" in made


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_it(command: Path, tmp_path: Path, shell: str) -> None:
    """each shell is given its script, and commands and options are completed in it."""
    script = by_hand(command, tmp_path, _DOSSIER_COMPLETE=f"{shell}_source")
    assert "_DOSSIER_COMPLETE" in script
    asked = {"COMP_WORDS": "dossier che", "COMP_CWORD": "che" if shell == "fish" else "1"}
    found = by_hand(command, tmp_path, _DOSSIER_COMPLETE=f"{shell}_complete", **asked)
    assert re.search(r"\bcheck\b", found)
    assert "clean" not in found


def test_a_school_begins_without_the_repository(installed, tmp_path):
    """'dossier new' and 'dossier check' work in an empty folder from the wheel alone."""
    words = ("--school", "红旗镇中心小学", "--kind", "小学", "--years", "2021-2024")
    begun = run(installed, tmp_path, "new", "红旗", *words, "--standard", "sichuan-basic")
    assert begun.returncode == 0, begun.stderr
    assert contents(tmp_path / "红旗/templates") == contents(HOME / "templates")
    checked = run(installed, tmp_path, "--workspace", "红旗", "check")
    assert checked.returncode == 1, checked.stderr
    assert checked.stdout.splitlines()[-3].startswith("1. fill in the sheet '基本信息'")
