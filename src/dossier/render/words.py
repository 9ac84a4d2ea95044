"""Facts as words on paper: dates, numbers, lists, and what stands where nothing was filled in."""

import re
from collections.abc import Iterable
from decimal import Decimal

from dossier import numbers
from dossier.model.standard import Stage
from dossier.model.years import SchoolYear
from dossier.numbers import places_apart
from dossier.text import UNSET

GAP = "缺"
NO_DATA = "无数据"
REACHED = {True: "达到", False: "未达到", None: "无法判断"}

# XML 1.0 has no other control characters than these three; Word would refuse the file
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?: 00:00:00)?")


# what is counted or measured; a year, a code or a telephone number bears no such unit
_LARGE = re.compile(
    r"(?<![\d.,，A-Za-z〔\-—])(\d{4,})(?=(?:\.\d+)?(?:余|多)?"
    r"(?:万?元|平方米|㎡|人|册|台|件|名|套|份|个|张|棵|亩|学时))"
)


def thousands(text: str) -> str:
    """`text` with thousands separated in what it counts, as in all that is computed: 1,237人."""
    return _LARGE.sub(lambda found: f"{int(found[1]):,}", text)


def clean(text: str) -> str:
    """`text` without outer blanks and what a Word file cannot hold, its line ends as in Unix."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def filled(text: str) -> str:
    """`text`, or the mark of a fact that nobody filled in."""
    return clean(text) or UNSET


def paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs of `texts`, a line each, without blank ones; numbers as elsewhere."""
    lines = (thousands(clean(line)) for text in texts for line in clean(text).split("\n"))
    return tuple(line for line in lines if line)


def filled_paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """The same, or the one paragraph that says that nothing was filled in."""
    return paragraphs(texts) or (UNSET,)


def as_day(text: str) -> str:
    """A date in whatever usual form as 2023年8月20日; any other text as it stands."""
    found = _DATE.fullmatch(clean(text))
    if not found:
        return clean(text)
    year, month, day_ = (int(part) for part in found.groups())
    return f"{year}年{month}月{day_}日"


def joined(parts: Iterable[str], mark: str = "、") -> str:
    """The parts that are not blank, with `mark` between them."""
    return mark.join(part for part in parts if part)


def sentence(text: str) -> str:
    """`text` with a full stop, unless it ends with a mark of its own."""
    return text if not text or text[-1] in "。！？；：" else text + "。"


def field_name(text: str) -> str:
    """A workbook's name as templates write it: brackets and other marks left out."""
    return re.sub(r"\W", "", text)


def span(years: Iterable[SchoolYear]) -> str:
    """From the first to the last of `years`: ``2020—2021至2022—2023学年度``; '' for none."""
    ordered = sorted(set(years))
    if not ordered:
        return ""
    if len(ordered) == 1:
        return str(ordered[0])
    return f"{ordered[0].span}至{ordered[-1]}"


def percent(value: Decimal, *others: Decimal | None) -> str:
    """``92.3%``: one decimal, or as many as tell it from 0 and from `others`.

    84.96 % must not print as 85.0 % beside a bar of 85 %.
    """
    known = (other for other in others if other is not None)
    return numbers.percent(value, places_apart(value, Decimal(), *known, least=1))


def signed_percent(value: Decimal, *others: Decimal) -> str:
    """``+9.3%``, ``-0.5%``; ``0.0%`` without a sign."""
    return ("+" if value > 0 else "") + percent(value, *others)


def share(part: int, whole: int) -> Decimal:
    """`part` in percent of `whole`, which is not 0."""
    return Decimal(100) * part / whole


def stage_after(stage: Stage) -> str:
    """The 学段 in brackets after a name; a school as a whole needs none."""
    return "" if stage is Stage.SCHOOL else f"（{stage.value}）"
