"""Fields of the clerk's own papers: 任务单 and 签字确认单."""

from collections.abc import Sequence
from datetime import date

from dossier.messages import CHINESE, Text
from dossier.model.confirmation import SHORT, Signable
from dossier.model.days import dotted_day, written_day
from dossier.model.dossier import Dossier
from dossier.model.people import Task
from dossier.model.tasksheet import Errand, TaskSheet, days_left, last_of, left_on, milestones
from dossier.render.fields import Fields, Rows, Value, columns
from dossier.render.words import clean, filled, joined

_ERRAND = columns(
    "序号", "事项", "办法", "位置", "责任人", "小组", "指标", "时限", "状况", flags=("逾期",)
)
_TASK = columns("指标", "工作任务", "责任人", "时限", "状况", "签字", flags=("逾期",))
_MILESTONE = columns("名称", "日期", "倒计时", flags=("已过",))
_SIGNED = columns("序号", "名称", "内容")
_SUBJECT = columns("类别", "名称", "代码", "校验码", "完整校验码", 内容=Rows(like=_SIGNED))
_HASH = 64


def task_sheet_fields(sheet: TaskSheet, dossier: Dossier, day: date | None) -> Fields:
    """The vocabulary of a 任务单; deadlines count from `day`, and stand alone where it is None."""
    points = milestones(dossier.school)
    ahead = [one for one in points if day and days_left(one.day, day) >= 0]
    return Fields(
        {
            "学校名称": lambda: filled(dossier.school.name),
            "名称": lambda: clean(sheet.name),
            "身份": lambda: clean(joined(sheet.posts)),
            "是小组": lambda: not sheet.person,
            "截至": lambda: written_day(day),
            "待办数": lambda: str(len(sheet.errands)),
            "逾期数": lambda: str(sheet.overdue(day)) if day else "—",
            "最近节点": lambda: ahead[0].name.removesuffix("日期") if ahead else "—",
            "最近节点天数": lambda: str(days_left(ahead[0].day, day)) if day and ahead else "—",
            "节点": lambda: Rows(
                (
                    {
                        "名称": one.name.removesuffix("日期"),
                        "日期": dotted_day(one.day),
                        "倒计时": _left(one.day, day, "已过"),
                        "已过": one not in ahead,
                    }
                    for one in points
                ),
                like=_MILESTONE,
            ),
            "待办": lambda: Rows(
                (_errand(n, one, day) for n, one in enumerate(sheet.errands, 1)), like=_ERRAND
            ),
            "任务": lambda: Rows(
                (_task(one, sheet, dossier, day) for one in sheet.tasks), like=_TASK
            ),
        }
    )


def _left(until: date | None, day: date | None, over: str = "逾期") -> str:
    """``还有5天``, ``就在今天``, ``逾期3天``; '' where one of the days is not known."""
    left = left_on(until, day)
    if left is None:
        return ""
    if left > 0:
        return f"还有{left}天"
    return f"{over}{-left}天" if left else "就在今天"


def _errand(number: int, errand: Errand, day: date | None) -> dict[str, Value]:
    place = errand.place
    if errand.file:
        place = f"{errand.folder}/\n{errand.file}"
    return {
        "序号": str(number),
        "事项": _spoken(errand.text),
        "办法": _spoken(errand.hint),
        "位置": clean(place),
        "责任人": clean(errand.person),
        "小组": clean(errand.group),
        "指标": clean(errand.indicator),
        "时限": dotted_day(errand.deadline),
        "状况": _left(errand.deadline, day),
        "逾期": errand.overdue(day),
    }


def _task(task: Task, sheet: TaskSheet, dossier: Dossier, day: date | None) -> dict[str, Value]:
    """A task is as far as what is still to be done for its indicator."""
    standard = dossier.standard
    left = sum(task.indicator in standard.lineage(one.indicator) for one in sheet.errands)
    indicator = standard.indicators.get(task.indicator)
    late = bool(left and day and task.deadline and last_of(task.deadline) < day)
    return {
        "指标": indicator.title if indicator else clean(task.indicator),
        "工作任务": clean(task.work),
        "责任人": clean(task.person),
        "时限": dotted_day(task.deadline),
        "状况": f"待办{left}项" if left else "无待办",
        "签字": dotted_day(task.signed),
        "逾期": late,
    }


def _spoken(text: Text | str | None) -> str:
    return clean(text.spoken(CHINESE) if isinstance(text, Text) else text or "")


def confirmation_fields(signables: Sequence[Signable], dossier: Dossier) -> Fields:
    """The vocabulary of 签字确认单: a sheet for each of `signables`."""
    return Fields(
        {
            "学校名称": lambda: filled(dossier.school.name),
            "确认单": lambda: Rows((_subject(one) for one in signables), like=_SUBJECT),
        }
    )


def _subject(one: Signable) -> dict[str, Value]:
    rows = (
        {"序号": str(number), "名称": clean(name), "内容": _short(value)}
        for number, (name, value) in enumerate(one.parts, 1)
    )
    return {
        "类别": one.subject.value,
        "名称": clean(one.title),
        "代码": clean(one.code),
        "校验码": one.digest[:SHORT],
        "完整校验码": " ".join(one.digest[at : at + 8] for at in range(0, _HASH, 8)),
        "内容": Rows(rows, like=_SIGNED),
    }


def _short(value: str) -> str:
    """A SHA-256 by its beginning; any other text as it is."""
    is_hash = len(value) == _HASH and not set(value) - set("0123456789abcdef")
    return value[:SHORT] if is_hash else clean(value)
