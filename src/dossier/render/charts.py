"""Facts as charts: which of them are drawn together, and under which name."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from math import ceil
from typing import TypeVar

from dossier.model.assessment import Growth, Result, Satisfaction
from dossier.model.chart import Bar, Bars, Chart, Group, Margin, Margins, Panel
from dossier.model.number import numeral
from dossier.model.standard import Family, Stage
from dossier.model.years import SchoolYear
from dossier.render.fields import Rows, columns
from dossier.render.material import Material
from dossier.render.results import of_family, standard_of, title_of
from dossier.render.words import clean, percent, signed_percent
from dossier.text import YES_NO, verified_mark

_PANELS, _MARGINS = 8, 16  # that have room on one page
_DIFFERENT = "标准各年不同"
_CHART = columns("题名", 图=Bars("", (), ()))

T = TypeVar("T")


def year_charts(material: Material) -> Rows:
    """三年对比图: each indicator with its stages and years, eight to a picture."""
    years = material.dossier.standard.school_years
    charts: list[Chart] = []
    for family in Family:
        results = [r for r in of_family(material, family) if r.measure.unit != YES_NO]
        panels = [
            _panel(material, code, list(group), years)
            for code, group in groupby(results, key=lambda result: result.measure.code)
        ]
        for name, part in _parted(panels, _PANELS, even=True):
            title = f"{family.value}指标分年度对比{name}"
            series = tuple(year.span for year in years)
            charts.append(Bars(title, series, tuple(part), line="达标值"))
    return _rows(charts)


def margin_charts(material: Material) -> Rows:
    """达标差距图: how far each judged value of the last year lies from its threshold."""
    charts: list[Chart] = []
    for family in Family:
        margins = [
            margin
            for result in of_family(material, family)
            if result.year == material.latest
            for margin in _margin(material, result)
        ]
        for name, part in _parted(margins, _MARGINS):
            title = f"{material.latest}{family.value}指标与标准的差距{name}"
            charts.append(Margins(title, tuple(part)))
    return _rows(charts)


def growth_charts(growths: Sequence[Growth]) -> Rows:
    """增长图: the rates of each part of the 三个增长 by year, beside what they must outpace."""
    if not growths:
        return _rows(())
    compared = any(growth.other is not None for growth in growths)
    series = ("本项增幅", "对照增幅") if compared else ("本项增幅",)
    panels = []
    for _, parts in groupby(growths, key=lambda growth: growth.rule.code):
        part = list(parts)
        rule = part[0].rule
        groups = (
            Group(
                growth.year.span,
                (
                    _rate(growth.rate, growth.other, striking=growth.met is False),
                    *((_rate(growth.other, growth.rate),) if rule.other else ()),
                ),
            )
            for growth in part
        )
        panels.append(Panel(clean(rule.name) + verified_mark(rule.verified), "%", tuple(groups)))
    return _rows(
        Bars(f"教育经费增长情况{name}", series, tuple(part))
        for name, part in _parted(panels, _PANELS, even=True)
    )


def satisfaction_charts(satisfaction: Satisfaction | None, bar: str) -> Rows:
    """满意率图: the rate of each group and of all, and the line they are judged by."""
    if satisfaction is None or not satisfaction.groups:
        return _rows(())
    groups = tuple(
        Group(clean(group.group), (_satisfied(group.rate, satisfaction.bar),), satisfaction.bar)
        for group in (*satisfaction.groups, satisfaction.total)
    )
    panels = (Panel("满意率", "%", groups),)
    return _rows((Bars("各类对象满意率", ("满意率",), panels, line=bar),))


def _rows(charts: Iterable[Chart]) -> Rows:
    return Rows(({"题名": chart.title, "图": chart} for chart in charts), like=_CHART)


def _parted(
    items: Sequence[T], most: int, *, even: bool = False
) -> Iterable[tuple[str, Sequence[T]]]:
    """`items` in parts of nearly equal size and their numbers （一）, （二） where there are some.

    `even` keeps pairs together, which stand beside each other.
    """
    parts = ceil(len(items) / most)
    if parts <= 1:
        return [("", items)] if items else []
    size = ceil(len(items) / parts)
    size += size % 2 if even else 0
    return [
        (f"（{numeral(number)}）", items[start : start + size])
        for number, start in enumerate(range(0, len(items), size), 1)
    ]


def _panel(
    material: Material, code: str, results: list[Result], years: Sequence[SchoolYear]
) -> Panel:
    stages = dict.fromkeys(result.stage for result in results)
    groups = tuple(
        _group(stage, [r for r in results if r.stage is stage], years) for stage in stages
    )
    return Panel(title_of(material, code), clean(results[0].measure.unit), groups)


def _group(stage: Stage, results: list[Result], years: Sequence[SchoolYear]) -> Group:
    found = {result.year: result for result in results}
    bars = tuple(_bar(found.get(year)) for year in years)
    judged = [result for result in results if result.threshold is not None]
    bar = {result.threshold for result in judged}
    if not judged:
        return Group(stage.value, bars)
    if len(bar) > 1:
        return Group(stage.value, bars, None, _DIFFERENT)
    last = judged[-1]
    # the unit stands in the title of the panel, and there is little room beneath a group
    limit = last.shown_threshold.removesuffix(last.measure.unit)
    label = f"标准{limit}" + verified_mark(last.verified)
    return Group(stage.value, bars, last.threshold, label)


def _bar(result: Result | None) -> Bar:
    if result is None:
        return Bar(None)
    label = result.shown.removesuffix(result.measure.unit)
    return Bar(result.value, label, striking=result.met is False)


def _satisfied(rate: Decimal | None, limit: Decimal | None) -> Bar:
    if rate is None:
        return Bar(None)
    below = limit is not None and rate < limit
    return Bar(rate, percent(rate, limit).removesuffix("%"), striking=below)


def _rate(rate: Decimal | None, other: Decimal | None, *, striking: bool = False) -> Bar:
    if rate is None:
        return Bar(None)
    label = percent(rate * 100, None if other is None else other * 100).removesuffix("%")
    return Bar(rate * 100, label, striking=striking)


def _margin(material: Material, result: Result) -> Iterable[Margin]:
    """The margin of a judged number; a threshold of 0 is no measure for one."""
    threshold = result.threshold
    if threshold is None or threshold <= 0 or result.measure.unit == YES_NO:
        return
    share = (result.value - threshold) / threshold * 100
    if result.measure.comparison == "≤":
        share = -share
    stage = "" if result.stage is Stage.SCHOOL else f"（{result.stage.value}）"
    yield Margin(
        title_of(material, result.measure.code) + stage,
        share,
        signed_percent(share),
        bool(result.met),
        f"实际{result.shown}，标准{standard_of(result)}",
    )
