"""The codes of number formats (ECMA-376-1, 18.8.31), taken apart: sections, pieces, conditions."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_LONG_DATE, _NOON = 'yyyy"年"m"月"d"日"', "上午/下午"
_TIME, _LONG_TIME = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
_OPEN = "[?]"  # a section that hangs on the language
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _YEAR_MONTH,
    28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: _LONG_DATE, 32: _TIME, 33: _LONG_TIME,
    34: _NOON + _TIME, 35: _NOON + _LONG_TIME, 36: _YEAR_MONTH, 37: f"#,##0 ;{_OPEN}",
    38: f"#,##0 ;{_OPEN}", 39: f"#,##0.00 ;{_OPEN}", 40: f"#,##0.00 ;{_OPEN}",
    41: f"#,##0 ;{_OPEN};{_OPEN}", 43: f"#,##0.00 ;{_OPEN};{_OPEN}", 45: "mm:ss",
    46: "[h]:mm:ss", 49: "@", 50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY,
    54: _MONTH_DAY, 55: _NOON + _TIME, 56: _NOON + _LONG_TIME, 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
_PIECE = re.compile(
    r"""
    "[^"]*"?            # words
    | [\\!_*].          # one character: as it is, as blank as it is wide, as often as there is room
    | \[[^\]]*\]        # colour, condition, language, elapsed time
    | 上午/下午 | AM/PM | A/P | General | [GＧ]/通用格式 | 常规
    | E[+-] | a+ | e+ | y+ | m+ | d+ | h+ | s+
    | .
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_CURRENCY = re.compile(r"\[\$([^\]\-]*)(?:-([^\]]*))?\]")
_COLOUR = re.compile(r"\[(?:[a-z]+|colou?r ?\d+|颜色 ?\d+|[黑蓝青绿洋红白黄]+色?)\]", re.IGNORECASE)
# languages in whose formats digits and words are what they are in any other
_PLAIN_LANGUAGES = {"", "804", "409", "404", "1004", "zh-cn", "en-us", "zh-tw"}
# what Windows is asked for: its long date, its time
_SYSTEM = {
    "f800": _LONG_DATE, "x-sysdate": _LONG_DATE, "f400": "h:mm:ss", "x-systime": "h:mm:ss",
}  # fmt: skip
_BARE = frozenset(" $-+/():^&'~{}<>=,¥￥€£")
UNKNOWN = "?"
"""Stands for a built-in format that hangs on the language and the version."""
GENERAL = frozenset({"general", "g/通用格式", "ｇ/通用格式", "常规", "standard"})
"""Pieces for a number as it is, in small letters."""
Section = tuple[str, ...]
"""The pieces of one section of a format."""
_MOST = 4  # sections: for positive numbers, negative ones, zero, text


def built_in(number: int) -> str:
    """The format of a number below 164, as a Chinese program shows it; UNKNOWN for any other."""
    return _BUILT_IN.get(number, UNKNOWN)


@lru_cache(maxsize=512)
def sections(form: str) -> tuple[Section, ...]:
    """The sections of a format, which semicolons divide."""
    found: list[list[str]] = [[]]
    for piece in _PIECE.findall(form or "General"):
        if piece == ";":
            found.append([])
        else:
            found[-1].append(piece)
    return tuple(_of_system(one) for one in found)


def _of_system(section: Sequence[str]) -> Section:
    for piece in section:
        tag = _CURRENCY.fullmatch(piece)
        if tag and (tag[2] or "").lower() in _SYSTEM:
            return tuple(_PIECE.findall(_SYSTEM[(tag[2] or "").lower()]))
    return tuple(section)


def for_text(form: str) -> Section | None:
    """The section in which text is shown; None where it is shown as it is."""
    parts = sections(form)
    if "@" in parts[-1] or len(parts) >= _MOST:
        return parts[-1]
    return None


def for_number(form: str, number: Decimal) -> tuple[Section, Decimal] | None:
    """The section in which a number is shown, and the number without a sign that it replaces.

    None where that hangs on more than the standard says.
    """
    parts = sections(form)
    if len(parts) == 1 and "@" in parts[0]:
        return ("General",), number
    if len(parts) >= _MOST or "@" in parts[-1]:
        parts = parts[:-1]
    conditions = [_condition(part) for part in parts]
    if any(conditions):
        return _conditioned(parts, conditions, number)
    if number < 0 and parts[1:]:
        return parts[1], -number
    return (parts[2] if not number and parts[2:] else parts[0]), number


def _conditioned(
    parts: Sequence[Section], conditions: Sequence[tuple[str, Decimal] | None], number: Decimal
) -> tuple[Section, Decimal] | None:
    if None in conditions[:-1] or len(parts) < 2:  # noqa: PLR2004 - what holds for the rest?
        return None
    for part, condition in zip(parts, conditions, strict=True):
        if condition is None:
            return part, number
        if _holds(number, *condition):
            sign, limit = condition
            # one for negative numbers alone may say itself where their sign goes
            return None if number < 0 and sign in "<==" and limit <= 0 else (part, number)
    return None


def _condition(part: Section) -> tuple[str, Decimal] | None:
    found = next((match for piece in part if (match := _CONDITION.fullmatch(piece))), None)
    return (found[1], Decimal(found[2])) if found else None


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit, ">": number > limit, "=": number == limit,
        "<=": number <= limit, ">=": number >= limit, "<>": number != limit,
    }[sign]  # fmt: skip


def literal(piece: str) -> str | None:
    """What a piece that stands for no digit shows; None where that cannot be told."""
    if piece.startswith('"'):
        return piece.strip('"')
    if piece.startswith("["):
        return _bracketed(piece)
    if len(piece) > 1 and piece[0] in "\\!_*":
        if piece[0] == "*":  # what is repeated is compared without these
            return "" if piece[1] in " -._…" else None
        return " " if piece[0] == "_" else piece[1]
    # characters beyond ASCII need no quotes
    return piece if piece in _BARE or not piece.isascii() else None


def _bracketed(piece: str) -> str | None:
    """The sign of a currency; nothing for a condition or a colour."""
    if tag := _CURRENCY.fullmatch(piece):
        return tag[1] if (tag[2] or "").lower() in _PLAIN_LANGUAGES else None
    elapsed = set(piece[1:-1].lower()) <= set("hms")
    return "" if _CONDITION.fullmatch(piece) or (_COLOUR.fullmatch(piece) and not elapsed) else None


def filled_with(section: Section, text: str) -> str | None:
    """Text in its section; None where that cannot be told."""
    said = [text if piece == "@" else literal(piece) for piece in section]
    return None if None in said else "".join(one or "" for one in said)
