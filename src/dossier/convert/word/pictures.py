"""Pictures in the line that are wider or higher than the place where they stand.

Word makes an automatic column as wide as its picture (ECMA-376-1, 17.4.52); LibreOffice cuts off
what goes beyond the cell, and what goes beyond the paper. The picture is made as wide as the text
there, in its proportions. A line of exact height (17.3.1.33) shows a strip of its picture, as it
does in Word, too; nobody means it, and the line grows.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from dossier.convert.word.about import (
    A4,
    About,
    SectionPaper,
    WordAlteration,
    child,
    number,
    page_of,
    space_of,
)
from dossier.convert.word.heights import room_of

TRACES = (b":inline", b"<inline")

_EMU = 635.0  # to the twip
_SLACK = 60.0  # twips that nobody misses
_LEAST = 200.0  # twips: a narrower place says nothing of what is meant


def mend(root: etree._Element, about: About) -> None:
    """Have every picture of a part seen whole."""
    drawn = [one for one in root.iter("{*}inline") if _is_picture(one)]
    if not drawn:
        return
    pages = _pages(root)
    narrow = min(about.pages, key=lambda page: page.text, default=A4)
    for inline in drawn:
        cell = next(inline.iterancestors("{*}tc"), None)
        if next(inline.iterancestors("{*}txbxContent"), None) is not None:
            continue
        if cell is not None:
            room = room_of(cell)
            limit = room + _SLACK
        else:
            block = _block(inline, root)
            page = narrow if block is None else pages.get(block, narrow)
            room, limit = page.text, page.width - page.left
        narrowed = room >= _LEAST and _narrowed(inline, room, limit)
        if _freed(inline, about) or narrowed:
            about.altered[WordAlteration.PICTURES] += 1


def _is_picture(inline: etree._Element) -> bool:
    return any(True for _ in inline.iter("{*}pic"))


def _narrowed(inline: etree._Element, room: float, limit: float) -> bool:
    size = child(inline, "extent")
    wide = 0.0 if size is None else number(size.get("cx", "")) / _EMU
    if size is None or wide <= limit:
        return False
    for side in ("distL", "distR"):
        inline.set(side, "0")  # Word leaves no room beside a picture in the line
    ratio = room / wide
    for one in (size, *inline.iter("{*}ext")):
        for name in ("cx", "cy"):
            if one.get(name):
                one.set(name, str(round(number(one.get(name, "")) * ratio)))
    return True


def _freed(inline: etree._Element, about: About) -> bool:
    """Whether a line was too low for its picture; it is as high as the picture now."""
    paragraph = next(inline.iterancestors("{*}p"), None)
    if paragraph is None:
        return False
    spacing, size = about.looks.spacing(paragraph), child(inline, "extent")
    high = 0.0 if size is None else number(size.get("cy", "")) / _EMU
    if spacing.get("lineRule") != "exact" or high <= number(spacing.get("line", "")) + _SLACK:
        return False
    space = space_of(paragraph)
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = etree.Element(f"{space}pPr")
        paragraph.insert(0, properties)
    own = child(properties, "spacing")
    if own is None:
        own = etree.SubElement(properties, f"{space}spacing")
    own.set(f"{space}line", spacing.get("line", ""))
    own.set(f"{space}lineRule", "atLeast")
    return True


def _block(inline: etree._Element, root: etree._Element) -> etree._Element | None:
    """The child of the body that a picture stands in."""
    body = child(root, "body")
    return next((one for one in inline.iterancestors() if one.getparent() is body), None)


def _pages(root: etree._Element) -> Mapping[etree._Element, SectionPaper]:
    """The page of the section of each child of the body."""
    return dict(_paged(child(root, "body")))


def _paged(body: etree._Element | None) -> Iterator[tuple[etree._Element, SectionPaper]]:
    waiting: list[etree._Element] = []
    for block in () if body is None else body:
        waiting.append(block)
        own = etree.QName(block).localname == "sectPr" if isinstance(block.tag, str) else False
        section = block if own else child(block, "pPr", "sectPr")
        if section is not None:
            page = page_of(section)
            yield from ((one, page) for one in waiting)
            waiting = []
