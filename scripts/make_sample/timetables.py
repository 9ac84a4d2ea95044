"""Timetables after the curriculum plan: 30 periods a week in 小学部, 35 in 初中部."""

from functools import cache

from make_sample.classes import GRADES, groups
from make_sample.names import Crowd
from make_sample.tables import Rows

_DAYS = "一二三四五"
_LOWER = "语文8 数学5 体育4 音乐2 美术2 道法2 科学1 劳动1 综合1 书法1 阅读1 地方1 班队1"
_UPPER = "语文7 数学5 英语3 体育3 音乐2 美术2 道法2 科学2 信息1 劳动1 综合1 班队1"
_SEVENTH = "语文6 数学6 英语5 道法2 历史2 地理2 生物3 体育3 音乐1 美术1 信息1 劳动1 综合1 班会1"
_EIGHTH = "语文5 数学5 英语5 物理3 道法2 历史2 地理3 生物2 体育3 音乐1 美术1 信息1 劳动1 班会1"
_NINTH = "语文6 数学6 英语6 物理4 化学4 道法2 历史2 体育3 音乐1 美术1"
_PLANS = {1: _LOWER, 2: _LOWER, 7: _SEVENTH, 8: _EIGHTH, 9: _NINTH}
_HOURS = ("8:30", "9:20", "10:40", "11:30", "14:20", "15:10", "16:00")
_CORE = ("语文", "数学")


@cache
def _week(year: int, grade: int, number: int) -> tuple[tuple[str, ...], ...]:
    """Five days of lessons: 语文 and 数学 in the first two periods of every day."""
    left = {item.rstrip("0123456789"): int(item[-1]) for item in _PLANS.get(grade, _UPPER).split()}
    crowd = Crowd(f"课表{year}-{grade}-{number}")
    days = []
    for _ in _DAYS:
        start = crowd.shuffled(list(_CORE))
        days.append(start)
        for subject in start:
            left[subject] -= 1
    closing = next((subject for subject in ("班队", "班会") if subject in left), None)
    if closing:
        left.pop(closing)
    rest = crowd.shuffled([subject for subject, times in left.items() for _ in range(times)])
    # the most frequent first, dealt round, so that no day has a subject twice if it can be helped
    rest.sort(key=lambda subject: -left[subject])
    if closing:
        rest.append(closing)
    for index, subject in enumerate(rest):
        days[index % len(days)].append(subject)
    return tuple(tuple(day[:2] + crowd.shuffled(day[2:])) for day in days)


def _grid(year: int, first: int, last: int, *, hours: bool) -> Rows:
    rooms = [(grade, number) for grade, number, _ in groups(year) if first <= grade <= last]
    periods = 7 if last > 6 else 6
    names = [f"{GRADES[grade - 1]}{number}" for grade, number in rooms]
    table = [("星期", "节次", *(["时间"] if hours else []), *names)]
    for day, name in enumerate(_DAYS):
        for period in range(periods):
            lessons = []
            for grade, number in rooms:
                today = _week(year, grade, number)[day]
                lessons.append(today[period] if period < len(today) else "课后服务")
            clock = [_HOURS[period]] if hours else []
            table.append((f"周{name}", str(period + 1), *clock, *lessons))
    return tuple(table)


def primary(year: int) -> Rows:
    """The classes of 小学部 side by side."""
    return _grid(year, 1, 6, hours=False)


def junior(year: int) -> Rows:
    """The classes of 初中部 side by side."""
    return _grid(year, 7, 9, hours=False)


def whole(year: int) -> Rows:
    """All classes side by side: thirty columns."""
    return _grid(year, 1, 9, hours=True)
