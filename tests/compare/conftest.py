"""The real engine, which makes the PDFs that are compared."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office_files import kind_of

from dossier.convert import Job
from dossier.convert.libreoffice import opened

Printer = Callable[..., list[Path]]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    """Convert office files as a build does; the PDFs in the order of the files."""
    with opened(tmp_path_factory.mktemp("office")) as engine:
        assert engine is not None, "LibreOffice is missing: run 'make setup'"

        def convert(*files: Path) -> list[Path]:
            jobs = [Job(one, kind_of(one), one.with_suffix(".pdf")) for one in files]
            told = {one.job: one for one in engine.to_pdf(jobs)}
            assert all(told[job].fault is None for job in jobs)
            return [job.target for job in jobs]

        yield convert
