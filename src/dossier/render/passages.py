"""A Word template as passages of text that know where they stand."""

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from dossier.facts import Fact
from dossier.messages import Text, say

_EXCERPT = 24
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)

_BRACES = re.compile(r"\{\{|\{%|\{#")
_PARAGRAPH = qn("w:p")
_SEEN = {qn("w:t"), qn("w:delText")}  # what was deleted is filled in nowhere

Element = Any  # lxml's elements, as python-docx makes them


class Paragraph(Fact, frozen=True, eq=False):
    """A paragraph with its text, runs joined, and the elements that hold it.

    `cell`, `row` and `table` are None outside tables; `parent` is what the paragraph stands in.
    """

    text: str
    place: Text
    parent: Element
    cell: Element
    row: Element
    table: Element

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the template language in it, as they are written."""
        return tuple(TAG.findall(self.text))

    @property
    def in_body(self) -> bool:
        """Whether it stands in the text itself, and not in a header, footer, note or property."""
        return self.parent is not None and any(
            holder.tag == qn("w:body") for holder in (self.parent, *self.parent.iterancestors())
        )


def passages(template: Path) -> tuple[tuple[Paragraph, ...], ...]:
    """The passages of each part that is filled in, from the body to comments and properties.

    Blocks must close within a part. Raises what python-docx raises for a damaged file.
    """
    return _parts(template.read_bytes())


@lru_cache(maxsize=1 << 5)  # the names of all templates are asked for first, then their faults
def _parts(content: bytes) -> tuple[tuple[Paragraph, ...], ...]:
    return tuple(_parts_of(Document(io.BytesIO(content))))


def _parts_of(document: Any) -> Iterator[tuple[Paragraph, ...]]:
    yield tuple(_of_part(document.element.body, None))
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HEADER:
            yield tuple(_of_part(relation.target_part.element, say("header")))
        elif relation.reltype == RELATIONSHIP_TYPE.FOOTER:
            yield tuple(_of_part(relation.target_part.element, say("footer")))
        elif relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            yield tuple(_of_part(parse_xml(relation.target_part.blob), say("footnotes")))
        elif relation.reltype == RELATIONSHIP_TYPE.COMMENTS:
            yield tuple(_of_part(parse_xml(relation.target_part.blob), say("comments")))
    for name in PROPERTIES:
        text = getattr(document.core_properties, name)
        place = say("document property '{name}'", name=name)
        yield (Paragraph(text, place, None, None, None, None),)


def own_text(paragraph: Element) -> str:
    """The text of a paragraph without that of text boxes anchored in it."""
    return "".join(
        part.text or ""
        for part in paragraph.iter(qn("w:t"))
        if next(part.iterancestors(qn("w:p"))) is paragraph
    )


def _of_part(root: Element, part: Text | None) -> Iterator[Paragraph]:
    tables = {table: number for number, table in enumerate(root.iterchildren(qn("w:tbl")), 1)}
    count = 0
    for element in root.iter(etree.Element):
        if element.tag != _PARAGRAPH:
            for text in _hidden(element):
                place = say("{what} (“{text}”)", what=_kind(element), text=_excerpt(text))
                yield Paragraph(text, _within(part, place), None, None, None, None)
            continue
        paragraph = element
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        text = own_text(paragraph)
        if cell is None:
            count += 1
            place = _paragraph(count, text)
            row = table = None
        else:
            row = cell.getparent()
            table = row.getparent()
            outer = next((t for t in paragraph.iterancestors(qn("w:tbl")) if t in tables), table)
            place = say(
                "table {table}, row {row}, cell {cell} (“{text}”)",
                table=tables.get(outer, 0),
                row=_position(row, table),
                cell=_position(cell, row),
                text=_excerpt(text),
            )
        yield Paragraph(text, _within(part, place), paragraph.getparent(), cell, row, table)


def _within(part: Text | None, place: Text) -> Text:
    return place if part is None else say("{part}, {place}", part=part, place=place)


def _hidden(element: Element) -> Iterator[str]:
    """What docxtpl fills in besides text: attributes, and the text of other elements."""
    for value in element.attrib.values():
        if _BRACES.search(value):
            yield value
    # python-docx gives what holds runs their text as well
    if not len(element) and element.tag not in _SEEN and _BRACES.search(element.text or ""):
        yield element.text


def _kind(element: Element) -> Text:
    """What a person calls it in Word."""
    name = etree.QName(element).localname
    if name in {"docPr", "cNvPr", "shape"}:
        return say("alternative text of a picture")
    if name in {"alias", "tag"}:
        return say("name of a content control")
    if name.startswith("bookmark"):
        return say("name of a bookmark")
    if name in {"instrText", "fldSimple"}:
        return say("field code")
    return say("hidden text <{name}>", name=name)


def _paragraph(number: int, text: str) -> Text:
    return say("paragraph {number} (“{text}”)", number=number, text=_excerpt(text))


def _position(element: Element, parent: Element) -> int:
    return list(parent.iterchildren(element.tag)).index(element) + 1


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
