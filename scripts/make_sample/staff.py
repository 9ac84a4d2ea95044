"""The teachers: names, posts and education, in the numbers that 数据 gives."""

from functools import cache

from make_sample.classes import GRADES, groups, heads, stage_of
from make_sample.facts import count
from make_sample.names import Crowd
from make_sample.tables import Rows, header, rows

_ARTS = ("音乐", "美术", "体育与健康")
_SENIOR = {"小学部": (6, 6, 6), "初中部": (5, 5, 6)}  # 高级教师 in each school year
_OTHERS = {
    "小学部": ("张慧敏 女 办公室", "杨秀兰 女 图书管理"),
    "初中部": ("王德成 男 总务",),
}
# lesson periods a week of the subjects that the classes of a stage have
_WEEKLY = {
    "小学部": "语文7 数学5 英语3 体育与健康3 音乐2 美术2 道德与法治2 科学2",
    "初中部": "语文6 数学6 英语5 道德与法治2 历史2 地理2 生物2 物理3 化学4 体育与健康3 音乐1 美术1",
}

# the first and last grade that has a subject
_BEGINS = {"英语": 3, "物理": 8, "化学": 9}
_ENDS = {"地理": 8, "生物": 8}


@cache
def _teachers(stage: str) -> tuple[tuple[str, str, str], ...]:
    """Name, sex and subject of the stage's full-time teachers, the longest in service first.

    Raises ValueError where 数据 tells another number of them.
    """
    crowd = Crowd(f"教师{stage}")
    lines = [row[1:] for row in rows("documents/教师") if row[0] == stage]
    people = {name: (sex, subject) for name, sex, subject in lines if name}
    left = [subject for name, _, subject in lines if not name]
    while left:
        name, sex = crowd.pupil()
        if name not in people:
            people[name] = (sex, left.pop(0))
    found = tuple((name, *rest) for name, rest in people.items())
    told = {
        "专任教师数": len(found),
        "音体美专任教师数": sum(subject in _ARTS for _, _, subject in found),
    }
    for name, number in told.items():
        if number != count(name, 2022, stage):
            raise ValueError(f"{stage} {name}: {number}")
    return found


def register(year: int) -> Rows:
    """教师花名册: everyone on the payroll, the full-time teachers of each stage first."""
    table = header("序号 学部 姓名 性别 出生年月 参加工作 学历 专业技术职务 任教学科（岗位）")
    for stage in ("小学部", "初中部"):
        teachers, better, middle = (
            count(name, year, stage)
            for name in ("专任教师数", "高于规定学历教师数", "中级及以上职务教师数")
        )
        for index, (name, sex, subject) in enumerate(_teachers(stage)[:teachers]):
            crowd = Crowd(f"教师{name}{stage}")
            began = 1988 + index * 31 // teachers
            born = f"{began - crowd.number(21, 24)}.{crowd.number(1, 12):02d}"
            # the longest in service entered with a 中师 or 专科 certificate
            plain = index >= 2 and index < 2 + teachers - better
            school = _schooling(stage, plain=plain, young=index > teachers // 3)
            post = _post(index, _SENIOR[stage][year - 2020], middle)
            table.append(
                (str(len(table)), stage, name, sex, born, f"{began}.09", school, post, subject)
            )
        others = count("教职工数", year, stage) - teachers
        table += _support(stage, others, len(table))
    return tuple(table)


def _schooling(stage: str, *, plain: bool, young: bool) -> str:
    if stage == "小学部":
        return "中师" if plain else "本科" if young else "专科"
    return "专科" if plain else "本科"


def _post(index: int, senior: int, middle: int) -> str:
    if index >= middle:
        return "二级教师" if index % 5 else "三级教师"
    return "高级教师" if index < senior else "一级教师"


def _support(stage: str, number: int, first: int) -> list[tuple[str, ...]]:
    """Those who do not teach: office, library, general affairs."""
    crowd = Crowd(f"职员{stage}")
    lines: list[tuple[str, ...]] = []
    for index in range(number):
        if index < len(_OTHERS[stage]):
            name, sex, work = _OTHERS[stage][index].split()
        else:
            (name, sex), work = crowd.pupil(), "财务与后勤"
        born, began = 1972 + crowd.number(0, 14), 1996 + crowd.number(0, 12)
        lines.append(
            (str(first + index), stage, name, sex, f"{born}.{crowd.number(1, 12):02d}",
             f"{began}.09", "专科", "管理（工勤）", work)
        )  # fmt: skip
    return lines


def subjects(stage: str, year: int) -> Rows:
    """学科教师任课安排表: who teaches what to which class of one stage."""
    rooms = [
        (index, f"{GRADES[grade - 1]}（{number}）", grade)
        for index, (grade, number, _) in enumerate(groups(year))
        if stage_of(grade) == stage
    ]
    weekly = {item[:-1]: item[-1] for item in _WEEKLY[stage].split()}
    table = [("序号", "班级", "班主任", *weekly)]
    for serial, (index, room, grade) in enumerate(rooms, 1):
        cells = [_for(stage, subject, serial, grade) for subject in weekly]
        table.append((str(serial), room, heads()[index], *cells))
    return (*table, ("", "周课时", "", *weekly.values()))


def _for(stage: str, subject: str, turn: int, grade: int) -> str:
    if grade < _BEGINS.get(subject, 0) or grade > _ENDS.get(subject, 9):
        return "—"
    able = [name for name, _, taught in _teachers(stage) if taught == subject]
    return able[turn % len(able)]
