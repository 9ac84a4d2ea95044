"""Rows: each holds all of its lines, and none is higher than a page."""

import pypdfium2
import pytest
from printed_book import A3, A4, Printed

from raw_workbook import (
    WRAP,
    col,
    row,
    sheet,
    styles,
    text,
)

pytestmark = pytest.mark.engine

NOTE = "每名学生都有一份成长档案，由班主任负责填写，并在学期末交教导处检查归档保存，以备查考。"


def test_rows_without_a_height_hold_all_their_lines(printed):
    """A row that breaks its text is as high as its lines, and nothing is said of that."""
    page = printed(
        sheet(
            row(1, text("A1", NOTE, WRAP), text("B1", "小学≥4.5\n初中≥5.8\n高中≥6.5", WRAP)),
            row(2, text("A2", "下一行")),
            columns=col(1, 2, 30),
        )
    )
    assert NOTE in page.words
    assert "小学≥4.5初中≥5.8高中≥6.5" in page.words
    assert page.said == []


def test_rows_with_a_stored_height_grow_where_the_fonts_are_higher(printed):
    """Three lines of 宋体 in the 40.5 pt of Excel need more in the font that stands for it."""
    page = printed(
        sheet(row(1, text("A1", NOTE, WRAP), ht="40.5"), columns=col(1, 1, 30)),
    )
    assert NOTE in page.words
    assert page.said == []


def test_rows_of_a_fixed_height_grow_and_it_is_told(printed):
    """A row that its author made too low is printed higher, and named."""
    page = printed(
        sheet(
            row(1, text("A1", "矮", WRAP), ht="20", customHeight="1"),
            row(2, text("A2", NOTE, WRAP), ht="14", customHeight="1"),
            columns=col(1, 1, 30),
        )
    )
    assert tops(page, "每", "查") == 1
    assert page.said == ["rows too low for their text are printed higher (1): 表1!2"]


def tops(page: Printed, first: str, last: str) -> int:
    """1 where the first and last characters stand apart on the page, unclipped."""
    with pypdfium2.PdfDocument(page.made.item_pdf.pdf) as document:
        words = document[0].get_textpage()
        content = words.get_text_range()
        a, b = (words.get_charbox(content.index(one)) for one in (first, last))
    return int(a[1] > b[3])


def test_merged_cells_hold_all_their_lines(printed):
    """The last row of a merged range grows where all its rows are too low."""
    page = printed(
        sheet(
            row(1, text("A1", NOTE * 2, WRAP), ht="14", customHeight="1"),
            row(2, '<c r="A2"/>', ht="14", customHeight="1"),
            row(3, text("A3", "之后")),
            columns=col(1, 1, 30),
            after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
        )
    )
    assert NOTE * 2 in page.words
    assert page.said == ["rows too low for their text are printed higher (1): 表1!2"]


def test_lines_are_kept_where_nothing_says_that_they_break(printed):
    """A text with breaks of its own in a cell that does not wrap is shown in lines."""
    page = printed(
        sheet(row(1, text("A1", "第一行\n第二行\n第三行")), row(2, text("A2", "下一行")))
    )
    assert "第一行第二行第三行" in page.words


def test_stacked_characters_are_all_there(printed):
    """A label of characters one below the other gets the height that it needs."""
    label = '<xf fontId="0"><alignment vertical="center" textRotation="255"/></xf></cellXfs>'
    style = styles().replace("</cellXfs>", label)
    page = printed(
        sheet(
            row(1, text("A1", "主要工作与成效", 2), ht="40", customHeight="1"),
            row(2, '<c r="A2"/>', ht="40", customHeight="1"),
            after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
        ),
        style=style,
    )
    assert page.words == "主要工作与成效"
    assert page.said == ["rows too low for their text are printed higher (1): 表1!2"]


@pytest.mark.parametrize(("lines", "sizes"), [(30, [A4]), (60, [A4, A4]), (120, [A3, A3])])
def test_a_row_is_never_higher_than_a_page(printed, lines, sizes):
    """A cell of many lines is printed smaller, or on A3, rather than beyond the lower edge."""
    cell = text("A1", "\n".join(f"第{n}条：要求。" for n in range(1, lines + 1)), WRAP)
    page = printed(sheet(row(1, cell), row(2, text("A2", "之后")), columns=col(1, 1, 40)))
    assert f"第{lines}条：要求。" in page.words
    assert page.lowest > 0
    assert page.smallest >= 5
    assert page.sizes == sizes


def test_a_row_that_no_page_holds_is_told(printed):
    """Two hundred and fifty lines in one cell cannot be printed, and that is said."""
    cell = text("A1", "\n".join(f"第{n}条" for n in range(1, 251)), WRAP)
    page = printed(sheet(row(1, cell), columns=col(1, 1, 40)))
    assert page.said[-1] == "rows higher than a page lose their last lines (sheets: 1): 表1"
