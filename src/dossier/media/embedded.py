"""A picture within an office file: its size, and whether all of it is there."""

import io
import warnings

from PIL import Image

from dossier.facts import Fact
from dossier.media.image import BROKEN, LARGEST
from dossier.pool.memory import unless_memory

_SMALL = 64  # pixels to which a JPEG is decoded: it is read to its end all the same


class Measured(Fact, frozen=True):
    """Pixels of a picture, and whether it can be decoded to its end."""

    width: int
    height: int
    is_whole: bool


def measured(content: bytes) -> Measured | None:
    """The size and soundness of a picture; None where it is none that can be read at all."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is odd in it and does no harm
        try:
            image = Image.open(io.BytesIO(content))
            width, height = image.size
        except BROKEN as error:
            unless_memory(error)
            return None
        if width * height > LARGEST:
            return Measured(width, height, is_whole=False)
        try:
            image.draft(None, (_SMALL, _SMALL))
            image.load()
        except BROKEN as error:
            unless_memory(error)
            return Measured(width, height, is_whole=False)
    return Measured(width, height, is_whole=True)
