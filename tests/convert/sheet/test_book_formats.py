"""Numbers and days as a Chinese Excel shows them."""

import pytest

from raw_workbook import (
    col,
    number,
    row,
    sheet,
    styles,
)

pytestmark = pytest.mark.engine


FORMATS = [
    ("aaaa", 44805, "星期四"),
    ("aaa", 44805, "四"),
    ("yyyy/m/d aaaa", 44805, "2022/9/1 星期四"),
    ("[$-F800]dddd\\, mmmm dd\\, yyyy", 44805, "2022年9月1日"),
    ("[$-F400]h:mm:ss\\ AM/PM", 44805.6, "14:24:00"),
    ("[$-x-sysdate]dddd, mmmm dd, yyyy", 44805, "2022年9月1日"),
    ('上午/下午h"时"', 44805.6, "下午2时"),
    ('[$-zh-CN]yyyy"年"m"月"', 44805, "2022年9月"),
    ("[$-en-US]d-mmm-yy", 44805, "1-Sep-22"),
    ("[$-409]mmmm d, yyyy", 44805, "September 1, 2022"),
    ("[$-804]aaaa", 44805, "星期四"),
    ('yyyy"年"m"月"d"日";@', 44805, "2022年9月1日"),
    ('e"年"m"月"', 44805, "2022年9月"),
    ('[DBNum1]yyyy"年"m"月"d"日"', 44847, "二〇二二年十月十三日"),
    ('[DBNum1]h"时"mm"分"', 44805.6, "十四时二十四分"),
    ("[DBNum1][$-804]General", 1023, "一千〇二十三"),
    ('[DBNum2][$-804]G/通用格式"元"', 1023.5, "壹仟零贰拾叁.伍元"),
    ("[DBNum1]0", 2022, "二〇二二"),
    ('0!.0,"万"', 45000, "4.5万"),
    ("0!.0000", 45000, "4.5000"),
    ("#,##0.00_ ", 1234.5, "1,234.50"),
    ("[蓝色]0", 7, "7"),
    ('G/通用格式"人"', 52, "52人"),
    ('[>=60]"及格";"不及格"', 59, "不及格"),
    ("000000", 88, "000088"),
]  # fmt: skip


def test_formats_are_shown_as_in_a_chinese_excel(printed):
    """Days of the week, system dates, Chinese figures and scales are those of Excel in zh-CN."""
    codes = [code for code, _, _ in FORMATS]
    rows = [row(n, number(f"A{n}", value, n + 1)) for n, (_, value, _) in enumerate(FORMATS, 1)]
    page = printed(sheet(*rows, columns=col(1, 1, 40)), style=styles(*codes))
    assert sorted(page.lines) == sorted(shown for _, _, shown in FORMATS)


def test_built_in_formats_are_those_of_a_chinese_excel(printed):
    """Numbers of formats that stand for another code in each language."""
    numbers = {14: "2022/9/1", 22: "2022/9/1 14:24", 31: "2022年9月1日", 32: "14时24分",
               34: "下午2时24分", 57: "2022年9月", 58: "9月1日"}  # fmt: skip
    style = styles().replace(
        "</cellXfs>",
        "".join(f'<xf numFmtId="{n}" fontId="0" applyNumberFormat="1"/>' for n in numbers)
        + "</cellXfs>",
    )
    rows = [row(n, number(f"A{n}", 44805.6, n + 1)) for n in range(1, len(numbers) + 1)]
    page = printed(sheet(*rows, columns=col(1, 1, 40)), style=style)
    assert sorted(page.lines) == sorted(numbers.values())
