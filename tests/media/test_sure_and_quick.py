"""What is examined the quick way is found as surely as by the slow one."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from dossier.convert.images import to_pdf
from dossier.finding import Code
from dossier.media.examine import examine
from dossier.media.image import BROKEN, embeddable
from media_zoo import office, picture

WAYS = {
    "baseline": dict(),
    "progressive": dict(progressive=True),
    "restarts": dict(restart_marker_rows=1),
    "both": dict(progressive=True, restart_marker_rows=2),
    "fine colours": dict(subsampling=0, optimize=True),
}


def jpeg(mode: str, **ways) -> bytes:
    noise = Image.effect_noise((160, 120), 60)
    slope = Image.linear_gradient("L").resize((160, 120))
    content = io.BytesIO()
    Image.merge("RGB", (noise, slope, noise)).convert(mode).save(content, "JPEG", **ways)
    return content.getvalue()


def broken(content: bytes) -> list[bytes]:
    """The same cut off, with holes of zeros, pieces left out, and markers where there are none."""
    places = [len(content) * part // 23 for part in range(1, 23)]
    return [
        *(content[:at] for at in places),
        *(content[:at] + bytes(40) + content[at + 40 :] for at in places),
        *(content[:at] + content[at + 25 :] for at in places),
        *(content[:at] + b"\xff" + bytes((0xC0 + at % 64,)) + content[at:] for at in places),
    ]


def is_whole(content: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
    except BROKEN:
        return False
    return True


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.filterwarnings("ignore")
def test_damage_to_a_jpeg_is_found_as_by_decoding_all_of_it(tmp_path: Path, way, mode) -> None:
    """This test ensures that an eighth of the size tells of the same damage as the whole."""
    path = tmp_path / "a.jpg"
    verdicts = set()
    for content in broken(jpeg(mode, **WAYS[way])):
        path.write_bytes(content)
        verdicts.add(is_whole(content))
        assert (examine(path).fault is None) == is_whole(content)
    assert verdicts == {True, False}


def test_a_sound_picture_is_not_decoded_to_be_embedded(tmp_path: Path, monkeypatch) -> None:
    """This test ensures that the bytes are the same, and that nothing is decoded for them."""
    path = picture(tmp_path / "a.jpg", size=(300, 200))
    whole = to_pdf(path)

    def refuse(_frame: object) -> None:
        raise AssertionError

    monkeypatch.setattr("dossier.media.image._decode", refuse)
    assert to_pdf(path, sound=True) == whole
    with pytest.raises(AssertionError):
        to_pdf(path)


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("size", [3000, 2_000_000])
def test_parts_of_every_size_are_unpacked(tmp_path: Path, size: int, way: int) -> None:
    """This test ensures that a wrong byte is found in small parts and large, packed or not."""
    path = office(tmp_path / "a.docx")
    filling = (bytes(range(256)) * (size // 256 + 1))[:size]
    with zipfile.ZipFile(path, "a", way) as package:
        package.writestr("media/big.bin", filling)
        at = package.getinfo("media/big.bin").header_offset + 90
    assert examine(path).fault is None
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert examine(path).fault is Code.FILE_DAMAGED


@pytest.mark.parametrize("offset", [0, 30])
def test_a_part_whose_header_is_another_one_is_damage(tmp_path: Path, offset: int) -> None:
    """This test ensures that the header before a part is looked at: its mark and its name."""
    path = office(tmp_path / "a.docx", extra="words")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        content[package.getinfo("extra").header_offset + offset] ^= 1
    path.write_bytes(content)
    assert examine(path).fault is Code.FILE_DAMAGED


@pytest.mark.parametrize("behind", [False, True])
def test_a_png_that_lies_on_its_side_is_turned(tmp_path: Path, behind: bool) -> None:
    """This test ensures that EXIF is found in a PNG, before the picture and behind it."""
    exif = Image.Exif()
    exif[274] = 6
    content = io.BytesIO()
    Image.linear_gradient("L").resize((40, 30)).save(content, "PNG", exif=exif)
    png = content.getvalue()
    start = png.index(b"eXIf") - 4
    chunk = png[start : start + 12 + int.from_bytes(png[start : start + 4], "big")]
    end = len(png) - 12  # that of IEND
    path = tmp_path / "a.png"
    path.write_bytes(
        png[:start] + png[start + len(chunk) : end] + chunk + png[end:] if behind else png
    )
    (page,) = embeddable(path, lambda *_: 1000)
    assert Image.open(io.BytesIO(page)).size == (30, 40)


def test_a_bilevel_scan_is_one_strip(tmp_path: Path) -> None:
    """This test ensures that no row is lost where a scan is packed as a PDF holds it."""
    path = tmp_path / "a.tif"
    scan = Image.effect_noise((900, 1300), 90).point(lambda value: 255 * (value > 140)).convert("1")
    scan.save(path, compression="group4", dpi=(200, 200))
    (page,) = embeddable(path, lambda *_: 3000)
    packed = Image.open(io.BytesIO(page))
    assert (packed.tag_v2[278], packed.info["dpi"]) == (1300, (200, 200))
    assert packed.tobytes() == scan.tobytes()
