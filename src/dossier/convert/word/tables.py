"""Tables of which LibreOffice would leave a part off the page.

One that floats (w:tblpPr, ECMA-376-1, 17.4.57) goes over pages in Word; here it is a frame, which
ends with its page: a high one is set into the text. One that is wider than the paper is made as
narrow as the text, as Word does with columns that it may fit (17.4.52).
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from dossier.convert.word.about import (
    A4,
    About,
    SectionPaper,
    WordAlteration,
    child,
    drop,
    number,
    page_of,
    space_of,
    value,
)
from dossier.convert.word.heights import cells, of_table, rows

TRACES = (b"tblpPr", b"gridCol", b"tblGrid", b"tcW")

# of the page: a floating table that is surely lower stays where it is
_LOW = 0.5
# twips that a column may stand beyond the paper: its border
_BORDER = 60.0
_CELL = 216.0
_MANY = 12
_FULL = 5000.0  # fiftieths of a per cent: the width of the text
_AFTER_POSITION = {"center": "center", "right": "right", "outside": "right"}


def mend(root: etree._Element, about: About) -> None:
    """Set high floating tables into the text of a part, and make wide ones fit on the paper."""
    if len(about.pages) > 1:
        _close(root)
    for table, page in _tables(root, about):
        _settle(table, page, about)
        _fit(table, page, about)


def _close(root: etree._Element) -> None:
    """Put a paragraph behind a table that ends the last section.

    Programs leave it out, though a table needs one (17.2.2); LibreOffice then knows no section that
    the table is in, and lays it out on the paper of the one before.
    """
    section = child(root, "body", "sectPr")
    last = None if section is None else section.getprevious()
    if section is None or last is None or last.tag != f"{space_of(root)}tbl":
        return
    space = space_of(root)
    paragraph = etree.Element(f"{space}p")
    look = etree.SubElement(paragraph, f"{space}pPr")
    etree.SubElement(look, f"{space}spacing", {f"{space}before": "0", f"{space}after": "0"})
    etree.SubElement(etree.SubElement(look, f"{space}rPr"), f"{space}sz", {f"{space}val": "2"})
    section.addprevious(paragraph)


def _tables(root: etree._Element, about: About) -> Iterator[tuple[etree._Element, SectionPaper]]:
    """Each table, an outer one before those in it, with the page of its section."""
    narrow = min(about.pages, key=lambda page: page.width, default=A4)
    body = child(root, "body")
    if body is None:
        yield from ((table, narrow) for table in root.iter("{*}tbl"))
        return
    waiting: list[etree._Element] = []
    for block in body:
        section = block if block.tag == f"{space_of(root)}sectPr" else child(block, "pPr", "sectPr")
        if section is not None:
            page = page_of(section)
            for one in waiting:
                yield from ((table, page) for table in one.iter("{*}tbl"))
            waiting = []
        waiting.append(block)
    for one in waiting:
        yield from ((table, narrow) for table in one.iter("{*}tbl"))


def _settle(table: etree._Element, page: SectionPaper, about: About) -> None:
    """Set a floating table into the text where it may be too high for a frame."""
    properties = child(table, "tblPr")
    position = child(properties, "tblpPr")
    if properties is None or position is None:
        return
    if of_table(table, page.text, about) < _LOW * page.body:
        return
    drop(position)
    for name in ("tblOverlap",):
        found = child(properties, name)
        if found is not None:
            drop(found)
    side = _AFTER_POSITION.get(value(position, "tblpXSpec"), "")
    if side and child(properties, "jc") is None:
        jc = etree.Element(f"{space_of(table)}jc", {f"{space_of(table)}val": side})
        place = next(
            (
                one
                for one in (child(properties, n) for n in ("tblW", "tblStyle"))
                if one is not None
            ),
            None,
        )
        if place is None:
            properties.insert(0, jc)
        else:
            place.addnext(jc)
    about.altered[WordAlteration.FLOATING] += 1


def _fit(table: etree._Element, page: SectionPaper, about: About) -> None:
    """Make a table that goes beyond the paper, or out of its cell, as wide as the text there."""
    total = _width(table)
    if not total:
        return
    properties = child(table, "tblPr")
    outer = next(table.iterancestors("{*}tc"), None)
    if outer is None:
        start = _start(properties, total, page)
        room, over = page.text, start + total > page.width - page.left + _BORDER
    else:
        given = child(outer, "tcPr", "tcW")
        room = number(value(given, "w")) - _CELL if value(given, "type") == "dxa" else 0.0
        over = room > 0 and total > room + _CELL + _BORDER
    if over and room > 0:
        _scale(table, properties, room / total, room)
        about.altered[WordAlteration.WIDE] += 1


def _start(properties: etree._Element | None, total: float, page: SectionPaper) -> float:
    """Where a table begins, from the left margin."""
    position = child(properties, "tblpPr")
    if position is not None:
        # a frame is moved onto the page where it has room there
        return min(0.0, page.width - page.left - total)
    match value(child(properties, "jc")):
        case "center":
            # both sides stand out alike; the left one may reach the edge of the paper
            return (page.text - total) / 2
        case "right" | "end":
            return min(page.text - total, 0.0)
    return number(value(child(properties, "tblInd"), "w"))


def _width(table: etree._Element) -> float:
    """How wide the widest row is by its cells, or else by the grid."""
    grid = [number(value(one, "w")) for one in table.iterfind("{*}tblGrid/{*}gridCol")]
    widest = 0.0
    # the rows of a long table are alike, and the grid is that of all of them
    for row in islice(rows(table), _MANY if sum(grid) else None):
        wide = 0.0
        for cell in cells(row):
            given = child(cell, "tcPr", "tcW")
            if value(given, "type") not in {"dxa", ""} or not number(value(given, "w")):
                wide = 0.0
                break
            wide += number(value(given, "w"))
        widest = max(widest, wide)
    return max(sum(grid), widest)


def _scale(
    table: etree._Element, properties: etree._Element | None, ratio: float, room: float
) -> None:
    for column in table.iterfind("{*}tblGrid/{*}gridCol"):
        _shrink(column, ratio)
    for row in rows(table):
        for name in ("wBefore", "wAfter"):
            given = child(row, "trPr", name)
            if value(given, "type") == "dxa":
                _shrink(given, ratio)
        for cell in cells(row):
            given = child(cell, "tcPr", "tcW")
            if value(given, "type") in {"dxa", ""}:
                _shrink(given, ratio)
    width, indent = child(properties, "tblW"), child(properties, "tblInd")
    if width is not None and value(width, "type") == "dxa":
        width.set(f"{space_of(width)}w", str(round(room)))
    elif width is not None and value(width, "type") == "pct" and number(value(width, "w")) > _FULL:
        width.set(f"{space_of(width)}w", f"{_FULL:.0f}")
    if indent is not None:
        indent.set(f"{space_of(indent)}w", "0")


def _shrink(given: etree._Element | None, ratio: float) -> None:
    if given is not None and number(value(given, "w")):
        given.set(f"{space_of(given)}w", str(round(number(value(given, "w")) * ratio)))
