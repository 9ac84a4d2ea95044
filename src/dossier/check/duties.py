"""Tasks, and what the rectification ledger promises."""

from collections.abc import Iterator

from dossier.check.codes import near
from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.messages import say


def unassigned_indicators(facts: Facts) -> Iterator[Finding]:
    """An indicator that needs evidence, and that nobody answers for."""
    told: set[str] = set()
    for requirement in facts.dossier.standard.requirements.values():
        code = requirement.indicator
        if code in told or code not in facts.dossier.standard.indicators:
            continue
        told.add(code)
        if facts.dossier.owner_of(code) == ("", ""):
            yield Finding(
                Code.TASK_UNASSIGNED,
                say("nobody answers for '{code}'", code=code),
                at=requirement.row.cell("indicator"),
                hint=say("add a row to '任务分解表' of people.xlsx"),
                indicator=code,
            )


def unsigned_tasks(facts: Facts) -> Iterator[Finding]:
    """签字担责: a task whose person has not signed."""
    for task in facts.dossier.people.tasks:
        if task.signed is None:
            yield Finding(
                Code.TASK_UNSIGNED,
                say(
                    "{person} has not signed for '{code}'", person=task.person, code=task.indicator
                ),
                at=task.row.cell("signed"),
                indicator=task.indicator,
                group=task.group,
                person=task.person,
            )


def unmet_without_measure(facts: Facts) -> Iterator[Finding]:
    """An indicator that is not met in the latest year, and that the ledger does not know."""
    latest = max(facts.dossier.standard.school_years, default=None)
    planned = {row.indicator for row in facts.dossier.ledger}
    for result in facts.assessment.results:
        code = result.measure.code
        if result.year == latest and result.met is False and code not in planned:
            planned.add(code)
            yield Finding(
                Code.UNMET_WITHOUT_MEASURE,
                say("'{code}' is not met, and the ledger has no row for it", code=code),
                at=result.measure.row.cell("code"),
                hint=say("add a row to '整改台账' of ledger.xlsx"),
                indicator=code,
                year=latest,
            )


def ledger_evidence(facts: Facts) -> Iterator[Finding]:
    """A closed problem needs evidence, and evidence that is named must be registered."""
    entries = facts.dossier.evidence
    known = {e.title for e in entries} | {e.file for e in entries}
    for row in facts.dossier.ledger:
        if row.evidence and row.evidence not in known:
            yield Finding(
                Code.LEDGER_EVIDENCE_UNKNOWN,
                say("the evidence '{evidence}' is not registered", evidence=row.evidence),
                at=row.row.cell("evidence"),
                hint=near(row.evidence, known),
                indicator=row.indicator,
            )
        elif row.closed and not row.evidence:
            yield Finding(
                Code.CLOSED_WITHOUT_EVIDENCE,
                say("the problem is closed, but nothing proves it"),
                at=row.row.cell("evidence"),
                hint=say("name the registered title that proves it"),
                indicator=row.indicator,
            )
