"""The zip of an office file, whose many small parts are read without opening each."""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

_CHUNK = 1 << 16
_SMALL = 1 << 20
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# local file header (APPNOTE.TXT 4.3.7): signature, lengths of the name and extra field behind it
_HEADER = struct.Struct("<4s22xHH")
_SIGNATURE = b"PK\3\4"
_UTF_8 = 1 << 11  # the flag of names in UTF-8 (4.4.4)
_SECRET = 1 | 1 << 5 | 1 << 6  # the flags of encryption and of patches


class OfficePackage:
    """An office file, or one that is open. Raises BadZipFile where it is no zip."""

    def __init__(self, file: IO[bytes] | Path) -> None:
        self.zip = zipfile.ZipFile(file)
        self.file = cast("IO[bytes]", self.zip.fp)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece. Raises what :mod:`zipfile` does."""
        info = self.zip.getinfo(name)
        plain = self._plain(info)
        if plain:
            for start in range(0, len(plain), _CHUNK):
                yield plain[start : start + _CHUNK]
            return
        with self.zip.open(info) as part:
            while chunk := part.read(_CHUNK):
                yield chunk

    def read(self, name: str, most: int) -> bytes:
        """A part, of which no more than `most` bytes are read. Raises what :mod:`zipfile` does."""
        info = self.zip.getinfo(name)
        plain = self._plain(info)
        if plain:
            return plain[:most]
        with self.zip.open(info) as part:
            return part.read(most)

    def _plain(self, info: zipfile.ZipInfo) -> bytes | None:
        """A part that is small and whole; the rest is left to the library, and what it says of it.

        The library takes several times as long.
        """
        packed = self._packed(info) if _is_small(info) and not info.flag_bits & _SECRET else None
        return packed and _unpacked(packed, info.compress_type, info.file_size, info.CRC)

    def is_whole(self, info: zipfile.ZipInfo) -> bool:
        """Whether a part unpacks to what its checksum says."""
        if not _is_small(info):
            try:
                with self.zip.open(info) as part:
                    while part.read(_SMALL):
                        pass  # reading to the end compares the checksum
            except zipfile.BadZipFile:
                return False
            return True
        packed = self._packed(info)
        if packed is None:
            return False
        known = info.compress_type == zipfile.ZIP_DEFLATED and len(packed) <= _CHUNK
        unpacks = _unpacks if known else _unpacks.__wrapped__
        return unpacks(packed, info.compress_type, info.file_size, info.CRC)

    def _packed(self, info: zipfile.ZipInfo) -> bytes | None:
        """The bytes of a part as they are stored; None where its own header is another one."""
        # the library counts back from the directory, and comes to this where bytes have been lost
        if info.header_offset < 0:
            raise zipfile.BadZipFile("its beginning is missing")
        file = self.file
        file.seek(info.header_offset)
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return None
        signature, name_length, extra_length = _HEADER.unpack(header)
        encoding = "utf-8" if info.flag_bits & _UTF_8 else "cp437"
        name = file.read(name_length).decode(encoding, "replace")
        if signature != _SIGNATURE or name != info.orig_filename:
            return None
        if extra_length:
            file.seek(extra_length, os.SEEK_CUR)
        return file.read(info.compress_size)


def _is_small(info: zipfile.ZipInfo) -> bool:
    return info.file_size <= _SMALL and info.compress_type in _PACKED


# Files that one program wrote share their styles and themes to the last byte.
@lru_cache(maxsize=64)
def _unpacks(packed: bytes, way: int, size: int, crc: int) -> bool:
    return _unpacked(packed, way, size, crc) is not None


def _unpacked(packed: bytes, way: int, size: int, crc: int) -> bytes | None:
    """The part itself; None where it is not of that size and checksum."""
    plain = packed
    if way == zipfile.ZIP_DEFLATED:
        # a byte more than there should be, and not the gigabyte that there may be
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    return plain if len(plain) == size and zlib.crc32(plain) == crc else None
