"""All checks in one run, and whose each finding is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from dossier.check import (
    again,
    agreement,
    codes,
    dates,
    duties,
    evidence,
    folder,
    looked,
    personal,
    phrases,
    rows,
    schools,
    told_dates,
    unfilled,
)
from dossier.check.facts import Facts
from dossier.check.unknown_codes import told_once
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.amounts import wanting
from dossier.model.dossier import Dossier
from dossier.model.people import People
from dossier.model.standard import Stage
from dossier.personal import masked_in
from dossier.source import Cell

_FIGURES = "数据"
_OF_FIGURES = "本年."  # how templates name the figures of the year that is judged
_OF_A_CELL = {Code.VALUE_INVALID, Code.FORMULA_UNCOMPUTED}
_REGISTER = frozenset({"佐证材料登记", "照片"})
_LEDGER = frozenset({"整改台账"})
_TASKS = frozenset({"任务分解表"})

CHECKS: tuple[tuple[Callable[[Facts], Iterator[Finding]], frozenset[str]], ...] = (
    (codes.unknown_indicators, frozenset({"指标"})),
    (codes.unknown_requirements, frozenset({"材料要求"})),
    (codes.unknown_groups, frozenset({"工作小组"})),
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
    (looked.photos_twice, frozenset()),
    (looked.days_of_cameras, frozenset()),
    (again.texts_again, frozenset()),
    (unfilled.blanks_unfilled, frozenset()),
    (unfilled.broken_cells, frozenset()),
    (told_dates.dates_after_documents, frozenset({"基本信息"})),
    (duties.unassigned_indicators, _TASKS),
    (duties.unsigned_tasks, frozenset()),
    (duties.unmet_without_measure, _LEDGER),
    (duties.ledger_evidence, _REGISTER),
    (duties.ledger_contradictions, frozenset()),
    (duties.overdue_measures, frozenset()),
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


def causes(findings: Iterable[Finding], dossier: Dossier) -> tuple[Finding, ...]:
    """`findings` without those that follow from a sheet, year, cell or code that is told itself.

    Of a year that heads no column each figure is missing, and without its sheet each judgement:
    what is to be done about all of them is told once, at the cause. A sheet without any figure is
    a cause where templates print figures.
    """
    every = tuple(findings)
    wrong = {one.at for one in every if one.at and one.code in _OF_A_CELL}
    told = told_once(
        one for one in every if not follows(one, dossier) and not _from(wrong, one, dossier)
    )
    printed = any(one.code is Code.TEMPLATE_FIELD_UNKNOWN for one in {*every} - {*told})
    if not printed or _FIGURES in dossier.unread or any(_stands_in_figures(one) for one in told):
        return told
    blank = Finding(
        Code.FIGURE_MISSING,
        say("the sheet has no figures, and templates print some"),
        at=Cell("school.xlsx", _FIGURES, ""),
        hint=say("fill it in: a row for each figure, a column for each year"),
    )
    return (*told, blank)


def _from(wrong: Collection[Cell], finding: Finding, dossier: Dossier) -> bool:
    """Whether a figure lacks because what stands in its cell is told to be `wrong`."""
    if finding.code is not Code.FIGURE_MISSING or finding.year is None:
        return False
    said = dict(finding.text.values)
    if not {"figure", "stage"} <= said.keys():
        return False
    name = str(said["figure"])
    stage = next(stage for stage in Stage if stage.value == said["stage"])
    lacking = wanting(dossier.school, name, stage, finding.year)
    vacant = dossier.school.vacant
    cells = [vacant.get((one, of, finding.year)) for one, of in lacking]
    return any(cell is not None and cell in wrong for cell in cells)


def _stands_in_figures(finding: Finding) -> bool:
    return finding.at is not None and finding.at.sheet == _FIGURES


def follows(finding: Finding, dossier: Dossier) -> bool:
    """Whether a finding only follows from a sheet or a year that lacks as a whole."""
    years = dossier.school.years
    if finding.code is Code.FIGURE_MISSING and years is not None:
        asked = {*dossier.standard.school_years, *dossier.standard.fiscal_years}
        return finding.year not in years if finding.year else asked.isdisjoint(years)
    if finding.code is Code.JUDGEMENT_MISSING:
        return "评分录入" in dossier.unread
    if finding.code is Code.JUDGEMENT_INVALID:
        return "评分规则" in dossier.unread
    if finding.code is Code.TEMPLATE_FIELD_UNKNOWN and not dossier.school.figures:
        return any(str(value).startswith(_OF_FIGURES) for _, value in finding.text.values)
    return False


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
    # sentences quote cells and pages, and are kept and handed in
    text, hint = masked_in(finding.text), masked_in(finding.hint) if finding.hint else None
    return replace(finding, text=text, hint=hint, indicator=indicator, group=group, person=person)


def _keeper(at: Cell | None, keepers: Mapping[Cell, str]) -> str:
    """Who answers for the figure that is declared in the cell `at`; '' where none is."""
    return keepers.get(at, "") if at else ""


def _group_of(person: str, people: People) -> str:
    """The first working group in which that person stands."""
    return next((member.body for member in people.members if member.name == person), "")
