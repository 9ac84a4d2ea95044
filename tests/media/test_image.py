import io

import pytest
from PIL import Image

from dossier.media import UnusableError
from dossier.media.image import embeddable, upright
from media_zoo import picture, tiff, turned


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def corner(image: Image.Image) -> tuple:
    """The colour near the left upper corner, as grey shades of its channels."""
    return image.convert("RGB").getpixel((4, 4))


def no_limit(width, height, dpi) -> int:
    return 100_000


@pytest.mark.parametrize("orientation", range(1, 9))
def test_upright_undoes_what_the_camera_did(tmp_path, orientation):
    """A photo taken in any of the eight EXIF orientations comes out as it was seen."""
    image = opened(upright(turned(tmp_path / "a.jpg", orientation), 1000))
    assert image.size == (60, 40)
    assert max(corner(image)) < 60
    assert min(image.getpixel((50, 30))[:1]) > 150
    assert 274 not in image.getexif()


def test_upright_is_sampled_down(tmp_path):
    """The longest side becomes `longest`, the proportions stay."""
    path = picture(tmp_path / "a.jpg", size=(3000, 1500))
    assert opened(upright(path, 600)).size == (600, 300)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize(("longest", "decoded"), [(700, 1000), (1000, 2000), (370, 500)])
def test_a_large_photo_is_decoded_small_and_keeps_its_colours(
    tmp_path, monkeypatch, mode, longest, decoded
):
    """Half or quarter of a JPEG is decoded, never less than 1.3 times what is wanted."""
    path = tmp_path / "a.jpg"
    image = Image.new("RGB", (2000, 1200), (200, 60, 30))
    image.paste((30, 90, 180), (1000, 0, 2000, 1200))
    image.convert(mode).save(path, quality=95)
    with Image.open(path) as opened_whole:
        whole = opened_whole.convert("L" if mode == "L" else "RGB")
    sizes = []
    real = Image.Image.resize
    monkeypatch.setattr(
        Image.Image, "resize", lambda one, *rest: sizes.append(one.size) or real(one, *rest)
    )
    found = opened(upright(path, longest))
    assert sizes == [(decoded, decoded * 3 // 5)]
    assert (found.size, found.mode) == ((longest, longest * 3 // 5), whole.mode)
    for part in (0.1, 0.4, 0.6, 0.9):
        place = (round(part * longest), 100)
        there = whole.convert("RGB").getpixel((round(part * 2000), 400))
        here = found.convert("RGB").getpixel(place)
        assert max(abs(a - b) for a, b in zip(here, there, strict=True)) <= 4


def test_upright_never_enlarges(tmp_path):
    """A small picture stays as small as it is."""
    assert opened(upright(picture(tmp_path / "a.jpg"), 600)).size == (60, 40)


SOURCES = {
    "cmyk.jpg": dict(mode="CMYK"),
    "alpha.png": dict(mode="RGBA"),
    "deep.png": dict(mode="I;16", color=51400),
    "palette.png": dict(mode="P"),
    "grey.png": dict(mode="L", color=200),
    "bilevel.png": dict(mode="1"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_upright_of_every_mode_is_a_plain_jpeg(tmp_path, name):
    """Whatever the colours were, the result is a JPEG in grey or RGB, equal every time."""
    path = picture(tmp_path / name, **SOURCES[name])
    first = upright(path, 600)
    image = opened(first)
    assert image.format == "JPEG"
    assert image.mode in {"L", "RGB"}
    assert max(corner(image)) < 60
    assert upright(path, 600) == first


def test_transparent_becomes_white(tmp_path):
    """What was transparent is paper, not black."""
    image = opened(upright(picture(tmp_path / "a.png", mode="RGBA"), 600))
    assert min(image.getpixel((55, 35))) > 245


def test_sixteen_bits_keep_their_shades(tmp_path):
    """A 16-bit grey of 200/256 stays that grey, and is not clipped to white."""
    image = opened(upright(picture(tmp_path / "a.png", **SOURCES["deep.png"]), 600))
    assert abs(image.getpixel((55, 35)) - 200) <= 2


def test_plain_files_are_embedded_as_they_are(tmp_path):
    """A plain JPEG or PNG loses nothing: its own bytes are embedded."""
    for path in (picture(tmp_path / "a.jpg"), picture(tmp_path / "a.png")):
        assert list(embeddable(path, no_limit)) == [path.read_bytes()]


@pytest.mark.parametrize("name", ["cmyk.jpg", "alpha.png", "deep.png"])
def test_what_a_pdf_cannot_hold_is_changed(tmp_path, name):
    """CMYK, transparency and 16 bits are changed to eight bits of grey or RGB."""
    (content,) = embeddable(picture(tmp_path / name, **SOURCES[name]), no_limit)
    image = opened(content)
    assert image.mode in {"L", "RGB"}
    assert max(corner(image)) < 60


def test_deep_rgb_png_is_changed(tmp_path):
    """A PNG of 16 bits per colour looks like RGB to Pillow, yet its bytes may not be embedded."""
    import struct
    import zlib

    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    rows = (b"\0" + b"\x80\x00\x40\x00\x20\x00" * 4) * 3
    path = tmp_path / "a.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 16, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
    (content,) = embeddable(path, no_limit)
    assert content[24] == 8
    assert opened(content).getpixel((0, 0)) == (0x80, 0x40, 0x20)


def test_every_page_of_a_scan_stays_bilevel(tmp_path):
    """A fax of four pages gives four bilevel pictures that keep their resolution."""
    path = tiff(tmp_path / "a.tif", pages=4, compression="group4", dpi=(204, 196))
    images = [opened(content) for content in embeddable(path, no_limit)]
    assert [image.mode for image in images] == ["1"] * 4
    assert [image.getpixel((95, 10)) for image in images] == [255, 255, 255, 0]
    assert {tuple(round(value) for value in image.info["dpi"]) for image in images} == {(204, 196)}


def test_colour_scans_become_jpegs_of_the_same_size_on_paper(tmp_path):
    """A colour scan beyond the limit is sampled down, and its dpi with it."""
    path = tiff(tmp_path / "a.tif", pages=2, mode="RGB", size=(800, 600), dpi=(600, 600))
    images = [opened(content) for content in embeddable(path, lambda *_: 400)]
    assert [(image.format, image.size) for image in images] == [("JPEG", (400, 300))] * 2
    assert images[0].info["dpi"] == (300, 300)


def test_the_limit_is_asked_with_what_the_file_says(tmp_path):
    """Who sets the limit knows the size in pixels and the dpi of each page."""
    asked = []

    def limit(width, height, dpi):
        asked.append((width, height, dpi))
        return 50

    path = picture(tmp_path / "a.jpg", size=(90, 30), dpi=(300, 300))
    (content,) = embeddable(path, limit)
    assert asked == [(90, 30, (300, 300))]
    assert opened(content).size == (50, 17)


def test_damage_is_told_by_every_function(tmp_path):
    """A truncated picture is never embedded or sampled as if it were whole."""
    path = tmp_path / "a.jpg"
    Image.effect_noise((300, 300), 90).save(path)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(UnusableError):
        upright(path, 100)
    with pytest.raises(UnusableError):
        list(embeddable(path, no_limit))


@pytest.mark.parametrize("size", [(30000, 3), (3, 30000), (1, 1)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_strip_keeps_a_pixel(tmp_path, size, kind):
    """A photo of hardly any height or width is sampled down to a pixel of it, never to none."""
    path = tmp_path / "a"
    Image.new("RGB", size).save(path, kind)
    width, height = opened(upright(path, 1000)).size
    assert (width, height) == tuple(min(side, 1000) if side > 3 else 1 for side in size)
