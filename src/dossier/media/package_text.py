"""The words of OpenDocument files and presentations, read from their XML as it streams by."""

import re
from collections.abc import Iterator

from dossier.media.ofd import ofd_passages
from dossier.media.package import OfficePackage
from dossier.media.passage import BREAK, CELL, Passage
from dossier.media.xml_handlers import Reader, local, read
from dossier.messages import say
from dossier.model.evidence_file import FileKind

_NUMBER = re.compile(r"\d+")
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
# OpenDocument 1.3: comments (14.1), what was deleted (5.5), pronunciation (6.4), notes of slides
_UNPRINTED = {"annotation", "tracked-changes", "ruby-text", "notes"}


def package_passages(package: OfficePackage, kind: FileKind) -> Iterator[Passage]:
    """What such a file says, in order. Raises :data:`~dossier.damage.DAMAGED`."""
    if kind is FileKind.PPTX:
        slides = ((int(found[1]), name) for name in package.zip.namelist()
                  if (found := _SLIDE.fullmatch(name)))  # fmt: skip
        for number, (_, name) in enumerate(sorted(slides), 1):
            yield from read(package, name, _SlideReader(number))
    elif kind is FileKind.OFD:
        yield from ofd_passages(package)
    else:
        yield from read(package, "content.xml", _OdfReader())


class _OdfReader(Reader):
    """The body of an OpenDocument file: its paragraphs, and the rows of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.within = self.depth = self.hidden = 0
        self.sheet, self.row, self.slide, self.paragraph = "", 0, 0, 0

    def entered(self, name: str, given: dict[str, str]) -> None:
        """Count what places are told by; a paragraph and all within it is listened to."""
        if name in _UNPRINTED:
            self.hidden += 1
        elif name == "table":
            self.sheet = next((v for k, v in given.items() if local(k) == "name"), "")
            self.depth, self.row = self.depth + 1, 0
        elif name == "table-row":
            self.row += 1
        elif name == "page":
            self.slide += 1
        elif name in {"p", "h"}:
            self.within += 1
        elif name in {"s", "tab", "line-break"}:
            self.words.append(" ")
        self._listen()

    def left(self, name: str) -> None:
        """A paragraph, cell or row is complete."""
        if name in _UNPRINTED:
            self.hidden -= 1
        elif name == "table":
            self.depth -= 1
        elif name == "table-cell":
            self.words.append(CELL)
        elif name == "table-row" and self.depth == 1:
            place = say("table '{sheet}', row {row}", sheet=self.sheet, row=str(self.row))
            self.tell(place, self.said())
        elif name in {"p", "h"}:
            self.within -= 1
            if self.depth:
                self.words.append(BREAK)
            elif not self.within:
                self._paragraph()
        self._listen()

    def _paragraph(self) -> None:
        self.paragraph += 1
        if self.slide:
            self.tell(say("slide {number}", number=str(self.slide)), self.said())
        else:
            self.tell(say("paragraph {number}", number=str(self.paragraph)), self.said())

    def _listen(self) -> None:
        self.listening = self.within > 0 and not self.hidden


class _SlideReader(Reader):
    """One slide of a presentation (ECMA-376-1, 13.3.8)."""

    def __init__(self, number: int) -> None:
        super().__init__("t")
        self.place = say("slide {number}", number=str(number))
        self.depth = 0

    def entered(self, name: str, given: dict[str, str]) -> None:  # noqa: ARG002
        """Know whether it is a table that is read."""
        if name == "tbl":
            self.depth += 1
        elif name in {"br", "tab"}:
            self.words.append(" ")

    def left(self, name: str) -> None:
        """A paragraph, cell or row is complete."""
        if name == "tbl":
            self.depth -= 1
        elif name == "tc":
            self.words.append(CELL)
        elif name == "tr" or (name == "p" and not self.depth):
            self.tell(self.place, self.said())
        elif name == "p":
            self.words.append(BREAK)
