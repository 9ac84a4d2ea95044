"""Words laid invisibly over pages."""

from pathlib import Path

import page as judge
import pikepdf
import pytest
from pdf_zoo import binding
from pypdf import PdfReader

from dossier.bind.box import bind
from dossier.bind.textlayer import Line, lay_words
from dossier.media.pdfium import PdfDocument
from scan_pages import LETTER, scanned, sheet

CORNERS = (0.1, 0.1, 0.6, 0.1, 0.6, 0.13, 0.1, 0.13)
ROW = (0.1, 0.5, 0.2, 0.5, 0.2, 0.53, 0.1, 0.53)


def words_of(path: Path, number: int = 0) -> str:
    with PdfDocument(path) as document:
        return "".join(document[number].get_textpage().get_text_bounded().split())


def box_of(path: Path, text: str) -> tuple[float, ...]:
    """Where PDFium finds a text, as parts of the page as it is seen: left, top, right, bottom."""
    with PdfDocument(path) as document:
        sheet = document[0]
        words = sheet.get_textpage()
        found = words.search(text).get_next()
        assert found
        boxes = [words.get_charbox(n) for n in range(found[0], found[0] + found[1])]
        left, low = min(one[0] for one in boxes), min(one[1] for one in boxes)
        right, top = max(one[2] for one in boxes), max(one[3] for one in boxes)
        width, height = sheet.get_mediabox()[2:]
        return left / width, 1 - top / height, right / width, 1 - low / height


def drawn(path: Path) -> bytes:
    with PdfDocument(path) as document:
        return bytes(document[0].render(scale=1).to_pil().tobytes())


def laid(folder: Path, *lines: Line, source: Path | None = None) -> Path:
    source = source or scanned(folder / "scan.pdf", sheet(*LETTER))
    out = folder / "laid.pdf"
    lay_words(source, out, {1: lines})
    return out


def test_words_are_found_where_they_stand(tmp_path: Path) -> None:
    """This test ensures that a viewer marks the words of the scan, and nothing else changes."""
    out = laid(tmp_path, ("教学常规检查记录", CORNERS))
    assert words_of(out) == "教学常规检查记录"
    left, top, right, low = box_of(out, "教学常规检查记录")
    assert (left, right) == (pytest.approx(0.1, abs=0.01), pytest.approx(0.6, abs=0.01))
    assert 0.09 <= top < low <= 0.14
    assert drawn(out) == drawn(tmp_path / "scan.pdf")


def test_repeated_words_of_a_table_all_stay(tmp_path: Path) -> None:
    """This test ensures that no reader takes cells that say the same for one."""
    cells = [
        ("是", tuple(one + (0.05 * row if n % 2 else 0) for n, one in enumerate(ROW)))
        for row in range(8)
    ]
    out = laid(tmp_path, *cells)
    assert words_of(out) == "是" * 8
    assert PdfReader(out).pages[0].extract_text().count("是") == 8


def test_characters_beyond_the_basic_plane_stay(tmp_path: Path) -> None:
    """This test ensures that rare characters of names are found, too."""
    out = laid(tmp_path, ("𠮷野家𬱖", CORNERS))
    assert words_of(out) == "𠮷野家𬱖"
    assert "𠮷野家𬱖" in PdfReader(out).pages[0].extract_text()


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_pages_have_their_words_where_they_are_seen(tmp_path: Path, rotate: int) -> None:
    """This test ensures that /Rotate moves words and picture alike."""
    source = scanned(tmp_path / "scan.pdf", sheet(*LETTER), rotate=rotate)
    out = laid(tmp_path, ("检查记录", CORNERS), source=source)
    with PdfDocument(out) as document:
        page = document[0]
        words = page.get_textpage()
        x0, y0, _, _ = words.get_charbox(0)
        width, height = page.get_mediabox()[2:]
    seen = {90: (y0 / height, x0 / width), 180: (1 - x0 / width, y0 / height),
            270: (1 - y0 / height, 1 - x0 / width)}[rotate]  # fmt: skip
    assert 0.08 < seen[0] < 0.25
    assert 0.08 < seen[1] < 0.15


def test_a_page_keeps_what_it_inherits(tmp_path: Path) -> None:
    """This test ensures that a picture that the node above a page names is still there."""
    source = scanned(tmp_path / "scan.pdf", sheet(*LETTER))
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pages = pdf.Root.Pages
        for key in ("/Resources", "/MediaBox", "/Rotate"):
            pages[key] = pdf.pages[0].obj[key]
            del pdf.pages[0].obj[key]
        pdf.save(source)
    before = drawn(source)
    assert drawn(laid(tmp_path, ("检查记录", CORNERS), source=source)) == before


def test_a_box_of_scans_with_words_is_pdf_a(tmp_path: Path) -> None:
    """This test ensures that words do not cost the box its claim, by another judge than ours."""
    out = laid(tmp_path, ("教学常规检查记录", CORNERS), ("𠮷", ROW))
    bound = bind(binding(out), tmp_path / "box.pdf")
    assert bound.pdfa
    assert not judge.validate_pdf(tmp_path / "box.pdf", profile="2b").failures
    assert "教学常规检查记录" in words_of(tmp_path / "box.pdf")


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that nothing but content decides what a layer is."""
    first = laid(tmp_path, ("检查记录", CORNERS)).read_bytes()
    assert laid(tmp_path, ("检查记录", CORNERS)).read_bytes() == first


def test_a_line_without_size_is_left_out(tmp_path: Path) -> None:
    """This test ensures that a place without extent breaks no page."""
    out = laid(tmp_path, ("点", (0.5,) * 8), ("检查记录", CORNERS))
    assert words_of(out) == "检查记录"
