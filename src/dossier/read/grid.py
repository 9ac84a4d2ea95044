"""A sheet as a sparse grid of plain values, with merged cells filled in."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from dossier.facts import Fact, field
from dossier.finding import Code, Finding
from dossier.media.columns import column_letters
from dossier.messages import say
from dossier.numbers import bare
from dossier.read.opened import Opened
from dossier.read.plaincells import Place, SheetCells
from dossier.source import Cell

Value = object


class Grid(Fact, frozen=True):
    """The non-empty cells of a sheet by (row, column), both counted from 1.

    `across` gives the cells of merged areas that are wider than a column, each with the area's
    first cell.
    """

    book: str
    sheet: str
    values: dict[tuple[int, int], Value]
    across: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def rows(self, last: int | None = None) -> dict[int, dict[int, Value]]:
        """The same cells, row by row in order, down to the row `last`."""
        rows: dict[int, dict[int, Value]] = {}
        held = sorted(place for place in self.values if last is None or place[0] <= last)
        for row, column in held:
            rows.setdefault(row, {})[column] = self.values[row, column]
        return rows

    def cell(self, row: int, column: int) -> Cell:
        """The place of a cell."""
        return Cell(self.book, self.sheet, f"{column_letters(column)}{row}")


def read_grids(path: Path, kept: Path | None = None) -> tuple[dict[str, Grid], list[Finding]]:
    """All sheets of a workbook by name, and what is wrong with the file itself.

    `kept` is a folder that keeps the cells of workbooks until they change.
    """
    return grids_of(path.name, Opened([path], kept))


def grids_of(book: str, opened: Opened) -> tuple[dict[str, Grid], list[Finding]]:
    """The same of one of the workbooks that were `opened`."""
    sheets, faults = opened.cells(book)
    findings = [
        Finding(
            Code.FORMULA_UNCOMPUTED,
            say("the formula has no stored result"),
            at=Cell(book, cells.name.strip(), f"{column_letters(column)}{row}"),
            hint=say("open the workbook in Excel or WPS and save it"),
        )
        for cells in sheets
        for row, column in cells.uncomputed
    ]
    findings += [
        Finding(
            Code.VALUE_INVALID,
            say("the cell is merged down over rows that are filled in: these are not read"),
            at=Cell(book, cells.name.strip(), f"{column_letters(column)}{row}"),
            hint=say("undo the merging of these cells, and save the workbook"),
        )
        for cells in sheets
        for row, column in cells.covered
    ]
    return {cells.name.strip(): _grid(book, cells) for cells in sheets}, [*faults, *findings]


def _grid(book: str, cells: SheetCells) -> Grid:
    values = cells.values | {place: _percentage(cells.values[place]) for place in cells.percent}
    across: dict[Place, Place] = {}
    for first, area in cells.merged.items():
        anchor = values.get(first)
        if anchor is not None:
            wide = area[-1][1] > first[1]
            for place in area:
                values[place] = anchor
                if wide:
                    across[place] = first
    return Grid(book, cells.name.strip(), values, across)


def _percentage(value: object) -> str:
    """What a person sees of a number that is shown as a percentage, ``98.5%``."""
    return f"{bare(Decimal(f'{value:.15g}') * 100)}%"
