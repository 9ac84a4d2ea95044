"""Fields of 数据分析报告: tables, and sentences that say what the numbers say and nothing else."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from dossier.model.assessment import Result
from dossier.model.standard import PARTS, Family, Stage
from dossier.numbers import grouped
from dossier.render.charts import margin_charts, year_charts
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.needs import needed
from dossier.render.results import codes_of, latest_of, standard_of, title_of
from dossier.render.words import clean, joined, percent, share, stage_after
from dossier.text import UNSET

_WHOLE = Decimal(100)

_SUMMARY = columns(
    "序号",
    "指标集",
    "学段",
    "应达标",
    "达标",
    "未达标",
    "达标率",
    "未达标指标",
    flags=("有未达标",),
)
_PROJECTION = columns("序号", "数据项", "学段", "学年度", "预测值", "依据")


def analysis_fields(material: Material) -> Makers:
    """What 数据分析报告 prints beside 补足测算 and the changes; empty without facts."""
    return {
        "达标汇总": partial(_summary, material),
        "达标分析": partial(_judged, material),
        "未达标分析": lambda: tuple(_lacks(material, result) for result in _unmet(material)),
        "三年对比图": partial(year_charts, material),
        "达标差距图": partial(margin_charts, material),
        "预测数据": partial(_projections, material),
    }


def _latest_judged(material: Material, family: Family) -> tuple[Result, ...]:
    return tuple(result for result in latest_of(material, family) if result.met is not None)


def _unmet(material: Material) -> Iterator[Result]:
    for family in Family:
        yield from (result for result in _latest_judged(material, family) if not result.met)


def _by_stage(results: tuple[Result, ...]) -> Iterator[tuple[Stage, list[Result]]]:
    """What each 学部 has to meet, as the pass rules count it.

    What is computed for the whole school counts in each of its parts, where there are any.
    """
    parts = [stage for stage in PARTS if any(result.stage is stage for result in results)]
    for stage in parts or [Stage.SCHOOL]:
        own = [result for result in results if result.stage in {stage, Stage.SCHOOL}]
        if own:
            yield stage, own


def _summary(material: Material) -> Rows:
    rows: list[dict[str, Value]] = []
    for family in Family:
        results = _latest_judged(material, family)
        for stage, judged in _by_stage(results):
            failed = [result for result in judged if not result.met]
            met = len(judged) - len(failed)
            rows.append(
                {
                    "序号": str(len(rows) + 1),
                    "指标集": family.value,
                    "学段": stage.value,
                    "应达标": str(len(judged)),
                    "达标": str(met),
                    "未达标": str(len(failed)),
                    "达标率": percent(share(met, len(judged))),
                    "未达标指标": joined(title_of(material, code) for code in codes_of(failed)),
                    "有未达标": bool(failed),
                }
            )
    return Rows(rows, like=_SUMMARY)


def _judged(material: Material) -> tuple[str, ...]:
    """One paragraph for each set with thresholds: indicators in all, then by stage."""
    told = []
    for family in Family:
        results = _latest_judged(material, family)
        codes = codes_of(results)
        failed = codes_of(result for result in results if not result.met)
        if not codes:
            continue
        stages = (
            f"{stage.value}应达标{len(part)}项，达标{sum(bool(r.met) for r in part)}项"
            for stage, part in _by_stage(results)
        )
        told.append(
            f"{material.latest}，{family.value}有达标值的指标{len(codes)}项，"
            f"各学段均达标的{len(codes) - len(failed)}项，有学段未达标的{len(failed)}项。"
            f"其中{joined(stages, '；')}。"
        )
    return tuple(told)


def _lacks(material: Material, result: Result) -> str:
    """An unmet result: by how much, and what it takes."""
    title = title_of(material, result.measure.code) + stage_after(result.stage)
    part = ""
    if result.margin and result.threshold and result.threshold > 0:
        ratio = result.value / result.threshold * 100
        part = f"，相当于标准的{percent(ratio, _WHOLE)}"
    margin = f"，差额{result.margin}" if result.margin else ""
    takes = needed(material, result)
    takes = f"达标所需：{takes}。" if takes else ""
    return f"{title}：标准{standard_of(result)}，实际{result.shown}{margin}{part}。{takes}"


def _projections(material: Material) -> Rows:
    school = material.dossier.school
    units = {figure.name: clean(figure.unit) for figure in school.figures.values()}
    return Rows(
        (
            {
                "序号": str(serial),
                "数据项": clean(projection.figure),
                "学段": projection.stage.value,
                "学年度": projection.year.span,
                "预测值": grouped(projection.value) + units.get(projection.figure, ""),
                "依据": clean(projection.basis) or UNSET,
            }
            for serial, projection in enumerate(school.returns.projections, 1)
        ),
        like=_PROJECTION,
    )
