"""The same on a cluster of two processes on this machine: the same bytes, and deaths survived."""

import builtins
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from county_files import files_of

from dossier.county.cluster import SchedulerError, on_worker, outcomes_on
from dossier.county.run import Asked, run
from dossier.county.summary import summarise
from dossier.errors import ExitCode, MissingToolError
from dossier.model.county import County, Listed, SchoolFailure, Summary
from tiny_workspace import tiny

# Dask's own threads and sockets are told of at their leisure; none of it is ours
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def fatal(place: str, boxes: bool = False) -> Summary:
    """A school whose first worker dies, as one does whose memory runs out."""
    mark = Path(place) / "died"
    if place.endswith("00002") and not mark.exists():
        mark.write_text(str(os.getpid()), encoding="utf-8")
        os._exit(1)
    time.sleep(0.05)  # so that both workers have some schools
    return on_worker(place, boxes)


def test_a_cluster_gives_the_same_bytes(
    address: str, made: tuple[County, Path], ten: Path, tmp_path: Path
) -> None:
    """This test ensures that the order of arrival shows nowhere, and that progress is told."""
    told: list[tuple[int, int]] = []
    run(
        Asked(tmp_path / "into", ten, scheduler=address),
        lambda stage, done, total, name: told.append((done, total)),
    )
    assert files_of(tmp_path / "into") == files_of(made[1])
    assert told == [(done, 10) for done in range(1, 11)]


def test_a_worker_that_dies_is_survived(
    address: str,
    listed: tuple[Listed, ...],
    outcomes: list[Summary | SchoolFailure],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that the school of a killed worker is done again by another."""
    import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # workers do not know the tests
    monkeypatch.setattr("dossier.county.cluster.on_worker", fatal)
    mark = Path(listed[1].place) / "died"
    try:
        found = outcomes_on(address, listed)
        assert mark.exists()
    finally:
        mark.unlink(missing_ok=True)
    assert found == outcomes


def test_nobody_at_the_address_is_an_error(listed: tuple[Listed, ...], monkeypatch: Any) -> None:
    """This test ensures that a wrong address says what to start, and is a matter of set-up."""
    monkeypatch.setattr("dossier.county.cluster._PATIENCE", "0.3s")
    with pytest.raises(SchedulerError, match="no scheduler answers at") as caught:
        outcomes_on("tcp://127.0.0.1:9", listed)
    assert caught.value.exit_code is ExitCode.SETUP


def test_without_dask_the_error_says_what_to_install(
    listed: tuple[Listed, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the optional extra is named where it is missing."""
    real = builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(MissingToolError) as caught:
        outcomes_on("tcp://127.0.0.1:9", listed)
    assert "dossier[county]" in str(caught.value.hint)


def test_schools_of_many_files(address: str, tmp_path: Path) -> None:
    """This test ensures that a worker with a nanny, which is a daemon, opens files in children."""
    here = tiny(tmp_path / "school")
    for number in range(100):
        here.evidence(f"附件{number:03}.pdf", f"page {number}")
    (outcome,) = outcomes_on(address, [Listed("", "school", str(here.root))])
    assert isinstance(outcome, Summary)
    assert outcome == summarise(str(here.root))
