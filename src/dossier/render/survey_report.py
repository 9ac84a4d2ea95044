"""Fields of 满意度调查报告: whom the questionnaires reached, and what they said."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dossier.model.assessment import GroupSatisfaction, Satisfaction
from dossier.model.returns import Suggestion
from dossier.model.rules import Pass
from dossier.numbers import grouped
from dossier.render.charts import satisfaction_charts
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.words import NO_DATA, REACHED, clean, joined, percent, share
from dossier.text import UNSET, verified_mark

UNANSWERED = "未答复"

_GROUP = columns(
    "序号", "对象", "发放", "回收", "有效", "满意", "回收率", "满意率", flags=("合计", "低于要求")
)
_SUGGESTION = columns("序号", "对象", "意见建议", "答复", "责任人", flags=("未答复",))


def survey_fields(material: Material) -> Makers:
    """满意度: rates, sample and verdict, and 意见建议 with what was answered."""
    found = material.assessment.satisfaction
    suggestions = material.dossier.school.returns.suggestions
    answered = [one for one in suggestions if clean(one.answer)]
    waiting = [one for one in suggestions if not clean(one.answer)]
    return {
        "满意度": lambda: Rows(_groups(found), like=_GROUP),
        "有满意度": lambda: found is not None,
        "满意率": lambda: _rate(found.total.rate, found) if found else NO_DATA,
        "满意度要求": lambda: _bar(material, found) or UNSET,
        "满意度结论": lambda: REACHED[found.met] if found else NO_DATA,
        "满意度未达到": lambda: found is not None and found.met is False,
        "满意度计算过程": lambda: clean(found.working) if found else NO_DATA,
        "满意度分析": lambda: tuple(_words(material, found)),
        "满意率图": lambda: satisfaction_charts(found, f"达标值{_bar(material, found)}"),
        "意见建议": lambda: Rows(_suggestions(suggestions), like=_SUGGESTION),
        "已答复意见": lambda: Rows(_suggestions(answered), like=_SUGGESTION),
        "未答复意见": lambda: Rows(_suggestions(waiting), like=_SUGGESTION),
        "意见建议数": lambda: str(len(suggestions)),
        "已答复意见数": lambda: str(len(answered)),
        "未答复意见数": lambda: str(len(waiting)),
    }


def _groups(found: Satisfaction | None) -> Iterator[dict[str, Value]]:
    if found is None:
        return
    for serial, group in enumerate((*found.groups, found.total), 1):
        total = serial > len(found.groups)
        yield {
            "序号": "" if total else str(serial),
            "对象": clean(group.group),
            "发放": f"{group.sent:,}",
            "回收": f"{group.returned:,}",
            "有效": f"{group.valid:,}",
            "满意": f"{group.content:,}",
            "回收率": NO_DATA if group.response is None else percent(group.response),
            "满意率": _rate(group.rate, found),
            "合计": total,
            "低于要求": _below(group, found),
        }


def _rate(rate: Decimal | None, found: Satisfaction) -> str:
    return NO_DATA if rate is None else percent(rate, found.bar)


def _below(group: GroupSatisfaction, found: Satisfaction) -> bool:
    return group.rate is not None and found.bar is not None and group.rate < found.bar


def _bar(material: Material, found: Satisfaction | None) -> str:
    """The rate that is asked for, with its 未核实 mark; '' where no rule asks for one."""
    if found is None or found.bar is None:
        return ""
    rules = [r for r in material.dossier.rules.passing if r.rule is Pass.SATISFACTION]
    return f"≥ {grouped(found.bar)}%" + verified_mark(all(rule.verified for rule in rules))


def _words(material: Material, found: Satisfaction | None) -> Iterator[str]:
    """Sample, response, rates and verdict, a paragraph each; nothing without a survey."""
    if found is None:
        return
    total = found.total
    yield f"调查对象分{len(found.groups)}类，{_returned(total)}。"
    yield from _sample(found)
    rates = (f"{clean(group.group)}{_rate(group.rate, found)}" for group in found.groups)
    yield (
        f"满意和基本满意的{total.content:,}份，满意率{_rate(total.rate, found)}；"
        f"分对象看，{joined(rates)}。"
    )
    bar = _bar(material, found)
    if bar:
        below = [clean(group.group) for group in found.groups if _below(group, found)]
        less = f"低于要求的对象：{joined(below)}。" if below else "各类对象均不低于要求。"
        yield f"满意率要求{bar}，总体{REACHED[found.met]}。{less}"
    if found.visited:
        pleased = percent(share(found.pleased, found.visited))
        yield f"实地走访{found.visited:,}人，满意{found.pleased:,}人，走访满意率{pleased}。"


def _returned(total: GroupSatisfaction) -> str:
    response = "" if total.response is None else f"（回收率{percent(total.response)}）"
    return (
        f"发放问卷{total.sent:,}份，回收{total.returned:,}份{response}，其中有效{total.valid:,}份"
    )


def _sample(found: Satisfaction) -> Iterator[str]:
    parts = []
    if found.needed is not None:
        enough = {True: "样本量足够", False: "样本量不足", None: ""}[found.enough]
        parts.append(joined((f"按抽样规则应发放不少于{found.needed:,}份", enough), "，"))
    if found.parents is not None:
        parts.append(f"家长占{percent(found.parents)}")
    if parts:
        yield joined(parts, "；") + "。"


def _suggestions(suggestions: Iterable[Suggestion]) -> Iterator[dict[str, Value]]:
    for serial, one in enumerate(suggestions, 1):
        answer = clean(one.answer)
        yield {
            "序号": str(serial),
            "对象": clean(one.group),
            "意见建议": clean(one.text),
            "答复": answer or UNANSWERED,
            "责任人": clean(one.person) or UNSET,
            "未答复": not answer,
        }
