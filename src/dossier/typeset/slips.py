"""换页单: what to take out of a printed box and what to put in, step by step."""

from collections.abc import Sequence
from pathlib import Path

from dossier.facts import Fact, asdict
from dossier.typeset.press import press


class Named(Fact, frozen=True):
    """Sheets as a person finds them: document (``0012件``, ``卷内目录``), pages, and how many."""

    document: str
    labels: str
    count: int


class Move(Fact, frozen=True):
    """Sheets that come `out` and go `into` the box `behind` a sheet; None: before all others."""

    out: Sequence[Named]
    into: Sequence[Named]
    behind: Named | None


class SlipSheet(Fact, frozen=True):
    """The slip of one box; `label` tells that its labels are to be changed, too."""

    school: str
    since: str
    box: str
    title: str
    steps: Sequence[Move]
    label: bool


def slip_sheet(facts: SlipSheet, out: Path) -> int:
    """Write the slip to `out`; its page count."""
    told = asdict(facts) | {
        "out": sum(one.count for step in facts.steps for one in step.out),
        "into": sum(one.count for step in facts.steps for one in step.into),
    }
    return press("slips.typ", told, out)
