"""Numbers, days and texts as their formats show them, held against the pages."""

from pathlib import Path

import pytest
from office_files import book
from openpyxl.styles import Alignment

from dossier.compare.package import OfficeParts
from dossier.compare.run import compare
from dossier.compare.sheet_numbers import roundings, shown_number
from dossier.compare.sheet_text import read_sheets
from dossier.finding import Code
from dossier.model.evidence_file import FileKind

DAY, MOMENT = "44805", "44805.354166666664"
ACCOUNT = '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '
WAN = '[>=10000]0!.0,"万";0'
SHOWN = [
    (DAY, 'yyyy"年"m"月"d"日"', "2022年9月1日"),
    (DAY, "yyyy\\-mm\\-dd;@", "2022-09-01"),
    (DAY, "yyyy.m.d", "2022.9.1"),
    (DAY, "[$-F800]dddd\\, mmmm dd\\, yyyy", "2022年9月1日"),
    (DAY, 'yyyy"年"m"月"d"日" aaaa', "2022年9月1日 星期四"),
    (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二二年九月一日"),
    (DAY, "d\\-mmm\\-yy", None),
    (MOMENT, "yyyy/m/d h:mm", "2022/9/1 8:30"),
    (MOMENT, '上午/下午h"时"mm"分"', "上午8时30分"),
    ("1.5", "[h]:mm", "36:00"),
    ("0.354166666666667", 'h"时"m"分"', "8时30分"),
    ("0.3541234567", "h:mm", None),
    ("12", "yyyy/m/d", None),
    ("1234567.891", "#,##0.00", "1,234,567.89"),
    ("1234567.891", '0!.0,"万元"', "123.5万元"),
    ("1234567.891", '0.00,"千元"', "1234.57千元"),
    ("1234567.891", '0.0,,"百万"', "1.2百万"),
    ("123456", WAN, "12.3万"),
    ("-1234.5", WAN, "-1235"),
    ("-1234.5", '0.00;[Red]"（"0.00"）"', "（1234.50）"),
    ("-0.001", "0.00", "0.00"),
    ("1234.5", ACCOUNT, " ¥1,234.50 "),
    ("0", ACCOUNT, " ¥- "),
    ("0.125", "0.0%", "12.5%"),
    ("2.675", "0.00", "2.68"),
    ("7", "000\\-0000", "000-0007"),
    ("7", "# ?/?", None),
    ("7", "0;;", "7"),
    ("0", "0;;", ""),
    ("7", 'General"人"', "7人"),
    ("13800138000", "General", "13800138000"),
    ("0.1234", 'General"人"', None),
    ("1.5", "E+0", None),
]


@pytest.mark.parametrize(("value", "form", "shown"), SHOWN)
def test_a_number_as_a_chinese_excel_shows_it(value: str, form: str, shown: str | None) -> None:
    """This test ensures that numbers and days are worked out where that is certain, else not."""
    assert shown_number(value, form) == shown


def test_days_from_1904_and_decimals_in_narrow_columns() -> None:
    """This test ensures that the second way of counting days is known, and roundings are."""
    assert shown_number("43343", "yyyy/m/d", since_1904=True) == "2022/9/1"
    assert {"0.666666667", "0.6667", "0.67", "1"} <= set(roundings("0.6666666666666666", "General"))
    assert roundings("0.6666666666666666", "0.00") == ()


def formatted(path: Path, *cells: tuple[object, str]) -> Path:
    """A workbook of one column, with numbers beside it that could be taken for pieces of days."""

    def change(sheet) -> None:
        for row, (value, form) in enumerate(cells, 1):
            sheet.cell(row, 1, row)
            sheet.cell(row, 2, value).number_format = form
        sheet.column_dimensions["B"].width = 30

    return book(path, change=change)


@pytest.mark.engine
def test_formatted_cells_that_are_printed_are_not_told(tmp_path: Path, printed) -> None:
    """This test ensures that pages show numbers, days and texts as Excel does, and none is told.

    Among them are negative ones in a format of conditions, which keep their sign, truths in formats
    of numbers, and times a hair before a second.
    """
    cells: list[tuple[object, str]] = [(float(value), form) for value, form, _ in SHOWN]
    cells += [("张三", '@"同学"'), ("三", '0;0;0;"第"@"班"'), ("无", ";;;"), (True, "General")]
    # in formats of numbers, and with the noise of binary numbers
    cells += [(False, "0.00"), (True, "yyyy/m/d"), (41224.99998842592, "yyyy/m/d h:mm:ss")]
    file = formatted(tmp_path / "a.xlsx", *cells)
    (pdf,) = printed(file)
    held = read_sheets(OfficeParts(file))
    assert "2012/11/11 23:59:59" in {one.raw for one in held.pieces}
    assert {"张三同学", "第三班", "TRUE", "FALSE", "-1235"} <= {one.raw for one in held.pieces}
    assert [one.text.spoken("en") for one in compare(file, FileKind.SHEET, pdf)] == []


@pytest.mark.engine
def test_numbers_have_room_in_cells_that_break_and_are_found_where_they_break(
    tmp_path: Path, printed
) -> None:
    """This test ensures that numbers in cells that wrap are no ###, and broken ones are found."""

    def change(sheet) -> None:
        for row, across in enumerate((None, "distributed", "justify"), 1):
            cells = ((44805, 'yyyy"年"m"月"d"日"'), (1234567890.5, "#,##0.00"), (0.354, "0.00%"))
            for column, (value, form) in enumerate(cells, 1):
                cell = sheet.cell(row, column, value)
                cell.number_format = form
                cell.alignment = Alignment(wrap_text=True, horizontal=across)
                sheet.column_dimensions[cell.column_letter].width = 4

    file = book(tmp_path / "a.xlsx", change=change)
    (pdf,) = printed(file)
    assert [one.text.spoken("en") for one in compare(file, FileKind.SHEET, pdf)] == []


@pytest.mark.engine
@pytest.mark.parametrize(
    ("form", "said", "other"),
    [
        ('yyyy"年"m"月"d"日"', 44805, 44806),
        ("yyyy/m/d h:mm", 44805.5, 44805.75),
        ('0.0,"万元"', 123456, 133456),
        ("0.0%", 0.125, 0.135),
        ("General", 26.25, 26.75),
        ('0"人"', 77, None),
        ('[>=10000]0.0,"万";0', -120, 120),
    ],
)
def test_another_day_or_number_on_the_page_is_told(
    tmp_path: Path, printed, form: str, said: float, other: float | None
) -> None:
    """This test ensures that a wrong or missing number is told, by its cell."""
    around: list[tuple[object, str]] = [(44000 + one, "yyyy/m/d") for one in range(20)]
    file = formatted(tmp_path / "a.xlsx", *around, (said, form))
    (pdf,) = printed(formatted(tmp_path / "b.xlsx", *around, (other, form)))
    (remark,) = compare(file, FileKind.SHEET, pdf)
    assert remark.code is Code.CONTENT_NOT_PRINTED
    assert "B21" in remark.text.spoken("en")
