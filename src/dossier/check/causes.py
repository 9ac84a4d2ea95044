"""What is told of a cause, instead of all that follows from it; and which causes come first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from dossier.check.absent_figures import OF_THE_YEAR, Figures
from dossier.check.lost_rows import LostRows, row_of
from dossier.check.sources import FIGURES, SETTINGS, columns_of, sheets_of
from dossier.check.unknown_codes import told_once
from dossier.facts import replace
from dossier.finding import Code, Finding, is_cause
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.sheets import SHEETS
from dossier.model.values import YEAR_HINT
from dossier.source import Cell

_UNREAD = {Code.VALUE_INVALID, Code.FORMULA_UNCOMPUTED}
_OF_A_ROW = {
    *(Code.RULE_INCOMPLETE, Code.JUDGEMENT_INVALID, Code.SURVEY_INVALID, Code.YEAR_UNKNOWN),
    *(Code.SEAL_MISSING, Code.SIGNATURE_MISSING, Code.ORIGINAL_MISSING, Code.PHOTO_UNCAPTIONED),
    *(Code.TASK_UNSIGNED, Code.LEDGER_CONTRADICTION, Code.CLOSED_WITHOUT_EVIDENCE),
}
"""What is told of a row for a cell that says nothing: also for one that is not understood."""
_COMPARED = {
    *(Code.FIGURE_CONFLICT, Code.TEXT_CONFLICT, Code.SCAN_CONFLICT, Code.FIGURE_DOUBTFUL),
}
"""What is told where a number is compared with that of the latest year that is known."""
_BOOKS = {sheet.name: sheet.book for sheet in SHEETS}


def causes(
    findings: Iterable[Finding], dossier: Dossier, unheard: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """`findings` without those that follow from a sheet, column, row, year or cell told itself.

    Of a year that heads no column each figure is missing, without its sheet each judgement, and
    what names the code of a row that is left out names nothing: what is to be done about all of
    them is told once, at the cause, which has their number; `unheard` are those that no check told,
    by sheet. What much else may follow from comes first. A sheet without any figure is a cause
    where templates print figures.
    """
    every = tuple(findings)
    wrong = {one.at for one in every if one.at and one.code in _UNREAD}
    rows = {row_of(one) for one in wrong}
    blank = {one.at for one in every if one.code is Code.VALUE_MISSING}
    unfilled = {str(one) for one in wrong | blank}
    lost, figures = LostRows(every), Figures(dossier.school)
    following = Counter(unheard or {})
    behind: Counter[Finding] = Counter()
    told: list[Finding] = []
    for one in every:
        column = _absent(one, dossier)
        if follows(one, dossier):
            following[_sheet_of(one, dossier)] += 1
        elif column is not None:
            behind[column] += 1
        elif (row := lost.cause_of(one, figures.wanted(one))) is not None:
            behind[row] += 1
        elif not (
            (one.code in _OF_A_ROW and one.at is not None and row_of(one.at) in rows)
            or lost.names(one)
            or figures.cells(one) & wrong
            or _named(one) in unfilled
            or figures.take(one)
        ):
            told.append(one)
    told += [column for column in dossier.absent.values() if column in behind]
    told = [replace(one, followed=behind[one]) if one in behind else one for one in told]
    kept = told_once(_with_own_years(one, dossier) for one in (*told, *figures.findings()))
    printed = any(one.code is Code.TEMPLATE_FIELD_UNKNOWN for one in {*every} - {*kept})
    if (
        printed
        and dossier.standard.school_years
        and FIGURES not in dossier.unread
        and not any(one.at is not None and one.at.sheet == FIGURES for one in kept)
    ):
        empty = Finding(
            Code.FIGURE_MISSING,
            say("the sheet has no figures, and templates print some"),
            at=Cell("school.xlsx", FIGURES, ""),
            hint=say("fill in its rows; write 0 where there is nothing")
            if dossier.school.vacant
            else say("fill it in: a row for each figure, a column for each year"),
        )
        kept = (*kept, empty)
    first = _counted([one for one in kept if is_cause(one)], following)
    return (*first, *(one for one in kept if not is_cause(one)))


def _absent(finding: Finding, dossier: Dossier) -> Finding | None:
    """What tells of the column for want of which `finding` is told of each row."""
    if not dossier.absent:
        return None
    for sheet, name in columns_of(finding):
        column = dossier.absent.get((sheet, name))
        if column is not None and (
            finding.code is not Code.EVIDENCE_MISSING
            or any(
                one.requirement == finding.requirement and one.row.sheet == sheet
                for one in dossier.entries
            )
        ):
            return column
    return None


def _with_own_years(finding: Finding, dossier: Dossier) -> Finding:
    """A year that is not understood is told with the years of this inspection."""
    years = (*dossier.standard.school_years, *dossier.standard.fiscal_years)
    if finding.hint != YEAR_HINT or not years:
        return finding
    return replace(finding, hint=say("write one of {years}", years="、".join(map(str, years))))


def _named(finding: Finding) -> str:
    """The cell that it wants filled in, as its hint names it; '' for other findings."""
    if finding.code not in {Code.FIGURE_MISSING, Code.RULE_INCOMPLETE} or finding.hint is None:
        return ""
    return str(dict(finding.hint.values).get("cell", ""))


def follows(finding: Finding, dossier: Dossier) -> bool:
    """Whether a finding only follows from a sheet or a year that lacks as a whole."""
    if finding.row_says or is_cause(finding):
        return False
    sheets = sheets_of(finding)
    if not dossier.unread.isdisjoint(sheets) or _lacks_years(finding, dossier):
        return True
    if finding.code is Code.RULE_INCOMPLETE:
        return bool(sheets) and dict(finding.text.values).get("found") == 0
    if finding.code is Code.TEMPLATE_FIELD_UNKNOWN and not (
        dossier.school.figures and dossier.standard.school_years
    ):
        return any(str(value).startswith(OF_THE_YEAR) for _, value in finding.text.values)
    return False


def _lacks_years(finding: Finding, dossier: Dossier) -> bool:
    """Whether it lacks, or was compared for want of, a year that heads no column."""
    years, standard = dossier.school.years, dossier.standard
    if years is None:
        return False
    if finding.code is Code.FIGURE_MISSING:
        asked = {*standard.school_years, *standard.fiscal_years}
        return finding.year not in years if finding.year else asked.isdisjoint(years)
    lacking = {*standard.school_years} - years
    if FIGURES in sheets_of(finding):
        return finding.year in lacking if finding.year else bool(lacking)
    return finding.code in _COMPARED and bool(lacking)


def _sheet_of(finding: Finding, dossier: Dossier) -> str:
    """The sheet from whose lack a finding follows."""
    sheets = sheets_of(finding)
    if finding.code is Code.TEMPLATE_FIELD_UNKNOWN and not dossier.standard.school_years:
        return SETTINGS
    return next((one for one in sheets if one in dossier.unread), (*sheets, FIGURES)[0])


def _counted(first: Collection[Finding], following: Mapping[str, int]) -> list[Finding]:
    """Each cause with the number of what follows from it: of its sheet, or of its workbook."""
    counts = [one.followed for one in first]
    for sheet, count in following.items():
        at = [one.at for one in first]
        places = [n for n, cell in enumerate(at) if cell and cell.sheet == sheet]
        places += [
            n for n, cell in enumerate(at)
            if cell and cell.book == _BOOKS.get(sheet) and not cell.sheet
        ]  # fmt: skip
        if places:
            counts[places[0]] += count
    return [
        replace(one, followed=count) if count else one
        for one, count in zip(first, counts, strict=True)
    ]
