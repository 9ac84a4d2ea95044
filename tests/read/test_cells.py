"""The cells of a workbook, as other programs than ours write them."""

import tracemalloc
import zipfile
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

import raw_workbook as raw
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


def test_days_in_the_formats_of_chinese_programs(tmp_path: Path) -> None:
    """This test ensures that formats which Excel and WPS do not spell out are known (18.8.30)."""
    plain = 'fontId="0" fillId="0" borderId="0"'
    given = [f'<xf numFmtId="{number}" {plain}/>' for number in (0, 31, 57, 33, 9, 46)]
    style = f"<cellXfs>{''.join(given)}</cellXfs>"
    numbers = (44562, 44562, 44562, 0.5, 0.5, 1.5)
    cells = [raw.number(f"{'ABCDEF'[n]}1", one, style=n) for n, one in enumerate(numbers)]
    path = raw.book(tmp_path / "a.xlsx", {"表": raw.sheet(raw.row(1, *cells))}, style=style)
    (found,) = read_cells(path.read_bytes())
    assert [*found.values.values()] == [44562, DAY, DAY, time(12), 0.5, timedelta(hours=36)]
    assert found.percent == {(1, 5)}


def test_characters_that_xml_does_not_hold(tmp_path: Path) -> None:
    """This test ensures that an end of line is one, and that an escaped underscore stays."""
    said = raw.row(1, raw.text("A1", "甲_x000D__x005F_x0041_乙_x0007_"))
    (cells,) = read_cells(raw.book(tmp_path / "a.xlsx", {"表": raw.sheet(said)}).read_bytes())
    assert cells.values == {(1, 1): "甲\r_x0041_乙_x0007_"}


def test_a_result_in_words_beside_its_formula(tmp_path: Path) -> None:
    """This test ensures that what LibreOffice writes for a formula that gives words is read."""
    cell = '<c r="A1" t="inlineStr"><f>B1</f><v>结果</v></c>'
    (cells,) = read_cells(book(tmp_path / "a.xlsx", f"<sheetData><row>{cell}</row></sheetData>"))
    assert (cells.values, cells.uncomputed) == ({(1, 1): "结果"}, [])


def test_a_cell_at_the_end_of_the_sheet_costs_no_more_than_another(tmp_path: Path) -> None:
    """This test ensures that a blank typed far below does not make a table of a million rows."""
    far = "XFD1048576"
    sheet = raw.sheet(raw.row(1, raw.number("A1", 1)), raw.row(1048576, raw.text(far, "。")))
    content = raw.book(tmp_path / "a.xlsx", {"表": sheet}).read_bytes()
    tracemalloc.start()
    (cells,) = read_cells(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert cells.values == {(1, 1): 1, (1048576, 16384): "。"}
    assert peak < 2_000_000


def test_numbers_that_no_sheet_can_show(tmp_path: Path) -> None:
    """This test ensures that a number beyond all bounds is an error, as Excel shows it."""
    sheet = "<sheetData><row><c><v>1e999</v></c></row></sheetData>"
    (cells,) = read_cells(book(tmp_path / "a.xlsx", sheet))
    assert cells.values == {(1, 1): "#NUM!"}


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
