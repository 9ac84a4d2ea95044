"""Fonts that are embedded in PDFs: whether a viewer can load them."""

import io
import struct

from dossier.media.pdfstreams import DamagedDataError
from dossier.pool.memory import unless_memory

_ANY = 16  # pixels: outlines are loaded at no size at all
_HEAD, _ITS_SUM = b"head", slice(8, 12)  # OpenType 1.9, "head": counts as 0 for its checksum


def check_font(program: bytes) -> None:
    """Raise DamagedDataError where FreeType, which most viewers use, cannot load a font.

    One without a byte is as good as none: viewers take another.
    """
    from PIL import ImageFont  # noqa: PLC0415 - loads FreeType

    if not program:
        return
    try:
        ImageFont.truetype(io.BytesIO(program), _ANY, layout_engine=ImageFont.Layout.BASIC)
    except (OSError, ValueError) as error:
        unless_memory(error)
        raise DamagedDataError from error


def has_its_sums(program: bytes) -> bool:
    """Whether each table of a TrueType or OpenType font has the checksum that the font says."""
    try:
        (count,) = struct.unpack_from(">H", program, 4)
        for number in range(count):
            tag, told, start, length = struct.unpack_from(">4sIII", program, 12 + 16 * number)
            table = bytearray(program[start : start + length])
            if tag == _HEAD:
                table[_ITS_SUM] = bytes(4)
            table += bytes(-len(table) % 4)
            words = struct.unpack(f">{len(table) // 4}I", table)
            if sum(words) & 0xFFFFFFFF != told:
                return False
    except struct.error:
        return False
    return bool(count)
