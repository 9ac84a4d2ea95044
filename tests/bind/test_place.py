"""Where the number stands, whatever the page's coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.bind.place import A4, plate, seen, visible

sides = st.floats(30, 4000)
origins = st.floats(-5000, 5000)
turns = st.sampled_from([0, 90, 180, 270, -90, 450])
units = st.floats(0.5, 10)


@given(origins, origins, sides, sides, turns, units, st.integers(1, 4), st.booleans())
def test_the_plate_stands_in_the_upper_right(x, y, width, height, turn, unit, digits, marked):
    """the plate lies wholly within what is seen, near its upper right corner."""
    sheet = seen((x, y, x + width, y + height), turn, unit)
    placed = plate(sheet, 0.555 * digits, 6.2 if marked else 0)
    right, top = placed.x + placed.width, placed.y + placed.height
    assert placed.width > 0
    assert placed.height > 0
    assert -1e-6 <= placed.x < right <= sheet.width
    assert sheet.height / 2 - 1e-6 <= placed.y < top <= sheet.height
    assert (sheet.width - right) * unit <= 18 * max(1, 4000 * unit / 842) + 1e-6
    assert sheet.width - right <= 0.05 * sheet.width + 1e-6
    x0, y0, x1, y1 = sheet.rectangle(placed.x, placed.y, placed.width, placed.height)
    assert x - 1e-6 <= x0 < x1 <= x + width + 1e-6
    assert y - 1e-6 <= y0 < y1 <= y + height + 1e-6


@pytest.mark.parametrize(
    ("turn", "corner"), [(0, (110, 220)), (90, (10, 220)), (180, (10, 20)), (270, (110, 20))]
)
def test_the_seen_corner_is_the_right_one_of_the_page(turn, corner):
    """the upper right corner, once turned clockwise, is the corner that was there before."""
    sheet = seen((10, 20, 110, 220), turn)
    assert sheet.point(sheet.width, sheet.height) == corner


def test_type_has_its_true_size_up_to_a3():
    """A4 and A3 carry the same number in 五号 (10.5 pt), whatever their unit."""
    a4 = plate(seen(A4, 0), 1)
    a3 = plate(seen((0, 0, 1191, 842), 0), 1)
    half = plate(seen((0, 0, 595.28 / 2, 841.89 / 2), 0, unit=2), 1)
    assert a4.number_size == a3.number_size == 2 * half.number_size == 10.5


def test_a_poster_carries_a_larger_number():
    """on a page four times A3 the number is still found when the page fills a screen."""
    assert plate(seen((0, 0, 3368, 4764), 0), 1).number_size == 42


@pytest.mark.parametrize(
    ("media", "crop", "expected"),
    [
        ((0, 0, 600, 800), None, (0, 0, 600, 800)),
        ((600, 800, 0, 0), None, (0, 0, 600, 800)),
        ((0, 0, 600, 800), (50, 60, 500, 700), (50, 60, 500, 700)),
        ((0, 0, 600, 800), (-100, 60, 900, 700), (0, 60, 600, 700)),
        ((0, 0, 600, 800), (700, 900, 800, 990), (0, 0, 600, 800)),
        ((0, 0, 0, 0), None, A4),
    ],
)
def test_what_is_seen_of_a_page(media, crop, expected):
    """CropBox is cut by MediaBox, corners may come in any order, and nonsense is passed over."""
    assert visible(media, crop) == expected
