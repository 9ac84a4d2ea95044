"""整改台账: the problems found, what is done about them, and what proves that it was done."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dossier.source import Row


@dataclass(frozen=True, slots=True)
class Rectification:
    """One problem. `money` is in 万元; `evidence` names a registered file or title."""

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
