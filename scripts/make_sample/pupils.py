"""Lists of pupils; a child that is on a list stays on it while it goes up the school."""

from functools import cache

from make_sample.classes import groups, label, stage_of
from make_sample.facts import YEARS, count, figure, percent, span
from make_sample.names import Crowd
from make_sample.tables import Rows, header

_FINAL = 9  # 九年级, the last grade
_TEACHERS = (
    "向春燕 彭一凡 冉雪 苟雨晴 严可 唐文秀 韩素梅 熊国栋 龚婷 夏志明 郑凯 方悦 谭勇 庞丽 姚建平"
)
_ALLOTTED = 46  # 指标到校生, 2022


@cache
def _cohort(kind: str, entered: int) -> tuple[tuple[str, str], ...]:
    """The children of one list that started school in `entered`, as name and sex."""
    crowd = Crowd(f"{kind}{entered}")
    return tuple(dict(crowd.pupil() for _ in range(60)).items())


def _listed(kind: str, name: str, year: int) -> list[tuple[int, str, str, str]]:
    """(grade, class, name, sex) of as many pupils as the figure `name` counts."""
    found = []
    for stage, first, last in (("小学部", 1, 6), ("初中部", 7, 9)):
        total, grades = count(name, year, stage), range(first, last + 1)
        for grade in grades:
            share, rest = divmod(total, len(grades))
            here = share + (grade - first < rest)
            rooms = sum(group[0] == grade for group in groups(year))
            for index, (pupil, sex) in enumerate(_cohort(kind, year - grade)[:here]):
                found.append((grade, label(grade, index % rooms + 1), pupil, sex))
    return found


def newcomers(year: int) -> Rows:
    """随迁子女花名册."""
    table = header("序号 姓名 性别 班级 户籍所在地 监护人 监护人务工情况 就读起始")
    for serial, (grade, room, name, sex) in enumerate(_listed("随迁", "随迁子女数", year), 1):
        crowd = Crowd(f"随迁家庭{name}{year - grade}")
        town, guardian, work = crowd.town(), crowd.elder(name[0]), crowd.work()
        start = max(year - grade + 1, year - crowd.number(0, 3))
        table.append((str(serial), name, sex, room, town, guardian, work, f"{start}年9月"))
    return tuple(table)


def textbooks(year: int) -> Rows:
    """免费教科书领取签名册: the junior part, each line signed."""
    table = header("序号 姓名 班级 教科书（套） 领取人签字 领取日期")
    pupils = [line for line in _listed("随迁", "随迁子女数", year) if stage_of(line[0]) == "初中部"]
    for serial, (_, room, name, _) in enumerate(pupils, 1):
        table.append((str(serial), name, room, "1", f"~{name}~", f"{year}.9.{1 + serial % 2}"))
    return tuple(table)


def left_behind(year: int) -> Rows:
    """留守儿童花名册及结对帮扶表."""
    table = header("序号 姓名 性别 班级 监护人 与本人关系 父母务工地 结对教师 家访次数")
    for serial, (grade, room, name, sex) in enumerate(_listed("留守", "留守儿童数", year), 1):
        crowd = Crowd(f"留守家庭{name}{year - grade}")
        kin = crowd.pick("祖父 祖母 外祖父 外祖母 祖父母 姑母 伯父")
        place = crowd.pick("外省南浦市 外省滨州港区 邻市东林区 省城 外省临海县 外省金湾市")
        guardian, teacher = crowd.elder(name[0]), crowd.pick(_TEACHERS)
        visits = str(crowd.number(2, 4))
        table.append((str(serial), name, sex, room, guardian, kin, place, teacher, visits))
    return tuple(table)


def allotted(year: int) -> Rows:
    """指标到校生名单: four to a line, names only."""
    names = [name for name, _ in _cohort("九年级毕业", year - _FINAL)][:_ALLOTTED]
    cells = [f"{serial}. {name}" for serial, name in enumerate(names, 1)]
    cells += [""] * (-len(cells) % 4)
    return (
        ("名单（一）", "名单（二）", "名单（三）", "名单（四）"),
        *(tuple(cells[index : index + 4]) for index in range(0, len(cells), 4)),
    )


def enrolled(_: int) -> Rows:
    """适龄儿童少年入学情况统计表 over the three school years."""
    table = header("学年度 学段 适龄儿童少年数 已入学人数 入学率 在校学生数 招生数")
    for year in YEARS:
        for stage in ("小学部", "初中部"):
            due, there = (
                figure(name, year, stage) for name in ("适龄儿童少年数", "已入学适龄儿童少年数")
            )
            table.append(
                (span(year), stage, str(due), str(there), percent(there, due) + "%",
                 str(count("学生数", year, stage)), str(count("招生数", year, stage)))
            )  # fmt: skip
    return tuple(table)


def attendance(_: int) -> Rows:
    """控辍保学工作台账: one line a term and stage."""
    table = header("学期 学段 期初学生数 转入 转出 辍学 期末学生数 重点关注 劝返复学 责任人")
    for year in YEARS:
        for stage, person in (("小学部", "陈素英"), ("初中部", "邓志强")):
            start = count("学生数", year, stage)
            came, left = (count(name, year, stage) for name in ("转入学生数", "转出学生数"))
            autumn, gone = (came + 1) // 2, (left + 1) // 2
            middle = start + autumn - gone
            watched = Crowd(f"关注{year}{stage}").number(1, 3) if stage == "初中部" else 0
            table += [
                (f"{year}年秋", stage, str(start), str(autumn), str(gone), "0", str(middle),
                 str(watched), str(watched), person),
                (f"{year + 1}年春", stage, str(middle), str(came - autumn), str(left - gone), "0",
                 str(start + came - left), "1" if stage == "初中部" else "0",
                 "1" if stage == "初中部" else "0", person),
            ]  # fmt: skip
    return tuple(table)


def kept(_: int) -> Rows:
    """初中三年巩固率测算表."""
    table = header("毕业学年度 三年前入学年份 三年前入学数 毕业生数 巩固率 测算人")
    for year in YEARS:
        entered, left = figure("毕业年级三年前入学数", year), figure("毕业生数", year, "初中部")
        table.append(
            (span(year), f"{year - 2}年9月", str(entered), str(left),
             percent(left, entered) + "%", "邓志强")
        )  # fmt: skip
    return tuple(table)
