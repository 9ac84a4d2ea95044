"""The whole assessment in one pass: results first, then all that follows from them."""

from dossier.assess.indicators import assess
from dossier.finding import Finding
from dossier.model.assessment import Assessment
from dossier.model.dossier import Dossier


def assessed(dossier: Dossier) -> tuple[Assessment, tuple[Finding, ...]]:
    """Everything that is worked out from the facts, and what could not be."""
    results, findings = assess(dossier)
    return Assessment(results=results), findings
