"""Charts in a document: where a template prints one, its picture stands in the line.

A picture is too large for a line of exact height, which Word would cut it to, and as wide as the
text, so that an indent would push it over the margin: its paragraph loses both.
"""

import io
import re
import struct
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Mm

from dossier.model.chart import Chart
from dossier.render.fields import Value, charts_in
from dossier.render.jinja import CHART
from dossier.store.source_hash import content_key

WIDTH, HEIGHT = 150, 205
"""Millimetres; the text of an official document is 156 mm wide and 225 mm high (GB/T 9704-2012,
5.2.2), and a caption stands under a picture."""

Draw: TypeAlias = Callable[[Chart], bytes]
Element = Any  # lxml's elements, as python-docx makes them

_MARK = re.compile(f"({CHART}[0-9a-f]+{CHART})")
_LEADING = {"w:line": "240", "w:lineRule": "auto"}
_NO_INDENT = dict.fromkeys(
    ("w:left", "w:leftChars", "w:right", "w:rightChars", "w:firstLine", "w:firstLineChars"), "0"
)
# what follows w:spacing and w:ind among the children of w:pPr (ECMA-376, 17.3.1.26)
_AFTER_INDENT = ("w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
                 "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
                 "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")  # fmt: skip
_LATER = {"w:spacing": ("w:ind", *_AFTER_INDENT), "w:ind": _AFTER_INDENT}


def place(part: StoryPart, values: Mapping[str, Value], draw: Draw | None) -> None:
    """Put a picture, drawn by `draw`, wherever in `part` one of the charts of `values` is printed.

    Only what is printed is drawn, and once. `draw` may be None where there is no chart.
    """
    marked = [text for text in part.element.iter(qn("w:t")) if CHART in (text.text or "")]
    if not marked:
        return
    assert draw is not None, "a template prints a chart, and nobody draws it"
    charts = {content_key(chart): chart for chart in charts_in(values)}
    drawn: dict[str, bytes] = {}
    for text in marked:
        for piece in _MARK.split(text.text):
            key = piece.strip(CHART)
            if key == piece:
                made = _said(piece)
            else:
                if key not in drawn:
                    drawn[key] = draw(charts[key])
                made = _picture(part, drawn[key], charts[key].words)
            if made is not None:
                text.addprevious(made)
        _give_room(next(text.iterancestors(qn("w:p"))))
        text.getparent().remove(text)


def _said(words: str) -> Element:
    """A text of a run; None for no words."""
    if not words:
        return None
    made = OxmlElement("w:t")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = words
    return made


def _picture(part: StoryPart, png: bytes, words: str) -> Element:
    """The picture as it stands in a run; `words` tell it to those who cannot see it."""
    wide, high = struct.unpack(">II", png[16:24])  # IHDR is the first chunk (PNG, 11.2.1)
    width = min(float(WIDTH), HEIGHT * wide / high)
    inline = part.new_pic_inline(io.BytesIO(png), width=Mm(width))
    inline.docPr.set("descr", words)
    made = OxmlElement("w:drawing")
    made.append(inline)
    return made


def _give_room(paragraph: Element) -> None:
    properties = paragraph.get_or_add_pPr()
    for name, attributes in (("w:spacing", _LEADING), ("w:ind", _NO_INDENT)):
        element = properties.find(qn(name))
        if element is None:
            element = OxmlElement(name)
            later = {qn(one) for one in _LATER[name]}
            properties.insert(
                next((n for n, c in enumerate(properties) if c.tag in later), len(properties)),
                element,
            )
        for key, value in attributes.items():
            element.set(qn(key), value)
