"""Sheets on paper: wide ones on larger or on more pages, never too small to be read."""

import pytest
from printed_book import A4, ACROSS

from dossier.media.columns import column_letters
from raw_workbook import (
    col,
    number,
    row,
    sheet,
    text,
)

pytestmark = pytest.mark.engine


def wide(columns: int, rows: int = 12) -> str:
    """A table with a head and names in its second column."""

    names = [column_letters(n) for n in range(1, columns + 1)]
    head = row(1, *(text(f"{name}1", f"栏{n}") for n, name in enumerate(names, 1)))
    body = [
        row(line, number(f"A{line}", line), text(f"B{line}", f"学生{line}"),
            *(number(f"{name}{line}", 85) for name in names[2:]))
        for line in range(2, rows + 2)
    ]  # fmt: skip
    return sheet(head, *body, columns=col(1, columns, 9))


def test_a_wide_sheet_goes_on_a4_while_it_can_be_read(printed):
    """Fifteen columns fit A4 across."""
    page = printed(wide(22))
    assert page.sizes == [(842, 595)]
    assert page.said == []


def test_a_wider_sheet_goes_on_a3(printed):
    """Where characters would be smaller than 5 pt on A4, it is A3 across, and told."""
    page = printed(wide(38))
    assert page.sizes == [ACROSS]
    assert page.smallest >= 5
    assert page.said == [
        "sheets whose characters would be smaller than 5 pt on A4 are printed on A3 (1): 表1"
    ]


def test_the_widest_sheets_go_on_several_pages_with_their_heads(printed):
    """A hundred columns: no character below 5 pt, and each page says whose figures it shows."""
    page = printed(wide(100))
    assert set(page.sizes) == {ACROSS}
    assert len(page.pages) in {2, 3}
    assert page.smallest >= 5
    assert all("学生7" in "".join(one.split()) for one in page.pages)
    assert "栏100" in page.pages[-1]
    assert page.said == [
        "sheets whose characters would be smaller than 5 pt are printed on more pages (1): 表1"
    ]


def test_even_the_author_makes_nothing_unreadable(printed):
    """Five hundred rows asked for on one page go on several."""
    rows = [row(n, text(f"A{n}", f"第{n}行")) for n in range(1, 501)]
    setup = '<pageSetup paperSize="9" fitToWidth="1" fitToHeight="1"/>'
    page = printed('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' + sheet(*rows, after=setup))
    assert page.smallest >= 5
    assert "第500行" in page.words
    assert set(page.sizes) == {A4}


def test_frozen_panes_are_the_heads(printed):
    """What stays in sight on the screen stands on each page."""
    view = (
        '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" '
        'state="frozen"/></sheetView></sheetViews>'
    )
    page = printed(view + wide(100, rows=3))
    others = ["".join(one.split()) for one in page.pages[1:]]
    assert others
    assert all("栏1" in one and "学生2" not in one for one in others)


def titled(printed, titles: str, rows: int = 100):
    """The pages of a sheet that repeats these rows or columns."""
    lines = [row(n, text(f"A{n}", f"A{n}行"), text(f"B{n}", "说明")) for n in range(1, rows + 1)]
    name = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{titles}</definedName>'
    return printed(sheet(*lines), names=name)


@pytest.mark.parametrize("last", [60, 90])
def test_titles_that_leave_no_room_are_printed_once(printed, last):
    """Rows to repeat that are higher than a page would push all others off it."""
    page = titled(printed, f"表1!$1:${last}")
    assert all(page.words.count(f"A{n}行") == 1 for n in range(1, 101))
    (said,) = page.said
    assert said.startswith("rows or columns to repeat at the top or left that leave no room")


def test_titles_beside_which_there_is_room_stay(printed):
    """A head of a few rows stands on each page, and so does one of twenty."""
    for last in (2, 20):
        page = titled(printed, f"表1!$1:${last}")
        assert page.words.count(f"A{last}行") == len(page.pages) > 1
        assert all(page.words.count(f"A{n}行") == 1 for n in range(last + 1, 101))
        assert page.said == []
