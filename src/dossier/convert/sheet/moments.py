"""Days and times in a format, as a Chinese Excel shows them (ECMA-376-1, 18.8.31, 18.17.4)."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from dossier.convert.sheet.digits import CHARACTERS, in_words
from dossier.convert.sheet.formats import DATE, kind_of, literal
from dossier.media.workbook_parts import DAYS_BY_1904, FIRST_DAY, LEAP_DAY

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOON, _HALF = "上午/下午", 12
_WEEK = "一二三四五六日"
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


def moment(value: float, section: tuple[str, ...], *, since_1904: bool) -> str:
    """A day and time, counted in days, in the `section` of a format."""
    day = value + (DAYS_BY_1904 if since_1904 else 0)
    day += 1 if day < LEAP_DAY else 0  # 1900 is counted as a leap year
    try:
        when = FIRST_DAY + timedelta(seconds=round(day * 86400))
    except OverflowError:
        return "#" * 10
    return "".join(_pieces(value, when, section))


def _pieces(value: float, when: datetime, section: tuple[str, ...]) -> Iterator[str]:
    kind = kind_of(section)
    noon = any(piece.lower() in {"am/pm", "上午/下午", "a/p"} for piece in section)
    letters = [
        (n, piece[0].lower())
        for n, piece in enumerate(section)
        if piece[:1].lower() in set("ymdhs") and DATE.fullmatch(piece)
    ]
    for n, piece in enumerate(section):
        low = piece.lower()
        if found := _ELAPSED.fullmatch(piece):
            seconds = {"h": 3600, "m": 60, "s": 1}[found[1][0].lower()]
            yield str(int(value * 86400 / seconds + 1e-6)).zfill(len(found[1]))
            continue
        before = next((c for k, c in reversed(letters) if k < n), "")
        after = next((c for k, c in letters if k > n), "")
        if low[0] == "m" and len(low) <= 2 and (before == "h" or after == "s"):  # noqa: PLR2004
            low = "n" * len(low)  # minutes
        yield _piece(low, when, kind, noon=noon) if DATE.fullmatch(piece) else literal(piece)


def _piece(low: str, when: datetime, kind: str, *, noon: bool) -> str:
    if low[0] in "ye":
        year = f"{when.year:04}"
        year = year[-2:] if low in {"y", "yy"} else year
        return year.translate(str.maketrans("0123456789", CHARACTERS[kind])) if kind else year
    if low in {"am/pm", _NOON}:
        return ("AM", "PM", "上午", "下午")[2 * (low == _NOON) + (when.hour >= _HALF)]
    if low[0] == "a":
        return "星期" * (len(low) == len("aaaa")) + _WEEK[when.weekday()]
    hour = (when.hour - 1) % 12 + 1 if noon else when.hour
    number = {"m": when.month, "d": when.day, "h": hour, "n": when.minute, "s": when.second}[low[0]]
    if low[0] in "md" and len(low) > 2:  # noqa: PLR2004
        name = _MONTHS.split()[number - 1] if low[0] == "m" else _DAYS.split()[when.weekday()]
        return name[: {3: 3, 5: 1}.get(len(low), 20)]
    if kind:
        words = in_words(number, kind)
        return words.removeprefix("一") if kind == "1" and words.startswith("一十") else words
    return str(number).zfill(len(low) if len(low) < 3 else 1)  # noqa: PLR2004
