"""任务单: what each person and each working group still has to do, by when, and where it goes."""

from datetime import date

from dossier.facts import Fact
from dossier.messages import Text
from dossier.model.days import Month
from dossier.model.people import Task
from dossier.model.school import COMING, School


class Errand(Fact, frozen=True):
    """One thing to be done: what it is, how it is done, whose it is, and by when.

    A file goes into `folder` (from the workspace) under the name `file`; otherwise `place` is the
    cell or the file in which something is to be mended.
    """

    text: Text | str
    hint: Text | None
    group: str
    person: str
    indicator: str
    deadline: date | None
    folder: str = ""
    file: str = ""
    place: str = ""

    def overdue(self, day: date | None) -> bool:
        """Whether its deadline has passed on that `day`; on the last day it has not."""
        return bool(day and self.deadline and last_of(self.deadline) < day)


class TaskSheet(Fact, frozen=True):
    """The page of a person, or of a working group where `person` is ''; both '' is the office.

    `posts` are what a person is in which body, or who leads the group.
    """

    group: str
    person: str
    posts: tuple[str, ...]
    errands: tuple[Errand, ...]
    tasks: tuple[Task, ...]

    @property
    def name(self) -> str:
        """Whose page it is."""
        return self.person or self.group or OFFICE

    def overdue(self, day: date | None) -> int:
        """How many of its errands are overdue on that `day`."""
        return sum(errand.overdue(day) for errand in self.errands)


OFFICE = "档案室"
"""Who does what is nobody's."""


class Milestone(Fact, frozen=True):
    """A day towards which all work."""

    name: str
    day: date


def last_of(day: date) -> date:
    """The last day that `day` may mean: that of its month, where no more is known."""
    return day.last_day if isinstance(day, Month) else day


def days_left(until: date, day: date) -> int:
    """The days from `day` to `until`; below 0 where that has passed."""
    return (last_of(until) - day).days


def left_on(until: date | None, day: date | None) -> int | None:
    """The same; None where one of the days is not known."""
    return None if until is None or day is None else days_left(until, day)


def milestones(school: School) -> tuple[Milestone, ...]:
    """The days that the school gives in 基本信息, in order of time."""
    days = {**school.days, **({COMING: school.coming} if school.coming else {})}
    return tuple(sorted((Milestone(*one) for one in days.items()), key=lambda one: one.day))
