"""The page that stands where an item is missing."""

from pathlib import Path

import pypdfium2
import pytest
from drawn_frames import frames

from dossier.facts import astuple
from dossier.typeset.placeholder import Notice, placeholder

NOTICE = Notice(
    title="招生工作实施方案", indicator="B01 随迁子女就学", year="2021—2022学年度",
    reason="登记表中有此件，文件夹里没有文件", responsible="素质教育推进组 李芳",
)  # fmt: skip


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1
        return "".join(pdf[0].get_textpage().get_text_bounded().split())


def test_it_says_what_is_missing_and_whose_it_is(tmp_path: Path):
    """one page gives item, indicator, year, reason and person, and calls itself a placeholder."""
    assert placeholder(NOTICE, tmp_path / "a.pdf") == 1
    words = text_of(tmp_path / "a.pdf")
    for part in (*astuple(NOTICE), "缺", "占位页", "此页为占位页，收到材料后替换"):
        assert "".join(part.split()) in words


def test_the_sign_stands_within_its_frame(tmp_path: Path):
    """the large 缺 is in the middle of the seal that is drawn around it."""
    placeholder(NOTICE, tmp_path / "a.pdf")
    inner = max(frames(tmp_path / "a.pdf", 50), key=lambda frame: -frame.height)
    left, bottom, right, top = inner.points
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        page = pdf[0].get_textpage()
        place = page.get_text_range().index("缺")
        ink = page.get_charbox(place)
    assert ink[2] - ink[0] > 100
    assert abs((ink[0] + ink[2]) - (left + right)) < 20
    assert abs((ink[1] + ink[3]) - (bottom + top)) < 20


def test_it_cannot_be_taken_for_a_document(tmp_path: Path):
    """the red 缺 is large enough to be seen from afar."""
    placeholder(NOTICE, tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        image = pdf[0].render(scale=0.5).to_pil().convert("RGB")
    red = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        for r, g, b in [image.getpixel((x, y))]
        if r > g + 60 and r > b + 60
    ]
    across = max(x for x, _ in red) - min(x for x, _ in red)
    assert across > image.width * 0.3
    assert len(red) > image.width * image.height * 0.02


@pytest.mark.parametrize(
    "words", ['#panic("x")', "*a* _b_ $c$ `d`", '\\ " @e <f> // /* */', "& ]["]
)
def test_no_text_is_taken_for_markup(tmp_path: Path, words: str):
    """whatever a workbook says is printed as it stands."""
    placeholder(Notice(words, words, words, words, words), tmp_path / "a.pdf")
    assert text_of(tmp_path / "a.pdf").count("".join(words.split())) == 5


def test_a_long_reason_stays_on_the_page(tmp_path: Path):
    """small type rather than a second page."""
    assert placeholder(Notice("题名", "", "", "缺少材料，" * 150, ""), tmp_path / "a.pdf") == 1


def test_the_same_notice_gives_the_same_bytes(tmp_path: Path):
    """nothing but the notice is in the file."""
    for name in ("1.pdf", "2.pdf"):
        placeholder(NOTICE, tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
