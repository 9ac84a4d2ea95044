"""standard.xlsx → the rules of the standard; every sheet of them may be absent."""

from collections.abc import Mapping
from decimal import Decimal

from dossier.finding import Finding
from dossier.model.rules import (
    Agreement,
    FormLine,
    GrowthRule,
    Part,
    Pass,
    PassRule,
    Phrase,
    Rising,
    Rules,
    Scoring,
    ScoringRule,
    ThresholdRule,
)
from dossier.model.standard import Family, Stage
from dossier.read import schema
from dossier.read.grid import Grid
from dossier.read.schema import Sheet
from dossier.read.table import Record, read_table


def read_rules(grids: Mapping[str, Grid]) -> tuple[Rules, list[Finding]]:
    """The rules, as far as their sheets can be read."""
    findings: list[Finding] = []

    def records(sheet: Sheet) -> list[Record]:
        table = read_table(grids, sheet)
        findings.extend(table.findings)
        return table.records

    rules = Rules(
        thresholds=tuple(_threshold(r) for r in records(schema.THRESHOLDS)),
        passing=tuple(_pass_rule(r) for r in records(schema.PASS_RULES)),
        scoring=tuple(_scoring(r) for r in records(schema.SCORING)),
        growth=tuple(_growth(r) for r in records(schema.GROWTH)),
        forms=tuple(_form_line(r) for r in records(schema.FORMS)),
        agreements=tuple(_agreement(r) for r in records(schema.AGREEMENTS)),
        phrases=tuple(_phrase(r) for r in records(schema.PHRASES)),
    )
    return rules, findings


def _stage(record: Record) -> Stage:
    return Stage(record.text("stage") or Stage.SCHOOL.value)


def _verified(record: Record) -> bool:
    return record.text("verified") == "已核实"


def _threshold(record: Record) -> ThresholdRule:
    given = record.text("stage")
    open_ends = (record.values.get("from_classes"), record.values.get("to_classes"))
    least, most = (end if isinstance(end, int) else None for end in open_ends)
    return ThresholdRule(
        indicator=record.text("indicator"),
        stage=Stage(given) if given else None,
        school_type=record.text("type"),
        classes=(least, most),
        school=record.text("school"),
        value=record.number("value") or Decimal(),
        verified=_verified(record),
        source=record.text("source"),
        row=record.row,
    )


def _pass_rule(record: Record) -> PassRule:
    given = {
        Stage.PRIMARY: record.number("primary"),
        Stage.JUNIOR: record.number("junior"),
        Stage.SCHOOL: record.number("school"),
    }
    return PassRule(
        family=Family(record.text("family")),
        rule=Pass(record.text("rule")),
        values={stage: value for stage, value in given.items() if value is not None},
        verified=_verified(record),
        source=record.text("source"),
        row=record.row,
    )


def _scoring(record: Record) -> ScoringRule:
    return ScoringRule(
        indicator=record.text("indicator"),
        item=record.text("item"),
        full=record.number("full"),
        rule=Scoring(record.text("rule")),
        figure=record.text("figure"),
        stage=_stage(record),
        target=record.number("target"),
        deduct=record.number("deduct"),
        most=record.number("most"),
        part=Part(record.text("part") or Part.PROPORTIONAL.value),
        verified=_verified(record),
        source=record.text("source"),
        row=record.row,
    )


def _growth(record: Record) -> GrowthRule:
    return GrowthRule(
        code=record.text("code"),
        name=record.text("name"),
        rule=Rising(record.text("rule")),
        figure=record.text("figure"),
        other=record.text("other"),
        stage=_stage(record),
        verified=_verified(record),
        source=record.text("source"),
        row=record.row,
    )


def _form_line(record: Record) -> FormLine:
    return FormLine(
        form=record.text("form"),
        line=record.text("line"),
        caption=record.text("caption"),
        take=record.text("take"),
        stage=_stage(record),
        unit=record.text("unit"),
        places=record.count("places"),
        row=record.row,
    )


def _agreement(record: Record) -> Agreement:
    return Agreement(
        name=record.text("name"),
        one=record.text("one"),
        other=record.text("other"),
        stage=_stage(record),
        tolerance=record.number("tolerance") or Decimal(),
        row=record.row,
    )


def _phrase(record: Record) -> Phrase:
    return Phrase(
        figure=record.text("figure"),
        stage=_stage(record),
        pattern=record.text("pattern"),
        row=record.row,
    )
