"""Tables that are counted out from the figures rather than typed: '@table NAME' in a text."""

from collections.abc import Callable
from functools import partial

from make_sample import assets, classes, counts, pupils, staff, timetables
from make_sample.tables import Rows

_ROSTERS: dict[str, Callable[[int], Rows]] = {
    "随迁": pupils.newcomers,
    "领书": pupils.textbooks,
    "留守": pupils.left_behind,
    "到校生": pupils.allotted,
    "入学": pupils.enrolled,
    "控辍": pupils.attendance,
    "巩固": pupils.kept,
    "班额": classes.sizes,
    "体质": counts.fitness,
    "统计": counts.yearly,
    "监测": counts.balance,
    "教师": staff.register,
    "任课/小学部": partial(staff.subjects, "小学部"),
    "任课/初中部": partial(staff.subjects, "初中部"),
    "课表/小学部": timetables.primary,
    "课表/初中部": timetables.junior,
    "宽课表": timetables.whole,
    "仪器": assets.instruments,
    "器材": assets.equipment,
    "计算机": assets.computers,
}


def roster(name: str, year: int) -> Rows:
    """The table `name` for the school year that begins in `year`, its header first."""
    return _ROSTERS[name](year)
