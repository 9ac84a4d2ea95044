"""The same document gives the same bytes: what an office engine varies in a PDF, made constant.

LibreOffice 7 writes the time of conversion, a random /ID, a checksum, and numbers the Type 1
fonts that it makes of CFF fonts one after the other as long as a process lives: the PDF of a
document would depend on the documents converted before it.
"""

import hashlib
import re
from pathlib import Path

import pikepdf

from dossier.media.blank import end_without_content
from dossier.media.paper import put_on_paper
from dossier.media.pdf import open_pdf, save_repeatably

_USUAL_NAME = re.compile(r"(?i:sheet|工作表|表)\s*\d*")
_UNIQUE_ID = re.compile(rb"/UniqueID (\d+)")

# Adobe Type 1 Font Format, 7.1 and 7.3: the private part of a font, encrypted
_KEY = 55665
_C1, _C2 = 52845, 22719


def normalise(source: Path, target: Path, *, slides: bool = False) -> int:
    """Write the PDF `source` to `target` without what has nothing to do with its content.

    Pages at its end that show nothing are left out, too; it tells how many. An office makes one
    where the last line of a form has just no room. `slides` are put on sheets of A4.

    A date is left out rather than made up (ISO 32000-1, 14.3.3 makes it optional); the /ID is
    made from the content (14.4). Raises :class:`~dossier.media.UnusableError`.
    """
    with open_pdf(source) as document:
        empty = end_without_content(document)
        if slides:
            put_on_paper(document)
        for name in ("/CreationDate", "/ModDate"):
            if name in document.docinfo:
                del document.docinfo[name]
        _forget_usual_name(document)
        for name in ("/DocChecksum", "/ID"):
            if name in document.trailer:
                del document.trailer[name]
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and "/Length2" in thing:
                _renumber(thing)
        # object streams would be filled in the order of the numbers that objects have, and the
        # engine numbers fonts as they lie in memory
        plainly = pikepdf.ObjectStreamMode.disable
        save_repeatably(document, target, object_stream_mode=plainly)
    return empty


def _forget_usual_name(document: pikepdf.Pdf) -> None:
    """Take out the bookmark of a workbook's only sheet where nobody has given it a name."""
    outlines = document.Root.get("/Outlines")
    first = outlines.get("/First") if isinstance(outlines, pikepdf.Dictionary) else None
    if not isinstance(first, pikepdf.Dictionary) or "/Next" in first or "/First" in first:
        return
    if _USUAL_NAME.fullmatch(str(first.get("/Title", ""))):
        del document.Root["/Outlines"]


def _renumber(stream: pikepdf.Stream) -> None:
    clear, private = int(stream.Length1), int(stream.Length2)
    font = stream.read_bytes()
    stream.write(unnumbered(font, clear, private))


def unnumbered(font: bytes, clear: int, private: int) -> bytes:
    """A Type 1 font program with a /UniqueID that follows from its content.

    `clear` and `private` are the lengths of its first two parts. Numbers from 4,000,000 to
    4,999,999 are free for everyone (Adobe Type 1 Font Format, 2.5); all have seven digits, so
    that every length stays.
    """
    head, tail = font[:clear], font[clear + private :]
    body = decrypted(font[clear : clear + private])
    if not _UNIQUE_ID.search(head):
        return font
    zero = [_numbered(part, 4_000_000) for part in (head, body)]
    digest = hashlib.sha256(b"".join(zero)).digest()
    number = 4_000_000 + int.from_bytes(digest[:8], "big") % 1_000_000
    head, body = (_numbered(part, number) for part in zero)
    return head + encrypted(body) + tail


def _numbered(part: bytes, number: int) -> bytes:
    return _UNIQUE_ID.sub(b"/UniqueID %d" % number, part, count=1)


def decrypted(cipher: bytes) -> bytes:
    """The private part of a Type 1 font as it is before encryption, with its four lead bytes."""
    key = _KEY
    plain = bytearray()
    for byte in cipher:
        plain.append(byte ^ (key >> 8))
        key = ((byte + key) * _C1 + _C2) & 0xFFFF
    return bytes(plain)


def encrypted(plain: bytes) -> bytes:
    """The other way round."""
    key = _KEY
    cipher = bytearray()
    for byte in plain:
        code = byte ^ (key >> 8)
        cipher.append(code)
        key = ((code + key) * _C1 + _C2) & 0xFFFF
    return bytes(cipher)
