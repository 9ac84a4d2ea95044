"""Word files made ready for LibreOffice, so that it loses no punctuation, and no time.

A mark that hangs beyond the end of a justified line is left out of the PDF now and then (seen
with 7.4: about one Chinese paragraph in a hundred that has figures in it). Hanging is the default,
and w:overflowPunct (ECMA-376-1, 17.3.1.21) is read the wrong way round: "on" turns it off. So the
copy that is converted says "on" throughout, and the mark takes its character to the next line.

Word lists every style that it knows, and LibreOffice makes all of them anew with each document: a
third of its time. The copy has only those that something is set in; the PDF has the same bytes.

Comments are not printed, but LibreOffice opens a margin for them, which it has no windows for where
it was installed without any: a soffice ends of that. The copy has none.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path

from lxml import etree

from dossier.convert.package import copy_changed, parsed, written
from dossier.finding import Remark

_STYLES = "word/styles.xml"
_ASKED = "overflowPunct"
_REMARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_CHANGED = tuple(name.encode() for name in (_ASKED, *_REMARKS))

# what refers to a style, anywhere but among the styles: pStyle, rStyle, tblStyle, styleLink, …
# (it begins with a letter, for which a text is searched many times sooner than for a tag)
_REFERS = re.compile(rb"""tyle(?:Link)?\s[^<>]*?\bval=["']([^"']*)""")

# of a part in UTF-16, in which nothing would be found
_ALL = b"*"

# styles that LibreOffice sets text in where nothing asks for them, by their names in any language
_IMPLIED = frozenset(
    {
        "hyperlink", "followedhyperlink", "page number", "line number",
        "footnote text", "footnote reference", "endnote text", "endnote reference",
    }
)  # fmt: skip


def prepare(source: Path, target: Path) -> tuple[Remark, ...]:
    """Copy a Word file to `target`, without hanging punctuation, styles not used, and comments."""
    return copy_changed(source, target, _parts)


def _parts(package: zipfile.ZipFile) -> tuple[dict[str, bytes], tuple[Remark, ...]]:
    parts: dict[str, bytes] = {}
    used: set[bytes] = set()
    for name in package.namelist():
        if name.startswith("word/") and name.endswith(".xml") and name != _STYLES:
            content = package.read(name)
            used.update(_REFERS.findall(content) if b"\0" not in content[:4] else [_ALL])
            # what stays as it is has been unpacked now, too
            parts[name] = plain(content) if any(one in content for one in _CHANGED) else content
    if _STYLES in package.namelist():
        parts[_STYLES] = _styles(package.read(_STYLES), frozenset(used))
    return parts, ()


def plain(part: bytes) -> bytes:
    """The XML of a part in which "on" is all that is said of hanging punctuation.

    Nothing in it refers to a comment.
    """
    root = parsed(part)
    space = _unhang(root)
    remarks = [one for name in _REMARKS for one in root.iter(f"{space}{name}")]
    for one in remarks:
        parent = one.getparent()
        if parent is not None:  # a hostile part may be nothing else
            parent.remove(one)
    return written(root)


@lru_cache(maxsize=32)  # documents of one template have the same styles
def _styles(part: bytes, used: frozenset[bytes]) -> bytes:
    return lean(part, {unescape(name.decode()) for name in used})


def lean(part: bytes, used: set[str]) -> bytes:
    """The XML of the styles, "on" by default, with those that are `used` (by their IDs).

    Those that they are based on stay, and those that stand for what says nothing of its style.
    """
    root = parsed(part)
    space = _unhang(root)
    place = root
    for name in ("docDefaults", "pPrDefault", "pPr", _ASKED):
        place = _child(place, f"{space}{name}")
    for latent in root.findall(f"{space}latentStyles"):
        root.remove(latent)
    styles = {style.get(f"{space}styleId", ""): style for style in root.findall(f"{space}style")}
    kept = set(styles if _ALL.decode() in used else _needed(styles, space, used))
    for name, style in styles.items():
        if name not in kept:
            root.remove(style)
    return written(root)


def _needed(styles: Mapping[str, etree._Element], space: str, used: set[str]) -> Iterator[str]:
    waiting = [
        name
        for name, style in styles.items()
        if name in used
        or style.get(f"{space}default", "0") not in {"0", "false", "off"}
        or _value(style, space, "name").lower() in _IMPLIED
    ]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in styles:
            continue
        seen.add(name)
        yield name
        waiting += [_value(styles[name], space, other) for other in ("basedOn", "link")]


def _value(style: etree._Element, space: str, name: str) -> str:
    found = style.find(f"{space}{name}")
    return "" if found is None else found.get(f"{space}val", "")


def _unhang(root: etree._Element) -> str:
    """Say "on" wherever anything is said; the namespace of the part."""
    space = f"{{{etree.QName(root).namespace}}}"
    for asked in root.iter(f"{space}{_ASKED}"):
        asked.attrib.clear()
    return space


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
