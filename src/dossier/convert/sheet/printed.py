"""How much of a sheet is printed: its print areas, or all that stands in it.

LibreOffice prints up to the last border or filling, be it a thousand rows below the table. Where
the author has set no print area, the copy has one around what belongs together.
"""

from contextlib import suppress

from lxml import etree

from dossier.convert.sheet.altered import Alteration, Alterations
from dossier.convert.sheet.book import BookSheet, M, R, SheetBook
from dossier.convert.sheet.grid import SheetGrid
from dossier.convert.sheet.references import Area, area
from dossier.media.columns import column_letters

_PRINT_AREA = "_xlnm.Print_Area"
_GAP = 2  # blank rows or columns after which a border belongs to nothing


def printed(book: SheetBook, sheet: BookSheet, grid: SheetGrid, altered: Alterations) -> list[Area]:
    """The areas of a sheet that are printed; stray borders and fillings are left out of them."""
    areas = []
    for name in book.names(_PRINT_AREA, sheet):
        for one in (name.text or "").split(","):
            with suppress(ValueError):
                areas.append(area(one.rpartition("!")[2]))
    if areas:
        return areas
    rows, columns = _reach(book, sheet, grid.root)
    filled = max((row.number for row in grid.rows if row.cells), default=0)
    bottom = max(rows, _together(filled, grid.seen_rows))
    right = max(columns, _together(grid.last, grid.seen_columns))
    furthest = max(grid.seen_rows, default=0), max(grid.seen_columns, default=0)
    if bottom and right and (bottom < furthest[0] or right < furthest[1]):
        book.set_name(_PRINT_AREA, sheet, f"{sheet.quoted}!$A$1:${column_letters(right)}${bottom}")
        altered.add(Alteration.STRAY, sheet.name)
    return [((1, 1), (bottom, right))]


def _together(last: int, seen: set[int]) -> int:
    """How far the rows or columns that show something follow one another beyond the content."""
    for one in sorted(seen):
        if one > last + _GAP:
            break
        last = max(last, one)
    return last


def _reach(book: SheetBook, sheet: BookSheet, root: etree._Element) -> tuple[int, int]:
    """The last row and column over which something is drawn."""
    drawing = root.find(f"{M}drawing")
    name = "" if drawing is None else drawing.get(f"{R}id", "")
    tree = book.tree(book.related(sheet.part).get(name, ""))
    if tree is None:
        return 0, 0
    ends = [
        (int(end.findtext("{*}row") or 0) + 1, int(end.findtext("{*}col") or 0) + 1)
        for tag in ("{*}from", "{*}to")
        for end in tree.iterfind(f"{{*}}*/{tag}")
    ]
    # where only the beginning is known, a good part of a page follows
    if tree.find("{*}oneCellAnchor") is not None or tree.find("{*}absoluteAnchor") is not None:
        ends.append((max((row for row, _ in ends), default=0) + 40, 12))
    return max((row for row, _ in ends), default=0), max((col for _, col in ends), default=0)
