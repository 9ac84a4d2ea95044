"""Pictures over the text of a table's cell, drawn in the older way (VML, ECMA-376-4, 19.1).

For files of Word 2013 and later some versions of LibreOffice do not ask whether a picture is laid
out in its cell (wp:anchor, layoutInCell) and take it for granted; of VML they ask (o:allowincell).
"""

from collections.abc import Mapping

from lxml import etree

from dossier.convert.word.about import child, drop, space_of

_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_POINT = 12_700  # EMU
_WHOLE = 100_000  # what crops are counted in
_ORIGINS = {"column": "text", "character": "char"}
_ALIGNED = {"left", "center", "right"}
# what a picture may be beside its place and its size, to look the same in the older way
_PLAIN = {"xfrm", "prstGeom", "noFill", "ln"}
_SIDES = {"l": "cropleft", "t": "croptop", "r": "cropright", "b": "cropbottom"}


def redraw(anchor: etree._Element) -> None:
    """Draw a picture in VML that counts from its column and its paragraph; others stay."""
    drawing = anchor.getparent()
    picture = child(anchor, "graphic", "graphicData", "pic")
    blip = child(picture, "blipFill", "blip")
    across, size = _across(anchor), child(anchor, "extent")
    down = _offset(anchor, "V", "paragraph")
    if (
        drawing is None
        or picture is None
        or blip is None
        or size is None
        or across is None
        or down is None
        or not _is_plain(picture, blip)
    ):
        return
    embedded = next((name for name in blip.attrib if str(name).endswith("}embed")), None)
    if embedded is None:
        return
    space = space_of(drawing)
    made = etree.Element(f"{space}pict", nsmap={"v": _VML[1:-1], "o": _OFFICE[1:-1]})
    style = {
        "position": "absolute",
        **across,
        "margin-top": _points(down),
        "width": _points(size.get("cx", "")),
        "height": _points(size.get("cy", "")),
        "z-index": "-1" if anchor.get("behindDoc") in {"1", "true"} else "1",
        "mso-position-vertical-relative": "text",
    }
    shape = etree.SubElement(made, f"{_VML}shape", {f"{_OFFICE}allowincell": "f"})
    shape.set("style", ";".join(f"{name}:{given}" for name, given in style.items()))
    related = f"{str(embedded).rpartition('}')[0]}}}id"
    etree.SubElement(
        shape, f"{_VML}imagedata", {related: str(blip.get(embedded)), **_crop(picture)}
    )
    drawing.addprevious(made)
    drop(drawing)


def _across(anchor: etree._Element) -> Mapping[str, str] | None:
    side = child(anchor, "positionH")
    if side is None or side.get("relativeFrom") not in _ORIGINS:
        return None
    origin = _ORIGINS[side.get("relativeFrom", "")]
    relative = {"mso-position-horizontal-relative": origin}
    align = child(side, "align")
    if align is not None:
        name = (align.text or "").strip()
        return {"mso-position-horizontal": name, **relative} if name in _ALIGNED else None
    offset = _offset(anchor, "H", side.get("relativeFrom", ""))
    return None if offset is None else {"margin-left": _points(offset), **relative}


def _offset(anchor: etree._Element, side: str, origin: str) -> str | None:
    """How far something is from `origin`, in EMU; None where it does not say."""
    place = anchor.find(f"{{*}}position{side}[@relativeFrom='{origin}']")
    given = child(place, "posOffset")
    text = "" if given is None else (given.text or "").strip()
    return text if text.lstrip("-").isdigit() else None


def _is_plain(picture: etree._Element, blip: etree._Element) -> bool:
    """Whether a picture is one of its own, upright, square and without effects."""
    look = child(picture, "spPr")
    if look is None or any(etree.QName(one).localname != "extLst" for one in blip):
        return False
    names = {etree.QName(one).localname for one in look}
    turned = child(look, "xfrm")
    shape, line = child(look, "prstGeom"), child(look, "ln")
    return (
        names <= _PLAIN
        and (turned is None or not {"rot", "flipH", "flipV"} & {*map(str, turned.attrib)})
        and (shape is None or shape.get("prst") == "rect")
        and (line is None or child(line, "noFill") is not None)
    )


def _crop(picture: etree._Element) -> Mapping[str, str]:
    cut = child(picture, "blipFill", "srcRect")
    if cut is None:
        return {}
    parts = {name: cut.get(side, "0") for side, name in _SIDES.items()}
    return {
        name: f"{round(int(part) * 65536 / _WHOLE)}f"
        for name, part in parts.items()
        if part.lstrip("-").isdigit() and int(part)
    }


def _points(emu: str) -> str:
    return f"{int(emu) / _POINT:.2f}pt" if emu.lstrip("-").isdigit() else "0"
