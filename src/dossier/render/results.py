"""Fields of the assessment: what is met, by how much, and how it was computed."""

from collections.abc import Iterable
from functools import partial

from dossier.model.assessment import Result
from dossier.model.standard import Family
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.places import where_of
from dossier.render.words import clean, joined
from dossier.text import MET, UNMET, UNSET, YES_NO, verified_mark

WATCHED = "监测"

_PER_YEAR = columns("学年度", "实际值", "结论", flags=("未达标",))
_CONDITION = columns("序号", "代码", "指标", "学段", "标准", 各年=Rows(like=_PER_YEAR))
_RESULT = columns(
    "序号", "代码", "指标", "学段", "标准", "实际", "结论", "差额", "计算过程", flags=("未达标",)
)
_SELF = columns("序号", "代码", "指标", "评估要点", "自评结论", "佐证位置", "责任小组", "责任人")
UNASSESSED = "未自评"
"""Stands where a school says nothing of an indicator."""


def result_fields(material: Material) -> Makers:
    """The computed indicators: all years in 基本条件 and 均衡监测, the judged year elsewhere."""
    conditions = partial(latest_of, material, Family.CONDITIONS)
    return {
        "基本条件": partial(_all_years, material, Family.CONDITIONS),
        "均衡监测": partial(_all_years, material, Family.BALANCE),
        "达标情况": lambda: _results(material, conditions()),
        "自评情况": partial(_self_assessed, material, None),
        "自评达标": partial(_self_assessed, material, True),
        "自评未达标": partial(_self_assessed, material, False),
        "自评指标数": lambda: str(len(_county(material))),
        "自评达标数": lambda: str(len(_self_assessed(material, True))),
        "自评未达标数": lambda: str(len(_self_assessed(material, False))),
        "监测指标数": lambda: str(len(codes_of(latest_of(material, Family.BALANCE)))),
        "指标数": lambda: str(len(codes_of(conditions()))),
        "达标指标数": lambda: str(len(codes_of(conditions())) - len(_failed(conditions()))),
        "未达标指标数": lambda: str(len(_failed(conditions()))),
        "未达标指标": lambda: _names(material, _failed(conditions())),
        "全部达标": lambda: bool(conditions()) and not _failed(conditions()),
    }


def title_of(material: Material, code: str) -> str:
    """Code and name of an indicator with its 未核实 mark; the bare code where it is unknown."""
    indicator = material.dossier.standard.indicators.get(code)
    return clean(indicator.title) if indicator else clean(code)


def standard_of(result: Result) -> str:
    """The threshold as printed, marked where no source confirms it; 监测 where there is none."""
    if result.met is None:
        return WATCHED
    bar = result.shown_threshold
    if result.measure.unit == YES_NO:
        bar = bar.removeprefix(result.measure.comparison).strip()  # '≥ 是' says nothing
    return bar + verified_mark(result.verified)


def working_of(result: Result) -> str:
    """How the value came about; where the figure itself is a yes or no, there is no arithmetic."""
    if result.measure.unit == YES_NO:
        return f"{clean(result.measure.formula)}：{result.shown}"
    return clean(result.working)


def verdict_of(result: Result) -> str:
    """达标, 未达标, or 监测 where nothing is judged."""
    return {True: MET, False: UNMET, None: WATCHED}[result.met]


def of_family(material: Material, family: Family) -> tuple[Result, ...]:
    """The results of a set in every year, in the order of the standard."""
    indicators = material.dossier.standard.indicators
    return tuple(
        result
        for result in material.results
        if result.measure.code in indicators and indicators[result.measure.code].family is family
    )


def latest_of(material: Material, family: Family) -> tuple[Result, ...]:
    """The results of a set in the judged year, in the order of the standard."""
    return tuple(r for r in of_family(material, family) if r.year == material.latest)


def codes_of(results: Iterable[Result]) -> tuple[str, ...]:
    """The indicators that `results` are about, each once."""
    return tuple(dict.fromkeys(result.measure.code for result in results))


def _failed(results: Iterable[Result]) -> tuple[str, ...]:
    """The indicators that some stage does not meet."""
    return codes_of(result for result in results if result.met is False)


def _names(material: Material, codes: Iterable[str]) -> str:
    indicators = material.dossier.standard.indicators
    return joined(
        clean(indicators[code].name) + verified_mark(indicators[code].verified) for code in codes
    )


def numbered(codes: Iterable[str]) -> dict[str, str]:
    """序号 by indicator: its stages share one."""
    return {code: str(number) for number, code in enumerate(dict.fromkeys(codes), 1)}


def _all_years(material: Material, family: Family) -> Rows:
    years = material.dossier.standard.school_years
    results = of_family(material, family)
    numbers = numbered(codes_of(results))
    found = {(r.measure.code, r.stage, r.year): r for r in results}
    firsts = dict.fromkeys((r.measure.code, r.stage) for r in results)
    rows = []
    for code, stage in firsts:
        by_year = [found.get((code, stage, year)) for year in years]
        some = next(result for result in reversed(by_year) if result)
        rows.append(
            {
                "序号": numbers[code],
                "代码": clean(code),
                "指标": title_of(material, code),
                "学段": stage.value,
                "标准": standard_of(some),
                "各年": Rows(
                    (
                        {
                            "学年度": year.span,
                            "实际值": result.shown if result else UNSET,
                            "结论": verdict_of(result) if result else "—",
                            "未达标": bool(result and result.met is False),
                        }
                        for year, result in zip(years, by_year, strict=True)
                    ),
                    like=_PER_YEAR,
                ),
            }
        )
    return Rows(rows, like=_CONDITION)


def _results(material: Material, results: tuple[Result, ...]) -> Rows:
    numbers = numbered(codes_of(results))
    return Rows(
        (
            {
                "序号": numbers[result.measure.code],
                "代码": clean(result.measure.code),
                "指标": title_of(material, result.measure.code),
                "学段": result.stage.value,
                "标准": standard_of(result),
                "实际": result.shown,
                "结论": verdict_of(result),
                "差额": result.margin,
                "计算过程": working_of(result),
                "未达标": result.met is False,
            }
            for result in results
        ),
        like=_RESULT,
    )


def _county(material: Material) -> tuple[str, ...]:
    """The B-level indicators of the county's work, which are judged in words."""
    return tuple(
        code
        for code, indicator in material.dossier.standard.indicators.items()
        if indicator.level == "B" and indicator.family is Family.COUNTY
    )


def _self_assessed(material: Material, met: bool | None) -> Rows:
    """What the school itself calls 达标, or all that it does not, or both.

    未自评 where it says nothing.
    """
    dossier = material.dossier
    rows: list[dict[str, Value]] = []
    for code in _county(material):
        said = dossier.school.assessments.get(code)
        verdict = clean(said.verdict) if said else ""
        if met is not None and (verdict == MET) is not met:
            continue
        group, person = dossier.owner_of(code)
        rows.append(
            {
                "序号": str(len(rows) + 1),
                "代码": clean(code),
                "指标": title_of(material, code),
                "评估要点": clean(dossier.standard.indicators[code].points),
                "自评结论": verdict or UNASSESSED,
                "佐证位置": where_of(material, code),
                "责任小组": clean(group) or UNSET,
                "责任人": clean(person) or UNSET,
            }
        )
    return Rows(rows, like=_SELF)
