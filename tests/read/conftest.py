from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import write_books

from dossier.finding import Finding
from dossier.model.dossier import Dossier
from dossier.read.workbooks import read

Reading = Callable[..., tuple[Dossier, tuple[Finding, ...]]]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Reads the small books, with the sheets that the call names drawn anew."""

    def one(**changed: str | None) -> tuple[Dossier, tuple[Finding, ...]]:
        return read(write_books(tmp_path / "inputs", **changed))

    return one
