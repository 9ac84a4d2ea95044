"""The real engine, which makes the PDFs that are compared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from office_files import kind_of

from dossier.convert import Job
from dossier.convert.libreoffice import LibreOffice

Printer = Callable[..., list[Path]]


@pytest.fixture(scope="session")
def printed(office: LibreOffice) -> Printer:
    """Convert office files as a build does; the PDFs in the order of the files."""

    def convert(*files: Path) -> list[Path]:
        jobs = [Job(one, kind_of(one), one.with_suffix(".pdf")) for one in files]
        told = {one.job: one for one in office.to_pdf(jobs)}
        assert all(told[job].fault is None for job in jobs)
        return [job.target for job in jobs]

    return convert
