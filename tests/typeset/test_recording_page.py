"""The page that tells of a film or a sound recording."""

from pathlib import Path

import pypdfium2
from PIL import Image

from dossier.typeset.recording import Recording, recording

FACTS = Recording("专题片.mp4", "视频", "3分25秒", "85.3 MB", "0123456789abcdef" * 4)


def test_it_tells_all_of_the_file(tmp_path: Path) -> None:
    """This test ensures that one page gives every fact, the whole hash among them."""
    assert recording(FACTS, tmp_path / "a.pdf") == 1
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        words = "".join(pdf[0].get_textpage().get_text_bounded().split())
    for part in ("专题片.mp4", "视频", "3分25秒", "85.3MB", FACTS.sha256, "films"):
        assert part in words


def test_a_still_of_any_shape_leaves_room_for_the_facts(tmp_path: Path) -> None:
    """This test ensures that wide and tall pictures stand above the facts, on the same page."""
    long = Recording("专题片" * 60, "视频", "3分25秒", "85.3 MB", "0" * 64)
    for size in ((1600, 400), (400, 1600), (64, 48)):
        Image.new("RGB", size, (200, 30, 30)).save(tmp_path / "a.jpg")
        assert recording(long, tmp_path / "a.pdf", tmp_path / "a.jpg") == 1
        with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
            page = pdf[0]
            (picture,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
            _, low, _, high = picture.get_bounds()
            text = page.get_textpage()
            words = text.get_text_range()
            title, facts = (text.get_charbox(words.index(word)) for word in ("凭证", "文 件"))
        assert title[1] > high
        assert low > facts[3]


def test_a_long_name_stays_on_the_page(tmp_path: Path) -> None:
    """This test ensures that a long name gets smaller type, and the same bytes each time."""
    long = Recording("#panic *专题片* " * 40, "视频", "", "", "0" * 64)
    for name in ("a.pdf", "b.pdf"):
        assert recording(long, tmp_path / name) == 1
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
