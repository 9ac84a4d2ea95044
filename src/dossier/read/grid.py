"""A sheet as a sparse grid of plain values, with merged cells filled in."""

import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from dossier.facts import Fact, field
from dossier.faults import told_of
from dossier.finding import Code, Finding
from dossier.installed import load_openpyxl
from dossier.media import UnusableError
from dossier.media.magic import sniff
from dossier.messages import Text, say
from dossier.pool import Failure, guarded_one
from dossier.read.keptcells import KeptCells
from dossier.read.plaincells import Cells, Place, letters_of
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

    def rows(self) -> dict[int, dict[int, Value]]:
        """The same cells, row by row in order."""
        rows: dict[int, dict[int, Value]] = {}
        for (row, column), value in sorted(self.values.items(), key=lambda pair: pair[0]):
            rows.setdefault(row, {})[column] = value
        return rows

    def cell(self, row: int, column: int) -> Cell:
        """The place of a cell."""
        return Cell(self.book, self.sheet, f"{letters_of(column)}{row}")


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """`text` without what a person does not see: width forms, spaces and line breaks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read_grids(path: Path, kept: Path | None = None) -> tuple[dict[str, Grid], list[Finding]]:
    """All sheets of a workbook by name, and what is wrong with the file itself.

    `kept` is a folder that keeps the cells of workbooks until they change.
    """
    book = path.name
    if not path.is_file():
        return {}, [
            Finding(
                Code.WORKBOOK_MISSING,
                say("the workbook is not there"),
                at=Cell(book, "", ""),
                hint=say("put '{book}' into the inputs folder", book=book),
            )
        ]
    try:
        content = path.read_bytes()
    except OSError as error:
        return {}, [_unreadable(book, error.strerror or str(error))]
    note = KeptCells(kept / f"{book}.json", content) if kept else None
    known = note.recall() if note else None
    sheets = guarded_one(_parsed, (path, content), patient=True) if known is None else known
    if isinstance(sheets, Failure):
        code, remedy = told_of(book, sheets)
        return {}, [
            Finding(code, say("the workbook cannot be read"), Cell(book, "", ""), "", remedy)
        ]
    if not isinstance(sheets, list):
        return {}, [_unreadable(book, sheets)]
    if note and known is None:
        note.keep(sheets)
    findings = [
        Finding(
            Code.FORMULA_UNCOMPUTED,
            say("the formula has no stored result"),
            at=Cell(book, cells.name.strip(), f"{letters_of(column)}{row}"),
            hint=say("open the workbook in Excel or WPS and save it"),
        )
        for cells in sheets
        for row, column in cells.uncomputed
    ]
    return {cells.name.strip(): _grid(book, cells) for cells in sheets}, findings


def _parsed(task: tuple[Path, bytes]) -> list[Cells] | Text | str:
    """The cells of a workbook, or what is wrong with it."""
    load_openpyxl()
    from dossier.read.cells import DAMAGE, read_cells  # noqa: PLC0415

    path, content = task
    try:
        with warnings.catch_warnings():
            # openpyxl tells what it would lose on saving; nothing is saved here
            warnings.simplefilter("ignore")
            return read_cells(content)
    except DAMAGE as problem:
        return _problem(path, problem)


def _unreadable(book: str, problem: Text | str) -> Finding:
    return Finding(
        Code.WORKBOOK_UNREADABLE,
        say("the workbook cannot be read: {problem}", problem=problem),
        at=Cell(book, "", ""),
        hint=say("open it in Excel or WPS and save it again as .xlsx without a password"),
    )


def _problem(path: Path, problem: Exception) -> Text | str:
    """What a file is that is no workbook, where that can be told; else what went wrong."""
    if isinstance(problem, zipfile.BadZipFile):
        with suppress(OSError):
            try:
                sniff(path)
            except UnusableError as unusable:
                return unusable.remedy
    return str(problem) or type(problem).__name__


def _grid(book: str, cells: Cells) -> Grid:
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
    return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
