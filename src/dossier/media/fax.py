"""Fax data within pictures and PDFs, read strictly before libtiff makes something of any damage."""

from typing import Any

from pikepdf import Dictionary
from PIL import Image

from dossier.media.faxcodes import DamagedFaxError, Fax, check_codes

# TIFF 6.0, sections 8, 10 and 11, and TIFF Technical Note 1: values of Compression whose data are
# such codes, with their scheme and the bits at which rows begin
_WIDTH, _LENGTH, _COMPRESSION, _FILL_ORDER = 256, 257, 259, 266
_OFFSETS, _ROWS, _COUNTS, _OPTIONS = 273, 278, 279, 292
_SCHEMES = {2: (0, 8), 3: (0, 1), 4: (-1, 1), 32771: (0, 16)}
_GROUP_3 = 3
_IN_TWO_DIMENSIONS = 1  # bit of T4Options
_BACKWARDS = 2  # value of FillOrder
_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_MOST_PIXELS = 1728  # ISO 32000-1, table 11: where Columns is not told


def check_fax(image: Image.Image) -> None:
    """Raise DamagedFaxError where the frame of a TIFF at which it stands has damaged fax data.

    Frames of other data are none of it, nor are those in tiles. Raises OSError.
    """
    tags: Any = getattr(image, "tag_v2", {})
    if tags.get(_COMPRESSION) not in _SCHEMES or not {_OFFSETS, _COUNTS} <= set(tags):
        return
    scheme, alignment = _SCHEMES[tags[_COMPRESSION]]
    if tags[_COMPRESSION] == _GROUP_3 and tags.get(_OPTIONS, 0) & _IN_TWO_DIMENSIONS:
        scheme = 1
    width, left = tags[_WIDTH], tags[_LENGTH]
    file: Any = image.fp  # type: ignore[attr-defined]
    before = file.tell()
    for start, length in zip(tags[_OFFSETS], tags[_COUNTS], strict=False):
        rows = min(tags.get(_ROWS, left), left)
        left -= rows
        file.seek(start)
        strip = file.read(length)
        if tags.get(_FILL_ORDER) == _BACKWARDS:
            strip = strip.translate(_TURNED)
        check_codes(strip, Fax(width=width, height=rows, scheme=scheme, alignment=alignment))
    file.seek(before)


def is_whole_fax(content: bytes, parameters: Any, height: int) -> bool:
    """Whether data within a PDF (ISO 32000-1, 7.4.6) have no wrong code and hold every row."""
    given: Any = parameters if isinstance(parameters, Dictionary) else Dictionary()
    fax = Fax(
        width=int(given.get("/Columns", _MOST_PIXELS)),
        height=height,
        scheme=int(given.get("/K", 0)),
        alignment=8 if given.get("/EncodedByteAlign") is True else 1,
    )
    try:
        check_codes(content, fax)
    except DamagedFaxError:
        return False
    return True
