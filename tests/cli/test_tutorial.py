"""The tutorial, done: each command in it, in order, and what it says that they answer."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click.testing
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import dossier.convert.engines
from begin.filled import fill
from dossier.cli import main
from dossier.workspace import Workspace
from tiny_workspace import FakeEngine, kept_children, not_compared, write_docx

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"zh_CN": DOCS / "tutorial.zh-CN.md", "en": DOCS / "tutorial.md"}
SCHOOL = "红旗镇中心小学"


def put(code: str, name: str, *text: str) -> None:
    """A document of the school's own in the folder of its requirement."""
    (folder,) = Path("inputs/evidence").rglob(f"{code} *")
    write_docx(folder / f"{name}.docx", f"{SCHOOL}{name}", *text)


def put_two() -> None:
    put("B07-1", "均衡发展责任与问责办法", "校长为第一责任人。", SCHOOL, "2022年3月10日")
    put("B21-1", "作业管理办法", "一、二年级没有书面家庭作业。", SCHOOL, "2023年9月4日")


def put_late() -> None:
    put("B21-2", "课后服务实施方案", "周一至周五下午开展。", SCHOOL, "2023年9月6日")


def confirm() -> None:
    """已确认 in each row that waits for it."""
    path = Path("inputs/evidence.xlsx")
    book = load_workbook(path)
    page: Worksheet = book["佐证材料登记"]
    for cell in next(column for column in page.iter_cols() if column[0].value == "状态"):
        if cell.value == "待确认":
            cell.value = "已确认"
    book.save(path)


BY_HAND = {
    "fill": lambda: fill(Workspace(Path())),
    "put two": put_two,
    "put late": put_late,
    "confirm": confirm,
}
"""What the page tells its reader to do between the commands; a comment there names it."""

ENDS = {"check": {1}, "verify": {0, 1}}
"""What commands end with, where not 0; the fake engine prints no rows that could be verified."""


def steps(page: Path) -> Iterator[tuple[str, list[str]]]:
    """What is done by hand ('# fill'), and each command with the lines that it answers."""
    text = page.read_text(encoding="utf-8")
    blocks = re.finditer(
        r"<!-- by hand: ([a-z ]+) -->|^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    )
    for block in blocks:
        if block[1]:
            yield f"# {block[1]}", []
            continue
        for command in re.split(r"^\$ ", block[2], flags=re.MULTILINE)[1:]:
            first, *answers = command.splitlines()
            yield first, answers


def fits(told: list[str], answer: list[str]) -> str:
    """The first line that the answer has not in this order; … stands for any lines, or its end."""
    rest = iter(answer)
    for line in told:
        if line == "…":
            continue
        begin = line.removesuffix("…")
        if not any(one == line or (begin != line and one.startswith(begin)) for one in rest):
            return line
    return ""


@pytest.mark.parametrize("language", PAGES)
def test_what_the_tutorial_says_is_what_happens(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that whoever follows it from the empty folder sees what it shows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setattr(dossier.convert.engines, "find", lambda _: FakeEngine())
    done = []
    for first, told in steps(PAGES[language]):
        words = first.split()
        done.append(words[1] if words[0] == "dossier" else first)
        if words[0] == "#":
            BY_HAND[first.removeprefix("# ")]()
        elif words[0] == "cd":
            os.chdir(words[1])
        else:
            assert words[0] == "dossier"
            with not_compared(), kept_children():
                run = click.testing.CliRunner().invoke(main, words[1:], catch_exceptions=False)
            assert run.exit_code in ENDS.get(words[1], {0}), run.output
            assert fits(told, run.output.splitlines()) == "", run.output
    assert done == [
        *("new", "cd 红旗", "check", "# fill", "check", "# put two", "register", "# confirm"),
        *("check", "tasks", "build", "verify", "freeze"),
        *("# put late", "register", "# confirm", "reprint", "freeze"),
    ]


def test_a_line_that_is_not_said_is_seen() -> None:
    """This test ensures that the test above would tell."""
    answer = ["one", "two", "three four"]
    assert fits(["one", "…", "three…"], answer) == ""
    assert fits(["two", "one"], answer) == "one"
    assert fits(["three"], answer) == "three"
