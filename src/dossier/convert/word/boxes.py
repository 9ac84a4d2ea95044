"""Boxes and diagrams of which LibreOffice would cut off what does not fit.

Text that is longer than its box is not printed beyond it: the box grows, as Word prints what it can
and a reader is to read all. What lies beyond the paper's edge is brought onto it, and a diagram
that is wider than the paper is made as wide as the text.
"""

import re
from collections.abc import Iterator

from lxml import etree

from dossier.convert.word.about import A4, About, SectionPaper, WordAlteration, child
from dossier.convert.word.heights import of_blocks

TRACES = (b"txbxContent", b"relIds", b":chart ", b"wgp>", b"wpc>")

_EMU = 635.0  # to the twip
_POINTS = 20.0  # twips to the point
_VML = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "px": 15.0, "pc": 240.0, "": 0.0}
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px|pc|)")
# the room within a box beside its text (20.1.2.1.1): 0.1 inch left and right, half of it above
_SIDES, _TOPS = 288.0, 144.0
_CHARACTER = 240.0
# what may stand out: the border, and shadows
_SLACK = 0.05
_FITS = ("noAutofit", "normAutofit", "spAutoFit")


def mend(root: etree._Element, about: About) -> None:
    """Have everything in the boxes of a part on the paper."""
    page = min(about.pages, key=lambda page: page.width, default=A4)
    done: set[etree._Element] = set()
    for text in root.iter("{*}txbxContent"):
        box = _grown(text, about)
        if box is not None:
            done.add(box)
    for anchor in root.iter("{*}anchor"):
        if _has_words(anchor) and _brought(anchor, page):
            done.add(anchor)
    for drawn in root.iter("{*}inline", "{*}anchor"):
        if _narrowed(drawn, page):
            done.add(drawn)
    for shape in root.iter(f"{_VML}shape", f"{_VML}rect", f"{_VML}roundrect", f"{_VML}group"):
        if shape.find(".//{*}txbxContent") is not None and _brought_vml(shape, page):
            done.add(shape)
    # the fallback says the same once more
    about.altered[WordAlteration.BOXES] += sum(
        next(one.iterancestors("{*}Fallback"), None) is None for one in done
    )


def _has_words(anchor: etree._Element) -> bool:
    return any(
        True for _ in anchor.iter("{*}txbxContent", "{*}relIds", "{*}chart", "{*}wgp", "{*}wpc")
    )


def _grown(text: etree._Element, about: About) -> etree._Element | None:
    """The box whose text did not fit into it, now one that grows; None where it is as it was."""
    shape = next(text.iterancestors("{*}wsp"), None)
    if shape is not None:
        return _grown_shape(shape, text, about)
    shape = next(text.iterancestors(f"{_VML}shape", f"{_VML}rect", f"{_VML}roundrect"), None)
    box = next(text.iterancestors(f"{_VML}textbox"), None)
    if shape is None or box is None:
        return None
    style, own = _style(shape), _style(box)
    width, height = (_twips(style.get(name, "")) for name in ("width", "height"))
    vertical = "layout-flow" in own
    if not _lacks_room(text, width, height, about, vertical=vertical):
        return None
    box.set("style", ";".join(f"{n}:{v}" for n, v in {**own, "mso-fit-shape-to-text": "t"}.items()))
    return shape


def _grown_shape(
    shape: etree._Element, text: etree._Element, about: About
) -> etree._Element | None:
    size, body = child(shape, "spPr", "xfrm", "ext"), child(shape, "bodyPr")
    if size is None or body is None:
        return None
    width, height = (_whole(size.get(name)) / _EMU for name in ("cx", "cy"))
    vertical = body.get("vert", "horz") != "horz"
    if not _lacks_room(text, width, height, about, vertical=vertical):
        return None
    if next(shape.iterancestors("{*}wgp"), None) is not None:
        # what is in a group does not grow by itself; the end of a line may be left blank
        high = of_blocks(text, max(width - _SIDES - _CHARACTER, 100.0), about) + _TOPS
        size.set("cy", str(round(high * _EMU)))
        return shape
    for name in _FITS:
        for one in body.findall(f"{{*}}{name}"):
            body.remove(one)
    etree.SubElement(body, f"{_A}spAutoFit")
    return shape


def _lacks_room(
    text: etree._Element, width: float, height: float, about: About, *, vertical: bool
) -> bool:
    if vertical or width <= 0 or height <= 0:
        return False
    return of_blocks(text, max(width - _SIDES, 100.0), about) > height - _TOPS


def _brought(anchor: etree._Element, page: SectionPaper) -> bool:
    """Whether something stood beyond the paper; it stands at its edge now."""
    size = child(anchor, "extent")
    wide, high = (0.0 if size is None else _whole(size.get(name)) / _EMU for name in ("cx", "cy"))
    starts = {
        "H": {"page": 0.0, "leftMargin": 0.0, "rightMargin": page.width - page.right},
        "V": {"page": 0.0, "topMargin": 0.0},
    }
    moved = False
    for side, wanted, paper in (("H", wide, page.width), ("V", high, page.height)):
        position = child(anchor, f"position{side}")
        offset = child(position, "posOffset")
        if position is None or offset is None:
            continue
        usual = page.left if side == "H" else None
        start = starts[side].get(position.get("relativeFrom", ""), usual)
        if start is None:
            continue  # from a paragraph, which may be anywhere
        at = start + _whole(offset.text) / _EMU
        found = _within(at, wanted, paper)
        if found != at:
            offset.text = str(round((found - start) * _EMU))
            moved = True
    return moved


def _within(at: float, wide: float, paper: float) -> float:
    """Where something `wide` stands on a paper, when it was to begin `at`."""
    slack = _SLACK * wide
    if at + wide > paper + slack:
        return max(paper - wide, 0.0)
    return 0.0 if at < -slack else at


def _brought_vml(shape: etree._Element, page: SectionPaper) -> bool:
    style = _style(shape)
    if style.get("position") != "absolute" or shape.getparent() is None:
        return False
    if next(shape.iterancestors(f"{_VML}group"), None) is not None:
        return False  # its places are those of the group's own scale
    name = "margin-left" if "margin-left" in style else "left"
    if name not in style:
        return False
    relative = style.get("mso-position-horizontal-relative", "text")
    start = 0.0 if relative == "page" else page.left
    at = start + _twips(style[name])
    found = _within(at, _twips(style.get("width", "")), page.width)
    if found == at:
        return False
    style[name] = f"{(found - start) / _POINTS:.1f}pt"
    shape.set("style", ";".join(f"{key}:{given}" for key, given in style.items()))
    return True


def _narrowed(drawn: etree._Element, page: SectionPaper) -> bool:
    """Whether a diagram was wider than there is paper; it is as wide as the text now."""
    size = child(drawn, "extent")
    if size is None or not any(True for _ in drawn.iter("{*}relIds", "{*}chart")):
        return False
    wide = _whole(size.get("cx")) / _EMU
    room = page.width if etree.QName(drawn).localname == "anchor" else page.width - page.left
    if wide <= room * (1 + _SLACK):
        return False
    ratio = page.text / wide
    for name in ("cx", "cy"):
        size.set(name, str(round(_whole(size.get(name)) * ratio)))
    for side in ("H", "V"):
        offset = child(drawn, f"position{side}", "posOffset")
        if side == "H" and offset is not None:
            offset.text = "0"
    return True


def _style(element: etree._Element) -> dict[str, str]:
    """What a VML style says: its names and values, in order."""
    return dict(_pairs(element.get("style", "")))


def _pairs(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        name, colon, given = part.partition(":")
        if colon:
            yield name.strip(), given.strip()


def _twips(length: str) -> float:
    match = _LENGTH.fullmatch(length.strip())
    if not match:
        return 0.0
    try:
        return float(match[1]) * _UNITS[match[2]]
    except ValueError:
        return 0.0


def _whole(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdigit() and text.isascii() else 0
