"""Fields of the people: 领导小组, 办公室, the working groups, their duties and tasks."""

from collections.abc import Iterable
from functools import partial

from dossier.model.days import dotted_day
from dossier.model.number import numeral
from dossier.model.people import Member
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.words import clean, joined

_MEMBER = columns("职务", "姓名", "现任职务", "电话")
_DUTY = columns("职务", "姓名")
_GROUP = columns("序号", "名称", "组长", "副组长", "成员", 职责=())
_GROUP_MEMBER = columns("小组", "职务", "姓名", "现任职务", "电话")
_TASK = columns("序号", "小组", "指标", "工作任务", "责任人", "完成时限", "签字")


def people_fields(material: Material) -> Makers:
    """The bodies, by member and by duty, and the 任务分解表 in the order of the groups."""
    people = material.dossier.people
    return {
        "领导小组": lambda: Rows(map(_member, people.leaders), like=_MEMBER),
        "领导小组职务": lambda: _by_duty(people.leaders),
        "办公室": lambda: Rows(map(_member, people.office), like=_MEMBER),
        "办公室职务": lambda: _by_duty(people.office),
        "工作小组": partial(_groups, material),
        "小组成员": lambda: Rows(
            ({"小组": clean(m.body), **_member(m)} for m in people.members), like=_GROUP_MEMBER
        ),
        "任务": partial(_tasks, material),
    }


def _member(member: Member) -> dict[str, str]:
    return {
        "职务": clean(member.duty),
        "姓名": clean(member.name),
        "现任职务": clean(member.post),
        "电话": clean(member.phone),
    }


def _named(members: Iterable[Member], *duties: str) -> str:
    return joined(clean(member.name) for member in members if member.duty in duties)


def _by_duty(members: tuple[Member, ...]) -> Rows:
    """One row for each duty with all who hold it: 副组长 | 李芳（副校长）、王强（教导主任）."""
    names: dict[str, list[str]] = {}
    for member in members:
        inner = clean(member.post).replace("（", "，").replace("）", "")  # no brackets in brackets
        post = f"（{inner}）" if inner else ""
        names.setdefault(clean(member.duty), []).append(clean(member.name) + post)
    return Rows(
        ({"职务": duty, "姓名": joined(holders)} for duty, holders in names.items()), like=_DUTY
    )


def _groups(material: Material) -> Rows:
    people = material.dossier.people
    rows: list[dict[str, Value]] = []
    for number, group in enumerate(people.groups, 1):
        members = [member for member in people.members if member.body == group]
        heads, deputies = _named(members, "组长"), _named(members, "副组长")
        others = joined(clean(m.name) for m in members if m.duty not in ("组长", "副组长"))
        rows.append(
            {
                "序号": numeral(number),
                "名称": clean(group),
                "组长": heads,
                "副组长": deputies,
                "成员": others,
                "职责": tuple(clean(duty.text) for duty in people.duties if duty.group == group),
            }
        )
    return Rows(rows, like=_GROUP)


def _tasks(material: Material) -> Rows:
    """The tasks of each group together; groups that the workbook does not list come last."""
    people, indicators = material.dossier.people, material.dossier.standard.indicators
    order = {group: number for number, group in enumerate(people.groups)}
    tasks = sorted(people.tasks, key=lambda task: order.get(task.group, len(order)))
    return Rows(
        (
            {
                "序号": str(number),
                "小组": clean(task.group),
                "指标": (
                    indicators[task.indicator].title
                    if task.indicator in indicators
                    else clean(task.indicator)
                ),
                "工作任务": clean(task.work),
                "责任人": clean(task.person),
                "完成时限": dotted_day(task.deadline),
                "签字": dotted_day(task.signed),
            }
            for number, task in enumerate(tasks, 1)
        ),
        like=_TASK,
    )
