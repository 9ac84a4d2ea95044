"""The words of Word files of the old kind ([MS-DOC]), as their piece table tells them."""

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dossier.damage import DAMAGED
from dossier.media import UnusableError
from dossier.media.compound import Compound, sound_compound
from dossier.media.passage import CELL, Passage, clean
from dossier.messages import say
from dossier.pool.memory import unless_memory

# the file information block (2.5): flags, the length of the text, and where the pieces stand
_FLAGS, _SECOND_TABLE = 10, 0x0200
_LENGTH, _PIECES = 0x4C, 0x01A2
_FIB = _PIECES + 8
_PRC, _PCDT = 1, 2  # 2.9.38 Clx
_COMPRESSED = 1 << 30  # 2.9.73 FcCompressed
_CELL = "\x07"
# a field is its code, and what it comes to (2.8.25); only that is printed
_FIELD = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x15]*))?\x15")
_DEEPEST = 8  # fields within fields


def read_doc(path: Path, content: bytes | None = None) -> Iterator[Passage]:
    """The passages of a file that may be at fault; `content` is its own, where it has been read."""
    try:
        with sound_compound(path, content) as (_, document):
            yield from doc_passages(document)
    except (*DAMAGED, UnusableError) as error:
        unless_memory(error)
        return


def doc_passages(document: Compound) -> Iterator[Passage]:
    """Each paragraph of the body and each row of its tables.

    Raises :data:`~dossier.damage.DAMAGED` for a file that is not as it should be.
    """
    rest = _without_fields(_text(document))
    paragraphs = rows = 0
    for part in re.split(r"[\r\x0c\x0e]|\x07(?=\x07)", rest):
        cells = part.lstrip(_CELL).split(_CELL)
        if len(cells) > 1:
            rows += 1
            place = say("row {row} of its tables", row=str(rows))
        else:
            paragraphs += 1
            place = say("paragraph {number}", number=str(paragraphs))
        text = CELL.join(clean(cell.replace("\x0b", "\n")) for cell in cells)
        yield Passage(place, text.strip(CELL))


def _text(document: Compound) -> str:
    """The main text of the document, fields, cells and paragraphs marked as its format does."""
    body = document.read("WordDocument")
    if len(body) < _FIB:
        raise ValueError("no file information block")
    (flags,) = struct.unpack_from("<H", body, _FLAGS)
    (length,) = struct.unpack_from("<i", body, _LENGTH)
    start, size = struct.unpack_from("<Ii", body, _PIECES)
    table = document.read("1Table" if flags & _SECOND_TABLE else "0Table")
    return "".join(_pieces(body, table[start : start + size]))[:length]


def _pieces(body: bytes, clx: bytes) -> Iterator[str]:
    place = 0
    while clx[place] == _PRC:
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if clx[place] != _PCDT:
        raise ValueError("no pieces")
    (size,) = struct.unpack_from("<I", clx, place + 1)
    count = (size - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", clx, place + 5)
    described = place + 5 + 4 * (count + 1)
    for number, (first, last) in enumerate(pairwise(ends)):
        (where,) = struct.unpack_from("<I", clx, described + 8 * number + 2)
        if where & _COMPRESSED:
            start = (where & ~_COMPRESSED) // 2
            yield body[start : start + last - first].decode("cp1252", "replace")
        else:
            yield body[where : where + 2 * (last - first)].decode("utf-16-le", "replace")


def _without_fields(text: str) -> str:
    for _ in range(_DEEPEST):
        text, found = _FIELD.subn(lambda field: field[1] or "", text)
        if not found:
            break
    return text
