"""How long films and sound recordings last, as their headers tell; nothing is decoded."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

# ISO/IEC 14496-12: boxes of 32 or 64 bits; 8.2.2 mvhd, version 0 and 1
_BOX, _LARGE = struct.Struct(">I4s"), struct.Struct(">Q")
_MOVIE = {0: struct.Struct(">12xII"), 1: struct.Struct(">20xIQ")}
_MOST_BOXES = 10_000
# Advanced Systems Format, 3.2: the file properties object, and where its play duration stands
_ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_ASF_DURATION, _ASF_PREROLL = 64, 80
# ISO/IEC 11172-3, 2.4.2.3: kilobits per second of layer III by index, and samples per second
_MP3_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_HEAD = 1 << 16
_LONGEST = 30 * 86400  # seconds; what says more is broken


def seconds_of(path: Path) -> int:
    """How many seconds it lasts; 0 where its kind does not tell, or is not as it should be."""
    try:
        with path.open("rb") as file:
            found = _seconds(file, path.stat().st_size)
    except (struct.error, LookupError, ValueError, ZeroDivisionError):
        return 0
    return round(found) if 0 < found < _LONGEST else 0


def _seconds(file: IO[bytes], size: int) -> float:
    head = file.read(_HEAD)
    if head.startswith(b"RIFF"):
        return _avi(head) if head[8:12] == b"AVI " else _wav(head, size)
    if head.startswith(b"0&\xb2u"):
        return _asf(head)
    if head.startswith(b"ID3") or head[:1] == b"\xff":
        return _mp3(file, head, size)
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}:
        return _mp4(file, size)
    return 0


def _mp4(file: IO[bytes], size: int) -> float:
    for kind, start, end in _boxes(file, 0, size):
        if kind == b"moov":
            for inner, place, _ in _boxes(file, start, end):
                if inner == b"mvhd":
                    file.seek(place)
                    content = file.read(32)
                    scale, length = _MOVIE[content[0]].unpack_from(content)
                    return float(length / scale)
    return 0


def _boxes(file: IO[bytes], place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The kinds of boxes one after the other, where the content of each begins and ends."""
    for _ in range(_MOST_BOXES):
        if place + _BOX.size > end:
            return
        file.seek(place)
        size, kind = _BOX.unpack(file.read(_BOX.size))
        start = place + _BOX.size
        if size == 1:
            (size,) = _LARGE.unpack(file.read(_LARGE.size))
            start += _LARGE.size
        stop = end if size == 0 else place + size
        if stop < start:
            return
        yield kind, start, min(stop, end)
        place = stop


def _wav(head: bytes, size: int) -> float:
    place = head.index(b"fmt ")
    (rate,) = struct.unpack_from("<I", head, place + 16)  # bytes per second
    data = head.index(b"data", place)
    (length,) = struct.unpack_from("<I", head, data + 4)
    return float(min(length, size - data - 8) / rate)


def _avi(head: bytes) -> float:
    place = head.index(b"avih") + 8
    each, _, _, _, frames = struct.unpack_from("<5I", head, place)  # microseconds to a frame
    return float(each * frames / 1e6)


def _asf(head: bytes) -> float:
    place = head.index(_ASF_PROPERTIES)
    (length,) = struct.unpack_from("<Q", head, place + _ASF_DURATION)  # 100 nanoseconds
    (before,) = struct.unpack_from("<Q", head, place + _ASF_PREROLL)  # milliseconds
    return float(length / 1e7 - before / 1e3)


def _mp3(file: IO[bytes], head: bytes, size: int) -> float:
    """By the number of frames that an encoder wrote down, or by size and rate of the first one."""
    start = 0
    if head.startswith(b"ID3"):  # ID3 2.4.0, 3.1: a length in seven bits to a byte
        start = 10 + sum((byte & 0x7F) << 7 * (3 - n) for n, byte in enumerate(head[6:10]))
        file.seek(start)
        head = file.read(_HEAD)
    frame = head[:4]
    if frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - in step, and layer III
        return 0
    version = frame[1] >> 3 & 3
    rate = _MP3_RATES[3 if version == 3 else 2][frame[2] >> 4] * 1000  # noqa: PLR2004
    samples = _MP3_SAMPLES[version][frame[2] >> 2 & 3]
    for name in (b"Xing", b"Info"):
        place = head.find(name, 0, 200)
        if place > 0 and head[place + 7] & 1:
            (frames,) = struct.unpack_from(">I", head, place + 8)
            return float(frames * (1152 if version == 3 else 576) / samples)  # noqa: PLR2004
    return float((size - start) * 8 / rate)
