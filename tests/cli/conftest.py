import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click.testing
import pytest

import dossier.convert.engines
import dossier.doctor
import dossier.pipeline
from dossier.cli import main
from tiny_workspace import FakeEngine, Tiny, kept_children, not_compared, tiny

Call = Callable[..., click.testing.Result]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    """English messages, and an office engine that is quick."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    fake = FakeEngine()
    monkeypatch.setattr(dossier.convert.engines, "find", lambda _: fake)
    monkeypatch.setattr(dossier.doctor, "find", lambda _: fake)
    with not_compared():
        yield fake


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny workspace, drawn once."""
    return tiny(tmp_path_factory.mktemp("pristine") / "workspace").root


@pytest.fixture
def here(tmp_path: Path, pristine: Path) -> Tiny:
    """A copy of it, in which nothing has been built."""
    shutil.copytree(pristine, tmp_path / "workspace")
    return Tiny(tmp_path / "workspace")


@pytest.fixture
def call(here: Tiny) -> Call:
    """Runs the command in the workspace; errors that are no answers are raised."""

    def run(*arguments: str) -> click.testing.Result:
        runner = click.testing.CliRunner()
        with kept_children():
            return runner.invoke(
                main, ["--workspace", str(here.root), *arguments], catch_exceptions=False
            )

    return run
