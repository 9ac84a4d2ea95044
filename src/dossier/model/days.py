"""Days as people give them, and how they are printed: one of which only the month is told, too."""

from calendar import monthrange
from datetime import date


class Month(date):
    """A date of which only the month is known: it counts as its first day, and prints without one.

    Papers often bear no more (``2022年12月``); a day that nobody wrote is never printed.
    """

    @property
    def first_day(self) -> date:
        """Its first day, as a day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def holds(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return (day.year, day.month) == (self.year, self.month)

    def isoformat(self) -> str:
        """As ``2022-12``."""
        return f"{self.year:04d}-{self.month:02d}"

    __str__ = isoformat


def agrees(known: date, day: date) -> bool:
    """Whether `day` may be the one that `known` tells: the same, or one of that month."""
    return known.holds(day) if isinstance(known, Month) else known == day


def written_day(value: date | None) -> str:
    """2023年8月20日, months and days without zeros (GB/T 9704-2012, 7.3.5); '' for none."""
    if value is None:
        return ""
    month = f"{value.year}年{value.month}月"
    return month if isinstance(value, Month) else f"{month}{value.day}日"


def compact_day(value: date | None) -> str:
    """20230820, as catalogues write it (DA/T 22-2015, 归档文件目录); '' for none."""
    return value.isoformat().replace("-", "") if value else ""


def dotted_day(value: date | None) -> str:
    """2023.8.20, for narrow columns; '' for none."""
    if value is None:
        return ""
    month = f"{value.year}.{value.month}"
    return month if isinstance(value, Month) else f"{month}.{value.day}"
