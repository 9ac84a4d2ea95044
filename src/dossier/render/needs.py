"""Fields of 补足测算: what would lift each unmet indicator over its threshold, and its price."""

from collections.abc import Iterable
from decimal import Decimal

from dossier.model.assessment import Need, Result
from dossier.model.standard import Stage
from dossier.numbers import fixed, grouped, rounded
from dossier.render.fields import Makers, Rows, columns
from dossier.render.material import Material
from dossier.render.results import title_of
from dossier.render.words import clean, joined

UNPRICED = "未给单价"
_PRESENT, _PROJECTED = "现有数据", "预测数据"
_UNRANKED = 99  # what 单价 does not rank
_WAN = 10000
_CENT = Decimal("0.01")

_NEED = columns(
    "序号",
    "代码",
    "指标",
    "学段",
    "补足",
    "数据项",
    "需增加",
    "单位",
    "年度",
    "口径",
    "估算资金",
    "类别",
    "难易",
    "测算过程",
    flags=("预测",),
)  # fmt: skip


def need_fields(material: Material) -> Makers:
    """补足测算 in the order of the plan (先硬件后软件、先易后难), and what it would cost."""
    needs = material.assessment.needs
    now = tuple(need for need in needs if not need.projected)
    later = tuple(need for need in needs if need.projected)
    return {
        "补足测算": lambda: _rows(material),
        "补足资金合计": lambda: fixed(_wan(_together(material, now)), 2),
        "预测补足资金合计": lambda: fixed(_wan(_together(material, later)), 2),
        "补足资金说明": lambda: _in_all(material, now, later),
    }


def needed(material: Material, result: Result) -> str:
    """What `result` lacks: ``图书册数至少增加1,240册，按单价估算约3.1万元``; '' for nothing."""
    about = (result.measure.code, result.stage, result.year)
    needs = [
        need
        for need in material.assessment.needs
        if (need.result.measure.code, need.result.stage, need.result.year) == about
    ]
    forecast = any(need.projected for need in needs)
    # what holds today comes first, however dear
    now_first = sorted(needs, key=lambda need: need.projected)
    return joined((_told(need, forecast=forecast) for need in now_first), "；")


def _told(need: Need, *, forecast: bool) -> str:
    """`forecast`: others are told beside it, so that each must say what it holds for."""
    when = f"按{need.year}预测，" if need.projected else "按现有数据，" if forecast else ""
    cost = f"，按单价估算约{_priced(need.cost)}" if need.cost is not None else ""
    return when + _amount(need) + cost


def _amount(need: Need) -> str:
    more = "至少增加" if need.amount >= 0 else "至少减少"
    return f"{clean(need.figure)}{more}{grouped(abs(need.amount))}{clean(need.unit)}"


def _priced(cost: Decimal) -> str:
    """An estimate in words: 万元 with two decimals, 元 where that would be nothing."""
    return f"{fixed(_wan(cost), 2)}万元" if cost >= _WAN * _CENT else f"{grouped(cost)}元"


def _wan(cost: Decimal) -> Decimal:
    """元 as 万元, to the nearest hundred 元: an estimate knows no better."""
    return rounded(cost / _WAN, 2)


def _together(material: Material, needs: Iterable[Need]) -> Decimal:
    """What `needs` cost together, in 元.

    The same books meet 办学条件 and 均衡, those of the whole school both stages, and what is bought
    for next year's pupils serves for the year after: of several needs that one purchase meets, the
    dearest is paid.
    """
    figures = material.dossier.school.figures
    dearest: dict[tuple[str, Stage], Decimal] = {}
    for need in needs:
        result = need.result
        own = (need.figure, result.stage, result.year) in figures
        key = (need.figure, result.stage if own else Stage.SCHOOL)
        dearest[key] = max(dearest.get(key, Decimal(0)), need.cost or Decimal(0))
    return sum(dearest.values(), Decimal(0))


def _in_all(material: Material, now: tuple[Need, ...], later: tuple[Need, ...]) -> str:
    """What there is to say of the money; nothing is summed up as 0 that nobody priced."""
    texts = joined(
        (
            f"按{basis}测算，补足资金约需{_priced(_together(material, needs))}"
            for basis, needs in ((_PRESENT, now), (_PROJECTED, later))
            if any(need.cost is not None for need in needs)
        ),
        "；",
    )
    unpriced = any(need.cost is None for need in (*now, *later))
    if texts:
        return texts + ("（未给单价的没有计入）" if unpriced else "") + "。"
    return "没有给出单价，资金没有估算。" if unpriced else ""


def _rows(material: Material) -> Rows:
    return Rows(
        (
            {
                "序号": str(serial),
                "代码": clean(need.result.measure.code),
                "指标": title_of(material, need.result.measure.code),
                "学段": need.result.stage.value,
                "补足": _amount(need),
                "数据项": clean(need.figure),
                "需增加": grouped(need.amount),
                "单位": clean(need.unit),
                "年度": str(need.year),
                "口径": _PROJECTED if need.projected else _PRESENT,
                "估算资金": UNPRICED if need.cost is None else fixed(_wan(need.cost), 2),
                "类别": "硬件" if need.hardware else "软件",
                "难易": str(need.ease) if need.ease < _UNRANKED else "",
                "测算过程": clean(need.working),
                "预测": need.projected,
            }
            for serial, need in enumerate(material.assessment.needs, 1)
        ),
        like=_NEED,
    )
