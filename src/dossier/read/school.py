"""school.xlsx and county.xlsx → the school, its figures and words; the county in that shape."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from dossier.finding import Code, Finding, Severity
from dossier.messages import say
from dossier.model import values
from dossier.model.county import COUNTY_FACTS, COUNTY_FIGURES, COUNTY_FUNDS, SCHOOLS, Listed
from dossier.model.returns import (
    EXPLANATIONS,
    JUDGEMENTS,
    PROJECTIONS,
    SUGGESTIONS,
    SURVEY,
    UNIT_COSTS,
    Explanation,
    Judgement,
    Projection,
    Respondents,
    Returns,
    Suggestion,
    UnitCost,
)
from dossier.model.school import (
    COMING,
    COUNTED,
    DAYS,
    FIGURES,
    FUNDS,
    SCHOOL_FACTS,
    SELF_ASSESSMENTS,
    WORDS,
    Figure,
    School,
    SelfAssessment,
)
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.read.grid import Grid, read_grids
from dossier.read.table import Pairs, ReadSheet, Record, Workbook, read_pairs, read_table
from dossier.read.yearcolumns import unheaded_years, year_columns
from dossier.source import Cell
from dossier.text import plain

_LAST = 99  # what has no rank comes last

_Year = TypeVar("_Year", SchoolYear, FiscalYear)


def read_school(
    grids: Mapping[str, Grid], wanted: Collection[Year] = ()
) -> tuple[School, list[Finding]]:
    """The school, as far as its sheets can be read.

    Of the `wanted` years those are told that head no column of 数据 or, where it is there, 经费.
    """
    facts, findings = read_pairs(grids, SCHOOL_FACTS)
    findings += _blank_facts(facts)
    figures = read_table(grids, FIGURES)
    funds = read_table(grids, FUNDS)
    returns, faults = read_returns(grids)
    assessments = read_table(grids, SELF_ASSESSMENTS)
    words = read_table(grids, WORDS)
    sections: dict[str, tuple[str, ...]] = {}
    cells: dict[str, tuple[Cell, ...]] = {}
    for record in words.records:
        section, said = record.text("section"), record.paragraphs("text")
        sections[section] = sections.get(section, ()) + said
        cells[section] = cells.get(section, ()) + (record.row.cell("text"),) * len(said)
    years: set[Year] = {
        *year_columns(figures, SchoolYear).values(),
        *year_columns(funds, FiscalYear).values(),
    }
    vacant: dict[tuple[str, Stage, Year], Cell] = {}
    school = School(
        facts=facts.facts,
        cells=facts.cells,
        figures=figures_of(figures, SchoolYear, vacant),
        assessments={r.text("indicator"): r.made(SelfAssessment) for r in assessments.records},
        words=sections,
        dated=_day("成文日期", facts, findings),
        counted=_day(COUNTED, facts, findings),
        coming=_day(COMING, facts, findings),
        funds=figures_of(funds, FiscalYear, vacant),
        returns=returns,
        word_cells=cells,
        years=frozenset(years),
        days=_days(facts),
        vacant=vacant,
    )
    unheaded_years(figures, SchoolYear, wanted)
    unheaded_years(funds, FiscalYear, wanted)
    for table in (figures, funds, assessments, words):
        findings += table.findings
    findings += faults
    return school, findings


def _blank_facts(facts: Pairs) -> Iterator[Finding]:
    """The lines that are there and blank, beside those that every school must fill in."""
    if not facts.told:
        return
    for name, text in facts.facts.items():
        if not text and name not in SCHOOL_FACTS.pairs:
            yield Finding(
                Code.VALUE_MISSING,
                say("'{name}' is not filled in", name=name),
                at=facts.cells[name],
                hint=say("documents that name it print （未填）; delete the row if none does"),
                weight=Severity.WARNING,
            )


def _days(facts: Pairs) -> dict[str, date]:
    """The days that the school gives for its own dossier, as far as they are understood."""
    days: dict[str, date] = {}
    for name in DAYS:
        with suppress(values.Unfit):
            days[name] = values.day(facts.text(name))
    return days


def _day(name: str, facts: Pairs, findings: list[Finding]) -> date | None:
    """The line `name` as a date; where it must not be blank, reading the sheet tells that."""
    text = facts.text(name)
    try:
        return values.day(text) if text else None
    except values.Unfit as unfit:
        findings.append(
            Finding(Code.VALUE_INVALID, unfit.text, at=facts.cells[name], hint=unfit.hint)
        )
        return None


def figures_of(
    table: ReadSheet,
    kind: type[_Year],
    vacant: dict[tuple[str, Stage, Year], Cell] | None = None,
) -> dict[tuple[str, Stage, _Year], Figure]:
    """The figures under each column that is headed by a year of that kind.

    Cells that give none are put into `vacant`, by what they would give.
    """
    figures: dict[tuple[str, Stage, _Year], Figure] = {}
    years = year_columns(table, kind)
    told: set[int] = set()  # rows: a figure that stands twice does so in each year
    for record in table.records:
        for column, year in years.items():
            figure = _figure(table, record, year, column)
            if figure is None:
                if vacant is not None and table.grid is not None:
                    key = record.text("name"), cast("Stage", record.values["stage"]), year
                    vacant[key] = table.grid.cell(record.row.number, column)
                continue
            first = figures.setdefault((figure.name, figure.stage, year), figure)
            if first is not figure and record.row.number not in told:
                told.add(record.row.number)
                table.findings.append(
                    Finding(
                        Code.VALUE_DUPLICATE,
                        say(
                            "'{value}' stands already in {cell}; the row is left out",
                            value=f"{figure.name}（{figure.stage.value}）",
                            cell=first.cell,
                        ),
                        at=figure.cell,
                        row_says=(plain(figure.name),),
                    )
                )
    return figures


def _figure(table: ReadSheet, record: Record, year: Year, column: int) -> Figure | None:
    assert table.grid is not None
    value = table.grid.values.get((record.row.number, column))
    cell = table.grid.cell(record.row.number, column)
    if value is None or not str(value).strip():
        return None
    try:
        amount = values.amount(value, record.text("unit"))
    except values.Unfit as unfit:
        table.findings.append(Finding(Code.VALUE_INVALID, unfit.text, at=cell, hint=unfit.hint))
        return None
    return record.made(Figure, year=year, value=amount, cell=cell)


def read_returns(grids: Mapping[str, Grid]) -> tuple[Returns, list[Finding]]:
    """The returns, as far as their sheets can be read; each of them may be absent."""
    book = Workbook(grids)
    returns = Returns(
        judgements=book.facts(JUDGEMENTS, Judgement),
        respondents=book.facts(SURVEY, Respondents),
        suggestions=book.facts(SUGGESTIONS, Suggestion),
        explanations=book.facts(EXPLANATIONS, Explanation),
        costs=tuple(
            record.made(UnitCost, ease=record.count("ease") or _LAST)
            for record in book.records(UNIT_COSTS)
        ),
        projections=tuple(
            projection
            for record in book.records(PROJECTIONS)
            if (projection := _projection(record, book.findings)) is not None
        ),
    )
    return returns, book.findings


def _projection(record: Record, findings: list[Finding]) -> Projection | None:
    year = record.year("year")
    if not isinstance(year, SchoolYear):
        if year is not None:
            findings.append(
                Finding(
                    Code.VALUE_INVALID,
                    say(
                        "'{found}' is the wrong kind of year for '{name}'", found=year, name="预测"
                    ),
                    at=record.row.cell("year"),
                )
            )
        return None
    return record.made(Projection)


def read_county(path: Path) -> tuple[tuple[Listed, ...], School, tuple[Finding, ...]]:
    """The list and the county's own facts, in the shape of a school's.

    Folders are given from the folder of `path`. A name or folder that stands twice is found, and
    its second row left out. Every sheet but 学校 may be absent.
    """
    grids, findings = read_grids(path)
    if not grids:
        return (), School({}, {}, {}, {}, {}), tuple(findings)
    schools = read_table(grids, SCHOOLS)
    facts, faults = read_pairs(grids, COUNTY_FACTS)
    figures = read_table(grids, COUNTY_FIGURES)
    funds = read_table(grids, COUNTY_FUNDS)
    returns, more = read_returns(grids)
    unheaded_years(figures, SchoolYear, ())
    unheaded_years(funds, FiscalYear, ())
    county = School(
        facts=facts.facts,
        cells=facts.cells,
        figures=figures_of(figures, SchoolYear),
        assessments={},
        words={},
        funds=figures_of(funds, FiscalYear),
        returns=returns,
        county=True,
    )
    listed = tuple(
        record.made(Listed, place=str((path.parent / record.text("folder")).resolve()))
        for record in schools.records
    )
    found = (*findings, *schools.findings, *faults, *figures.findings, *funds.findings, *more)
    return listed, county, found
