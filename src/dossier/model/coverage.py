"""How much of the evidence that a requirement asks for is really there."""

from enum import Enum

from dossier.facts import Fact
from dossier.model.standard import Requirement
from dossier.model.years import Year


class Completeness(Enum):
    """完整, 部分 or 缺."""

    COMPLETE = "complete"
    PARTLY = "partly"
    MISSING = "missing"


class Coverage(Fact, frozen=True):
    """One requirement in one period (None: once).

    `registered` counts the register's entries, `usable` those whose file can be bound.
    """

    requirement: Requirement
    year: Year | None
    registered: int
    usable: int

    @property
    def needed(self) -> int:
        """How many the standard asks for."""
        return self.requirement.copies
