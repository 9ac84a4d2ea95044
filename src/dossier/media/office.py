"""Office files that are packages: the zip is whole and its main part is XML.

Those of Word, Excel and PowerPoint (ECMA-376), OpenDocument (1.3) and OFD (GB/T 33190-2016).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from dossier.damage import DAMAGED
from dossier.files import opened
from dossier.finding import Code
from dossier.media import SAVED_AGAIN, UnusableError, damaged, defines_entities, unpacks_too_far
from dossier.media.ofd import sound_ofd
from dossier.media.package import OfficePackage
from dossier.messages import Text, say
from dossier.model.evidence_file import FileKind
from dossier.pool.memory import unless_memory

_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "_rels/.rels"
_MEDIA, _MANIFEST = "mimetype", "META-INF/manifest.xml"  # OpenDocument 1.3, part 2, 3
_LOCKED = say("it needs a password: open it in its program and save it without one")
# honest documents stay far below; a bomb of a few kilobytes does not
_LARGEST_PART = 512 * 1024 * 1024
_FEW = 1 << 14  # bytes

Elements = tuple[tuple[str, dict[str, str]], ...]
"""Local name and attributes of each element, in the order in which they begin."""


@contextmanager
def sound_office(
    path: Path, content: bytes | None = None
) -> Iterator[tuple[FileKind, OfficePackage]]:
    """A file that can be opened, its kind and its package; else raises UnusableError.

    `content` is that of the file, where it has been read.
    """
    with opened(path, content) as file:
        try:
            package = OfficePackage(file)
            kind = _check(package)
        except DAMAGED as error:
            unless_memory(error)
            raise _damaged(error) from error
        yield kind, package


def elements(package: OfficePackage, part: str) -> Elements:
    """The elements of a part that holds few. Raises UnusableError, and as Package.chunks does."""
    chunks = tuple(package.chunks(part))
    # files that one program wrote share what leads to their parts
    return (_elements if sum(map(len, chunks)) <= _FEW else _elements.__wrapped__)(part, chunks)


def has_macros(package: OfficePackage) -> bool:
    """Whether there are programs in it ([MS-OFFMACRO2], 2.2.1; OpenDocument 1.3, part 2, 2.2)."""
    return any(
        name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))
        for name in package.zip.namelist()
    )


def _check(package: OfficePackage) -> FileKind:
    names = set(package.zip.namelist())
    if any(info.flag_bits & 1 for info in package.zip.infolist()):
        raise UnusableError(
            Code.FILE_ENCRYPTED, say("it is an archive with a password: unpack it first")
        )
    for info in package.zip.infolist():
        if info.file_size > _LARGEST_PART:
            raise unpacks_too_far(info.filename, info.file_size)
    if _TYPES in names and _RELATIONSHIPS in names:
        return _check_office(package)
    if "OFD.xml" in names:
        _check_whole(package)
        sound_ofd(package)
        return FileKind.OFD
    media_type = package.read("mimetype", 200).decode("ascii", "replace") if _MEDIA in names else ""
    kind = _of_type(media_type)
    if kind is None:
        raise UnusableError(Code.FILE_TYPE, _stranger(media_type))
    if any(name == "encryption-data" for name, _ in elements(package, _MANIFEST)):
        raise UnusableError(Code.FILE_ENCRYPTED, _LOCKED)
    _check_parts(package, "content.xml")
    return kind


def _check_office(package: OfficePackage) -> FileKind:
    part = _main_part(package)
    content_type = _content_type(package, part)
    kind = _of_type(content_type) if content_type.endswith("+xml") else None
    if kind is None:
        raise UnusableError(
            Code.FILE_TYPE, say("it is neither a Word nor an Excel file: save it as PDF")
        )
    _check_parts(package, part)
    return kind


def _of_type(media_type: str) -> FileKind | None:
    """The kind whose files have such a type."""
    return next(
        (kind for kind in FileKind if kind.types and media_type.startswith(kind.types)), None
    )


def _stranger(media_type: str) -> Text:
    if "opendocument" in media_type:
        return say("it is an OpenDocument file of a kind that cannot be bound: save it as PDF")
    return say("it is an archive: unpack it and register the files that are in it")


def _main_part(package: OfficePackage) -> str:
    """The part that the package relationship 'officeDocument' leads to (ECMA-376-1, 9.2)."""
    for name, attributes in elements(package, _RELATIONSHIPS):
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            return attributes.get("Target", "").lstrip("/")
    raise _damaged("no main part", say("it holds no document"))


def _content_type(package: OfficePackage, part: str) -> str:
    """The content type of a part: its own, or its extension's (ECMA-376-2, 10.1.2.4)."""
    extension = part.rpartition(".")[2].lower()
    default = ""
    for name, attributes in elements(package, _TYPES):
        if name == "Override" and attributes.get("PartName", "").lstrip("/") == part:
            return attributes.get("ContentType", "")
        if name == "Default" and attributes.get("Extension", "").lower() == extension:
            default = attributes.get("ContentType", "")
    return default


def _check_parts(package: OfficePackage, main: str) -> None:
    if main not in package.zip.namelist():
        raise _damaged("", say("its part '{part}' is missing", part=main))
    _parse(main, package.chunks(main))
    _check_whole(package)


def _check_whole(package: OfficePackage) -> None:
    for info in package.zip.infolist():
        if not package.is_whole(info):
            raise _damaged("", _of_part(info.filename))


@lru_cache(maxsize=64)
def _elements(part: str, chunks: tuple[bytes, ...]) -> Elements:
    found: list[tuple[str, dict[str, str]]] = []
    _parse(part, chunks, lambda name, given: found.append((name.rpartition(":")[2], given)))
    return tuple(found)


def _parse(
    part: str, chunks: Iterable[bytes], each: Callable[[str, dict[str, str]], object] | None = None
) -> None:
    def refuse(*_: object) -> None:  # ECMA-376-2, 9.1.4: a part has no document type definition
        raise defines_entities(part)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = each
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        unless_memory(error)
        raise _damaged(f"{part}: {error}", _of_part(part)) from error


def _damaged(detail: object, reason: Text | None = None) -> UnusableError:
    return damaged(SAVED_AGAIN, detail, reason)


def _of_part(part: str) -> Text:
    return say("its part '{part}' is broken", part=part)
