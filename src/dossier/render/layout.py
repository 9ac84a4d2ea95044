"""A layout put onto a document that is filled in: its styles, its margins, its tables.

Only styles change: what is formatted by hand in a template is the template's own word. Tables that
would be wider than the new text are narrowed. Landscape sections keep their margins.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt

from dossier.model.layout import Layout, StyleLook

_LATIN = "Times New Roman"
_TWIPS = 20  # of a point
_EMU = 635  # of a twip
_HUNDREDTHS = 100  # w:firstLineChars counts hundredths of a character


def put_on(document: Any, layout: Layout) -> None:
    """Have the styles of `document`, and its margins, look as the layout says."""
    styles = {
        style.name: style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH
    }
    for look in layout.looks:
        if look.name in styles:
            _look(styles[look.name], look)
    if layout.margins:
        for section, tables in _sections(document):
            if section.orientation == WD_ORIENTATION.PORTRAIT:
                _margins(section, layout.margins)
                for table in tables:
                    _narrow(table, _text_width(section))


def _look(style: Any, look: StyleLook) -> None:
    run, paragraph = style.element.get_or_add_rPr(), style.element.get_or_add_pPr()
    if look.font:
        fonts = run.get_or_add_rFonts()
        for name, font in (("eastAsia", look.font), ("ascii", _LATIN), ("hAnsi", _LATIN)):
            fonts.set(qn(f"w:{name}"), font)
    if look.size is not None:
        style.font.size = Pt(float(look.size))
    if look.bold is not None:
        style.font.bold = look.bold
    if look.leading is not None:
        style.paragraph_format.line_spacing = Pt(float(look.leading))
    indents = paragraph.get_or_add_ind() if look.indent is not None else paragraph.ind
    if indents is not None:
        _indent(indents, look)


def _indent(indents: Any, look: StyleLook) -> None:
    """The first line by characters; programs that do not count these take the width instead."""
    key, width = qn("w:firstLineChars"), qn("w:firstLine")
    if look.indent is not None:
        indents.set(key, str(int(look.indent * _HUNDREDTHS)))
    count = Decimal(indents.get(key) or 0) / _HUNDREDTHS
    if count and look.size is not None:
        indents.set(width, str(int(count * look.size * _TWIPS)))


def _margins(section: Section, margins: tuple[Decimal, ...]) -> None:
    top, bottom, left, right = (Cm(float(one)) for one in margins)
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right


def _text_width(section: Section) -> int:
    """In twips."""
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None
    assert left is not None
    assert right is not None
    return (page - left - right) // _EMU


def _sections(document: Any) -> Iterator[tuple[Section, list[Any]]]:
    """Each section with the tables in it."""
    tables: list[Any] = []
    sections = iter(document.sections)
    for child in document.element.body:
        if child.tag == qn("w:tbl"):
            tables.append(child)
        elif (
            child.tag == qn("w:sectPr") or child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
        ):
            yield next(sections), tables
            tables = []


def _narrow(table: Any, most: int) -> None:
    """Have a table be no wider than `most` twips, each column by its share."""
    columns = list(table.iter(qn("w:gridCol")))
    whole = sum(int(column.get(qn("w:w"), "0")) for column in columns)
    if whole <= most:
        return
    widths = [table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}"), *table.iter(qn("w:tcW"))]
    for one in (*columns, *(width for width in widths if width is not None)):
        if one.get(qn("w:type"), "dxa") == "dxa":
            one.set(qn("w:w"), str(int(one.get(qn("w:w"), "0")) * most // whole))
