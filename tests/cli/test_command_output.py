"""What the commands print and write."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

import dossier.convert.engines
import dossier.doctor
import dossier.pipeline
from dossier.errors import ExitCode
from tiny_workspace import BOOKS, GAP, Tiny

Call = Callable[..., click.testing.Result]


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_check_writes_only_what_it_remembers(here: Tiny, call: Call) -> None:
    """This test ensures that a check touches nothing outside build/cache and makes no product."""
    before = files(here.root)
    call("check")
    after = files(here.root)
    words = {f"build/cache/text/{digit}.json" for digit in "0123456789abcdef"}
    written = {name for name in after if after[name] != before.get(name)}
    assert written & words
    assert written - words == {
        "build/cache/last-check.json",
        "build/cache/survey.json",
        "build/cache/templates.json",
        *(f"build/cache/workbooks/{book}.json" for book in BOOKS),
    }
    assert set(before) <= set(after)


def test_a_second_build_makes_nothing(call: Call) -> None:
    """This test ensures that an up-to-date build says what there is and names no product."""
    call("build")
    result = call("build")
    assert result.stdout.splitlines() == [
        "chapters: 2, boxes: 2, items: 5, pages: 6",
        "errors: 0, warnings: 0",
    ]


@pytest.mark.parametrize("asked", ["B01", "b01", " B01 ", "随迁子女就学自评说明"])
def test_a_chapter_by_code_or_title(here: Tiny, call: Call, asked: str) -> None:
    """This test ensures that a chapter is found as a person writes it."""
    result = call("chapter", asked)
    assert result.exit_code == ExitCode.OK
    assert (here.made / "chapters/B01-随迁子女就学自评说明.pdf").is_file()


@pytest.mark.parametrize("asked", ["02", "2", "A1入学机会", "a1入学机会"])
def test_a_box_by_number_or_title(here: Tiny, call: Call, asked: str) -> None:
    """This test ensures that a box is found without its zero and by its title."""
    boxes = BOOKS["standard.xlsx"]["档案盒"].replace("| 入学机会", "| A1入学机会")
    here.draw(档案盒=boxes)
    result = call("box", asked)
    assert result.exit_code == ExitCode.OK
    assert here.box("02").is_file()


def test_doctor_is_well(call: Call) -> None:
    """This test ensures that engine, fonts and folders are looked at and told."""
    result = call("doctor")
    assert result.exit_code == ExitCode.OK
    lines = [line for line in result.stdout.splitlines() if not line.startswith((" ", "–"))]
    assert len(lines) >= 8
    assert all(line.startswith("✓ ") for line in lines)


def test_doctor_names_what_is_not_there(
    here: Tiny, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a missing engine, folder and workbook are told with a remedy."""
    monkeypatch.setattr(dossier.doctor, "find", lambda _: None)
    (here.root / "inputs/ledger.xlsx").unlink()
    for template in (here.root / "templates").iterdir():
        template.unlink()
    (here.root / "templates").rmdir()
    result = call("doctor")
    assert result.exit_code == ExitCode.SETUP
    wrong = [line for line in result.stdout.splitlines() if line.startswith("✗")]
    assert len(wrong) == 3
    assert "the workbook 'ledger.xlsx' is not there" in wrong[-1]


def test_list_names_chapters_and_boxes(here: Tiny, call: Call) -> None:
    """This test ensures that everything that can be asked for is listed, with its gaps."""
    here.draw(**GAP)
    assert call("list").stdout.splitlines() == [
        "chapters:",
        "  R01  总目录",
        "  B01  随迁子女就学自评说明",
        "boxes:",
        "  01  组织领导 (items: 1)",
        "  02  入学机会 (items: 4, missing: 1)",
    ]


def test_why_names_file_field_and_item(here: Tiny, call: Call) -> None:
    """This test ensures that the last making is explained from the file to the box."""
    assert call("why").stdout == "nothing has been made yet\n"
    call("build")
    here.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("统一", "就近"))
    call("build")
    lines = call("why").stdout.splitlines()
    assert "changed: inputs/school.xlsx" in lines
    assert "chapters/B01-随迁子女就学自评说明.docx: the field '主要做法' changed" in lines
    assert "boxes/box-02.pdf: the item '随迁子女就学自评说明' changed" in lines


TOLD_AGAIN = [
    pytest.param(lambda _: None, id="nothing touched"),
    pytest.param(lambda here: (here.root / "inputs/evidence/README").touch(), id="all looked at"),
]


@pytest.mark.parametrize("touch", TOLD_AGAIN)
def test_why_says_that_nothing_had_to_be_made(
    here: Tiny, call: Call, touch: Callable[[Tiny], None]
) -> None:
    """This test ensures that old reasons are not told as if they were those of the last build."""
    (here.root / "inputs/evidence/README").write_text("x")
    call("build")
    reasons = call("why").stdout.splitlines()
    assert "boxes/box-01.pdf: not made before" in reasons
    touch(here)
    call("build")
    stamp = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
    idle, before, *told = call("why").stdout.splitlines()
    assert re.fullmatch(rf"the last build had nothing to make \({stamp}\)", idle)
    assert re.fullmatch(rf"what the one before made \({stamp}\):", before)
    assert told == reasons
    answer = json.loads(call("--json", "why").stdout)
    assert answer["ended"] <= answer["idle"]
    here.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("统一", "就近"))
    call("build")
    assert call("why").stdout.splitlines()[0].startswith("changed: inputs/")
    assert json.loads(call("--json", "why").stdout)["idle"] == ""


@pytest.mark.parametrize("command", ["check", "build", "list", "why", "doctor"])
def test_json_is_all_that_is_printed(here: Tiny, call: Call, command: str) -> None:
    """This test ensures that a program can read the answer, and that nothing stands beside it."""
    here.draw(**GAP)
    result = call("--json", command)
    assert result.stderr == ""
    answer = json.loads(result.stdout)
    assert answer
    fields = {
        "check": {"findings", "matrix", "evidence", "next"},
        "build": {
            "made", "kept", "chapters", "boxes", "items", "pages", "missing", "stale", "findings",
        },
        "list": {"chapters", "boxes"},
        "why": {"sources", "made", "ended", "idle"},
    }  # fmt: skip
    assert command == "doctor" or set(answer) == fields[command]


def test_json_of_a_build_counts(here: Tiny, call: Call) -> None:
    """This test ensures that the numbers of the JSON are those of the text."""
    here.draw(**GAP)
    answer = json.loads(call("--json", "build").stdout)
    counted = {name: value for name, value in answer.items() if isinstance(value, int)}
    assert counted == {"chapters": 2, "boxes": 2, "items": 5, "pages": 6, "missing": 1}
    codes = [finding["code"] for finding in answer["findings"]]
    assert codes == ["file-missing"]
    assert "boxes/box-01.pdf" in answer["made"]


@pytest.mark.parametrize("command", [("check",), ("build",), ("box", "02"), ("list",), ("doctor",)])
def test_quiet_is_silent(here: Tiny, call: Call, command: tuple[str, ...]) -> None:
    """This test ensures that with --quiet only the exit code speaks."""
    here.draw(**GAP)
    result = call("--quiet", *command)
    assert result.output == ""
    assert result.exit_code == (ExitCode.FINDINGS if command == ("check",) else ExitCode.OK)


def test_quiet_still_tells_errors(call: Call) -> None:
    """This test ensures that a failed run is never silent."""
    assert "there is no box" in call("--quiet", "box", "99").stderr


def test_names_in_square_brackets_are_printed(here: Tiny, call: Call) -> None:
    """This test ensures that the table takes no name for a style, whatever stands in it."""
    tree = BOOKS["standard.xlsx"]["指标"].replace("随迁子女就学", "随迁[bold]子女[/就学]")
    here.draw(指标=tree)
    result = call("check")
    assert "随迁[bold]子女[/就学]" in result.stdout.replace("\n", "")
