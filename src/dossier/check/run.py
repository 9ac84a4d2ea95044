"""All checks in one run, and whose each finding is."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from dossier.check import agreement, codes, duties, evidence, folder, phrases, volume
from dossier.check.facts import Facts
from dossier.facts import replace
from dossier.finding import Finding
from dossier.model.dossier import Dossier
from dossier.model.people import People
from dossier.source import Cell

CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    codes.unknown_indicators,
    codes.unknown_requirements,
    codes.unknown_groups,
    codes.unboxed_indicators,
    codes.doubly_boxed_indicators,
    codes.senseless_schemes,
    codes.doubly_coded_chapters,
    evidence.missing_evidence,
    evidence.wrong_years,
    evidence.dates_outside_years,
    evidence.missing_marks,
    evidence.uncaptioned_photos,
    folder.missing_files,
    folder.unregistered_files,
    folder.unusable_files,
    folder.files_registered_twice,
    folder.duplicate_contents,
    volume.senseless_paper,
    volume.senseless_numbering,
    volume.thick_items,
    duties.unassigned_indicators,
    duties.unsigned_tasks,
    duties.unmet_without_measure,
    duties.ledger_evidence,
    duties.ledger_contradictions,
    duties.overdue_measures,
    agreement.declared_agreements,
    agreement.parts_and_wholes,
    phrases.invalid_phrases,
    phrases.words_of_the_workbooks,
    phrases.words_of_the_evidence,
)


def check(facts: Facts) -> tuple[Finding, ...]:
    """Everything that the checks find, in their order."""
    return tuple(finding for one in CHECKS for finding in one(facts))


def owned(finding: Finding, dossier: Dossier) -> Finding:
    """`finding` with its indicator, group and person filled in, as far as they can be known.

    Of a finding in the cell of a figure, that is its keeper (核对人) and the group in which the
    keeper works: who declared a number can say whether it is right. Otherwise the group of the
    requirement counts; the person is whoever signed for the indicator in that group, or its head.
    """
    return owned_all((finding,), dossier)[0]


def owned_all(findings: Iterable[Finding], dossier: Dossier) -> tuple[Finding, ...]:
    """All of `findings` with what :func:`owned` fills in."""
    figures = (*dossier.school.figures.values(), *dossier.school.funds.values())
    keepers: dict[Cell, str] = {}
    for figure in figures:
        keepers.setdefault(figure.cell, figure.keeper)
    return tuple(_owned(finding, dossier, keepers) for finding in findings)


def _owned(finding: Finding, dossier: Dossier, keepers: Mapping[Cell, str]) -> Finding:
    requirement = dossier.standard.requirements.get(finding.requirement)
    indicator = finding.indicator or (requirement.indicator if requirement else "")
    task_group, task_person = dossier.owner_of(indicator)
    group = finding.group or (requirement.group if requirement else task_group)
    keeper = "" if finding.group or finding.person else _keeper(finding.at, keepers)
    if keeper:
        # a keeper who stands in no group answers all the same, in the group of the indicator
        group = _group_of(keeper, dossier.people) or group
    person = (
        finding.person
        or keeper
        or (task_person if group == task_group and task_person else dossier.people.head_of(group))
    )
    return replace(finding, indicator=indicator, group=group, person=person)


def _keeper(at: Cell | None, keepers: Mapping[Cell, str]) -> str:
    """Who answers for the figure that is declared in the cell `at`; '' where none is."""
    return keepers.get(at, "") if at else ""


def _group_of(person: str, people: People) -> str:
    """The first working group in which that person stands."""
    return next((member.body for member in people.members if member.name == person), "")
