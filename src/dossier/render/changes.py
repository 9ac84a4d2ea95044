"""Fields of what changes from year to year: 变化趋势, 三个增长 and 数据波动."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from dossier.model.assessment import Jump, Result, Trend
from dossier.numbers import grouped
from dossier.render.charts import growth_charts
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.places import sources_of
from dossier.render.results import standard_of, title_of
from dossier.render.words import (
    NO_DATA,
    REACHED,
    clean,
    joined,
    percent,
    signed_percent,
    stage_after,
)
from dossier.text import UNSET, verified_mark

UNEXPLAINED = "未作说明"

_TREND = columns(
    "序号", "代码", "指标", "学段", "单位", "标准", "变化", flags=("不如首年",), 各年=()
)  # fmt: skip
_GROWTH = columns(
    "序号",
    "代码",
    "内容",
    "年度",
    "增幅",
    "对照增幅",
    "结论",
    "计算过程",
    "出处",
    flags=("未达到",),
)
_JUMP = columns(
    "序号", "数据项", "学段", "年度", "上年", "本年", "单位", "变幅", "界限", "说明", "出处",
    flags=("未说明",),
)  # fmt: skip


def change_fields(material: Material) -> Makers:
    """变化趋势 of the indicators, 三个增长 of the funds, 数据波动 of the figures."""
    assessment = material.assessment
    jumps = assessment.jumps
    return {
        "变化趋势": partial(_trends, material),
        "趋势分析": lambda: tuple(_trend_words(material)),
        "三个增长": partial(_growths, material),
        "增长分析": lambda: tuple(_growth_words(material)),
        "增长图": lambda: growth_charts(assessment.growths),
        "数据波动": partial(_jumps, material),
        "波动分析": lambda: tuple(_jump_words(jumps)),
        "波动数": lambda: str(len(jumps)),
        "未说明波动数": lambda: str(sum(jump.explanation is None for jump in jumps)),
    }


def _trends(material: Material) -> Rows:
    rows: list[dict[str, Value]] = []
    numbers: dict[str, str] = {}
    for trend in material.assessment.trends:
        known = [result for result in trend.results if result is not None]
        rows.append(
            {
                "序号": numbers.setdefault(trend.code, str(len(numbers) + 1)),
                "代码": clean(trend.code),
                "指标": title_of(material, trend.code),
                "学段": trend.stage.value,
                "单位": clean(known[-1].measure.unit) if known else "",
                "标准": _standard(known[-1]) if known else NO_DATA,
                "各年": tuple(_value(result) for result in trend.results),
                "变化": trend.direction or "数据不足",
                "不如首年": trend.worse,
            }
        )
    return Rows(rows, like=_TREND)


def _value(result: Result | None) -> str:
    """A value without its unit, which has a column of its own."""
    return result.shown.removesuffix(result.measure.unit) if result else NO_DATA


def _standard(result: Result) -> str:
    """The threshold without its unit."""
    return standard_of(result).replace(result.measure.unit, "", 1)


def _trend_words(material: Material) -> Iterator[str]:
    trends = material.assessment.trends
    if not trends:
        return
    counts = Counter(trend.direction for trend in trends)
    unknown = counts.pop("", 0)
    told = [f"{direction}的{count}项次" for direction, count in counts.items()]
    if unknown:
        told.append(f"年度数据不足、不作比较的{unknown}项次")
    yield f"按指标和学段计共{len(trends)}项次，其中{joined(told, '，')}。"
    worse = [_worse(material, trend) for trend in trends if trend.worse]
    if worse:
        yield f"对照标准，末年不如首年的{len(worse)}项次：{joined(worse, '；')}。"


def _worse(material: Material, trend: Trend) -> str:
    title = title_of(material, trend.code) + stage_after(trend.stage)
    first, last = trend.results[0], trend.results[-1]
    if first is None or last is None:
        return title
    return (
        f"{title}由{first.shown}（{first.year}）变为{last.shown}（{last.year}），"
        f"标准{standard_of(last)}"
    )


def _growths(material: Material) -> Rows:
    rows: list[dict[str, Value]] = []
    numbers: dict[str, str] = {}
    for growth in material.assessment.growths:
        rate, other = (None if one is None else one * 100 for one in (growth.rate, growth.other))
        rows.append(
            {
                "序号": numbers.setdefault(growth.rule.code, str(len(numbers) + 1)),
                "代码": clean(growth.rule.code),
                "内容": clean(growth.rule.name) + verified_mark(growth.rule.verified),
                "年度": growth.year.span,
                "增幅": NO_DATA if rate is None else percent(rate, other),
                "对照增幅": "—" if other is None else percent(other, rate),
                "结论": REACHED[growth.met],
                "计算过程": clean(growth.working),
                "出处": sources_of(material, growth.cells),
                "未达到": growth.met is False,
            }
        )
    return Rows(rows, like=_GROWTH)


def _growth_words(material: Material) -> Iterator[str]:
    growths = material.assessment.growths
    if not growths:
        return
    counts = Counter(growth.met for growth in growths)
    told = (f"{word}{counts[met]}项次" for met, word in REACHED.items() if counts[met])
    yield f"按内容和年度计共判断{len(growths)}项次，{joined(told, '，')}。"
    for growth in growths:
        if growth.met is False:
            name = clean(growth.rule.name) + verified_mark(growth.rule.verified)
            sources = sources_of(material, growth.cells)
            where = "" if sources == UNSET else f"（出处：{sources}）"
            working = clean(growth.working).rstrip("。")
            yield f"{name}，{growth.year}未达到：{working}{where}。"


def _jumps(material: Material) -> Rows:
    return Rows(
        (
            {
                "序号": str(serial),
                "数据项": clean(jump.figure),
                "学段": jump.stage.value,
                "年度": jump.year.span,
                "上年": grouped(jump.before),
                "本年": grouped(jump.after),
                "单位": clean(jump.unit),
                "变幅": _change(jump),
                "界限": f"{grouped(jump.bound * 100)}%",
                "说明": clean(jump.explanation.text) if jump.explanation else UNEXPLAINED,
                "出处": sources_of(material, jump.cells),
                "未说明": jump.explanation is None,
            }
            for serial, jump in enumerate(material.assessment.jumps, 1)
        ),
        like=_JUMP,
    )


def _change(jump: Jump) -> str:
    return (
        "上年为0"
        if jump.rate is None
        else signed_percent(jump.rate * 100, jump.bound * 100, -jump.bound * 100)
    )


def _jump_words(jumps: tuple[Jump, ...]) -> Iterator[str]:
    if not jumps:
        return
    bounds = joined(dict.fromkeys(f"{grouped(jump.bound * 100)}%" for jump in jumps))
    silent = [jump for jump in jumps if jump.explanation is None]
    yield (
        f"与上年相比变化超过{bounds}的数据{len(jumps)}项，已作书面说明"
        f"{len(jumps) - len(silent)}项，{UNEXPLAINED}{len(silent)}项。"
    )
    for jump in silent:
        unit = clean(jump.unit)
        yield (
            f"{clean(jump.figure)}{stage_after(jump.stage)}{jump.year}由{grouped(jump.before)}{unit}"
            f"变为{grouped(jump.after)}{unit}（{_change(jump)}）：{UNEXPLAINED}。"
        )
