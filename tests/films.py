"""Small films of real pictures, written by PyAV."""

from collections.abc import Sequence
from pathlib import Path

import av
from PIL import Image

SIZE = (160, 96)


def red_above_blue() -> Image.Image:
    """A picture whose upper half is red."""
    picture = Image.new("RGB", SIZE, (30, 30, 200))
    picture.paste((200, 30, 30), (0, 0, SIZE[0], SIZE[1] // 2))
    return picture


def film(path: Path, pictures: Sequence[Image.Image]) -> Path:
    """A film of 10 pictures to a second."""
    with av.open(str(path), "w") as made:
        video = made.add_stream("mpeg4", rate=10)
        video.width, video.height = SIZE
        video.pix_fmt = "yuv420p"
        for picture in pictures:
            made.mux(video.encode(av.VideoFrame.from_image(picture)))
        made.mux(video.encode(None))
    return path
