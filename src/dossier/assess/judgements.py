"""评分录入: what a person found on a rule, matched with the rule and held against its words."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dossier.assess.amounts import near
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.returns import Judgement
from dossier.model.rules import Scoring, ScoringRule


def judged(
    rule: ScoringRule, judgements: Sequence[Judgement]
) -> tuple[Judgement | None, Finding | None]:
    """The judgement on `rule`, and what is wrong with it; the first one where there are several."""
    own = [j for j in judgements if (j.indicator, j.item) == (rule.indicator, rule.item)]
    if not own:
        return None, Finding(
            Code.JUDGEMENT_MISSING,
            say(
                "'{item}' of {indicator} has not been judged",
                item=rule.item,
                indicator=rule.indicator,
            ),
            at=rule.row.cell("item"),
            hint=_how(rule),
            indicator=rule.indicator,
        )
    filled = [one for one in own if one.found or one.deduct is not None or one.reason]
    if not filled:
        text = say("'{item}' of {indicator} has not been judged", item=rule.item,
                   indicator=rule.indicator)  # fmt: skip
        return None, Finding(
            Code.JUDGEMENT_MISSING,
            text,
            at=own[0].row.cell("found"),
            hint=say("fill in '情形', or '扣分' where the points lost are for you to say"),
            indicator=rule.indicator,
        )
    own = filled
    if rule.rule is Scoring.DISCRETION:
        return own[0], _discretion_fault(rule, own[0])
    return own[0], _word_fault(rule, own[0])


def unmatched(
    judgements: Sequence[Judgement], rules: Mapping[str, Sequence[ScoringRule]]
) -> Iterator[Finding]:
    """Judgements on no rule, on a rule that is computed from figures, or given twice."""
    first: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        own = {rule.item: rule for rule in rules.get(judgement.indicator, ())}
        if not own:
            text = say("{indicator} has no scoring rule", indicator=judgement.indicator)
            yield _invalid(judgement, "indicator", text, near(judgement.indicator, rules))
            continue
        rule = own.get(judgement.item)
        if rule is None:
            text = say(
                "'{item}' is no item of the scoring rules of {indicator}",
                item=judgement.item,
                indicator=judgement.indicator,
            )
            yield _invalid(judgement, "item", text, near(judgement.item, own))
            continue
        known = first.setdefault((judgement.indicator, judgement.item), judgement)
        if known is not judgement:
            yield Finding(
                Code.VALUE_DUPLICATE,
                say(
                    "'{value}' stands already in {cell}; the row is left out",
                    value=judgement.item,
                    cell=known.row.cell("item"),
                ),
                at=judgement.row.cell("item"),
                indicator=judgement.indicator,
            )
        elif not rule.rule.judged:
            text = say(
                "'{item}' is computed from figures and leaves nothing to judge", item=judgement.item
            )
            hint = say("delete the row")
            yield _invalid(judgement, "item", text, hint)


def _how(rule: ScoringRule) -> Text:
    if rule.rule is Scoring.DISCRETION:
        return say(
            "add a row to '评分录入' of school.xlsx with 0, or {least} to {most} points, and why",
            least=rule.deduct,
            most=rule.most,
        )
    return say(
        "add a row to '评分录入' of school.xlsx with one of {words}",
        words="、".join(rule.rule.grades),
    )


def _discretion_fault(rule: ScoringRule, judgement: Judgement) -> Finding | None:
    """视情况扣分: nothing, or between the lower and the upper end, and always with a reason."""
    assert rule.deduct is not None
    assert rule.most is not None
    hint = say("enter 0, or {least} to {most}", least=rule.deduct, most=rule.most)
    if judgement.deduct is None:
        text = say("'{item}' is judged without points", item=judgement.item)
        return _invalid(judgement, "deduct", text, hint)
    if judgement.deduct and not rule.deduct <= judgement.deduct <= rule.most:
        text = say(
            "'{item}' takes {points} points, which is not within {least} to {most}",
            item=judgement.item,
            points=judgement.deduct,
            least=rule.deduct,
            most=rule.most,
        )
        return _invalid(judgement, "deduct", text, hint)
    if not judgement.reason:
        text = say("'{item}' is judged without a reason", item=judgement.item)
        hint = say("write into '理由' why so many points")
        return _invalid(judgement, "reason", text, hint)
    return None


def _word_fault(rule: ScoringRule, judgement: Judgement) -> Finding | None:
    words = rule.rule.grades
    if judgement.found not in words:
        text = say(
            "'{item}' cannot be judged '{found}'", item=judgement.item, found=judgement.found
        )
        hint = say("write one of {words}", words="、".join(words))
        return _invalid(judgement, "found", text, hint)
    given, fixed = (
        judgement.deduct,
        dict(zip(words, (Decimal(), rule.deduct, rule.most), strict=True)),
    )
    expected = fixed[judgement.found]
    if given is not None and expected is not None and given != expected:
        text = say(
            "'{item}' takes {points} points here, and the rule takes {expected} for '{found}'",
            item=judgement.item,
            points=given,
            expected=expected,
            found=judgement.found,
        )
        hint = say("leave '扣分' blank; the rule knows it")
        return _invalid(judgement, "deduct", text, hint)
    return None


def _invalid(judgement: Judgement, field: str, text: Text, hint: Text | None) -> Finding:
    return Finding(
        Code.JUDGEMENT_INVALID,
        text,
        at=judgement.row.cell(field),
        hint=hint,
        indicator=judgement.indicator,
    )
