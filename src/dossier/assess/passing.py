"""达标规则: whether a set of indicators passes, in the judged year and for each stage."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dossier.assess.tally import Tally, at_least, measured, rest, tallied
from dossier.assess.variation import composite
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.assessment import Result, Satisfaction, Score, Verdict
from dossier.model.dossier import Dossier
from dossier.model.kinds import kind_of
from dossier.model.rules import BY_COUNTY, Pass, PassRule
from dossier.model.standard import JUDGED, Family, Stage
from dossier.model.years import SchoolYear
from dossier.numbers import fixed, grouped, percent, places_apart, rounded
from dossier.source import Cell

Variations = Mapping[tuple[str, Stage], Decimal]


def verdicts(
    dossier: Dossier,
    results: Iterable[Result],
    scores: Iterable[Score],
    satisfaction: Satisfaction | None,
    variations: Variations | None = None,
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """A verdict for each 达标规则 and stage, in the order of the sheet, and unusable rules.

    The last school year is judged. What is computed for the whole school counts in each of its
    parts (表Ⅱ has a row for each 学部); an indicator without a formula is met where 自评说明 says
    达标. `variations` are the 差异系数 by indicator and stage, which the county alone can know.
    """
    years = dossier.standard.school_years
    year = years[-1] if years else None
    judged = tuple(result for result in results if result.year == year)
    scored = tuple(scores)
    found: list[Verdict] = []
    findings: list[Finding] = []
    for rule in dossier.rules.passing:
        for stage in _stages(dossier, rule, variations):
            value = rule.value(stage)
            if value is None and rule.rule is not Pass.ALL:
                findings.append(_incomplete(rule, stage))
                continue
            met, working, cells = _judge(
                dossier, rule, stage, value or Decimal(), year, judged, scored, satisfaction,
                variations,
            )  # fmt: skip
            found.append(Verdict(rule, rule.family, stage, year, met, working, cells))
    return tuple(found), tuple(dict.fromkeys(findings))


_Judged = tuple[bool | None, str, tuple[Cell, ...]]


def _judge(
    dossier: Dossier,
    rule: PassRule,
    stage: Stage,
    value: Decimal,
    year: SchoolYear | None,
    results: tuple[Result, ...],
    scores: tuple[Score, ...],
    satisfaction: Satisfaction | None,
    variations: Variations | None,
) -> _Judged:
    codes = measured(dossier, rule.family)
    match rule.rule:
        case Pass.POINTS:
            told = _points(dossier, rule.family, value, scores)
        case Pass.EACH_CV:
            told = _each_cv(codes, stage, value, variations)
        case Pass.COMPOSITE_CV:
            told = _composite(codes, stage, value, variations)
        case Pass.SATISFACTION:
            told = _satisfied(satisfaction, value)
        case _:
            counted = tallied(dossier, rule.family, stage, year, results)
            return (*_counted(rule, value, counted), counted.cells)
    return (*told, ())


def _counted(rule: PassRule, value: Decimal, counted: Tally) -> tuple[bool | None, str]:
    if not counted.count:
        return None, f"{rule.family.value}没有可评定的指标"
    if rule.rule is Pass.REST:
        return rest(counted, value)
    return at_least(counted, value if rule.rule is Pass.AT_LEAST else Decimal(counted.count))


def _stages(dossier: Dossier, rule: PassRule, variations: Variations | None) -> tuple[Stage, ...]:
    """The stages that the rule is judged for: 学部 where an indicator is taken by 学部, or 全校."""
    if rule.rule.of_whole:
        return (Stage.SCHOOL,)
    if rule.rule.of_county:
        if variations is None:
            return tuple(part for part in kind_of(dossier.school).parts if part in JUDGED)
        return tuple(part for part in JUDGED if any(key[1] is part for key in variations))
    parts = tuple(part for part in kind_of(dossier.school).parts if part in JUDGED)
    by_stage = any(
        dossier.standard.measures[code].by_stage for code in measured(dossier, rule.family)
    )
    return parts if by_stage and parts else (Stage.SCHOOL,)


def _points(
    dossier: Dossier, family: Family, needed: Decimal, scores: tuple[Score, ...]
) -> tuple[bool | None, str]:
    indicators = dossier.standard.indicators
    own = [s for s in scores if s.indicator in indicators]
    own = [s for s in own if indicators[s.indicator].family is family]
    if not own:
        return None, f"{family.value}没有可计分的评分规则"
    full = sum((score.full for score in own), Decimal())
    got = sum((score.points for score in own if score.points is not None), Decimal())
    pending = [score for score in own if score.points is None]
    if not pending:
        places = places_apart(got, needed, least=1)
        sign = "≥" if got >= needed else "＜"
        working = (
            f"满分 {grouped(full)} 分，得 {_short(got, places)} 分 {sign} {grouped(needed)} 分"
        )
        return got >= needed, working
    most = got + sum((_at_most(score) for score in pending), Decimal())
    working = (
        f"满分 {grouped(full)} 分，已评 {len(own) - len(pending)} 项得 {_short(got, 2)} 分，"
        f"尚有 {len(pending)} 项未评（{'、'.join(score.indicator for score in pending)}），"
        f"最高可得 {_short(most, places_apart(most, needed))} 分"
    )
    if got >= needed:
        working += f"；已得分不低于 {grouped(needed)} 分"
    elif most < needed:
        working += f"；已不可能达到 {grouped(needed)} 分"
    return None, working


def _at_most(score: Score) -> Decimal:
    """What an indicator that is still open can be given at the best."""
    lost = sum((loss.points for loss in score.losses if loss.points is not None), Decimal())
    return max(score.full - lost, Decimal())


def _each_cv(
    codes: tuple[str, ...], stage: Stage, limit: Decimal, variations: Variations | None
) -> tuple[bool | None, str]:
    if variations is None:
        return None, BY_COUNTY
    known = {code: variations[code, stage] for code in codes if (code, stage) in variations}
    if not known:
        return None, "没有差异系数"
    over = [code for code, value in known.items() if value > limit]
    gaps = [code for code in codes if code not in known]
    top = max(known, key=lambda code: known[code])
    sign = "＞" if known[top] > limit else "≤"
    working = f"{len(known)} 项差异系数中最大的 {top} 为 {_cv(known[top], limit)} {sign} {limit}"
    if len(over) > 1:
        working += f"，超过的有：{'、'.join(over)}"
    if gaps:
        working += f"；未算出：{'、'.join(gaps)}"
    return (False if over else None if gaps else True), working


def _composite(
    codes: tuple[str, ...], stage: Stage, limit: Decimal, variations: Variations | None
) -> tuple[bool | None, str]:
    """综合差异系数: the plain mean of the 差异系数 of a stage."""
    if variations is None:
        return None, BY_COUNTY
    gaps = [code for code in codes if (code, stage) not in variations]
    mean = composite(variations.get((code, stage)) for code in codes)
    if mean is None:
        return None, f"未算出差异系数：{'、'.join(gaps)}" if gaps else "没有差异系数"
    sign = "≤" if mean <= limit else "＞"
    return mean <= limit, f"{len(codes)} 项差异系数的平均为 {_cv(mean, limit)} {sign} {limit}"


def _satisfied(satisfaction: Satisfaction | None, needed: Decimal) -> tuple[bool | None, str]:
    rate = satisfaction.total.rate if satisfaction else None
    if rate is None:
        return None, "没有有效的满意度问卷"
    if satisfaction and satisfaction.bar is not None and satisfaction.met is None:
        return None, "满意度问卷的份数有误，无法评定"
    sign = "≥" if rate >= needed else "＜"
    return (
        rate >= needed,
        f"满意度 {percent(rate, places_apart(rate, needed))} {sign} {grouped(needed)}%",
    )


def _cv(value: Decimal, limit: Decimal) -> str:
    return fixed(value, places_apart(value, limit, least=3))


def _short(value: Decimal, places: int) -> str:
    return grouped(rounded(value, places))


def _incomplete(rule: PassRule, stage: Stage) -> Finding:
    return Finding(
        Code.RULE_INCOMPLETE,
        say(
            "the rule '{rule}' of '{family}' has no number for {stage}",
            rule=rule.rule.value,
            family=rule.family.value,
            stage=stage.value,
        ),
        at=rule.row.cell(stage.column or Stage.SCHOOL.column),
        hint=say("fill in the number that the rule speaks of"),
    )
