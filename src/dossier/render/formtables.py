"""Official forms as tables in a Word file: where a template prints one, it is drawn.

The looks come from paragraph styles that the templates know by name (表册标题, 密表头 …); those
that a template has not are added, so that a form can be put into any document.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from dossier.facts import Fact
from dossier.model.table import Form, FormCell, FormRow, placed
from dossier.render.fields import Forms, Value
from dossier.render.jinja import FORM
from dossier.render.words import clean
from dossier.store.source_hash import content_key

DARK = "595959"
"""The ground of what misses its threshold (填报说明: 深色背景); its print is white and bold."""

Element = Any  # lxml's elements, as python-docx makes them

_MARK = re.compile(f"{FORM}([0-9a-f]+){FORM}")
_INDENT = re.compile("[ \u3000]*")
_LEAST_HEIGHT = 397  # twentieths of a point: 7 mm, room to write into
_LONG = 400  # characters: a row with so much text may go on on the next page
_SIDES = ("top", "left", "bottom", "right")


class _ParagraphLook(Fact, frozen=True):
    """A paragraph style: its name, fonts, size and exact leading in points, and alignment."""

    font: str
    size: float
    leading: float
    align: str
    after: float = 0
    title: bool = False


_TITLE, _LINE, _NOTE = "表册标题", "表册题下", "表注"
_LOOKS = {
    _TITLE: _ParagraphLook("方正小标宋简体", 20, 30, "center", after=6, title=True),
    _LINE: _ParagraphLook("仿宋_GB2312", 12, 18, "left", after=4),
    _NOTE: _ParagraphLook("宋体", 10.5, 15, "left"),
    "表头": _ParagraphLook("黑体", 12, 18, "center"),
    "表格居中": _ParagraphLook("宋体", 12, 18, "center"),
    "表格左对齐": _ParagraphLook("宋体", 12, 18, "left"),
    "小表头": _ParagraphLook("黑体", 10.5, 14, "center"),
    "小表格居中": _ParagraphLook("宋体", 10.5, 14, "center"),
    "小表格左对齐": _ParagraphLook("宋体", 10.5, 14, "left"),
    "密表头": _ParagraphLook("黑体", 9, 12, "center"),
    "密表格居中": _ParagraphLook("宋体", 9, 12, "center"),
    "密表格左对齐": _ParagraphLook("宋体", 9, 12, "left"),
}


class _Sizes(Fact, frozen=True):
    """The names of the styles of a table's head, its cells, and its cells that begin at the left.

    The more columns there are, the smaller is the print.
    """

    head: str
    cell: str
    left: str

    @classmethod
    def of(cls, columns: int) -> "_Sizes":
        """What suits a table of so many columns."""
        small = next((mark for most, mark in ((3, ""), (9, "小")) if columns <= most), "密")
        return cls(f"{small}表头", f"{small}表格居中", f"{small}表格左对齐")

    def name(self, cell: FormCell, *, header: bool) -> str:
        """The style of one cell."""
        if header or cell.head:
            return self.head
        return self.left if cell.left else self.cell


class _ParagraphStyles:
    """The ids of the document's paragraph styles by name; what is not there is added once."""

    def __init__(self, document: Any) -> None:
        self._element = document.styles.element
        self._ids = {
            style.name: str(style.style_id)
            for style in document.styles
            if style.type == WD_STYLE_TYPE.PARAGRAPH
        }

    def __getitem__(self, name: str) -> str:
        if name not in self._ids:
            self._ids[name] = f"Form{list(_LOOKS).index(name)}"
            self._element.append(_style(self._ids[name], name, _LOOKS[name]))
        return self._ids[name]


def draw_forms(document: Any, values: Mapping[str, Value]) -> None:
    """Draw the forms of `values` in place of each paragraph of `document` that prints some.

    Several in one paragraph stand on a page each; the first stands where the paragraph stood.
    """
    marked = [p for p in document.element.body.iter(qn("w:p")) if FORM in _text(p)]
    if not marked:
        return
    forms = {
        content_key(form): form
        for value in values.values()
        if isinstance(value, Forms)
        for form in value
    }
    styles = _ParagraphStyles(document)
    for paragraph in marked:
        width = _text_width(paragraph)
        breaks = paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
        for key in _MARK.findall(_text(paragraph)):
            for element in _drawn(forms[key], width, styles, new_page=breaks):
                paragraph.addprevious(element)
            breaks = True
        _take_away(paragraph)


def _text(paragraph: Element) -> str:
    return "".join(part.text or "" for part in paragraph.iter(qn("w:t")))


def _take_away(paragraph: Element) -> None:
    """Remove it; one that ends a section stays, empty, for the section's sake."""
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        paragraph.getparent().remove(paragraph)
        return
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)


def _text_width(paragraph: Element) -> int:
    """The width between the margins of the paragraph's section, in twentieths of a point."""
    (section, *_) = paragraph.xpath("(.|following::*)/descendant-or-self::w:sectPr")
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    taken = sum(int(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right", "gutter"))
    return int(size.get(qn("w:w"))) - taken


def _drawn(
    form: Form, width: int, styles: _ParagraphStyles, *, new_page: bool
) -> Iterator[Element]:
    """Title, line, table and notes. A last paragraph keeps the table from growing into the next."""
    yield _element(_paragraph(form.heading, styles[_TITLE], new_page=new_page))
    if form.unit:
        yield _element(_paragraph(form.unit, styles[_LINE]))
    yield _element(_table(form, width, styles))
    for note in form.notes:
        yield _element(_paragraph(note, styles[_NOTE]))
    if not form.notes:
        line = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        yield _element(f"<w:p><w:pPr>{line}</w:pPr></w:p>")


def _table(form: Form, width: int, styles: _ParagraphStyles) -> str:
    widths = _shared(width, form.widths)
    sizes = _Sizes.of(len(widths))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for sides, size in ((_SIDES, 8), (("insideH", "insideV"), 4))
        for side in sides
    )
    margins = "".join(
        f'<w:{side} w:w="{30 if side in {"top", "bottom"} else 40}" w:type="dxa"/>'
        for side in _SIDES
    )
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    rows = (
        *_rows(form.head, widths, sizes, styles, header=True),
        *_rows(form.body, widths, sizes, styles, header=False),
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _shared(width: int, shares: Iterable[int]) -> list[int]:
    """`width` divided by `shares` without a remainder."""
    parts = list(shares)
    ends = [width * sum(parts[: n + 1]) // sum(parts) for n in range(len(parts))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _rows(
    rows: tuple[FormRow, ...],
    widths: list[int],
    sizes: _Sizes,
    styles: _ParagraphStyles,
    *,
    header: bool,
) -> Iterator[str]:
    """The rows; a cell that reaches down goes on in those below it."""
    made: list[list[tuple[int, str]]] = [[] for _ in rows]
    for number, column, cell in placed(rows, len(widths)):
        width = sum(widths[column : column + cell.across])
        style = styles[sizes.name(cell, header=header)]
        for down in range(cell.down):
            xml = _cell(cell, width, style, first=down == 0)
            made[number + down].append((column, xml))
    for row, cells in zip(rows, made, strict=True):
        long = any(len(cell.text) > _LONG for cell in row)
        properties = "" if long else "<w:cantSplit/>"
        properties += f'<w:trHeight w:val="{_LEAST_HEIGHT}" w:hRule="atLeast"/>'
        properties += "<w:tblHeader/>" if header else ""
        inside = "".join(xml for _, xml in sorted(cells))
        yield f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def _cell(cell: FormCell, width: int, style: str, *, first: bool) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.across > 1:
        properties += f'<w:gridSpan w:val="{cell.across}"/>'
    if cell.down > 1:
        properties += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    if cell.dark:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{DARK}"/>'
    lines = cell.text.split("\n") if first else [""]
    inside = "".join(_paragraph(line, style, dark=cell.dark) for line in lines)
    return f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def _paragraph(text: str, style: str, *, dark: bool = False, new_page: bool = False) -> str:
    """A paragraph of one run. The hint has Word set “ ” — … in the Chinese font."""
    indent = _INDENT.match(text)
    text = (indent[0] if indent else "") + clean(text)
    breaks = "<w:pageBreakBefore/>" if new_page else ""
    looks = '<w:b/><w:color w:val="FFFFFF"/>' if dark else ""
    run = (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{looks}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    )
    head = f'<w:pPr><w:pStyle w:val="{style}"/>{breaks}</w:pPr>'
    return f"<w:p>{head}{run if text else ''}</w:p>"


def _style(identity: str, name: str, look: _ParagraphLook) -> Element:
    """The definition of a style, as the shipped templates have it."""
    fonts = f'w:eastAsia="{look.font}"'
    latin = look.font if look.title else "Times New Roman"
    size = f"{look.size * 2:g}"
    outline = '<w:outlineLvl w:val="0"/>' if look.title else ""
    return _element(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}">'
        f'<w:name w:val="{name}"/><w:qFormat/><w:pPr>'
        f"{'<w:keepNext/>' if look.after else ''}"
        '<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="{look.after * 20:g}" w:line="{look.leading * 20:g}"'
        f' w:lineRule="exact"/><w:jc w:val="{look.align}"/>'
        f"{outline}</w:pPr><w:rPr>"
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" {fonts} w:cs="{latin}"/>'
        f'<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        "</w:rPr></w:style>"
    )


def _element(xml: str) -> Element:
    end = re.match(r"<[\w:]+", xml)
    assert end is not None
    return parse_xml(f"{xml[: end.end()]} {nsdecls('w')}{xml[end.end() :]}")
