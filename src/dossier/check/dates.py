"""Dates that cannot be: before there were such schools, or after the dossier was put in order.

No clock is asked: the latest day that the school gives for its own dossier (成文日期, 整理日期,
检查日期) is that on which it was finished.
"""

from collections.abc import Iterator
from datetime import date

from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.standard import Phase
from dossier.model.years import covers
from dossier.source import Cell

_FOUNDED = date(1949, 10, 1)


def impossible_dates(facts: Facts) -> Iterator[Finding]:
    """Dates of documents, photos, signatures and closings that lie before 1949 or in the future."""
    days = facts.dossier.school.days
    last = max((days[name] for name in days if name != Phase.PLAN.day), default=None)
    for name, day in days.items():
        if day < _FOUNDED:
            at = facts.dossier.school.cells.get(name, Cell("school.xlsx", "基本信息", ""))
            yield _finding(at, _early(day))
    for day, at in _dates(facts):
        if day < _FOUNDED:
            yield _finding(at, _early(day))
        elif last and day > last:
            text = say("the date {date} is after {last}, the last day of the dossier", date=day,
                       last=last)  # fmt: skip
            yield _finding(at, text)


def _early(day: date) -> Text:
    return say("the date {date} is before {founded}", date=day, founded=_FOUNDED)


def _finding(at: Cell, text: Text) -> Finding:
    return Finding(
        Code.VALUE_INVALID,
        text,
        at=at,
        hint=say("correct it, or 整理日期 and 检查日期 in the sheet '基本信息' of school.xlsx"),
    )


def _dates(facts: Facts) -> Iterator[tuple[date, Cell]]:
    dossier = facts.dossier
    for entry in dossier.entries:
        # one that does not fall into its year is told as that
        if entry.dated and (entry.year is None or covers(entry.year, entry.dated)):
            yield entry.dated, entry.row.cell("dated")
    for task in dossier.people.tasks:
        if task.signed:
            yield task.signed, task.row.cell("signed")
    for waiver in dossier.waivers:
        if waiver.dated:
            yield waiver.dated, waiver.row.cell("dated")
    for row in dossier.ledger:
        # after 成文日期 it is told as a contradiction
        if row.closed and not (dossier.school.dated and row.closed > dossier.school.dated):
            yield row.closed, row.row.cell("closed")
