"""What is told again while nothing has changed, and what makes a command run after all."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest
from docx import Document
from test_command_process import HEAVY

import dossier.convert.engines
import dossier.pipeline
from dossier import fonts
from dossier.errors import ExitCode
from dossier.store.unchanged import _fonts
from tiny_workspace import BOOKS, GAP, FakeEngine, Tiny

Call = Callable[..., click.testing.Result]
WORDS = BOOKS["school.xlsx"]["自评说明"].replace("统一", "就近")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An entry for each inspection that was really made."""
    counted: list[str] = []
    real = dossier.pipeline.inspect

    def inspect(*arguments: object) -> object:
        counted.append("inspected")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(dossier.pipeline, "inspect", inspect)
    return counted


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize("command", ["check", "build"])
def test_the_same_is_told_without_a_look(
    here: Tiny, call: Call, runs: list[str], command: str, options: tuple[str, ...]
) -> None:
    """This test ensures that words and exit code are those of a real run, and none is made."""
    here.draw(**GAP)
    call(command)
    call("box", "02")
    (here.made / "cache" / f"last-{command}.json").unlink()
    real = call(*options, command)  # nothing is left to be made
    runs.clear()
    again = call(*options, command)
    assert runs == []
    assert (again.stdout, again.exit_code) == (real.stdout, real.exit_code)
    assert "file-missing" in again.stdout or not options


def _deleted(here: Tiny) -> None:
    here.box("02").unlink()


def _edited(here: Tiny) -> None:
    with here.box("01").open("ab") as box:
        box.write(b"\n")


def _relabelled(here: Tiny) -> None:
    here.template("备考表", "盒内情况")


@pytest.mark.parametrize(
    "change",
    [
        lambda here: here.draw(自评说明=WORDS),
        lambda here: here.evidence("方案2020.pdf", "another plan"),
        lambda here: here.evidence("新/方案2022.pdf", "plan 2022"),
        lambda here: (here.root / "inputs/evidence/办法.docx").unlink(),
        _relabelled,
        _deleted,
        _edited,
    ],
)
def test_what_is_new_is_noticed(
    here: Tiny, call: Call, runs: list[str], change: Callable[[Tiny], object]
) -> None:
    """This test ensures that a changed source or product makes the build run, and again settle."""
    call("build")
    runs.clear()
    change(here)
    call("build")
    assert runs == ["inspected"]
    call("build")
    assert runs == ["inspected"]
    assert here.box("02").is_file()


@pytest.mark.parametrize(("variable", "value"), [("LANGUAGE", "zh_CN"), ("PATH", "/nowhere")])
def test_other_surroundings_are_noticed(
    call: Call, runs: list[str], monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """This test ensures that nothing is told in another language, or of another engine."""
    call("check")
    monkeypatch.setenv(variable, value)
    call("check")
    assert runs == ["inspected"] * 2


def test_other_fonts_are_noticed(
    call: Call, runs: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """This test ensures that the folder of fonts is the one that documents are set with."""
    shutil.copytree(fonts.folder(), tmp_path / "fonts", symlinks=True)
    monkeypatch.setenv("DOSSIER_FONTS", str(tmp_path / "fonts"))
    assert _fonts() == fonts.folder()
    call("check")
    (tmp_path / "fonts" / "new.ttf").write_bytes(b"no font")
    call("check")
    assert runs == ["inspected"] * 2
    monkeypatch.delenv("DOSSIER_FONTS")
    assert _fonts() == fonts.folder()


def test_a_wrong_time_costs_one_run(here: Tiny, call: Call, runs: list[str]) -> None:
    """This test ensures that a new time on old bytes costs one run, tells the same, makes nothing.

    So it is after git, after unpacking, and on cloud drives.
    """
    call("build")
    told = call("build").stdout
    runs.clear()
    for path in (here.root / "inputs").rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    assert call("build").stdout == told
    assert runs == ["inspected"]
    assert call("build").stdout == told
    assert runs == ["inspected"]


def test_what_changes_during_a_run_is_not_passed_over(
    here: Tiny, call: Call, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a source that changed after it was read is read the next time."""
    real = dossier.pipeline.build

    def build(*arguments: object) -> object:
        here.draw(自评说明=WORDS)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(dossier.pipeline, "build", build)
    call("build")
    monkeypatch.setattr(dossier.pipeline, "build", real)
    assert "made chapters/B01-随迁子女就学自评说明.docx" in call("build").stdout
    assert runs == ["inspected"] * 2


def test_a_product_that_changes_during_a_run_is_not_passed_over(
    here: Tiny, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a box which was spoilt while the build went on is bound again."""
    real = dossier.pipeline.build

    def build(*arguments: object) -> object:
        done = real(*arguments)  # type: ignore[arg-type]
        _edited(here)
        return done

    monkeypatch.setattr(dossier.pipeline, "build", build)
    call("build")
    monkeypatch.setattr(dossier.pipeline, "build", real)
    assert "made boxes/box-01.pdf" in call("build").stdout


def test_a_chapter_edited_by_hand_is_told_each_time(
    here: Tiny, call: Call, runs: list[str]
) -> None:
    """This test ensures that what a build keeps as a person left it does not make it run again."""
    call("build")
    chapter = here.made / "chapters/B01-随迁子女就学自评说明.docx"
    document = Document(str(chapter))
    document.add_paragraph("另：已备案。")
    document.save(str(chapter))
    call("build")
    told = call("build").stdout
    assert "warnings: 1" in told
    assert "[chapter-edited]" in call("check").stdout
    runs.clear()
    assert call("build").stdout == told
    assert runs == []


def test_what_failed_is_tried_again(
    call: Call, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a document which could not be converted gets another chance."""
    nothing = FakeEngine(refuses=lambda _source: True)
    monkeypatch.setattr(dossier.convert.engines, "find", lambda _: nothing)
    assert "[not-converted]" in call("build").stdout
    call("build")
    assert runs == ["inspected"] * 2


def test_a_part_is_always_made(call: Call, runs: list[str]) -> None:
    """This test ensures that a chapter or box that is asked for is never taken for known."""
    call("build")
    runs.clear()
    call("chapter", "B01")
    call("box", "02")
    assert runs == ["inspected"] * 2


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"version": 1, "sources": ""}'])
def test_a_broken_record_is_none(here: Tiny, call: Call, runs: list[str], content: str) -> None:
    """This test ensures that half a record, or one of another form, is written anew."""
    told = call("check").stdout
    record = here.made / "cache/last-check.json"
    record.write_text(content, encoding="utf-8")
    assert call("check").stdout == told
    assert runs == ["inspected"] * 2
    assert json.loads(record.read_text(encoding="utf-8"))["value"]


def test_a_folder_that_cannot_be_looked_at_is_no_sameness(
    here: Tiny, call: Call, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that two failures to look do not count as the same state."""
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("templates"):
            raise PermissionError(13, "locked", str(path))
        return real(path)

    monkeypatch.setattr("dossier.store.unchanged.os.scandir", scandir)
    call("check")
    call("check")
    assert runs == ["inspected"] * 2


@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_heavy_is_loaded_to_find_nothing_changed(
    here: Tiny, call: Call, command: str
) -> None:
    """This test ensures that a run with nothing to do does not even load what it would need."""
    call(command)
    program = (
        "import sys\nfrom dossier.cli import main\n"
        f"try: main(['--workspace', {str(here.root)!r}, '--quiet', {command!r}])\n"
        "except SystemExit as end: print(end.code)\n"
        f"print([name for name in {HEAVY.split()} if name in sys.modules])\n"
        "print([name for name in sys.modules if name.startswith('dossier.')])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert told[:2] == [str(int(ExitCode.OK)), "[]"]
    assert "dossier.store.unchanged" in told[2]
    assert "dossier.pipeline" not in told[2]
