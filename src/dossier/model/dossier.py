"""Everything the workbooks say, in one value."""

from collections.abc import Mapping

from dossier.facts import Fact, field
from dossier.finding import Finding
from dossier.model.check_rules import CheckRule
from dossier.model.confirmation import Confirmation
from dossier.model.evidence import Evidence, Photo
from dossier.model.ledger import Rectification, Waiver
from dossier.model.people import People
from dossier.model.rules import Rules
from dossier.model.school import School
from dossier.model.standard import Standard


class Dossier(Fact, frozen=True):
    """The facts of one school's dossier.

    `unconfirmed` are rows of the register that the program proposed and nobody has confirmed: what
    they name is not there yet. `unread` names the sheets of which no row could be read, which is
    told where they should be; `absent` has, by sheet and field, what there is to tell of a column
    that need not be there and is not, should something lack for want of it. `standard` and `rules`
    are as they are for this school; `as_given` as the workbook has them, alike for all schools.
    """

    standard: Standard
    school: School
    evidence: tuple[Evidence, ...]
    photos: tuple[Photo, ...]
    people: People
    ledger: tuple[Rectification, ...]
    rules: Rules = field(default_factory=Rules)
    waivers: tuple[Waiver, ...] = ()
    check_rules: tuple[CheckRule, ...] = ()
    unread: frozenset[str] = frozenset()
    absent: Mapping[tuple[str, str], Finding] = field(default_factory=dict)
    unconfirmed: tuple[Evidence | Photo, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    as_given: tuple[Standard, Rules] | None = None

    @property
    def entries(self) -> tuple[Evidence | Photo, ...]:
        """Everything registered, documents first."""
        return (*self.evidence, *self.photos)

    def owner_of(self, indicator: str) -> tuple[str, str]:
        """The group and person that answer for `indicator`, from the nearest task up the tree."""
        for code in self.standard.lineage(indicator):
            for task in self.people.tasks:
                if task.indicator == code:
                    return task.group, task.person
        return "", ""

    def answers_for(self, indicator: str, group: str = "") -> tuple[str, str]:
        """The group and person that answer for something of `indicator` that `group` is to bring.

        That is the person of the task where the group is the task's, too (or none is named), and
        else the group's head: who answers in one group does not in another.
        """
        task_group, person = self.owner_of(indicator)
        group = group or task_group
        return group, (group == task_group and person) or self.people.head_of(group)
