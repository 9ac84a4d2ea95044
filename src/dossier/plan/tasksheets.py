"""任务单: of all that is found and all that is promised, a page for each person and each group."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from dossier.files import safe_name
from dossier.finding import Code, Finding, Severity, of_years
from dossier.model.dossier import Dossier
from dossier.model.people import Task
from dossier.model.standard import Requirement
from dossier.model.tasksheet import Errand, TaskSheet, last_of
from dossier.model.years import Year
from dossier.source import Row

_EVIDENCE = "inputs/evidence"
# the ledger's open rows are errands of their own
_OF_LEDGER = {Code.MEASURE_OVERDUE}


def task_sheets(dossier: Dossier, findings: Sequence[Finding]) -> tuple[TaskSheet, ...]:
    """The groups in the order of the workbook, the office, and the persons in that of the groups.

    Who has nothing to do and no task has no page.
    """
    errands = tuple(sorted(_errands(dossier, findings), key=_order))
    people = dossier.people
    groups = dict.fromkeys((*people.groups, *(one.group for one in errands if one.group)))
    persons = dict.fromkeys(
        name
        for name in (
            *(member.name for member in people.members),
            *(task.person for task in people.tasks),
            *(one.person for one in errands),
        )
        if name
    )
    sheets = (
        *(_of_group(dossier, group, errands) for group in groups),
        _of_group(dossier, "", errands),
        *(_of_person(dossier, person, errands) for person in persons),
    )
    return tuple(sheet for sheet in sheets if sheet.errands or sheet.tasks)


def _order(errand: Errand) -> date:
    return last_of(errand.deadline) if errand.deadline else date.max


def _of_group(dossier: Dossier, group: str, errands: Iterable[Errand]) -> TaskSheet:
    """The page of a group; of what is nobody's where it is ''."""
    head = dossier.people.head_of(group)
    return TaskSheet(
        group,
        "",
        (f"组长：{head}",) if head else (),
        tuple(one for one in errands if one.group == group and (group or not one.person)),
        tuple(one for one in dossier.people.tasks if group and one.group == group),
    )


def _of_person(dossier: Dossier, person: str, errands: Iterable[Errand]) -> TaskSheet:
    posts = (f"{m.body}{m.duty}" for m in dossier.people.members if m.name == person)
    return TaskSheet(
        "",
        person,
        tuple(dict.fromkeys(posts)),
        tuple(one for one in errands if one.person == person),
        tuple(one for one in dossier.people.tasks if one.person == person),
    )


def _errands(dossier: Dossier, findings: Iterable[Finding]) -> Iterator[Errand]:
    """What was found and is no note, a material once with all its years, and the ledger's rows."""
    files = {_spot(entry.row): entry.file for entry in dossier.entries}
    lacking: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.NOTE or finding.code in _OF_LEDGER:
            continue
        if finding.code is Code.EVIDENCE_MISSING:
            lacking.setdefault(finding.requirement, []).append(finding)
        else:
            yield _errand(dossier, finding, files)
    for code, same in lacking.items():
        yield _to_bring(dossier, dossier.standard.requirements[code], same)
    yield from _promised(dossier)


def _spot(row: Row) -> tuple[str, str, int]:
    return row.book, row.sheet, row.number


def _errand(dossier: Dossier, finding: Finding, files: dict[tuple[str, str, int], str]) -> Errand:
    """What a finding asks of its owner; what is wrong with a file is mended where that lies."""
    at = finding.at
    row = int("".join(filter(str.isdigit, at.ref)) or 0) if at else 0
    file = files.get((at.book, at.sheet, row), "") if at else ""
    path = PurePosixPath(_EVIDENCE, file)
    return Errand(
        finding.text,
        finding.hint,
        finding.group,
        finding.person,
        finding.indicator,
        _deadline(dossier, finding),
        folder=str(path.parent) if file else "",
        file=path.name if file else "",
        place=finding.place,
    )


def _to_bring(dossier: Dossier, requirement: Requirement, same: Sequence[Finding]) -> Errand:
    """A material that lacks: in which folder it is put, and what its file may be called."""
    first = same[0]
    years = "、".join(one.year.span for one in same if one.year)
    name = f"{requirement.name}（{years}）" if years else requirement.name
    return Errand(
        of_years(same) if len(same) > 1 else first.text,
        None,
        first.group,
        first.person,
        first.indicator,
        _deadline(dossier, first),
        folder=f"{_EVIDENCE}/{folder_for(dossier, requirement, first.year)}",
        file=f"{safe_name(name)}.pdf",
        place=first.place,
    )


def folder_for(dossier: Dossier, requirement: Requirement, year: Year | None) -> str:
    """Where others of that material lie, then of that indicator; else the folder of a beginning."""
    entries = dossier.entries
    near = [one.file for one in entries if one.requirement == requirement.code]
    if not near:
        of = {one.code for one in dossier.standard.requirements_of(requirement.indicator)}
        near = [one.file for one in entries if one.requirement in of]
    above = [str(PurePosixPath(file).parent) for file in near if "/" in file]
    begun = dossier.standard.folder_of(requirement, year)
    if not above or begun.partition("/")[0] in {one.partition("/")[0] for one in above}:
        return begun
    return max(dict.fromkeys(above), key=above.count)


def _deadline(dossier: Dossier, finding: Finding) -> date | None:
    """完成时限 of the nearest task up the tree: that of the person, of the group, or any."""
    tasks = dossier.people.tasks
    for code in dossier.standard.lineage(finding.indicator):
        of = [task for task in tasks if task.indicator == code and task.deadline]
        if of:
            best = min(of, key=lambda task: _distance(task, finding))
            return best.deadline
    return None


def _distance(task: Task, finding: Finding) -> tuple[bool, bool]:
    return task.group != finding.group, task.person != finding.person


def _promised(dossier: Dossier) -> Iterator[Errand]:
    """The open rows of the ledger."""
    bodies = {member.name: member.body for member in reversed(dossier.people.members)}
    for row in dossier.ledger:
        if not row.is_closed:
            group, _ = dossier.answers_for(row.indicator, bodies.get(row.person, ""))
            yield Errand(
                f"整改：{row.problem}",
                None,
                group,
                row.person,
                row.indicator,
                row.deadline,
                place=str(row.row.cell("status")),
            )
