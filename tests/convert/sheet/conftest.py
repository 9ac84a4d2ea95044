"""Workbooks printed by the real engine."""

import pytest
from printed_book import Printed

from dossier.convert.libreoffice import LibreOffice
from raw_workbook import book


@pytest.fixture(scope="session")
def engine(office: LibreOffice) -> LibreOffice:
    return office


@pytest.fixture
def printed(engine, tmp_path):
    def of(*sheets, name="表.xlsx", **given) -> Printed:
        named = {f"表{n}": one for n, one in enumerate(sheets, 1)}
        return Printed(engine, book(tmp_path / name, named, **given))

    return of
