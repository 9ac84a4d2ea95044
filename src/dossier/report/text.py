"""Findings as lines of text, grouped by who has to act."""

from collections.abc import Iterator, Sequence

from dossier.finding import Code, Finding, Severity
from dossier.messages import say


def lines(finding: Finding) -> Iterator[str]:
    """One finding: place, severity, sentence and code, and its hint on a line of its own."""
    place = f"{finding.place}: " if finding.place else ""
    yield f"{place}{finding.severity.text}: {finding.text} [{finding.code}]"
    if finding.hint:
        yield f"  {say('hint: {hint}', hint=finding.hint)}"


def grouped(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings by working group and person; what is nobody's comes last.

    Before all of them comes what waits to be confirmed: much else goes when that is done.
    """
    owners: dict[str, list[Finding]] = {}
    waiting = [one for one in findings if one.code is Code.ENTRY_UNCONFIRMED]
    if waiting:
        owners[str(say("to be confirmed"))] = waiting
    told = [one for one in findings if one.code is not Code.ENTRY_UNCONFIRMED]
    for finding in sorted(told, key=lambda f: (not f.group, f.group, f.person)):
        owner = " · ".join(part for part in (finding.group, finding.person) if part)
        owners.setdefault(owner or str(say("for the archive office")), []).append(finding)
    return owners


def tally(findings: Sequence[Finding]) -> str:
    """How many findings of each severity."""
    counts = {one: sum(f.severity is one for f in findings) for one in Severity}
    return str(
        say(
            "errors: {errors}, warnings: {warnings}",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
        )
    )
