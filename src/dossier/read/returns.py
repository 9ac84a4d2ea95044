"""school.xlsx or county.xlsx → judgements, questionnaires, explanations, prices and forecasts."""

from collections.abc import Mapping
from decimal import Decimal

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.returns import (
    Explanation,
    Judgement,
    Projection,
    Respondents,
    Returns,
    Suggestion,
    UnitCost,
)
from dossier.model.standard import Stage
from dossier.model.years import SchoolYear
from dossier.read import schema
from dossier.read.grid import Grid
from dossier.read.schema import Sheet
from dossier.read.table import Record, read_table

_LAST = 99  # what has no rank comes last


def read_returns(grids: Mapping[str, Grid]) -> tuple[Returns, list[Finding]]:
    """The returns, as far as their sheets can be read; each of them may be absent."""
    findings: list[Finding] = []

    def records(sheet: Sheet) -> list[Record]:
        table = read_table(grids, sheet)
        findings.extend(table.findings)
        return table.records

    returns = Returns(
        judgements=tuple(_judgement(r) for r in records(schema.JUDGEMENTS)),
        respondents=tuple(_respondents(r) for r in records(schema.SURVEY)),
        suggestions=tuple(_suggestion(r) for r in records(schema.SUGGESTIONS)),
        explanations=tuple(
            e for r in records(schema.EXPLANATIONS) if (e := _explanation(r)) is not None
        ),
        costs=tuple(_cost(r) for r in records(schema.UNIT_COSTS)),
        projections=tuple(
            p for r in records(schema.PROJECTIONS) if (p := _projection(r, findings)) is not None
        ),
    )
    return returns, findings


def _judgement(record: Record) -> Judgement:
    return Judgement(
        indicator=record.text("indicator"),
        item=record.text("item"),
        found=record.text("found"),
        deduct=record.number("deduct"),
        reason=record.text("reason"),
        evidence=record.text("evidence"),
        row=record.row,
    )


def _respondents(record: Record) -> Respondents:
    return Respondents(
        group=record.text("group"),
        sent=record.count("sent"),
        returned=record.count("returned"),
        valid=record.count("valid"),
        satisfied=record.count("satisfied"),
        fairly=record.count("fairly"),
        unsatisfied=record.count("unsatisfied"),
        visited=record.count("visited"),
        pleased=record.count("pleased"),
        row=record.row,
    )


def _suggestion(record: Record) -> Suggestion:
    return Suggestion(
        group=record.text("group"),
        text=record.text("text"),
        answer=record.text("answer"),
        person=record.text("person"),
        row=record.row,
    )


def _explanation(record: Record) -> Explanation | None:
    year = record.year("year")
    if year is None:
        return None  # found faulty as the row was read
    return Explanation(
        figure=record.text("figure"),
        stage=Stage(record.text("stage")),
        year=year,
        text=record.text("text"),
        row=record.row,
    )


def _cost(record: Record) -> UnitCost:
    return UnitCost(
        figure=record.text("figure"),
        price=record.number("price"),
        hardware=record.text("kind") == "硬件",
        ease=record.count("ease") or _LAST,
        note=record.text("note"),
        row=record.row,
    )


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
    return Projection(
        figure=record.text("figure"),
        stage=Stage(record.text("stage")),
        year=year,
        value=record.number("value") or Decimal(),
        basis=record.text("basis"),
        row=record.row,
    )
