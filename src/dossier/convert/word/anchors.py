"""Pictures that lie over the text, such as seals, kept where Word puts them.

An offset from the line (wp:positionV of "line", ECMA-376-1, 20.4.3.4) counts downwards in Word, and
in some versions of LibreOffice upwards: it is told from the paragraph instead, in which all agree.
What is anchored in a table's cell LibreOffice keeps within the cell, which grows by it: then the
seal stands below the signature.
"""

from lxml import etree

from dossier.convert.word import vml
from dossier.convert.word.about import A4, About
from dossier.convert.word.heights import above, room_of

TRACES = (b":anchor", b"<anchor", b"position:absolute")

_NEAR = {"column", "character", "paragraph", "line"}
# what is laid out in a cell counts from the cell instead (20.4.2.3, layoutInCell)
_OF_CELL = {"page", "margin", "leftMargin", "topMargin"}
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"
_EMU = 635  # to the twip


def mend(root: etree._Element, about: About) -> None:
    """Keep what is anchored in a part in its place."""
    for anchor in list(root.iter("{*}anchor")):
        for side in anchor.iterfind("{*}positionV[@relativeFrom='line']"):
            _count_from_paragraph(side, about)
        if _lies_over(anchor) and _in_cell(anchor) and _free(anchor):
            vml.redraw(anchor)
    for shape in root.iter(f"{_VML}shape", f"{_VML}group", f"{_VML}rect"):
        style = shape.get("style", "").replace(" ", "")
        if "position:absolute" in style and "relative:page" not in style and _in_cell(shape):
            shape.set(f"{_OFFICE}allowincell", "f")


def _count_from_paragraph(side: etree._Element, about: About) -> None:
    """Say how far below its paragraph's top something is that is placed from its line.

    Exact in the first line; how high the lines above are is counted.
    """
    offset = side.find("{*}posOffset")
    run = next(side.iterancestors("{*}r"), None)
    paragraph = None if run is None else next(run.iterancestors("{*}p"), None)
    given = "" if offset is None else (offset.text or "").strip()
    if offset is None or run is None or paragraph is None or not given.lstrip("-").isdigit():
        return
    side.set("relativeFrom", "paragraph")
    lower = above(run, paragraph, _room(paragraph, about), about)
    offset.text = str(int(given) + round(lower * _EMU))


def _room(paragraph: etree._Element, about: About) -> float:
    """How wide the lines of a paragraph are, in twips."""
    cell = next(paragraph.iterancestors("{*}tc"), None)
    page = min(about.pages, key=lambda page: page.text, default=A4).text
    return page if cell is None else room_of(cell) or page


def _lies_over(anchor: etree._Element) -> bool:
    return anchor.find("{*}wrapNone") is not None


def _free(anchor: etree._Element) -> bool:
    """Let what is laid out in its cell reach beyond it, in the same place; whether that can be."""
    sides = {one: anchor.find(f"{{*}}position{one}") for one in "HV"}
    cell = next(anchor.iterancestors("{*}tc"))
    first = next(anchor.iterancestors("{*}p")) is cell.find("{*}p")
    within = anchor.get("layoutInCell", "1") in {"1", "true", "on"}
    for one, side in sides.items():
        origin = "" if side is None else side.get("relativeFrom", "")
        if side is None or not (origin in _NEAR or (within and origin in _OF_CELL)):
            return False
        if origin in _OF_CELL and one == "V" and not first:
            return False  # how far below the cell's top its paragraph is, nobody knows yet
    for one, near in (("H", "column"), ("V", "paragraph")):
        side = sides[one]
        if side is not None and side.get("relativeFrom") in _OF_CELL:
            side.set("relativeFrom", near)
    anchor.set("layoutInCell", "0")
    return True


def _in_cell(element: etree._Element) -> bool:
    return next(element.iterancestors("{*}tc"), None) is not None
