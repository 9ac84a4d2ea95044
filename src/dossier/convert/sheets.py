"""Workbooks made ready for paper: wide sheets on one page's width, on A4.

A sheet of thirty columns would come out on eight pages. Only the copy that is converted is
changed, and only where the author has not decided how the sheet is to be printed.
"""

import math
import re
import zipfile
from pathlib import Path

from lxml import etree

from dossier.convert.package import copy_changed, parsed, written
from dossier.finding import Remark

_INCH = 72.0  # points, as are all lengths here that are not said to be otherwise
_MARGIN = 0.7  # inches; what Excel takes where a sheet says nothing
_PAPERS = {"8": 841.9, "9": 595.3}  # ST_PaperSize: A3, A4; their widths upright
_A4 = "9"
_LETTER = {None, "", "0", "1"}  # not chosen: the default of an American printer
_DEFAULT_WIDTH = 8.43  # characters
# a sheet hardly wider than the page is rather shrunk a little than turned
_TURN = 1.15

# the children of a worksheet that follow its pageSetup (ECMA-376-1, 18.3.1.99)
_AFTER_SETUP = (
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_TRUE = {"1", "true"}


def prepare(source: Path, target: Path) -> tuple[Remark, ...]:
    """Copy a workbook to `target`, its sheets set up for paper."""
    return copy_changed(source, target, _parts)


def _parts(package: zipfile.ZipFile) -> tuple[dict[str, bytes], tuple[Remark, ...]]:
    parts = {
        part: sheet
        for part in _worksheets(package)
        if (sheet := fitted(package.read(part))) is not None
    }
    return parts, ()


def fitted(sheet: bytes) -> bytes | None:
    """The XML of a worksheet, fitted to one page's width; None where nothing is to be done."""
    root = parsed(sheet)
    space = f"{{{etree.QName(root).namespace}}}"
    setup = root.find(f"{space}pageSetup")
    given = {} if setup is None else {str(k): str(v) for k, v in setup.attrib.items()}
    wanted = {} if given.get("paperSize") not in _LETTER else {"paperSize": _A4}
    decided = (
        root.find(f"{space}sheetPr/{space}pageSetUpPr[@fitToPage]") is not None
        or given.get("scale", "100") != "100"
        or root.find(f"{space}colBreaks/{space}brk") is not None
    )
    if not decided:
        wanted |= {"fitToWidth": "1", "fitToHeight": "0"}
        paper = _PAPERS.get((given | wanted)["paperSize"])
        if paper and _width(root, space) > _TURN * (paper - _side_margins(root, space)):
            wanted["orientation"] = "landscape"
        _ask_to_fit(root, space)
    if not wanted:
        return None
    if setup is None:
        setup = _insert(root, space)
    for name, value in wanted.items():
        setup.set(name, value)
    return written(root)


def _worksheets(package: zipfile.ZipFile) -> list[str]:
    types = parsed(package.read("[Content_Types].xml"))
    return [
        override.get("PartName", "").lstrip("/")
        for override in types.iterfind("{*}Override")
        if override.get("ContentType", "").endswith("spreadsheetml.worksheet+xml")
    ]


def _ask_to_fit(root: etree._Element, space: str) -> None:
    properties = root.find(f"{space}sheetPr")
    if properties is None:
        properties = etree.Element(f"{space}sheetPr")
        root.insert(0, properties)
    page = properties.find(f"{space}pageSetUpPr")
    if page is None:
        page = etree.SubElement(properties, f"{space}pageSetUpPr")
    page.set("fitToPage", "1")


def _insert(root: etree._Element, space: str) -> etree._Element:
    setup = etree.Element(f"{space}pageSetup")
    after = {f"{space}{name}" for name in _AFTER_SETUP}
    place = next((n for n, child in enumerate(root) if child.tag in after), len(root))
    root.insert(place, setup)
    return setup


def _side_margins(root: etree._Element, space: str) -> float:
    margins = root.find(f"{space}pageMargins")
    if margins is None:
        return 2 * _INCH * _MARGIN
    return _INCH * sum(float(margins.get(side, _MARGIN)) for side in ("left", "right"))


def _width(root: etree._Element, space: str) -> float:
    """How wide the columns with content are, in points."""
    last = max(
        (
            column_number(cell.get("r", ""))
            for cell in root.iterfind(f"{space}sheetData/{space}row/{space}c")
            if len(cell)
        ),
        default=0,
    )
    sizes = root.find(f"{space}sheetFormatPr")
    usual = _DEFAULT_WIDTH
    if sizes is not None:
        usual = float(sizes.get("defaultColWidth", usual))
    widths = dict.fromkeys(range(1, last + 1), usual)
    for column in root.iterfind(f"{space}cols/{space}col"):
        first, end = int(column.get("min", 1)), int(column.get("max", 1))
        width = 0.0 if column.get("hidden") in _TRUE else float(column.get("width", usual))
        widths.update((n, width) for n in range(first, min(end, last) + 1))
    return sum(_points(width) for width in widths.values())


def _points(characters: float) -> float:
    """A column's width, as ECMA-376-1, 18.3.1.13 counts it with digits of 7 pixels at 96 dpi."""
    return math.trunc((256 * characters + math.trunc(128 / 7)) / 256 * 7) * 0.75


def column_number(reference: str) -> int:
    """The number of a cell's column: 'C7' → 3; 0 where there are no letters."""
    letters = re.match("[A-Z]*", reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
