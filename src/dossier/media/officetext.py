"""The words of office files that are packages, read from their XML as it streams by."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from dossier.damage import DAMAGED
from dossier.files import opened
from dossier.media import UnusableError
from dossier.media.drafts import Draft
from dossier.media.office import elements
from dossier.media.package import OfficePackage
from dossier.media.passage import Passage
from dossier.media.xml_handlers import (
    Comments,
    Names,
    SheetReader,
    Strings,
    WordReader,
    parsed,
    read,
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
        yield from passages_of(package, kind, Draft())


def passages_of(package: OfficePackage, kind: FileKind, draft: Draft) -> Iterator[Passage]:
    """Each paragraph of a Word file's body and each row of its tables, or each row of the sheets.

    Of presentations, OpenDocument and OFD files the like. What shows that a Word or Excel file is
    not finished is noted in the `draft`.

    What comes before a fault of the file is told, and nothing behind it.
    """
    try:
        if kind is FileKind.WORD:
            yield from _paragraphs(package, draft)
        elif kind is FileKind.SHEET:
            yield from _rows(package, draft)
        else:
            from dossier.media.package_text import package_passages  # noqa: PLC0415 - of few

            yield from package_passages(package, kind)
    except _FAULTS as error:
        unless_memory(error)
        return


def _paragraphs(package: OfficePackage, draft: Draft) -> Iterator[Passage]:
    main = _related(package, _PACKAGE, "/officeDocument")[0]
    yield from read(package, main, WordReader(draft))
    relations = "{}/_rels/{}.rels".format(*posixpath.split(main))
    if relations in package.zip.namelist():
        for part in _related(package, relations, "/comments"):
            comments = Comments()
            for _ in parsed(package, part, comments):
                pass
            draft.comments += comments.found


def _rows(package: OfficePackage, draft: Draft) -> Iterator[Passage]:
    """Each row of an Excel file's sheets: its filled cells side by side."""
    main = _related(package, _PACKAGE, "/officeDocument")[0]
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels"
    strings = Strings()
    for part in _related(package, relations, "/sharedStrings"):
        for _ in parsed(package, part, strings):
            pass
    names = Names(draft)
    for _ in parsed(package, main, names):
        pass
    parts = _relations(package, relations)
    for sheet, relation in names.sheets:
        kind, part = parts[relation]
        if kind.endswith("/worksheet"):
            yield from read(package, part, SheetReader(sheet, strings.found, draft))


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
