"""Room for 归档章, judged by what the page shows there."""

import random
from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageStat
from stamped_pages import (
    AWKWARD,
    MM,
    drawn,
    lines,
    page_of,
    pictured,
    scanned,
    seen_sheet,
    text_page,
    within,
)

from dossier.bind.place import plate, seen
from dossier.bind.stamp_space import find_space, room
from dossier.bind.zones import StampPlace, tried, upper_middle
from dossier.media import UnusableError
from dossier.media.picture import PagePixels, inked

WIDE, HIGH = 45 * MM, 16 * MM


def found(path: Path) -> StampPlace:
    """The place, which holds nothing and is not where the number goes."""
    place, sheet = find_space(path), seen_sheet(path)
    assert place
    assert (place.width, place.height) == pytest.approx(
        (HIGH, WIDE) if place.turn else (WIDE, HIGH), abs=0.01
    )
    assert ImageStat.Stat(within(path, sheet, place).convert("L")).extrema[0] == (255, 255)
    number = plate(sheet, 4.5, 7.0)
    assert place.x + place.width < number.x or place.y + place.height < number.y
    return place


def beneath(place: StampPlace, path: Path) -> float:
    """How many millimetres lie between the stamp and the upper edge."""
    return (seen_sheet(path).height - place.y - place.height) / MM


@pytest.mark.parametrize("page", AWKWARD.values(), ids=AWKWARD)
def test_a_blank_page_is_stamped_in_its_upper_middle(tmp_path: Path, page) -> None:
    """This test ensures that the upper middle is that of the page as it is seen."""
    path = zoo.single(tmp_path / "a.pdf", **page)
    place, sheet = found(path), seen_sheet(path)
    assert place == StampPlace(
        pytest.approx((sheet.width - WIDE) / 2, abs=3),
        pytest.approx(sheet.height - 10 * MM - HIGH, abs=3), 127.559, 45.354,
    )  # fmt: skip
    assert (place.x, place.y) == pytest.approx(
        (upper_middle(sheet).x, upper_middle(sheet).y), abs=3
    )


@pytest.mark.parametrize("page", AWKWARD.values(), ids=AWKWARD)
def test_a_margin_at_the_side_is_found_on_every_kind_of_page(tmp_path: Path, page) -> None:
    """This test ensures that rotated, cropped and moved pages are searched as they are seen."""
    path = text_page(tmp_path / "a.pdf", left=32, **page)
    place = found(path)
    assert place.turn == 270
    assert place.x + place.width < 32 * MM


def test_the_blank_above_a_red_heading_is_used(tmp_path: Path) -> None:
    """This test ensures that a letter with 版头 is stamped above that."""
    heading = b"0.9 0 0 rg 80 690 435 40 re f\n"
    path = page_of(tmp_path / "a.pdf", lambda sheet: heading + lines(80, 650, 520, 100))
    place = found(path)
    assert place.x == pytest.approx((595 - WIDE) / 2, abs=3)
    assert beneath(place, path) == pytest.approx(10, abs=1)


def test_a_heading_at_the_very_top_is_left_alone(tmp_path: Path) -> None:
    """This test ensures that the blank below a heading serves where there is none above."""
    path = page_of(
        tmp_path / "a.pdf",
        lambda sheet: b"0.9 0 0 rg 80 790 435 40 re f\n" + lines(80, 640, 520, 100),
    )
    place = found(path)
    assert place.turn == 0
    assert 790 > place.y + place.height > place.y > 640


@pytest.mark.parametrize(
    ("dark", "left"), [((40, 700, 280, 140), False), ((280, 700, 280, 80), True)]
)
def test_a_heading_at_one_side_leaves_the_other(tmp_path: Path, dark, left: bool) -> None:
    """This test ensures that upper left and upper right are tried after the middle."""
    bar = " ".join(map(str, dark)) + " re f\n"
    middle = "200 770 200 60 re f\n"
    path = page_of(
        tmp_path / "a.pdf", lambda sheet: (bar + middle).encode() + lines(20, 690, 575, 20)
    )
    place = found(path)
    assert (place.x < 200) == left
    assert place.y > 690
    assert place.turn == 0


def test_the_upper_end_goes_before_the_blank_below(tmp_path: Path) -> None:
    """This test ensures that a short letter is stamped in its margin, not beneath its end."""
    path = page_of(tmp_path / "a.pdf", lambda sheet: lines(80, 830, 515, 400))
    place = found(path)
    assert place.turn == 90
    assert place.y > 600


def test_a_table_across_the_page_is_stamped_in_the_middle_of_its_right(tmp_path: Path) -> None:
    """This test ensures that, bound with its head to the spine, it bears the stamp upright."""
    path = text_page(tmp_path / "a.pdf", right=26, left=26, box=(0, 0, 842, 595))
    place = found(path)
    assert place.turn == 90
    assert place.x > 842 - 26 * MM
    assert place.y + place.height / 2 == pytest.approx(595 / 2, abs=3)


@pytest.mark.parametrize("margin", [0, 8, 15])
def test_a_full_page_has_no_room(tmp_path: Path, margin: float) -> None:
    """This test ensures that words are never stamped over."""
    sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
    assert find_space(text_page(tmp_path / "a.pdf", **sides)) is None


def test_a_cropped_margin_is_no_margin(tmp_path: Path) -> None:
    """This test ensures that what a reader does not see is not stamped."""
    path = text_page(tmp_path / "a.pdf", 36, 30, 36, 30)
    assert found(path).turn == 0
    with pikepdf.open(path) as pdf:
        pdf.pages[0].CropBox = Array([80, 90, 515, 752])
        pdf.save(tmp_path / "b.pdf")
    assert find_space(tmp_path / "b.pdf") is None


def test_large_units_make_the_stamp_small_in_them(tmp_path: Path) -> None:
    """This test ensures that UserUnit is reckoned with."""
    path = zoo.single(tmp_path / "a.pdf", box=(0, 0, 297.5, 421), UserUnit=2)
    place = find_space(path)
    assert place
    assert (place.width, place.height) == pytest.approx((WIDE / 2, HIGH / 2), abs=0.01)
    assert place.x == pytest.approx((297.5 - WIDE / 2) / 2, abs=2)


def test_the_stamp_grows_on_what_exceeds_a3(tmp_path: Path) -> None:
    """This test ensures that a poster, printed smaller than it is, shows a stamp to be read."""
    place = find_space(zoo.single(tmp_path / "a.pdf", box=(0, 0, 1684, 2384)))
    assert place
    assert (place.width, place.height) == pytest.approx((2 * WIDE, 2 * HIGH), abs=0.01)


def test_a_ticket_has_no_room(tmp_path: Path) -> None:
    """This test ensures that the stamp is not made smaller to fit."""
    assert find_space(zoo.single(tmp_path / "a.pdf", box=(0, 0, 130, 60))) is None


def test_the_empty_cell_of_a_form_is_no_room(tmp_path: Path) -> None:
    """This test ensures that a cell stays free for what belongs into it."""
    rows = "".join(f"15 {15 + 81 * row} 565 81 re S\n" for row in range(10))
    path = page_of(tmp_path / "a.pdf", lambda sheet: rows.encode())
    assert find_space(path) is None
    # the same blank, open to the side
    open_rows = "".join(f"15 {15 + 81 * row} m 580 {15 + 81 * row} l S\n" for row in range(11))
    assert found(page_of(tmp_path / "b.pdf", lambda sheet: open_rows.encode())).turn == 0


@pytest.mark.parametrize("colour", ["0.85 g", "1 1 0 rg", "0.8 0.9 1 rg"])
def test_what_is_faint_is_ink_all_the_same(tmp_path: Path, colour: str) -> None:
    """This test ensures that watermarks, yellow and tinted fields are not stamped over."""
    field = f"{colour} 0 600 595 242 re f\n".encode()
    path = page_of(tmp_path / "a.pdf", lambda sheet: field + lines(0, 600, 595, 0))
    assert find_space(path) is None


def test_a_hairline_is_ink(tmp_path: Path) -> None:
    """This test ensures that thin rules are seen at a low resolution."""
    rules = "".join(f"0 {y} m 595 {y} l S\n" for y in range(0, 842, 40))
    path = page_of(tmp_path / "a.pdf", lambda sheet: b"0.1 w 0.4 G\n" + rules.encode())
    assert find_space(path) is None


def test_a_form_field_is_avoided_however_empty(tmp_path: Path) -> None:
    """This test ensures that annotations keep their place, on turned pages as well; links not."""
    for subtype, free in ((Name.Widget, False), (Name.Link, True)):
        with Pdf.new() as pdf:
            page = zoo.add_page(pdf, b"", box=(0, 0, 842, 595), Rotate=90)
            note = Dictionary(
                Type=Name.Annot, Subtype=subtype, Rect=Array([0, 200, 200, 400]), F=4,
                FT=Name.Tx, T=String("姓名"),
            )  # fmt: skip
            page.Annots = Array([pdf.make_indirect(note)])
            pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[0]]))
            pdf.save(tmp_path / "a.pdf")
        place = found(tmp_path / "a.pdf")
        # seen, the field takes the upper middle, 200 points down
        assert (place.x == pytest.approx((595 - WIDE) / 2, abs=3)) is free


@pytest.mark.parametrize(
    ("tone", "grain"), [((214, 208, 190), 16), ((190, 190, 190), 30), ((250, 250, 248), 6)]
)
def test_a_scan_is_judged_by_its_own_paper(tmp_path: Path, tone, grain: int) -> None:
    """This test ensures that yellow paper, shadow, grain and dust are no ink, and words are."""
    source = text_page(tmp_path / "s.pdf", 32, 12, 12, 12)
    path = scanned(tmp_path / "a.pdf", source, tone, grain)
    place = find_space(path)
    assert place
    assert place.turn == 0
    assert place.x == pytest.approx((595 - WIDE) / 2, abs=8)
    assert ImageStat.Stat(within(source, seen_sheet(path), place).convert("L")).extrema[0][0] == 255
    full = text_page(tmp_path / "f.pdf", 12, 12, 12, 12)
    assert find_space(scanned(tmp_path / "b.pdf", full, tone, grain)) is None


def test_a_scan_within_a_form_is_a_scan(tmp_path: Path) -> None:
    """This test ensures that scanners' programs may wrap their picture as they like."""
    path = scanned(tmp_path / "a.pdf", text_page(tmp_path / "s.pdf", 32, 12, 12, 12))
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0].obj
        form = Stream(pdf, b"/Im1 Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
        form.Resources = page.Resources
        page.Resources = Dictionary(XObject=Dictionary(Fm1=pdf.make_indirect(form)))
        page.Contents = Stream(pdf, b"595 0 0 842 0 0 cm /Fm1 Do")
        pdf.save(tmp_path / "b.pdf")
    place = find_space(path)
    assert place
    assert find_space(tmp_path / "b.pdf") == place


def test_the_place_of_the_number_is_kept_free(tmp_path: Path) -> None:
    """This test ensures that the upper right corner, though blank, is not taken."""
    below = lines(0, 772, 595, 0)
    left = page_of(tmp_path / "a.pdf", lambda sheet: below + lines(200, 842, 595, 772))
    assert found(left).x < 200 - WIDE
    right = page_of(tmp_path / "b.pdf", lambda sheet: below + lines(0, 842, 395, 772))
    assert find_space(right) is None


def test_dust_on_a_page_in_black_and_white_is_no_ink(tmp_path: Path) -> None:
    """This test ensures that a clean page and its picture in two tones are stamped alike."""
    source = text_page(tmp_path / "s.pdf", 32, 10, 10, 10)
    image, chance = drawn(source, 200).convert("1"), random.Random(3)
    for _ in range(400):
        x, y = chance.randrange(image.width), chance.randrange(image.height)
        image.paste(0, (x, y, x + 3, y + 3))
    path = pictured(tmp_path / "a.pdf", image.convert("RGB"))
    place, own = find_space(path), found(source)
    assert place
    assert (place.x, place.y) == pytest.approx((own.x, own.y), abs=8)


def test_a_thin_rule_on_a_scan_is_no_dust(tmp_path: Path) -> None:
    """This test ensures that what removes dust leaves hairlines."""
    rules = "".join(f"0 {y} m 595 {y} l S\n" for y in range(0, 842, 40))
    source = page_of(tmp_path / "s.pdf", lambda sheet: b"0.5 w " + rules.encode())
    assert find_space(scanned(tmp_path / "a.pdf", source)) is None


@pytest.mark.parametrize(("low", "high"), [(5, 90), (20, 250), (80, 220)])
def test_a_photograph_has_no_room(tmp_path: Path, low: int, high: int) -> None:
    """This test ensures that neither a dark picture nor a bright one is taken for paper."""
    # every tone alike: cut off at white, some patches would be as even as paper
    noise = random.Random(1).randbytes(24 * 34)
    blobs = Image.frombytes("L", (24, 34), noise).resize((595, 842), Image.Resampling.BICUBIC)
    photo = blobs.point(lambda value: low + value * (high - low) // 255).convert("RGB")
    sky = Image.linear_gradient("L").resize((595, 300)).point(lambda value: high - value // 6)
    photo.paste(sky.convert("RGB"))
    assert find_space(pictured(tmp_path / "a.pdf", photo)) is None


def test_one_dark_tone_is_no_paper(tmp_path: Path) -> None:
    """This test ensures that a night, or a slide on blue, is not printed on in red."""
    assert find_space(zoo.single(tmp_path / "a.pdf", zoo.DARK)) is None
    assert find_space(zoo.single(tmp_path / "b.pdf", b"0.1 0.2 0.5 rg 0 0 595 842 re f")) is None


def test_any_page_of_a_file_may_be_asked_for(tmp_path: Path) -> None:
    """This test ensures that an excerpt's first page is the one that is looked at."""
    with Pdf.new() as pdf:
        zoo.add_page(pdf, zoo.DARK)
        zoo.add_page(pdf, b"")
        pdf.save(tmp_path / "a.pdf")
    assert find_space(tmp_path / "a.pdf") is None
    assert find_space(tmp_path / "a.pdf", 1) is not None


def test_what_cannot_be_drawn_has_no_room(tmp_path: Path) -> None:
    """This test ensures that a file that is no PDF is refused, and a page beyond reason passed."""
    (tmp_path / "a.pdf").write_bytes(b"not a PDF")
    with pytest.raises(UnusableError):
        find_space(tmp_path / "a.pdf")
    assert inked(tmp_path / "a.pdf", 0, 0.5) is None
    assert find_space(zoo.single(tmp_path / "b.pdf", box=(0, 0, 400, 999_999))) is None


def test_a_picture_of_another_size_is_not_believed() -> None:
    """This test ensures that nothing is stamped where the ink is not known."""
    sheet = seen((0, 0, 595, 842), 0)
    assert room(PagePixels(298, 421, bytes(298 * 421)), sheet) is not None
    assert room(PagePixels(306, 396, bytes(306 * 396)), sheet) is None


@given(
    st.sampled_from([(298, 421), (421, 298), (150, 150)]),
    st.lists(
        st.tuples(st.integers(0, 600), st.integers(0, 600), st.integers(1, 300), st.integers(1, 80))
    ),
)
def test_wherever_there_is_ink_the_stamp_is_beside_it(size, bars) -> None:
    """This test ensures that the place found is free of ink, with a margin, and on the page."""
    width, height = size
    ink = bytearray(width * height)
    for x, y, wide, high in bars:
        for row in range(min(y, height), min(y + high, height)):
            end = min(x + wide, width)
            ink[row * width + min(x, end) : row * width + end] = b"\1" * (end - min(x, end))
    sheet = seen((0, 0, width * 2, height * 2), 0)
    place = room(PagePixels(width, height, bytes(ink)), sheet)
    if place is None:
        return
    margin = 1.4 * MM
    x0, x1 = (place.x - margin) / 2, (place.x + place.width + margin) / 2
    y1, y0 = height - (place.y - margin) / 2, height - (place.y + place.height + margin) / 2
    assert 0 <= x0 < x1 <= width
    assert 0 <= y0 < y1 <= height
    for row in range(int(y0), int(y1 + 0.99)):
        assert not any(ink[row * width + int(x0) : row * width + int(x1 + 0.99)])


def test_the_order_of_places_is_that_of_the_rules() -> None:
    """This test ensures that the middle comes before the corners, these before the sides."""
    places = tried(298, 421)
    x, y, wide, high, turn = places[0]
    assert (x + wide / 2, y + high / 2) == pytest.approx((149, (10 + 8) * MM / 2), abs=2)
    turns = [one[4] for one in places]
    assert turns == sorted(turns, key=[0, 90, 270].index)
    assert turn == 0
