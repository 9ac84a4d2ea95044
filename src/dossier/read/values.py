"""What a person typed → what it means. Each function gives the value or says what is wrong."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache

from dossier.files import nfc
from dossier.messages import Text, say
from dossier.model.years import FiscalYear, SchoolYear, Year

_YES = {"是", "有", "√", "✓", "✔", "y", "yes", "1", "true", "已盖", "已签", "已盖章", "已签字"}
_NO = {"否", "无", "×", "✗", "x", "n", "no", "0", "false", "未盖", "未签", "未盖章", "未签字"}
_TOO_MUCH = 10**15  # a spreadsheet keeps 15 digits, of an ID number as of any other
_HYPHENS = r"[-—–－−]+"
_DASHES = r"[-—–－−~～至]+"
_SCHOOL_YEAR = re.compile(rf"([12]\d{{3}})年?{_DASHES}(\d{{4}}|\d{{2}})年?(学年度|学年|年度)?")
_FISCAL_YEAR = re.compile(r"([12]\d{3})年?度?")
_DATE = re.compile(r"(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Unfit(Exception):  # noqa: N818 - not an error of the program: a cell that does not fit
    """A value that does not fit its column: what is allowed, and perhaps what was meant."""

    def __init__(self, text: Text, hint: Text | None = None) -> None:
        super().__init__(text, hint)
        self.text = text
        self.hint = hint


def _folded(value: object) -> str:
    return _fold(str(value))


# a column says 是, or the same school year, thousands of times
@lru_cache(maxsize=1 << 14)
def _fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def text(value: object) -> str:
    """One line of text; whole floats lose the '.0' that spreadsheets give to typed numbers."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return " ".join(str(value).replace("\u3000", " ").split())


def code(value: object) -> str:
    """A code: half width, without spaces, with plain hyphens."""
    return re.sub(_HYPHENS, "-", _folded(text(value)))


def path(value: object) -> str:
    """A file as the survey names it, whatever slashes and Unicode form were typed.

    Unlike :func:`text` it keeps the spaces within: they are part of the name.
    """
    return nfc(str(value)).strip().replace("\\", "/").removeprefix("./")


def paragraphs(value: object) -> tuple[str, ...]:
    """The non-empty lines of a cell."""
    lines = (line.strip(" \u3000\t") for line in str(value).splitlines())
    return tuple(line for line in lines if line)


def number(value: object) -> Decimal:
    """A decimal number; full-width digits and thousands separators are understood.

    98% is 98: what is counted stands in the column of the unit.
    """
    if isinstance(value, bool):
        raise Unfit(say("'{found}' is not a number", found=value))
    # 15 digits are what a spreadsheet keeps; the rest is noise of the binary form
    folded = f"{value:.15g}" if isinstance(value, float) else _folded(value).replace(",", "")
    if folded in _YES | _NO and not folded.isdigit():
        return Decimal(folded in _YES)
    try:
        result = Decimal(folded.removesuffix("%"))
    except InvalidOperation:
        raise Unfit(
            say("'{found}' is not a number", found=value),
            say("write the digits alone; the unit has its own column"),
        ) from None
    if not result.is_finite():
        raise Unfit(say("'{found}' is not a number", found=value))
    if abs(result) >= _TOO_MUCH:
        raise Unfit(say("'{found}' has more digits than a spreadsheet keeps", found=value))
    return result


def count(value: object) -> int:
    """A whole number that is not negative."""
    result = number(value)
    if result != result.to_integral_value() or result < 0:
        raise Unfit(say("'{found}' is not a whole number", found=value))
    return int(result)


def day(value: object) -> date:
    """A date: a date cell, 2023-9-1, 2023.9.1, 2023/9/1, 2023年9月1日 or 20230901."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    folded = _folded(text(value))
    match = _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded)
    if not match:
        raise Unfit(
            say("'{found}' is not a date", found=value),
            say("write year, month and day, such as 2022-09-01"),
        )
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise Unfit(say("'{found}' is a day that no calendar has", found=value)) from None


def year(value: object) -> Year:
    """A school year (2020—2021学年度, 2020-21) or a financial year (2021年度, 2021)."""
    folded = _folded(text(value))
    if match := _SCHOOL_YEAR.fullmatch(folded):
        start, end = int(match[1]), int(match[2])
        if end % 100 != (start + 1) % 100 or (len(match[2]) == len(match[1]) and end != start + 1):
            raise Unfit(say("'{found}' does not span one school year", found=value))
        return SchoolYear(start)
    if match := _FISCAL_YEAR.fullmatch(folded):
        return FiscalYear(int(match[1]))
    raise Unfit(
        say("'{found}' is not a school year or financial year", found=value),
        say("write 2020—2021学年度, or 2021年度 for money"),
    )


def flag(value: object) -> bool:
    """是 or 否."""
    folded = _folded(text(value)).lower()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise Unfit(say("'{found}' is neither 是 nor 否", found=value))


def choice(value: object, allowed: Sequence[str]) -> str:
    """One of the `allowed` words."""
    folded = _choices(tuple(allowed))
    found = _folded(text(value))
    if found in folded:
        return folded[found]
    near = get_close_matches(found, folded, n=1)
    raise Unfit(
        say("'{found}' is not one of {allowed}", found=value, allowed="、".join(allowed)),
        say("did you mean '{near}'?", near=folded[near[0]]) if near else None,
    )


@lru_cache
def _choices(allowed: tuple[str, ...]) -> Mapping[str, str]:
    return {_fold(word): word for word in allowed}


def codes(value: object) -> tuple[str, ...]:
    """Codes parted by 、 , ; or spaces; B01—B03 stands for B01, B02, B03."""
    found: list[str] = []
    for part in re.split(r"[、,，;；\s]+", unicodedata.normalize("NFKC", str(value)).strip()):
        ends = re.fullmatch(rf"([A-Za-z]+)(\d+){_DASHES}([A-Za-z]*)(\d+)", part)
        if not ends:
            found += [part] if part else []
            continue
        letters, low, other, high = ends.groups()
        if (other and other != letters) or int(high) < int(low):
            raise Unfit(say("'{found}' is not a range of codes", found=part))
        found += [f"{letters}{n:0{len(low)}d}" for n in range(int(low), int(high) + 1)]
    return tuple(dict.fromkeys(found))
