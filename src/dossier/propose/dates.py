"""The day a paper was made, by what closes it, by what it says, its name, or the camera."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from dossier.media.passage import CELL
from dossier.model.values import western
from dossier.propose.proposal import Candidate, DateSource
from dossier.text import plain

Dated = tuple[date, DateSource]

_DAY = r"([12]\d{3})\s*[年./\-—]\s*(\d{1,2})\s*[月./\-—]\s*(\d{1,2})(?!\d)\s*[日号]?"
_ALONE = re.compile(rf"(?:.{{0,30}}?[^0-9A-Za-z])?{_DAY}(印发|印)?\W{{0,3}}\w?")
_LABELLED = re.compile(
    rf"(?:日期|时间|年月日|填报|填表|制表|登记|上报|印制|签订)(?:于|为)?\s*[:：]?\s*{CELL}?\s*{_DAY}"
)
_IN_NAME = re.compile(
    r"(?<!\d)([12]\d{3})(?:[年._\-—/ ]\s?(\d{1,2})[月._\-—/ ]\s?(\d{1,2})(?!\d)[日号]?"
    r"|(0[1-9]|1[0-2])([0-3]\d)(?!\d{1,3}(?!\d))(?:\d{6})?(?!\d))"
)
_MOMENT = re.compile(r"(?<!\d)(1[0-9]{12})(?!\d)")  # milliseconds, as WeChat names what it exports
_HOME = timedelta(hours=8)  # the clock of China
_LAST_LINES, _FIRST_LINES = 14, 25
_FIRST_YEAR = 1949


def dated(paper: Candidate, years: tuple[int, int]) -> Dated | None:
    """The day of a paper and what tells it; None where nothing does.

    `years` are the first and last in which the dossier's papers are likely to be made: what a
    camera says beyond them is a clock that nobody set.
    """
    named = _named(paper)
    closing = closed(paper.lines)
    if closing:
        return closing, DateSource.CLOSING
    labelled = next(_labelled(paper.lines[:_FIRST_LINES]), None)
    if labelled:
        return labelled, DateSource.LABELLED
    first, last = years
    if paper.is_picture and paper.taken and first <= paper.taken.year <= last:
        return paper.taken, DateSource.CAMERA
    return (named, DateSource.NAME) if named else None


def closed(lines: Sequence[str]) -> date | None:
    """The date that closes a paper (落款): the last line that is one, but for that of printing."""
    printed: date | None = None
    for line in reversed([western(plain(line)) for line in lines[-_LAST_LINES:]]):
        found = _ALONE.fullmatch(line)
        day = _day(*found.groups()[:3]) if found else None
        if day is None:
            day = next(_labelled([line]), None)
            if day is not None:
                return day
            continue
        assert found is not None
        if not found[4]:
            return day
        printed = printed or day
    for line in reversed([western(plain(line)) for line in lines[:-_LAST_LINES]]):
        found = re.fullmatch(_DAY, line)  # an annex follows what closes the paper
        if found and (day := _day(*found.groups()[:3])):
            return day
    return printed


def _labelled(lines: Sequence[str]) -> Iterator[date]:
    for line in lines:
        for found in _LABELLED.finditer(western(plain(line))):
            if (day := _day(*found.groups())) is not None:
                yield day


def _named(paper: Candidate) -> date | None:
    """The day in the name of a file, the last one where there are several."""
    name = western(paper.stem)
    days = []
    for found in _IN_NAME.finditer(name):
        year, month, of_month, short, of_short = found.groups()
        days.append(_day(year, month or short, of_month or of_short))
    days += [
        (datetime.fromtimestamp(int(found[1]) / 1000, UTC) + _HOME).date()
        for found in _MOMENT.finditer(name)
    ]
    return next((day for day in reversed(days) if day is not None), None)


def _day(year: str, month: str, of_month: str) -> date | None:
    try:
        found = date(int(year), int(month), int(of_month))
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None
