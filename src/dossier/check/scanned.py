"""How what was read on a scan weighs: the reader may be wrong, so a person looks first."""

from dossier.facts import replace
from dossier.finding import Finding, Severity
from dossier.messages import Text, say

_LOWER = {Severity.ERROR: Severity.WARNING}


def as_read(finding: Finding, *, scanned: bool) -> Finding:
    """`finding`, of less weight and to be looked at first, where its words were read on a scan."""
    if not scanned:
        return finding
    return replace(
        finding,
        hint=look_first(finding.hint or say("correct what is wrong")),
        weight=_LOWER.get(finding.severity, Severity.NOTE),
    )


def look_first(hint: Text) -> Text:
    """What to do about words of a scan, which may be read wrongly."""
    return say("look at the page itself, for it was read by the computer; then {hint}", hint=hint)
