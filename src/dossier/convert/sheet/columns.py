"""Columns too narrow for their numbers, and texts that a filled neighbour would cut off.

Numbers show as ### or as 2.1E+08 where they have no room, on paper for ever; what a person reads on
the screen by a click is lost. Texts get room while the sheet stays about as wide as a page, and
break into lines where there is none left.
"""

from collections.abc import Iterator

from dossier.convert.sheet import measure
from dossier.convert.sheet.altered import Alteration, Alterations
from dossier.convert.sheet.grid import GridCell, GridRow, SheetGrid
from dossier.media.columns import LAST_COLUMN, column_letters

_SAFE = 1.03
_SIDES = 2.0  # points that a cell keeps free at its sides
_STRETCH = 3.0  # times that a column may be widened for texts that could break
_WHOLE = 10  # characters of a word, a number of an identity card, say, that is not to be broken
_LONG = 10**11  # from here on, General shows whole numbers as 1.38E+11
_EXACT = 10**15  # as many as a stored number holds
# a note beyond the table breaks within the table, or within a page's width of this many points
_PAGE = 480.0
# points that a sheet may be wide, or this many times what it is
_BROAD, _BROADER = 780.0, 1.25

SMALLEST = 5.0  # points; a smaller character is not read
_ROOMY = 1.2  # times that text which shrinks must be larger: the sheet may shrink, too

_Cut = tuple[GridCell, float]
"""A cell that would be cut off, and the width that its text takes, in points."""


def mend(grid: SheetGrid, sheet: str, altered: Alterations) -> None:
    """Widen columns and wrap texts of a sheet where something would be cut off."""
    wanted: dict[int, float] = {}
    cut: dict[int, list[_Cut]] = {}
    figures: dict[tuple[int, int], float] = {}
    for row in grid.rows:
        if row.hidden:
            continue
        for place, cell in enumerate(row.cells):
            if _is_short(grid, cell, figures):
                continue
            look = cell.look
            if _has_room(grid, cell):
                continue
            # no digit and no character is wider than its size
            easy = len(cell.text) * look.font.size * 1.1 <= grid.room(cell)
            if (easy and abs(cell.number or 0) < _LONG) or grid.hidden(cell.column):
                continue
            if cell.number is not None:
                _number(grid, cell, wanted, sheet, altered)
            else:
                _text(grid, row, place, cut)
    for cell in _without_room(grid, cut, wanted):
        _restyle(grid, cell, "wrap")
        altered.add(Alteration.WRAPPED, sheet, cell.name)
    for column, points in sorted(wanted.items()):
        grid.widen(column, points)
        altered.add(Alteration.WIDENED, sheet, column_letters(column))


def _is_short(grid: SheetGrid, cell: GridCell, figures: dict[tuple[int, int], float]) -> bool:
    """Whether a cell is a plain number that is surely shorter than its column is wide.

    So are most of a large sheet. `figures` are how many have room, by column and style.
    """
    if cell.number is None or cell.text.strip(measure.FIGURES):
        return False
    key = (cell.column, cell.style)
    most = figures.get(key)
    if most is None:
        font = cell.look.font
        most = figures[key] = grid.room_in(cell) / (measure.widest_figure(font) * _SAFE)
    return (
        len(cell.text) <= most
        and abs(cell.number) < _LONG
        and (cell.row, cell.column) not in grid.merged
    )


def _has_room(grid: SheetGrid, cell: GridCell) -> bool:
    """Whether a cell finds room for its text by breaking, turning or shrinking it."""
    look = cell.look
    if "\n" in cell.text and not look.wraps:  # LibreOffice breaks it all the same
        _restyle(grid, cell, "wrap")
        return True
    # numbers are not broken, whatever their cell says: they show as ###
    if (look.wraps and cell.number is None) or look.turned or len(cell.text) < 2:  # noqa: PLR2004
        return True
    return look.shrinks and not _made_legible(grid, cell)


def _made_legible(grid: SheetGrid, cell: GridCell) -> bool:
    """Whether a cell made its text too small to be read; it shrinks nothing any more."""
    font, room = cell.look.font, grid.room(cell)
    wide = measure.width(cell.text, font)
    if wide <= room or font.size * room / wide >= _ROOMY * SMALLEST or font.size < SMALLEST:
        return False
    _restyle(grid, cell, "full")
    return True


def _number(
    grid: SheetGrid, cell: GridCell, wanted: dict[int, float], sheet: str, altered: Alterations
) -> None:
    text, value = cell.text, cell.number or 0.0
    if cell.look.code == "General":
        if value == int(value) and _LONG <= abs(value) < _EXACT:
            text = str(int(value))
            _restyle(grid, cell, "format", "0")
            altered.add(Alteration.DIGITS, sheet, cell.name)
        else:
            text = text.partition(".")[0]  # decimals are rounded off as the column wants it
    lacking = measure.width(text, cell.look.font) * _SAFE - grid.room(cell)
    if lacking > 0:
        _, columns = grid.merged.get((cell.row, cell.column), (1, 1))
        column = next(_shown(grid, cell.column, columns), cell.column)
        wanted[column] = max(wanted.get(column, 0.0), grid.width(column) + lacking)


def _text(grid: SheetGrid, row: GridRow, place: int, cut: dict[int, list[_Cut]]) -> None:
    cell = row.cells[place]
    if cell.look.horizontal == "fill":
        return
    needed = measure.width(cell.text, cell.look.font)
    if needed <= grid.room(cell) + 1.0:
        return
    if (cell.row, cell.column) in grid.merged:
        cut.setdefault(0, []).append((cell, needed))
    elif needed > _spilling(grid, row, place):
        spanned = place + 1 == len(row.cells) and _span(grid, cell)
        cut.setdefault(0 if spanned else cell.column, []).append((cell, needed))


def _without_room(
    grid: SheetGrid, cut: dict[int, list[_Cut]], wanted: dict[int, float]
) -> Iterator[GridCell]:
    """The cells that have to break; the columns of all others are widened."""
    total = grid.width(1, grid.last) + sum(
        points - grid.width(column) for column, points in wanted.items()
    )
    left = max(_BROAD, _BROADER * total) - total
    yield from (cell for cell, _ in cut.pop(0, []))  # merged: no column is theirs
    most = {column: max(needed for _, needed in cells) for column, cells in cut.items()}
    for column in sorted(most, key=lambda one: (most[one], one)):
        now = wanted.get(column, grid.width(column))
        points = most[column] * _SAFE + _SIDES
        if points - now <= left and points <= _STRETCH * now:
            wanted[column] = max(points, now)
            left -= wanted[column] - now
            continue
        words = [cell for cell, _ in cut[column] if len(cell.text) >= _WHOLE and _word(cell.text)]
        if words:
            width = max(measure.width(cell.text, cell.look.font) for cell in words)
            wanted[column] = max(width * _SAFE + _SIDES, now)
        yield from (cell for cell, _ in cut[column] if not _word(cell.text))


def _word(text: str) -> bool:
    """Whether a text is one word that is better not broken: a number of letters and digits."""
    return text.isascii() and text.isalnum()


def _spilling(grid: SheetGrid, row: GridRow, place: int) -> float:
    """The room of a text that may run on over empty cells beside it."""
    cell = row.cells[place]
    own = grid.room(cell)
    before = row.cells[place - 1].column if place else 0
    # what stands to the left may be merged up to here
    left = grid.width(before + 1, cell.column - before - 1)
    if place + 1 < len(row.cells):
        right = grid.width(cell.column + 1, row.cells[place + 1].column - cell.column - 1)
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


def _span(grid: SheetGrid, cell: GridCell) -> bool:
    """Merge a note that runs beyond its table with the blank cells beside it; whether it was."""
    if cell.look.horizontal not in {"general", "left"} or cell.row in grid.merged_rows:
        return False
    last = cell.column
    while last < LAST_COLUMN and (last < grid.last or grid.width(1, last + 1) <= _PAGE):
        last += 1
    if last > cell.column:
        grid.merge(cell, last - cell.column + 1)
    return last > cell.column


def _shown(grid: SheetGrid, first: int, count: int) -> Iterator[int]:
    """The columns of a range that are printed, the last first."""
    return (n for n in range(first + count - 1, first - 1, -1) if not grid.hidden(n))


def _restyle(grid: SheetGrid, cell: GridCell, change: str, code: str = "") -> None:
    style = grid.styles.variant(cell.style, change, code)
    cell.restyle(style, grid.styles.look(style))
