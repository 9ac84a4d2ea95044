"""Word and Excel files (ECMA-376): the zip is whole and its main part is XML."""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import IO
from xml.parsers import expat

from dossier.files import opened
from dossier.finding import Code
from dossier.media import UnusableError
from dossier.messages import Text, say
from dossier.model.holding import Kind

_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "_rels/.rels"
# what the main part's content type begins with, in the plain and the macro-enabled form
_KINDS = (
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.", Kind.WORD),
    ("application/vnd.ms-word.", Kind.WORD),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.", Kind.SHEET),
    ("application/vnd.ms-excel.", Kind.SHEET),
)
# honest documents stay far below; a bomb of a few kilobytes does not
_LARGEST_PART = 512 * 1024 * 1024
_CHUNK = 1 << 16
_SMALL_PART = 1 << 20
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# local file header (APPNOTE.TXT 4.3.7): signature, lengths of the name and extra field behind it
_HEADER = struct.Struct("<4s22xHH")
_SIGNATURE = b"PK\3\4"
_UTF_8 = 1 << 11  # the flag of names in UTF-8 (4.4.4)


def check_office(path: Path, content: bytes | None = None) -> Kind:
    """WORD or SHEET, when the file can be opened; else raises UnusableError.

    `content` is that of the file, where it has been read.
    """
    try:
        with opened(path, content) as file, zipfile.ZipFile(file) as package:
            return _check(package, file)
    # NotImplementedError: a compression that Office does not write; RuntimeError: a zip password
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(str(error)) from error


def _check(package: zipfile.ZipFile, file: IO[bytes]) -> Kind:
    names = set(package.namelist())
    if any(info.flag_bits & 1 for info in package.infolist()):
        raise UnusableError(
            Code.FILE_ENCRYPTED, say("it is an archive with a password: unpack it first")
        )
    if _TYPES not in names or _RELATIONSHIPS not in names:
        raise UnusableError(Code.FILE_TYPE, _stranger(package, names))
    for info in package.infolist():
        if info.file_size > _LARGEST_PART:
            raise _damaged(f"{info.filename} unpacks to {info.file_size} bytes")
    part = _main_part(package)
    content_type = _content_type(package, part)
    if content_type.endswith("+xml"):
        for prefix, kind in _KINDS:
            if content_type.startswith(prefix):
                _check_parts(package, part, file)
                return kind
    if "presentation" in content_type or "powerpoint" in content_type:
        remedy = say("it is a presentation: open it in PowerPoint or WPS and save it as PDF")
    else:
        remedy = say("it is neither a Word nor an Excel file: save it as PDF")
    raise UnusableError(Code.FILE_TYPE, remedy)


def _stranger(package: zipfile.ZipFile, names: set[str]) -> Text:
    if "OFD.xml" in names:  # GB/T 33190
        return say("it is an OFD file: open it in its reader and save it as PDF")
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:200]:
        return say("it is an OpenDocument file: save it as .docx, .xlsx or PDF")
    return say("it is an archive: unpack it and register the files that are in it")


def _main_part(package: zipfile.ZipFile) -> str:
    """The part that the package relationship 'officeDocument' leads to (ECMA-376-1, 9.2)."""
    for name, attributes in _elements(package, _RELATIONSHIPS):
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            return attributes.get("Target", "").lstrip("/")
    raise _damaged("no main part")


def _content_type(package: zipfile.ZipFile, part: str) -> str:
    """The content type of a part: its own, or its extension's (ECMA-376-2, 10.1.2.4)."""
    extension = part.rpartition(".")[2].lower()
    default = ""
    for name, attributes in _elements(package, _TYPES):
        if name == "Override" and attributes.get("PartName", "").lstrip("/") == part:
            return attributes.get("ContentType", "")
        if name == "Default" and attributes.get("Extension", "").lower() == extension:
            default = attributes.get("ContentType", "")
    return default


def _check_parts(package: zipfile.ZipFile, main: str, file: IO[bytes]) -> None:
    if main not in package.namelist():
        raise _damaged(f"{main} is missing")
    _parse(package, main)
    for info in package.infolist():
        if not _is_whole(package, info, file):
            raise _damaged(f"{info.filename} fails its checksum")


def _is_whole(package: zipfile.ZipFile, info: zipfile.ZipInfo, file: IO[bytes]) -> bool:
    """Whether a part unpacks to what its checksum says.

    Most parts are so small that opening them one by one takes longer than unpacking them.
    """
    if info.file_size > _SMALL_PART or info.compress_type not in _PACKED:
        try:
            with package.open(info) as part:
                while part.read(_SMALL_PART):
                    pass  # reading to the end compares the checksum
        except zipfile.BadZipFile:
            return False
        return True
    file.seek(info.header_offset)
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return False
    signature, name_length, extra_length = _HEADER.unpack(header)
    name = file.read(name_length).decode("utf-8" if info.flag_bits & _UTF_8 else "cp437", "replace")
    if signature != _SIGNATURE or name != info.orig_filename:
        return False
    file.seek(extra_length, os.SEEK_CUR)
    packed = file.read(info.compress_size)
    known = info.compress_type == zipfile.ZIP_DEFLATED and len(packed) <= _CHUNK
    unpacks = _unpacks if known else _unpacks.__wrapped__
    return unpacks(packed, info.compress_type, info.file_size, info.CRC)


# Files that one program wrote share their styles and themes to the last byte.
@lru_cache(maxsize=64)
def _unpacks(packed: bytes, way: int, size: int, crc: int) -> bool:
    plain = packed
    if way == zipfile.ZIP_DEFLATED:
        # a byte more than there should be, and not the gigabyte that there may be
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    return len(plain) == size and zlib.crc32(plain) == crc


def _elements(package: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part: local name and attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    _parse(package, part, lambda name, given: found.append((name.rpartition(":")[2], given)))
    return found


def _parse(
    package: zipfile.ZipFile,
    part: str,
    each: Callable[[str, dict[str, str]], object] | None = None,
) -> None:
    def refuse(*_: object) -> None:  # ECMA-376-2, 9.1.4: a part has no document type definition
        raise _damaged(f"{part} defines entities")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = each
    with package.open(part) as file:
        try:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise _damaged(f"{part}: {error}") from error


def _damaged(reason: str) -> UnusableError:
    return UnusableError(
        Code.FILE_DAMAGED,
        say(
            "it is damaged ({reason}): open it in Word, Excel or WPS and save it again, "
            "or copy it again from where it came from",
            reason=reason[:100],
        ),
    )
