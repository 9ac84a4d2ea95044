"""The cells of a workbook's sheets (ECMA-376-1, 18.3.1), as their XML streams by.

Libraries were tried. openpyxl makes an object of each cell, which takes longer than all that is
done with them. calamine fills a table up to the last cell that holds something, so that a blank
typed into row 1,048,576 takes a gigabyte; and it tells neither percentages nor formulas without a
result.
"""

import math
import re
from datetime import date, datetime, time, timedelta

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.media.columns import column_number
from dossier.media.workbook_parts import LEAP_DAY, Formats, Parts, unescaped
from dossier.messages import say
from dossier.read.plaincells import Place, SheetCells

_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_AREA = re.compile(r"([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?")


def read_cells(content: bytes) -> list[SheetCells]:
    """The sheets of a workbook in their order, those of charts left out.

    Damage raises one of :data:`~dossier.damage.DAMAGED`; a workbook without sheets, or with parts
    that no program writes, :class:`~dossier.media.UnusableError`.
    """
    parts = Parts(content)
    formats, texts = parts.formats(), parts.texts()
    sheets = []
    for name, part in parts.sheets:
        sheet = _SheetParser(name, formats, texts, parts.first_day)
        parts.parse(part, sheet.started, sheet.ended, sheet.heard)
        sheets.append(sheet.whole())
    if not sheets:
        raise UnusableError(Code.WORKBOOK_UNREADABLE, say("it has no sheets"))
    return sheets


class _SheetParser:
    """Gathers the cells of a sheet."""

    def __init__(self, name: str, formats: Formats, texts: list[str], first: datetime) -> None:
        self._cells = SheetCells(name)
        self._formats = formats
        self._texts = texts
        self._first = first
        self._areas: list[str] = []
        self._row = self._column = 0
        self._given: dict[str, str] | None = None
        self._words: list[str] = []
        self._listening = self._quiet = self._computed = False

    def started(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._given = given
            self._words, self._computed = [], False
        elif name == "row":
            self._row = int(given["r"]) if "r" in given else self._row + 1
            self._column = 0
        elif name == "mergeCell":
            self._areas.append(given["ref"])
        elif self._given is None:
            return
        elif name in {"v", "t"}:  # a text in its cell stands in t, and in v where it is a result
            self._listening = not self._quiet
        elif name == "f":
            self._computed = True
        elif name == "rPh":
            self._quiet = True

    def heard(self, words: str) -> None:
        """Words stand between two tags."""
        if self._listening:
            self._words.append(words)

    def ended(self, name: str) -> None:
        """An element ends."""
        self._listening = False
        if name == "c" and self._given is not None:
            self._finish(self._given)
            self._given = None
        elif name == "rPh":
            self._quiet = False

    def whole(self) -> SheetCells:
        """The sheet, when all of it was told. Raises ValueError where a merged area is none."""
        for reference in self._areas:
            area = _AREA.fullmatch(reference.replace("$", ""))
            if area is None:
                raise ValueError(f"{reference} is no area")
            left, top, right, bottom = area.groups()
            places = (
                int(top),
                column_number(left),
                int(bottom or top),
                column_number(right or left),
            )
            self._cells.merge_down(*places)
        return self._cells

    def _finish(self, given: dict[str, str]) -> None:
        """A cell is complete."""
        place = self._place(given.get("r"))
        words = "".join(self._words)
        kind = given.get("t", "n")
        if not words:
            if self._computed:
                self._cells.uncomputed.append(place)
            return
        value = self._value(kind, words, int(given.get("s", "0")))
        if value == "":
            return
        self._cells.values[place] = value
        if kind == "n" and int(given.get("s", "0")) in self._formats.percentages:
            self._cells.percent.add(place)

    def _place(self, reference: str | None) -> Place:
        """Where a cell stands: as it says, or behind the one before."""
        if reference is None:
            self._column += 1
            return self._row, self._column
        found = _PLACE.fullmatch(reference)
        if found is None:
            raise ValueError(f"{reference} is no cell")
        self._column = column_number(found[1])
        return int(found[2]), self._column

    def _value(self, kind: str, words: str, style: int) -> object:
        """The value of a cell of this kind (18.18.11)."""
        match kind:
            case "n":
                return self._number(words, style)
            case "s":
                return self._texts[int(words)]
            case "b":
                return bool(int(words))
            case "d":
                return _told(words)
            case "inlineStr" | "str":
                return unescaped(words)
            case _:
                return words

    def _number(self, words: str, style: int) -> object:
        number = float(words) if any(one in words for one in ".eE") else int(words)
        if not math.isfinite(number):
            return "#NUM!"
        try:
            if style in self._formats.spans:
                return timedelta(milliseconds=round(number * 86_400_000))
            if style in self._formats.dates:
                return _moment(number, self._first)
        except (OverflowError, ValueError):
            return "#VALUE!"  # no day that there can be
        return number


def _moment(number: float, first: datetime) -> datetime | time:
    """The day (or the time of day, below 1) with that number (18.17.4.1)."""
    days, part = divmod(number, 1)
    within = timedelta(milliseconds=round(part * 86_400_000))
    if 0 <= number < 1 and not within.days:
        return (first + within).time()
    if 0 < number < LEAP_DAY and first.year < 1900:  # noqa: PLR2004 - the calendar that has this day
        days += 1
    return first + timedelta(days=days) + within


def _told(words: str) -> datetime | date | time:
    """A day, a time of day, or both, in words (18.17.4). Raises ValueError."""
    if "-" not in words:
        return time.fromisoformat(words.removesuffix("Z"))
    kind = datetime if ":" in words else date
    return kind.fromisoformat(words.removesuffix("Z"))
