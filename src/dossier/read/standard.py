"""standard.xlsx → the standard."""

from collections.abc import Mapping
from decimal import Decimal

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.standard import (
    BoxSpec,
    ChapterSpec,
    Every,
    Family,
    Indicator,
    Measure,
    Requirement,
    Scope,
    Stage,
    Standard,
)
from dossier.model.years import FiscalYear, SchoolYear
from dossier.read import schema, values
from dossier.read.grid import Grid
from dossier.read.pairs import Pairs, read_pairs
from dossier.read.table import Record, read_table


def read_standard(grids: Mapping[str, Grid]) -> tuple[Standard, list[Finding]]:
    """The standard, as far as its sheets can be read."""
    settings, findings = read_pairs(grids, schema.SETTINGS)
    tables = {}
    for sheet in (
        schema.INDICATORS,
        schema.MEASURES,
        schema.REQUIREMENTS,
        schema.CHAPTERS,
        schema.BOXES,
    ):
        table = read_table(grids, sheet)
        tables[sheet.name] = table.records
        findings += table.findings
    school_years, fiscal_years = _years(settings, findings)
    standard = Standard(
        name=settings.text("标准名称"),
        basis=settings.listed("评估依据"),
        school_years=school_years,
        fiscal_years=fiscal_years,
        pass_rule=settings.text("办学基本条件达标规则"),
        indicators={r.text("code"): _indicator(r) for r in tables["指标"]},
        measures={r.text("code"): _measure(r) for r in tables["计算指标"]},
        requirements={r.text("code"): _requirement(r) for r in tables["材料要求"]},
        chapters=tuple(_chapter(r) for r in tables["章节"]),
        boxes=tuple(sorted((_box(r) for r in tables["档案盒"]), key=lambda box: box.number)),
        settings=settings.facts,
    )
    return standard, findings


def _years(
    settings: Pairs, findings: list[Finding]
) -> tuple[tuple[SchoolYear, ...], tuple[FiscalYear, ...]]:
    school: list[SchoolYear] = []
    fiscal: list[FiscalYear] = []
    for name in ("学年度", "财政年度"):
        for part in settings.listed(name):
            try:
                year = values.year(part)
            except values.Unfit as unfit:
                findings.append(
                    Finding(
                        Code.VALUE_INVALID,
                        unfit.text,
                        at=settings.cells[name],
                        hint=unfit.hint,
                    )
                )
                continue
            if isinstance(year, SchoolYear) is not (name == "学年度"):
                findings.append(
                    Finding(
                        Code.VALUE_INVALID,
                        say(
                            "'{found}' is the wrong kind of year for '{name}'",
                            found=part,
                            name=name,
                        ),
                        at=settings.cells[name],
                    )
                )
            elif isinstance(year, SchoolYear):
                school.append(year)
            else:
                fiscal.append(year)
    return tuple(sorted(set(school))), tuple(sorted(set(fiscal)))


def _indicator(record: Record) -> Indicator:
    return Indicator(
        code=record.text("code"),
        parent=record.text("parent"),
        level=record.text("level"),
        name=record.text("name"),
        family=Family(record.text("family")),
        points=record.text("points"),
        verified=record.text("verified") == "已核实",
        source=record.text("source"),
        row=record.row,
    )


def _measure(record: Record) -> Measure:
    given = {
        Stage.PRIMARY: record.number("primary"),
        Stage.JUNIOR: record.number("junior"),
        Stage.SCHOOL: record.number("school"),
    }
    thresholds: dict[Stage, Decimal] = {s: v for s, v in given.items() if v is not None}
    return Measure(
        code=record.text("code"),
        formula=record.text("formula"),
        unit=record.text("unit"),
        by_stage=record.text("basis") == "分学段",
        comparison=record.text("comparison"),
        thresholds=thresholds,
        places=record.count("places"),
        verified=record.text("verified") == "已核实",
        source=record.text("source"),
        row=record.row,
        raised=record.text("raised"),
    )


def _requirement(record: Record) -> Requirement:
    return Requirement(
        code=record.text("code"),
        indicator=record.text("indicator"),
        name=record.text("name"),
        every=Every(record.text("every")),
        copies=record.count("copies"),
        seal=bool(record.flag("seal")),
        signature=bool(record.flag("signature")),
        original=bool(record.flag("original")),
        group=record.text("group"),
        note=record.text("note"),
        row=record.row,
    )


def _chapter(record: Record) -> ChapterSpec:
    return ChapterSpec(
        code=record.text("code"),
        title=record.text("title"),
        template=record.text("template"),
        scope=Scope(record.text("scope")),
        indicator=record.text("indicator"),
        row=record.row,
    )


def _box(record: Record) -> BoxSpec:
    number = record.text("number")
    return BoxSpec(
        number=number.zfill(2) if number.isdigit() else number,
        title=record.text("title"),
        indicators=record.codes("indicators"),
        retention=record.text("retention"),
        office=record.text("office"),
        row=record.row,
    )
