"""Word files made ready for LibreOffice, so that its pages show what Word shows, and sooner.

Only the copy that is converted is changed. Each step mends one thing that would be lost, falsified
or slow, in every part that holds text; a part with no trace of anything to mend is not parsed.
"""

import posixpath
import re
import zipfile
from pathlib import Path
from types import ModuleType

from lxml import etree

from dossier.convert.package import copy_changed, parsed, written
from dossier.convert.word import (
    anchors,
    boxes,
    changes,
    chunks,
    controls,
    emphasis,
    fields,
    lean,
    pictures,
    plain,
    rows,
    signs,
    tables,
    told,
    wordart,
)
from dossier.convert.word.about import About, pages
from dossier.convert.word.looks import Looks
from dossier.finding import Remark

# in this order: what is put in place of something may itself be something to mend
_STEPS = (
    changes, chunks, controls, fields, anchors, boxes, signs, emphasis, tables, pictures, rows,
    wordart, plain,
)  # fmt: skip

# parts that hold text or labels, by the name of their root
_HOLDS_TEXT = re.compile(
    rb"<(?:[\w.-]+:)?(?:document|hdr|ftr|footnotes|endnotes|numbering|glossaryDocument)[\s>/]"
)
_HEAD = 4096
_MAIN = re.compile(rb"/officeDocument[\"'][^<>]*?Target=[\"']/?([^\"']+)|"
                   rb"Target=[\"']/?([^\"']+)[\"'][^<>]*?/officeDocument[\"']")  # fmt: skip


def prepare(source: Path, target: Path) -> tuple[Remark, ...]:
    """Copy a Word file to `target` as LibreOffice is to have it; what a person should know of it.

    A file that is no readable package is copied as it is, and a part that cannot be parsed stays.
    """
    return copy_changed(source, target, _parts)


def _parts(package: zipfile.ZipFile) -> tuple[dict[str, bytes], tuple[Remark, ...]]:
    main = _main(package)
    home = posixpath.dirname(main)
    styles = f"{home}/styles.xml" if home else "styles.xml"
    listed = package.namelist()
    parts = {
        one: package.read(one)
        for one in dict.fromkeys(listed)
        if one.startswith(f"{home}/" if home else "") and one.endswith(".xml") and one != styles
    }
    texts = tuple(parts.values())
    used = {reference for content in texts for reference in lean.referred(content)}
    kept = package.read(styles) if styles in listed else b""
    about = About(package, _looks(kept))
    styled = tuple(step for step in (signs, emphasis) if step.in_styles(kept))
    # the main part comes first: what it says of the paper holds for the others
    for part in sorted(parts, key=lambda one: one != main):
        parts[part] = _mended(part, parts[part], about, styled)
    if kept:
        asked = (name for content in texts for name in lean.of_paragraphs(content))
        parts[styles] = lean.used_only(kept, frozenset(used), frozenset(asked))
    return parts, told.remarks(about.altered)


def _main(package: zipfile.ZipFile) -> str:
    relations = "_rels/.rels"
    found = _MAIN.search(package.read(relations)) if relations in package.namelist() else None
    return (found[1] or found[2]).decode("utf-8", "replace") if found else "word/document.xml"


def _looks(styles: bytes) -> Looks:
    try:
        return Looks(parsed(styles) if styles else None)
    except etree.XMLSyntaxError:
        return Looks(None)


def _mended(name: str, content: bytes, about: About, styled: tuple[ModuleType, ...]) -> bytes:
    """A part with all that is to be mended in it; what `styled` mend may be said by styles."""
    coded = b"\0" in content[:4]  # UTF-16, in which no trace would be found
    if not coded and not _HOLDS_TEXT.search(content[:_HEAD]):
        return content
    steps = [step for step in _STEPS if coded or step in styled or _leaves(step, content)]
    if not steps:
        return content
    about.part = name
    before = about.altered.copy()
    try:
        root = parsed(content)
        if b"<!--" in content or content.count(b"<?") > 1:  # comments and the like are no elements
            etree.strip_elements(root, etree.Comment, etree.PI, with_tail=False)
        if not about.pages:
            about.pages = tuple(pages(root))
        for step in steps:
            step.mend(root, about)
        return written(root)
    except (ValueError, LookupError, RecursionError, etree.LxmlError):
        about.altered = before
        return content


def _leaves(step: ModuleType, content: bytes) -> bool:
    """Whether there is a trace in a part of what a step mends."""
    return any(trace in content for trace in step.TRACES)
