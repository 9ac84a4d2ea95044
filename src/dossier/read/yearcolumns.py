"""The columns of 数据 and 经费 that a year heads, and the years that head none."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TypeVar

from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model import values
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.read.table import ReadSheet

_Year = TypeVar("_Year", SchoolYear, FiscalYear)


def year_columns(table: ReadSheet, kind: type[_Year]) -> dict[int, _Year]:
    """The year of that kind that heads each column, by the column's number."""
    years: dict[int, _Year] = {}
    for column, texts in table.extra.items():
        for text in texts:
            try:
                year = values.year(text)
            except values.Unfit:
                continue  # a column of the school's own, such as 备注
            if isinstance(year, kind):
                years.setdefault(column, year)
    return years


def unheaded_years(table: ReadSheet, kind: type[Year], wanted: Collection[Year]) -> None:
    """Add to the table's findings the `wanted` years of that kind that head no column of it.

    Where a header may have been meant for one, it is that header that is told. Everything that is
    not known of such a year follows from it, and is not told.
    """
    if table.grid is None or not table.header:
        return  # the sheet or its header is not there, which is told already
    years: set[Year] = {*_columns(table, kind).values()}
    lacking = sorted({year for year in wanted if isinstance(year, kind)} - years, key=_first)
    if not lacking and (years or wanted):
        return
    doubtful = list(_doubtful(table, kind, lacking))
    if doubtful:
        table.findings += doubtful
    elif table.records:
        table.findings.append(
            Finding(
                Code.COLUMN_MISSING,
                say("no column is headed {years}", years="、".join(map(str, lacking)))
                if lacking
                else say("no column is headed by a year such as {example}", example=_example(kind)),
                at=table.records[0].row.cell(),
                hint=say(
                    "add it, or correct the years in the sheet '{sheet}' of standard.xlsx",
                    sheet="设置",
                )
                if lacking
                else None,
            )
        )


def _columns(table: ReadSheet, kind: type[Year]) -> dict[int, Year]:
    if kind is SchoolYear:
        return {**year_columns(table, SchoolYear)}
    return {**year_columns(table, FiscalYear)}


def _first(year: Year) -> date:
    return year.first


def _doubtful(table: ReadSheet, kind: type[Year], lacking: list[Year]) -> Iterator[Finding]:
    """The headers that may have been meant for a year and are none of that kind."""
    assert table.grid is not None
    known = _columns(table, kind)
    for column, texts in table.extra.items():
        likely = next((text for text in texts if values.yearlike(text)), None)
        if likely is None or column in known:
            continue
        row = next(n for n in table.header if str(table.grid.values.get((n, column))) == likely)
        yield Finding(
            Code.YEAR_UNKNOWN,
            _misread(likely, kind),
            at=table.grid.cell(row, column),
            hint=say(
                "the sheet needs columns for {years}", years="、".join(y.span for y in lacking)
            )
            if lacking
            else say("write {example}", example=_example(kind)),
        )


def _misread(text: str, kind: type[Year]) -> Text:
    try:
        values.year(text)
    except values.Unfit as unfit:
        return unfit.text
    return (
        say("'{found}' is not a school year", found=text)
        if kind is SchoolYear
        else say("'{found}' is not a financial year", found=text)
    )


def _example(kind: type[Year]) -> str:
    return "2020—2021" if kind is SchoolYear else "2021"
