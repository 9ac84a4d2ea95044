"""What the command tells its caller: every code of docs/exit-codes.md."""

import errno
import re
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

import dossier.convert.engines
import dossier.disk
import dossier.doctor
import dossier.pipeline
from dossier.cli import main
from dossier.errors import EngineError, ExitCode
from dossier.messages import say
from tiny_workspace import BOOKS, GAP, FakeEngine, Tiny

Call = Callable[..., click.testing.Result]


def test_a_sound_dossier_is_checked_with_0(call: Call) -> None:
    """This test ensures that nothing wrong is 0, and that the tally says so."""
    result = call("check")
    assert result.exit_code == ExitCode.OK
    assert "evidence that is there: 3 of 3" in result.stdout
    assert result.stdout.splitlines()[-3:] == [
        "errors: 0, warnings: 0",
        "what to do next:",
        "1. run 'dossier build': nothing is left to mend",
    ]


def test_a_finding_is_checked_with_1(here: Tiny, call: Call) -> None:
    """This test ensures that findings are printed under their owner, and end with 1."""
    here.draw(**GAP)
    result = call("check")
    assert result.exit_code == ExitCode.FINDINGS
    owner, error, hint = result.stdout.splitlines()[:3]
    assert owner == "── 档案资料组 · 李芳"
    assert error == (
        "evidence.xlsx!佐证材料登记!E3: error: '方案.pdf' is registered, but not in the folder "
        "[file-missing]"
    )
    assert hint == "  hint: did you mean '方案2021.pdf'?"
    assert "missing 0 of 1" in result.stdout


def test_a_build_with_findings_ends_with_0(here: Tiny, call: Call) -> None:
    """This test ensures that gaps do not fail a build, and that it says it is incomplete."""
    here.draw(**GAP)
    result = call("build")
    assert result.exit_code == ExitCode.OK
    assert "made boxes/box-02.pdf" in result.stdout
    assert "chapters: 2, boxes: 2, items: 5, pages: 6" in result.stdout
    assert "INCOMPLETE: items missing: 1 (missing.xlsx names them)" in result.stdout
    assert result.stderr.splitlines() == [
        "looking through the evidence: 3", "converting evidence: 2", "converting chapters: 1",
        "converting covers and catalogues: 3", "binding boxes: 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (("chapter", "B011"), "hint: did you mean 'B01'?"),
        (("chapter", "随迁子女的自评说明"), "hint: did you mean '随迁子女就学自评说明'?"),
        (("chapter", "X"), "hint: known: R01、B01"),
        (("chapter", ""), "hint: known: R01、B01"),
        (("box", "022"), "hint: did you mean '02'?"),
        (("box", "入学的机会"), "hint: did you mean '入学机会'?"),
        (("box", "X"), "hint: known: 01、02"),
        (("box", ""), "hint: known: 01、02"),
    ],
)
def test_unknown_targets_end_with_2(
    here: Tiny, call: Call, command: tuple[str, str], hint: str
) -> None:
    """This test ensures that a misspelt target makes nothing and names what was meant."""
    result = call(*command)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.splitlines()[-2:] == [
        f"error: there is no {command[0]} '{command[1]}'", hint,
    ]  # fmt: skip
    assert here.products() == {}


@pytest.mark.parametrize("arguments", [("bild",), ("build", "--fast"), ("chapter",)])
def test_a_wrong_command_line_ends_with_2(call: Call, arguments: tuple[str, ...]) -> None:
    """This test ensures that click's own complaints have the documented code."""
    assert call(*arguments).exit_code == ExitCode.USAGE


def test_no_workspace_ends_with_3(tmp_path: Path) -> None:
    """This test ensures that another folder is an error that says which option to give."""
    for folder in (tmp_path, tmp_path / "not there"):
        result = click.testing.CliRunner().invoke(main, ["--workspace", str(folder), "check"])
        assert result.exit_code == ExitCode.INPUT
        assert result.stderr.splitlines() == [
            f"error: '{folder}' has no inputs folder",
            "hint: name the folder that holds 'inputs' and 'templates' with --workspace",
        ]


def test_no_workbooks_end_with_3(here: Tiny, call: Call) -> None:
    """This test ensures that an empty inputs folder is not taken for a dossier without evidence."""
    for book in BOOKS:
        (here.root / "inputs" / book).unlink()
    result = call("build")
    assert result.exit_code == ExitCode.INPUT
    assert "holds none of the workbooks standard.xlsx" in result.stderr


def test_an_unusable_engine_ends_with_4(
    call: Call, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that an engine that is there and broken ends the run."""

    def broken(*_: object) -> None:
        raise EngineError(say("it does not start"), hint=say("run 'make setup'"))

    monkeypatch.setattr(FakeEngine, "to_pdf", broken)
    result = call("build")
    assert result.exit_code == ExitCode.ENGINE
    assert result.stderr.splitlines()[-2:] == ["error: it does not start", "hint: run 'make setup'"]


def test_a_build_folder_that_cannot_be_written_ends_with_5(here: Tiny, call: Call) -> None:
    """This test ensures that trouble with the disk is an error with the file, no traceback."""
    (here.root / "build").write_text("a file", encoding="utf-8")
    result = call("build")
    assert result.exit_code == ExitCode.OUTPUT
    assert str(here.root / "build") in result.stderr
    assert "hint: close the file in other programs" in result.stderr


@pytest.mark.parametrize("command", ["build", "doctor"])
def test_missing_fonts_end_with_6(
    call: Call, command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """This test ensures that without its fonts nothing is built with others."""
    monkeypatch.setenv("DOSSIER_FONTS", str(tmp_path / "none"))
    result = call(command)
    assert result.exit_code == ExitCode.SETUP
    assert "lacks the fonts" in result.output
    assert "hint: run make setup" in result.output


def test_an_interrupt_ends_with_130(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that Ctrl-C says what became of the work."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dossier.pipeline, "build", interrupted)
    result = call("build")
    assert result.exit_code == ExitCode.INTERRUPTED
    assert result.stderr.splitlines()[-1] == "interrupted; what was made is kept"


def test_a_full_disk_ends_with_7(
    here: Tiny, call: Call, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that who has no room is told where, and about how much is missing."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(here.root / "build/x.pdf"))

    monkeypatch.setattr(FakeEngine, "to_pdf", full)
    result = call("build")
    assert result.exit_code == ExitCode.DISK_FULL
    error, hint = result.stderr.splitlines()[-2:]
    assert re.fullmatch(
        rf"error: the disk is full: about \d+ MB more are needed in '{here.root}/build'", error
    )
    assert hint == "hint: make room there, and run it again; what was made is kept"


def test_what_has_surely_no_room_is_not_begun(
    here: Tiny, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a build needs as much room as its evidence, and says so beforehand."""
    big = here.root / "inputs/evidence/big.pdf"
    with big.open("wb") as file:
        file.truncate(5_000_000)
    monkeypatch.setattr(dossier.disk, "_free", lambda _: 2_000_000)
    result = call("build")
    assert result.exit_code == ExitCode.DISK_FULL
    assert "about 4 MB more are needed" in result.stderr or "about 3 MB" in result.stderr
    assert not (here.root / "build/boxes").exists()


def test_an_unforeseen_fault_ends_with_70(
    here: Tiny, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that no traceback reaches a person who has not asked for it."""

    def failing(*_: object) -> None:
        raise AssertionError("a library's own, about 510722199003150011")

    monkeypatch.setattr(dossier.pipeline, "planned_chapters", failing)
    result = call("check")
    log = here.root / "build/cache/log.txt"
    assert result.exit_code == ExitCode.UNEXPECTED
    assert result.stderr.splitlines()[-2:] == [
        f"error: an unexpected fault of the program, told in '{log}'",
        "hint: run it again; 'dossier --debug' shows what happened, which mends the program",
    ]
    assert "Traceback" not in result.stderr
    assert "AssertionError: a library's own, about **************0011" in log.read_text()
    result = call("--debug", "check")
    assert "Traceback" in result.stderr
    assert result.exit_code == ExitCode.UNEXPECTED
