"""Word files made ready for LibreOffice, so that it loses no punctuation.

A mark that hangs beyond the end of a justified line is left out of the PDF now and then (seen
with 7.4: about one Chinese paragraph in a hundred that has figures in it). Hanging is the default,
and w:overflowPunct (ECMA-376-1, 17.3.1.21) is read the wrong way round: "on" turns it off. So the
copy that is converted says "on" throughout, and the mark takes its character to the next line.
"""

import zipfile
from functools import lru_cache
from pathlib import Path

from lxml import etree

from dossier.convert.package import copy_changed, parsed, written

_STYLES = "word/styles.xml"
_ASKED = "overflowPunct"


def prepare(source: Path, target: Path) -> None:
    """Copy a Word file to `target`, without punctuation that hangs."""
    copy_changed(source, target, _parts)


def _parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    changed = {}
    for name in package.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            content = package.read(name)
            if name == _STYLES or _ASKED.encode() in content:
                changed[name] = unhung(content, styles=name == _STYLES)
    return changed


@lru_cache(maxsize=32)  # documents of one template have the same styles
def unhung(part: bytes, *, styles: bool = False) -> bytes:
    """The XML of a part in which "on" is all that is said; `styles` also says so by default."""
    root = parsed(part)
    space = f"{{{etree.QName(root).namespace}}}"
    for asked in root.iter(f"{space}{_ASKED}"):
        asked.attrib.clear()
    if styles:
        place = root
        for name in ("docDefaults", "pPrDefault", "pPr", _ASKED):
            place = _child(place, f"{space}{name}")
    return written(root)


def _child(parent: etree._Element, tag: str) -> etree._Element:
    """The child of `parent` of that name, made where there is none."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        if tag.endswith("}docDefaults"):  # it comes first among the styles
            parent.insert(0, found)
        else:
            parent.append(found)
    return found
