"""Who listens while the XML of a Word or Excel file (ECMA-376-1) streams by, and what it hears."""

import re
from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from dossier.media.drafts import Draft
from dossier.media.package import OfficePackage
from dossier.media.passage import BREAK, CELL, Passage, clean
from dossier.messages import Text, say
from dossier.pool.memory import unless_memory

# Pronunciation (w:rt, rPh), words deleted or moved away and field codes are no words of the text;
# what stands in a Fallback stands in the Choice beside it, too.
_SILENT = {"rt", "rPh", "del", "moveFrom", "delText", "instrText", "Fallback"}
_OFF = {"0", "false", "off"}
_ON = {"1", "true", "on"}
_WHOLE = re.compile(r"-?\d+")
_CHANGES = {"ins", "del", "moveFrom", "moveTo"}
_TABLE_MARK = "_Toc"  # how bookmarks begin to which contents tables lead


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


class XmlHandler(Protocol):
    """Is told of each tag and all words of a part, in order; names come without their prefix."""

    def opened(self, name: str, given: dict[str, str]) -> None:
        """An element begins, with these attributes."""

    def closed(self, name: str) -> None:
        """An element ends."""

    def heard(self, words: str) -> None:
        """Words between two tags."""


class _Silent:
    """Listens to nothing; its heirs listen to something."""

    def opened(self, name: str, given: dict[str, str]) -> None:
        """Nothing."""

    def closed(self, name: str) -> None:
        """Nothing."""

    def heard(self, words: str) -> None:
        """Nothing."""


class Names(_Silent):
    """The names of the sheets, in order, with the relation that leads to each."""

    def __init__(self, draft: Draft) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.draft = draft

    def opened(self, name: str, given: dict[str, str]) -> None:
        """Take down a sheet."""
        if name == "sheet":
            relation = next(value for key, value in given.items() if local(key) == "id")
            self.sheets.append((given["name"], relation))
            if given.get("state", "visible") != "visible":
                self.draft.hidden.sheets[given["name"]] += 1


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


class Strings(_Spoken):
    """The shared strings of a workbook."""

    def __init__(self) -> None:
        super().__init__("t")
        self.found: list[str] = []

    def left(self, name: str) -> None:
        """A string is complete."""
        if name == "si":
            self.found.append(self.said())


class Comments(_Spoken):
    """The comments of a Word file."""

    def __init__(self) -> None:
        super().__init__("t")
        self.found: list[str] = []

    def left(self, name: str) -> None:
        """A comment is complete."""
        if name == "comment":
            self.found.append(clean(self.said()))


class Reader(_Spoken):
    """Passages gathered while a part is parsed, until they are taken."""

    def __init__(self, *tags: str) -> None:
        super().__init__(*tags)
        self.passages: list[Passage] = []

    def taken(self) -> Iterator[Passage]:
        """The passages since this was last asked."""
        yield from self.passages
        self.passages.clear()

    def tell(self, place: Text, words: str) -> None:
        """Gather a passage, its cells parted by CELL, unless it is empty."""
        cells = (clean(cell).strip(BREAK) for cell in words.split(CELL))
        text = CELL.join(cell for cell in cells if cell)
        if text:
            self.passages.append(Passage(place, text))


_PICTURES = {"drawing", "pict", "object"}
_OF_PARAGRAPHS = {"p", "pStyle", "bookmarkStart", "hyperlink", *_PICTURES}


class WordReader(Reader):
    """The body of a Word file as it is printed: tracked changes accepted, without hidden words.

    A table within a cell is part of that cell. What shows that the file is a `draft` is noted.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__("t")
        self.draft = draft
        self.striking = False
        self.start, self.style, self.marks = 0, "", list[str]()
        self.listing: tuple[str, int] | None = None  # an entry of a contents table that has begun
        self.depth = self.table = self.row = self.paragraph = 0
        self.outside: list[tuple[list[str], int]] = []
        # the runs and rows that have begun: where their words begin, and whether they are printed
        self.begun: list[tuple[str, list[str], int, list[bool]]] = []
        self.of_row = False

    def opened(self, name: str, given: dict[str, str]) -> None:
        """See to it that a deleted row is not printed; its words are no deletion themselves."""
        if name in _CHANGES:
            self.draft.change(self._place())
            if name == "del" and self.of_row:
                self._hide("tr")
        self.striking = name == "delText"
        super().opened(name, given)

    def closed(self, name: str) -> None:
        """See to it that an entry or a heading is noted before its words are told."""
        if not self.quiet and name in {"hyperlink", "p"}:
            self._unmark(name)
        super().closed(name)

    def heard(self, words: str) -> None:
        """Words that are printed, or were struck out."""
        if self.listening:
            self.words.append(words)
        elif self.striking:
            self.draft.struck.append(words)

    def entered(self, name: str, given: dict[str, str]) -> None:
        """Count tables, rows and their depth."""
        if name in _OF_PARAGRAPHS:
            self._mark(name, given)
        if name in {"r", "tr"}:
            self.begun.append((name, self.words, len(self.words), []))
        elif name == "trPr":
            self.of_row = True
        elif name == "vanish" and not any(
            local(k) == "val" and v in _OFF for k, v in given.items()
        ):
            self._hide("r")
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
        """A paragraph or a row is complete."""
        if name in {"r", "tr"} and self.begun:
            _, words, start, hidden = self.begun.pop()
            if hidden:
                del words[start:]
        elif name == "trPr":
            self.of_row = False
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
            self.start = 0

    def _place(self) -> Text:
        """Where the reader is."""
        if self.depth:
            return say("table {table}, row {row}", table=str(self.table), row=str(self.row))
        return say("paragraph {number}", number=str(self.paragraph + 1))

    def _mark(self, name: str, given: dict[str, str]) -> None:
        """Take down pictures, and what paragraphs have to do with contents tables."""
        if name in _PICTURES:
            self.draft.pictures += 1
        elif name == "p":
            self.start = len(self.words)
        elif name == "pStyle":
            self.style = next((v for k, v in given.items() if local(k) == "val"), "")
        elif name == "bookmarkStart":
            mark = next((v for k, v in given.items() if local(k) == "name"), "")
            if mark.startswith(_TABLE_MARK):
                self.marks.append(mark)
        else:
            anchor = next((v for k, v in given.items() if local(k) == "anchor"), "")
            if anchor.startswith(_TABLE_MARK):
                self.listing = anchor, len(self.words)

    def _unmark(self, name: str) -> None:
        """Note an entry of a contents table, or a paragraph to which one may lead."""
        if name == "p":
            if self.style or self.marks:
                words = "".join(self.words[self.start :])
                self.draft.paragraph(self.style, self.marks, words)
            self.style, self.marks = "", []
        elif self.listing:
            anchor, start = self.listing
            self.draft.listed[anchor] = "".join("".join(self.words[start:]).split())
            self.listing = None

    def _hide(self, name: str) -> None:
        """Let nothing be printed of the run or the row that has begun last, where it is one."""
        if self.begun and self.begun[-1][0] == name:
            self.begun[-1][3].append(True)


class SheetReader(Reader):
    """A sheet of an Excel file. What of it is hidden or has no value is noted in the `draft`."""

    def __init__(self, sheet: str, strings: list[str], draft: Draft) -> None:
        super().__init__("v", "t")
        self.draft = draft
        self.formula, self.cell = False, ""
        self.sheet = sheet
        self.strings = strings
        self.cells: list[str] = []
        self.kind = ""
        self.row = 0

    def entered(self, name: str, given: dict[str, str]) -> None:
        """Count the rows, and take down of what kind a cell is."""
        if name == "row":
            self.row = int(given.get("r", self.row + 1))
            if given.get("hidden") in _ON:
                self.draft.hidden.rows[self.sheet] += 1
        elif name == "c":
            self.kind = given.get("t", "n")
            self.cell, self.formula = given.get("r", ""), False
        elif name == "f":
            self.formula = True
        elif name == "col" and given.get("hidden") in _ON:
            first, last = int(given.get("min", 1)), int(given.get("max", 1))
            self.draft.hidden.columns[self.sheet] += last - first + 1

    def left(self, name: str) -> None:
        """A cell or a row is complete."""
        if name == "c":
            said = self.said()
            if self.formula and not said and self.kind != "str":
                self.draft.bare.append(f"{self.sheet}!{self.cell}")
            self.cells.append(self._shown(said).replace(CELL, " "))
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


def parsed(package: OfficePackage, part: str, handler: XmlHandler) -> Iterator[None]:
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


def read(package: OfficePackage, part: str, reader: Reader) -> Iterator[Passage]:
    """What a reader hears in a part, as soon as it does. Raises ValueError where it is no XML."""
    for _ in parsed(package, part, reader):
        yield from reader.taken()
    yield from reader.taken()
