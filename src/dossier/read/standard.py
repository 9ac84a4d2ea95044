"""standard.xlsx → the standard and its rules; every sheet of the rules may be absent."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from dossier.facts import Fact, replace
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model import values
from dossier.model.layout import LAYOUTS, LayoutRow, layouts
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
from dossier.model.settings import (
    DECLARED,
    NAMES,
    SETTINGS,
    Numbering,
    Paper,
    Partly,
    Scheme,
    Settings,
)
from dossier.model.standard import (
    BOXES,
    CHAPTERS,
    FIGURE_SPECS,
    INDICATORS,
    MEASURES,
    REQUIREMENTS,
    WORDING,
    BoxSpec,
    ChapterSpec,
    FigureSpec,
    Indicator,
    Measure,
    Requirement,
    Stage,
    Standard,
    Wording,
)
from dossier.model.years import FiscalYear, SchoolYear
from dossier.read.grid import Grid, read_grids
from dossier.read.table import Pairs, Record, Workbook, read_pairs
from dossier.text import plain

_Made = TypeVar("_Made", bound=Fact)


def read_standard_file(path: Path) -> tuple[Standard, Rules, tuple[Finding, ...]]:
    """The standard in the workbook `path`, its rules, and what is wrong with them.

    A workbook that is missing or cannot be read is a finding, and an empty standard.
    """
    grids, findings = read_grids(path)
    standard, faults = read_standard(grids)
    rules, more = read_rules(grids)
    return standard, rules, (*findings, *(faults if grids else []), *more)


def read_standard(grids: Mapping[str, Grid]) -> tuple[Standard, list[Finding]]:
    """The standard, as far as its sheets can be read."""
    pairs, findings = read_pairs(grids, SETTINGS, NAMES.values())
    book = Workbook(grids)
    indicators = {one.code: one for one in book.facts(INDICATORS, Indicator)}
    measures = [
        record.made(Measure, thresholds=_by_stage(record)) for record in book.records(MEASURES)
    ]
    requirements = book.facts(REQUIREMENTS, Requirement)
    chapters = book.facts(CHAPTERS, ChapterSpec)
    boxes = tuple(_box(record) for record in book.records(BOXES))
    figures = book.facts(FIGURE_SPECS, FigureSpec)
    wording = book.facts(WORDING, Wording)
    own_layouts = book.facts(LAYOUTS, LayoutRow)
    settings, faults = read_settings(pairs, indicators)
    findings += [*book.findings, *faults]
    standard = Standard(
        indicators=indicators,
        measures={measure.code: measure for measure in measures},
        requirements={requirement.code: requirement for requirement in requirements},
        chapters=chapters,
        boxes=tuple(sorted(boxes, key=lambda box: box.number)),
        settings=settings,
        figures=figures,
        wording=wording,
        layouts=layouts(own_layouts),
    )
    return standard, findings


def read_settings(pairs: Pairs, taken: Collection[str] = ()) -> tuple[Settings, list[Finding]]:
    """The settings; of what cannot be understood, and is found, the usual value counts.

    The codes of offices may not be `taken`: those of indicators stand in 档号 as 问题.
    """
    findings: list[Finding] = []
    meant: dict[str, Any] = {}
    for setting in DECLARED:
        text = pairs.text(setting.name)
        if not plain(text):
            continue
        value = setting.read(text)
        if isinstance(value, dict) and (codes := _without(value, taken)) != value:
            value = Partly(codes)
        if value is None or isinstance(value, Partly):
            findings.append(
                Finding(
                    Code.RULE_INCOMPLETE,
                    say("setting '{name}' cannot be '{found}'", name=setting.name, found=text),
                    at=pairs.cells[setting.name],
                    hint=setting.sentence,
                )
            )
        if value is not None:
            meant[setting.field] = value.value if isinstance(value, Partly) else value
    for name, kind in (("school_years", SchoolYear), ("fiscal_years", FiscalYear)):
        meant[name] = _years(meant.get(name, ()), kind, pairs, findings)

    def made(kind: type[_Made], **usual: object) -> _Made:
        given = {name: meant[name] for name in kind.__struct_fields__ if name in meant}
        return kind(**{**usual, **given})

    # DA/T 22-2015 numbers pages per 件 and has the 归档章; in print on both sides numbers stand at
    # the outer corner
    paper = made(Paper)
    archive = meant.get("scheme") is Scheme.ARCHIVE
    numbering = made(Numbering, per_item=archive, stamped=archive, outer=paper.duplex)
    numbering = replace(numbering, on_fronts=numbering.on_fronts and paper.duplex)
    return made(Settings, paper=paper, numbering=numbering), findings


def _without(offices: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    return {office: code for office, code in offices.items() if code not in taken}


_Year = TypeVar("_Year", SchoolYear, FiscalYear)


def _years(
    texts: Iterable[str], kind: type[_Year], pairs: Pairs, findings: list[Finding]
) -> tuple[_Year, ...]:
    name = NAMES["school_years" if kind is SchoolYear else "fiscal_years"]
    years: set[_Year] = set()
    for text in texts:
        try:
            year = values.year(text)
        except values.Unfit as unfit:
            wrong, hint = unfit.text, unfit.hint
        else:
            if isinstance(year, kind):
                years.add(year)
                continue
            wrong = say("'{found}' is the wrong kind of year for '{name}'", found=text, name=name)
            hint = None
        findings.append(Finding(Code.VALUE_INVALID, wrong, at=pairs.cells[name], hint=hint))
    return tuple(sorted(years))


def _by_stage(record: Record) -> dict[Stage, Decimal]:
    """The numbers in the columns of 小学, 初中 and 全校, as far as they are given."""
    given = {stage: record.number(stage.column) for stage in Stage if stage.column}
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
