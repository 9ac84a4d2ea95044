"""Table rows of which LibreOffice would cut off what does not fit.

A row that may not split (w:cantSplit, ECMA-376-1, 17.4.6) and is higher than a page has room below
a repeated header loses its last lines: it may split then, as Word lets it. So may rows beside a
cell that is merged over several of them: the one at a page's end would be cut off there. A row with
upright text (w:textDirection, 17.4.72) is not split at all: in one that has no room it is laid
flat. Of a row of exact height (w:hRule, 17.4.80) nothing is printed that is lower: it becomes a row
of that height at least.
"""

from lxml import etree

from dossier.convert.word.about import (
    A4,
    About,
    WordAlteration,
    child,
    drop,
    is_on,
    number,
    space_of,
    value,
)
from dossier.convert.word.heights import cells, of_content, of_row, rows, surely_below

TRACES = (b"cantSplit", b"exact", b"textDirection")

# of the page: what is counted as less certainly is less
_CERTAIN = 0.7
# a header of more rows leaves no room for what it stands above
_HEADER = 0.6
# what a header's row is taken for that is lower: it need not be measured
_LOW_HEADER = 0.15


def mend(root: etree._Element, about: About) -> None:
    """Let rows split or grow that would be cut off."""
    body = min((page.body for page in about.pages), default=A4.body)
    width = max((page.text for page in about.pages), default=A4.text)
    for table in root.iter("{*}tbl"):
        _mend(table, body, width, about)


def _mend(table: etree._Element, body: float, width: float, about: About) -> None:
    header, heading = 0.0, True
    for row in rows(table):
        properties = child(row, "trPr")
        heading = heading and is_on(child(properties, "tblHeader"))
        asked = child(properties, "trHeight")
        if asked is not None and value(asked, "hRule") == "exact":
            _loosen(row, table, asked, width, about)
        if heading:
            low = _LOW_HEADER * body
            small = surely_below(row, low, width, about)
            header += low if small else of_row(row, table, width, about)
            if header > _HEADER * body:
                _forget(properties, "tblHeader")
        _lay_flat(row, table, _CERTAIN * body - header, width, about)
        whole = child(properties, "cantSplit")
        if is_on(whole) and not heading and _is_merged(row):
            _forget(properties, "cantSplit")
            continue
        if not is_on(whole) or surely_below(row, _CERTAIN * body - header, width, about):
            continue
        if header + of_row(row, table, width, about) > _CERTAIN * body:
            _forget(properties, "cantSplit")


def _lay_flat(
    row: etree._Element, table: etree._Element, room: float, width: float, about: About
) -> None:
    """Have no upright text in a row that is higher than a page has room: it would not be split."""
    upright = [
        found for cell in cells(row) if (found := child(cell, "tcPr", "textDirection")) is not None
    ]
    if upright and of_row(row, table, width, about) > room:
        for one in upright:
            drop(one)


def _is_merged(row: etree._Element) -> bool:
    """Whether a cell of a row is one with those above or below (17.4.84)."""
    return any(child(cell, "tcPr", "vMerge") is not None for cell in cells(row))


def _loosen(
    row: etree._Element,
    table: etree._Element,
    asked: etree._Element,
    width: float,
    about: About,
) -> None:
    if of_content(row, table, width, about) > number(value(asked)):
        asked.set(f"{space_of(asked)}hRule", "atLeast")
        about.altered[WordAlteration.GROWN] += 1


def _forget(properties: etree._Element | None, name: str) -> None:
    found = child(properties, name)
    if found is not None:
        drop(found)
