"""A short run of what `make fuzz` does at length, and the cases that once went wrong."""

import zipfile
from pathlib import Path

import pytest

from fuzz.cells import altered_books
from fuzz.mutations import mutated
from fuzz.search import KINDS, Trial, cases_of, kept
from fuzz.trial import ROOT, Grounds, Run, specimens

_FEW = {"workbook": 12, "template": 10, "evidence": 25, "cells": 6}


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(Grounds(tmp_path_factory.mktemp("fuzz")))


@pytest.mark.engine
@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_never_ends_the_rest(trial: Trial, kind: str) -> None:
    """This test ensures that changed files are bound or told, and all else is made."""
    assert [(str(c), told) for c, told in trial.all(cases_of(kind, range(_FEW[kind])))] == []


@pytest.mark.engine
def test_what_once_went_wrong_stays_right(trial: Trial) -> None:
    """This test ensures that each case of kept.txt ends well."""
    assert [(str(case), told) for case, told in trial.all(kept())] == []


def test_a_seed_gives_the_same_cells_each_time(tmp_path: Path) -> None:
    """This test ensures that a case of changed cells can be tried again, and is one."""
    names = {"one": 3, "other": 3, "third": 4}
    for name, seed in names.items():
        (tmp_path / name).mkdir()
        altered_books(ROOT / "inputs", tmp_path / name, seed)
    books = sorted((tmp_path / "one").iterdir())
    one, other, third = ([cells_of(tmp_path / n / book.name) for book in books] for n in names)
    assert one == other
    assert sum(a != b for a, b in zip(one, third, strict=True)) > 2


def cells_of(book: Path) -> list[bytes]:
    with zipfile.ZipFile(book) as package:
        return [package.read(one) for one in package.namelist() if "xl/worksheets/sheet" in one]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "cells"])
def test_a_seed_gives_the_same_file_each_time(kind: str) -> None:
    """This test ensures that a case can be tried again, and that it is a case."""
    for specimen in specimens(kind)[:5]:
        content = specimen.read_bytes()
        made = [mutated(content, seed) for seed in range(20)]
        assert made == [mutated(content, seed) for seed in range(20)]
        assert sum(one != content for one in made) > 15


@pytest.mark.parametrize(
    ("run", "complaint"),
    [
        (Run(2, "", "error: x", 0.1), "exit code 2"),
        (Run(1, "", "Traceback (most recent call last):", 0.1), "a traceback"),
        (Run(0, "", "Corrupt EXIF data", 0.1), "words that are not ours"),
    ],
    ids=["exit code", "traceback", "library"],
)
def test_what_goes_wrong_is_seen(run: Run, complaint: str) -> None:
    """This test ensures that the trial does not call everything fine."""
    assert any(one.startswith(complaint) for one in run.complaints())
