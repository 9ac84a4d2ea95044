"""How a picture is to be held, and how large it is then: EXIF 2.32, tag 274, and its resolution."""

import math

from PIL import Image

# what has to be done with a picture of each orientation; 1 is upright
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = range(5, 9)


def orientation(image: Image.Image) -> int:
    """Its orientation, 1 to 8."""
    return int(image.getexif().get(274, 1))


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """The picture, upright."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def settle(frame: Image.Image) -> None:
    """Load a frame of a TIFF: Pillow turns it upright then, but not its resolution."""
    once = orientation(frame)
    across_down = dpi(frame, once)
    frame.load()
    frame.info["dpi"] = across_down


def dpi(image: Image.Image, orientation: int = 1) -> tuple[float, float]:
    """Pixels per inch across and down, as the file claims them; (0, 0) where it does not.

    Those of the upright picture, where its `orientation` is told.
    """
    across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    if not (math.isfinite(across) and math.isfinite(down) and min(across, down) > 0):
        return (0, 0)
    return (down, across) if orientation in _ON_ITS_SIDE else (across, down)
