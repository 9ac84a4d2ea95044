"""Workbooks that hold what is not understood: they are printed as they are, and it is told."""

import zipfile

import pytest

from dossier.convert.sheet import prepare
from raw_workbook import book, row, sheet, text


@pytest.mark.parametrize("line", [row("一", text("A1", "甲")), row(1, text("A1", "甲", "二"))])
def test_a_workbook_that_is_not_prepared_is_told(tmp_path, line):
    """The copy is the file itself, and a person knows that nothing of it was mended."""
    source = book(tmp_path / "a.xlsx", {"表": sheet(line)})
    (remark,) = prepare(source, tmp_path / "b.xlsx")
    assert remark.code.slug == "content-unchecked"
    with zipfile.ZipFile(source) as one, zipfile.ZipFile(tmp_path / "b.xlsx") as other:
        part = "xl/worksheets/sheet1.xml"
        assert one.read(part) == other.read(part)
