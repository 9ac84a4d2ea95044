"""Headers and footers: what they would take from the machine that prints."""

import pytest

from raw_workbook import (
    row,
    sheet,
    text,
)

pytestmark = pytest.mark.engine


def test_headers_name_the_real_file_and_no_clock(printed):
    """`&F` is the file's name, `&Z` nothing, `&D` and `&T` the last saving in China's time."""
    header = (
        "<headerFooter><oddHeader>&amp;L&amp;12&amp;F&amp;C&amp;A&amp;R&amp;Z&amp;F</oddHeader>"
        "<oddFooter>&amp;L&amp;D &amp;T&amp;C第&amp;P页，共&amp;N页</oddFooter></headerFooter>"
    )
    page = printed(sheet(row(1, text("A1", "表")), after=header), name="2022年 A&B.xlsx")
    words = " ".join(page.lines)
    assert words.count("2022年 A&B.xlsx") == 2
    assert "表1" in words
    assert "第1页，共1页" in words
    assert "2022/9/1 8:30" in words
    assert "/tmp" not in words
    assert [one.split(" (")[0] for one in page.said] == [
        "the date or time in header or footer is that of the last saving, not of printing",
        "header or footer name the file without its folder",
    ]
