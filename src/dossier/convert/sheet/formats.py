"""Number formats, rewritten so that LibreOffice shows what Excel shows in Chinese.

A code that names no language is read by the language of the program (ECMA-376-1, 18.8.30): `aaaa`
is 星期四 in a Chinese Excel. LibreOffice asks for the language within the code, and knows neither
the escape `!` nor names of languages as `[$-zh-CN]`.
"""

import re
from collections.abc import Iterator

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 37: "#,##0 ;-#,##0 ",
    38: "#,##0 ;[Red]-#,##0 ", 39: "#,##0.00 ;-#,##0.00 ", 40: "#,##0.00 ;[Red]-#,##0.00 ",
    41: "#,##0 ", 42: "¥ #,##0 ", 43: "#,##0.00 ", 44: "¥ #,##0.00 ", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The codes that a number stands for in every language, or nearly so (18.8.30)."""

_YEAR_MONTH = 'yyyy"年"m"月"'
_MONTH_DAY = 'm"月"d"日"'
_LONG_DATE = 'yyyy"年"m"月"d"日"'
_NOON = "上午/下午"

CHINESE = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY,
    30: "m-d-yy", 31: _LONG_DATE, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: f'{_NOON}h"时"mm"分"', 35: f'{_NOON}h"时"mm"分"ss"秒"', 36: _YEAR_MONTH, 50: _YEAR_MONTH,
    51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: f'{_NOON}h"时"mm"分"',
    56: f'{_NOON}h"时"mm"分"ss"秒"', 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
"""The codes that a number stands for in a Chinese Excel alone (18.8.30, zh-cn)."""

_TOKEN = re.compile(
    r"""
    "[^"]*"?            # literal
    | [\\!_*].          # escaped, as wide as, filled with
    | \[[^\]]*\]        # colour, condition, language, currency
    | 上午/下午 | AM/PM | A/P
    | G/通用格式 | General
    | E[+-]             # exponent
    | a+ | e+ | g+ | y+ | m+ | d+ | h+ | s+ | b+
    | .
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
DATE = re.compile(r"(y+|m+|d+|h+|s+|a{3,4}|e+|am/pm|上午/下午|\[h+\]|\[m+\]|\[s+\])", re.IGNORECASE)
"""A piece that shows part of a day or a time."""

_COLOURS = {
    "黑色": "Black", "蓝色": "Blue", "蓝": "Blue", "青色": "Cyan", "绿色": "Green",
    "洋红": "Magenta", "洋红色": "Magenta", "红色": "Red", "白色": "White", "黄色": "Yellow",
}  # fmt: skip
_TAG = re.compile(r"\[\$([^\]-]*)-(x-[a-z]+|[a-z]{2,3}-[A-Za-z]{2,4})[^\]]*\]", re.IGNORECASE)
_LANGUAGES = {
    "zh-cn": "804", "zh-tw": "404", "zh-hk": "C04", "zh-sg": "1004", "en-us": "409",
    "en-gb": "809", "ja-jp": "411", "ko-kr": "412", "de-de": "407", "fr-fr": "40C",
    "ru-ru": "419",
}  # fmt: skip
_SYSTEM_DATE, _SYSTEM_TIME = ("[$-f800]", "[$-x-sysdate]"), ("[$-f400]", "[$-x-systime]")
_LANGUAGE = re.compile(r"\[\$[^\]]*-[0-9A-Fa-f]+\]")
_MAINLAND = "[$-804]"


def pieces(code: str) -> list[str]:
    """The pieces of a format code: literals, brackets, runs of one letter, single characters."""
    return _TOKEN.findall(code)


def sections(code: str) -> list[list[str]]:
    """The pieces of each of a code's sections, which semicolons divide."""
    parts: list[list[str]] = [[]]
    for piece in pieces(code):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


def kind_of(section: tuple[str, ...]) -> str:
    """'1' or '2' where numbers are in Chinese characters, plain or those of cheques."""
    found = next((one for one in section if one.lower().startswith("[dbnum")), "")
    return found[6:-1] if found[6:-1] in {"1", "2"} else ""


def literal(piece: str) -> str:
    """What a piece that is no placeholder shows."""
    if piece.startswith('"'):
        return piece.strip('"')
    if piece[:1] in "\\!" and len(piece) > 1:
        return piece[1]
    if piece.startswith("[$"):
        return piece[2:-1].partition("-")[0]
    if piece[:1] == "_":
        return " "
    return "" if piece.startswith(("[", "*")) else piece


def rewritten(code: str) -> str:
    """The code with which LibreOffice shows what a Chinese Excel shows with `code`."""
    return ";".join("".join(_section(section)) for section in sections(code))


def _section(section: list[str]) -> Iterator[str]:
    plain = [_plain(piece) for piece in section]
    spoken = [piece.lower() for piece in plain]
    if any(piece.startswith(_SYSTEM_DATE) for piece in spoken):
        yield _LONG_DATE
        return
    if any(piece.startswith(_SYSTEM_TIME) for piece in spoken):
        yield "h:mm:ss"
        return
    foreign = any(_LANGUAGE.fullmatch(piece) for piece in plain)
    chinese = not foreign and any(
        piece.startswith(("[dbnum", "aaa")) or piece == _NOON for piece in spoken
    )
    at_home = not foreign or _MAINLAND in spoken
    leading = True
    for piece, low in zip(plain, spoken, strict=True):
        if leading and not (low.startswith("[") and low not in {"[h]", "[m]", "[s]"}):
            leading = False
            if chinese:
                yield _MAINLAND
        if piece == _NOON:
            yield "AM/PM"
        elif at_home and low in {"e", "ee", "eee", "eeee"}:
            yield "yyyy"  # only in a format of dates is it a piece of its own
        else:
            yield piece


def _plain(piece: str) -> str:
    """The piece in the words that LibreOffice knows."""
    if piece.startswith("!"):
        return "\\" + piece[1:]
    if piece == "G/通用格式":
        return "General"
    if piece.startswith("["):
        tag = _TAG.fullmatch(piece)
        if tag and not tag[2].lower().startswith("x-"):
            language = _LANGUAGES.get(tag[2].lower(), "")
            return f"[${tag[1]}-{language}]" if language else (tag[1] and f'"{tag[1]}"')
        colour = _COLOURS.get(piece[1:-1])
        return f"[{colour}]" if colour else piece
    return piece
