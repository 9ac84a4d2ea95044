"""The cells of a workbook, as other programs than ours write them."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from dossier.finding import Code
from dossier.read.cells import read_cells
from dossier.read.grid import read_grids

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def book(path: Path, sheet: str, strings: str = "", prefix: str = "") -> bytes:
    """A workbook of one sheet whose cells (and shared strings) are given as XML."""
    start = Workbook()
    for number, form in enumerate(("General", "yyyy-mm-dd", "0.0%", '0.0"%"'), 1):
        start.worksheets[0].cell(1, number, 1).number_format = form
    start.worksheets[0]["F1"] = "a shared string"
    start.save(path)
    mark = f"xmlns{':' + prefix if prefix else ''}='{NAMESPACE}'"
    tag = f"{prefix}:" if prefix else ""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f"<{tag}worksheet {mark}>{sheet}</{tag}worksheet>"
    ).encode()
    types = parts["[Content_Types].xml"].decode()
    if "sharedStrings" not in types:  # openpyxl of today writes strings where they stand
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{TYPE}</Types>").encode()
    parts["xl/sharedStrings.xml"] = f"<sst xmlns='{NAMESPACE}'>{strings}</sst>".encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path.read_bytes()


SHEET = """
<sheetData>
  <row r="2"><c r="A2" t="s"><v>1</v></c><c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r>
    <rPh sb="0" eb="1"><t>jiǎ</t></rPh></is></c><c r="D2" s="1"><v>44562</v></c></row>
  <row><c s="2"><v>0.985</v></c><c s="3"><v>98.5</v></c><c t="b"><v>1</v></c>
    <c t="e"><v>#N/A</v></c><c t="d"><v>2022-03-01T00:00:00</v></c><c s="1"><v>9e9</v></c></row>
  <row r="7"><c r="A7"><f>1+1</f><v>2</v></c><c r="B7"><f>1+2</f></c><c r="C7" t="str"><f>x</f>
    <v>丙</v></c><c r="AA7"><v>1.5</v></c><c r="AB7" t="s"/></row>
  <row r="8"><c r="A8"><v>1</v></c><c r="B8"><v>2</v></c><c r="B9"><f>1</f></c></row>
</sheetData>
<mergeCells><mergeCell ref="A8:B9"/></mergeCells>
"""
STRINGS = """<si><t>no</t></si>
<si><t>在</t><rPh sb="0" eb="1"><t>zài</t></rPh><phoneticPr fontId="1"/></si>"""
DAY, LATER = datetime.fromisoformat("2022-01-01"), datetime.fromisoformat("2022-03-01")
VALUES = {
    (2, 1): "在", (2, 2): "甲乙", (2, 4): DAY,
    (3, 1): 0.985, (3, 2): 98.5, (3, 3): True, (3, 4): "#N/A", (3, 5): LATER,
    (3, 6): "#VALUE!", (7, 1): 2, (7, 3): "丙", (7, 27): 1.5, (8, 1): 1,
}  # fmt: skip


def test_every_kind_of_cell(tmp_path: Path) -> None:
    """This test ensures that each cell has the value that Excel shows, in the place it has."""
    content = book(tmp_path / "a.xlsx", SHEET, STRINGS)
    with pytest.warns(UserWarning, match="outside the limits"):
        (cells,) = read_cells(content)
    assert cells.values == VALUES
    assert cells.percent == {(3, 1)}
    assert cells.uncomputed == [(7, 2)]
    assert cells.merged == {(8, 1): [(8, 1), (8, 2), (9, 1), (9, 2)]}


def test_names_may_have_a_prefix(tmp_path: Path) -> None:
    """This test ensures that a namespace counts, not the letters that stand for it."""
    sheet = '<x:sheetData><x:row><x:c t="n"><x:v>5</x:v></x:c></x:row></x:sheetData>'
    (cells,) = read_cells(book(tmp_path / "a.xlsx", sheet, prefix="x"))
    assert cells.values == {(1, 1): 5}


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row><c><v>1</v></c></sheetData>",
        '<sheetData><row r="1.5"/></sheetData>',
        '<sheetData><row><c r="7"><v>1</v></c></row></sheetData>',
        "<sheetData><row><c><v>many</v></c></row></sheetData>",
        '<mergeCells><mergeCell ref="A:B"/></mergeCells>',
    ],
)
def test_what_is_no_sheet_is_damage(tmp_path: Path, sheet: str) -> None:
    """This test ensures that broken XML and places that are none are told, and raise nothing."""
    path = tmp_path / "a.xlsx"
    book(path, sheet)
    grids, (finding,) = read_grids(path)
    assert (grids, finding.code) == ({}, Code.WORKBOOK_UNREADABLE)
