"""`dossier standard list, show and use`."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest
from openpyxl import load_workbook

from dossier import standards
from dossier.assembly.reassigning import changed
from dossier.cli import main
from dossier.errors import ExitCode
from dossier.files import sha256_of
from dossier.read.standard import read_standard_file
from dossier.read.workbooks import read
from dossier.standards import StandardChange, path_of, put

Call = Callable[..., click.testing.Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs the command in an empty workspace, in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str) -> click.testing.Result:
        return click.testing.CliRunner().invoke(
            main, ["--workspace", str(tmp_path), *arguments], catch_exceptions=False
        )

    return run


@pytest.mark.parametrize("name", standards.names())
def test_use_in_an_empty_workspace(call: Call, tmp_path: Path, name: str) -> None:
    """This test ensures that a standard that is put into use is there and is shown as it is."""
    used = call("standard", "use", name)
    shown = call("standard", "show")
    assert (used.exit_code, shown.exit_code) == (ExitCode.OK, ExitCode.OK)
    assert (tmp_path / "inputs/standard.xlsx").read_bytes() == standards.path_of(name).read_bytes()
    theirs = call("standard", "show", name).stdout.splitlines()
    assert shown.stdout.splitlines()[1:] == theirs[1:]
    assert len(theirs) > 50


def test_another_standard_is_kept(tmp_path: Path) -> None:
    """This test ensures that no standard is lost, however often one is put into use."""
    book = tmp_path / "standard.xlsx"
    book.write_bytes(b"the school's own")

    first = put("sichuan-basic", tmp_path)
    again = put("sichuan-basic", tmp_path)
    other = put("national-basic-2012", tmp_path)
    book.write_bytes(b"the school's own")
    back = put("sichuan-basic", tmp_path)

    changes = [done.change for done in (first, again, other, back)]
    assert changes == [
        StandardChange.REPLACED,
        StandardChange.SAME,
        StandardChange.REPLACED,
        StandardChange.REPLACED,
    ]
    kept = [done.kept.name if done.kept else "" for done in (first, again, other, back)]
    assert kept == ["standard-原.xlsx", "", "standard-原2.xlsx", "standard-原.xlsx"]
    assert (tmp_path / "standard-原.xlsx").read_bytes() == b"the school's own"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "standard-原.xlsx", "standard-原2.xlsx", "standard.xlsx",
    ]  # fmt: skip


def test_what_use_says(call: Call, tmp_path: Path) -> None:
    """This test ensures that one is told what was kept, what is new, and that nothing changed."""
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/standard.xlsx").write_bytes(b"own")
    assert call("standard", "use", "Sichuan-Basic").stdout.splitlines() == [
        "the standard before it is kept as 'standard-原.xlsx'",
        f"'sichuan-basic' is now {tmp_path / 'inputs/standard.xlsx'}",
        "set 学年度、财政年度 and 评估依据 on the sheet '设置' for your county",
    ]
    assert call("standard", "use", "sichuan-basic").stdout == (
        "'sichuan-basic' is in use already\n"
    )
    assert json.loads(call("--json", "standard", "use", "national-basic-2012").stdout) == {
        "name": "national-basic-2012", "change": "replaced", "kept": "standard-原2.xlsx",
    }  # fmt: skip


def test_list(call: Call) -> None:
    """This test ensures that each standard stands with its title, its sets and its sources."""
    assert call("standard", "list").stdout.splitlines()[:3] == [
        "national-basic-2012  县域义务教育均衡发展督导评估",
        "  indicators: 26 (县级政府工作 17、校际均衡 8、社会认可度 1)",
        "  verified: 9, 未核实: 17",
    ]
    listed = json.loads(call("--json", "standard", "list").stdout)
    assert [one["name"] for one in listed] == list(standards.names())
    assert listed[2]["indicators"] == {"县级政府工作": 23, "办学基本条件": 10, "校际均衡": 8}
    assert (listed[2]["verified"], listed[2]["unverified"]) == (14, 27)


def test_show(call: Call) -> None:
    """This test ensures that lines, thresholds, points and pass rules have their marks."""
    lines = [line.strip() for line in call("standard", "show", "sichuan-basic").stdout.splitlines()]
    assert "J06 生均图书册数" in lines
    assert "图书册数÷学生数（册/生）：≥ 25" in lines
    assert "小学：≥ 15" in lines
    assert "小学部：≥ 3.63（未核实）" in lines
    assert "points: 3（未核实）" in lines
    assert "小学辍学率：高于控制线0分，小学部 辍学学生数÷学生数×100，line 0.6（未核实）" in lines
    assert "校际均衡：综合差异系数不高于 小学部 0.65、初中部 0.55" in lines
    assert "县级政府工作：总分不低于 85（未核实）" in lines


def test_show_as_json(call: Call) -> None:
    """This test ensures that a program gets the same tree."""
    shown = json.loads(call("--json", "standard", "show", "national-quality-2017").stdout)
    books = next(one for one in shown["indicators"] if one["code"] == "Q06")
    assert books == {
        "code": "Q06", "parent": "A1", "name": "生均教学仪器设备值", "family": "办学基本条件",
        "verified": True,
        "details": ["教学仪器设备值×10000÷学生数（元/生）：小学部 ≥ 2,000、初中部 ≥ 2,500"],
    }  # fmt: skip
    assert {"family": "办学基本条件", "rule": "至少达标项数 6", "verified": True} in shown["rules"]
    assert shown["findings"] == []


def test_unknown_name(call: Call) -> None:
    """This test ensures that a slip of the pen is told with what was meant, and nothing is put."""
    for command in ("show", "use"):
        result = call("standard", command, "sichan-basic")
        assert result.exit_code == ExitCode.USAGE
        assert result.stderr.splitlines() == [
            "error: there is no standard 'sichan-basic'",
            "hint: did you mean 'sichuan-basic'?",
        ]


def test_no_standard_of_its_own(call: Call, tmp_path: Path) -> None:
    """This test ensures that an empty workspace is told how to get a standard."""
    result = call("standard", "show")
    assert result.exit_code == ExitCode.INPUT
    assert result.stderr.splitlines() == [
        f"error: '{tmp_path / 'inputs'}' holds no standard.xlsx",
        "hint: put one there: dossier standard use NAME",
    ]


def test_a_faulty_standard(call: Call, tmp_path: Path) -> None:
    """This test ensures that a workbook that cannot be read is shown as a finding."""
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/standard.xlsx").write_bytes(b"own")
    result = call("standard", "show")
    assert result.exit_code == ExitCode.FINDINGS
    assert "[workbook-unreadable]" in result.stdout


SAMPLE = Path(__file__).parents[2] / "inputs"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The workbooks of the sample, which uses sichuan-basic, in the workspace."""
    (tmp_path / "inputs").mkdir()
    for book in SAMPLE.glob("*.xlsx"):
        shutil.copy(book, tmp_path / "inputs")
    return tmp_path / "inputs"


def test_codes_that_mean_something_else(call: Call, filled: Path) -> None:
    """This test ensures that a standard that gives codes another meaning is refused as it is."""
    before = {book.name: book.read_bytes() for book in filled.iterdir()}
    refused = call("standard", "use", "national-quality-2017")
    assert refused.exit_code == ExitCode.INPUT
    assert "mean something else under 'national-quality-2017'" in refused.stderr
    assert "--reassign" in refused.stderr
    assert {book.name: book.read_bytes() for book in filled.iterdir()} == before


def test_codes_are_taken_out_where_asked(call: Call, filled: Path) -> None:
    """This test ensures that such codes are taken out row by row, and copies are kept."""
    before = {book.name: book.read_bytes() for book in filled.iterdir()}
    register = load_workbook(filled / "evidence.xlsx")["佐证材料登记"]
    done = call("standard", "use", "national-quality-2017", "--reassign")
    assert done.exit_code == ExitCode.OK
    lines = done.stdout.splitlines()
    codes = {line.split("'")[1] for line in lines if "is taken out" in line}
    assert {"B01-1", "B03-1", "B01"} <= codes
    assert "the workbook before it is kept as 'evidence-原.xlsx'" in lines
    assert (filled / "evidence-原.xlsx").read_bytes() == before["evidence.xlsx"]
    after = load_workbook(filled / "evidence.xlsx")["佐证材料登记"]
    dossier, _ = read(filled)
    asked = dossier.standard.requirements
    # what is left under a code means what it meant
    meant = read_standard_file(SAMPLE / "standard.xlsx")[0].requirements
    for entry in dossier.evidence:
        if entry.requirement in asked and entry.requirement in meant:
            assert asked[entry.requirement].name == meant[entry.requirement].name
    for row in register.iter_rows():
        for cell in row:
            assert after[cell.coordinate].font.name == cell.font.name
            if cell.column_letter != "A" and cell.value not in codes:
                assert after[cell.coordinate].value == cell.value or "、" in str(cell.value)
    assert call("standard", "use", "national-quality-2017").exit_code == ExitCode.OK


KILLED = """
import os, signal, sys
from pathlib import Path

from dossier.cli import main

real, done = Path.replace, []


def replace(self, target):
    if Path(target).name in ("school.xlsx", "evidence.xlsx", "people.xlsx"):
        done.append(target)
        if len(done) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    return real(self, target)


Path.replace = replace
main(["--workspace", sys.argv[1], "standard", "use", "national-quality-2017", "--reassign"])
"""


@pytest.fixture
def killed(filled: Path) -> Path:
    """The workbooks, after a change of the standard that was killed when it had replaced one."""
    argv = [sys.executable, "-c", KILLED, str(filled.parent)]
    ended = subprocess.run(argv, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    return filled


def test_a_change_that_was_killed_is_completed(call: Call, killed: Path) -> None:
    """This test ensures that the next command replaces the rest of the workbooks, and says so."""
    files = ("evidence.xlsx", "school.xlsx", "people.xlsx", "ledger.xlsx", "standard.xlsx")
    unlike = [name for name in files if sha256_of(killed / name) != sha256_of(SAMPLE / name)]
    assert len(unlike) == 1
    done = call("clean")
    said = f"was interrupted and is now complete: {'、'.join(files)}"
    assert f"'dossier standard use national-quality-2017 --reassign' {said}" in done.stderr
    assert [p.name for p in killed.iterdir() if p.name.startswith(".")] == []
    assert sha256_of(killed / "standard.xlsx") == sha256_of(path_of("national-quality-2017"))
    assert changed(killed, path_of("national-quality-2017")) == ()
    for name in files:
        old = killed / name.replace(".xlsx", "-原.xlsx")
        assert sha256_of(old) == sha256_of(SAMPLE / name)
        assert sha256_of(killed / name) != sha256_of(old)
    assert call("clean").stderr == ""


def test_what_was_edited_after_the_kill_is_not_replaced(call: Call, killed: Path) -> None:
    """This test ensures that nothing is overwritten, and that the same command is the way out."""
    book = load_workbook(killed / "ledger.xlsx")
    book["整改台账"]["C8"] = "新写的问题"
    book.save(killed / "ledger.xlsx")
    before = {path.name: path.read_bytes() for path in killed.iterdir()}
    told = call("check")
    assert told.exit_code == ExitCode.INPUT
    assert "to replace 'ledger.xlsx' changed since" in told.stderr
    assert "--reassign" in told.stderr
    assert {path.name: path.read_bytes() for path in killed.iterdir()} == before
    assert call("standard", "use", "national-quality-2017", "--reassign").exit_code == ExitCode.OK
    assert load_workbook(killed / "ledger.xlsx")["整改台账"]["C8"].value == "新写的问题"
    assert changed(killed, path_of("national-quality-2017")) == ()
    assert [p.name for p in killed.iterdir() if p.name.startswith(".")] == []
