"""standard.xlsx → the standard and its rules; every sheet of the rules may be absent."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model import values
from dossier.model.rules import (
    AGREEMENTS,
    FORMS,
    GROWTH,
    PASS_RULES,
    PHRASES,
    SCORING,
    THRESHOLDS,
    Agreement,
    FormLine,
    GrowthRule,
    PassRule,
    Phrase,
    Rules,
    ScoringRule,
    ThresholdRule,
)
from dossier.model.settings import SETTINGS
from dossier.model.standard import (
    BOXES,
    CHAPTERS,
    INDICATORS,
    MEASURES,
    REQUIREMENTS,
    BoxSpec,
    ChapterSpec,
    Indicator,
    Measure,
    Requirement,
    Stage,
    Standard,
)
from dossier.model.years import FiscalYear, SchoolYear
from dossier.read.grid import Grid, read_grids
from dossier.read.table import Pairs, Record, Workbook, read_pairs


def read_yardstick(path: Path) -> tuple[Standard, Rules, tuple[Finding, ...]]:
    """The standard in the workbook `path`, its rules, and what is wrong with them.

    A workbook that is missing or cannot be read is a finding, and an empty standard.
    """
    grids, findings = read_grids(path)
    standard, faults = read_standard(grids)
    rules, more = read_rules(grids)
    return standard, rules, (*findings, *(faults if grids else []), *more)


def read_standard(grids: Mapping[str, Grid]) -> tuple[Standard, list[Finding]]:
    """The standard, as far as its sheets can be read."""
    settings, findings = read_pairs(grids, SETTINGS)
    book = Workbook(grids)
    indicators = book.facts(INDICATORS, Indicator)
    measures = tuple(
        record.made(Measure, thresholds=_by_stage(record)) for record in book.records(MEASURES)
    )
    requirements = book.facts(REQUIREMENTS, Requirement)
    chapters = book.facts(CHAPTERS, ChapterSpec)
    boxes = tuple(_box(record) for record in book.records(BOXES))
    findings += book.findings
    school_years, fiscal_years = _years(settings, findings)
    standard = Standard(
        name=settings.text("标准名称"),
        basis=settings.listed("评估依据"),
        school_years=school_years,
        fiscal_years=fiscal_years,
        pass_rule=settings.text("办学基本条件达标规则"),
        indicators={indicator.code: indicator for indicator in indicators},
        measures={measure.code: measure for measure in measures},
        requirements={requirement.code: requirement for requirement in requirements},
        chapters=chapters,
        boxes=tuple(sorted(boxes, key=lambda box: box.number)),
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


def _by_stage(record: Record) -> dict[Stage, Decimal]:
    """The numbers in the columns of 小学, 初中 and 全校, as far as they are given."""
    given = {
        Stage.PRIMARY: record.number("primary"),
        Stage.JUNIOR: record.number("junior"),
        Stage.SCHOOL: record.number("school"),
    }
    return {stage: value for stage, value in given.items() if value is not None}


def _box(record: Record) -> BoxSpec:
    number = record.text("number")
    return record.made(BoxSpec, number=number.zfill(2) if number.isdigit() else number)


def read_rules(grids: Mapping[str, Grid]) -> tuple[Rules, list[Finding]]:
    """The rules, as far as their sheets can be read."""
    book = Workbook(grids)
    rules = Rules(
        thresholds=tuple(
            record.made(
                ThresholdRule, classes=(record.count("from_classes"), record.count("to_classes"))
            )
            for record in book.records(THRESHOLDS)
        ),
        passing=tuple(
            record.made(PassRule, values=_by_stage(record)) for record in book.records(PASS_RULES)
        ),
        scoring=book.facts(SCORING, ScoringRule),
        growth=book.facts(GROWTH, GrowthRule),
        forms=book.facts(FORMS, FormLine),
        agreements=book.facts(AGREEMENTS, Agreement),
        phrases=book.facts(PHRASES, Phrase),
    )
    return rules, book.findings
