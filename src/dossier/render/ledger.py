"""Fields of the ledgers: 已达标台账, 未达标台账 and 整改台账, each joined with the others."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial

from dossier.model.assessment import RectificationStatus, Result
from dossier.model.days import dotted_day
from dossier.model.standard import Family
from dossier.numbers import fixed
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.needs import needed
from dossier.render.places import sources_of, where_of, where_proven
from dossier.render.results import (
    WATCHED,
    codes_of,
    latest_of,
    numbered,
    standard_of,
    title_of,
    verdict_of,
)
from dossier.render.words import clean, joined, stage_after, thousands
from dossier.text import MET, UNMET, UNSET

_CENTS = 2  # decimals of 万元, alike in a column

_MENDING = columns(
    "序号",
    "指标",
    "目前结果",
    "结论",
    "存在问题",
    "依据",
    "来源",
    "整改措施",
    "所需资金",
    "责任领导",
    "责任人",
    "完成时限",
    "进展",
    "完成情况",
    "佐证材料",
    "验收人",
    "销号日期",
    "状态",
    flags=("逾期", "有佐证"),
)  # fmt: skip
_MET = columns(
    "序号",
    "代码",
    "指标",
    "学段",
    "标准",
    "实际值",
    "差额",
    "数据来源",
    "时点",
    "佐证位置",
    "责任小组",
    "责任人",
    "整改措施",
    "完成时限",
)  # fmt: skip
_UNMET = {
    **_MET,
    **columns("补足测算", "所需资金", "责任领导", "整改责任人", "进展", "状态", flags=("逾期",)),
}


def ledger_fields(material: Material) -> Makers:
    """已达标 and 未达标 of the judged year, 整改台账 row by row, and its tallies."""
    rectifications = material.assessment.rectifications

    def tally(wanted: Callable[[RectificationStatus], bool]) -> str:
        return str(sum(map(wanted, rectifications)))

    return {
        "已达标": partial(_met, material),
        "未达标": partial(_unmet, material),
        "整改台账": partial(_rows, material, paged=False),
        "整改测算": lambda: tuple(_promised(material)),
        "整改台账带页": partial(_rows, material, paged=True),
        "整改总数": lambda: str(len(rectifications)),
        "已销号数": lambda: tally(lambda rectification: rectification.entry.is_closed),
        "未销号数": lambda: tally(lambda rectification: not rectification.entry.is_closed),
        "逾期数": lambda: tally(lambda rectification: rectification.overdue),
        "有逾期": lambda: any(rectification.overdue for rectification in rectifications),
        "整改资金": lambda: fixed(_money(rectifications) or Decimal(), _CENTS),
    }


def _rows(material: Material, *, paged: bool) -> Rows:
    return Rows(
        (
            {
                "序号": str(serial),
                "指标": title_of(material, rectification.entry.indicator),
                "目前结果": "\n".join(_stands(result) for result in rectification.results),
                "结论": _verdict(rectification.results),
                "存在问题": thousands(clean(rectification.entry.problem)),
                "依据": clean(rectification.entry.basis),
                "来源": clean(rectification.entry.finder),
                "整改措施": thousands(clean(rectification.entry.measure)),
                "所需资金": ""
                if rectification.entry.money is None
                else fixed(rectification.entry.money, _CENTS),
                "责任领导": clean(rectification.entry.leader),
                "责任人": clean(rectification.entry.person),
                "完成时限": dotted_day(rectification.entry.deadline),
                "进展": thousands(clean(rectification.entry.progress)),
                "完成情况": thousands(clean(rectification.entry.outcome)),
                "佐证材料": where_proven(material, rectification.entry, paged=paged),
                "验收人": clean(rectification.entry.accepted_by),
                "销号日期": dotted_day(rectification.entry.closed),
                "状态": clean(rectification.entry.status),
                "逾期": rectification.overdue,
                "有佐证": rectification.proven,
            }
            for serial, rectification in enumerate(material.assessment.rectifications, 1)
        ),
        like=_MENDING,
    )


def _promised(material: Material) -> Iterator[str]:
    """What the open measures make of what is not met, a sentence for each."""
    for rectification in material.assessment.rectifications:
        for promise in rectification.promises:
            result = promise.result
            title = title_of(material, result.measure.code) + stage_after(result.stage)
            end = "可达标" if result.met else "仍不达标"
            working = clean(promise.working).rstrip("。")
            yield f"{title}：按整改措施增加{working}，{end}。"


def _stands(result: Result) -> str:
    """Where an indicator stands now, whatever its problem was when it was written down."""
    stands, verdict = f"{result.stage.value}{result.shown}", verdict_of(result)
    if result.met is None:
        return f"{stands}，{verdict}"
    # the unit is told once: the column is narrow
    bar = standard_of(result).replace(result.measure.unit, "")
    margin = result.margin.removesuffix(result.measure.unit)
    lacking = f"，差额{margin}" if margin and not result.met else ""
    return f"{stands}，标准{bar}{lacking}，{verdict}"


def _verdict(results: Iterable[Result]) -> str:
    """未达标 where one stage is, 监测 where nothing is judged, '' where nothing is computed."""
    verdicts = {result.met for result in results}
    if not verdicts:
        return ""
    if False in verdicts:
        return UNMET
    return MET if True in verdicts else WATCHED


def _money(rectifications: Iterable[RectificationStatus]) -> Decimal | None:
    """所需资金 together, in 万元; None where no row tells it."""
    told = [
        rectification.entry.money
        for rectification in rectifications
        if rectification.entry.money is not None
    ]
    return sum(told, Decimal()) if told else None


def _met(material: Material) -> Rows:
    met = tuple(r for r in latest_of(material, Family.CONDITIONS) if r.met)
    numbers = numbered(codes_of(met))
    return Rows((_entry(material, result, numbers) for result in met), like=_MET)


def _unmet(material: Material) -> Rows:
    """What is not met, in the order in which it is mended; what nobody priced comes last."""
    places: dict[str, int] = {}
    for place, need in enumerate(material.assessment.needs):
        places.setdefault(need.result.measure.code, place)
    unmet = sorted(
        (r for r in latest_of(material, Family.CONDITIONS) if r.met is False),
        # the stages of an indicator stay together: they share a number
        key=lambda result: places.get(result.measure.code, len(material.assessment.needs)),
    )
    numbers = numbered(codes_of(unmet))
    rows = []
    for result in unmet:
        rectifications = _about(material, result)
        money = _money(rectifications)
        rows.append(
            {
                **_entry(material, result, numbers),
                "补足测算": needed(material, result) or "—",
                "所需资金": "" if money is None else fixed(money, _CENTS),
                "责任领导": _each(m.entry.leader for m in rectifications),
                "整改责任人": _each(m.entry.person for m in rectifications),
                "进展": _each((m.entry.progress for m in rectifications), "；"),
                "状态": _each(m.entry.status for m in rectifications) or UNSET,
                "逾期": any(m.overdue for m in rectifications),
            }
        )
    return Rows(rows, like=_UNMET)


def _about(material: Material, result: Result) -> tuple[RectificationStatus, ...]:
    """The rows of the 整改台账 about an indicator: those that would lift it, or else what is open.

    Where there are neither, what was closed.
    """
    every = [
        m for m in material.assessment.rectifications if m.entry.indicator == result.measure.code
    ]
    lifting = tuple(m for m in every if m.promises)
    return lifting or tuple(m for m in every if not m.entry.is_closed) or tuple(every)


def _each(texts: Iterable[str], mark: str = "、") -> str:
    """The texts, each once and without a full stop in the middle of the line."""
    return joined(dict.fromkeys(thousands(clean(text)).rstrip("。；") for text in texts), mark)


def _entry(material: Material, result: Result, numbers: dict[str, str]) -> dict[str, Value]:
    code = result.measure.code
    group, person = material.dossier.owner_of(code)
    rectifications = _about(material, result)
    deadlines = [m.entry.deadline for m in rectifications if m.entry.deadline]
    return {
        "序号": numbers[code],
        "代码": clean(code),
        "指标": title_of(material, code),
        "学段": result.stage.value,
        "标准": standard_of(result),
        "实际值": result.shown,
        "差额": result.margin,
        "数据来源": sources_of(material, result.cells),
        "时点": str(result.year),
        "佐证位置": where_of(material, code),
        "责任小组": clean(group) or UNSET,
        "责任人": clean(person) or UNSET,
        "整改措施": _each((m.entry.measure for m in rectifications), "；") or UNSET,
        "完成时限": dotted_day(max(deadlines)) if deadlines else UNSET,
    }
