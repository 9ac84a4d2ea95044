from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_served import Served, serving
from tiny_workspace import tiny


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """The desk of a fresh tiny workspace."""
    with serving(tiny(tmp_path / "workspace").root) as served:
        yield served
