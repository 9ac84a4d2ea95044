"""The registers whose rows can be counted: ``整改台账:状态=已销号``."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dossier.facts import Fact
from dossier.model.columns import Column, Holds, Sheet
from dossier.model.days import written_day
from dossier.model.dossier import Dossier
from dossier.model.evidence import EVIDENCE, PHOTOS, spelled
from dossier.model.ledger import LEDGER
from dossier.model.people import DUTIES, GROUPS, LEADERS, OFFICE, TASKS
from dossier.model.returns import SUGGESTIONS
from dossier.model.standard import INDICATORS, REQUIREMENTS
from dossier.model.values import Unfit
from dossier.model.years import FiscalYear, SchoolYear
from dossier.numbers import bare
from dossier.source import Cell
from dossier.text import plain, yes_no


class Register(Fact, frozen=True):
    """A sheet, and its rows as facts, which have a field for each of its columns."""

    sheet: Sheet
    rows: Callable[[Dossier], Sequence[Any]]

    @property
    def cell(self) -> Cell:
        """The sheet as a whole."""
        return Cell(self.sheet.book, self.sheet.name, "")

    def count(self, dossier: Dossier, conditions: Sequence[tuple[Column, str]]) -> int:
        """How many rows say the given text in each of the given columns."""
        wanted = [(column, _folded(text), _meant(column, text)) for column, text in conditions]
        return sum(
            all(
                text in _forms(column, found := getattr(row, column.field)) or meant == (found,)
                for column, text, meant in wanted
            )
            for row in self.rows(dossier)
        )


def _meant(column: Column, text: str) -> tuple[object, ...]:
    """What a cell of `column` with that text would mean, or nothing."""
    try:
        return (column.read(text),) if text else ()
    except Unfit:
        return ()


def _forms(column: Column, value: Any) -> set[str]:
    """The ways to write what a cell of `column` says; one that lists codes says each of them."""
    words = {word for word, meaning in column.choices.items() if meaning == value}
    if value is None:
        words = {""}
    elif column.holds is Holds.PAGES:
        words = {spelled(value)}
    elif isinstance(value, tuple) and column.choices:
        words = words or {""}
    elif isinstance(value, tuple):
        words = {*value, "、".join(value)}
    elif isinstance(value, bool):
        words |= {yes_no(value)}
    elif isinstance(value, SchoolYear | FiscalYear):
        words = {str(value), value.span}
    elif isinstance(value, date):
        words = {value.isoformat(), written_day(value)}
    elif isinstance(value, Decimal):
        words = {bare(value)}
    elif not column.choices or not value:
        words = {str(value)}
    return {_folded(word) for word in words}


def _folded(text: str) -> str:
    """Half width, one kind of dash, no spaces."""
    return re.sub(r"[-—–－−]+", "-", plain(text))


REGISTERS: Mapping[str, Register] = {
    name: Register(sheet, rows)
    for sheet, rows in (
        (EVIDENCE, lambda dossier: dossier.evidence),
        (PHOTOS, lambda dossier: dossier.photos),
        (LEDGER, lambda dossier: dossier.ledger),
        (LEADERS, lambda dossier: dossier.people.leaders),
        (OFFICE, lambda dossier: dossier.people.office),
        (GROUPS, lambda dossier: dossier.people.members),
        (DUTIES, lambda dossier: dossier.people.duties),
        (TASKS, lambda dossier: dossier.people.tasks),
        (SUGGESTIONS, lambda dossier: dossier.school.returns.suggestions),
        (REQUIREMENTS, lambda dossier: tuple(dossier.standard.requirements.values())),
        (INDICATORS, lambda dossier: tuple(dossier.standard.indicators.values())),
    )
    for name in (sheet.name, *sheet.aliases)
}
"""By the name of the sheet, and by others under which it is found."""
