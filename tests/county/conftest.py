"""Ten synthetic schools, made once, and what the command makes of them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import schools  # noqa: E402 - it lies beside the package, for the benchmark uses it, too

from dossier.county.run import Asked, outcomes_here, run  # noqa: E402
from dossier.county.schools import listed_schools  # noqa: E402
from dossier.model.county import County, Listed, SchoolFailure, Summary  # noqa: E402


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here is about LibreOffice."""
    monkeypatch.setattr("dossier.convert.engines.find", lambda _: None)


@pytest.fixture(scope="session")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook that lists ten schools; the last of them has lost its workbooks."""
    folder = tmp_path_factory.mktemp("county")
    book = schools.county(folder, 10, ROOT / "templates")
    for workbook in (folder / "00010/inputs").glob("*.xlsx"):
        workbook.unlink()
    return book


@pytest.fixture(scope="session")
def listed(ten: Path) -> tuple[Listed, ...]:
    """The ten schools as they are listed."""
    return listed_schools(ten, ())[0]


@pytest.fixture(scope="session")
def outcomes(listed: tuple[Listed, ...]) -> list[Summary | SchoolFailure]:
    """What became of each, worked out in this process."""
    return outcomes_here(listed)


@pytest.fixture(scope="session")
def made(ten: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[County, Path]:
    """The county, and the folder in which its files are; no PDF, for that needs an office."""
    into = tmp_path_factory.mktemp("into")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dossier.convert.engines.find", lambda _: None)
        county, _ = run(Asked(into, ten))
    return county, into


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A scheduler and two workers, each with a nanny, at 127.0.0.1 alone."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # the usual port may be another cluster's
        worker_dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        yield cluster.scheduler_address
