"""The words of Word and Excel files (ECMA-376-1), read from their XML as it streams by."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from dossier.damage import DAMAGED
from dossier.files import opened
from dossier.media import UnusableError
from dossier.media.office import elements
from dossier.media.package import OfficePackage
from dossier.media.text import Passage
from dossier.media.xml_handlers import (
    Names,
    Reader,
    SheetReader,
    Strings,
    WordReader,
    XmlHandler,
    local,
)
from dossier.model.evidence_file import FileKind
from dossier.pool.memory import unless_memory

# a file that no office program would have written: the survey tells of it
_FAULTS = (*DAMAGED, UnusableError)
_PACKAGE = "_rels/.rels"


def read_office(path: Path, kind: FileKind, content: bytes | None = None) -> Iterator[Passage]:
    """The passages of a file that may be at fault; `content` is its own, where it has been read."""
    with opened(path, content) as file:
        try:
            package = OfficePackage(file)
        except _FAULTS as error:
            unless_memory(error)
            return
        yield from passages_of(package, kind)


def passages_of(package: OfficePackage, kind: FileKind) -> Iterator[Passage]:
    """Each paragraph of a Word file's body and each row of its tables, or each row of the sheets.

    What comes before a fault of the file is told, and nothing behind it.
    """
    try:
        yield from _paragraphs(package) if kind is FileKind.WORD else _rows(package)
    except _FAULTS as error:
        unless_memory(error)
        return


def _paragraphs(package: OfficePackage) -> Iterator[Passage]:
    main = _related(package, _PACKAGE, "/officeDocument")[0]
    yield from _read(package, main, WordReader())


def _rows(package: OfficePackage) -> Iterator[Passage]:
    """Each row of an Excel file's sheets: its filled cells side by side."""
    main = _related(package, _PACKAGE, "/officeDocument")[0]
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels"
    strings = Strings()
    for part in _related(package, relations, "/sharedStrings"):
        for _ in _parsed(package, part, strings):
            pass
    names = Names()
    for _ in _parsed(package, main, names):
        pass
    parts = _relations(package, relations)
    for sheet, relation in names.sheets:
        kind, part = parts[relation]
        if kind.endswith("/worksheet"):
            yield from _read(package, part, SheetReader(sheet, strings.found))


def _parsed(package: OfficePackage, part: str, handler: XmlHandler) -> Iterator[None]:
    """Parse a part piece by piece, pausing after each; names come without their prefix."""

    def refuse(*_: object) -> None:  # ECMA-376-2, 9.1.4: a part has no document type definition
        raise ValueError(part)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, given: handler.opened(local(name), given)
    parser.EndElementHandler = lambda name: handler.closed(local(name))
    parser.CharacterDataHandler = handler.heard
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        unless_memory(error)
        raise ValueError(part) from error


def _read(package: OfficePackage, part: str, reader: Reader) -> Iterator[Passage]:
    for _ in _parsed(package, part, reader):
        yield from reader.taken()
    yield from reader.taken()


def _related(package: OfficePackage, part: str, kind: str) -> list[str]:
    """The parts that a part of relations leads to, of that kind."""
    return [target for given, target in _relations(package, part).values() if given.endswith(kind)]


def _relations(package: OfficePackage, part: str) -> dict[str, tuple[str, str]]:
    """Id → type and target, the target being a name in the package."""
    home = posixpath.dirname(posixpath.dirname(part))
    return {
        given["Id"]: (
            given["Type"],
            posixpath.normpath(posixpath.join("/", home, given["Target"])).lstrip("/"),
        )
        for name, given in elements(package, part)
        if name == "Relationship" and given.get("TargetMode") != "External"
    }
