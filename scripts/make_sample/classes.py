"""The classes of each school year, as data/documents/班级.txt gives them."""

from functools import cache

from make_sample.facts import count
from make_sample.names import Crowd
from make_sample.tables import Rows, header, rows

GRADES = "一二三四五六七八九"
LARGE = 56  # 大班额: a class of 56 pupils or more
_LAST_PRIMARY = 6


def stage_of(grade: int) -> str:
    """The part of the school that `grade` belongs to."""
    return "小学部" if grade <= _LAST_PRIMARY else "初中部"


@cache
def groups(year: int) -> tuple[tuple[int, int, int], ...]:
    """Every class as (grade, number within the grade, pupils), agreeing with the figures.

    Raises ValueError where the sizes and 数据 tell different numbers.
    """
    found = tuple(
        (int(row[1]), number, int(size))
        for row in rows("documents/班级")
        if row[0] == str(year)
        for number, size in enumerate(row[2:], 1)
    )
    for stage in ("小学部", "初中部"):
        sizes = [size for grade, _, size in found if stage_of(grade) == stage]
        told = {
            "学生数": sum(sizes),
            "教学班数": len(sizes),
            "最大班额": max(sizes),
            "大班额班数": sum(size >= LARGE for size in sizes),
        }
        for name, number in told.items():
            if number != count(name, year, stage):
                raise ValueError(f"{year} {stage} {name}: {number}")
    return found


@cache
def heads() -> tuple[str, ...]:
    """The 班主任 of the classes, in their order."""
    return tuple(name for (name,) in rows("documents/班主任"))


def label(grade: int, number: int) -> str:
    """A class as it is called in lists: 七年级2班."""
    return f"{GRADES[grade - 1]}年级{number}班"


def sizes(year: int) -> Rows:
    """班级学生数统计表."""
    crowd = Crowd(f"班额{year}")
    table = header("学段 年级 班级 学生数 男生 女生 是否大班额 班主任")
    girls = 0
    for (grade, number, size), head in zip(groups(year), heads(), strict=False):
        boys = size // 2 + crowd.number(0, 2)
        girls += size - boys
        large = "是" if size >= LARGE else "否"
        table.append(
            (stage_of(grade), f"{GRADES[grade - 1]}年级", label(grade, number), str(size),
             str(boys), str(size - boys), large, head)
        )  # fmt: skip
    pupils = count("学生数", year)
    large = f"{count('大班额班数', year)}个"
    table.append(
        (
            "合计",
            "",
            f"{len(table) - 1}个班",
            str(pupils),
            str(pupils - girls),
            str(girls),
            large,
            "",
        )
    )
    return tuple(table)
