"""Who does what: leaders, the office, the working groups and the signed tasks."""

from datetime import date

from dossier.facts import Fact, replace
from dossier.model.columns import Column, Holds, Sheet
from dossier.source import Row


class Member(Fact, frozen=True):
    """A person in a body (领导小组, 办公室 or a working group) with the duty held in it."""

    body: str
    duty: str
    name: str
    post: str
    phone: str
    row: Row


class Duty(Fact, frozen=True):
    """小组职责: one duty of a working group."""

    group: str
    text: str
    row: Row


class Task(Fact, frozen=True):
    """任务分解表: an indicator, the group and person that answer for it, deadline, signed on."""

    indicator: str
    work: str
    group: str
    person: str
    deadline: date | None
    signed: date | None
    row: Row


class People(Fact, frozen=True):
    """Everyone, in the order of the workbook."""

    leaders: tuple[Member, ...]
    office: tuple[Member, ...]
    groups: tuple[str, ...]
    members: tuple[Member, ...]
    duties: tuple[Duty, ...]
    tasks: tuple[Task, ...]

    def head_of(self, group: str) -> str:
        """The name of the group's 组长, or '' where none is given."""
        return next((m.name for m in self.members if m.body == group and m.duty == "组长"), "")


# fmt: off
_MEMBER = (
    Column("duty", "职务", required=True, aliases=("组内职务",), width=12,
           comment="在机构中的职务。"),
    Column("name", "姓名", required=True, width=12, comment="姓名。"),
    Column("post", "现任职务", aliases=("单位职务", "行政职务"), width=26,
           comment="在学校的职务。"),
    Column("phone", "电话", aliases=("联系电话",), width=16, comment="联系电话，可留空。"),
)

LEADERS = Sheet("people.xlsx", "领导小组", _MEMBER)

OFFICE = Sheet("people.xlsx", "办公室", _MEMBER)

GROUPS = Sheet("people.xlsx", "工作小组", (
    Column("body", "小组", required=True, aliases=("工作小组",), width=36,
           comment="小组名称，其他表引用时须一致。"),
    *(replace(column, kept=column.field == "name") for column in _MEMBER),
))

DUTIES = Sheet("people.xlsx", "小组职责", (
    Column("group", "小组", required=True, refers="工作小组", width=36, comment="小组名称。"),
    Column("text", "职责", required=True, width=90, comment="一行一条。"),
))

TASKS = Sheet("people.xlsx", "任务分解表", (
    Column("indicator", "指标代码", Holds.CODE, required=True, aliases=("指标",), width=10,
           comment="一个指标可以有多行。"),
    Column("work", "工作任务", aliases=("任务",), width=50, comment="要做的事。"),
    Column("group", "责任小组", required=True, aliases=("小组",), refers="工作小组", width=36,
           comment="名称与“工作小组”表一致。"),
    Column("person", "责任人", required=True, kept=True, width=12, comment="姓名。"),
    Column("deadline", "完成时限", Holds.DEADLINE, aliases=("时限",), comment="日期。"),
    Column("signed", "签字日期", Holds.DATE, aliases=("签字",),
           comment="责任人签字的日期；尚未签字的留空。"),
))
