"""School years and financial years, the two calendars of an inspection.

A school year runs from 1 September to 31 August (统计报表填表说明); money is counted by
calendar year.
"""

from datetime import date

from dossier.facts import Fact


class SchoolYear(Fact, frozen=True, order=True):
    """学年度: 1 September of `start` to 31 August of the next year."""

    start: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.start, 9, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.start + 1, 8, 31)

    @property
    def span(self) -> str:
        """The two years alone: ``2020—2021``."""
        return f"{self.start}—{self.start + 1}"

    def __str__(self) -> str:
        return f"{self.span}学年度"


class FiscalYear(Fact, frozen=True, order=True):
    """财政年度: the calendar year `start`."""

    start: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.start, 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.start, 12, 31)

    @property
    def span(self) -> str:
        """The year alone: ``2021``."""
        return str(self.start)

    def __str__(self) -> str:
        return f"{self.start}年度"


Year = SchoolYear | FiscalYear


def order_of(year: Year | None) -> tuple[date, str]:
    """A sort key: what belongs to no year comes first, then by first day."""
    return (year.first, year.span) if year else (date.min, "")


def covers(year: Year, day: date) -> bool:
    """Whether `day` falls within `year`."""
    return year.first <= day <= year.last
