"""All checks in one run, and whose each finding is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dossier.check import (
    again,
    agreement,
    codes,
    contradictions,
    dates,
    duties,
    evidence,
    folder,
    looked,
    order,
    personal,
    phrases,
    rosters,
    rows,
    schools,
    told_dates,
    unfilled,
    wording,
)
from dossier.check.facts import Facts
from dossier.facts import replace
from dossier.finding import Finding
from dossier.messages import say
from dossier.model.check_rules import CheckRule, Weight
from dossier.model.dossier import Dossier
from dossier.model.people import People
from dossier.personal import masked_in
from dossier.source import Cell

_REGISTER = frozenset({"佐证材料登记", "照片"})
_LEDGER = frozenset({"整改台账"})
_TASKS = frozenset({"任务分解表"})

CHECKS: tuple[tuple[Callable[[Facts], Iterator[Finding]], frozenset[str]], ...] = (
    (codes.unknown_indicators, frozenset({"指标"})),
    (codes.unknown_requirements, frozenset({"材料要求"})),
    (codes.unknown_groups, frozenset({"工作小组"})),
    (codes.unknown_layouts, frozenset()),
    (codes.unboxed_indicators, frozenset({"档案盒"})),
    (codes.doubly_boxed_indicators, frozenset()),
    (codes.doubly_coded_chapters, frozenset()),
    (evidence.unconfirmed_entries, frozenset()),
    (evidence.missing_evidence, _REGISTER),
    (evidence.wrong_years, frozenset()),
    (evidence.dates_outside_years, frozenset()),
    (dates.impossible_dates, frozenset()),
    (evidence.missing_marks, frozenset()),
    (evidence.uncaptioned_photos, frozenset()),
    (folder.missing_files, frozenset()),
    (folder.unregistered_files, _REGISTER),
    (folder.unusable_files, frozenset()),
    (folder.odd_files, frozenset()),
    (personal.numbers_of_persons, frozenset()),
    (folder.files_registered_twice, frozenset()),
    (folder.duplicate_contents, frozenset()),
    (evidence.thick_items, frozenset()),
    (rows.rows_alike, frozenset()),
    (rows.photos_as_documents, frozenset()),
    (rows.verdicts_without_evidence, _REGISTER),
    (schools.other_schools, frozenset({"基本信息"})),
    (told_dates.dates_within, frozenset()),
    (looked.blank_pages, frozenset()),
    (looked.seals_unseen, frozenset()),
    (looked.turned_pages, frozenset()),
    (looked.signatures_unseen, frozenset()),
    (looked.photos_twice, frozenset()),
    (looked.days_of_cameras, frozenset()),
    (again.texts_again, frozenset()),
    (unfilled.blanks_unfilled, frozenset()),
    (unfilled.broken_cells, frozenset()),
    (told_dates.dates_after_documents, frozenset({"基本信息"})),
    (order.chapters_after_their_deadlines, frozenset()),
    (order.signatures_out_of_order, frozenset()),
    (order.boxes_before_their_papers, frozenset()),
    (rosters.rosters_against_figures, frozenset({"数据"})),
    (wording.numbers_of_documents, frozenset()),
    (wording.documents_without_sign_off, frozenset({"基本信息"})),
    (wording.paragraphs_alike, frozenset()),
    (wording.paragraphs_without_facts, frozenset()),
    (wording.problems_too_short, frozenset()),
    (duties.unassigned_indicators, _TASKS),
    (duties.unsigned_tasks, frozenset()),
    (duties.unmet_without_measure, _LEDGER),
    (duties.ledger_evidence, _REGISTER),
    (duties.ledger_contradictions, frozenset()),
    (duties.overdue_measures, frozenset()),
    (contradictions.losses_against_words, frozenset()),
    (contradictions.outcomes_against_figures, frozenset()),
    (contradictions.promises_that_fall_short, frozenset()),
    (contradictions.gaps_in_words, frozenset()),
    (contradictions.money_against_unit_costs, frozenset()),
    (agreement.declared_agreements, frozenset({"数据", "基本信息"})),
    (agreement.parts_and_wholes, frozenset()),
    (phrases.invalid_phrases, frozenset({"数据"})),
    (phrases.words_of_the_workbooks, frozenset()),
    (phrases.words_of_the_evidence, frozenset()),
)
"""Each check, and the sheets without which all that it could tell follows from their lack."""


def check(facts: Facts) -> tuple[Finding, ...]:
    """Everything that the checks find, in their order."""
    unread = facts.dossier.unread
    return tuple(
        finding for one, needed in CHECKS if needed.isdisjoint(unread) for finding in one(facts)
    )


def unheard(facts: Facts) -> Mapping[str, int]:
    """How many findings only follow from the lack of a sheet, by its name: no check tells these."""
    counts: Counter[str] = Counter()
    for one, needed in CHECKS:
        lacking = needed & facts.dossier.unread
        if lacking:
            counts[min(lacking)] += sum(1 for _ in one(facts))
    return counts


def owned(finding: Finding, dossier: Dossier) -> Finding:
    """`finding` with its indicator, group and person filled in, as far as they can be known.

    Of a finding in the cell of a figure, that is its keeper (核对人) and the group in which the
    keeper works: who declared a number can say whether it is right. Otherwise the group of the
    requirement counts; the person is whoever signed for the indicator in that group, or its head.
    """
    return owned_all((finding,), dossier)[0]


def owned_all(findings: Iterable[Finding], dossier: Dossier) -> tuple[Finding, ...]:
    """All of `findings` with what :func:`owned` fills in, and numbers of persons masked."""
    figures = (*dossier.school.figures.values(), *dossier.school.funds.values())
    keepers: dict[Cell, str] = {}
    for figure in figures:
        keepers.setdefault(figure.cell, figure.keeper)
    return tuple(_owned(finding, dossier, keepers) for finding in findings)


def _owned(finding: Finding, dossier: Dossier, keepers: Mapping[Cell, str]) -> Finding:
    requirement = dossier.standard.requirements.get(finding.requirement)
    indicator = finding.indicator or (requirement.indicator if requirement else "")
    group = finding.group or (requirement.group if requirement else "")
    keeper = "" if finding.group or finding.person else _keeper(finding.at, keepers)
    if keeper:
        # a keeper who stands in no group answers all the same, in the group of the indicator
        group = _group_of(keeper, dossier.people) or group
    group, answering = dossier.answers_for(indicator, group)
    person = finding.person or keeper or answering
    # sentences quote cells and pages, and are kept and handed in
    text, hint = masked_in(finding.text), masked_in(finding.hint) if finding.hint else None
    return replace(finding, text=text, hint=hint, indicator=indicator, group=group, person=person)


def _keeper(at: Cell | None, keepers: Mapping[Cell, str]) -> str:
    """Who answers for the figure that is declared in the cell `at`; '' where none is."""
    return keepers.get(at, "") if at else ""


def _group_of(person: str, people: People) -> str:
    """The first working group in which that person stands."""
    return next((member.body for member in people.members if member.name == person), "")


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
