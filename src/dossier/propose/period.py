"""The school year or financial year that a paper belongs to."""

import re
from collections.abc import Sequence
from datetime import date

from dossier.model.values import western
from dossier.model.years import FiscalYear, SchoolYear, Year

_DASH = r"[-—–－~～至到]{1,2}"
_SPAN = re.compile(rf"(?<!\d)(20\d{{2}}|\d{{2}})\s*年?\s*{_DASH}\s*(20\d{{2}}|\d{{2}})(?!\d)")
_STARTING = re.compile(r"(?<!\d)(20\d{2})\s*学年")
_TERM = re.compile(r"(?<!\d)(20\d{2})\s*年?\s*(秋|春|上半年|下半年)")
_FISCAL = re.compile(r"(?<!\d)(20\d{2})\s*(?:年度|财年|财政年度|年(?!\s*\d))")
_BARE = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_FULL = 1000


def period_of(
    words: Sequence[str], day: date | None, periods: Sequence[Year | None]
) -> tuple[Year | None, bool]:
    """The one of the `periods` that a paper belongs to, and whether its words name it.

    `words` are its heading, name and folders, the surest first; where they name none it is that of
    its `day`. None where neither is among the periods.
    """
    wanted = [period for period in periods if period is not None]
    for text in words:
        for year in _named(western(text), wanted):
            if year in wanted:
                return year, True
    for year in wanted:
        if day is not None and year.first <= day <= year.last:
            return year, False
    return None, False


def _named(text: str, wanted: Sequence[Year]) -> list[Year]:
    fiscal = any(isinstance(one, FiscalYear) for one in wanted)
    found: list[Year] = []
    spans = list(_SPAN.finditer(text))
    if fiscal:
        bare = _SPAN.sub("", text)
        return [FiscalYear(int(one[1])) for one in (*_FISCAL.finditer(bare), *_BARE.finditer(bare))]
    for span in spans:
        first, last = (_whole(one) for one in span.groups())
        if last == first + 1:
            found.append(SchoolYear(first))
    found += [SchoolYear(int(one[1])) for one in _STARTING.finditer(text)]
    for term in _TERM.finditer(text):
        autumn = term[2] in {"秋", "下半年"}
        found.append(SchoolYear(int(term[1]) - (not autumn)))
    return found


def _whole(year: str) -> int:
    number = int(year)
    return number if number >= _FULL else 2000 + number
