"""Who does what: leaders, the office, the working groups and the signed tasks."""

from datetime import date

from dossier.facts import Fact
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
