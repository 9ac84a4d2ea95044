"""What the evidence folder really holds: files, and the table of all kinds that they may be of."""

from datetime import date
from enum import Enum
from pathlib import Path
from typing import Self

from dossier.facts import Fact
from dossier.finding import Code, Remark
from dossier.messages import Text, say


class FileFamily(Enum):
    """What kinds have in common: how their pages come about, and what is checked on these."""

    PDF = "pdf"  # bound as it is
    PICTURE = "picture"  # put on a page, or on a photo sheet
    WORDS = "words"  # made a Word file where it is none, which LibreOffice prints
    SHEET = "sheet"  # made an Excel file where it is none, which LibreOffice prints
    SLIDES = "slides"  # printed by LibreOffice as they are
    FILM = "film"  # has a sheet of its own, and lies beside the boxes
    SOUND = "sound"  # the same
    OFD = "ofd"  # read, not printed
    OTHER = "other"


class _KindRow(Fact, frozen=True):
    """All there is to say of a kind.

    `title` is what a person calls it, `suffixes` what names of such files end in, the usual first.
    It is recognised by its first bytes (`sign`, a regular expression), by one of the `streams` of
    a compound file ([MS-CFB]), or by what the type of a package's main part (ECMA-376) or its
    media type (OpenDocument) begins with, `types`; texts are told apart by what they say. `words`
    tells whether its words are read from the file itself.
    """

    slug: str
    title: Text
    family: FileFamily
    suffixes: str = ""
    sign: bytes = b""
    streams: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    words: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


class FileKind(Enum):
    """What a file is by its content, not by its name.

    A new kind is one row here, and whoever makes pages of its family.
    """

    PDF = _KindRow("pdf", say("PDF"), FileFamily.PDF, ".pdf", words=True)
    # text
    WORD = _KindRow(
        "docx", say("Word document"), FileFamily.WORDS, ".docx .docm .dotx .dotm",
        types=(f"{_OOXML}wordprocessingml.", "application/vnd.ms-word."), words=True,
    )  # fmt: skip
    DOC = _KindRow(
        "doc", say("old Word or WPS document"), FileFamily.WORDS, ".doc .dot .wps .wpt",
        streams=("WordDocument",), words=True,
    )  # fmt: skip
    RTF = _KindRow("rtf", say("RTF document"), FileFamily.WORDS, ".rtf", rb"\{\\rtf")
    ODT = _KindRow(
        "odt", say("OpenDocument text"), FileFamily.WORDS, ".odt .ott", types=(f"{_ODF}text",),
        words=True,
    )  # fmt: skip
    XML_WORD = _KindRow("xml-word", say("Word document as XML"), FileFamily.WORDS, ".xml")
    TEXT = _KindRow("txt", say("plain text"), FileFamily.WORDS, ".txt", words=True)
    HTML = _KindRow("html", say("web page"), FileFamily.WORDS, ".html .htm", words=True)
    MHT = _KindRow("mht", say("saved web page"), FileFamily.WORDS, ".mht .mhtml", words=True)
    # sheets
    SHEET = _KindRow(
        "xlsx", say("Excel workbook"), FileFamily.SHEET, ".xlsx .xlsm .xltx .xltm",
        types=(f"{_OOXML}spreadsheetml.", "application/vnd.ms-excel."), words=True,
    )  # fmt: skip
    XLS = _KindRow(
        "xls", say("old Excel or WPS workbook"), FileFamily.SHEET, ".xls .xlt .et .ett",
        streams=("Workbook", "Book"),
    )  # fmt: skip
    ODS = _KindRow(
        "ods", say("OpenDocument workbook"), FileFamily.SHEET, ".ods .ots",
        types=(f"{_ODF}spreadsheet",), words=True,
    )  # fmt: skip
    XML_SHEET = _KindRow("xml-sheet", say("Excel workbook as XML"), FileFamily.SHEET, ".xml")
    CSV = _KindRow("csv", say("table as plain text"), FileFamily.SHEET, ".csv .tsv", words=True)
    WEB_SHEET = _KindRow(
        "html-sheet", say("table as a web page"), FileFamily.SHEET, ".html", words=True
    )
    # slides
    PPTX = _KindRow(
        "pptx", say("PowerPoint presentation"), FileFamily.SLIDES,
        ".pptx .pptm .ppsx .ppsm .potx .potm",
        types=(f"{_OOXML}presentationml.", "application/vnd.ms-powerpoint."), words=True,
    )  # fmt: skip
    PPT = _KindRow(
        "ppt", say("old PowerPoint or WPS presentation"), FileFamily.SLIDES,
        ".ppt .pps .pot .dps .dpt", streams=("PowerPoint Document",),
    )  # fmt: skip
    ODP = _KindRow(
        "odp", say("OpenDocument presentation"), FileFamily.SLIDES, ".odp .otp",
        types=(f"{_ODF}presentation",), words=True,
    )  # fmt: skip
    # pictures
    JPEG = _KindRow("jpeg", say("JPEG picture"), FileFamily.PICTURE, ".jpg .jpeg", rb"\xff\xd8\xff")
    PNG = _KindRow("png", say("PNG picture"), FileFamily.PICTURE, ".png", rb"\x89PNG\r\n\x1a\n")
    TIFF = _KindRow(  # with + it is a BigTIFF
        "tiff", say("TIFF picture or fax"), FileFamily.PICTURE, ".tif .tiff", rb"II[*+]\0|MM\0[*+]"
    )
    # ISO/IEC 14496-12, 4.3: a brand, and those that the file is compatible with
    AVIF = _KindRow(
        "avif", say("AVIF picture"), FileFamily.PICTURE, ".avif",
        rb"....ftyp(?:avi[fs]|m[is]f1....(?:....){0,12}?avi[fs])",
    )  # fmt: skip
    HEIC = _KindRow(
        "heic", say("HEIC picture, as phones take them"), FileFamily.PICTURE, ".heic .heif",
        rb"....ftyp(?:he[iv][cxms]|m[is]f1)",
    )  # fmt: skip
    WEBP = _KindRow("webp", say("WebP picture"), FileFamily.PICTURE, ".webp", rb"RIFF....WEBP")
    GIF = _KindRow("gif", say("GIF picture"), FileFamily.PICTURE, ".gif", rb"GIF8[79]a")
    BMP = _KindRow("bmp", say("BMP picture"), FileFamily.PICTURE, ".bmp", rb"BM....\0\0\0\0")
    JPEG2000 = _KindRow(
        "jp2", say("JPEG 2000 picture"), FileFamily.PICTURE, ".jp2 .j2k .jpx",
        rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51",
    )  # fmt: skip
    # films and sound
    SOUND = _KindRow(
        "sound", say("sound recording"), FileFamily.SOUND,
        ".mp3 .wav .m4a .wma .aac .amr .ogg .flac",
        rb"RIFF....WAVE|ID3|fLaC|OggS|#!AMR|\xff[\xfb\xfa\xf3\xf2\xf1\xf9]|....ftypM4[ABP] ",
    )  # fmt: skip
    FILM = _KindRow(
        "film", say("film"), FileFamily.FILM,
        ".mp4 .mov .avi .mkv .wmv .flv .mpg .rmvb .3gp .m4v .webm",
        rb"RIFF....AVI |\x1aE\xdf\xa3|FLV\x01|\.RMF|\0\0\x01\xba|0&\xb2u\x8ef\xcf\x11"
        rb"|....(?:moov|mdat|wide|ftyp(?!crx))",
    )  # fmt: skip
    OFD = _KindRow("ofd", say("OFD document"), FileFamily.OFD, ".ofd", words=True)
    OTHER = _KindRow("other", say("file of another kind"), FileFamily.OTHER)

    title: Text
    family: FileFamily
    suffixes: tuple[str, ...]
    sign: bytes
    streams: tuple[str, ...]
    types: tuple[str, ...]
    words: bool

    def __new__(cls, row: _KindRow) -> Self:
        """A kind whose value is its slug, by which it is written down."""
        kind = object.__new__(cls)
        kind._value_ = row.slug
        kind.title, kind.family, kind.words = row.title, row.family, row.words
        kind.suffixes = tuple(row.suffixes.split())
        kind.sign, kind.streams, kind.types = row.sign, row.streams, row.types
        return kind

    @property
    def suffix(self) -> str:
        """What the name of a copy ends in, by which programs know the kind."""
        return next(iter(self.suffixes), "")

    @property
    def printed_as(self) -> "FileKind":
        """The kind that a file of this one is made before it is printed; mostly itself."""
        return {FileFamily.WORDS: FileKind.WORD, FileFamily.SHEET: FileKind.SHEET}.get(
            self.family, self
        )


class Seal(Enum):
    """Whether a round red seal was seen on any page."""

    SEEN = "seen"
    NONE = "none"
    UNKNOWN = "unknown"  # in black and white, or no pages to look at


class Appearance(Fact, frozen=True):
    """What was seen of a file: the pages (from 1) that seem `blank`, and whether a `seal` is there.

    Of a picture of one page: `hashes` by which it is known again in each of eight turns
    (:mod:`dossier.media.alike`), and the day on which a camera took it.

    `turned` are the pages that stand on their heads. There are so many `lines` to sign on, and the
    `empty` ones stand on these pages; of a Word file `pictures` counts what may be a signature.
    """

    blank: tuple[int, ...] = ()
    seal: Seal = Seal.UNKNOWN
    hashes: tuple[int, ...] = ()
    taken: date | None = None
    turned: tuple[int, ...] = ()
    lines: int = 0
    empty: tuple[int, ...] = ()
    pictures: int = 0

    @property
    def unsigned(self) -> bool:
        """Whether there are lines to sign on, and nothing stands on any of them."""
        return 0 < self.lines == len(self.empty)


class SourceFile(Fact, frozen=True):
    """A file to convert: known by `path` to a person, by `sha256` for its content.

    `place` is where it can be opened, a string: of ten thousand files few are. `pages` are those
    that the survey counted in that content, which it thereby found to be whole; 0 where nobody has
    looked, or the kind (Word, Excel) does not tell.
    """

    path: str
    kind: FileKind
    sha256: str
    place: str
    pages: int = 0

    @property
    def file(self) -> Path:
        """The file itself."""
        return Path(self.place)


class EvidenceFile(SourceFile, frozen=True, kw_only=True):
    """One file of the evidence. `fault` and `remedy` say why it cannot be bound, where it cannot.

    `path` is relative to the evidence folder, in NFC, with '/' between folders; `place` is spelled
    as the file system writes it (macOS and some zip tools: NFD). `remarks` tell what is odd in a
    file that can be bound all the same; `look` is what was seen. `seconds` is how long a film or
    sound lasts, 0 where that is not known.
    """

    size: int
    fault: Code | None = None
    remedy: Text | None = None
    remarks: tuple[Remark, ...] = ()
    seconds: int = 0
    look: Appearance = Appearance()

    @property
    def is_recording(self) -> bool:
        """Whether it is a film or sound, of which a page only tells."""
        return self.kind.family in {FileFamily.FILM, FileFamily.SOUND}

    @property
    def is_unprinted(self) -> bool:
        """Whether it is sound, its words are known, and all the same there are no pages of it."""
        return self.kind.family is FileFamily.OFD and self.fault is Code.FILE_TYPE

    @property
    def is_picture(self) -> bool:
        """Whether it can stand on a photo sheet."""
        return self.fault is None and self.kind.family is FileFamily.PICTURE
