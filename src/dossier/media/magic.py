"""What a file is by its first bytes: the kinds that we bind, and advice for those we do not."""

import mmap
import re
from contextlib import suppress
from pathlib import Path

from dossier.files import opened
from dossier.finding import Code
from dossier.media import UnusableError
from dossier.messages import Text, say
from dossier.model.evidence_file import FileKind

HEAD = 4096

_KINDS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"II+\0", FileKind.TIFF),  # BigTIFF
    (b"MM\0+", FileKind.TIFF),
)

_ARCHIVE = say("it is an archive: unpack it and register the files that are in it")
_AS_JPEG = say("it is a picture that cannot be bound: save it as .jpg or .png")
_VIDEO = say("it is a film or sound: keep it beside the archive and register pictures from it")
_STRANGERS: tuple[tuple[int, bytes, Text], ...] = (
    (0, b"Rar!", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"\x1f\x8b", _ARCHIVE),
    (0, b"BZh", _ARCHIVE),
    (0, b"\xfd7zXZ", _ARCHIVE),
    (257, b"ustar", _ARCHIVE),
    (0, b"GIF8", _AS_JPEG),
    (0, b"BM", _AS_JPEG),
    (0, b"8BPS", _AS_JPEG),
    (8, b"WEBP", _AS_JPEG),
    (0, b"AC10", say("it is a drawing (.dwg): print it as PDF")),
    (0, b"ID3", _VIDEO),
    (8, b"AVI ", _VIDEO),
    (8, b"WAVE", _VIDEO),
    (0, b"\x1aE\xdf\xa3", _VIDEO),
    (0, b"{\\rtf", say("it is an RTF text: open it in Word or WPS and save it as .docx")),
    (0, b"L\0\0\0\x01\x14\x02\0", say("it is a shortcut: copy the file that it leads to")),
    (0, b"MZ", say("it is a program: it does not belong among the evidence")),
)
_HEIC = say("it is a HEIC picture, as phones take them: save it as .jpg")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}
_WEB_PAGE = say("it is a web page: open it in a browser and print it as PDF")
_WEB_SHEET = say("it is a table saved as a web page: open it in Excel or WPS and save it as .xlsx")
_WEB_LETTER = say(
    "it is a document saved as a web page: open it in Word or WPS and save it as .docx"
)
_XML_SHEET = say("it is an XML spreadsheet: open it in Excel or WPS and save it as .xlsx")
_XML_LETTER = say("it is an XML document: open it in Word or WPS and save it as .docx")
_LISTED = say("it is a table as plain text (CSV): open it in Excel or WPS and save it as .xlsx")
_SHEETS, _LETTERS = {".xls", ".xlsx", ".et", ".csv"}, {".doc", ".docx", ".wps"}
# what programs export under the names of office files (MHTML: RFC 2557)
_PAGE = re.compile(
    rb"\s*(<!--.*?-->\s*)*<(!doctype html|html|head|meta|body|table)\b", re.IGNORECASE | re.DOTALL
)
_MHT = re.compile(rb"\s*(mime-version|from|content-type|date|subject):", re.IGNORECASE)
_TEXT = say("it is plain text: put it into a Word document and save that as .docx")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(path: Path, content: bytes | None = None) -> FileKind | None:
    """The kind that the first bytes tell; None for a zip file, which must be looked into.

    `content` is that of the file, where it has been read. Raises :class:`UnusableError` for
    everything else, with advice that fits what it is.
    """
    with opened(path, content) as file:
        head = file.read(HEAD)
    if not head:
        raise UnusableError(
            Code.FILE_EMPTY, say("it has no content: copy it again from where it came from")
        )
    # ISO 32000-1, annex H.3.4.1 lets the header stand anywhere in the first 1024 bytes
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    for magic, kind in _KINDS:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK"):
        return None
    if head.startswith(_OLE):
        raise _compound(path)
    for offset, magic, remedy in _STRANGERS:
        if head.startswith(magic, offset):
            raise UnusableError(Code.FILE_TYPE, remedy)
    raise _unknown(path, head)


def _compound(path: Path) -> UnusableError:
    """Compound files ([MS-CFB]): known by the UTF-16 names in their directory."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def holds(*streams: str) -> bool:
            return any(content.find(name.encode("utf-16-le")) >= 0 for name in streams)

        if holds("EncryptedPackage"):  # [MS-OFFCRYPTO]: what Office makes of a docx with password
            return UnusableError(
                Code.FILE_ENCRYPTED,
                say("it needs a password: open it in Word, Excel or WPS and save it without one"),
            )
        if holds("WordDocument"):
            remedy = say("it is an old .doc or .wps file: open it in Word or WPS, save as .docx")
        elif holds("Workbook", "Book"):
            remedy = say("it is an old .xls or .et file: open it in Excel or WPS, save as .xlsx")
        elif holds("PowerPoint Document"):
            remedy = say("it is a .ppt presentation: open it in PowerPoint or WPS, save as PDF")
        else:
            remedy = say("it is an old office file: open it and save it as .docx, .xlsx or PDF")
        return UnusableError(Code.FILE_TYPE, remedy)


def _unknown(path: Path, head: bytes) -> UnusableError:
    if head[4:8] == b"ftyp":  # ISO/IEC 14496-12
        heic = head[8:12] in _HEIC_BRANDS
        return UnusableError(Code.FILE_TYPE, _HEIC if heic else _VIDEO)
    told = _text(path.suffix.lower(), head)
    if told is not None:
        return UnusableError(Code.FILE_TYPE, told)
    if path.suffix.lower() in {".pdf", ".docx", ".xlsx", ".jpg", ".jpeg", ".png", ".tif", ".tiff"}:
        return UnusableError(
            Code.FILE_DAMAGED,
            say(
                "its content is not that of a {suffix} file: copy it again or ask for the original",
                suffix=path.suffix.lower(),
            ),
        )
    return UnusableError(
        Code.FILE_TYPE, say("it is of a kind that cannot be bound: save or print it as PDF")
    )


def _text(suffix: str, head: bytes) -> Text | None:
    """What to do with a text, by what it says and what it is called; None where it is none."""
    plain = _readable(head)
    if plain is None:
        return None
    body = plain.encode()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in body:
        return _XML_SHEET
    if b"schemas.microsoft.com/office/word/2003/wordml" in body or b"pkg:package" in body:
        return _XML_LETTER
    if _PAGE.match(body) or (_MHT.match(body) and b"mime-version" in body.lower()):
        return _page(suffix, body)
    lines = [line for line in plain.splitlines() if line.strip()]
    if suffix in _SHEETS or (len(lines) > 1 and all("\t" in line for line in lines[:-1])):
        return _LISTED
    return _TEXT


def _page(suffix: str, body: bytes) -> Text:
    if suffix in _SHEETS or b"office:excel" in body:
        return _WEB_SHEET
    return _WEB_LETTER if suffix in _LETTERS or b"office:word" in body else _WEB_PAGE


def _readable(head: bytes) -> str | None:
    """The beginning of a text in whatever encoding; None where it is no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if re.search(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]", head):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            with suppress(UnicodeDecodeError):
                return head[: len(head) - cut].decode(encoding)
    return None
