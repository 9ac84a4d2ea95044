"""What of a workbook stays as it is: charts, drawings, days, colours, bytes."""

import io

import openpyxl
import openpyxl.drawing.image
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.header_footer import HeaderFooter
from printed_book import Printed, pictures, png

from dossier.files import sha256_of
from raw_workbook import (
    book,
    col,
    number,
    row,
    sheet,
    styles,
)

pytestmark = pytest.mark.engine


def test_drawings_and_charts_are_kept(engine, tmp_path):
    """A chart, a picture and filters of a workbook that is altered stand on its page."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    for line in (["年级", "人数"], ["一年级", 120], ["二年级", 131], ["三年级", 99]):
        page.append(line)
    page.row_dimensions[3].hidden = True
    chart = BarChart()
    chart.title = "各年级人数"
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    page.add_chart(chart, "D2")
    page.add_image(openpyxl.drawing.image.Image(io.BytesIO(png("green"))), "D20")
    path = tmp_path / "图.xlsx"
    workbook.save(path)
    made = Printed(engine, path)
    assert "各年级人数" in made.words
    assert "一年级" in made.words
    assert "二年级131" not in made.words
    assert len(pictures(made)) == 1


def test_sheets_of_a_chart_name_the_real_file(engine, tmp_path):
    """A sheet that is but a chart is printed, and its header has the file's name and no clock."""
    workbook = openpyxl.Workbook()
    for line in (["年级", "人数"], ["一年级", 120], ["二年级", 131]):
        workbook.active.append(line)
    chart = BarChart()
    chart.title = "各年级人数"
    chart.add_data(Reference(workbook.active, min_col=2, min_row=1, max_row=3))
    page = workbook.create_chartsheet("图")
    page.add_chart(chart)
    page.headerFooter = HeaderFooter()
    page.headerFooter.oddHeader.center.text = "&F &D"
    path = tmp_path / "统计.xlsx"
    workbook.save(path)
    made = Printed(engine, path)
    assert "各年级人数" in made.words
    assert "统计.xlsx" in made.words
    assert [one.rpartition(" ")[2] for one in made.said] == ["图"]


def test_days_count_from_1904_where_the_workbook_says_so(printed):
    """A workbook of an old Mac shows the same days; formats in characters as well."""
    page = printed(
        sheet(row(1, number("A1", 43343, 2)), row(2, number("A2", 43343.5, 3)),
              columns=col(1, 1, 40)),
        style=styles('yyyy"年"m"月"d"日"', '[DBNum1]yyyy"年"m"月"d"日"h"时"'),
        properties='<workbookPr date1904="1"/>',
    )  # fmt: skip
    assert sorted(page.lines) == ["2022年9月1日", "二〇二二年九月一日十二时"]


def test_colours_do_not_hang_on_the_day(printed):
    """A conditional format that asks for today means the day of the last saving."""
    style = styles("yyyy-mm-dd").replace("</cellXfs>", "</cellXfs><dxfs count='1'><dxf><font>"
                                         "<color rgb='FFFF0000'/></font></dxf></dxfs>")  # fmt: skip
    rule = (
        '<conditionalFormatting sqref="A1:A2"><cfRule type="expression" dxfId="0" priority="1">'
        "<formula>A1&gt;=TODAY()</formula></cfRule></conditionalFormatting>"
    )
    page = printed(
        sheet(row(1, number("A1", 44804, 2)), row(2, number("A2", 44805, 2)),
              columns=col(1, 1, 20), after=rule),
        style=style,
    )  # fmt: skip
    content = page.reader.pages[0].get_contents().get_data().decode("latin-1")
    assert content.count("1 0 0 rg") == 1


def test_the_same_workbook_makes_the_same_bytes(engine, tmp_path):
    """Neither folder nor name nor clock is in a PDF, but the name where the header asks for it."""
    hashes = []
    for folder, name in (("a", "甲.xlsx"), ("b", "乙.xlsx")):
        (tmp_path / folder).mkdir()
        path = book(
            tmp_path / folder / name,
            {"表": sheet(row(1, number("A1", 44805, 2, "NOW()")), after="<headerFooter><oddHeader>"
                        "&amp;D &amp;T &amp;Z</oddHeader></headerFooter>")},
            style=styles("yyyy-mm-dd hh:mm:ss"),
        )  # fmt: skip
        hashes.append(sha256_of(Printed(engine, path).made.item_pdf.pdf))
    assert hashes[0] == hashes[1]


def test_a_scale_that_was_chosen_for_one_page_keeps_the_sheet_there(tmp_path, engine):
    """What just fits on Letter at the author's scale does not lose its last column on A4."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["左", "中", "右"])
    for column, width in zip("ABC", (30, 70, 38), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.scale = 59
    workbook.save(tmp_path / "a.xlsx")
    (page,) = Printed(engine, tmp_path / "a.xlsx").pages
    assert page.split() == ["左", "中", "右"]
