"""Rows too low for the lines in them.

Excel works out the height of a row when it is shown; LibreOffice takes what is stored, and where
nothing is, one line. The fonts that stand for the official ones have higher lines as well. So each
row that breaks its text is at least as high as its lines; a single line stays as Excel has it.
"""

import math

from dossier.convert.sheet import measure
from dossier.convert.sheet.altered import Alteration, Alterations
from dossier.convert.sheet.book import TRUE, M
from dossier.convert.sheet.grid import GridCell, GridRow, SheetGrid

_MARGIN = 2.0  # points above and below the text together
_INK = 0.25  # part of a line's height above its characters, which may be missing
_SINGLE = 1.15  # the line of an official font, as a part of its size
_DELIBERATE = 4.0  # points; a row lower than that is to hide what is in it
_UPRIGHT = frozenset({90, 180})
_STACKED = 255  # characters one below the other (ECMA-376-1, 18.8.1)
_HIGHEST = 1600.0  # points; LibreOffice has no higher rows


def mend(grid: SheetGrid, sheet: str, altered: Alterations) -> None:
    """Raise rows of a sheet where lines would be cut off; tell it of those with a fixed height."""
    sizes = grid.root.find(f"{M}sheetFormatPr")
    fixed = sizes is not None and sizes.get("customHeight") in TRUE
    rows = {row.number: row for row in grid.rows}
    high: list[tuple[GridCell, int]] = []
    for row in grid.rows:
        if row.hidden or (row.height or _DELIBERATE) < _DELIBERATE:
            continue
        for cell in row.cells:
            if _stands_easily(grid, row, cell):
                continue
            span, _ = grid.merged.get((cell.row, cell.column), (1, 1))
            if span == 1:
                _raise(grid, row, cell, sheet, altered, fixed=fixed)
            else:
                high.append((cell, span))
    for cell, span in high:
        _raise_last(grid, rows, cell, span, sheet, altered)


def _stands_easily(grid: SheetGrid, row: GridRow, cell: GridCell) -> bool:
    """Whether a cell is a single line that is lower than its row."""
    look, size = cell.look, cell.look.font.size
    if look.wraps or look.turned:
        return False
    return size < grid.usual_height and (row.height is None or size <= row.height)


def needed(grid: SheetGrid, cell: GridCell) -> tuple[float, float]:
    """The height that a cell's text wants, and the one that it has to have, in points."""
    look, font = cell.look, cell.look.font
    line = measure.line(font)
    if look.turned:
        if look.turned in _UPRIGHT:
            length = measure.width(cell.text, font)
            return length + _MARGIN, length
        if look.turned == _STACKED:
            return line * len(cell.text) + _MARGIN, line * (len(cell.text) - _INK)
        slant = math.radians(look.turned - 90 if look.turned > 90 else look.turned)  # noqa: PLR2004
        high = measure.width(cell.text, font) * math.sin(slant) + line * math.cos(slant)
        return high + _MARGIN, high
    if look.wraps and not look.shrinks:
        count = measure.lines(cell.text, font, grid.room(cell))
    else:
        count = 1
    if count == 1:
        # the official fonts have lower lines: a row that held one on the screen holds it on paper,
        # and a sheet of one page does not become two
        return font.size * _SINGLE + _MARGIN, font.size * 1.05
    return line * count + _MARGIN, line * (count - _INK)


def _raise(
    grid: SheetGrid, row: GridRow, cell: GridCell, sheet: str, altered: Alterations, *, fixed: bool
) -> None:
    wanted, least = needed(grid, cell)
    if row.height is None and not fixed:
        if wanted > grid.usual_height and wanted > float(row.node.get("ht", 0)):
            _set(row, wanted, sheet, altered)
    elif least > grid.height_of(row):
        _set(row, wanted, sheet, altered)
        if row.fixed or fixed:
            altered.add(Alteration.TALL, sheet, row.number)


def _raise_last(
    grid: SheetGrid,
    rows: dict[int, GridRow],
    cell: GridCell,
    span: int,
    sheet: str,
    altered: Alterations,
) -> None:
    """Raise the last row of a merged range that is too low for its text."""
    if span > len(rows) + cell.row:  # down to the end of the sheet
        return
    wanted, least = needed(grid, cell)
    covered = [rows[n] for n in range(cell.row, cell.row + span) if n in rows]
    shown = [row for row in covered if not row.hidden]
    have = sum(grid.height_of(row) for row in shown) + (span - len(covered)) * grid.usual_height
    if least > have and shown:
        _set(shown[-1], grid.height_of(shown[-1]) + wanted - have, sheet, altered)
        if shown[-1].fixed:
            altered.add(Alteration.TALL, sheet, shown[-1].number)


def _set(row: GridRow, points: float, sheet: str, altered: Alterations) -> None:
    if points > _HIGHEST:
        altered.add(Alteration.ENDLESS, sheet)
    row.node.set("ht", f"{min(points, _HIGHEST):.2f}")
    row.node.set("customHeight", "1")
