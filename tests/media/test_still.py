"""A still of a film: a picture that shows something, upright, the same each time."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image

from dossier.media.still import still_of
from films import SIZE, film, red_above_blue


def shown(path: Path) -> Image.Image:
    picture = still_of(path)
    assert picture is not None
    return Image.open(io.BytesIO(picture))


def is_red(pixel: Iterable[int]) -> bool:
    red, green, blue = pixel
    return red > 150 and green < 90 and blue < 90


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.avi", "a.mkv"])
def test_what_shows_something_is_taken(tmp_path, name):
    """Of a film that begins in black its first telling picture is taken, in its size."""
    path = film(tmp_path / name, [Image.new("RGB", SIZE)] * 30 + [red_above_blue()] * 30)
    picture = shown(path)
    assert picture.size == SIZE
    assert is_red(picture.getpixel((SIZE[0] // 2, 5)))
    assert still_of(path) == still_of(path)


def test_a_film_held_upright_by_a_phone_is_upright(tmp_path):
    """The turn that a phone writes beside its pictures is done."""
    path = film(tmp_path / "a.mp4", [red_above_blue()] * 10)
    content = path.read_bytes()
    upright = b"".join(n.to_bytes(4, "big") for n in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
    turned = b"".join(
        n.to_bytes(4, "big", signed=True)
        for n in (0, 1 << 16, 0, -(1 << 16), 0, 0, SIZE[1] << 16, 0, 1 << 30)
    )
    place = content.index(upright, content.index(b"tkhd"))  # ISO/IEC 14496-12, 8.3.2
    path.write_bytes(content[:place] + turned + content[place + len(turned) :])
    picture = shown(path)
    assert picture.size == SIZE[::-1]
    assert is_red(picture.getpixel((SIZE[1] - 5, SIZE[0] // 2)))  # a quarter to the right


def test_of_a_black_film_there_is_a_black_still(tmp_path):
    """Where nothing shows anything, one picture is as good as another."""
    path = film(tmp_path / "a.mp4", [Image.new("RGB", SIZE)] * 20)
    assert max(shown(path).getpixel((10, 10))) < 30


def test_what_is_broken_has_none(tmp_path):
    """A film that was cut off, or is none, has no still, and nothing is raised."""
    whole = film(tmp_path / "a.mp4", [red_above_blue()] * 10).read_bytes()
    for content in (b"", b"\0\0\0\x18ftypmp42", whole[: len(whole) // 2], bytes(5000)):
        path = tmp_path / "b.mp4"
        path.write_bytes(content)
        assert still_of(path) is None
