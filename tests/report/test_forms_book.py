"""forms.xlsx, read back."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dossier.model.table import Form, FormCell
from dossier.report.forms import write_forms

HEAD = (
    (FormCell("学校名称", down=2), FormCell("指标值", across=2)),
    (FormCell("生均图书\n（册/生）"), FormCell("比例\n（%）")),
)
SIDES = ("left", "right", "top", "bottom")
BODY = (
    (FormCell("星光", left=True), FormCell("8.74", dark=True, number=True), FormCell("—")),
    (FormCell("=甲", left=True), FormCell("1,234.50", number=True), FormCell("7", number=True)),
    (FormCell("合计", across=2, head=True), FormCell("")),
)
FORM = Form("表Ⅱ-1", "达标情况", HEAD, BODY, (2, 1, 1), ("注：1. 深色。", "2. 其他。"), "云岭县")


def sheet_of(path: Path, *forms: Form) -> Worksheet:
    write_forms(forms, path)
    return openpyxl.load_workbook(path).worksheets[0]


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    return sheet_of(tmp_path / "forms.xlsx", FORM)


def test_a_form_is_laid_out_as_it_is_handed_in(sheet: Worksheet) -> None:
    """This test ensures that title, line, head, body and notes stand one beneath the other."""
    assert sheet.title == "表Ⅱ-1"
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["表Ⅱ-1 达标情况", None, None],
        ["云岭县", None, None],
        ["学校名称", "指标值", None],
        [None, "生均图书\n（册/生）", "比例\n（%）"],
        ["星光", 8.74, "—"],
        ["=甲", 1234.5, 7],
        ["合计", None, None],
        ["注：1. 深色。", None, None],
        ["2. 其他。", None, None],
    ]
    merged = sorted(str(area) for area in sheet.merged_cells.ranges)
    assert merged == ["A1:C1", "A2:C2", "A3:A4", "A7:B7", "A8:C8", "A9:C9", "B3:C3"]


def test_numbers_are_stored_as_numbers_and_printed_as_in_the_form(sheet: Worksheet) -> None:
    """This test ensures that Excel can add up what it shows with the form's own decimals."""
    formats = {ref: sheet[ref].number_format for ref in ("B5", "B6", "C6")}
    assert formats == {"B5": "0.00", "B6": "#,##0.00", "C6": "0"}
    assert sheet["A6"].data_type == "s"


def test_only_unmet_cells_are_dark(sheet: Worksheet) -> None:
    """This test ensures that the dark ground bears white print, and stands nowhere else."""
    dark = [
        cell.coordinate
        for line in sheet.iter_rows()
        for cell in line
        if cell.fill.fgColor.rgb == "00595959"
    ]
    assert dark == ["B5"]
    assert sheet["B5"].font.color.rgb == "00FFFFFF"


def test_every_cell_of_the_table_is_framed(sheet: Worksheet) -> None:
    """This test ensures that merged cells have their frame, and title and notes have none."""
    framed = [
        number
        for number, line in enumerate(sheet.iter_rows(), 1)
        if all("thin" in {getattr(cell.border, side).style for side in SIDES} for cell in line)
    ]
    assert framed == [3, 4, 5, 6, 7]


def test_it_prints_across_on_a4_with_its_head_on_each_page(sheet: Worksheet) -> None:
    """This test ensures the page: A4 landscape, one page wide, title and head repeated."""
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.print_title_rows == "$1:$4"
    assert sheet.freeze_panes == "A5"


def test_columns_share_the_page_and_rows_hold_their_text(tmp_path: Path) -> None:
    """This test ensures widths in proportion, and rows that grow with the text, up to a page."""
    long = Form("表Ⅶ", "", (), ((FormCell("做法"), FormCell("字" * 900)),), (1, 9))
    sheet = sheet_of(tmp_path / "forms.xlsx", long)
    widths = [sheet.column_dimensions[name].width for name in "AB"]
    assert widths == [13, 117]
    assert sheet.row_dimensions[3].height == 16 * 15 + 6  # 116 digits hold 58 characters
    longer = Form("表Ⅶ", "", (), ((FormCell("字" * 9000),),), (1,))
    assert sheet_of(tmp_path / "b.xlsx", longer).row_dimensions[3].height == 409


def test_a_form_without_a_head_has_nothing_to_repeat_but_its_title(tmp_path: Path) -> None:
    """This test ensures that bands with captions of their own are not taken for a head."""
    bands = Form("表Ⅰ", "", (), ((FormCell("甲", head=True),), (FormCell("1", number=True),)), (1,))
    sheet = sheet_of(tmp_path / "forms.xlsx", bands)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$2", "A3")
    assert sheet["A3"].fill.fgColor.rgb == "00EDEDED"


def test_each_form_has_its_sheet_and_names_are_storable(tmp_path: Path) -> None:
    """This test ensures that a clerk's own number with odd signs is no crash."""
    odd = Form("附表[1]/2", "标\x07题", (), ((FormCell("\x0b甲"),),), (1,))
    write_forms((FORM, odd), tmp_path / "forms.xlsx")
    book = openpyxl.load_workbook(tmp_path / "forms.xlsx")
    assert book.sheetnames == ["表Ⅱ-1", "附表 1  2"]
    assert book.worksheets[1]["A3"].value == "\ufffd甲"


def test_the_same_forms_give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that no clock reaches the workbook."""
    write_forms((FORM,), tmp_path / "a.xlsx")
    write_forms((FORM,), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
