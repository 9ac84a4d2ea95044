"""Sheets on paper: wide ones on one page's width, on A4, and never too small to be read.

A sheet of thirty columns would come out on eight pages. Only the copy that is converted is
changed, and only where the author has not decided how the sheet is to be printed. But whoever has
decided it: characters smaller than 5 points are not read. Such a sheet goes on A3, and if that does
not help on several pages, with its heads repeated.
"""

import math
import re
from collections.abc import Sequence

from lxml import etree

from dossier.convert.sheet.altered import Alteration, Alterations
from dossier.convert.sheet.book import TRUE, BookSheet, M, SheetBook
from dossier.convert.sheet.columns import SMALLEST
from dossier.convert.sheet.grid import SheetGrid
from dossier.convert.sheet.references import Area, column_number
from dossier.media.columns import column_letters

_INCH = 72.0  # points, as are all lengths here that are not said to be otherwise
# inches; what Excel takes where a sheet says nothing
_MARGINS = {"left": 0.7, "right": 0.7, "top": 0.75, "bottom": 0.75}
# ST_PaperSize (ECMA-376-1, 18.18.50) upright: width, height
_PAPERS = {
    "5": (612.0, 1008.0), "8": (841.9, 1190.6), "9": (595.3, 841.9), "11": (419.5, 595.3),
    "12": (728.5, 1031.8), "13": (515.9, 728.5), "66": (1190.6, 1683.8),
}  # fmt: skip
_A3, _A4 = "8", "9"
_LETTER = {"", "0", "1"}  # not chosen: the default of an American printer
# a sheet hardly wider than the page is rather shrunk a little than turned
_TURN = 1.3
# by how much the author's own scale may miss the width of a page
_NEARLY = 1.1
_TIGHT = 0.98  # of a page's width is surely there
_WHOLE = 100  # percent
_SAFE = 1.02  # LibreOffice takes whole percents

# the children of a worksheet that follow its pageSetup (18.3.1.99)
_AFTER_SETUP = frozenset(
    f"{M}{name}"
    for name in (
        "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
        "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
        "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    )
)  # fmt: skip


class PageSetup:
    """The page set-up of a sheet (18.3.1.63), read and changed."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        found = root.find(f"{M}pageSetup")
        self.node = _insert(root) if found is None else found

    def get(self, name: str, usual: str = "") -> str:
        """What is set; `usual` where nothing is."""
        return self.node.get(name) or usual

    def set(self, **values: str) -> None:
        """Set attributes of the page set-up."""
        for name, value in values.items():
            self.node.set(name, value)

    @property
    def fits(self) -> bool | None:
        """Whether the sheet is fitted to pages; None where the author has not said."""
        found = self._root.find(f"{M}sheetPr/{M}pageSetUpPr[@fitToPage]")
        return None if found is None else found.get("fitToPage") in TRUE

    @fits.setter
    def fits(self, value: bool) -> None:
        properties = self._root.find(f"{M}sheetPr")
        if properties is None:
            properties = etree.Element(f"{M}sheetPr")
            self._root.insert(0, properties)
        page = properties.find(f"{M}pageSetUpPr")
        if page is None:
            page = etree.SubElement(properties, f"{M}pageSetUpPr")
        page.set("fitToPage", str(int(value)))

    def room(self) -> tuple[float, float] | None:
        """Width and height within the margins; None on a paper that is not known."""
        paper = _PAPERS.get(self.get("paperSize"))
        if paper is None:
            return None
        width, height = paper if self.get("orientation") != "landscape" else paper[::-1]
        across = self._margin("left") + self._margin("right")
        return width - across, height - self._margin("top") - self._margin("bottom")

    def _margin(self, side: str) -> float:
        margins = self._root.find(f"{M}pageMargins")
        given = None if margins is None else margins.get(side)
        return _INCH * (float(given) if given else _MARGINS[side])


def fit(
    book: SheetBook, sheet: BookSheet, grid: SheetGrid, areas: Sequence[Area], altered: Alterations
) -> None:
    """Set up a sheet for paper, of which these areas are printed."""
    page = PageSetup(grid.root)
    if page.get("paperSize") in _LETTER:
        page.set(paperSize=_A4)
    columns = grid.root.find(f"{M}colBreaks/{M}brk") is not None
    if page.fits is None and page.get("scale", "100") == "100" and not columns:
        page.set(fitToWidth="1", fitToHeight="0")
        room = page.room()
        upright = page.get("orientation") != "landscape"
        if room and upright and grid.width(1, grid.last) > _TURN * room[0]:
            page.set(orientation="landscape")
        page.fits = True
    elif not page.fits and not columns:
        _keep_on_page(page, _size(grid, areas)[0])
    _keep_legible(book, sheet, grid, page, areas, altered)
    _keep_rows_whole(sheet, grid, page, areas, altered)
    _keep_room_beside_titles(book, sheet, grid, page, areas, altered)


def _keep_on_page(page: PageSetup, wide: float) -> None:
    """Have a scale that was chosen for one page's width hold the last column there.

    A4 is narrower than Letter, and columns may have been made wider for the fonts that there are.
    """
    room, scale = page.room(), float(page.get("scale", "100")) / 100
    if room is not None and room[0] < wide * scale <= _NEARLY * room[0]:
        page.set(scale=str(math.floor(100 * room[0] / wide * _TIGHT)))


def _keep_legible(
    book: SheetBook,
    sheet: BookSheet,
    grid: SheetGrid,
    page: PageSetup,
    areas: Sequence[Area],
    altered: Alterations,
) -> None:
    wide, high = _size(grid, areas)
    least = _least_scale(grid)
    if _scale(page, wide, high) >= least:
        return
    if page.fits and int(page.get("fitToHeight", "1")):
        page.set(fitToHeight="0")
        if _scale(page, wide, high) >= least:
            altered.add(Alteration.SPLIT, sheet.name)
            return
    if page.room() is None or page.get("paperSize") != "66":
        page.set(paperSize=_A3, orientation="landscape")
    page.fits = True
    page.set(fitToWidth="1", fitToHeight="0")
    if _scale(page, wide, high) >= least:
        altered.add(Alteration.LARGE, sheet.name)
        return
    page.fits = False
    page.node.attrib.pop("fitToWidth", "")
    altered.add(Alteration.SPLIT, sheet.name)
    percent = math.ceil(100 * least)
    if room := page.room():
        columns = repeat(book, sheet, grid, (room[0] / least, room[1] / least))
        percent = _filling(grid, areas, columns, percent, room[0])
    page.set(scale=str(percent))


def _size(grid: SheetGrid, areas: Sequence[Area]) -> tuple[float, float]:
    """The width and height of the largest of these areas."""
    return (
        max((grid.width(left, right - left + 1) for (_, left), (_, right) in areas), default=0.0),
        max((grid.height(top, end - top + 1) for (top, _), (end, _) in areas), default=0.0),
    )


def _keep_rows_whole(
    sheet: BookSheet, grid: SheetGrid, page: PageSetup, areas: Sequence[Area], altered: Alterations
) -> None:
    """Have no row be higher than a page: what goes beyond its lower edge is lost."""
    highest = max((grid.height_of(row) for row in grid.rows if row.cells), default=0.0)
    wide, high = _size(grid, areas)
    room, least = page.room(), _least_scale(grid)
    if room is None or highest * _scale(page, wide, high) <= room[1]:
        return
    if room[1] / highest < least:
        page.set(paperSize=_A3, orientation="portrait")
        room = page.room() or room
        altered.add(
            Alteration.LARGE if room[1] / highest >= least else Alteration.ENDLESS, sheet.name
        )
    scale = min(1.0, room[1] / highest, room[0] / wide if wide else 1.0)
    page.fits = False
    page.set(scale=str(math.floor(100 * max(scale, least) * _TIGHT)))


def _keep_room_beside_titles(
    book: SheetBook,
    sheet: BookSheet,
    grid: SheetGrid,
    page: PageSetup,
    areas: Sequence[Area],
    altered: Alterations,
) -> None:
    """Repeat no titles that leave no room for anything else: all other rows would be lost."""
    room = page.room()
    titles = [part for one in book.names(_TITLES, sheet) for part in (one.text or "").split(",")]
    if room is None or not titles:
        return
    scale = _scale(page, *_size(grid, areas))
    kept = []
    for part in titles:
        found = _TITLE_ROWS.search(part) or _TITLE_COLUMNS.search(part)
        if found is None:
            kept.append(part)
            continue
        first, last = found.groups()
        if first.isdigit():
            taken, most = grid.height(int(first), int(last) - int(first) + 1), room[1]
            other = max((grid.height_of(row) for row in grid.rows if row.cells), default=0.0)
        else:
            numbers = range(column_number(first), column_number(last) + 1)
            taken, most = grid.width(numbers.start, len(numbers)), room[0]
            other = max((grid.width(n) for n in range(1, grid.last + 1)), default=0.0)
        if (taken + other) * scale <= most:
            kept.append(part)
    if len(kept) < len(titles):
        book.drop_names(_TITLES, sheet)
        if kept:
            book.set_name(_TITLES, sheet, ",".join(kept))
        altered.add(Alteration.TITLES, sheet.name)


def _scale(page: PageSetup, wide: float, high: float) -> float:
    """The scale at which a sheet of this width and height is printed, at most 1."""
    room = page.room()
    if not page.fits:
        return float(page.get("scale", "100")) / 100
    if room is None:
        return 1.0
    across, down = (int(page.get(name, "1")) for name in ("fitToWidth", "fitToHeight"))
    scales = [1.0]
    if across and wide:
        scales.append(across * room[0] / wide)
    if down and high:
        scales.append(down * room[1] / high)
    return min(scales)


def _least_scale(grid: SheetGrid) -> float:
    """The scale at which the smallest characters are just read, but for those that never are."""
    sizes = {cell.look.font.size for row in grid.rows for cell in row.cells if not row.hidden}
    smallest = min((size for size in sizes if size >= SMALLEST), default=SMALLEST * 2)
    return min(1.0, _SAFE * SMALLEST / smallest)


def _filling(grid: SheetGrid, areas: Sequence[Area], heads: int, percent: int, room: float) -> int:
    """The largest scale, in percent, at which no more pages lie side by side than at `percent`."""
    (_, first), (_, last) = max(areas, key=lambda one: one[1][1] - one[0][1])
    widths = [grid.width(n) for n in range(max(first, heads + 1), last + 1)]
    head = grid.width(1, heads)
    most = _pages(widths, 100 * room / percent - head)
    while percent < _WHOLE and _pages(widths, 100 * room / (percent + 1) * _TIGHT - head) == most:
        percent += 1
    return percent


def _pages(widths: Sequence[float], room: float) -> int:
    """How many pages columns of these widths take side by side."""
    pages, used = 1, 0.0
    for width in widths:
        if used and used + width > room:
            pages, used = pages + 1, 0.0
        used += width
    return pages


def _insert(root: etree._Element) -> etree._Element:
    setup = etree.Element(f"{M}pageSetup")
    place = next((n for n, child in enumerate(root) if child.tag in _AFTER_SETUP), len(root))
    root.insert(place, setup)
    return setup


_TITLES = "_xlnm.Print_Titles"
_TITLE_ROWS = re.compile(r"\$?(\d+):\$?(\d+)$")
_TITLE_COLUMNS = re.compile(r"\$?([A-Z]+):\$?([A-Z]+)$")
_HEAD = 1 / 3  # part of a page that its heads may take
_FULL = 0.6  # a row is a head where so much of the fullest one is filled


def repeat(book: SheetBook, sheet: BookSheet, grid: SheetGrid, room: tuple[float, float]) -> int:
    """Have the heads of a table stand on each page of this width and height; their columns."""
    if book.names(_TITLES, sheet):
        return 0
    rows, columns = _frozen(grid) or (_head_rows(grid), _head_columns(grid))
    while columns and grid.width(1, columns) > _HEAD * room[0]:
        columns -= 1
    while rows and grid.height(1, rows) > _HEAD * room[1]:
        rows -= 1
    name = sheet.quoted
    heads = [f"{name}!$A:${column_letters(columns)}"] if columns else []
    heads += [f"{name}!$1:${rows}"] if rows else []
    if heads:
        book.set_name(_TITLES, sheet, ",".join(heads))
    return columns


def _frozen(grid: SheetGrid) -> tuple[int, int] | None:
    """How many rows and columns stay in sight on the screen: they are the heads."""
    pane = grid.root.find(f"{M}sheetViews/{M}sheetView/{M}pane")
    if pane is None or not pane.get("state", "").startswith("frozen"):
        return None
    return int(float(pane.get("ySplit", 0))), int(float(pane.get("xSplit", 0)))


def _head_rows(grid: SheetGrid) -> int:
    """The rows down to the first one that is filled nearly as much as any."""
    fullest = max((len(row.cells) for row in grid.rows), default=0)
    for row in grid.rows:
        if row.cells and len(row.cells) >= _FULL * fullest:
            spans = (grid.merged.get((row.number, cell.column), (1, 1))[0] for cell in row.cells)
            return row.number + max(spans) - 1
    return 0


def _head_columns(grid: SheetGrid) -> int:
    """The columns up to the first one that holds words, as a name."""
    heads = _head_rows(grid)
    words: dict[int, int] = {}
    for row in grid.rows:
        for cell in row.cells:
            if row.number > heads and cell.number is None:
                words[cell.column] = words.get(cell.column, 0) + 1
    most = max(words.values(), default=0)
    return next((n for n in sorted(words) if words[n] >= most / 2), 1)
