"""What a file is by its first bytes: the kinds that we bind, and advice for those we do not."""

import re
from functools import lru_cache
from pathlib import Path

from dossier.files import opened
from dossier.finding import Code
from dossier.media import UnusableError
from dossier.media.plaintext import text_kind
from dossier.messages import Text, say
from dossier.model.evidence_file import FileKind

HEAD = 4096

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What compound files begin with ([MS-CFB], 2.2)."""

_ARCHIVE = say("it is an archive: unpack it and register the files that are in it")
_AS_JPEG = say("it is a picture that cannot be bound: save it as .jpg or .png")
_STRANGERS: tuple[tuple[int, bytes, Text], ...] = (
    (0, b"Rar!", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"\x1f\x8b", _ARCHIVE),
    (0, b"BZh", _ARCHIVE),
    (0, b"\xfd7zXZ", _ARCHIVE),
    (257, b"ustar", _ARCHIVE),
    (0, b"8BPS", _AS_JPEG),
    (4, b"ftypcrx", _AS_JPEG),
    (0, b"AC10", say("it is a drawing (.dwg): print it as PDF")),
    (0, b"L\0\0\0\x01\x14\x02\0", say("it is a shortcut: copy the file that it leads to")),
    (0, b"MZ", say("it is a program: it does not belong among the evidence")),
)


def sniff(path: Path, content: bytes | None = None) -> FileKind | None:
    """The kind that the first bytes tell; None for zip and compound files, to be looked into.

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
    if head.startswith((b"PK", COMPOUND)):
        return None
    if found := _signs().match(head):
        return FileKind[str(found.lastgroup)]
    for offset, magic, remedy in _STRANGERS:
        if head.startswith(magic, offset):
            raise UnusableError(Code.FILE_TYPE, remedy)
    told = text_kind(path.suffix.lower(), head)
    if told is None:
        raise _unknown(path.suffix.lower())
    return told


def is_compound(path: Path, content: bytes | None = None) -> bool:
    """Whether a file is a compound file; `content` is its own, where it has been read."""
    with opened(path, content) as file:
        return file.read(len(COMPOUND)) == COMPOUND


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[bytes]:
    """The signs of all kinds, each as a group that is called like its kind."""
    signs = (b"(?P<%s>%s)" % (kind.name.encode(), kind.sign) for kind in FileKind if kind.sign)
    return re.compile(b"|".join(signs), re.DOTALL)


def _unknown(suffix: str) -> UnusableError:
    if any(suffix in kind.suffixes for kind in FileKind):
        return UnusableError(
            Code.FILE_DAMAGED,
            say(
                "its content is not that of a {suffix} file: copy it again or ask for the original",
                suffix=suffix,
            ),
        )
    return UnusableError(
        Code.FILE_TYPE, say("it is of a kind that cannot be bound: save or print it as PDF")
    )
