"""扣分: what each kind of 评分规则 costs, for a value, a series of years, or a judgement.

Points are exact decimals; nothing is rounded but what a working prints.
"""

from collections.abc import Sequence
from decimal import Decimal

from dossier.assess.series import Series, number
from dossier.model.returns import Judgement
from dossier.model.rules import Scoring, ScoringRule
from dossier.model.years import Year
from dossier.numbers import SOUND_PLACES, grouped, places_apart, rounded

_NO_LOSS = "不扣分"


Lost = tuple[Decimal, str]
"""Points and working."""


def lost_by_figure(rule: ScoringRule, full: Decimal, series: Series) -> Lost:
    """What `rule`, which has all its parameters, costs for `series`; never more than `full`."""
    match rule.rule:
        case Scoring.BELOW | Scoring.ABOVE:
            points, working = _by_points(rule, series)
        case Scoring.CEILING | Scoring.FLOOR:
            points, working = _by_line(rule, full, series)
        case Scoring.EACH_FALL:
            points, working = _each_fall(rule, series)
        case Scoring.NOT_FALLING:
            points, working = _not_falling(rule, series)
        case Scoring.MEAN_FALL:
            points, working = _mean_fall(rule, full, series)
        case _:
            raise AssertionError(rule.rule)
    return _capped(points, working, rule, full)


def lost_by_judgement(rule: ScoringRule, full: Decimal, judgement: Judgement) -> Lost:
    """What `rule` costs for a judgement that fits it."""
    if rule.rule is Scoring.DISCRETION:
        points = judgement.deduct or Decimal()
        return _capped(points, f"{_clause(judgement.reason)}，{_said(points)}", rule, full)
    worst = rule.most
    if rule.rule is Scoring.SYSTEM:
        # 无制度0分: nothing of the whole indicator is left, unless the rule is capped.
        worst = full if rule.most is None else rule.most
    good, half, _ = rule.rule.grades
    lost = {good: Decimal(), half: rule.deduct}.get(judgement.found, worst)
    assert lost is not None
    reason = f"（{_clause(judgement.reason)}）" if judgement.reason else ""
    return _capped(lost, f"{rule.item}：{judgement.found}{reason}，{_said(lost)}", rule, full)


def _capped(points: Decimal, working: str, rule: ScoringRule, full: Decimal) -> Lost:
    """A loss is never negative, nor more than the rule's cap or the whole indicator."""
    cap = full if rule.most is None else min(rule.most, full)
    if points <= cap:
        return points, working
    return cap, f"{working}，以 {grouped(cap)} 分为限"


def _said(points: Decimal) -> str:
    return f"扣 {number(points)} 分" if points else _NO_LOSS


def _by_points(rule: ScoringRule, series: Series) -> Lost:
    """每低（高）1个百分点扣分."""
    assert rule.target is not None
    assert rule.deduct is not None
    below = rule.rule is Scoring.BELOW
    target = f"{grouped(rule.target)}{series.unit}"
    gap = rule.target - series.last if below else series.last - rule.target
    if gap <= 0:
        return Decimal(), f"{series.told} {'≥' if below else '≤'} {target}，{_NO_LOSS}"
    times = gap.to_integral_value(rule.part.rounding) if rule.part.rounding else gap
    points = times * rule.deduct
    word = "低" if below else "高"
    return points, (
        f"{series.told}，{'低于目标' if below else '高于控制线'} {target}，"
        f"{word} {number(gap, Decimal())} 个百分点，"
        f"每{word}1个百分点扣 {grouped(rule.deduct)} 分（{rule.part.value}），{_said(points)}"
    )


def _by_line(rule: ScoringRule, full: Decimal, series: Series) -> Lost:
    """高（低）于控制线0分; on the line is within."""
    assert rule.target is not None
    ceiling = rule.rule is Scoring.CEILING
    over = series.last > rule.target if ceiling else series.last < rule.target
    line = f"控制线 {grouped(rule.target)}{series.unit}"
    if not over:
        return Decimal(), f"{series.told} {'≤' if ceiling else '≥'} {line}，{_NO_LOSS}"
    points = full if rule.most is None else rule.most
    return points, f"{series.told} {'＞' if ceiling else '＜'} {line}，{_said(points)}"


def _each_fall(rule: ScoringRule, series: Series) -> Lost:
    """每出现一次负增长扣分; standing still is no fall."""
    assert rule.deduct is not None
    fallen = [year for year, one, other in _steps(series) if other < one]
    if not fallen:
        return Decimal(), f"{_row(series)}，无负增长，{_NO_LOSS}"
    points = rule.deduct * len(fallen)
    return points, (
        f"{_row(series)}，负增长 {len(fallen)} 次（{'、'.join(map(str, fallen))}），"
        f"每次扣 {grouped(rule.deduct)} 分，{_said(points)}"
    )


def _not_falling(rule: ScoringRule, series: Series) -> Lost:
    """未逐年降低扣分, once. What stands at 0 cannot fall, and is not blamed for it."""
    assert rule.deduct is not None
    stuck = [year for year, one, other in _steps(series) if other >= one and (one or other)]
    if not stuck:
        return Decimal(), f"{_row(series)}，逐年降低，{_NO_LOSS}"
    told = "、".join(map(str, stuck))
    return rule.deduct, f"{_row(series)}，{told}未比上年降低，{_said(rule.deduct)}"


def _mean_fall(rule: ScoringRule, full: Decimal, series: Series) -> Lost:
    """年均负增长0分.

    年均增长 is the geometric mean, as the statistics of the state have it (水平法): it is negative
    exactly where the last year is below the first. The arithmetic mean of the yearly rates would
    call a fall from 100 over 50 to 80 a growth of 5 %.
    """
    first, last = series.values[0], series.last
    rate = ""
    if first > 0 and last > 0:
        steps = Decimal(len(series.values) - 1)
        mean = ((last / first) ** (1 / steps) - 1) * 100
        mean = rounded(mean, SOUND_PLACES) if last != first else Decimal()
        rate = f"，年均增长 {grouped(rounded(mean, places_apart(mean, Decimal())))}%"
    if last >= rounded(first, SOUND_PLACES):
        return Decimal(), f"{_row(series)}{rate}，非负增长，{_NO_LOSS}"
    points = full if rule.most is None else rule.most
    return points, f"{_row(series)}{rate}，年均负增长，{_said(points)}"


def _steps(series: Series) -> Sequence[tuple[Year, Decimal, Decimal]]:
    """Each year but the first, with the value before and its own."""
    values = [rounded(value, SOUND_PLACES) for value in series.values]
    return list(zip(series.years[1:], values, values[1:], strict=False))


def _row(series: Series) -> str:
    values = zip(series.years, series.values, strict=True)
    return "，".join(f"{year} {number(value)}{series.unit}" for year, value in values)


def _clause(reason: str) -> str:
    """A reason without its full stop: the sentence goes on."""
    return reason.rstrip("。；.;")
