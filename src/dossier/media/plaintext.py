"""Texts without a format of their own: which kind they are, and in what encoding they are written.

The encodings are those that Chinese programs write: UTF-8 and UTF-16 with and without a mark (The
Unicode Standard, 23.8), and GB 18030, which holds GBK and GB 2312.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.messages import say
from dossier.model.evidence_file import FileFamily, FileKind

_WEB_SHEET = say("it is a table saved as a web page: open it in Excel or WPS and save it as .xlsx")
_XML_LETTER = say("it is an XML document: open it in Word or WPS and save it as .docx")

_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|meta|body|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHT = re.compile(rb"\s*(mime-version|from|content-type|date|subject):", re.IGNORECASE)
_DRAWING = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!doctype svg[^>]*>\s*)*<svg\b",
                      re.IGNORECASE | re.DOTALL)  # fmt: skip
_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", FileKind.XML_SHEET),
    (b"schemas.microsoft.com/office/word/2003/wordml", FileKind.XML_WORD),
)
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_SHEETS = FileKind.XLS.suffixes + FileKind.SHEET.suffixes + FileKind.CSV.suffixes
_NO_TEXTS = frozenset(
    suffix
    for kind in FileKind
    if kind.family not in {FileFamily.WORDS, FileFamily.SHEET}
    for suffix in kind.suffixes
)

_UTF_16 = ("utf-16-le", "utf-16-be")
_LOOKED_AT = 4096  # bytes
_USUAL = 0.7  # of the characters beyond ASCII are usual in a Chinese text


class Decoded(NamedTuple):
    """A text; `sure` is false where it may be written in another encoding."""

    text: str
    sure: bool = True


def text_kind(suffix: str, head: bytes) -> FileKind | None:
    """The kind of a text that begins with `head`, in whatever encoding; None where it is none.

    Raises :class:`UnusableError` for texts that are not what their name (with `suffix`) promises,
    and for those of which no pages are made.
    """
    plain = _beginning(head)
    if plain is None:
        return None
    body = plain.encode()
    if _DRAWING.match(body):
        raise UnusableError(Code.FILE_TYPE, say("it is a drawing (.svg): print it as PDF"))
    if b"pkg:package" in body:
        raise UnusableError(Code.FILE_TYPE, _XML_LETTER)
    for said, kind in _XML:
        if said in body:
            return kind
    saved = bool(_MHT.match(body)) and b"mime-version:" in body.lower()
    if saved or _PAGE.match(body):
        return _page(suffix, body, saved=saved)
    if suffix in _NO_TEXTS:
        remedy = say(
            "it is plain text, though it is called {suffix}: ask for the original", suffix=suffix
        )
        raise UnusableError(Code.FILE_TYPE, remedy)
    lines = [line for line in plain.splitlines() if line.strip()]
    listed = len(lines) > 1 and all("\t" in line for line in lines[:-1])
    return FileKind.CSV if suffix in _SHEETS or listed else FileKind.TEXT


def _page(suffix: str, body: bytes, *, saved: bool) -> FileKind:
    if suffix in _NO_TEXTS:
        remedy = say(
            "it is a web page, though it is called {suffix}: download the file again, or print "
            "the page as PDF",
            suffix=suffix,
        )
        raise UnusableError(Code.FILE_TYPE, remedy)
    as_sheet = suffix in _SHEETS or b"office:excel" in body
    if saved and as_sheet:  # its sheets are parts of their own
        raise UnusableError(Code.FILE_TYPE, _WEB_SHEET)
    if saved:
        return FileKind.MHT
    return FileKind.WEB_SHEET if as_sheet else FileKind.HTML


def decoded(content: bytes) -> Decoded:
    """The text of a file. Never raises: what is in no encoding has replacement characters."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                           (b"\xfe\xff", "utf-16")):  # fmt: skip
        if content.startswith(mark):
            return Decoded(*_strict(content, encoding))
    if unmarked := _unmarked(content):
        return Decoded(*_strict(content, unmarked))
    with suppress(UnicodeDecodeError):
        return Decoded(content.decode("utf-8"))
    text, sure = _strict(content, "gb18030")
    return Decoded(text, sure and _is_usual(text))


def rows(text: str) -> Iterator[list[str]]:
    """The rows of a table as text, whose cells are parted by commas, semicolons or tabs (RFC 4180).

    What parts them is what the first line has most of. What is not as it should be is still a row.
    """
    csv.field_size_limit(max(len(text), 1))
    first = text[:_LOOKED_AT].partition("\n")[0]
    parted = max("\t,;", key=first.count)
    yield from csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=parted)


def _strict(content: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return content.decode(encoding), True
    except UnicodeDecodeError:
        return content.decode(encoding, "replace"), False


def _unmarked(content: bytes) -> str:
    """Which form of UTF-16 a text without a mark is written in; '' where it is in none.

    A line break, or a letter of ASCII, has a byte 0 there, as no text in another encoding has.
    """
    head = content[:_LOOKED_AT]
    if b"\0" not in head:
        return ""
    for encoding in _UTF_16:
        text = head[: len(head) // 2 * 2].decode(encoding, "replace")
        if not _CONTROL.search(text.encode()) and _is_usual(text):
            return encoding
    return ""


def _is_usual(text: str) -> bool:
    """Whether what is beyond ASCII is mostly what Chinese texts are made of.

    These are the 3,755 ideographs of GB/T 2312, rows 16 to 55, and the signs and letters before.
    """
    wide = [one for one in text if not one.isascii()]
    usual = sum(_usual(one) for one in wide)
    return usual >= _USUAL * len(wide)


def _usual(char: str) -> bool:
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xA1 <= lead <= 0xA9 or 0xB0 <= lead <= 0xD7  # noqa: PLR2004 - rows 1-9 and 16-55


def _beginning(head: bytes) -> str | None:
    """The beginning of a text in whatever encoding; None where it is no text."""
    even = head[: len(head) // 2 * 2]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return even.decode("utf-16", "replace")
    if unmarked := _unmarked(head):
        return even.decode(unmarked, "replace")
    if _CONTROL.search(head):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            with suppress(UnicodeDecodeError):
                return head[: len(head) - cut].decode(encoding)
    return None
