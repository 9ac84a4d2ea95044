"""The first pages of a PDF as small pictures beneath each other, within bounds."""

import io
import random
from pathlib import Path

import img2pdf
from PIL import Image

from dossier.media.page_picture import MOST_PAGES, PAGE_BYTES, strip
from tiny_workspace import write_pdf

WIDTH, HEIGHT = 240, 340


def opened(made: bytes) -> Image.Image:
    return Image.open(io.BytesIO(made)).convert("RGB")


def dark(picture: Image.Image, page: int) -> bool:
    """Whether there is ink on the page with that number, from 0."""
    part = picture.crop((0, page * HEIGHT, WIDTH, (page + 1) * HEIGHT)).convert("L")
    return part.getextrema()[0] < 160


def test_each_page_has_its_frame(tmp_path: Path) -> None:
    """This test ensures that pages stand in their order, one height each."""
    made, count = strip(write_pdf(tmp_path / "a.pdf", "first page", "", "third page"))
    picture = opened(made)
    assert (count, picture.size) == (3, (WIDTH, 3 * HEIGHT))
    assert [dark(picture, page) for page in range(3)] == [True, False, True]
    assert strip(tmp_path / "a.pdf") == (made, 3)


def test_long_ones_are_cut(tmp_path: Path) -> None:
    """This test ensures that no file is higher than its format allows."""
    made, count = strip(write_pdf(tmp_path / "a.pdf", *["page"] * (MOST_PAGES + 5)))
    assert count == MOST_PAGES
    assert opened(made).height == MOST_PAGES * HEIGHT


def test_noise_has_a_bound(tmp_path: Path) -> None:
    """This test ensures that a photograph full of detail takes no more than is allowed."""
    noise = Image.frombytes("RGB", (480, 680), random.Random(1).randbytes(480 * 680 * 3))
    noise.save(tmp_path / "a.png")
    (tmp_path / "a.pdf").write_bytes(img2pdf.convert(str(tmp_path / "a.png")))
    made, count = strip(tmp_path / "a.pdf")
    assert count == 1
    assert 1_000 < len(made) <= PAGE_BYTES


def test_a_broken_one_has_none(tmp_path: Path) -> None:
    """This test ensures that what cannot be opened is no fault of the index."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    assert strip(tmp_path / "a.pdf") == (b"", 0)
