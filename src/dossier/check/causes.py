"""What is told of a cause, instead of all that follows from it; and which causes come first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dossier.check.unknown_codes import told_once
from dossier.facts import replace
from dossier.finding import Code, Finding, is_cause
from dossier.messages import say
from dossier.model.amounts import wanting
from dossier.model.dossier import Dossier
from dossier.model.sheets import SHEETS
from dossier.model.standard import Stage
from dossier.model.values import YEAR_HINT
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.source import Cell

_FIGURES, _FUNDS, _JUDGED, _SCORING = "数据", "经费", "评分录入", "评分规则"
_OF_FIGURES = "本年."  # how templates name the figures of the year that is judged
_OF_A_CELL = {Code.VALUE_INVALID, Code.FORMULA_UNCOMPUTED}
_BOOKS = {sheet.name: sheet.book for sheet in SHEETS}


def causes(
    findings: Iterable[Finding], dossier: Dossier, unheard: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """`findings` without those that follow from a sheet, year, cell or code that is told itself.

    Of a year that heads no column each figure is missing, and without its sheet each judgement:
    what is to be done about all of them is told once, at the cause, which comes first and has their
    number; `unheard` are those that no check told, by sheet. A figure that is blank in its row is
    told there, whatever needs it. A sheet without any figure is a cause where templates print
    figures.
    """
    every = tuple(findings)
    wrong = {one.at for one in every if one.at and one.code in _OF_A_CELL}
    unfilled = {str(one.at) for one in every if one.code is Code.VALUE_MISSING}
    blanks: dict[tuple[str, Stage, bool], _BlankFigure] = {}
    following = Counter(unheard or {})
    told: list[Finding | _BlankFigure] = []
    for one in every:
        lacking = _lacking(one, dossier)
        if follows(one, dossier):
            following[_sheet_of(one)] += 1
        elif any(cell in wrong for cell in lacking.values()) or _named(one) in unfilled:
            continue
        elif lacking:
            for (name, stage, year), cell in lacking.items():
                key = name, stage, isinstance(year, FiscalYear)
                if key not in blanks:
                    blanks[key] = _BlankFigure(name, stage)
                    told.append(blanks[key])
                blanks[key].cells[year] = cell
                blanks[key].waiting += 1
        else:
            told.append(one)
    kept = told_once(
        one.finding() if isinstance(one, _BlankFigure) else _with_own_years(one, dossier)
        for one in told
    )
    printed = any(one.code is Code.TEMPLATE_FIELD_UNKNOWN for one in {*every} - {*kept})
    if (
        printed
        and _FIGURES not in dossier.unread
        and not any(one.at is not None and one.at.sheet == _FIGURES for one in kept)
    ):
        blank = Finding(
            Code.FIGURE_MISSING,
            say("the sheet has no figures, and templates print some"),
            at=Cell("school.xlsx", _FIGURES, ""),
            hint=say("fill it in: a row for each figure, a column for each year"),
        )
        kept = (*kept, blank)
    first = _counted([one for one in kept if is_cause(one)], following)
    return (*first, *(one for one in kept if not is_cause(one)))


@dataclass(slots=True)
class _BlankFigure:
    """A figure whose row is there, and blank for some years that something needs."""

    name: str
    stage: Stage
    cells: dict[Year, Cell] = field(default_factory=dict)
    waiting: int = 0

    def finding(self) -> Finding:
        years = sorted(self.cells, key=lambda year: year.first)
        return Finding(
            Code.FIGURE_MISSING,
            say(
                "'{figure}' of {stage} is blank for {years}; results that wait for it: {count}",
                figure=self.name,
                stage=self.stage.value,
                years="、".join(year.span for year in years),
                count=self.waiting,
            ),
            at=self.cells[years[0]],
            hint=say("fill in its row; write 0 where there is nothing"),
            year=years[0] if len(years) == 1 else None,
        )


def _lacking(finding: Finding, dossier: Dossier) -> dict[tuple[str, Stage, Year], Cell]:
    """The cells, blank or wrong, for which a figure lacks; none where its row is not there."""
    if finding.code is not Code.FIGURE_MISSING or finding.year is None:
        return {}
    said = dict(finding.text.values)
    if not {"figure", "stage"} <= said.keys():
        return {}
    name = str(said["figure"])
    stage = next(stage for stage in Stage if stage.value == said["stage"])
    year = finding.year
    vacant = dossier.school.vacant
    # who needs the sum of the parts needs each of them
    keys = [(one, of, year) for one, of in wanting(dossier.school, name, stage, year)]
    if stage is Stage.SCHOOL and keys == [(name, stage, year)] and keys[0] not in vacant:
        keys = [(name, of, year) for of in Stage if (name, of, year) in vacant]
    if not any(key in vacant for key in keys):
        keys = [(one, Stage.SCHOOL, year) for one, _, _ in keys]  # which parts would share
    if isinstance(year, SchoolYear) and not any(key in vacant for key in keys):
        keys = [(name, stage, FiscalYear(year.start))]  # rules look for it in both sheets
    return {key: vacant[key] for key in keys if key in vacant}


def _with_own_years(finding: Finding, dossier: Dossier) -> Finding:
    """A year that is not understood is told with the years of this inspection."""
    years = (*dossier.standard.school_years, *dossier.standard.fiscal_years)
    if finding.hint != YEAR_HINT or not years:
        return finding
    return replace(finding, hint=say("write one of {years}", years="、".join(map(str, years))))


def _named(finding: Finding) -> str:
    """The cell that a figure of 口径核对 lacks, as its hint names it; '' for other findings."""
    if finding.code is not Code.FIGURE_MISSING or finding.hint is None:
        return ""
    return str(dict(finding.hint.values).get("cell", ""))


def follows(finding: Finding, dossier: Dossier) -> bool:
    """Whether a finding only follows from a sheet or a year that lacks as a whole."""
    years = dossier.school.years
    if finding.code is Code.FIGURE_MISSING and years is not None:
        asked = {*dossier.standard.school_years, *dossier.standard.fiscal_years}
        return finding.year not in years if finding.year else asked.isdisjoint(years)
    if finding.code is Code.JUDGEMENT_MISSING:
        return _JUDGED in dossier.unread
    if finding.code is Code.JUDGEMENT_INVALID:
        return _SCORING in dossier.unread
    if finding.code is Code.TEMPLATE_FIELD_UNKNOWN and not dossier.school.figures:
        return any(str(value).startswith(_OF_FIGURES) for _, value in finding.text.values)
    return False


def _sheet_of(finding: Finding) -> str:
    """The sheet from whose lack a finding follows."""
    if finding.code is Code.JUDGEMENT_MISSING:
        return _JUDGED
    if finding.code is Code.JUDGEMENT_INVALID:
        return _SCORING
    return _FUNDS if isinstance(finding.year, FiscalYear) else _FIGURES


def _counted(first: Collection[Finding], following: Mapping[str, int]) -> list[Finding]:
    """Each cause with the number of what follows from it: of its sheet, or of its workbook."""
    counts = [0] * len(first)
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
