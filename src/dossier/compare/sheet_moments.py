"""Days and times as a Chinese spreadsheet shows them (ECMA-376-1, 18.8.31, 18.17.4)."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from dossier.compare.sheet_formats import Section, literal
from dossier.media.workbook_parts import DAYS_BY_1904, FIRST_DAY, LEAP_DAY

_PART = re.compile(
    r"y+|m+|d+|h+|s+|a{3,4}|e+|am/pm|a/p|上午/下午|\[h+\]|\[m+\]|\[s+\]", re.IGNORECASE
)
_NOON = "上午/下午"
_WEEK = "一二三四五六日"
_FIRST, _LAST = (
    LEAP_DAY + 1,
    2_958_465,
)  # before 1 March 1900 days are counted in two ways; 9999-12-31
_SECONDS = 86_400
_NEAR = Decimal("0.001")  # seconds; what is further from a whole one is rounded in several ways
_DIGITS = "〇一二三四五六七八九"
_TENS = 10
_ELAPSED = {"h": 3600, "m": 60, "s": 1}
_HALF = 12


def is_moment(section: Section) -> bool:
    """Whether a format shows part of a day or a time."""
    return any(_PART.fullmatch(piece) for piece in section)


def moment(value: Decimal, section: Section, *, since_1904: bool) -> str | None:
    """A day and time, counted in days, in the section of a format; None where we cannot tell."""
    seconds = value * _SECONDS
    whole = seconds.to_integral_value()
    if abs(seconds - whole) > _NEAR:
        return None
    days, rest = divmod(int(whole), _SECONDS)
    days += DAYS_BY_1904 if since_1904 else 0
    shows_days = any(piece[0].lower() in "ydea" and _PART.fullmatch(piece) and
                     piece.lower() not in {"am/pm", "a/p"} for piece in section)  # fmt: skip
    if days > _LAST or (days < _FIRST and (shows_days or days < 0)):
        return None
    when = FIRST_DAY + timedelta(days=days, seconds=rest)
    said = list(_said(int(whole), when, section))
    return None if None in said else "".join(one or "" for one in said)


def _said(elapsed: int, when: datetime, section: Section) -> Iterator[str | None]:
    chinese = any(piece.lower() == "[dbnum1]" for piece in section)
    noon = _NOON in section
    parts = [(at, piece.lower()) for at, piece in enumerate(section) if _PART.fullmatch(piece)]
    for at, piece in enumerate(section):
        low = piece.lower()
        if not _PART.fullmatch(piece):
            yield "" if low == "[dbnum1]" else ":" if piece == ":" else _between(piece)
            continue
        if low.startswith("["):
            yield None if chinese else str(elapsed // _ELAPSED[low[1]]).zfill(len(low) - 2)
            continue
        before = next((one for place, one in reversed(parts) if place < at), "")
        after = next((one for place, one in parts if place > at), "")
        minutes = low in {"m", "mm"} and ("h" in before or after.startswith(("s", "[s")))
        yield _part("n" * len(low) if minutes else low, when, noon=noon, chinese=chinese)


def _between(piece: str) -> str | None:
    # a point between days stands without quotes; one behind seconds begins their parts
    return piece if piece in {".", ",", ";"} else None if piece in "0#?" else literal(piece)


def _part(low: str, when: datetime, *, noon: bool, chinese: bool) -> str | None:
    if low == _NOON:
        return "下午" if when.hour >= _HALF else "上午"
    if low in {"aaa", "aaaa"}:
        return "星期" * (len(low) == len("aaaa")) + _WEEK[when.weekday()]
    if low[0] in "ye" and not low.startswith("a"):
        year = str(when.year)
        year = year[-2:] if low in {"y", "yy"} else year
        return "".join(_DIGITS[int(digit)] for digit in year) if chinese else year
    if len(low) > 2 or low[0] not in "mdhns":  # noqa: PLR2004 - names of months, days, forenoon
        return None
    hour = (when.hour - 1) % _HALF + 1 if noon else when.hour
    number = {"m": when.month, "d": when.day, "h": hour, "n": when.minute, "s": when.second}[low[0]]
    if chinese:
        return _in_words(number) if low[0] in "md" else None
    return str(number).zfill(len(low))


def _in_words(number: int) -> str:
    """A number of a month or day: 21 → 二十一."""
    tens, ones = divmod(number, _TENS)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")
