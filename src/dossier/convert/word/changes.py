"""Tracked changes taken as accepted (ECMA-376-1, 17.13.5): the text as it is meant to become.

LibreOffice would print what was deleted, struck out, and mark what was put in.
"""

from lxml import etree

from dossier.convert.word.about import About, WordAlteration, child, drop, unwrap

TRACES = (b":ins", b":del", b"<ins", b"<del", b":move", b"<move", b"PrChange", b":cell", b"<cell",
          b"Change ", b"RangeStart")  # fmt: skip

_GONE = ("del", "moveFrom")
_STAYS = ("ins", "moveTo")
_MARKS = (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
)  # fmt: skip
_BEFORE = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange",
    "tcPrChange", "tblGridChange", "numberingChange",
)  # fmt: skip
# marks within the properties of what they are about
_PROPERTIES = {"rPr", "trPr", "tcPr", "numPr", "ctrlPr"}


def mend(root: etree._Element, about: About) -> None:
    """Accept all changes of a part."""
    for one in _all(root, _MARKS):
        drop(one)
    for one in _all(root, _BEFORE):
        about.altered[WordAlteration.CHANGES] += 1
        drop(one)
    _cells(root, about)
    for one in _all(root, _GONE):
        about.altered[WordAlteration.CHANGES] += 1
        _remove(one)
    for one in _all(root, _STAYS):
        about.altered[WordAlteration.CHANGES] += 1
        if _is_mark(one):
            drop(one)
        else:
            unwrap(one)
    for one in _all(root, ("delText", "delInstrText")):
        drop(one)


def _all(root: etree._Element, names: tuple[str, ...]) -> list[etree._Element]:
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def _cells(root: etree._Element, about: About) -> None:
    for one in list(root.iter("{*}cellIns", "{*}cellDel", "{*}cellMerge")):
        about.altered[WordAlteration.CHANGES] += 1
        cell = next(one.iterancestors("{*}tc"), None)
        gone = etree.QName(one).localname == "cellDel" and cell is not None
        drop(one)
        if gone and cell is not None and len(_siblings(cell)) > 1:
            drop(cell)


def _siblings(element: etree._Element) -> list[etree._Element]:
    parent = element.getparent()
    return [] if parent is None else parent.findall(element.tag)


def _is_mark(one: etree._Element) -> bool:
    parent = one.getparent()
    return parent is not None and etree.QName(parent).localname in _PROPERTIES


def _remove(one: etree._Element) -> None:
    """Take out what is deleted: words, or the row or the paragraph's end that bears the mark."""
    if not _is_mark(one):
        drop(one)
        return
    properties = one.getparent()
    drop(one)
    owner = None if properties is None else properties.getparent()
    if properties is None or owner is None:
        return
    match etree.QName(properties).localname, etree.QName(owner).localname:
        case "trPr", "tr":
            _remove_row(owner)
        case "rPr", "pPr":
            _join(owner.getparent())


def _remove_row(row: etree._Element) -> None:
    table = row.getparent()
    drop(row)
    if table is None or table.find("{*}tr") is not None or table.find("{*}sdt") is not None:
        return
    if etree.QName(table).localname == "tbl":
        drop(table)


def _join(paragraph: etree._Element | None) -> None:
    """Put the words of a paragraph whose end is deleted before those of the next one."""
    if paragraph is None:
        return
    after = paragraph.getnext()
    if after is None or etree.QName(after).localname != "p":
        return  # the end of a cell stays, and a table is no paragraph
    if child(paragraph, "pPr", "sectPr") is not None:
        return
    place = child(after, "pPr")
    for one in reversed([one for one in paragraph if etree.QName(one).localname != "pPr"]):
        if place is None:
            after.insert(0, one)
        else:
            place.addnext(one)
    drop(paragraph)
