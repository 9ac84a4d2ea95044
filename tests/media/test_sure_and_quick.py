"""What is examined the quick way is found as surely as by the slow one."""

import io
import zipfile
from pathlib import Path

import pytest
from media_zoo import office, picture
from PIL import Image

from dossier.convert.images import to_pdf
from dossier.finding import Code
from dossier.media.examine import examine
from dossier.media.image import _BROKEN

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
    except _BROKEN:
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
