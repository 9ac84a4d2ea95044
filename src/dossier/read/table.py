"""A grid and the description of its sheet → records or facts, with every fault of every cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar, cast

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.media.columns import column_letters
from dossier.messages import say
from dossier.model.columns import EXAMPLE, Column, Sheet
from dossier.model.values import Unfit
from dossier.model.years import Year
from dossier.read.grid import Grid
from dossier.source import Cell, Row
from dossier.text import plain

_TOTALS = {"合计", "总计", "小计"}
_END = re.compile(r"\W*(以下空白|以下无正文|以下无内容)\W*")
_SAYS_LITTLE = 8  # characters of a comment: 姓名。 is no hint
_HEADER_WITHIN = 10  # a title and a few notes may stand above the header


_Made = TypeVar("_Made", bound=Fact)


class Record(Fact, frozen=True):
    """One row of a sheet: what its cells mean, by the fields of the columns.

    A field that is blank or faulty has what its column says of blank ones.
    """

    values: Mapping[str, object]
    row: Row

    def made(self, kind: type[_Made], **own: object) -> _Made:
        """The fact whose fields have the names of the columns; `own` are those that have not."""
        values = self.values
        given = {name: values[name] for name in kind.__struct_fields__ if name in values}
        if "row" in kind.__struct_fields__:
            given["row"] = self.row
        return kind(**{**given, **own})

    def text(self, name: str) -> str:
        """A line of text, or ''."""
        return cast("str", self.values[name])

    def paragraphs(self, name: str) -> tuple[str, ...]:
        """Paragraphs, or none."""
        return cast("tuple[str, ...]", self.values[name])

    def number(self, name: str) -> Decimal | None:
        """A number."""
        return cast("Decimal | None", self.values[name])

    def count(self, name: str) -> int | None:
        """A whole number; None only where the column says so of blank cells."""
        return cast("int | None", self.values[name])

    def year(self, name: str) -> Year | None:
        """A school year or financial year."""
        return cast("Year | None", self.values[name])


@dataclass(slots=True)
class ReadSheet:
    """The records of a sheet, its findings, and the columns that the description leaves over.

    `extra` has the texts above each of those, the lowest first; `header` the rows of the header;
    `columns` the column of each field, and `end` the row of 以下空白, where there is one;
    `examples` are rows that only show how.
    """

    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    extra: dict[int, tuple[str, ...]] = field(default_factory=dict)
    header: tuple[int, ...] = ()
    grid: Grid | None = None
    columns: dict[str, int] = field(default_factory=dict)
    end: int | None = None
    examples: set[int] = field(default_factory=set)


def find_sheet(grids: Mapping[str, Grid], sheet: Sheet) -> Grid | None:
    """The grid that `sheet` describes, by its name or an alias."""
    wanted = {plain(name) for name in (sheet.name, *sheet.aliases)}
    return next((grid for name, grid in grids.items() if plain(name) in wanted), None)


def read_table(grids: Mapping[str, Grid], sheet: Sheet) -> ReadSheet:
    """The records of one sheet. Blank rows and those of 合计 and 示例 are passed over.

    以下空白 ends it.
    """
    table = ReadSheet(grid=find_sheet(grids, sheet))
    if table.grid is None:
        if sheet.optional:
            return table
        near = get_close_matches(sheet.name, grids, n=1)
        table.findings.append(
            Finding(
                Code.SHEET_MISSING,
                say("the sheet '{sheet}' is not there", sheet=sheet.name),
                at=Cell(sheet.book, "", ""),
                hint=say("did you mean '{near}'?", near=near[0]) if near else None,
            )
        )
        return table
    rows = table.grid.rows()
    header = _find_header(rows, sheet)
    if header is None:
        table.findings.append(
            Finding(
                Code.COLUMN_MISSING,
                say(
                    "no header row was found; it needs {columns}",
                    columns="、".join(c.header for c in sheet.columns if c.required),
                ),
                at=table.grid.cell(1, 1),
            )
        )
        return table
    header_rows, columns, table.extra = header
    table.header, table.columns = tuple(header_rows), columns
    table.findings += [
        _missing(table.grid, column, header_rows[-1])
        for column in sheet.columns
        if column.field in sheet.needed - columns.keys()
    ]
    letters = tuple((name, column_letters(number)) for name, number in columns.items())
    blanks = {column.field: column.if_blank for column in sheet.columns}
    end: Row | None = None
    beneath = ReadSheet(grid=table.grid)
    for number, row in rows.items():
        if number <= header_rows[-1]:
            continue
        place = Row(table.grid.book, table.grid.sheet, number, letters)
        if end is None and any(map(_says_end, row.values())):
            end, table.end = place, number
        else:
            _read_row(table if end is None else beneath, sheet, columns, blanks, place, row)
    if end is not None and beneath.records:
        table.findings.append(
            Finding(
                Code.VALUE_INVALID,
                say("'以下空白' stands above rows that are filled in: they are not read"),
                at=end.cell(),
                hint=say("delete the row with '以下空白', or what stands beneath it"),
            )
        )
    _duplicates(table, sheet)
    return table


_Header = tuple[list[int], dict[str, int], dict[int, tuple[str, ...]]]


def _find_header(rows: Mapping[int, Mapping[int, object]], sheet: Sheet) -> _Header | None:
    """The header rows, the column number of each field, and the texts of the other columns."""
    known = sheet.by_header
    best: tuple[int, dict[str, int]] = (0, {})
    for number in [n for n in rows if n <= _HEADER_WITHIN]:
        columns: dict[str, int] = {}
        for column, value in rows[number].items():
            described = known.get(plain(str(value)).rstrip("*:"))
            if described:
                columns.setdefault(described.field, column)
        if len(columns) > len(best[1]):
            best = (number, columns)
    first, columns = best
    if len(columns) < min(2, len(sheet.columns)):
        return None
    # A header merged over several rows repeats its texts in each of them.
    depth = [first]
    while (below := rows.get(depth[-1] + 1)) and all(
        below.get(column) == rows[first][column] for column in columns.values()
    ):
        depth.append(depth[-1] + 1)
    taken = set(columns.values())
    extra = {
        column: tuple(str(rows[n][column]) for n in reversed(depth) if column in rows[n])
        for column in sorted({c for n in depth for c in rows[n]} - taken)
    }
    return depth, columns, extra


def _missing(grid: Grid, column: Column, header: int) -> Finding:
    return Finding(
        Code.COLUMN_MISSING,
        say("the column '{column}' is not there", column=column.header),
        at=grid.cell(header, 1),
        hint=say(
            "name one of the columns so; understood as well: {aliases}",
            aliases="、".join(column.aliases),
        )
        if column.aliases
        else say("name one of the columns so, or add it"),
    )


def unreadable(grids: Mapping[str, Grid], sheet: Sheet) -> bool:
    """Whether none of its rows can be read: it is not there though it must be, or lacks a column.

    That is told where it is read.
    """
    grid = find_sheet(grids, sheet)
    if grid is None:
        return not sheet.optional
    header = _find_header(grid.rows(_HEADER_WITHIN), sheet)
    return header is None or not sheet.needed <= header[1].keys()


def absent_columns(grids: Mapping[str, Grid], sheet: Sheet) -> dict[str, Finding]:
    """By field, what there is to tell of each column that need not be there, and is not.

    It is told only where something lacks for want of it.
    """
    grid = find_sheet(grids, sheet)
    header = grid and _find_header(grid.rows(_HEADER_WITHIN), sheet)
    if not grid or not header:
        return {}
    return {
        column.field: _missing(grid, column, header[0][-1])
        for column in sheet.drawn
        if column.field not in header[1] and column.field not in sheet.needed
    }


def _read_row(
    table: ReadSheet,
    sheet: Sheet,
    columns: Mapping[str, int],
    blanks: Mapping[str, object],
    row: Row,
    cells: Mapping[int, object],
) -> None:
    given = {
        name: cells[column]
        for name, column in columns.items()
        if column in cells and str(cells[column]).strip()
    }
    if given and plain(str(next(iter(given.values())))).startswith(EXAMPLE):
        table.examples.add(row.number)
        return
    if not given or any(plain(str(value)) in _TOTALS for value in list(given.values())[:2]):
        return
    if len(given) > 1 and _is_one_cell(table, [(row.number, columns[name]) for name in given]):
        return  # a note in a cell that is merged over the columns
    usable = True
    found = dict(blanks)
    says = tuple(plain(str(value)) for value in given.values())
    for column in sheet.columns:
        if column.field not in columns:
            usable &= not column.required
            continue
        if column.field not in given:
            if column.required:
                usable &= column.kept
                table.findings.append(
                    Finding(
                        Code.VALUE_MISSING,
                        say("'{column}' is blank", column=column.header)
                        if column.kept
                        else say("'{column}' is blank; the row is left out", column=column.header),
                        at=row.cell(column.field),
                        hint=say("{comment}", comment=column.comment)
                        if len(column.comment) > _SAYS_LITTLE
                        else None,
                        row_says=says,
                    )
                )
            continue
        try:
            found[column.field] = column.read(given[column.field])
        except Unfit as unfit:
            usable &= not column.required
            table.findings.append(
                Finding(
                    Code.VALUE_INVALID,
                    say("'{column}': {problem}", column=column.header, problem=unfit.text),
                    at=row.cell(column.field),
                    hint=unfit.hint,
                    row_says=says,
                )
            )
    if usable:
        table.records.append(Record(found, row))


def _says_end(value: object) -> bool:
    return isinstance(value, str) and "下" in value and bool(_END.fullmatch(plain(value)))


def _is_one_cell(table: ReadSheet, places: Iterable[tuple[int, int]]) -> bool:
    """Whether these places lie in one merged area; equal texts side by side do not say so."""
    assert table.grid is not None
    if not table.grid.across:
        return False
    return len({table.grid.across.get(place, place) for place in places}) == 1


def _duplicates(table: ReadSheet, sheet: Sheet) -> None:
    """A second row with the same code is reported and left out; the first one stands."""
    for column in sheet.columns:
        if not column.unique:
            continue
        first: dict[object, Record] = {}
        for record in table.records:
            value = record.values[column.field]
            if value in first:
                table.findings.append(
                    Finding(
                        Code.VALUE_DUPLICATE,
                        say(
                            "'{value}' stands already in {cell}; the row is left out",
                            value=value,
                            cell=first[value].row.cell(column.field),
                        ),
                        at=record.row.cell(column.field),
                        row_says=tuple(plain(str(one)) for one in record.values.values() if one),
                    )
                )
            else:
                first[value] = record
        table.records = [r for r in table.records if first[r.values[column.field]] is r]


class Workbook:
    """A workbook's sheets as facts, one to a row, with `findings` of all that have been read."""

    def __init__(self, grids: Mapping[str, Grid]) -> None:
        self.findings: list[Finding] = []
        self._grids = grids

    def records(self, sheet: Sheet) -> list[Record]:
        """The rows of a sheet, for facts that are more than their columns."""
        table = read_table(self._grids, sheet)
        self.findings += table.findings
        return table.records

    def facts(self, sheet: Sheet, kind: type[_Made]) -> tuple[_Made, ...]:
        """The rows of a sheet, each as a fact of that kind."""
        return tuple(record.made(kind) for record in self.records(sheet))


class Pairs(Fact, frozen=True):
    """The facts by name, and the cell of each; `told` is whether there is a column for them."""

    facts: Mapping[str, str]
    cells: Mapping[str, Cell]
    told: bool = True

    def text(self, name: str) -> str:
        """One fact, or ''."""
        return self.facts.get(name, "")


def read_pairs(
    grids: Mapping[str, Grid], sheet: Sheet, names: Iterable[str] = ()
) -> tuple[Pairs, list[Finding]]:
    """The facts of `sheet`; a name that `sheet.pairs` asks for and is absent or blank is found.

    Those names, and the further `names`, are known in any width and with any spaces.
    """
    table = read_table(grids, sheet)
    known = {plain(name): name for name in (*sheet.pairs, *names)}
    facts: dict[str, str] = {}
    cells: dict[str, Cell] = {}
    for record in table.records:
        name = record.text("name")
        name = known.get(plain(name), name)
        if name in cells:
            table.findings.append(
                Finding(
                    Code.VALUE_DUPLICATE,
                    say(
                        "'{value}' stands already in {cell}; the row is left out",
                        value=name,
                        cell=cells[name],
                    ),
                    at=record.row.cell("name"),
                )
            )
            continue
        facts[name] = record.text("value")
        cells[name] = record.row.cell("value")
    told = sheet.needed <= table.columns.keys()
    if table.grid is not None and told:
        for name in sheet.pairs:
            if not facts.get(name):
                table.findings.append(
                    Finding(
                        Code.VALUE_MISSING,
                        say("'{name}' is not filled in", name=name),
                        at=cells.get(name, Cell(sheet.book, sheet.name, "")),
                    )
                )
    return Pairs(facts, cells, told), table.findings
