"""A short run of what `make fuzz` does at length, and the cases that once went wrong."""

import pytest

from fuzz.mutations import mutated
from fuzz.search import KINDS, Trial, cases_of, kept
from fuzz.trial import Grounds, Run, specimens

_FEW = {"workbook": 12, "template": 10, "evidence": 25}


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


@pytest.mark.parametrize("kind", KINDS)
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
