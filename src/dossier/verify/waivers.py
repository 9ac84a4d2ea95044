"""豁免: faults that somebody has said, with a reason, may stay.

A waiver is of one rule in one box, so that no fault of the files themselves can be waived: no
reason makes a damaged package whole.
"""

from collections.abc import Iterable

from dossier.facts import Fact
from dossier.verify.rules import Fault


class ReportedWaiver(Fact, frozen=True):
    """One waiver as the report has it; `item` is a 件号 or '' for the whole box."""

    rule: str
    box: str
    item: str
    reason: str
    approver: str
    date: str

    def covers(self, fault: Fault) -> bool:
        """Whether `fault` may stay."""
        return (
            self.rule == fault.rule.slug
            and self.box == fault.box != ""
            and self.item in ("", fault.item)
            and self.reason != ""
        )


class Weighed(Fact, frozen=True):
    """Faults that count, those that are waived and by what, and waivers that nothing needs."""

    faults: tuple[Fault, ...]
    waived: tuple[tuple[Fault, ReportedWaiver], ...]
    idle: tuple[ReportedWaiver, ...]


def weighed(faults: Iterable[Fault], waivers: Iterable[ReportedWaiver]) -> Weighed:
    """Part `faults` by what `waivers` cover; the first that covers a fault is told with it."""
    known = list(waivers)
    counting, waived, used = [], [], set()
    for fault in faults:
        covering = [waiver for waiver in known if waiver.covers(fault)]
        used.update(covering)
        if covering:
            waived.append((fault, covering[0]))
        else:
            counting.append(fault)
    idle = tuple(waiver for waiver in known if waiver not in used)
    return Weighed(tuple(counting), tuple(waived), idle)
