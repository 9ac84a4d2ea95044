"""Filling in a Word template; the same facts give the same bytes."""

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docxtpl import DocxTemplate

from dossier.files import repack, written_aside
from dossier.model import values as values_of
from dossier.model.layout import Layout
from dossier.render.fields import Value
from dossier.render.finish import finish
from dossier.render.formtables import draw_forms
from dossier.render.jinja import environment
from dossier.render.layout import put_on
from dossier.render.lint import names_used
from dossier.render.marks import Links, apply
from dossier.render.passages import PROPERTIES
from dossier.render.pictures import Draw, place

# parts beside the text that are filled in
_BESIDE = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.COMMENTS}
_UNDATED = date(2000, 1, 1)


def render(
    template: Path,
    fields: Mapping[str, Value],
    out: Path,
    draw: Draw | None = None,
    names: Iterable[str] | None = None,
    layout: Layout | None = None,
) -> None:
    """Fill in `template` with `fields` and write the Word file `out`, whole or not at all.

    `draw` makes the pictures of charts, those that are printed, and may be None without any.
    `names` are what :func:`dossier.render.lint.names_used` says of `template`, where that is known
    already; `layout` is put onto its styles. Raises nothing for a template that
    :func:`dossier.render.lint.lint` finds clean.
    """
    filled = DocxTemplate(io.BytesIO(template.read_bytes()))  # in one go: zip reads bit by bit
    filled.patch_xml = patched
    # docxtpl copies the whole mapping, and what is not named need not be worked out
    used = names_used(template) if names is None else names
    heads = {name.partition(".")[0] for name in used}
    values = {name: fields[name] for name in heads}
    filled.render(values, environment())
    part = filled.docx.part
    _fill_comments(filled, values)
    place(part, values, draw)

    @cache  # title and page of a row lead to the same place, and each asking goes through them all
    def relate(address: str) -> str:
        identity: str = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return identity

    apply(filled.docx.element, Links(relate, _link_style(filled.docx)))
    for relation in part.rels.values():
        if relation.reltype in _BESIDE:
            apply(relation.target_part.element, None)
    draw_forms(filled.docx, values)
    if layout:
        put_on(filled.docx, layout)
    finish(filled.docx)
    properties = filled.docx.core_properties
    # by whom the template was last saved says nothing of what was made from it
    for name in PROPERTIES:
        # docxtpl escapes them as if they were XML, and python-docx does so again
        setattr(properties, name, unescape(getattr(properties, name)))
    properties.last_modified_by = ""
    properties.revision = 1
    saved = io.BytesIO()
    filled.save(saved)
    with written_aside(out) as aside:
        repack(saved, aside, _dated(values.get("成文日期")))


def _dated(day: object) -> date:
    """The day that a document bears, as that of its file; a fixed one where it bears none."""
    try:
        return values_of.day(str(day))
    except values_of.Unfit:
        return _UNDATED


def _fill_comments(filled: DocxTemplate, values: Mapping[str, Value]) -> None:
    """Fill in what stands in comments, which docxtpl leaves alone."""
    for relation in filled.docx.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.COMMENTS and b"{" in relation.target_part.blob:
            comments = relation.target_part
            xml = filled.patch_xml(comments.blob.decode("utf-8"))
            made = filled.render_xml_part(xml, comments, values, environment())
            comments._element = parse_xml(made.encode())  # noqa: SLF001 - python-docx has no other way


def _link_style(document: Any) -> str:
    """The id of the character style 'Hyperlink', which a Chinese Word calls by another id.

    A template that lost it gets it back: without a style LibreOffice leaves links out of the PDF.
    """
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.CHARACTER and style.name == "Hyperlink":
            return str(style.style_id)
    added = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    return str(added.style_id)


# ISO/IEC 29500-1, 17.3.3.7: text that was deleted while changes were tracked
_DELETED = re.compile(r"(<w:delText\b[^>]*>)[^<]*(</w:delText>)")


@lru_cache(maxsize=1 << 6)
def patched(xml: str) -> str:
    """What docxtpl would make anew for each document of the part `xml`."""
    return str(DocxTemplate("").patch_xml(_DELETED.sub(r"\1\2", xml)))
