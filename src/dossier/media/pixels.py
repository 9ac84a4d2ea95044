"""How many pixels a picture has, by its head alone."""

import io

from PIL import Image, UnidentifiedImageError


def size_of(content: bytes) -> tuple[int, int] | None:
    """The width and height of a picture in pixels; None where it is none that is known here."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
