"""Tasks, and what the rectification ledger promises."""

from collections.abc import Iterator

from dossier.check.codes import near
from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.ledger import CLOSED, Rectification, names_of


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
        if task.signed is None and task.person:  # who it is comes first
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
    """A closed problem needs evidence that can be bound; what is named must be registered."""
    bindable: dict[str, bool] = {}
    for entry in facts.dossier.entries:
        evidence_file = facts.evidence_files.get(entry.file)
        sound = evidence_file is not None and evidence_file.fault is None
        for name in names_of(entry):
            # of several entries of one title, one that is there is enough
            bindable[name] = sound or bindable.get(name, False)
    for row in facts.dossier.ledger:
        closed = row.is_closed or row.closed is not None
        names = row.proofs(bindable)
        for name in names:
            if name not in bindable:
                yield _of_ledger(
                    facts,
                    Code.LEDGER_EVIDENCE_UNKNOWN,
                    row,
                    "evidence",
                    say("the evidence '{evidence}' is not registered", evidence=name),
                    near(name, bindable),
                )
            elif closed and not bindable[name]:
                yield _of_ledger(
                    facts,
                    Code.CLOSED_WITHOUT_EVIDENCE,
                    row,
                    "evidence",
                    say(
                        "the problem is closed on '{evidence}', which is missing or cannot be "
                        "bound",
                        evidence=name,
                    ),
                    say("put the file right, name other evidence, or open the problem again"),
                )
        if closed and not names:
            yield _of_ledger(
                facts,
                Code.CLOSED_WITHOUT_EVIDENCE,
                row,
                "evidence",
                say("the problem is closed, but nothing proves it"),
                say("name the registered title that proves it"),
            )


def ledger_contradictions(facts: Facts) -> Iterator[Finding]:
    """状态 and 销号日期 must agree, and nothing is closed after the day of the documents."""
    dated = facts.dossier.school.dated
    code = Code.LEDGER_CONTRADICTION
    for row in facts.dossier.ledger:
        if row.is_closed and row.closed is None:
            text = say("the status is '{status}', but no date of closing is given", status=CLOSED)
            hint = say("fill in '销号日期', or correct '状态'")
            yield _of_ledger(facts, code, row, "closed", text, hint)
        elif row.closed and not row.is_closed:
            text = say(
                "it was closed on {date}, but the status is '{status}'",
                date=row.closed,
                status=row.status,
            )
            hint = say("write '已销号', or take the date out")
            yield _of_ledger(facts, code, row, "status", text, hint)
        if row.closed and dated and row.closed > dated:
            text = say(
                "it is closed on {date}, which is after {dated}, the day of the documents",
                date=row.closed,
                dated=dated,
            )
            hint = say("correct the date, or '成文日期' in the sheet '基本信息' of school.xlsx")
            yield _of_ledger(facts, code, row, "closed", text, hint)


def overdue_measures(facts: Facts) -> Iterator[Finding]:
    """A problem whose deadline has passed on the day of the documents, and that is still open."""
    for rectification in facts.assessment.rectifications:
        if rectification.overdue:
            row = rectification.entry
            yield _of_ledger(
                facts,
                Code.MEASURE_OVERDUE,
                row,
                "deadline",
                say(
                    "'{problem}' was due on {deadline} and is still open ('{status}')",
                    problem=row.problem,
                    deadline=row.deadline,
                    status=row.status,
                ),
                say("close it with its evidence, or agree a new deadline and say why in '进展'"),
            )


def _of_ledger(
    facts: Facts, code: Code, row: Rectification, field: str, text: Text, hint: Text | None
) -> Finding:
    """A finding about a row of the ledger; it belongs to the person that the row names."""
    people = facts.dossier.people
    groups = (m.body for m in people.members if m.name == row.person and m.body in people.groups)
    group = next(groups, "")
    return Finding(
        code,
        text,
        at=row.row.cell(field),
        hint=hint,
        indicator=row.indicator,
        group=group,
        person=row.person,
    )
