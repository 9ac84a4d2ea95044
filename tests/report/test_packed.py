"""Workbooks that are written without files of a moment."""

import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dossier.report.blanks import blank as blanked
from dossier.report.workbook import blank, put, save


def test_no_file_of_a_moment_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a kill leaves none: there is no folder that one could lie in."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "is not there"))
    book = blank()
    for name in ("总目录", "缺件"):
        put(book.create_sheet(name)["A1"], name)
    save(book, tmp_path / "一.xlsx")
    blanked(tmp_path / "一.xlsx", {("缺件", "A1"): ["缺件"]}, tmp_path / "二.xlsx")
    first, second = (load_workbook(tmp_path / f"{name}.xlsx") for name in "一二")
    assert [sheet["A1"].value for sheet in first] == ["总目录", "缺件"]
    assert [sheet["A1"].value for sheet in second] == ["总目录", None]
