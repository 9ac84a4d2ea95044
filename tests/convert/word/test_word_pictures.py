"""Pictures in the line: the whole of each is seen, wherever it stands."""

import pytest

from word_file import PICTURE, inline, paragraph, row, table

CENTIMETRE = 360_000  # EMU
POINTS = 72 / 2.54  # to the centimetre
EXACT = '<w:spacing w:line="400" w:lineRule="exact"/>'


@pytest.mark.engine
def test_a_picture_wider_than_its_cell_is_seen_whole(printed):
    """it is as wide as the cell's text, and still a square."""
    wide = paragraph(inline(9 * CENTIMETRE))
    made = printed(table(row(wide, paragraph("乙")), grid=(4000, 4000)), **PICTURE)
    left, top, right, bottom = made.red()
    assert right - left == pytest.approx(bottom - top, abs=2)
    assert 180 <= right - left <= 200
    assert [remark.code.slug for remark in made.remarks] == ["content-adapted"]


@pytest.mark.engine
def test_a_picture_wider_than_the_paper_is_seen_whole(printed):
    """it is as wide as the text of the page."""
    made = printed(paragraph(inline(19 * CENTIMETRE)), **PICTURE)
    left, top, right, bottom = made.red()
    assert right - left == pytest.approx(bottom - top, abs=2)
    assert left >= 90
    assert right <= 595 - 89


@pytest.mark.engine
def test_a_line_of_exact_height_grows_with_its_picture(printed):
    """the line in which a picture stands is as high as the picture."""
    made = printed(paragraph(inline(6 * CENTIMETRE), properties=EXACT) + paragraph("后"), **PICTURE)
    _, top, _, bottom = made.red()
    assert bottom - top == pytest.approx(6 * POINTS, abs=2)
    assert made.place("后")[1] > bottom


@pytest.mark.engine
def test_a_picture_that_has_room_stays_as_it_is(printed):
    """neither its size nor its line is touched, and nothing is told."""
    made = printed(paragraph(inline(14 * CENTIMETRE)), **PICTURE)
    left, _, right, _ = made.red()
    assert right - left == pytest.approx(14 * POINTS, abs=2)
    assert made.remarks == ()
