"""`dossier county`: what it prints, where it writes, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

from dossier.cli import main
from dossier.errors import ExitCode

Call = Callable[..., click.testing.Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs the command in an empty workspace, with English messages."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str) -> click.testing.Result:
        runner = click.testing.CliRunner()
        return runner.invoke(
            main, ["--workspace", str(tmp_path), *arguments], catch_exceptions=False
        )

    return run


def test_the_county_of_a_list_goes_into_the_build_folder(
    ten: Path, call: Call, tmp_path: Path
) -> None:
    """This test ensures that coefficients, limits and files are told, and findings end with 1."""
    result = call("county", "--list", str(ten))
    assert result.exit_code == ExitCode.FINDINGS
    said = result.stdout.splitlines()
    assert said[0].startswith(
        "county.xlsx!学校!B11: error: '云岭县第010学校' could not be assessed"
    )
    assert any(line.startswith("小学 综合差异系数: 0.") for line in said)
    assert "(≤ 0.65) met" in result.stdout
    assert "schools: 9, left out: 1, conditions not met: 3" in said
    assert said[-2] == "errors: 1, warnings: 0"
    assert said[-1] == "schools with findings of their own: 3 (index.html lists them)"
    made = {path.name for path in (tmp_path / "build/county").iterdir()}
    assert made >= {"county.xlsx", "county-report.docx", "index.html", "report.json"}
    assert result.stderr == "assessing schools: 10\n"


def test_folders_on_the_command_line_make_a_county(ten: Path, call: Call, tmp_path: Path) -> None:
    """This test ensures that no list is needed, and that JSON is one value on standard output."""
    folders = [str(ten.parent / name) for name in ("00002", "00003")]
    result = call("--json", "county", "--into", str(tmp_path / "so"), *folders)
    answer = json.loads(result.stdout)
    assert [school["name"] for school in answer["schools"]] == [
        "云岭县第002学校",
        "云岭县第003学校",
    ]
    names = "county.xlsx forms.xlsx county-report.docx index.html report.json"
    assert answer["made"] == names.split()
    assert (tmp_path / "so/index.html").is_file()


def test_no_school_ends_with_3(call: Call) -> None:
    """This test ensures that a county of nobody is an error that says what to name."""
    result = call("county")
    assert result.exit_code == ExitCode.INPUT
    assert result.stderr.splitlines() == [
        "error: no school is named",
        "hint: name the schools' folders, or a workbook that lists them with --list",
    ]


def test_boxes_are_built_where_they_are_asked_for(ten: Path, call: Call, tmp_path: Path) -> None:
    """This test ensures that --build binds each school's boxes, and counts what they lack."""
    import shutil

    shutil.copytree(ten.parent / "00002", tmp_path / "school")
    result = call("--json", "county", "--build", str(tmp_path / "school"))
    (school,) = json.loads(result.stdout)["schools"]
    assert school["boxes"] == 1
    assert school["missing"] == 1  # its chapter, for there is no office here
    assert (tmp_path / "school/build/boxes/box-01.pdf").is_file()
