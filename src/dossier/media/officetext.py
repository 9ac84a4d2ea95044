"""The words of Word and Excel files (ECMA-376-1), read from their XML as it streams by."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from dossier.media.text import BREAK, CELL, Passage, clean
from dossier.messages import Text, say

_CHUNK = 1 << 16
# a file that no office program would have written: the survey tells of it
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, LookupError, ValueError)
_PACKAGE = "_rels/.rels"
# Pronunciation (w:rt, rPh), deleted words and field codes are no words of the text; what stands
# in a Fallback stands in the Choice beside it, too.
_SILENT = {"rt", "rPh", "delText", "instrText", "Fallback"}
_WHOLE = re.compile(r"-?\d+")


def paragraphs(path: Path) -> Iterator[Passage]:
    """Each paragraph of a Word file's body, and each row of its tables."""
    try:
        with zipfile.ZipFile(path) as package:
            main = _related(package, _PACKAGE, "/officeDocument")[0]
            yield from _read(package, main, _Story())
    except _FAULTS:
        return


def rows(path: Path) -> Iterator[Passage]:
    """Each row of an Excel file's sheets: its filled cells side by side."""
    try:
        with zipfile.ZipFile(path) as package:
            main = _related(package, _PACKAGE, "/officeDocument")[0]
            folder, name = posixpath.split(main)
            relations = f"{folder}/_rels/{name}.rels"
            strings = _Strings()
            for part in _related(package, relations, "/sharedStrings"):
                for _ in _parsed(package, part, strings):
                    pass
            names = _Names()
            for _ in _parsed(package, main, names):
                pass
            parts = _relations(package, relations)
            for sheet, relation in names.sheets:
                kind, part = parts[relation]
                if kind.endswith("/worksheet"):
                    yield from _read(package, part, _Table(sheet, strings.found))
    except _FAULTS:
        return


class _Listener(Protocol):
    def opened(self, name: str, given: dict[str, str]) -> None: ...

    def closed(self, name: str) -> None: ...

    def heard(self, words: str) -> None: ...


def _parsed(package: zipfile.ZipFile, part: str, listener: _Listener) -> Iterator[None]:
    """Parse a part piece by piece, pausing after each; names come without their prefix."""

    def refuse(*_: object) -> None:  # ECMA-376-2, 9.1.4: a part has no document type definition
        raise ValueError(part)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, given: listener.opened(_local(name), given)
    parser.EndElementHandler = lambda name: listener.closed(_local(name))
    parser.CharacterDataHandler = listener.heard
    try:
        with package.open(part) as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(part) from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _read(package: zipfile.ZipFile, part: str, reader: "_Reader") -> Iterator[Passage]:
    for _ in _parsed(package, part, reader):
        yield from reader.taken()
    yield from reader.taken()


def _related(package: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    """The parts that a part of relations leads to, of that kind."""
    return [target for given, target in _relations(package, part).values() if given.endswith(kind)]


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id → type and target, the target being a name in the package."""
    found = _Relations()
    for _ in _parsed(package, part, found):
        pass
    home = posixpath.dirname(posixpath.dirname(part))
    return {
        key: (kind, posixpath.normpath(posixpath.join("/", home, target)).lstrip("/"))
        for key, kind, target in found.found
    }


class _Silent:
    """Listens to nothing; its heirs listen to something."""

    def opened(self, name: str, given: dict[str, str]) -> None:
        """Nothing."""

    def closed(self, name: str) -> None:
        """Nothing."""

    def heard(self, words: str) -> None:
        """Nothing."""


class _Relations(_Silent):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def opened(self, name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            self.found.append((given["Id"], given["Type"], given["Target"]))


class _Names(_Silent):
    """The names of the sheets, in order, with the relation that leads to each."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def opened(self, name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            relation = next(value for key, value in given.items() if _local(key) == "id")
            self.sheets.append((given["name"], relation))


class _Spoken:
    """Gathers the words between the tags that hold words."""

    def __init__(self, *tags: str) -> None:
        self.tags = tags
        self.words: list[str] = []
        self.listening = False
        self.quiet = 0

    def opened(self, name: str, given: dict[str, str]) -> None:
        if name in _SILENT:
            self.quiet += 1
        elif not self.quiet:
            self.listening = name in self.tags
            self.entered(name, given)

    def closed(self, name: str) -> None:
        self.listening = False
        if name in _SILENT:
            self.quiet -= 1
        elif not self.quiet:
            self.left(name)

    def heard(self, words: str) -> None:
        if self.listening:
            self.words.append(words)

    def said(self) -> str:
        """What was said since this was last asked."""
        words = "".join(self.words)
        self.words.clear()
        return words

    def entered(self, name: str, given: dict[str, str]) -> None:
        """An element has begun."""

    def left(self, name: str) -> None:
        """An element has ended."""


class _Strings(_Spoken):
    """The shared strings of a workbook."""

    def __init__(self) -> None:
        super().__init__("t")
        self.found: list[str] = []

    def left(self, name: str) -> None:
        if name == "si":
            self.found.append(self.said())


class _Reader(_Spoken):
    """Passages gathered while a part is parsed, until they are taken."""

    def __init__(self, *tags: str) -> None:
        super().__init__(*tags)
        self.passages: list[Passage] = []

    def taken(self) -> Iterator[Passage]:
        yield from self.passages
        self.passages.clear()

    def tell(self, place: Text, words: str) -> None:
        cells = (clean(cell).strip(BREAK) for cell in words.split(CELL))
        text = CELL.join(cell for cell in cells if cell)
        if text:
            self.passages.append(Passage(place, text))


class _Story(_Reader):
    """The body of a Word file. A table within a cell is part of that cell."""

    def __init__(self) -> None:
        super().__init__("t")
        self.depth = self.table = self.row = self.paragraph = 0
        self.outside: list[tuple[list[str], int]] = []

    def entered(self, name: str, given: dict[str, str]) -> None:  # noqa: ARG002 - a handler
        if name == "tbl":
            self.depth += 1
            if self.depth == 1:
                self.table += 1
                self.row = 0
        elif name == "tr" and self.depth == 1:
            self.row += 1
        elif name in {"tab", "br", "cr"}:
            self.words.append(" ")
        elif name == "txbxContent":  # a text box stands amid the words of another paragraph
            self.outside.append((self.words, self.depth))
            self.words, self.depth = [], 0

    def left(self, name: str) -> None:
        if name == "tbl":
            self.depth -= 1
        elif name == "tr" and self.depth == 1:
            self.tell(
                say("table {table}, row {row}", table=str(self.table), row=str(self.row)),
                self.said(),
            )
        elif name == "tc" and self.depth == 1:
            self.words.append(CELL)
        elif name == "p" and self.depth:
            self.words.append(BREAK)
        elif name == "p":
            self.paragraph += 1
            self.tell(say("paragraph {number}", number=str(self.paragraph)), self.said())
        elif name == "txbxContent":
            self.words, self.depth = self.outside.pop()


class _Table(_Reader):
    """A sheet of an Excel file."""

    def __init__(self, sheet: str, strings: list[str]) -> None:
        super().__init__("v", "t")
        self.sheet = sheet
        self.strings = strings
        self.cells: list[str] = []
        self.kind = ""
        self.row = 0

    def entered(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self.row = int(given.get("r", self.row + 1))
        elif name == "c":
            self.kind = given.get("t", "n")

    def left(self, name: str) -> None:
        if name == "c":
            self.cells.append(self._shown(self.said()).replace(CELL, " "))
        elif name == "row":
            place = say("sheet '{sheet}', row {row}", sheet=self.sheet, row=str(self.row))
            self.tell(place, CELL.join(self.cells))
            self.cells.clear()

    def _shown(self, value: str) -> str:
        if self.kind == "s":
            return self.strings[int(value)] if value else ""
        if self.kind == "n" and value and not _WHOLE.fullmatch(value):
            # 15 digits are what a spreadsheet keeps; the rest is noise of the binary form
            return f"{float(value):.15g}"
        return value
