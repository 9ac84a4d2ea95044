"""Pictures that lack no more than their end: a copy broken off in the very last bytes, say.

What follows the picture itself (the end mark, a checksum) can be put back. Whether the picture is
all there is found out by decoding, and never assumed: one of which a part is missing stays damaged.
"""

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops, ImageFile

JPEG_END = b"\xff\xd9"
"""EOI (ITU-T T.81, B.1.1.3)."""

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_PADDING = b"\0\t\n\r "  # what card readers and mail leave behind a file
_TAIL = 4096

# What could follow where a JPEG breaks off: other bits than the decoder makes up itself, with the
# marks RST0 to RST7 between them where there are such marks.
_OTHER_BITS = (b"\x55" * 64 + b"\xa6" * 4096, b"\x55" * 64 + b"\xa6" * 512)
_MARK = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")  # but RST, which stands within data
_SOS, _DRI, _FRAMES = 0xDA, 0xDD, {0xC0, 0xC1, 0xC2}  # ITU-T T.81, table B.1
_LAST_ROWS, _LAST_PART = 16, 0.02  # of a picture: its last row of blocks, where that is no more

# ISO/IEC 15948, 8.2: first column and row of each pass of an interlaced picture, and their steps
_PASSES = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
)  # fmt: skip
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # ISO/IEC 15948, table 11.1: by colour type
_LARGEST = 1 << 30  # bytes of a decoded PNG

_BROKEN = (OSError, SyntaxError, ValueError, IndexError, struct.error, zlib.error)


def completed(path: Path, content: bytes | None = None) -> bytes | None:
    """The bytes of a JPEG or PNG with the end that they lack; None where nothing can be mended.

    That is so where they have their end, where more than the end is missing, and for other kinds.
    `content` is that of the file, where it has been read. Raises OSError.
    """
    head, tail = _ends(path, content)
    if head.startswith(_JPEG) and not tail.rstrip(_PADDING).endswith(JPEG_END):
        whole = path.read_bytes() if content is None else content
        return None if _decodes(whole) else _jpeg(whole)
    if head.startswith(_PNG) and b"IEND" not in tail:
        return _png(path.read_bytes() if content is None else content)
    return None


def is_cut_jpeg(content: bytes) -> bool:
    """Whether more than the end mark is missing of a JPEG; one that has its end is not decoded."""
    if content[-_TAIL:].rstrip(_PADDING).endswith(JPEG_END):
        return False
    return not _decodes(content) and _jpeg(content) is None


def _ends(path: Path, content: bytes | None) -> tuple[bytes, bytes]:
    """The first bytes of a file, and its last."""
    if content is not None:
        return content[:8], content[-_TAIL:]
    with path.open("rb") as file:
        head = file.read(8)
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        return head, file.read()


def _decodes(content: bytes) -> bool:
    """Whether a JPEG is whole all the same: some phones put a film behind the photo."""
    try:
        with _opened(content) as image:
            image.draft("L", (1, 1))
            image.load()
    except _BROKEN:
        return False
    return True


def _jpeg(content: bytes) -> bytes | None:
    """A JPEG with its end mark, if nothing but the last row of blocks can hang on what is missing.

    A decoder goes on where data end, and does not say from where. But what it drew without data
    changes with what comes there: so it is given two different ends.
    """
    data = content.removesuffix(b"\xff")  # half a mark
    mended = data + JPEG_END
    bits, between = _OTHER_BITS
    try:
        restarts = _scanned(data)
        if restarts:
            bits += b"".join(b"\xff%c" % mark + between for mark in range(0xD0, 0xD8)) * 8
        one, other = _grey(mended), _grey(data + bits + JPEG_END)
    except _BROKEN:
        return None
    differing = ImageChops.difference(one, other).getbbox()
    lost = one.height - differing[1] if differing else 0
    return mended if lost <= min(_LAST_ROWS, one.height * _LAST_PART) else None


def _scanned(content: bytes) -> bool:
    """Whether a JPEG has marks to restart at; ValueError where a scan is missing.

    Those that are there tell (ITU-T T.81, B.2.3) whether they hold all coefficients of each
    component in full.
    """
    wanted: set[tuple[int, int]] = set()
    restarts = False
    at = 2
    while mark := _MARK.search(content, at):
        kind, body = mark[1][0], content[mark.end() + 2 : mark.end() + 1024]
        at = mark.end() + int.from_bytes(content[mark.end() : mark.end() + 2])
        if kind in _FRAMES:
            wanted = {(body[6 + 3 * n], k) for n in range(body[5]) for k in range(64)}
        elif kind == _DRI:
            restarts = any(body[:2])
        elif kind == _SOS:
            first, last, exact = body[1 + 2 * body[0] :][:3]
            if not exact & 15:
                parts = body[1 : 1 + 2 * body[0] : 2]
                wanted -= {(part, k) for part in parts for k in range(first, last + 1)}
    if wanted:
        raise ValueError(len(wanted))
    return restarts


def _grey(content: bytes) -> Image.Image:
    with _opened(content) as image:
        return image.convert("L")


@contextmanager
def _opened(content: bytes) -> Iterator[ImageFile.ImageFile]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            yield image


def _png(content: bytes) -> bytes | None:
    """A PNG put together anew (ISO/IEC 15948, 5.6), if its data hold every row."""
    before: list[bytes] = []
    data = bytearray()
    at = len(_PNG)
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"IDAT":
            data += content[at + 8 : at + 8 + length]
        elif not data:
            before.append(content[at : at + 12 + length])
        at += 12 + length
    try:
        size = _png_size(before[0])
        rows = zlib.decompressobj().decompress(bytes(data), size) if size <= _LARGEST else b""
    except (*_BROKEN, KeyError):
        return None
    if len(rows) < size:
        return None
    return b"".join((_PNG, *before, _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b"")))


def _png_size(header: bytes) -> int:
    """How many bytes the rows of a PNG with this IHDR take, each with its filter."""
    width, height, depth, colours, _, _, interlaced = struct.unpack_from(">2I5B", header, 8)
    bits = depth * _CHANNELS[colours]
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -((left - width) // across), -((top - height) // down)
        total += max(rows, 0) * ((columns * bits + 7) // 8 + 1) if columns > 0 else 0
    return total


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
