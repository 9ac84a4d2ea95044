"""Pages without text, read."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from math import cos, pi, sin
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from dossier import fonts
from dossier.assembly.scans import seen_on
from dossier.scan.reader import available, read
from dossier.scan.words import ScannedPage, passage_of
from factories import evidence_file
from scan_pages import (
    LETTER,
    ROSTER,
    black_and_white,
    faint,
    grey,
    scanned,
    sheet,
    skewed,
)
from written_pdf import written_pdf

WORSE: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": lambda page: page,
    "skewed": skewed,
    "grey": grey,
    "faint": faint,
    "black and white": black_and_white,
    "on its left side": lambda page: page.transpose(Image.Transpose.ROTATE_90),
    "on its right side": lambda page: page.transpose(Image.Transpose.ROTATE_270),
    "on its head": lambda page: page.transpose(Image.Transpose.ROTATE_180),
}
TURNS = {"on its left side": 90, "on its right side": 270, "on its head": 180}


def bag(text: str) -> Counter[str]:
    """The characters of a text, in their normal form."""
    folded = unicodedata.normalize("NFKC", text)
    return Counter(one for one in folded if not one.isspace() and one not in ".,:;、")


def told(page: ScannedPage | None) -> str:
    assert page is not None
    return "".join(line.text for line in page.lines)


def test_what_reads_scans_is_there() -> None:
    """This test ensures that the tests below judge something: set-up installs it."""
    assert available()


@pytest.mark.parametrize("kind", WORSE)
def test_a_scan_is_read(tmp_path: Path, kind: str) -> None:
    """This test ensures that 99 of 100 characters are read, however bad the scan is."""
    image = WORSE[kind](sheet(*LETTER, rows=ROSTER))
    page = read(scanned(tmp_path / "a.pdf", image), 1)
    wanted = bag("".join(LETTER) + "".join("".join(row) for row in ROSTER))
    found = bag(told(page))
    wrong = max((wanted - found).total(), (found - wanted).total())
    assert wrong <= 0.01 * wanted.total(), (wanted - found, found - wanted)
    assert page is not None
    assert page.turn == TURNS.get(kind, 0)


def test_rare_characters_of_names_are_read(tmp_path: Path) -> None:
    """This test ensures that a name is not silently another one."""
    names = (
        "张赟",
        "李翀",
        "旻昉",
        "王忞",
        "沄溪",
        "曌华",
        "陈偲",
        "玥珺",
        "琰晗",
        "煊烨",
        "懿翊",
        "𬱖林",
    )
    rows = [names[n : n + 4] for n in range(0, 12, 4)]
    page = read(scanned(tmp_path / "a.pdf", sheet(rows=rows)), 1)
    assert (bag("".join(names)) - bag(told(page))).total() <= 1


def test_rows_and_sentences_are_told_as_other_pages_tell_them(tmp_path: Path) -> None:
    """This test ensures that cells stay apart, and that a page says that it was read."""
    page = read(scanned(tmp_path / "a.pdf", sheet(*LETTER, rows=ROSTER)), 1)
    assert page is not None
    passage = passage_of(page)
    assert passage is not None
    assert "\u20291\t费子轩\t七年级1班\t2022.9.2\u2029" in passage.text
    assert "全校在校学生1252人，专任教师78人" in passage.text
    assert passage.scanned
    assert passage.place.spoken("zh_CN").startswith("第1页（扫描件识别，把握")


def test_places_are_those_of_the_page_as_it_lies(tmp_path: Path) -> None:
    """This test ensures that words found on a page on its head are marked where they stand."""
    upright = read(scanned(tmp_path / "a.pdf", sheet(*LETTER)), 1)
    turned = read(scanned(tmp_path / "b.pdf", WORSE["on its head"](sheet(*LETTER))), 1)
    assert upright is not None
    assert turned is not None
    first, same = upright.lines[0], turned.lines[0]
    assert first.text == same.text
    assert same.left == pytest.approx(1 - first.right, abs=0.01)
    assert same.middle == pytest.approx(1 - first.middle, abs=0.01)


def sealed(page: Image.Image, x: int, y: int) -> Image.Image:
    """In colour, under a red head, with a seal of 42 mm and its star around that place."""
    ink = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(ink)
    face = ImageFont.truetype(str(fonts.folder() / "LXGWWenKai-Regular.ttf"), 90)
    draw.text((180, 60), "云岭县教育局文件", "#d02020", font=face)
    radius = 165
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline="#d83030", width=10)
    star = [
        (x + size * sin(turn * pi / 5), y - size * cos(turn * pi / 5))
        for turn in range(10)
        for size in (60 if turn % 2 == 0 else 24,)
    ]
    draw.polygon(star, fill="#d83030")
    for number, sign in enumerate("星光实验学校"):
        angle = (number - 2.5) * 0.6
        place = x + 120 * sin(angle) - 20, y - 120 * cos(angle) - 20
        draw.text(place, sign, "#d83030", font=face.font_variant(size=40))
    return ImageChops.multiply(page.convert("RGB"), ink)


def test_what_stands_under_a_seal_is_read(tmp_path: Path) -> None:
    """This test ensures that the date that closes a paper is read, and the red head, too."""
    closing = ("星光实验学校", "2022年11月30日")
    page = sealed(sheet("", *LETTER, *closing), 330, 220 + 90 * 8)
    lines = read(scanned(tmp_path / "a.pdf", page), 1)
    assert lines is not None
    assert [line.text for line in lines.lines][-2:] == [*closing]
    assert lines.lines[0].text == "云岭县教育局文件"


def test_a_page_with_text_is_not_read(tmp_path: Path) -> None:
    """This test ensures that what a program has written is never read anew."""
    assert read(written_pdf(tmp_path / "a.pdf", "有文字的一页"), 1) is None


def test_a_page_without_anything_has_no_words(tmp_path: Path) -> None:
    """This test ensures that grain is not taken for words."""
    page = read(scanned(tmp_path / "a.pdf", grey(sheet())), 1)
    assert page is not None
    assert page.lines == ()
    assert passage_of(page) is None


def test_the_same_page_is_read_alike(tmp_path: Path) -> None:
    """This test ensures that two readings give the same words at the same places."""
    path = scanned(tmp_path / "a.pdf", skewed(sheet(*LETTER, rows=ROSTER)))
    assert read(path, 1) == read(path, 1)


def test_a_page_that_says_it_is_turned_is_read_as_it_is_seen(tmp_path: Path) -> None:
    """This test ensures that /Rotate counts: a scan that was turned in a viewer is upright."""
    lying = WORSE["on its left side"](sheet(*LETTER))
    page = read(scanned(tmp_path / "a.pdf", lying, rotate=90), 1)
    assert page is not None
    assert page.turn == 0
    assert page.lines[0].text == LETTER[0]


@pytest.mark.parametrize(("signed", "expected"), [(False, (1, 1)), (True, (1, 0))])
def test_a_line_to_sign_on_is_looked_at(
    tmp_path: Path, signed: bool, expected: tuple[int, int]
) -> None:
    """This test ensures that a line without a stroke of the pen is known as empty."""
    page = sheet("教学常规检查记录", "检查情况良好，资料齐全。", "校长签字：")
    if signed:
        ImageDraw.Draw(page).line(
            [(420, 430), (470, 400), (500, 445), (560, 405), (600, 440)], fill=30, width=5
        )
    found = read(scanned(tmp_path / "scan.pdf", page), 1)
    assert found is not None
    assert (found.to_sign, found.empty) == expected


def test_an_upside_down_scan_is_seen(tmp_path: Path) -> None:
    """This test ensures that a file of evidence knows its pages that stand on their heads."""
    path = scanned(tmp_path / "scan.pdf", sheet(*LETTER).rotate(180))
    found = read(path, 1)
    assert found is not None
    assert seen_on(evidence_file("scan.pdf"), (found,)).look.turned == (1,)
