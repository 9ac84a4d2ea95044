"""--profile: the time of a run by stage, and the documents that were waited for."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

import dossier
from dossier.cli.console.screen import _MARKS
from dossier.profile import REST, Profile, timed
from dossier.progress import STAGES
from tiny_workspace import Tiny

Call = Callable[..., click.testing.Result]


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_each_moment_counts_once() -> None:
    """This test ensures that stages within stages add up to the whole."""
    clock = Clock()
    profile = Profile(clock)
    with profile.running():
        clock.now += 1
        with timed("check"):
            clock.now += 2
            with timed("read", "school.xlsx"):
                clock.now += 4
            clock.now += 8
        clock.now += 16
    with timed("read"):
        clock.now += 32  # nobody measures any more
    assert profile.stages == {REST: 17, "check": 10, "read": 4}
    assert profile.slowest() == [(4, "read", "school.xlsx")]


def test_documents_are_those_that_were_waited_for() -> None:
    """This test ensures that progress cuts time into documents, and passes on; ten are told."""
    clock, told = Clock(), list[str]()
    profile = Profile(clock)
    progress = profile.listening(lambda _stage, _done, _total, name: told.append(name))
    with profile.running():
        for number in range(12):
            clock.now += number
            progress("survey", number, 12, f"{number}.pdf")
    assert profile.stages == {"survey": 66, REST: 0}
    assert [name for _, _, name in profile.slowest()] == [f"{n}.pdf" for n in range(11, 1, -1)]
    assert len(told) == 12


def test_every_stage_has_words() -> None:
    """This test ensures that no mark or progress, wherever in the program, is without a name."""
    home = Path(dossier.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in home.rglob("*.py"))
    named = set(re.findall(r'(?:timed|progress|told)\(\s*"([a-z ]+)"', code)) | {REST}
    assert {"survey", "read", "unchanged"} <= named
    assert named <= set(STAGES | _MARKS)


@pytest.mark.parametrize("command", [("check",), ("build",), ("chapter", "B01"), ("box", "02")])
def test_where_the_time_went_is_said(here: Tiny, call: Call, command: tuple[str, ...]) -> None:
    """This test ensures that seconds, shares and documents come after what is said anyway."""
    plain = call(*command).stdout.splitlines()[-1]
    for made in here.root.glob("build/cache/last-*"):
        made.unlink()
    lines = call(*command, "--profile").stdout.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("seconds in all: "))
    assert lines[start - 1] == plain
    shares = [re.fullmatch(r" +\d+\.\d\d +\d+ %  (.+)", line) for line in lines[start + 1 :]]
    stages = {share[1] for share in shares if share}
    assert {"reading the workbooks", "looking through the templates", "all else"} <= stages
    slowest = lines[lines.index("waited longest for:") + 1 :]
    assert 5 <= len(slowest) <= 10
    assert any(line.endswith("school.xlsx (reading the workbooks)") for line in slowest)


def test_time_that_nothing_took_is_said_as_well(call: Call) -> None:
    """This test ensures that a run that only looks says so."""
    call("build")
    lines = call("build", "--profile").stdout.splitlines()
    stages = [line.split(" %  ")[1] for line in lines if " %  " in line]
    assert set(stages) == {"looking whether anything has changed", "all else"}
    assert "waited longest for:" not in lines


def test_a_program_can_read_the_profile(call: Call) -> None:
    """This test ensures that --json gives seconds by stage and the slowest documents."""
    told = json.loads(call("--json", "build", "--profile").stdout)["profile"]
    assert told["seconds"]["make"] > 0
    assert {"seconds", "stage", "document"} == set(told["slowest"][0])
    assert "profile" not in json.loads(call("--json", "build").stdout)
