"""Columns: numbers have room, and texts are not cut by their neighbours."""

import pytest

from dossier.media.columns import column_letters
from raw_workbook import (
    col,
    number,
    row,
    sheet,
    styles,
    text,
)

pytestmark = pytest.mark.engine

NOTE = "每名学生都有一份成长档案，由班主任负责填写，并在学期末交教导处检查归档保存，以备查考。"


def test_numbers_have_room(printed):
    """No column shows ### or 1E+08: it is wide enough for its numbers."""
    page = printed(
        sheet(
            row(1, number("A1", 510104199), number("B1", 13800138000), number("C1", 44805, 2),
                number("D1", 123456789, 3), number("E1", 0.333333333333)),
            columns=col(1, 9, 6),
        ),
        style=styles("yyyy/m/d", "#,##0.00"),
    )  # fmt: skip
    assert " ".join(page.lines).split() == [
        "510104199", "13800138000", "2022/9/1", "123,456,789.00", "0.3333",
    ]  # fmt: skip
    assert page.said == [
        "columns too narrow for what is in them are printed wider (4): 表1!A, 表1!B, 表1!C, 表1!D"
    ]


def test_long_numbers_have_all_their_digits(printed):
    """A number of twelve digits or more, as of an account, is no 6.22E+14."""
    page = printed(sheet(row(1, number("A1", 622202100112345)), columns=col(1, 1, 30)))
    assert page.words == "622202100112345"
    assert page.said == ["long numbers are printed with all their digits (1): 表1!A1"]


def test_texts_are_not_cut_by_their_neighbours(printed):
    """A name or number of an identity card gets more room; a long text breaks into lines."""
    page = printed(
        sheet(
            row(1, text("A1", "欧阳明德老师"), text("B1", NOTE), text("C1", "51010420100101001X"),
                text("D1", "邻")),
            columns=col(1, 1, 7) + col(2, 2, 20) + col(3, 3, 8),
        )
    )  # fmt: skip
    assert "欧阳明德老师 51010420100101001X 邻" in page.lines
    assert NOTE in page.words
    assert page.said == [
        "columns too narrow for what is in them are printed wider (2): 表1!A, 表1!C",
        "cells that would be cut off at their edge are printed in several lines (1): 表1!B1",
    ]


def test_a_broad_sheet_breaks_its_texts(printed):
    """Where a sheet is broader than a page already, its texts take more lines, not more width."""
    cells = [
        text(f"{column_letters(n)}1", f"第{n}项工作的落实情况和责任分工说明") for n in range(1, 16)
    ]
    page = printed(sheet(row(1, *cells), columns=col(1, 15, 12)))
    assert all(f"第{n}项工作的落实情况和责任分工说明" in page.words for n in range(1, 16))
    assert page.sizes == [(842, 595)]


def test_texts_run_on_over_empty_cells(printed):
    """Where nothing stands beside it, a text stays in one line."""
    page = printed(
        sheet(row(1, text("A1", NOTE[:20])), row(2, text("E2", "尾")), columns=col(1, 5, 9))
    )
    assert page.lines[0] == NOTE[:20]
    assert page.said == []


def test_a_note_below_the_table_breaks_within_the_page(printed):
    """A long line without neighbours does not shrink the whole sheet."""
    page = printed(sheet(row(1, text("A1", "项目")), row(2, text("A2", "注：" + NOTE * 5))))
    assert "注：" + NOTE * 5 in page.words
    assert page.smallest == pytest.approx(11, abs=0.2)
