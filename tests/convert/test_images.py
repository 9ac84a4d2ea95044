import hypothesis.strategies as st
import pypdf
import pytest
from hypothesis import given
from PIL import Image

from dossier.convert.images import layout, longest, to_pdf

MM = 72 / 25.4
A4, A3 = (210 * MM, 297 * MM), (297 * MM, 420 * MM)


def page_of(width, height, dpi):
    return layout(width, height, (dpi, dpi))[:2]


def picture_of(width, height, dpi):
    return layout(width, height, (dpi, dpi))[2:]


def mm(points) -> tuple[float, ...]:
    return tuple(round(value / MM, 1) for value in points)


SCANS = [
    (2480, 3508, 300, A4),
    (3508, 2480, 300, A4[::-1]),
    (1654, 2339, 200, A4),
    (2400, 3400, 300, A4),  # a little trimmed
    (3508, 4961, 300, A3),
    (4961, 3508, 300, A3[::-1]),
]


@pytest.mark.parametrize(("width", "height", "dpi", "paper"), SCANS)
def test_a_scan_fills_the_sheet_that_it_was_made_of(width, height, dpi, paper):
    """An A4 or A3 scan, upright or across, comes out on its own paper, up to an edge of it."""
    assert page_of(width, height, dpi) == paper
    shown = picture_of(width, height, dpi)
    assert any(abs(a - b) < 0.01 for a, b in zip(shown, paper, strict=True))


PICTURES = [
    # width, height, dpi; page; size in mm on it
    (4000, 3000, 72, A4[::-1], (226.7, 170.0)),  # a phone's photo, across
    (3000, 4000, 72, A4, (170.0, 226.7)),  # the same upright
    (4000, 3000, 300, A4[::-1], (226.7, 170.0)),  # nearly A3, but no paper has that shape
    (400, 300, 96, A4, (105.8, 79.4)),  # small: not blown up, and A4 stays upright
    (945, 2362, 300, A4, (80.0, 200.0)),  # a receipt keeps its size
    (3000, 40, 1, A4[::-1], (257.0, 3.4)),  # dpi of 1 are nonsense
]


@pytest.mark.parametrize(("width", "height", "dpi", "page", "size"), PICTURES)
def test_pictures_stand_on_a4_with_margins(width, height, dpi, page, size):
    """Any other picture is on A4 as its shape asks, at its own size or shrunk to fit."""
    assert page_of(width, height, dpi) == page
    assert mm(picture_of(width, height, dpi)) == pytest.approx(size, abs=0.1)


@given(st.integers(1, 20000), st.integers(1, 20000), st.floats(0, 2400), st.floats(0, 2400))
def test_every_picture_fits_its_page_undistorted(width, height, across, down):
    """Whatever the numbers, the picture lies within the page and keeps its proportions."""
    page_width, page_height, shown_width, shown_height = layout(width, height, (across, down))
    assert 0 < shown_width <= page_width + 1e-6
    assert 0 < shown_height <= page_height + 1e-6
    real = (across, down) if min(across, down) >= 100 else (1, 1)
    expected = (width / real[0]) / (height / real[1])
    assert shown_width / shown_height == pytest.approx(expected)


def test_sampling_keeps_300_dpi_on_paper():
    """A4 scans keep 3508 pixels, A3 scans 4961, photos what their margins leave."""
    assert longest(4960, 7016, (600, 600)) == 3508
    assert longest(9921, 7016, (600, 600)) == 4961
    assert longest(4000, 3000, (72, 72)) == 3035


def pages_of(path, content):
    pdf = path.with_suffix(".pdf")
    pdf.write_bytes(content)
    return pypdf.PdfReader(pdf).pages


def test_every_page_of_a_tiff_becomes_a_page(tmp_path):
    """A fax of three A4 pages gives three A4 pages of bilevel images."""
    path = tmp_path / "a.tif"
    frames = [Image.new("1", (1654, 2339), n % 2) for n in range(3)]
    frames[0].save(
        path, save_all=True, append_images=frames[1:], compression="group4", dpi=(200, 200)
    )
    pages = pages_of(path, to_pdf(path))
    assert [mm(page.mediabox[2:]) for page in pages] == [(210.0, 297.0)] * 3
    (images,) = zip(*(page.images for page in pages), strict=True)
    assert [image.image.convert("L").getpixel((9, 9)) for image in images] == [0, 255, 0]
    assert b"CCITTFaxDecode" in path.with_suffix(".pdf").read_bytes()


def test_a_photo_comes_out_upright_and_sampled(tmp_path):
    """A phone's photo on its side (EXIF 6) is upright in the PDF, without /Rotate."""
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[274] = 6
    Image.new("RGB", (4000, 3000), "green").save(path, exif=exif)
    (page,) = pages_of(path, to_pdf(path))
    assert page.get("/Rotate", 0) == 0
    assert mm(page.mediabox[2:]) == (210.0, 297.0)
    (image,) = page.images
    assert image.image.size[1] > image.image.size[0]
    assert max(image.image.size) == 3035


def test_a_plain_scan_is_embedded_without_loss(tmp_path):
    """The bytes of a plain JPEG scan stand in the PDF as they are."""
    path = tmp_path / "a.jpg"
    Image.effect_noise((1240, 1754), 20).save(path, dpi=(150, 150))
    assert path.read_bytes() in to_pdf(path)


@pytest.mark.parametrize(("mode", "name"), [("CMYK", "a.jpg"), ("L", "a.jpg"), ("1", "a.png")])
def test_the_same_picture_gives_the_same_bytes(tmp_path, mode, name):
    """No date, no random number."""
    path = tmp_path / name
    Image.new(mode, (300, 200)).save(path)
    first = to_pdf(path)
    assert to_pdf(path) == first
    assert b"CreationDate" not in first


def test_cmyk_and_transparency_become_rgb(tmp_path):
    """No page has colours or masks that a printer or PDF/A would have to interpret."""
    Image.new("CMYK", (300, 200), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(tmp_path / "b.png")
    for path, colour in ((tmp_path / "a.jpg", (255, 0, 0)), (tmp_path / "b.png", (255,) * 3)):
        (page,) = pages_of(path, to_pdf(path))
        (image,) = page.images
        assert image.image.mode == "RGB"
        assert (
            max(abs(a - b) for a, b in zip(image.image.getpixel((9, 9)), colour, strict=True)) < 9
        )
        assert b"SMask" not in path.with_suffix(".pdf").read_bytes()
