"""项目/内容 sheets: named facts, one to a row."""

import re
from collections.abc import Mapping

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.read.grid import Grid, plain
from dossier.read.schema import Sheet
from dossier.read.table import read_table
from dossier.source import Cell


class Pairs(Fact, frozen=True):
    """The facts by name, and the cell of each."""

    facts: Mapping[str, str]
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """One fact, or ''."""
        return self.facts.get(name, "")

    def listed(self, name: str) -> tuple[str, ...]:
        """A fact that lists several things, parted by 、 or ; or line breaks."""
        parts = re.split(r"[、;；\n]+", self.text(name))
        return tuple(part.strip() for part in parts if part.strip())


def read_pairs(grids: Mapping[str, Grid], sheet: Sheet) -> tuple[Pairs, list[Finding]]:
    """The facts of `sheet`; a name that `sheet.pairs` asks for and is absent or blank is found."""
    table = read_table(grids, sheet)
    known = {plain(name): name for name in sheet.pairs}
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
    if table.grid is not None:
        for name in sheet.pairs:
            if not facts.get(name):
                table.findings.append(
                    Finding(
                        Code.VALUE_MISSING,
                        say("'{name}' is not filled in", name=name),
                        at=cells.get(name, Cell(sheet.book, sheet.name, "")),
                    )
                )
    return Pairs(facts, cells), table.findings
