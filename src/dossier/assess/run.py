"""The whole assessment in one pass: results first, then all that follows from them."""

from dossier.assess.growth import growths
from dossier.assess.indicators import assess
from dossier.assess.jumps import jumps
from dossier.assess.needs import needs
from dossier.assess.passing import verdicts
from dossier.assess.projections import plan_faults
from dossier.assess.rectification import rectifications
from dossier.assess.satisfaction import satisfaction
from dossier.assess.scoring import scores
from dossier.assess.trends import trends
from dossier.finding import Finding
from dossier.model.assessment import Assessment
from dossier.model.dossier import Dossier


def assessed(dossier: Dossier) -> tuple[Assessment, tuple[Finding, ...]]:
    """Everything that is worked out from the facts, and what could not be."""
    results, findings = assess(dossier)
    scored, unscored = scores(dossier)
    asked, unasked = satisfaction(dossier)
    judged, unjudged = verdicts(dossier, results, scored, asked)
    jumped, unexplained = jumps(dossier)
    grown, ungrown = growths(dossier)
    assessment = Assessment(
        results=results,
        verdicts=judged,
        scores=scored,
        trends=trends(dossier, results),
        jumps=jumped,
        growths=grown,
        needs=needs(dossier, results),
        satisfaction=asked,
        rectifications=rectifications(dossier, results),
    )
    told = (
        *findings, *unscored, *unasked, *unjudged, *unexplained, *ungrown, *plan_faults(dossier),
    )  # fmt: skip
    # two steps may stumble over the same cell
    return assessment, tuple(dict.fromkeys(told))
