"""The school's figures, read from data/school/数据.txt, so that every document agrees with them."""

import re
from decimal import Decimal
from functools import cache

from make_sample.tables import rows

SCHOOL = "星光实验学校"
YEARS = (2020, 2021, 2022)
FUND_YEARS = (2019, *YEARS)
STAGES = ("小学部", "初中部", "全校")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789", ",")
_FIELD = re.compile(r"\{([^{}/]+)(?:/(小学部|初中部|全校))?(?:/(\d{4}))?\}")


def span(year: int) -> str:
    """A school year by its first year, as documents write it: ``2021—2022``."""
    return f"{year}—{year + 1}"


@cache
def _figures() -> dict[tuple[str, str, int], Decimal]:
    figures: dict[tuple[str, str, int], Decimal] = {}
    name = ""
    for row in rows("school/数据"):
        if not row or row[1] not in {*STAGES, "小学部 "}:
            continue
        name = row[0] or name
        for year, text in zip(YEARS, row[3:6], strict=True):
            plain = {"是": "1", "否": "0"}.get(text, text.translate(_FULL_WIDTH))
            figures[name, row[1].strip(), year] = Decimal(plain)
    return figures


def figure(name: str, year: int, stage: str = "") -> Decimal:
    """A figure of one school year; without `stage`, the sum over the stages that give it."""
    figures = _figures()
    values = [
        figures[key] for s in STAGES if (key := (name, s, year)) in figures and stage in ("", s)
    ]
    if not values:
        raise KeyError(name, year, stage)
    return sum(values, Decimal(0))


def count(name: str, year: int, stage: str = "") -> int:
    """A figure that counts things."""
    return int(figure(name, year, stage))


def percent(part: Decimal, whole: Decimal, places: int = 1) -> str:
    """`part` of `whole` in per cent, without the sign."""
    return f"{part / whole * 100:.{places}f}"


def _derived(name: str, year: int, stage: str) -> str | None:
    if name == "随班就读":
        return str(count("残疾儿童少年数", year) - count("送教上门学生数", year))
    if name == "交流比例":
        return percent(figure("交流轮岗教师数", year), figure("专任教师数", year))
    if name == "巩固率":
        return percent(figure("毕业生数", year, "初中部"), figure("毕业年级三年前入学数", year))
    if name == "体质合格率":
        return percent(
            figure("体质健康合格人数", year, stage), figure("体质健康参测人数", year, stage)
        )
    if name == "培训占比":
        return percent(figure("教师培训经费支出", year), figure("公用经费拨款", year), 2)
    return None


def fill(text: str, year: int = 2022) -> str:
    """`text` with its ``{数据项/学段/年}`` fields put in; stage and year may be left out."""

    def value(match: re.Match[str]) -> str:
        name, stage, given = match[1], match[2] or "", int(match[3] or year)
        found = _derived(name, given, stage)
        return str(figure(name, given, stage)) if found is None else found

    return _FIELD.sub(value, text)
