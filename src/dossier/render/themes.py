"""Fields of the self-evaluation by theme: what each A-level indicator comes to, in words.

The words follow from the numbers and from nothing else: rates and years of the 评分规则, points,
and why some were taken. Beside them stands what the school itself says of an indicator.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dossier.model.assessment import Loss, Score
from dossier.model.school import SelfAssessment
from dossier.model.standard import Indicator
from dossier.numbers import grouped
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.results import UNASSESSED
from dossier.render.words import clean, joined, paragraphs, sentence

_POINT = columns("指标", "数据", "做法", "扣分")
_THEME = columns("主题", "概述", 要点=Rows((), like=_POINT))
_MET = "达标"
_CLAUSE = "。；.;"


def theme_fields(material: Material) -> Makers:
    """主题自查: a row for each A-level indicator under which something was assessed or scored."""
    return {"主题自查": lambda: Rows(_themes(material), like=_THEME)}


def rate_words(loss: Loss) -> str:
    """What the figure of a rule is and whether it is within the line: 小学辍学率为零.

    '' where a person judges, or the figure is not known.
    """
    rule = loss.rule
    if not loss.values:
        return ""
    name = clean(rule.item)
    if rule.rule.over_years:
        told = joined(f"{year}{shown}" for year, shown in zip(loss.years, loss.shown, strict=True))
        return f"{name}：{told}"
    value, line = loss.values[-1], rule.target
    told = f"{name}{loss.shown[-1]}" if value else f"{name}为零"
    if line is None or value == line == 0:
        return told
    least = rule.rule.at_least
    above, on = ("高于", "达到") if least else ("超过", "等于")
    word = "低于" if value < line else above if value > line else on
    return f"{told}，{word}{grouped(line)}{loss.unit}的{'要求' if least else '上限'}"


def _themes(material: Material) -> Iterator[dict[str, Value]]:
    indicators = material.dossier.standard.indicators
    scores = {score.indicator: score for score in material.assessment.scores}
    said = material.dossier.school.assessments
    for theme in indicators.values():
        below = [one for one in indicators.values() if one.parent == theme.code]
        told = [one for one in below if one.code in scores or one.code in said]
        if theme.parent or not told:
            continue
        points = [_point(one, said.get(one.code), scores.get(one.code)) for one in told]
        yield {
            "主题": clean(theme.name),
            "概述": _overview(below, said, scores),
            "要点": Rows(points, like=_POINT),
        }


def _overview(
    below: Sequence[Indicator], said: Mapping[str, SelfAssessment], scores: Mapping[str, Score]
) -> str:
    """How many indicators, how many of them met, which not, and the points of all."""
    verdicts = {one: said[one.code].verdict if one.code in said else UNASSESSED for one in below}
    unmet = {one: verdict for one, verdict in verdicts.items() if verdict != _MET}
    told = f"{len(below)}项指标自评"
    if unmet:
        names = (f"{clean(one.name)}{clean(verdict)}" for one, verdict in unmet.items())
        told += f"达标{len(below) - len(unmet)}项（{joined(names, '；')}）"
    else:
        told += "全部达标" if len(below) > 1 else "达标"
    own = [scores[one.code] for one in below if one.code in scores]
    known = [score for score in own if score.points is not None]
    if known:
        full = sum((score.full for score in known), Decimal())
        points = sum((score.points or Decimal() for score in known), Decimal())
        told += f"；分值{grouped(full)}分，自评得分{grouped(points)}分"
    if len(known) < len(own):
        told += f"，另有{len(own) - len(known)}项待评"
    return sentence(told)


def _point(one: Indicator, said: SelfAssessment | None, score: Score | None) -> dict[str, Value]:
    losses = score.losses if score else ()
    return {
        "指标": clean(one.name),
        "数据": _rates(losses),
        "做法": "".join(map(sentence, paragraphs(said.practice))) if said else "",
        "扣分": _lost(losses),
    }


def _rates(losses: Sequence[Loss]) -> str:
    """The figures of the rules of an indicator, each series of values once."""
    told: dict[tuple[object, ...], str] = {}
    for loss in losses:
        told.setdefault((loss.rule.figure, loss.rule.stage, loss.values), rate_words(loss))
    return sentence(joined(told.values(), "；"))


def _lost(losses: Sequence[Loss]) -> str:
    """What points were taken, and why."""
    taken = [loss for loss in losses if loss.points]
    if not taken:
        return ""
    points = sum((loss.points or Decimal() for loss in taken), Decimal())
    whys = (
        clean(loss.judgement.reason if loss.judgement else loss.working).rstrip(_CLAUSE)
        for loss in taken
    )
    return f"自评扣{grouped(points)}分，原因是{joined(whys, '；')}。"
