"""Which year a number in running text is about."""

import re
from datetime import date

from dossier.facts import Fact
from dossier.model.years import FiscalYear, SchoolYear, Year, covers

_DASH = "[-—–－−~～至]+"
_YEAR = r"(?<!\d)([12]\d{3})"
_MENTION = re.compile(
    rf"(?P<span>{_YEAR}年?{_DASH}(\d{{4}}|\d{{2}})(?!\d)年?(?:学年度?|年度)?)"
    rf"|(?P<school>{_YEAR}学年度?)"
    rf"|(?P<month>{_YEAR}年(\d{{1,2}})月)"
    rf"|(?P<term>{_YEAR}年?(春|秋))"
    rf"|(?P<calendar>{_YEAR}年度?)"
    r"|(?P<now>现有|现共有|目前|如今|今年|本学?年度?|本学期)"
    r"|(?P<any>[近三几]三?年|历年|逐年|去年|上一?学?年|往年|前年|同期|三个学年度?|原有|原来|曾)"
)
# A year that stands this far from the number, in characters, may belong to something else.
_NEAR = 60
# What is built or counted in summer is often meant for the school year that is to come.
_WITHIN = {1, 2, 3, 4, 5, 9, 10, 11, 12}


class Mention(Fact, frozen=True):
    """A year named beside a number: what it says, and whether it stands near.

    `kind` is span, school, month, term, calendar, now or any; `numbers` are its digits.
    """

    kind: str
    numbers: tuple[int, ...]
    is_near: bool

    def covers(self, year: Year) -> bool:
        """Whether what is said of the mentioned time may be said of `year`.

        A calendar year touches two school years, and a school year two financial years.
        """
        start = self.numbers[0] if self.numbers else 0
        if self.kind in {"span", "school"}:
            if isinstance(year, SchoolYear):
                return year.start == start
            return year.start in {start, start + 1}
        if isinstance(year, FiscalYear):
            return year.start == start
        if self.kind == "calendar":
            return start in {year.start, year.start + 1}
        return covers(year, date(start, self.numbers[1], 1))


def mention(before: str, after: str) -> Mention | None:
    """The year named last before a number, else the first one named after it in its sentence."""
    found = list(_MENTION.finditer(before))
    if found:
        return _read(found[-1], len(before) - found[-1].end())
    following = _MENTION.search(after)
    return _read(following, following.start()) if following else None


def _read(match: re.Match[str], distance: int) -> Mention:
    kind = str(match.lastgroup)
    digits = [part for part in match.groups()[1:] if part and re.fullmatch(r"\d+|春|秋", part)]
    near = distance <= _NEAR
    if kind == "span":
        start, end = int(digits[0]), digits[1]
        if int(end) % 100 != (start + 1) % 100:
            return Mention("any", (), near)  # 2020—2023年 is a stretch of years
        return Mention(kind, (start,), near)
    if kind == "term":
        return Mention(kind, (int(digits[0]), 3 if digits[1] == "春" else 10), near)
    if kind == "month":
        start, month = int(digits[0]), int(digits[1])
        if month in _WITHIN:
            return Mention(kind, (start, month), near)
        return Mention("calendar", (start,), near)
    return Mention(kind, tuple(int(part) for part in digits[:1]), near)
