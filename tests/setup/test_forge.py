"""What a public forge and a contributor's machine are told to run, and what is packaged."""

import re
import zipfile
from pathlib import Path

import flit_core.buildapi
import pytest

import dossier

ROOT = Path(__file__).parents[2]


def test_the_forge_runs_what_ci_runs_on_every_promised_debian() -> None:
    """This test ensures that a change is judged there as it is here, on the promised systems."""
    told = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    promised = re.findall(r"Debian (\d+) or (\d+)", (ROOT / "README.md").read_text())
    assert re.findall(r'^ +debian: \["(\d+)", "(\d+)"\]$', told, re.MULTILINE) == promised[:1]
    assert re.findall(r"^ +- run: (.*)$", told, re.MULTILINE) == [".ci/run"]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_hooks_run_what_is_there() -> None:
    """This test ensures that no hook names a file or make target that is gone."""
    told = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^ +entry: (.*)$", told, re.MULTILINE)
    words = [word for entry in entries for word in entry.split()]
    paths = [word for word in words if "/" in word and not word.startswith(".venv")]
    assert len(paths) >= 3
    assert [path for path in paths if not (ROOT / path).is_file()] == []
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"make (\w+)", told)) <= set(targets)


def test_the_package_has_its_version_and_its_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that who installs the package can check types against it."""
    monkeypatch.chdir(ROOT)
    wheel = flit_core.buildapi.build_wheel(str(tmp_path))
    assert wheel.startswith(f"dossier-{dossier.__version__}-")
    with zipfile.ZipFile(tmp_path / wheel) as file:
        assert "dossier/py.typed" in file.namelist()


def test_the_changelog_dates_this_version() -> None:
    """This test ensures that a version is told with its day, and each once."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    dated = [head for head in heads if head != "Unreleased"]
    assert re.fullmatch(rf"{re.escape(dossier.__version__)} \(\d{{4}}-\d\d-\d\d\)", dated[0])
    assert len(set(heads)) == len(heads)
