"""What cells and links ask for once a template is filled in: merging, emphasis, hyperlinks.

docxtpl cannot merge cells vertically inside loops (elapouya/python-docx-template#192, #285,
#521), and its links need `{{r }}`, which drops the formatting that the clerk gave the field.
"""

import re
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from math import ceil
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from dossier.facts import Fact
from dossier.render.jinja import LINK_CLOSE, LINK_OPEN, LINK_TO, MERGE, STRIKING

_TOGETHER = 8  # rows with a merged cell that are worth a gap at the end of the page before them
_GOES_ON = "（续）"
_SMALL, _LARGE = 200, 250  # a character in twentieths of a point, at the least and at the most
_PADDING = 120  # of a cell, left and right

SHADE = "D9D9D9"  # light enough to read black print on, dark enough to survive a photocopy

_LINK = re.compile(f"{LINK_OPEN}(\\d+){LINK_TO}([^{LINK_CLOSE}]*){LINK_CLOSE}")
_MARKS = re.compile(f"[{MERGE}{STRIKING}]")
_ANY = re.compile(f"[{MERGE}{STRIKING}{LINK_OPEN}]")
# worked out once: they are asked for with every cell and run of a long table
_TEXT, _RUN, _CELL = qn("w:t"), qn("w:r"), qn("w:tc")
_GRID_SPAN = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
_CELL_WIDTH = f"{qn('w:tcPr')}/{qn('w:tcW')}"
_VALUE, _WIDTH = qn("w:val"), qn("w:w")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any  # lxml's elements, as python-docx makes them


class Links(Fact, frozen=True):
    """What links need of a document: relationship ids for addresses, and the style of a link."""

    relate: Callable[[str], str]
    style: str


def apply(root: Element, links: Links | None) -> None:
    """Act on the marks under `root` and take them away.

    Without `links`, which headers and footers have not, links stay plain text.
    """
    for table in root.iter(qn("w:tbl")):
        _fit_grid(table)
        _merge(table)
    for run in _marked(root):
        text = _text(run)
        if STRIKING in text:
            _strike(run)
        if MERGE in text or STRIKING in text:
            for part in run.iter(qn("w:t")):
                part.text = _MARKS.sub("", part.text or "")
        if LINK_OPEN in text:
            _link(run, links)


def _marked(root: Element) -> list[Element]:
    """The runs under `root` that hold a mark, in order: few of the many."""
    marked = {
        run
        for part in root.iter(_TEXT)
        if part.text and _ANY.search(part.text)
        for run in part.iterancestors(_RUN)
    }
    return [run for run in root.iter(_RUN) if run in marked] if marked else []


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(_TEXT))


def _cells(row: Element) -> Iterator[tuple[int, int, Element]]:
    """The cells of a row with the grid column in which each begins, and that after its last."""
    column = 0
    for cell in row.iterchildren(_CELL):
        end = column + _span(cell)
        yield column, end, cell
        column = end


def _span(cell: Element) -> int:
    span = cell.find(_GRID_SPAN)
    return 1 if span is None else int(span.get(_VALUE))


def _properties(cell: Element) -> Element:
    found = cell.find(qn("w:tcPr"))
    if found is None:
        found = etree.Element(qn("w:tcPr"))
        cell.insert(0, found)
    return found


def _width(cell: Element) -> int:
    width = cell.find(_CELL_WIDTH)
    return 0 if width is None else int(width.get(_WIDTH, "0"))


def _fit_grid(table: Element) -> None:
    """Give the table the columns that its rows have, as wide together as the template says.

    A `{%tc for %}` loop makes as many columns as there are years, of the width of one cell.
    """
    rows = {row: list(_cells(row)) for row in table.iterchildren(qn("w:tr"))}
    grid = table.find(qn("w:tblGrid"))
    if not rows or grid is None:
        return
    plain = [row for row, held in rows.items() if all(e - c == 1 for c, e, _ in held)]
    widths = [_width(cell) for *_, cell in rows[max(plain, key=len)]] if plain else []
    total = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    wanted = int(total.get(qn("w:w"))) if total is not None else 0
    if not widths or min(widths) <= 0 or total is None or total.get(qn("w:type")) != "dxa":
        return
    if abs(sum(widths) - wanted) > len(widths):
        widths = [round(width * wanted / sum(widths)) for width in widths]
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, qn("w:gridCol")).set(qn("w:w"), str(width))
    for held in rows.values():
        for begin, end, cell in held:
            inside = widths[begin:end]
            _properties(cell).find(qn("w:tcW")).set(_WIDTH, str(sum(inside)))


@dataclass(slots=True)
class _EqualCells:
    """Cells of equal text, one below the other, with their rows."""

    text: str
    cells: list[Element]
    rows: list[Element]

    def part(self, begin: int, end: int) -> "_EqualCells":
        """Those from `begin` on, before `end`; all but the first part say that they go on."""
        text = self.text if not begin else f"{self.text}{_GOES_ON}"
        return _EqualCells(text, self.cells[begin:end], self.rows[begin:end])


def _merge(table: Element) -> None:
    """Make one of neighbours of equal text in marked columns, and keep their rows on one page.

    A merged cell never reaches across the border of one to its left: the 学段 of two indicators
    stay apart even where they are equal. What is too long for a page goes on under its name.
    """
    groups: list[_EqualCells] = []
    above: dict[int, _EqualCells] = {}
    for row in table.iterchildren(qn("w:tr")):
        here: dict[int, _EqualCells] = {}
        together = True
        for column, _, cell in _cells(row):
            text = _text(cell)
            if MERGE not in text:
                continue
            text = _MARKS.sub("", text)
            group = above.get(column)
            together = together and group is not None and group.text == text
            if together and group is not None and text:
                group.cells.append(cell)
                group.rows.append(row)
            else:
                group = _EqualCells(text, [cell], [row])
                groups.append(group)
            here[column] = group
        above = here
    within = {row for g in groups if len(g.rows) <= _TOGETHER for row in g.rows[1:]}
    for group in groups:
        for part in _parts(group, within):
            if len(part.rows) > 1:
                _as_one(part)
            elif part.text != group.text:
                _say(part.cells[0], part.text)
            for row in part.rows[:-1]:
                keep_with_next(row)


def _parts(group: _EqualCells, within: Collection[Element]) -> Iterator[_EqualCells]:
    """The group, or of a long one parts that stay whole; none begins `within` another group."""
    begin, count = 0, len(group.rows)
    if count > _TOGETHER:
        size = ceil(count / ceil(count / _TOGETHER))  # parts of nearly equal size
        for at, row in enumerate(group.rows):
            if at - begin >= size and row not in within:
                yield group.part(begin, at)
                begin = at
    yield group.part(begin, len(group.rows))


def _as_one(group: _EqualCells) -> None:
    """Join the cells: without borders between them where the text has room in one of their rows.

    Rows beside a cell that is merged are torn at the end of a page by LibreOffice, which does not
    keep them whole. Where all of them are as low as a line, there is nothing to tear.
    """
    host = (len(group.rows) - 1) // 2
    _say(group.cells[0], group.text)
    if not _has_room(group.cells[host], group.rows[host], group.text):
        for cell in group.cells[1:]:
            _continue(group.cells[0], cell)
        return
    if host:
        _say(group.cells[host], group.text)
        _empty(group.cells[0])
    last = len(group.cells) - 1
    for at, cell in enumerate(group.cells):
        if at not in {0, host}:
            _empty(cell)
        _unborder(cell, top=at > 0, bottom=at < last)
    if not len(group.rows) % 2:  # between two rows
        _set(_properties(group.cells[host]), "w:vAlign", {"w:val": "bottom"})


def _has_room(cell: Element, row: Element, text: str) -> bool:
    """Whether `text` takes up no more lines in `cell` than another cell of the row has anyway."""
    beside = max(_lines(_text(one), _width(one), _SMALL) for one in row.iterchildren(_CELL))
    return beside > 1 and _lines(text, _width(cell), _LARGE) <= beside


def _lines(text: str, width: int, size: int) -> int:
    """How many lines a text takes up in a cell of that width, at characters of that size."""
    signs = sum(0.5 if sign.isascii() else 1.0 for sign in _MARKS.sub("", text))
    return max(1, ceil(signs * size / max(width - _PADDING, size)))


def _say(cell: Element, text: str) -> None:
    """Have the cell say `text`, in the look of what it said."""
    first, *others = cell.iter(_TEXT)
    first.text = text + MERGE if MERGE in (first.text or "") else text
    for other in others:
        other.text = ""


def _unborder(cell: Element, *, top: bool, bottom: bool) -> None:
    sides = [side for side, off in (("w:top", top), ("w:bottom", bottom)) if off]
    _set(_properties(cell), "w:tcBorders", {})
    borders = _properties(cell).find(qn("w:tcBorders"))
    for side in sides:
        etree.SubElement(borders, qn(side)).set(qn("w:val"), "nil")


def keep_with_next(block: Element) -> None:
    """Keep a paragraph, or a row of a table by all that is in it, on one page with the next one."""
    for paragraph in block.iter(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            properties = etree.Element(qn("w:pPr"))
            paragraph.insert(0, properties)
        if properties.find(qn("w:keepNext")) is None:  # after the style: ECMA-376, 17.3.1.26
            styled = properties.find(qn("w:pStyle")) is not None
            properties.insert(1 if styled else 0, etree.Element(qn("w:keepNext")))


def _continue(above: Element, cell: Element) -> None:
    if above.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is None:
        _set(_properties(above), "w:vMerge", {"w:val": "restart"})
    _set(_properties(cell), "w:vMerge", {})
    _empty(cell)


def _empty(cell: Element) -> None:
    """Take out what a cell says, but for a paragraph of its look."""
    first, *rest = cell.iterchildren(qn("w:p"))
    for paragraph in rest:
        cell.remove(paragraph)
    for child in list(first):
        if child.tag != qn("w:pPr"):
            first.remove(child)


# the children of w:tcPr and w:rPr that come after the one we set (ECMA-376, 17.4.69 and 17.3.2.28)
_LATER = {
    "w:vMerge": ("w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText",
                 "w:vAlign", "w:hideMark"),
    "w:tcBorders": ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign",
                    "w:hideMark"),
    "w:vAlign": ("w:hideMark",),
    "w:shd": ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"),
    "w:rStyle": None,
}  # fmt: skip


def _set(properties: Element, name: str, attributes: dict[str, str]) -> None:
    """Put the element `name` in its place among `properties`, replacing the one there is."""
    for old in properties.findall(qn(name)):
        properties.remove(old)
    made = etree.Element(qn(name))
    for key, value in attributes.items():
        made.set(qn(key), value)
    later = _LATER[name]
    if later is None:
        properties.insert(0, made)
        return
    after = {qn(one) for one in later}
    place = next((n for n, child in enumerate(properties) if child.tag in after), len(properties))
    properties.insert(place, made)


def _run_properties(run: Element) -> Element:
    found = run.find(qn("w:rPr"))
    if found is None:
        found = etree.Element(qn("w:rPr"))
        run.insert(0, found)
    return found


def _strike(run: Element) -> None:
    """Bold print, and a shaded cell where the run stands in one."""
    properties = _run_properties(run)
    if properties.find(qn("w:b")) is None:
        # w:b follows w:rStyle and w:rFonts
        heads = [c for c in properties if c.tag in (qn("w:rStyle"), qn("w:rFonts"))]
        properties.insert(len(heads), etree.Element(qn("w:b")))
    cell = next(run.iterancestors(qn("w:tc")), None)
    if cell is not None:
        _set(
            _properties(cell),
            "w:shd",
            {"w:val": "clear", "w:color": "auto", "w:fill": SHADE},
        )


def _link(run: Element, links: Links | None) -> None:
    """Split `run` at its links; each keeps the run's look and gains the style of a link.

    LibreOffice exports a hyperlink as a PDF annotation only where its run has a character style.
    """
    text = _text(run)
    parent, place = run.getparent(), run.getparent().index(run)
    pieces: list[Element] = []
    end = 0
    for found in _LINK.finditer(text):
        pieces.append(_copy(run, text[end : found.start()]))
        linked = _copy(run, found[2])
        end = found.end()
        if links is None:
            pieces.append(linked)
            continue
        _set(_run_properties(linked), "w:rStyle", {"w:val": links.style})
        link = etree.Element(qn("w:hyperlink"))
        link.set(qn("r:id"), links.relate(f"dossier:item/{found[1]}"))
        link.append(linked)
        pieces.append(link)
    pieces.append(_copy(run, text[end:]))
    parent.remove(run)
    for piece in reversed([piece for piece in pieces if _text(piece)]):
        parent.insert(place, piece)


def _copy(run: Element, text: str) -> Element:
    made = etree.Element(qn("w:r"))
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    part = etree.SubElement(made, qn("w:t"))
    part.set(_SPACE, "preserve")
    part.text = text
    return made
