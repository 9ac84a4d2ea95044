"""Pictures that lack their last bytes: bound where the picture is there, else damaged."""

import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from dossier.convert.images import to_pdf
from dossier.finding import Code
from dossier.media.examine import examine
from dossier.media.image import embeddable, upright
from dossier.media.incomplete import completed

WAYS = {
    "baseline": dict(),
    "progressive": dict(progressive=True),
    "restarts": dict(restart_marker_rows=1),
    "both": dict(progressive=True, restart_marker_rows=2),
    "fine colours": dict(subsampling=0, optimize=True),
}


def scan(size: tuple[int, int] = (620, 877), mode: str = "RGB") -> Image.Image:
    """Grain on paper, so that every part of the picture takes bytes."""
    grain = Image.frombytes("L", size, random.Random(1).randbytes(size[0] * size[1]))
    return Image.merge("RGB", (grain, grain.rotate(180), grain)).convert(mode)


def saved(image: Image.Image, form: str, **options) -> bytes:
    content = io.BytesIO()
    image.save(content, form, **options)
    return content.getvalue()


def no_limit(width: int, height: int, dpi: tuple[float, float]) -> int:
    return 100_000


@pytest.mark.parametrize("lacking", [1, 2, 3, 4])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_that_lacks_its_last_bytes_is_bound_with_a_note(tmp_path, mode, way, lacking):
    """This test ensures that two lost bytes lose no scan, and that it is told."""
    whole = saved(scan(mode=mode), "JPEG", **WAYS[way])
    path = tmp_path / "a.jpg"
    path.write_bytes(whole[:-lacking])
    found = examine(path)
    assert (found.fault, found.pages) == (None, 1)
    assert [remark.code for remark in found.remarks] == [Code.FILE_MENDED]
    (embedded,) = embeddable(path, no_limit, sound=True)
    shown, meant = (Image.open(io.BytesIO(one)).convert("RGB") for one in (embedded, whole))
    if mode != "CMYK":  # which is stored anew
        assert embedded.startswith(path.read_bytes()[:-1])
        different = ImageChops.difference(shown, meant).getbbox()
        assert different is None or different[1] >= 877 - 16
    assert Image.open(io.BytesIO(upright(path, 400))).size == (283, 400)
    assert len(to_pdf(path)) > len(embedded)


@pytest.mark.parametrize("part", [0.3, 0.5, 0.9, 0.97])
@pytest.mark.parametrize("way", WAYS)
def test_a_jpeg_of_which_a_part_is_missing_stays_damaged(tmp_path, way, part):
    """This test ensures that a scan that would be grey, or coarse, below is never bound."""
    whole = saved(scan(), "JPEG", **WAYS[way])
    path = tmp_path / "a.jpg"
    path.write_bytes(whole[: int(len(whole) * part)])
    found = examine(path)
    assert (found.fault, found.remarks) == (Code.FILE_DAMAGED, ())


@pytest.mark.parametrize("behind", [b"\0" * 20, b"\r\n", b"film" * 5000])
def test_what_stands_behind_a_jpeg_is_nobodys_concern(tmp_path, behind):
    """This test ensures that a phone's film behind the photo is no damage, and no news."""
    path = tmp_path / "a.jpg"
    path.write_bytes(saved(scan(), "JPEG") + behind)
    assert (examine(path).fault, examine(path).remarks) == (None, ())


@pytest.mark.parametrize("lacking", [1, 4, 8, 12, 14, 16, 20])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA"])
def test_a_png_that_lacks_its_end_is_bound_with_a_note(tmp_path, mode, lacking):
    """This test ensures that no row is lost with the checksums and the end mark."""
    whole = saved(scan((300, 400), "RGB").convert(mode), "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(whole[:-lacking])
    found = examine(path)
    assert found.fault is None
    if lacking > 4:  # what follows the end mark itself is a checksum of nothing
        assert [remark.code for remark in found.remarks] == [Code.FILE_MENDED]
        mended = Image.open(io.BytesIO(completed(path)))
        assert mended.tobytes() == Image.open(io.BytesIO(whole)).tobytes()
    assert to_pdf(path)


def test_an_interlaced_png_is_put_together_as_well(tmp_path: Path) -> None:
    """This test ensures that the rows of all seven passes are counted (ISO/IEC 15948, 8.2)."""
    size = (13, 11)  # grey, 8 bits: passes of 2, 1, 2, 3 … columns
    passes = [(2, 2), (2, 2), (4, 1), (3, 3), (7, 3), (6, 6), (13, 5)]
    rows = b"".join((b"\0" + bytes(range(1, width + 1))) * height for width, height in passes)

    def chunk(kind: bytes, data: bytes) -> bytes:
        told = kind + data
        return struct.pack(">I", len(data)) + told + struct.pack(">I", zlib.crc32(told))

    head = chunk(b"IHDR", struct.pack(">2I5B", *size, 8, 0, 0, 0, 1))
    whole = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path = tmp_path / "a.png"
    path.write_bytes(whole)
    before = Image.open(path).tobytes()
    path.write_bytes(whole[:-18])
    assert Image.open(io.BytesIO(completed(path))).tobytes() == before


@pytest.mark.parametrize("part", [0.5, 0.9, 0.99])
def test_a_png_of_which_rows_are_missing_stays_damaged(tmp_path, part):
    """This test ensures that a PNG without its last rows is not bound."""
    whole = saved(scan((300, 400)), "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(whole[: int(len(whole) * part)])
    assert examine(path).fault is Code.FILE_DAMAGED
