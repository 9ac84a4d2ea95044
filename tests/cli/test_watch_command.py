"""`dossier watch`: what changes is made anew, and told, each time that something is saved."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click.testing
import pytest

from dossier.errors import ExitCode
from dossier.workspace import Workspace
from tiny_workspace import BOOKS, GAP, Tiny

Call = Callable[..., click.testing.Result]
WORDS = BOOKS["school.xlsx"]["自评说明"].replace("统一", "就近")


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has these things done, one after the other, each when the one before has been told."""

    def of(*steps: Callable[[], object]) -> None:
        def watched(_: Workspace, *, poll: bool) -> Iterator[frozenset[str]]:
            for step in steps:
                step()
                yield frozenset({"inputs/evidence.xlsx"})

        monkeypatch.setattr("dossier.watching.watched", watched)

    return of


def test_what_is_new_and_what_is_mended(here: Tiny, call: Call, saving) -> None:
    """each round tells what was saved, new findings and mended ones, and what was made of it."""
    saving(lambda: here.draw(**GAP), lambda: here.draw(自评说明=WORDS))
    result = call("watch")
    assert result.exit_code == 0
    first, second, third = result.output.split("saved: inputs/evidence.xlsx\n")
    assert "watching inputs and templates; Ctrl-C ends it" in first
    assert "evidence-missing" not in first
    assert "[file-missing]" in second
    assert "made boxes/box-02.pdf" in second
    assert "mended: 'B01-1 '" not in second
    assert "mended: '方案.pdf' is registered, but not in the folder" in third
    assert "made chapters/B01-随迁子女就学自评说明.docx" in third
    assert "[file-missing]" not in third


def test_it_makes_what_a_build_makes(here: Tiny, call: Call, saving, pristine: Path) -> None:
    """after a change, products are those of a build that knew nothing before."""
    saving(lambda: here.draw(自评说明=WORDS))
    assert call("watch").exit_code == 0
    made = here.products()
    assert call("build").exit_code == 0
    assert here.products() == made


def test_an_error_ends_nothing(here: Tiny, call: Call, saving) -> None:
    """a workspace that cannot be built for a while is told, and the next save mends it."""
    inputs, aside = here.root / "inputs", here.root / "aside"
    saving(lambda: inputs.rename(aside), lambda: aside.rename(inputs))
    result = call("watch")
    assert result.exit_code == 0
    assert result.stderr.count("error: ") == 1
    assert result.stdout.endswith("errors: 0, warnings: 0\n")


def test_for_programs(here: Tiny, call: Call, saving) -> None:
    """with --json each round is one object."""
    saving(lambda: here.draw(**GAP))
    output = call("--json", "watch").stdout
    decoder, rounds = json.JSONDecoder(), []
    while output.strip():
        one, end = decoder.raw_decode(output.lstrip())
        rounds.append(one)
        output = output.lstrip()[end:]
    assert [one["findings"] > 0 for one in rounds] == [False, True]
    assert {one["code"] for one in rounds[1]["new"]} >= {"file-missing"}
    assert "boxes/box-02.pdf" in rounds[1]["made"]


def test_without_its_extra(here: Tiny, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """where watchfiles is not installed, it says what to install."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = call("watch")
    assert result.exit_code == ExitCode.SETUP
    assert not here.made.exists()
    assert "hint: install it with: pip install 'dossier[watch]'" in result.stderr
