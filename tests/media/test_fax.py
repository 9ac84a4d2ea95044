"""Fax data in TIFFs: read strictly, for libtiff draws bars where codes are damaged."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from dossier.finding import Code
from dossier.media.examine import Examined, examine
from dossier.model.evidence_file import FileKind


def written(turn: int = 0) -> Image.Image:
    """A page with lines, circles and dots, in black on white."""
    image = Image.new("1", (800, 600), 1)
    draw = ImageDraw.Draw(image)
    for n in range(40):
        draw.line((n * 19, 20, 780 - n * 11, 560), fill=0, width=1 + n % 3)
        draw.ellipse((n * 17, n * 13, n * 17 + 60, n * 13 + 45), outline=0)
        draw.point([(x, n * 14) for x in range(3, 790, 3 + n)], fill=0)
    return image.rotate(turn)


SCHEMES = {
    "group 4": {"compression": "group4"},
    "group 4 in strips": {"compression": "group4", "tiffinfo": {278: 50}},
    "group 3": {"compression": "group3"},
    "group 3 in two dimensions": {"compression": "group3", "tiffinfo": {292: 1}},
    "group 3, filled up": {"compression": "group3", "tiffinfo": {292: 4}},
    "runs": {"compression": "tiff_ccitt"},
    "bits backwards": {"compression": "group4", "tiffinfo": {266: 2}},
}


def fax(path: Path, scheme: str) -> Path:
    pages = [written(), written(180), ImageOps.invert(written().convert("L")).convert("1")]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], **SCHEMES[scheme])
    return path


def strip(path: Path, page: int) -> tuple[int, int]:
    """Where the longest strip of a page begins, and how long it is."""
    with Image.open(path) as image:
        image.seek(page)
        places = zip(image.tag_v2[273], image.tag_v2[279], strict=True)
        return max(places, key=lambda place: place[1])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_sound_fax(tmp_path, scheme):
    """Sound fax data of each kind are sound, whatever is drawn."""
    assert examine(fax(tmp_path / "a.tif", scheme)) == Examined(FileKind.TIFF, 3)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("page", [0, 2])
def test_damaged_fax(tmp_path, capfd, scheme, page):
    """A few wrong bytes in any page are told, and nothing is written to the error output."""
    path = fax(tmp_path / "a.tif", scheme)
    start, length = strip(path, page)
    content = bytearray(path.read_bytes())
    for n in range(1, 6):
        content[start + n * length // 7] ^= 0x5A
    path.write_bytes(content)
    found = examine(path)
    assert found.fault is Code.FILE_DAMAGED
    assert "its fax data are damaged" in str(found.remedy)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("bit", range(0, 8, 3))
@pytest.mark.parametrize("part", [0.1, 0.4, 0.8])
def test_one_wrong_bit(tmp_path, bit, part):
    """A single wrong bit of group 4, after which all rows are others, is told."""
    path = fax(tmp_path / "a.tif", "group 4")
    start, length = strip(path, 1)
    content = bytearray(path.read_bytes())
    content[start + int(length * part)] ^= 1 << bit
    path.write_bytes(content)
    assert examine(path).fault is Code.FILE_DAMAGED


def test_empty_fax(tmp_path):
    """A page that is white or black all over is whole; a white one is no evidence."""
    file = io.BytesIO()
    for colour in (0, 1):
        Image.new("1", (1728, 2200), colour).save(file, "TIFF", compression="group4")
        path = tmp_path / f"{colour}.tif"
        path.write_bytes(file.getvalue())
        found = examine(path)
        assert (found.pages, found.fault) == (1, Code.FILE_EMPTY if colour else None)
