"""Rows of tables: every line is printed, however high the row."""

import pytest

from word_file import PICTURE, inline, lines, paragraph, row, table

LARGE = '<w:sz w:val="32"/>'
WHOLE = "<w:cantSplit/>"


def missing(printed, count: int) -> list[int]:
    return [n for n in range(1, count + 1) if f"第{n}行" not in printed.words]


@pytest.mark.engine
@pytest.mark.parametrize("header", [1, 3])
@pytest.mark.parametrize("count", [26, 27, 28, 29, 30, 31, 34, 38])
def test_a_row_that_cannot_fit_below_its_header_goes_on(printed, header, count):
    """no line of a row that may not split is lost, whatever of the page a header leaves it."""
    made = printed(
        table(
            row(paragraph("头") * header, properties=f"{WHOLE}<w:tblHeader/>"),
            row(paragraph("短"), properties=WHOLE),
            row(lines(count, LARGE), properties=WHOLE),
        )
    )
    assert missing(made, count) == []


@pytest.mark.engine
@pytest.mark.parametrize("look", ["", WHOLE, '<w:trHeight w:val="3000" w:hRule="atLeast"/>'])
def test_a_row_beside_upright_text_goes_on(printed, look):
    """a form of which a row has an upright label and more lines than a page is printed whole."""
    turn = '<w:textDirection w:val="tbRlV"/>'
    label = f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{turn}</w:tcPr>'
    cell = '<w:tc><w:tcPr><w:tcW w:w="7000" w:type="dxa"/></w:tcPr>'
    made = printed(
        table(
            f"<w:tr><w:trPr>{look}</w:trPr>{label}{paragraph('个人简历')}</w:tc>"
            f"{cell}{lines(70)}</w:tc></w:tr>",
            grid=(900, 7000),
        )
    )
    assert missing(made, 70) == []
    assert "个人简历" in made.words


@pytest.mark.engine
def test_a_row_that_fits_stays_whole(printed):
    """a row that may not split and has room on the next page is not split."""
    made = printed(
        paragraph("前") * 40
        + table(
            row(paragraph("头"), properties="<w:tblHeader/>"),
            row(lines(12), properties=WHOLE),
        )
    )
    assert "第1行" not in made.pages[0]
    assert missing(made, 12) == []


@pytest.mark.engine
def test_a_row_of_fixed_height_grows_with_its_text(printed):
    """five lines in a row of the height of one are printed, and what follows stands below them."""
    made = printed(
        table(row(lines(5, LARGE), properties='<w:trHeight w:val="500" w:hRule="exact"/>'))
        + paragraph("其后")
    )
    assert missing(made, 5) == []
    assert made.place("其后")[1] > made.place("第 5 行")[1]
    assert [remark.code.slug for remark in made.remarks] == ["content-adapted"]


@pytest.mark.engine
def test_a_row_of_fixed_height_that_is_enough_keeps_it(printed):
    """a row whose text fits is as high as it says, and nothing is told of it."""
    exact = '<w:trHeight w:val="1000" w:hRule="exact"/>'
    made = printed(table(row(paragraph("甲"), properties=exact)) + paragraph("其后"))
    assert made.remarks == ()
    assert 49 <= made.place("其后")[1] - made.place("甲")[1] <= 58


@pytest.mark.engine
def test_a_picture_three_tables_deep_is_printed(printed):
    """a picture is seen whole, though a row around it has a lower fixed height."""
    low = '<w:trHeight w:val="400" w:hRule="exact"/>'
    inner = table(row(paragraph(inline(700_000)) + paragraph("内"), properties=low), grid=(3000,))
    middle = table(row(inner + paragraph("中")), grid=(4000,))
    made = printed(table(row(middle + paragraph("外"))), **PICTURE)
    left, top, right, bottom = made.red()
    assert right - left == pytest.approx(55, abs=3)
    assert bottom - top == pytest.approx(55, abs=3)
    assert "内" in made.words
