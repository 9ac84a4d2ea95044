"""All checks in one run, and whose each finding is."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from dossier.check import agreement, codes, duties, evidence, folder, phrases
from dossier.check.facts import Facts
from dossier.finding import Finding
from dossier.model.dossier import Dossier

CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    codes.unknown_indicators,
    codes.unknown_requirements,
    codes.unknown_groups,
    codes.unboxed_indicators,
    codes.doubly_boxed_indicators,
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

    The group of the requirement counts; the person is whoever signed for the indicator in that
    group, or its head.
    """
    requirement = dossier.standard.requirements.get(finding.requirement)
    indicator = finding.indicator or (requirement.indicator if requirement else "")
    task_group, task_person = dossier.owner_of(indicator)
    group = finding.group or (requirement.group if requirement else task_group)
    person = finding.person or (
        task_person if group == task_group and task_person else dossier.people.head_of(group)
    )
    return replace(finding, indicator=indicator, group=group, person=person)
