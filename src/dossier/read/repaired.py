r"""A workbook as openpyxl can read it: its cells and number formats, without what else may be odd.

Programs write workbooks in the strict form (ECMA-376-1:2016, Part 1), with ``\\`` in the names of
the zip, with styles or properties that no schema allows. Excel opens them all. What the values do
not need is left out; the number formats are kept, for they tell dates and percentages.
"""

import io
import re
import zipfile
from posixpath import dirname, join, normpath
from typing import Any

from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, tostring

_SPACES = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", SHEET_MAIN_NS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", REL_NS.encode()),
    (b"http://schemas.microsoft.com/office/excel/2006/2", SHEET_MAIN_NS.encode()),
)
_NEEDED = re.compile(
    r"(\[content_types\]\.xml|.*\.rels|xl/(workbook|sharedstrings|styles)\.xml|xl/worksheets/[^/]+)",
    re.IGNORECASE,
)
_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_PLAIN = (
    '<fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
)


def repaired(content: bytes) -> bytes:
    """The workbook anew. Damage raises what zipfile and the XML parser meet with."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/")
            if entry.is_dir() or not _NEEDED.fullmatch(name):
                continue
            part = source.read(entry)
            for strict, transitional in _SPACES:
                part = part.replace(strict, transitional)
            target.writestr(name, _reduced(name, part))
    return made.getvalue()


def _reduced(name: str, part: bytes) -> bytes:
    lowered = name.lower()
    if lowered.endswith(".rels"):
        return _relations(name, part)
    if lowered == _BOOK:
        return _only(part, "workbookPr", "sheets", without=("codeName", "defaultThemeVersion"))
    if lowered == _STYLES:
        return _formats(part)
    if lowered.startswith("xl/worksheets/"):
        return _only(part, "sheetData", "mergeCells")
    return part


def _relations(name: str, part: bytes) -> bytes:
    """Targets with plain slashes, and none that leads out of the workbook."""
    tree: Any = fromstring(part)
    base = dirname(dirname(name))
    for relation in list(tree):
        target = relation.get("Target", "").replace("\\", "/")
        if relation.get("TargetMode") == "External" or not target:
            tree.remove(relation)
        else:
            relation.set(
                "Target", target if target[0] == "/" else "/" + normpath(join(base, target))
            )
    return bytes(tostring(tree))


def _only(part: bytes, *kept: str, without: tuple[str, ...] = ()) -> bytes:
    """The root with these children alone, and those without the attributes named."""
    tree: Any = fromstring(part)
    for child in list(tree):
        if child.tag not in {f"{{{SHEET_MAIN_NS}}}{name}" for name in kept}:
            tree.remove(child)
        for attribute in without:
            child.attrib.pop(attribute, None)
    return bytes(tostring(tree))


def _formats(part: bytes) -> bytes:
    """The number format of each style (18.8.45), and nothing else of it."""
    tree: Any = fromstring(part)
    space = f"{{{SHEET_MAIN_NS}}}"
    formats = tree.find(f"{space}numFmts")
    styles = [
        f'<xf numFmtId="{int(style.get("numFmtId", "0"))}" fontId="0" fillId="0" borderId="0"/>'
        for style in tree.iterfind(f"{space}cellXfs/{space}xf")
    ]
    told = bytes(tostring(formats)).decode() if formats is not None else ""
    return (
        f'<styleSheet xmlns="{SHEET_MAIN_NS}">{told}{_PLAIN}'
        f'<cellXfs count="{len(styles)}">{"".join(styles)}</cellXfs></styleSheet>'
    ).encode()
