"""Columns too narrow for their numbers, and texts that a filled neighbour would cut off.

Numbers show as ### or as 2.1E+08 where they have no room, on paper for ever; what a person reads on
the screen by a click is lost. Texts that need a little more get it, longer ones break into lines.
"""

from collections.abc import Iterator

from dossier.convert.sheet import measure
from dossier.convert.sheet.altered import Altered, Kind
from dossier.convert.sheet.grid import Cell, Grid, Row
from dossier.convert.sheet.references import LAST_COLUMN, letters

_SAFE = 1.03
_SHORT = 16  # characters that are rather kept in one line
_STRETCH = 1.6  # times that a column may be widened for them
_LONG = 10**11  # from here on, General shows whole numbers as 1.38E+11
_EXACT = 10**15  # as many as a stored number holds
# a note beyond the table breaks within the table, or within a page's width of this many points
_PAGE = 480.0


def mend(grid: Grid, sheet: str, altered: Altered) -> None:
    """Widen columns and wrap texts of a sheet where something would be cut off."""
    wanted: dict[int, float] = {}
    for row in grid.rows:
        if row.hidden:
            continue
        for place, cell in enumerate(row.cells):
            if cell.look.wraps or cell.look.shrinks or cell.look.turned or grid.hidden(cell.column):
                continue
            if cell.number is not None:
                _number(grid, cell, wanted, sheet, altered)
            elif "\n" not in cell.text and len(cell.text) > 1:
                _text(grid, row, place, wanted, sheet, altered)
    for column, points in sorted(wanted.items()):
        grid.widen(column, points)
        altered.add(Kind.WIDENED, sheet, letters(column))


def _number(grid: Grid, cell: Cell, wanted: dict[int, float], sheet: str, altered: Altered) -> None:
    text, value = cell.text, cell.number or 0.0
    if cell.look.code == "General":
        if value == int(value) and _LONG <= abs(value) < _EXACT:
            text = str(int(value))
            _restyle(grid, cell, "format", "0")
            altered.add(Kind.DIGITS, sheet, cell.name)
        else:
            text = text.partition(".")[0]  # decimals are rounded off as the column wants it
    if len(text) * cell.look.font.size * 1.1 <= grid.room(cell):  # digits are hardly that wide
        return
    needed = measure.width(text, cell.look.font) * _SAFE
    lacking = needed - grid.room(cell)
    if lacking > 0:
        _widen(grid, cell, lacking, wanted)


def _text(
    grid: Grid, row: Row, place: int, wanted: dict[int, float], sheet: str, altered: Altered
) -> None:
    cell = row.cells[place]
    room = grid.room(cell)
    if len(cell.text) * cell.look.font.size <= room or cell.look.horizontal == "fill":
        return
    needed = measure.width(cell.text, cell.look.font)
    if needed <= room + 1.0:
        return
    merged = (cell.row, cell.column) in grid.merged
    if not merged:
        room = _spilling(grid, row, place)
        if needed <= room:
            return
    if not merged and len(cell.text) <= _SHORT and needed <= _STRETCH * grid.room(cell):
        _widen(grid, cell, needed * _SAFE - grid.room(cell), wanted)
        return
    if not merged and _neighbour(row, place) is None:
        _span(grid, cell)
    _restyle(grid, cell, "wrap")
    altered.add(Kind.WRAPPED, sheet, cell.name)


def _spilling(grid: Grid, row: Row, place: int) -> float:
    """The room of a text that may run on over empty cells beside it."""
    cell = row.cells[place]
    own = grid.room(cell)
    before = row.cells[place - 1].column if place else 0
    # what stands to the left may be merged up to here
    left = grid.width(before + 1, cell.column - before - 1)
    after = _neighbour(row, place)
    if after is not None:
        right = grid.width(cell.column + 1, after - cell.column - 1)
    else:
        right = max(
            grid.width(cell.column + 1, max(grid.last - cell.column, 0)),
            _PAGE - grid.width(1, cell.column),
        )
    match cell.look.horizontal:
        case "right":
            return own + left
        case "center" | "centerContinuous":
            return own + 2 * min(left, right)
    return own + right


def _neighbour(row: Row, place: int) -> int | None:
    """The column of the next cell with content; None where there is none."""
    return row.cells[place + 1].column if place + 1 < len(row.cells) else None


def _span(grid: Grid, cell: Cell) -> None:
    """Merge a note that runs beyond its table with the empty cells beside it, as far as is good."""
    if cell.look.horizontal not in {"general", "left"} or _covered(grid, cell.row):
        return
    last = cell.column
    while last < LAST_COLUMN and (last < grid.last or grid.width(1, last + 1) <= _PAGE):
        last += 1
    if last > cell.column:
        grid.merge(cell, last - cell.column + 1)


def _covered(grid: Grid, row: int) -> bool:
    """Whether any merged range touches a row."""
    return any(top <= row < top + rows for (top, _), (rows, _) in grid.merged.items())


def _widen(grid: Grid, cell: Cell, lacking: float, wanted: dict[int, float]) -> None:
    _, columns = grid.merged.get((cell.row, cell.column), (1, 1))
    column = next(_shown(grid, cell.column, columns), cell.column)
    wanted[column] = max(wanted.get(column, 0.0), grid.width(column) + lacking)


def _shown(grid: Grid, first: int, count: int) -> Iterator[int]:
    """The columns of a range that are printed, the last first."""
    return (n for n in range(first + count - 1, first - 1, -1) if not grid.hidden(n))


def _restyle(grid: Grid, cell: Cell, change: str, code: str = "") -> None:
    style = grid.styles.variant(cell.style, change, code)
    cell.restyle(style, grid.styles.look(style))
