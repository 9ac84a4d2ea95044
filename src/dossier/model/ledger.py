"""整改台账: the problems found, what is done about them, and what proves that it was done."""

import re
from collections.abc import Container
from datetime import date
from decimal import Decimal

from dossier.facts import Fact
from dossier.model.evidence import Evidence, Photo
from dossier.source import Row

CLOSED = "已销号"
"""The 状态 of a problem that is done with: solved, proven and accepted."""


def names_of(entry: Evidence | Photo) -> tuple[str, ...]:
    """The names by which the ledger may call what is registered: its file, and its title."""
    return (entry.file,) if isinstance(entry, Photo) else (entry.file, entry.title)


class Rectification(Fact, frozen=True):
    """One problem. `money` is in 万元; `evidence` names registered files or titles."""

    indicator: str
    problem: str
    basis: str
    finder: str
    measure: str
    money: Decimal | None
    leader: str
    person: str
    deadline: date | None
    progress: str
    outcome: str
    evidence: str
    accepted_by: str
    closed: date | None
    status: str
    row: Row

    @property
    def is_closed(self) -> bool:
        """Whether the status says so, with or without a date."""
        return self.status == CLOSED

    def proofs(self, known: Container[str]) -> tuple[str, ...]:
        """The names in 佐证材料, which stand apart by 、 or ； or a line each.

        A title may hold such a mark itself, so what is `known` as a whole is one name.
        """
        whole = self.evidence.strip()
        if whole and whole in known:
            return (whole,)
        return tuple(part.strip() for part in re.split(r"[、；;\n]", whole) if part.strip())
