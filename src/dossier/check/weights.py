"""检查规则 applied: what is found in the material weighs what the workspace says, or is waived."""

from collections.abc import Iterable, Sequence

from dossier.facts import replace
from dossier.finding import Finding
from dossier.messages import say
from dossier.model.check_rules import CheckRule, Weight


def weighed(findings: Iterable[Finding], rules: Sequence[CheckRule]) -> tuple[Finding, ...]:
    """`findings`, each with the weight of its rule: that of its own file before that of all.

    What is waived stays a note that gives the reason, for nothing that was found is hidden.
    """
    if not rules:
        return tuple(findings)
    return tuple(_weighed(finding, rules) for finding in findings)


def _weighed(finding: Finding, rules: Sequence[CheckRule]) -> Finding:
    file = finding.path.removeprefix("evidence/")
    fitting = [rule for rule in rules if rule.rule == finding.code.slug and rule.file in ("", file)]
    if not fitting:
        return finding
    rule = max(fitting, key=lambda one: one.file != "")
    if rule.weight is not Weight.WAIVED:
        return replace(finding, weight=rule.weight.severity)
    hint = say("it is waived: {reason}", reason=rule.reason)
    if rule.approver:
        hint = say(
            "it is waived by {approver}: {reason}", approver=rule.approver, reason=rule.reason
        )
    return replace(finding, weight=rule.weight.severity, hint=hint)
