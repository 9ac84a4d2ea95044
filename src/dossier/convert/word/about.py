"""What the steps know of the Word file whose copy they mend, and what they have altered."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from lxml import etree

from dossier.convert.word.looks import Looks

_WHOLE = re.compile(r"\s*(-?\d{1,9})(?:\.\d+)?\s*")
_OFF = {"0", "false", "off", "none"}


class WordAlteration(Enum):
    """What a person should know of: each is told once for a file, with its count."""

    CHANGES = auto()
    FLOATING = auto()
    WIDE = auto()
    GROWN = auto()
    BOXES = auto()
    PICTURES = auto()
    CHUNKS = auto()
    CHUNKS_LOST = auto()
    NO_VALUE = auto()


@dataclass
class About:
    """One Word file; `part` is the name of the part that is being mended."""

    package: zipfile.ZipFile
    looks: Looks
    pages: tuple["SectionPaper", ...] = ()
    part: str = ""
    altered: Counter[WordAlteration] = field(default_factory=Counter)
    stores: dict[str, etree._Element] | None = None
    """The data that controls may be bound to, by their IDs; None where not asked for yet."""

    def read(self, name: str) -> bytes | None:
        """The part of that name; None where there is none."""
        return self.package.read(name) if name in self.package.namelist() else None


@dataclass(frozen=True)
class SectionPaper:
    """The paper of a section and what its margins leave, in twips (ECMA-376-1, 17.6.13)."""

    width: float
    height: float
    left: float
    right: float
    body: float

    @property
    def text(self) -> float:
        """How wide lines are."""
        return max(self.width - self.left - self.right, 1.0)


A4 = SectionPaper(11906, 16838, 1800, 1800, 13958)
"""What is taken where a document says nothing."""


def space_of(root: etree._Element) -> str:
    """The namespace of a part's words, as lxml puts it before names: strict files have another."""
    return f"{{{etree.QName(root).namespace}}}"


def child(parent: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, its child of the next name, and so on."""
    for name in names:
        if parent is None:
            return None
        parent = parent.find(f"{{*}}{name}")
    return parent


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute, whatever its namespace; empty where there is none."""
    if element is None:
        return ""
    space = etree.QName(element).namespace
    return str(element.get(f"{{{space}}}{name}", ""))


def number(text: str, default: float = 0) -> float:
    """The whole number that `text` is."""
    match = _WHOLE.fullmatch(text)
    return float(match[1]) if match else default


def is_on(element: etree._Element | None) -> bool:
    """Whether a property such as w:cantSplit is there and not switched off."""
    return element is not None and value(element) not in _OFF


def drop(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    for one in element:
        element.addprevious(one)
    drop(element)


def pages(body: etree._Element) -> Iterator[SectionPaper]:
    """The page of each section of a body, in order."""
    for section in body.iter("{*}sectPr"):
        yield page_of(section)


def page_of(section: etree._Element | None) -> SectionPaper:
    """The page that a w:sectPr describes."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    width = number(value(size, "w"), A4.width) or A4.width
    height = number(value(size, "h"), A4.height) or A4.height
    left, right = (number(value(margins, side), 1800) for side in ("left", "right"))
    top, bottom = (abs(number(value(margins, side), 1440)) for side in ("top", "bottom"))
    return SectionPaper(width, height, left, right, max(height - top - bottom, 1440))
