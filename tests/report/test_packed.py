"""Workbooks whose files of a moment bear their owner's name."""

import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dossier.files import PASSING
from dossier.report.blanks import blank as blanked
from dossier.report.workbook import blank, put, save


def test_files_of_a_moment_have_an_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a kill leaves no file of which nobody knows whose it was."""
    place = tmp_path / "usual"
    place.mkdir()
    usual = str(place)
    monkeypatch.setattr(tempfile, "tempdir", usual)
    make, made = tempfile.NamedTemporaryFile, []
    monkeypatch.setattr(
        "openpyxl.worksheet._writer.NamedTemporaryFile",
        lambda *given, **named: made.append(tempfile.tempdir) or make(*given, **named),
    )
    book = blank()
    for name in ("总目录", "缺件"):
        put(book.create_sheet(name)["A1"], name)
    save(book, tmp_path / "一.xlsx")
    blanked(tmp_path / "一.xlsx", {("缺件", "A1"): ["缺件"]}, tmp_path / "二.xlsx")
    first, second = (load_workbook(tmp_path / f"{name}.xlsx") for name in "一二")
    assert [sheet["A1"].value for sheet in first] == ["总目录", "缺件"]
    assert [sheet["A1"].value for sheet in second] == ["总目录", None]
    assert [Path(one).name.startswith(PASSING) for one in made] == [True] * 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["usual", "一.xlsx", "二.xlsx"]
    assert list(place.iterdir()) == []
    assert tempfile.tempdir == usual
