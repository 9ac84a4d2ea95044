"""What a person typed → what it means. Each function gives the value or says what is wrong."""

import re
from collections.abc import Mapping, Sequence
from datetime import MINYEAR, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache

from dossier.files import nfc
from dossier.messages import Text, say
from dossier.model.days import Month
from dossier.model.units import MULTIPLE, Unit, is_count, multiple, unit_of
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.text import NO, YES, YES_NO, nfkc, plain

_YES = {YES, "有", "√", "✓", "✔", "y", "yes", "1", "true", "已盖", "已签", "已盖章", "已签字"}
_NO = {NO, "无", "×", "✗", "x", "n", "no", "0", "false", "未盖", "未签", "未盖章", "未签字"}
_TOO_MUCH = 10**15  # a spreadsheet keeps 15 digits, of an ID number as of any other
_TOO_LITTLE = Decimal("1e-15")
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_LONGEST_QUOTED = 60
_LONGEST_CODE = 60
_LONGEST_RANGE = 1000  # codes; a standard has fewer
_LONGEST_NUMBER = 9  # digits in a code
_LONGEST_NAME = 200  # bytes of a file's name, to which systems add a suffix (255 at most)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?%?|[+-]?\d{1,4}(,\d{4})+(\.\d*)?%?")
_COUNTED = re.compile(r"(\d)[人名位份册本台套件间班个条]$")
_HYPHENS = r"[-—–－−]+"
_DASHES = r"[-—–－−‐‑‒―─━~～〜至到]+"
_SCHOOL_YEAR = re.compile(
    rf"([12]\d{{3}}|\d{{2}})年?(?:{_DASHES}|/)(\d{{4}}|\d{{2}})年?(学年度|学年|年度)?"
)
_STARTING_YEAR = re.compile(r"([12]\d{3})学年度?")
_FISCAL_YEAR = re.compile(r"([12]\d{3})年?度?")
_DATE = re.compile(
    rf"(\d{{4}}|\d{{2}})(?:[./年]|{_HYPHENS})(\d{{1,2}})(?:[./月]|{_HYPHENS})(\d{{1,2}})[日号]?"
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(rf"(\d{{4}})(?:[./年]|{_HYPHENS})(\d{{1,2}})月?(?:份|底|末)?")
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?$")
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_DECEMBER = 12
_QUOTED = {'""', "''", "“”", "‘’", "「」"}
_CENTURY = 80  # 79-80 is 2079—2080, 80-81 is 1980—1981
_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_CHINESE = re.compile(r"[〇零○一二三四五六七八九十]+")


class Unfit(Exception):  # noqa: N818 - not an error of the program: a cell that does not fit
    """A value that does not fit its column: what is allowed, and perhaps what was meant."""

    def __init__(self, text: Text, hint: Text | None = None) -> None:
        super().__init__(text, hint)
        self.text = text
        self.hint = hint


def _folded(value: object) -> str:
    return plain(str(value))


def western(text: str) -> str:
    """`text` with the numerals of official letters in western digits: 二〇二〇, 十二."""
    return _CHINESE.sub(lambda found: _digits(found[0]), text)


def _digits(chinese: str) -> str:
    tens, ten, ones = chinese.partition("十")
    if not ten:
        return "".join(_DIGITS[sign] for sign in chinese)
    if len(tens) > 1 or len(ones) > 1:
        return chinese
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


def text(value: object) -> str:
    """One line of text; whole floats lose the '.0' that spreadsheets give to typed numbers."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return " ".join(str(value).replace("\u3000", " ").split())


def path(value: object) -> str:
    """A file as the survey names it, whatever slashes and Unicode form were typed.

    Unlike :func:`text` it keeps the spaces within: they are part of the name. The quotes around it
    are those of "copy as path".
    """
    name = nfc(str(value)).strip()
    if name[:1] + name[-1:] in _QUOTED:
        name = name[1:-1].strip()
    return re.sub(r"(?<!:)/{2,}|/(\./)+", "/", re.sub(r"^(\./+)+", "", name.replace("\\", "/")))


def template(value: object) -> str:
    """A file of the folder of templates."""
    found = path(value)
    parts = found.split("/")
    if ".." in parts or not parts[0] or any(len(one.encode()) > _LONGEST_NAME for one in parts):
        raise Unfit(
            say("'{found}' is no file in 'templates'", found=_quoted(value)),
            say("write the name of the file alone"),
        )
    return found


def paragraphs(value: object) -> tuple[str, ...]:
    """The non-empty lines of a cell."""
    lines = (line.strip(" \u3000\t") for line in str(value).splitlines())
    return tuple(line for line in lines if line)


def number(value: object) -> Decimal:
    """A decimal number; full-width digits and thousands separators are understood.

    98% is 98: what is counted stands in the column of the unit. 有 is no number.
    """
    if isinstance(value, bool):
        raise Unfit(say("'{found}' is not a number", found=_quoted(value)))
    # 15 digits are what a spreadsheet keeps; the rest is noise of the binary form
    folded = f"{value:.15g}" if isinstance(value, float) else _folded(value)
    if _THOUSANDS.fullmatch(folded):
        folded = folded.replace(",", "")
    try:
        result = Decimal(folded.removesuffix("%"))
    except InvalidOperation:
        raise Unfit(
            say("'{found}' is not a number", found=_quoted(value)),
            say("write the digits alone; the unit has its own column"),
        ) from None
    if not result.is_finite():
        raise Unfit(say("'{found}' is not a number", found=_quoted(value)))
    if abs(result) >= _TOO_MUCH:
        raise Unfit(say("'{found}' has more digits than a spreadsheet keeps", found=_quoted(value)))
    if result and abs(result) < _TOO_LITTLE:
        raise Unfit(
            say("'{found}' is so little that it can only be a mistake", found=_quoted(value)),
            say("write 0 where there is nothing"),
        )
    return _KEPT.plus(result)


def _quoted(value: object) -> str:
    """A value as it can be quoted: the beginning of a long one."""
    told = str(value)
    return told if len(told) <= _LONGEST_QUOTED else f"{told[:_LONGEST_QUOTED]}…"


_PARTS = {"%", "‰"}
_MEASURED = re.compile(rf"([+-]?\d[\d,]*(?:\.\d+)?)({MULTIPLE})?(?!e[+-]?\d)(.*)", re.IGNORECASE)


_SIZES = {
    "初号": "42",
    "小初": "36",
    "一号": "26",
    "小一": "24",
    "二号": "22",
    "小二": "18",
    "三号": "16",
    "小三": "15",
    "四号": "14",
    "小四": "12",
    "五号": "10.5",
    "小五": "9",
    "六号": "7.5",
    "小六": "6.5",
}
_LEAST_TYPE, _MOST_TYPE = 5, 100
_WIDEST_MARGIN = 8


def type_size(value: object) -> Decimal:
    """A size of type in points: 小二 is 18, 四号 is 14; a number is points (磅)."""
    folded = _folded(value)
    named = _SIZES.get(folded.removesuffix("号")) or _SIZES.get(folded)
    size = Decimal(named) if named else number(folded.removesuffix("磅").removesuffix("pt"))
    if not _LEAST_TYPE <= size <= _MOST_TYPE:
        raise Unfit(
            say("'{found}' is no size of type", found=_quoted(value)), say("write 小二 or 18")
        )
    return size


def margins(value: object) -> tuple[Decimal, ...]:
    """Top, bottom, left and right in cm: 2.54、2.54、3.17、3.17, or with 上, 下, 左, 右."""
    found = re.findall(r"\d+(?:\.\d+)?", _folded(value))
    widths = tuple(Decimal(one) for one in found)
    if len(widths) != len("上下左右") or max(widths) > _WIDEST_MARGIN:
        raise Unfit(
            say("'{found}' is not four margins in cm", found=_quoted(value)),
            say("write top, bottom, left and right, such as 2.54、2.54、3.17、3.17"),
        )
    return widths


def measured(value: object, unit: str) -> Decimal:
    """A number in `unit`, to which the unit may be written: 46台, and 1.76万 for 17600.

    Another unit of the same thing is converted: 1.76万元 in 元, 15亩 in 平方米.
    """
    found = _MEASURED.fullmatch(_folded(value)) if isinstance(value, str) else None
    if not found or not (found[2] or found[3].strip("%")):
        return number(value)
    own, given = unit_of(unit), unit_of(f"{found[2] or ''}{found[3]}")
    if not found[3]:
        if unit_of(unit).base in _PARTS:
            return number(value)
        # 1.76万 in a row of 万元 is no more than 1.76 of them
        own = Unit(own.base, multiple(_multiple_of(unit)), own.known)
        given = Unit(own.base, multiple(found[2]), own.known)
    if given.base != own.base:
        raise Unfit(
            say("'{found}' is not in '{unit}', the unit of the row", found=_quoted(value),
                unit=unit),
            say("write the number in '{unit}', or correct the unit", unit=unit),
        )  # fmt: skip
    return _KEPT.plus(number(found[1]) * given.factor / own.factor)


def _multiple_of(unit: str) -> str:
    found = re.match(MULTIPLE, plain(unit))
    return found[0] if found else ""


def amount(value: object, unit: str) -> Decimal:
    """A number in `unit`: 1 or 0 for 是/否, and what is counted whole and not below 0."""
    if plain(unit) == YES_NO:
        try:
            return Decimal(flag(value))
        except Unfit as unfit:
            raise Unfit(unfit.text, say("write 是 or 否; the unit is '是/否'")) from None
    result = measured(value, unit)
    if is_count(unit) and (result != result.to_integral_value() or result < 0):
        raise Unfit(
            say("'{found}' is not a whole number", found=_quoted(value)),
            say("what is counted in '{unit}' is whole and not below 0", unit=unit),
        )
    return result


def count(value: object, most: int | None = None) -> int:
    """A whole number that is not negative, nor greater than `most`; 420份 is 420."""
    result = number(_COUNTED.sub(r"\1", _folded(value)) if isinstance(value, str) else value)
    if result != result.to_integral_value() or result < 0:
        raise Unfit(say("'{found}' is not a whole number", found=_quoted(value)))
    if most is not None and result > most:
        raise Unfit(
            say("'{found}' is more than can be meant", found=_quoted(value)),
            say("write {most} at most", most=most),
        )
    return int(result)


def day(value: object) -> date:
    """A date: a date cell, 2023-9-1, 23.9.1, 2023/9/1, 20230901, 2023年9月1日, 二〇二三年….

    The time of day that programs put behind it is passed over, and so is the day of the week.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    folded = _folded(_CLOCK.sub("", nfkc(text(value))))
    folded = western(_WEEKDAY.sub("", folded))
    match = _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded)
    if not match:
        raise Unfit(
            say("'{found}' is not a date", found=_quoted(value)),
            say("write year, month and day, such as 2022-09-01"),
        )
    try:
        return date(_full_year(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Unfit(say("'{found}' is a day that no calendar has", found=_quoted(value))) from None


def day_or_month(value: object) -> date:
    """A date; a month alone (2022年12月), which is all that many papers bear, is a Month."""
    return _month(value) or day(value)


def deadline(value: object) -> date:
    """A date until which something is to be done; a month alone (2023年4月) means its last day."""
    month = _month(value)
    return month.last_day if month else day(value)


def _month(value: object) -> Month | None:
    found = _MONTH.fullmatch(western(_folded(value)))
    if not found or isinstance(value, float):  # 2023.1 may have been 2023.10
        return None
    year, number = int(found[1]), int(found[2])
    return Month(year, number, 1) if year >= MINYEAR and 1 <= number <= _DECEMBER else None


YEAR_HINT = say("write 2020—2021学年度, or 2021年度 for money")
"""How a year is written, for whom no years are known."""


def year(value: object) -> Year:
    """A school year (2020—2021学年度, 2020-21, 20/21, 2020学年) or a financial year (2021年度).

    A single year that is called 学年 is that in which the school year begins.
    """
    folded = western(re.sub(r"(?<=\d)[一ー](?=\d)", "-", _folded(text(value))))
    if match := _SCHOOL_YEAR.fullmatch(folded):
        return _spanning(value, match[1], match[2])
    if match := _STARTING_YEAR.fullmatch(folded):
        return SchoolYear(int(match[1]))
    if match := _FISCAL_YEAR.fullmatch(folded):
        return FiscalYear(int(match[1]))
    raise Unfit(
        say("'{found}' is not a school year or financial year", found=_quoted(value)),
        YEAR_HINT,
    )


def _spanning(value: object, first: str, last: str) -> SchoolYear:
    start, end = _full_year(first), int(last)
    if end % 100 != (start + 1) % 100 or (len(last) > 2 and end != start + 1):  # noqa: PLR2004
        raise Unfit(say("'{found}' does not span one school year", found=_quoted(value)))
    return SchoolYear(start)


def _full_year(digits: str) -> int:
    """The year that two digits (23) or all four mean."""
    number = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return number
    return number + (2000 if number < _CENTURY else 1900)


_YEARLIKE = re.compile(r"[12]\d{3}|\d{2}.*学年|\d{2}\D+\d{2}(?!\d)")


def yearlike(value: object) -> bool:
    """Whether a header may have been meant as a year, understood or not."""
    return bool(_YEARLIKE.search(western(_folded(text(value)))))


def flag(value: object) -> bool:
    """是 or 否."""
    folded = _folded(text(value)).lower()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise Unfit(say("'{found}' is neither 是 nor 否", found=_quoted(value)))


def choice(value: object, allowed: Sequence[str]) -> str:
    """One of the `allowed` words."""
    folded = _choices(tuple(allowed))
    found = _folded(text(value))
    if found in folded:
        return folded[found]
    near = get_close_matches(found, folded, n=1)
    raise Unfit(
        say("'{found}' is not one of {allowed}", found=_quoted(value), allowed="、".join(allowed)),
        say("did you mean '{near}'?", near=folded[near[0]]) if near else None,
    )


@lru_cache
def _choices(allowed: tuple[str, ...]) -> Mapping[str, str]:
    return {plain(word): word for word in allowed}


def code(value: object) -> str:
    """A code: half width, without spaces, with plain hyphens; short, for files are named by it."""
    found = re.sub(_HYPHENS, "-", _folded(text(value)))
    if len(found) > _LONGEST_CODE:
        raise Unfit(
            say("'{found}' is too long to be a code", found=_quoted(value)),
            say("write {most} characters at most", most=_LONGEST_CODE),
        )
    return found


def _steps(low: str, high: str) -> int:
    """How far the number of one code lies behind that of another; -1 for what counts nothing."""
    if max(len(low), len(high)) > _LONGEST_NUMBER:
        return -1
    return int(high) - int(low)


def codes(value: object) -> tuple[str, ...]:
    """Codes parted by 、 , ; or spaces; B01—B03 stands for B01, B02, B03."""
    found: list[str] = []
    for part in re.split(r"[、,，;；\s]+", nfkc(str(value)).strip()):
        ends = re.fullmatch(rf"([A-Za-z]+)(\d+){_DASHES}([A-Za-z]*)(\d+)", part)
        if not ends:
            found += [part] if part else []
            continue
        letters, low, other, high = ends.groups()
        if (other and other != letters) or not 0 <= _steps(low, high) < _LONGEST_RANGE:
            raise Unfit(say("'{found}' is not a range of codes", found=_quoted(part)))
        found += [f"{letters}{n:0{len(low)}d}" for n in range(int(low), int(high) + 1)]
    return tuple(dict.fromkeys(found))


def references(value: object) -> tuple[str, ...]:
    """Codes parted by 、 , ; or spaces; no ranges, since B01-3 is a code of its own."""
    parts = re.split(r"[、,;\s]+", nfkc(text(value)))
    return tuple(dict.fromkeys(code(part) for part in parts if part))


_TO = re.compile(r"\s*[-—–−~至]+\s*")
_RUN = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def pages(value: object) -> tuple[tuple[int, int], ...]:
    """The runs of pages that a cell names (3—5、8), rising; neighbours are drawn together."""
    given = text(value)
    runs: list[tuple[int, int]] = []
    folded = _TO.sub("-", nfkc(given).strip("第页 "))
    for part in re.split(r"[、,;\s]+", folded):
        if not part:
            continue
        match = _RUN.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        before = runs[-1][1] if runs else 0
        if not before < first <= last:
            raise Unfit(
                say("'{found}' are no pages of a file", found=given),
                say("write rising page numbers as text, such as 3—5、8"),
            )
        if runs and first == before + 1:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return tuple(runs)
