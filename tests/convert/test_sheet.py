import zipfile

import openpyxl
import pytest

from dossier.convert.sheet import prepare
from dossier.convert.sheet.references import column_number


def prepared(tmp_path, book):
    """The workbook as it goes to the engine."""
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.save(source)
    prepare(source, target)
    return openpyxl.load_workbook(target)


def filled(columns: int, width: float | None = None):
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(1, columns + 1):
        cell = sheet.cell(3, number, f"值{number}")
        if width:
            sheet.column_dimensions[cell.column_letter].width = width
    return book, sheet


def paper(sheet) -> tuple:
    setup = sheet.page_setup
    fit = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    return fit, setup.fitToWidth, setup.fitToHeight, setup.orientation, setup.paperSize


FIT, A4, A3 = (True, 1, 0), 9, 8


def test_a_wide_sheet_is_fitted_and_turned(tmp_path):
    """Thirty columns go across one page's width, on A4."""
    book, _ = filled(30)
    assert paper(prepared(tmp_path, book).active) == (*FIT, "landscape", A4)


def test_a_narrow_sheet_stays_upright(tmp_path):
    """What fits is not turned; to be fitted does it no harm."""
    book, _ = filled(5)
    assert paper(prepared(tmp_path, book).active) == (*FIT, None, A4)


@pytest.mark.parametrize(("width", "turned"), [(20, None), (30, "landscape")])
def test_the_width_of_the_columns_counts(tmp_path, width, turned):
    """Five columns of 20 characters are hardly wider than A4, five of 30 much wider."""
    book, _ = filled(5, width)
    assert paper(prepared(tmp_path, book).active)[3] == turned


def test_hidden_and_empty_columns_do_not_count(tmp_path):
    """Only columns that print make a sheet wide."""
    book, sheet = filled(20)
    for number in range(4, 21):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].hidden = True
    sheet["AZ1"].border = openpyxl.styles.Border(left=openpyxl.styles.Side("thin"))
    assert paper(prepared(tmp_path, book).active)[3] is None


def test_what_the_author_decided_stays(tmp_path):
    """Fit to page, a scale or a column break set by the author are left; so is A3."""
    book, sheet = filled(30)
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 3
    scaled = book.copy_worksheet(sheet)
    scaled.sheet_properties.pageSetUpPr = None
    scaled.page_setup.scale = 60
    broken = book.create_sheet("分页")
    broken["AD1"] = 1
    broken.col_breaks.append(openpyxl.worksheet.pagebreak.Break(id=10))
    a3 = book.create_sheet("A3")
    a3["AD1"] = 1
    a3.page_setup.paperSize = A3
    result = prepared(tmp_path, book)
    assert [paper(one) for one in result] == [
        (True, 2, 3, None, A4),
        (False, 2, 3, None, A4),
        (False, None, None, None, A4),
        (*FIT, "landscape", A3),
    ]


def test_content_is_the_same(tmp_path):
    """Only the page set-up changes: values, other parts and their order are kept."""
    book, sheet = filled(30)
    sheet["A9"] = "=SUM(1,2)"
    sheet.merge_cells("A10:C10")
    sheet.oddHeader.center.text = "页眉"
    result = prepared(tmp_path, book).active
    assert result["AD3"].value == "值30"
    assert result["A9"].value == "=SUM(1,2)"
    assert result.oddHeader.center.text == "页眉"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as a, zipfile.ZipFile(tmp_path / "b.xlsx") as b:
        assert a.namelist() == b.namelist()
        same = [name for name in a.namelist() if a.read(name) == b.read(name)]
    assert set(a.namelist()) - set(same) == {"xl/worksheets/sheet1.xml"}


def test_what_is_no_workbook_is_copied(tmp_path):
    """A file that cannot be read goes to the engine as it is."""
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(b"PK nothing")
    prepare(source, target)
    assert target.read_bytes() == b"PK nothing"


@pytest.mark.parametrize(
    ("cell", "number"), [("A1", 1), ("Z9", 26), ("AA10", 27), ("XFD1", 16384), ("", 0)]
)
def test_column_numbers(cell, number):
    """Letters count in base 26 without a zero."""
    assert column_number(cell) == number
