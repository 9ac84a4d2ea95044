"""The heads of a table that goes on several pages: rows above it, columns at its left."""

from dossier.convert.sheet.book import BookSheet, M, SheetBook
from dossier.convert.sheet.grid import SheetGrid
from dossier.media.columns import column_letters

_TITLES = "_xlnm.Print_Titles"
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
