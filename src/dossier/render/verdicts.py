"""Fields of the pass rules and of the scores: what a set must satisfy, and what points it has."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dossier.model.assessment import Loss, Score, Verdict
from dossier.model.rules import PassRule
from dossier.model.standard import Stage
from dossier.numbers import grouped
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.results import title_of
from dossier.render.words import clean, joined
from dossier.text import UNSET, verified_mark

OPEN = "待评"
_PASSED = {True: "通过", False: "未通过", None: "无法判断"}

_VERDICT = columns(
    "序号", "指标集", "规则", "学段", "学年度", "结论", "计算过程", flags=("未通过",)
)
_SCORE = columns("序号", "代码", "指标", "分值", "自评分", "扣分", "扣分依据", flags=("待评",))
_LOSS = columns(
    "序号", "指标", "项目", "规则", "扣分", "计算过程", "评判", "说明", "佐证", flags=("待评",)
)


def verdict_fields(material: Material) -> Makers:
    """达标规则结论 by rule, 自评得分 by indicator, 扣分明细 by rule that costs points."""
    scores = material.assessment.scores
    done = [score for score in scores if score.points is not None]
    return {
        "达标规则结论": lambda: Rows(_verdicts(material), like=_VERDICT),
        "自评得分": lambda: Rows(_scores(material), like=_SCORE),
        "扣分明细": lambda: Rows(_losses(material), like=_LOSS),
        "得分分析": lambda: tuple(_score_words(scores)),
        "自评得分合计": lambda: grouped(_sum(score.points or Decimal() for score in done)),
        "自评分值合计": lambda: grouped(_sum(score.full for score in scores)),
        "待评指标数": lambda: str(len(scores) - len(done)),
    }


def rule_words(rule: PassRule, stage: Stage) -> str:
    """A pass rule in words, with its number for the stage and its 未核实 mark."""
    value = rule.value(stage)
    told = rule.rule.words.format(UNSET if value is None else grouped(value))
    return told + verified_mark(rule.verified)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal())


def _verdicts(material: Material) -> Iterator[dict[str, Value]]:
    for serial, verdict in enumerate(material.assessment.verdicts, 1):
        yield {
            "序号": str(serial),
            "指标集": verdict.family.value,
            "规则": rule_words(verdict.rule, verdict.stage),
            "学段": verdict.stage.value,
            "学年度": _year(verdict),
            "结论": _PASSED[verdict.met],
            "计算过程": clean(verdict.working),
            "未通过": verdict.met is False,
        }


def _year(verdict: Verdict) -> str:
    return verdict.year.span if verdict.year else "—"


def _scores(material: Material) -> Iterator[dict[str, Value]]:
    for serial, score in enumerate(material.assessment.scores, 1):
        yield {
            "序号": str(serial),
            "代码": clean(score.indicator),
            "指标": title_of(material, score.indicator),
            **score_words(score),
            "待评": score.points is None,
        }


def score_words(score: Score) -> dict[str, str]:
    """分值, 自评分, 扣分 and 扣分依据 of one indicator."""
    lost = score.full - score.points if score.points is not None else None
    return {
        "分值": grouped(score.full),
        "自评分": OPEN if score.points is None else grouped(score.points),
        "扣分": OPEN if lost is None else grouped(lost),
        "扣分依据": joined((_because(loss) for loss in score.losses if _counts(loss)), "；"),
    }


def _counts(loss: Loss) -> bool:
    """Whether a rule costs points, or is still to be judged."""
    return loss.points is None or loss.points > 0


def _because(loss: Loss) -> str:
    told = clean(loss.working).rstrip("。；") + verified_mark(loss.rule.verified)
    return told if loss.points is not None else joined((told, OPEN), "，")


def _losses(material: Material) -> Iterator[dict[str, Value]]:
    found = (
        (score, loss)
        for score in material.assessment.scores
        for loss in score.losses
        if _counts(loss)
    )
    for serial, (score, loss) in enumerate(found, 1):
        said = loss.judgement
        yield {
            "序号": str(serial),
            "指标": title_of(material, score.indicator),
            "项目": clean(loss.rule.item),
            "规则": loss.rule.rule.value + verified_mark(loss.rule.verified),
            "扣分": OPEN if loss.points is None else grouped(loss.points),
            "计算过程": clean(loss.working),
            "评判": clean(said.found) if said else "",
            "说明": clean(said.reason) if said else "",
            "佐证": clean(said.evidence) if said else "",
            "待评": loss.points is None,
        }


def _score_words(scores: tuple[Score, ...]) -> Iterator[str]:
    if not scores:
        return
    done = [score for score in scores if score.points is not None]
    points = _sum(score.points or Decimal() for score in done)
    yield (
        f"有评分规则的指标{len(scores)}项，总分值{grouped(_sum(s.full for s in scores))}分。"
        f"已评{len(done)}项，分值{grouped(_sum(s.full for s in done))}分，"
        f"自评得分{grouped(points)}分。"
    )
    if len(done) < len(scores):
        yield f"{OPEN}{len(scores) - len(done)}项，未计入自评得分。"
