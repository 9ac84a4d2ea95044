import io

import hypothesis.strategies as st
import pypdf
import pytest
from hypothesis import given
from PIL import Image, ImageCms, TiffImagePlugin

from dossier.convert.images import layout, longest, to_pdf
from dossier.media.image import remarks_of

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
    (1600, 1200, 30000, A4[::-1], (226.7, 170.0)),  # so are 30,000
    (3000, 4000, 0, A4, (170.0, 226.7)),
    (4000, 3000, 1e-9, A4[::-1], (226.7, 170.0)),  # a picture the size of a country
    (4000, 3000, 1e30, A4[::-1], (226.7, 170.0)),
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
    # pixels that are not square are those of faxes; where they are far from it, it is a mistake
    real = (across, down) if 1 <= max(across, down) <= 3 * min(across, down) else (1, 1)
    expected = (width / real[0]) / (height / real[1])
    assert shown_width / shown_height == pytest.approx(expected)


@pytest.mark.parametrize("dpi", [30_000, 9_600, 1e9])
def test_the_sheet_of_a_scan_is_known_though_its_dpi_are_absurd(dpi):
    """An A4 scan that says 30,000 dpi fills a page of A4, and no stamp of two millimetres."""
    assert page_of(2480, 3508, dpi) == A4
    assert mm(picture_of(2480, 3508, dpi)) == (210.0, 297.0)
    assert page_of(4961, 3508, dpi) == A3[::-1]


FAXES = [((1728, 1100), (204, 98)), ((1728, 2200), (204, 196)), ((1728, 4400), (204, 391))]


@pytest.mark.parametrize(("size", "dpi"), FAXES)
def test_a_fax_is_upright_on_a4_in_its_true_proportion(tmp_path, size, dpi):
    """Pixels of a fax in any resolution of ITU-T T.4 fill a page of A4, upright."""
    path = tmp_path / "a.tif"
    Image.new("1", size, 1).save(path, compression="group4", dpi=dpi)
    (page,) = pages_of(path, to_pdf(path))
    assert mm(page.mediabox[2:]) == (210.0, 297.0)
    drawn = page.get_contents().get_data().split()
    width, height = float(drawn[1]), float(drawn[4])
    assert height / width == pytest.approx((size[1] / dpi[1]) / (size[0] / dpi[0]), rel=0.01)
    assert height > 0.9 * 297 * MM


@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
@pytest.mark.parametrize("mode", ["L", "RGB", "1", "CMYK"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_tiff_is_upright(tmp_path, orientation, mode, compression):
    """A scan in any orientation (tag 274) stands as it was seen: turned once, and not twice."""
    upright = Image.new("L", (827, 1170), 255)
    upright.paste(0, (0, 0, 300, 200))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # of Image.Transpose
    stored = upright
    if orientation > 1:
        stored = upright.transpose(Image.Transpose(undo[orientation]))
    path = tmp_path / "a.tif"
    exif = Image.Exif()
    exif[274] = orientation
    stored.convert("RGB").convert(mode).save(
        path, compression=compression, dpi=(100, 100), exif=exif
    )
    (page,) = pages_of(path, to_pdf(path))
    assert mm(page.mediabox[2:]) == (210.0, 297.0)
    (image,) = page.images
    assert image.image.size == (827, 1170)
    seen = image.image.convert("L")
    assert [seen.getpixel(at) > 127 for at in ((50, 50), (800, 50), (50, 1100))] == [
        False, True, True,
    ]  # fmt: skip


def test_frames_of_a_tiff_are_turned_each_for_itself(tmp_path):
    """Of two pages the first lies on its side, the second is upright: both are upright then."""
    path = tmp_path / "a.tif"
    upright = Image.new("RGB", (1240, 1754), "white")
    side = upright.transpose(Image.Transpose.ROTATE_90)
    made = io.BytesIO()  # a file would be closed before the writer is, which Python 3.13 tells
    with TiffImagePlugin.AppendingTiffWriter(made, new=True) as file:
        for image, turn in ((side, 6), (upright, 1)):
            image.save(file, "TIFF", tiffinfo={274: turn}, dpi=(150, 150))
            file.newFrame()
    path.write_bytes(made.getvalue())
    shapes = [page.images[0].image.size for page in pages_of(path, to_pdf(path))]
    assert shapes == [(1240, 1754), (1240, 1754)]


def test_a_fax_on_its_side_keeps_its_proportion(tmp_path):
    """What is turned by a quarter has its resolutions turned with it."""
    path = tmp_path / "a.tif"
    exif = Image.Exif()
    exif[274] = 6
    Image.new("L", (1100, 1728), 255).save(path, dpi=(98, 204), exif=exif)
    (page,) = pages_of(path, to_pdf(path))
    assert mm(page.mediabox[2:]) == (210.0, 297.0)


@pytest.mark.parametrize("profile", [b"garbage", b"\0" * 400, "lab"])
@pytest.mark.parametrize(
    ("mode", "name"),
    [
        *((mode, "a.jpg") for mode in ("L", "RGB", "CMYK")),
        *((mode, "a.png") for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        *((mode, "a.tif") for mode in ("1", "L", "P", "RGB", "CMYK")),
    ],
)
def test_a_picture_is_bound_without_a_profile_that_is_broken(tmp_path, mode, name, profile):
    """A profile that cannot be read, or is of other colours, is left out, and told; no more."""
    if profile == "lab":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    path = tmp_path / name
    Image.new(mode, (600, 400)).save(path, icc_profile=profile)
    content = to_pdf(path)
    assert b"ICCBased" not in content
    assert len(pages_of(path, content)) == 1
    assert [str(one.code) for one in remarks_of(path)] == ["file-mended"]


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_sound_profile_stays(tmp_path, name):
    """The sRGB profile of a photo stands in the PDF, and nothing is told."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / name
    Image.new("RGB", (600, 400)).save(path, icc_profile=profile)
    assert b"ICCBased" in to_pdf(path)
    assert remarks_of(path) == ()


def test_a_profile_is_taken_out_without_loss(tmp_path):
    """The other bytes of a JPEG are embedded as they are."""
    path, plain = tmp_path / "a.jpg", tmp_path / "b.jpg"
    noise = Image.effect_noise((640, 480), 40)
    noise.save(path, icc_profile=b"garbage" * 20_000)  # in several segments
    noise.save(plain)
    assert plain.read_bytes() in to_pdf(path)


def test_a_grey_scan_with_a_profile_for_colours_is_no_news(tmp_path, caplog):
    """Scanners write sRGB into grey pictures: it is left out, and neither told nor logged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "a.jpg"
    Image.new("L", (600, 400)).save(path, icc_profile=profile)
    assert b"ICCBased" not in to_pdf(path)
    assert (remarks_of(path), caplog.records) == ((), [])


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


@pytest.mark.parametrize("size", [(30000, 3), (3, 30000), (1, 1), (20000, 1)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_strips(tmp_path, size, kind, mode):
    """A picture of which hardly a pixel is left across, once it fits a page, is bound even so."""
    path = tmp_path / "a"
    Image.new(mode, size).save(path, kind)
    (page,) = pages_of(path, to_pdf(path))
    assert len(page.images) == 1
    assert max(page.mediabox.width, page.mediabox.height) == pytest.approx(A4[1])


@pytest.mark.parametrize("error", [MemoryError(), Exception("memory allocation failed")])
def test_lack_of_memory_is_no_damage(tmp_path, monkeypatch, error):
    """A picture that takes too much is told as that, not as one to be saved again."""

    def fails(*_given, **_named):
        raise error

    path = tmp_path / "a.png"
    Image.new("L", (30, 20)).save(path)
    monkeypatch.setattr("dossier.convert.images.img2pdf.convert", fails)
    with pytest.raises(MemoryError):
        to_pdf(path)
