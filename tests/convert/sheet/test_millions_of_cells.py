"""Workbooks of millions of cells: what they take is bounded, and told."""

import zipfile
from pathlib import Path

import pytest

from dossier.convert.engine import Job, Outcome
from dossier.convert.staging import stage
from dossier.model.evidence_file import FileKind
from raw_workbook import book

EIGHT = "<row>" + "<c><v>1</v></c>" * 8 + "</row>"


def cells(path: Path, millions: int) -> Path:
    """A small file of so many millions of cells."""
    book(path, {"表": f"<sheetData>{EIGHT * (125_000 * millions)}</sheetData>"})
    with zipfile.ZipFile(path) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize("millions", [3, 8])
def test_what_takes_too_much_memory_is_told(tmp_path, millions):
    """This test ensures that no workbook is printed as it is, for want of memory to prepare it."""
    path = cells(tmp_path / "表.xlsx", millions)
    assert path.stat().st_size < 3_000_000
    staged = stage(Job(path, FileKind.SHEET, tmp_path / "a.pdf", "表.xlsx"), tmp_path, 1)
    assert isinstance(staged, Outcome)
    assert "MB of memory" in str(staged.fault)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["表.xlsx"]
