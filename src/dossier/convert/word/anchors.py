"""Pictures that lie over the text, such as seals, kept where Word puts them.

LibreOffice counts an offset from the line (wp:positionV of "line", ECMA-376-1, 20.4.3.4) upwards,
where Word counts downwards; and what is anchored in a table's cell it keeps within the cell, which
grows by it: then the seal stands below the signature.
"""

from lxml import etree

from dossier.convert.word.about import About

TRACES = (b":anchor", b"<anchor", b"position:absolute")

_NEAR = {"column", "character", "paragraph", "line"}
# what is laid out in a cell counts from the cell instead (20.4.2.3, layoutInCell)
_OF_CELL = {"page", "margin", "leftMargin", "topMargin"}
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"


def mend(root: etree._Element, about: About) -> None:  # noqa: ARG001 - one step of several
    """Keep what is anchored in a part in its place."""
    for anchor in root.iter("{*}anchor"):
        for offset in anchor.iterfind("{*}positionV[@relativeFrom='line']/{*}posOffset"):
            offset.text = _turned(offset.text or "")
        if _lies_over(anchor) and _in_cell(anchor):
            _free(anchor)
    for shape in root.iter(f"{_VML}shape", f"{_VML}group", f"{_VML}rect"):
        style = shape.get("style", "").replace(" ", "")
        if "position:absolute" in style and "relative:page" not in style and _in_cell(shape):
            shape.set(f"{_OFFICE}allowincell", "f")


def _turned(offset: str) -> str:
    offset = offset.strip()
    if not offset.lstrip("-").isdigit():
        return offset
    return offset[1:] if offset.startswith("-") else f"-{offset}"


def _lies_over(anchor: etree._Element) -> bool:
    return anchor.find("{*}wrapNone") is not None


def _free(anchor: etree._Element) -> None:
    """Let what is laid out in its cell reach beyond it, in the same place."""
    sides = {one: anchor.find(f"{{*}}position{one}") for one in "HV"}
    cell = next(anchor.iterancestors("{*}tc"))
    first = next(anchor.iterancestors("{*}p")) is cell.find("{*}p")
    within = anchor.get("layoutInCell", "1") in {"1", "true", "on"}
    for one, side in sides.items():
        origin = "" if side is None else side.get("relativeFrom", "")
        if side is None or not (origin in _NEAR or (within and origin in _OF_CELL)):
            return
        if origin in _OF_CELL and one == "V" and not first:
            return  # how far below the cell's top its paragraph is, nobody knows yet
    for one, near in (("H", "column"), ("V", "paragraph")):
        side = sides[one]
        if side is not None and side.get("relativeFrom") in _OF_CELL:
            side.set("relativeFrom", near)
    anchor.set("layoutInCell", "0")


def _in_cell(element: etree._Element) -> bool:
    return next(element.iterancestors("{*}tc"), None) is not None
