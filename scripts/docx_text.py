"""Print a Word file as text, a line for each paragraph, row, cell and style; or compare two files.

    python3 scripts/docx_text.py FILE           print all that the file holds
    python3 scripts/docx_text.py FILE OTHER     print what differs; exit code 1 if anything does

The first form serves ``git diff`` (CONTRIBUTING.md says how to set it up). Nothing is left out
but the traces of Word's sessions: what has no form of its own here is printed by its XML name and
attributes, and a member that is no XML by its size and hash.

Only Python's own library is needed, and no set-up.
"""

import difflib
import hashlib
import sys
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIRST = ("word/document.xml", "word/header", "word/footer", "word/styles.xml")
_SIGNS = {"tab": "→", "br": "↵", "noBreakHyphen": "‑"}
_HINT = "rFonts(hint=eastAsia)"  # on nearly every run of ours; what lacks it is marked instead
_TWIPS_PER_MM = 1440 / 25.4
# which session of Word wrote what, where its last page broke, where its speller stopped
_IDLE_ATTRIBUTES = ("rsid", "paraId", "textId")
_IDLE = {"rsids", "proofErr", "lastRenderedPageBreak"}


def lines_of(path: Path) -> Iterator[str]:
    """The text of one file. Raises BadZipFile and ParseError where it is no Word file."""
    with zipfile.ZipFile(path) as file:
        for name in sorted(file.namelist(), key=_place):
            data = file.read(name)
            yield f"== {name}"
            if name.endswith((".xml", ".rels")):
                yield from _part(ET.fromstring(data))  # noqa: S314 (a file that we keep ourselves)
            else:
                yield f"{len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}"


def _place(name: str) -> tuple[int, str]:
    """What a reader looks for comes first."""
    return next((n for n, head in enumerate(_FIRST) if name.startswith(head)), len(_FIRST)), name


def _part(root: ET.Element) -> Iterator[str]:
    if root.attrib:
        yield _attributes(root)
    for child in root:
        yield from _blocks(child if child.tag == f"{_W}body" else [child], "")


def _blocks(parent: Iterable[ET.Element], indent: str) -> Iterator[str]:
    for child in parent:
        if _name(child) not in _IDLE:
            yield from _block(child, indent)


def _block(element: ET.Element, indent: str) -> Iterator[str]:
    """The lines of a paragraph, a table, or (on one line) of anything else."""
    if element.tag == f"{_W}p":
        yield indent + _paragraph(element)
    elif element.tag == f"{_W}tbl":
        yield from _table(element, indent)
    else:
        yield indent + _any(element)


def _paragraph(element: ET.Element) -> str:
    properties = element.find(f"{_W}pPr")
    style = None if properties is None else properties.find(f"{_W}pStyle")
    name = "Normal" if style is None else style.get(f"{_W}val", "")
    others = _joined(_any(child) for child in _children(properties) if child is not style)
    head = _joined((f"[{name}]", others, _attributes(element)))
    return f"{head} {_inside(element, properties)}".rstrip(" ")


def _inside(element: ET.Element, *apart: ET.Element | None) -> str:
    """The text of a paragraph or of a part of it; Word cuts a run into several as it likes."""
    told = (child for child in element if child not in apart and _name(child) not in _IDLE)
    return "".join(
        f"⟦{head}: {''.join(text for _, text in run)}⟧" if head else "".join(t for _, t in run)
        for head, run in groupby(map(_text, told), key=lambda part: part[0])
    )


def _text(element: ET.Element) -> tuple[str, str]:
    """What is special about a part of a paragraph, and its text."""
    name = _name(element)
    if name == "t":
        text = element.text or ""
        # Word drops spaces at the ends where they are not asked to be kept
        return "", text if any(key.endswith("space") for key in element.attrib) else text.strip()
    if name in _SIGNS and not element.attrib:
        return "", _SIGNS[name]
    if name == "r":
        properties = element.find(f"{_W}rPr")
        given = [_any(child) for child in _children(properties)]
        told = [one for one in given if one != _HINT] if _HINT in given else ["plain", *given]
        return _joined((*told, _attributes(element))), _inside(element, properties)
    if name in {"hyperlink", "fldSimple", "ins", "del", "sdt", "sdtContent"}:
        return "", f"⟨{_joined((name, _attributes(element)))}: {_inside(element)}⟩"
    return "", f"⟨{_any(element)}⟩"


def _table(element: ET.Element, indent: str) -> Iterator[str]:
    properties, grid = element.find(f"{_W}tblPr"), element.find(f"{_W}tblGrid")
    widths = [int(column.get(f"{_W}w", "0")) for column in _children(grid)]
    columns = " ".join(f"{width / _TWIPS_PER_MM:.2f}" for width in widths)
    others = _joined(_any(child) for child in _children(properties))
    yield indent + _joined(("table", others, f"columns {columns} mm", _attributes(element)))
    for child in element:
        if child.tag == f"{_W}tr":
            yield from _row(child, widths, f"{indent}  ")
        elif child not in (properties, grid):
            yield f"{indent}  {_any(child)}"


def _row(element: ET.Element, widths: list[int], indent: str) -> Iterator[str]:
    properties = element.find(f"{_W}trPr")
    others = _joined(_any(child) for child in _children(properties))
    yield indent + _joined(("row", others, _attributes(element)))
    at = 0
    for child in element:
        if child.tag == f"{_W}tc":
            span = _span(child)
            yield from _cell(child, sum(widths[at : at + span]), f"{indent}  ")
            at += span
        elif child is not properties:
            yield f"{indent}  {_any(child)}"


def _span(cell: ET.Element) -> int:
    """How many columns of the grid a cell takes."""
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if found is None else int(found.get(f"{_W}val", "1"))


def _cell(element: ET.Element, width: int, indent: str) -> Iterator[str]:
    properties = element.find(f"{_W}tcPr")
    usual = f"tcW(w={width} type=dxa)"  # as its columns say; told only where it is another
    given = [_any(child) for child in _children(properties)]
    told = [one for one in given if one != usual] if usual in given else ["no width", *given]
    head = indent + _joined(("cell", *told, _attributes(element)))
    content = [child for child in element if child is not properties]
    if len(content) == 1 and content[0].tag == f"{_W}p":
        yield f"{head} | {_paragraph(content[0])}"
        return
    yield head
    yield from _blocks(content, f"{indent}  ")


def _any(element: ET.Element) -> str:
    """An element by its name, attributes, children and text, on one line."""
    children = (_any(child) for child in element if _name(child) not in _IDLE)
    inner = _joined((_attributes(element), *children, (element.text or "").strip()))
    tail = (element.tail or "").strip()
    return _joined((f"{_name(element)}({inner})" if inner else _name(element), tail))


def _children(element: ET.Element | None) -> Iterable[ET.Element]:
    return () if element is None else element


def _attributes(element: ET.Element) -> str:
    named = ((key.rpartition("}")[2], value) for key, value in element.attrib.items())
    return _joined(f"{key}={value}" for key, value in named if not key.startswith(_IDLE_ATTRIBUTES))


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def main(*names: str) -> int:
    """Print what the head of this file says; the exit code is 2 where a file cannot be read."""
    texts = []
    for name in names:
        try:
            texts.append(list(lines_of(Path(name))))
        except (OSError, zipfile.BadZipFile, ET.ParseError) as fault:
            print(f"'{name}' cannot be read as a Word file: {fault}", file=sys.stderr)
            return 2
    match texts:
        case [text]:
            print("\n".join(text))
            return 0
        case [one, other]:
            changes = list(difflib.unified_diff(one, other, names[0], names[1], lineterm="", n=2))
            print("\n".join(changes), end="\n" if changes else "")
            return 1 if changes else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
