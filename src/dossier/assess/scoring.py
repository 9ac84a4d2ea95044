"""评分: the points of each indicator that has 评分规则, from figures and from judgements."""

from collections.abc import Iterator
from decimal import Decimal

from dossier.assess.amounts import near
from dossier.assess.judgements import judged, unmatched
from dossier.assess.losses import lost_by_figure, lost_by_judgement
from dossier.assess.series import Series, looked_at
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.assessment import Loss, Score
from dossier.model.dossier import Dossier
from dossier.model.kinds import has_stage
from dossier.model.rules import Scoring, ScoringRule
from dossier.numbers import SOUND_PLACES, rounded

_HEADERS = {"figure": "数据项", "target": "控制线", "deduct": "扣分", "most": "最多扣"}


def scores(dossier: Dossier) -> tuple[tuple[Score, ...], tuple[Finding, ...]]:
    """自评分 of every indicator that has rules, in their order, and what stands in the way.

    Rules for a 学部 that the school does not have take nothing and are not told.

    A figure rule looks at the last year of the standard, or at all of them; at the financial years
    where its figure stands in 经费. An indicator with a rule that cannot be judged stays open.
    """
    rules, faults = _grouped(dossier)
    findings = dict.fromkeys(faults)
    findings |= dict.fromkeys(unmatched(dossier.school.returns.judgements, rules))
    found: list[Score] = []
    for indicator, own in rules.items():
        full, problems = _full(indicator, own)
        findings |= dict.fromkeys(problems)
        if full is None:
            continue
        losses: list[Loss] = []
        concerned = [rule for rule in own if has_stage(dossier.school, rule.stage)]
        if not concerned:
            continue  # such a school is not asked
        for rule in concerned:
            for outcome in _loss(dossier, rule, full):
                if isinstance(outcome, Loss):
                    losses.append(outcome)
                else:
                    findings[outcome] = None
        found.append(Score(indicator, full, _points(full, losses), tuple(losses)))
    return tuple(found), tuple(findings)


def _points(full: Decimal, losses: list[Loss]) -> Decimal | None:
    lost = Decimal()
    for loss in losses:
        if loss.points is None:
            return None
        lost += loss.points
    return max(full - rounded(lost, SOUND_PLACES), Decimal())


def _grouped(dossier: Dossier) -> tuple[dict[str, list[ScoringRule]], list[Finding]]:
    """The rules by indicator; an unknown indicator, or an item named twice, is left out."""
    rules: dict[str, list[ScoringRule]] = {}
    findings: list[Finding] = []
    seen: dict[tuple[str, str], ScoringRule] = {}
    for rule in dossier.rules.scoring:
        if rule.indicator not in dossier.standard.indicators:
            findings.append(
                Finding(
                    Code.CODE_UNKNOWN,
                    say("'{code}' is no {kind}", code=rule.indicator, kind=say("indicator")),
                    at=rule.row.cell("indicator"),
                    hint=near(rule.indicator, dossier.standard.indicators),
                )
            )
            continue
        first = seen.setdefault((rule.indicator, rule.item), rule)
        if first is not rule:
            findings.append(
                Finding(
                    Code.VALUE_DUPLICATE,
                    say(
                        "'{value}' stands already in {cell}; the row is left out",
                        value=rule.item,
                        cell=first.row.cell("item"),
                    ),
                    at=rule.row.cell("item"),
                    indicator=rule.indicator,
                )
            )
            continue
        rules.setdefault(rule.indicator, []).append(rule)
    return rules, findings


def _full(indicator: str, rules: list[ScoringRule]) -> tuple[Decimal | None, list[Finding]]:
    """分值 as one of the rows tells it."""
    told = [rule for rule in rules if rule.full is not None]
    if not told or (told[0].full or 0) <= 0:
        at = (told or rules)[0].row.cell("full")
        text = say("{indicator} has rules, but no full points above 0", indicator=indicator)
        hint = say("fill in '分值' in its first row")
        return None, [Finding(Code.RULE_INCOMPLETE, text, at=at, hint=hint, indicator=indicator)]
    return told[0].full, [
        Finding(
            Code.RULE_INCOMPLETE,
            say(
                "{indicator} has {points} full points here, and {others} in {cell}, which counts",
                indicator=indicator,
                points=rule.full,
                others=told[0].full,
                cell=told[0].row.cell("full"),
            ),
            at=rule.row.cell("full"),
            hint=say("fill in '分值' in its first row only"),
            indicator=indicator,
        )
        for rule in told[1:]
        if rule.full != told[0].full
    ]


def _loss(dossier: Dossier, rule: ScoringRule, full: Decimal) -> Iterator[Loss | Finding]:
    """One loss, and before it what is wrong."""
    problem = _incomplete(rule)
    if problem:
        yield problem
        yield Loss(rule, None, "评分规则不完整")
    elif rule.rule.judged:
        judgement, problem = judged(rule, dossier.school.returns.judgements)
        if problem or judgement is None:
            if problem:
                yield problem
            yield Loss(rule, None, "待评", judgement)
        else:
            points, working = lost_by_judgement(rule, full, judgement)
            yield Loss(rule, points, working, judgement)
    else:
        looked = list(looked_at(dossier, rule))
        yield from (one for one in looked if isinstance(one, Finding))
        series = next((one for one in looked if isinstance(one, Series)), None)
        if series is None:
            yield Loss(rule, None, "数据不全")
        else:
            points, working = lost_by_figure(rule, full, series)
            before, values = zip(*series.earlier, strict=True) if series.earlier else ((), ())
            yield Loss(
                rule,
                points,
                working,
                cells=series.cells,
                years=(*before, *series.years),
                values=(*values, *series.values),
                unit=series.unit,
            )


def _incomplete(rule: ScoringRule) -> Finding | None:
    for field in rule.rule.needs:
        if getattr(rule, field) in (None, ""):
            return _flaw(
                rule,
                field,
                say(
                    "the rule '{rule}' needs '{column}', which is blank",
                    rule=rule.rule.value,
                    column=_HEADERS[field],
                ),
            )
    for field in ("deduct", "most"):
        value = getattr(rule, field)
        if value is not None and value < 0:
            return _flaw(
                rule,
                field,
                say("'{column}' is below 0: {value}", column=_HEADERS[field], value=value),
            )
    worst = rule.rule in {Scoring.DONE, Scoring.DISCRETION}
    if worst and (rule.most or Decimal()) < (rule.deduct or Decimal()):
        return _flaw(
            rule,
            "most",
            say(
                "'最多扣' is less than '扣分': {most} < {least}", most=rule.most, least=rule.deduct
            ),
        )
    return None


def _flaw(rule: ScoringRule, field: str, text: Text) -> Finding:
    return Finding(
        Code.RULE_INCOMPLETE,
        text,
        at=rule.row.cell(field),
        hint=say("the comment on the column's header says what belongs there"),
        indicator=rule.indicator,
    )
