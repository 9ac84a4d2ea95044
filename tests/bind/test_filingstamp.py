"""归档章 as it is printed, judged by what a reader sees and copies."""

from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat
from stamped_pages import (
    AWKWARD,
    CELLS,
    MARK,
    MM,
    drawn,
    scanned,
    seen_sheet,
    stamped,
    text_page,
    within,
    words,
)

from dossier.bind.binding import StampCells
from dossier.bind.filingstamp import fitted, stamp_filing
from dossier.bind.stamp import Stamper, stamp_font
from dossier.bind.stamp_space import find_space
from dossier.bind.zones import StampPlace, upper_middle
from dossier.facts import astuple, replace

DPI = 144


def red(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The rectangle around all that is red."""
    band, green, _ = image.split()
    return ImageChops.subtract(band, green).point([int(v > 60) * 255 for v in range(256)]).getbbox()


def differs(before: Path, after: Path) -> Image.Image:
    return ImageChops.difference(drawn(before, DPI), drawn(after, DPI)).convert("L")


@pytest.mark.parametrize("page", AWKWARD.values(), ids=AWKWARD)
def test_the_stamp_is_of_true_size_where_it_was_put(tmp_path: Path, page) -> None:
    """This test ensures that 45 mm by 16 mm of red stand upright in the place, and no more."""
    path = zoo.single(tmp_path / "a.pdf", **page)
    sheet = seen_sheet(path)
    place = upper_middle(sheet)
    after = stamped(tmp_path / "b.pdf", path, place)
    x0, y0, x1, y1 = red(drawn(after, DPI)) or (0, 0, 0, 0)
    assert (x1 - x0, y1 - y0) == pytest.approx((45 * MM * 2, 16 * MM * 2), abs=2)
    assert (x0, y0) == pytest.approx((place.x * 2, 10 * MM * 2), abs=2)
    upright = zoo.single(tmp_path / "u.pdf")
    expected = stamped(tmp_path / "v.pdf", upright, upper_middle(seen_sheet(upright)))
    reference = within(expected, seen_sheet(upright), upper_middle(seen_sheet(upright)))
    same = within(after, sheet, place).resize(reference.size)
    assert ImageStat.Stat(ImageChops.difference(same, reference).convert("L")).mean[0] < 12
    turned = reference.rotate(180)
    assert ImageStat.Stat(ImageChops.difference(same, turned).convert("L")).mean[0] > 12


SOURCES = {
    "above": lambda path: text_page(path, 36, 12, 12, 12),
    "at the left": lambda path: text_page(path, left=32),
    "at the right": lambda path: text_page(path, right=30, box=(0, 0, 842, 595)),
    "turned page": lambda path: text_page(path, right=30, Rotate=90),
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_nothing_but_the_place_is_changed(tmp_path: Path, source) -> None:
    """This test ensures that what stood on the page is still there, and the values can be read."""
    path = source(tmp_path / "a.pdf")
    place = find_space(path)
    assert place
    after = stamped(tmp_path / "b.pdf", path, place)
    sheet = seen_sheet(path)
    image = differs(path, after)
    upper = sheet.height - place.y - place.height
    area = [place.x, upper, place.x + place.width, upper + place.height]
    image.paste(0, tuple(round(value * 2) + (1 if n > 1 else -1) for n, value in enumerate(area)))
    image.paste(0, (image.width - 400, 0, image.width, 80))  # the page number
    assert image.getextrema()[1] < 8
    assert "".join(words(after)).endswith("Z109202312学校设置与建设永久503盒0012件47")


@pytest.mark.parametrize(("turn", "step"), [(90, 1), (270, -1)])
def test_a_turned_stamp_has_its_upper_edge_outward(tmp_path: Path, turn: int, step: int) -> None:
    """This test ensures that it reads downward at the right and upward at the left."""
    path = zoo.single(tmp_path / "a.pdf")
    sheet = seen_sheet(path)
    place = StampPlace(300, 300, 16 * MM, 45 * MM, turn)
    turned = within(stamped(tmp_path / "b.pdf", path, place), sheet, place)
    flat = StampPlace(200, 300, 45 * MM, 16 * MM)
    upright = within(stamped(tmp_path / "c.pdf", path, flat), sheet, flat)
    back = turned.rotate(90 * step, expand=True).resize(upright.size)
    assert ImageStat.Stat(ImageChops.difference(back, upright).convert("L")).mean[0] < 15
    wrong = back.rotate(180)
    assert ImageStat.Stat(ImageChops.difference(wrong, upright).convert("L")).mean[0] > 15


def test_every_value_stands_in_its_cell(tmp_path: Path) -> None:
    """This test ensures that rows and columns are those of the standard."""
    path = zoo.single(tmp_path / "a.pdf")
    place = upper_middle(seen_sheet(path))
    blank = StampCells("", "", "", "", "", "")
    empty = within(stamped(tmp_path / "b.pdf", path, place, blank), seen_sheet(path), place)
    for index, name in enumerate(("fonds", "year", "number", "office", "retention", "pages")):
        cells = replace(blank, **{name: "8"})
        image = within(stamped(tmp_path / "c.pdf", path, place, cells), seen_sheet(path), place)
        x0, y0, x1, y1 = ImageChops.difference(image, empty).convert("L").getbbox()
        row, column = divmod(index, 3)
        centre = ((column + 0.5) / 3 * image.width, (row + 0.5) / 2 * image.height)
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(centre, abs=2.5)


def test_the_stamp_can_be_read_on_a_scan(tmp_path: Path) -> None:
    """This test ensures that an opaque picture does not hide it."""
    path = scanned(tmp_path / "a.pdf", text_page(tmp_path / "s.pdf", 32, 12, 12, 12))
    place = find_space(path)
    assert place
    after = stamped(tmp_path / "b.pdf", path, place)
    x0, y0, x1, y1 = red(drawn(after, DPI)) or (0, 0, 0, 0)
    assert (x1 - x0, y1 - y0) == pytest.approx((45 * MM * 2, 16 * MM * 2), abs=3)
    assert words(after) == [
        "Z109", "2023", "12", "学校设置", "与建设", "永久", "5", "03盒", "0012件", "47",
    ]  # fmt: skip


def test_large_units_do_not_make_it_larger(tmp_path: Path) -> None:
    """This test ensures that UserUnit scales the page and not the stamp."""
    path = zoo.single(tmp_path / "a.pdf", box=(0, 0, 297.5, 421), UserUnit=2)
    after = drawn(stamped(tmp_path / "b.pdf", path, upper_middle(seen_sheet(path))), 288)
    x0, y0, x1, y1 = red(after) or (0, 0, 0, 0)
    assert ((x1 - x0) / after.width, (y1 - y0) / after.height) == pytest.approx(
        (45 / 210, 16 / 297), rel=0.02
    )


@pytest.mark.parametrize("content", [b"0.1 0 0 0.1 9 9 cm", b"[3 9] 0 d 3 Tr 20 w 0 0 1 RG"])
def test_what_a_page_leaves_behind_moves_nothing(tmp_path: Path, content: bytes) -> None:
    """This test ensures that matrix, dashes and text mode of the page end with it."""
    path, plain = zoo.single(tmp_path / "a.pdf", content), zoo.single(tmp_path / "p.pdf")
    place = upper_middle(seen_sheet(plain))
    image = differs(
        stamped(tmp_path / "b.pdf", path, place), stamped(tmp_path / "q.pdf", plain, place)
    )
    assert image.getextrema()[1] == 0


def test_where_it_stands_is_told_in_the_coordinates_of_the_page(tmp_path: Path) -> None:
    """This test ensures that a link can be laid over it on a turned page."""
    with pikepdf.open(zoo.single(tmp_path / "a.pdf", Rotate=90)) as pdf:
        stamper = Stamper.for_box(pdf, CELLS.characters)
        where = stamp_filing(stamper, pdf.pages[0].obj, CELLS, StampPlace(300, 500, 127, 45))
    assert where == pytest.approx((50, 300, 95, 427))


@pytest.mark.parametrize("text", ["Z109", "永久", "办公室", "", "D30", "12-1"])
def test_what_is_short_stands_in_full_size(text: str) -> None:
    """This test ensures that usual values are printed in 五号 on one line."""
    found = fitted(stamp_font(text + "…"), text)
    assert (found.size, found.lines) == (10.5, (text,) if text else ())


@pytest.mark.parametrize(
    "text",
    [
        "学校设置与建设", "A1 学校设置与建设", "2019-2023", "Z109-WS2023", "教育教学质量管理办公室",
        "党政综合办公室（人事、财务、后勤）", "Office of general affairs",
    ],
)  # fmt: skip
def test_what_is_long_is_broken_and_shrinks_until_it_fits(text: str) -> None:
    """This test ensures that nothing is lost, cut apart within a number, or over the frame."""
    font = stamp_font(text + "…")
    found = fitted(font, text)
    assert 4.5 <= found.size < 10.5
    assert "".join(found.lines).replace(" ", "") == text.replace(" ", "")
    assert all(font.width(line) * found.size <= 15 * MM - 3 for line in found.lines)
    assert len(found.lines) * found.size <= 8 * MM - 2
    assert not any(line.endswith("20") for line in found.lines)


def test_what_cannot_fit_ends_in_dots() -> None:
    """This test ensures that a cell is never overrun, and says where it leaves off."""
    text = "义务教育均衡发展督导评估验收工作领导小组办公室" * 3
    found = fitted(stamp_font(text + "…"), text)
    whole = "".join(found.lines)
    assert found.size == 4.5
    assert whole.endswith("…")
    assert text.startswith(whole[:-1])
    assert len(whole) > 20


def test_all_characters_are_named_for_the_font() -> None:
    """This test ensures that a stamper made for them can print the stamp."""
    assert {*"".join(astuple(CELLS)), "…"} <= set(CELLS.characters)
    assert not set(MARK) <= set(CELLS.characters)
