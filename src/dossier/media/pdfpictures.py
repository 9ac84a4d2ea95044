"""Pictures within PDFs: whether their data hold every row, as far as that is known cheaply.

A scan whose data are whole is not decoded; what ends early is found by its end and its lengths.
"""

import struct
from typing import Any

import pikepdf
from pikepdf import Array, Name, Stream

from dossier.media.fax import is_whole_fax
from dossier.media.incomplete import is_cut_jpeg
from dossier.media.pdfstreams import (
    LARGEST,
    DamagedDataError,
    TooMuchDataError,
    encoding,
    row_size,
    size,
    undone,
)

_CHANNELS = {"/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3,
             "/Lab": 3, "/DeviceCMYK": 4, "/CMYK": 4}  # fmt: skip
_JBIG2_UNKNOWN = 0xFFFFFFFF  # ITU-T T.88, 7.2.7
_JBIG2_FILE = b"\x97JB2\r\n\x1a\n"  # D.4.1
# ITU-T T.800, annex A: start and size of a picture, start of a part, start of its data, end
_SOC, _SOT, _EOC = b"\xff\x4f", 0xFF90, 0xFFD9


def check_picture(document: pikepdf.Pdf, picture: Stream) -> None:
    """Raise DamagedDataError where a picture lacks a part, TooMuchDataError where it is huge."""
    width, height = _number(picture, "/Width"), _number(picture, "/Height")
    if width <= 0 or height <= 0:
        return
    if encoding(picture) in {"/DCTDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/JPXDecode"}:
        data = undone(document, picture)
        if not _is_whole(data.encoding, data.parameters, data.content, height):
            raise DamagedDataError
        return
    bits = width * _channels(picture) * _depth(picture)
    row = row_size(picture, bits)
    if row * height > LARGEST:
        raise TooMuchDataError
    # more than there are to be, as some programs write, are not shown
    lacking = row * height - size(document, picture)
    if lacking > row:  # less than a row does not show
        raise DamagedDataError


def _is_whole(name: str, parameters: Any, content: bytes, height: int) -> bool:
    match name:
        case "/DCTDecode":
            return not is_cut_jpeg(content)
        case "/CCITTFaxDecode":
            return is_whole_fax(content, parameters, height)
        case "/JBIG2Decode":
            return _is_whole_jbig2(content)
    return _is_whole_jpx(content)


def _number(picture: Stream, name: str) -> int:
    given = picture.get(name)
    return int(given) if isinstance(given, int) else 0


def _depth(picture: Stream) -> int:
    is_mask: Any = picture.get("/ImageMask")
    return 1 if is_mask is True else _number(picture, "/BitsPerComponent") or 1


def _channels(picture: Stream) -> int:
    """How many values each pixel has (8.6); one where that is not known."""
    space: Any = picture.get("/ColorSpace")
    if isinstance(space, Array) and len(space) > 1:
        kind = str(space[0])
        if kind == "/ICCBased" and isinstance(space[1], Stream):
            return _number(space[1], "/N") or 1
        if kind == "/DeviceN" and isinstance(space[1], Array):
            return len(space[1])
        return _CHANNELS.get(kind, 1)
    if isinstance(space, Array) and len(space):
        space = space[0]
    return _CHANNELS.get(str(space), 1) if isinstance(space, Name) else 1


def _is_whole_jbig2(content: bytes) -> bool:
    """Whether the last segment ends within the data (ITU-T T.88, 7.2: headers of segments)."""
    if content.startswith(_JBIG2_FILE):
        return True  # with the header of a file, as viewers put up with
    at = 0
    try:
        while at < len(content) and content[at:].strip(b"\0\r\n"):
            number, flags, count = struct.unpack_from(">IBB", content, at)
            at += 5
            if count >> 5 == 7:  # noqa: PLR2004 - the long form
                count = struct.unpack_from(">I", content, at)[0] & 0x1FFFFFFF
                at += 4 + (count + 8) // 8
            else:
                count >>= 5
                at += 1
            at += count * (1 if number <= 256 else 2 if number <= 65536 else 4)  # noqa: PLR2004
            at += 4 if flags & 0x40 else 1
            (length,) = struct.unpack_from(">I", content, at)
            if length == _JBIG2_UNKNOWN:
                return True
            at += 4 + length
    except struct.error:
        return False
    return at <= len(content)


def _is_whole_jpx(content: bytes) -> bool:
    """Whether the last part of a tile ends within the data (ITU-T T.800, A.4.2)."""
    at = content.find(_SOC + b"\xff\x51")
    if at < 0:
        return False
    at += 2
    try:
        while True:
            (marker,) = struct.unpack_from(">H", content, at)
            if marker == _EOC:
                return True
            if marker == _SOT:
                (length,) = struct.unpack_from(">I", content, at + 6)
                if length == 0:  # until the end
                    return content.rstrip(b"\0\r\n").endswith(b"\xff\xd9")
                at += length
                if at == len(content):
                    return True  # but for the end mark
            else:
                (length,) = struct.unpack_from(">H", content, at + 2)
                at += 2 + length
    except struct.error:
        return False
