"""The styles of a Word file without those that nothing is set in.

Word lists every style that it knows, and LibreOffice makes all of them anew with each document: a
third of its time. The PDF has the same bytes.

What a part asks for and nobody has defined is added, as Word reads it: a style that says nothing.
LibreOffice takes a table apart in which such a paragraph stands.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape

from lxml import etree

from dossier.convert.package import parsed, written
from dossier.convert.word.plain import ASKED, unhang

# what refers to a style, anywhere but among the styles: pStyle, rStyle, tblStyle, styleLink, …
# (it begins with a letter, for which a text is searched many times sooner than for a tag)
_REFERS = re.compile(rb"""tyle(?:Link)?\s[^<>]*?\bval=["']([^"']*)""")

_PARAGRAPHS = re.compile(rb"""pStyle\s[^<>]*?\bval=["']([^"']*)""")

# of a part in UTF-16, in which nothing would be found
_ALL = b"*"

# styles that LibreOffice sets text in where nothing asks for them, by their names in any language
_IMPLIED = frozenset(
    {
        "hyperlink", "followedhyperlink", "page number", "line number",
        "footnote text", "footnote reference", "endnote text", "endnote reference",
    }
)  # fmt: skip


def referred(content: bytes) -> Iterable[bytes]:
    """The IDs of the styles that a part refers to, as they are written."""
    return _REFERS.findall(content) if b"\0" not in content[:4] else [_ALL]


def of_paragraphs(content: bytes) -> Iterable[bytes]:
    """Those of paragraphs among them; none of a part in UTF-16."""
    return _PARAGRAPHS.findall(content)


@lru_cache(maxsize=32)  # documents of one template have the same styles
def used_only(part: bytes, used: frozenset[bytes], paragraphs: frozenset[bytes]) -> bytes:
    """The XML of the styles with those that have been found in the other parts.

    `used` is what :func:`referred` finds, `paragraphs` what :func:`of_paragraphs` does.
    """
    return lean(part, _names(used), _names(paragraphs))


def _names(found: frozenset[bytes]) -> set[str]:
    return {unescape(name.decode("utf-8", "replace")) for name in found}


def lean(part: bytes, used: set[str], paragraphs: Collection[str] = ()) -> bytes:
    """The XML of the styles, "on" by default, with those that are `used` (by their IDs).

    Those that they are based on stay, and those that stand for what says nothing of its style.
    Styles of `paragraphs` that are not there are added.
    """
    root = parsed(part)
    space = unhang(root)
    place = root
    for name in ("docDefaults", "pPrDefault", "pPr", ASKED):
        place = _child(place, f"{space}{name}")
    for latent in root.findall(f"{space}latentStyles"):
        root.remove(latent)
    styles = {style.get(f"{space}styleId", ""): style for style in root.findall(f"{space}style")}
    kept = set(styles if _ALL.decode() in used else _needed(styles, space, used))
    for name, style in styles.items():
        if name not in kept:
            root.remove(style)
    for name in sorted({*paragraphs} - styles.keys()):
        root.append(_nothing(space, name))
    return written(root)


def _nothing(space: str, name: str) -> etree._Element:
    """A style of paragraphs that says nothing."""
    style = etree.Element(f"{space}style", {f"{space}type": "paragraph", f"{space}styleId": name})
    etree.SubElement(style, f"{space}name", {f"{space}val": name})
    return style


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
