"""school.xlsx → the school, its figures and its words."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from typing import TypeVar

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.school import Figure, School, SelfAssessment
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.read import schema, values
from dossier.read.grid import Grid
from dossier.read.pairs import Pairs, read_pairs
from dossier.read.returns import read_returns
from dossier.read.table import Record, Table, read_table
from dossier.read.yearcolumns import unheaded_years, year_columns
from dossier.source import Cell

_Year = TypeVar("_Year", SchoolYear, FiscalYear)


def read_school(
    grids: Mapping[str, Grid], wanted: Collection[Year] = ()
) -> tuple[School, list[Finding]]:
    """The school, as far as its sheets can be read.

    Of the `wanted` years those are told that head no column of 数据 or, where it is there, 经费.
    """
    facts, findings = read_pairs(grids, schema.SCHOOL_FACTS)
    figures = read_table(grids, schema.FIGURES)
    funds = read_table(grids, schema.FUNDS)
    returns, faults = read_returns(grids)
    assessments = read_table(grids, schema.SELF_ASSESSMENTS)
    words = read_table(grids, schema.WORDS)
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
    school = School(
        facts=facts.facts,
        cells=facts.cells,
        figures=figures_of(figures, SchoolYear),
        assessments={r.text("indicator"): _assessment(r) for r in assessments.records},
        words=sections,
        dated=_dated(facts, findings),
        funds=figures_of(funds, FiscalYear),
        returns=returns,
        word_cells=cells,
        years=frozenset(years),
        days=_days(facts),
    )
    unheaded_years(figures, SchoolYear, wanted)
    unheaded_years(funds, FiscalYear, wanted)
    for table in (figures, funds, assessments, words):
        findings += table.findings
    findings += faults
    return school, findings


def _days(facts: Pairs) -> dict[str, date]:
    """The days that the school gives for its own dossier, as far as they are understood."""
    days: dict[str, date] = {}
    for name in ("成文日期", "整理日期", "检查日期"):
        with suppress(values.Unfit):
            days[name] = values.day(facts.text(name))
    return days


def _dated(facts: Pairs, findings: list[Finding]) -> date | None:
    """成文日期 as a date; a blank one is found by the reading of the sheet."""
    text = facts.text("成文日期")
    try:
        return values.day(text) if text else None
    except values.Unfit as unfit:
        findings.append(
            Finding(Code.VALUE_INVALID, unfit.text, at=facts.cells["成文日期"], hint=unfit.hint)
        )
        return None


def figures_of(table: Table, kind: type[_Year]) -> dict[tuple[str, Stage, _Year], Figure]:
    """The figures under each column that is headed by a year of that kind."""
    figures: dict[tuple[str, Stage, _Year], Figure] = {}
    years = year_columns(table, kind)
    for record in table.records:
        for column, year in years.items():
            figure = _figure(table, record, year, column)
            if figure is None:
                continue
            first = figures.setdefault((figure.name, figure.stage, year), figure)
            if first is not figure:
                table.findings.append(
                    Finding(
                        Code.VALUE_DUPLICATE,
                        say(
                            "'{value}' stands already in {cell}; the row is left out",
                            value=f"{figure.name}（{figure.stage.value}）",
                            cell=first.cell,
                        ),
                        at=figure.cell,
                    )
                )
    return figures


def _figure(table: Table, record: Record, year: Year, column: int) -> Figure | None:
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
    return Figure(
        name=record.text("name"),
        stage=Stage(record.text("stage")),
        year=year,
        value=amount,
        unit=record.text("unit"),
        source=record.text("source"),
        cell=cell,
        keeper=record.text("keeper"),
    )


def _assessment(record: Record) -> SelfAssessment:
    return SelfAssessment(
        indicator=record.text("indicator"),
        verdict=record.text("verdict"),
        practice=record.paragraphs("practice"),
        problems=record.paragraphs("problems"),
        measures=record.paragraphs("measures"),
        row=record.row,
    )
