"""差异系数 of every indicator and stage over the schools, against the limits of the standard."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from dossier.assess.indicators import said
from dossier.assess.variation import composite, variation
from dossier.county.summary import varied_families
from dossier.model.county import Composite, Counted, Judged, SchoolAmount, Share, Value, Variation
from dossier.model.rules import Pass, PassRule, Rules
from dossier.model.standard import Family, Measure, Stage, Standard
from dossier.numbers import fixed, places_keeping, rounded

PLACES = 3
# what is bought in pieces cannot be raised by a part of one
_WHOLE = {"人", "册", "台", "间", "套", "个", "件"}


def variations(schools: Sequence[Counted], standard: Standard, rules: Rules) -> tuple[Judged, ...]:
    """In the order of the standard, 小学部 before 初中部; indicators of which nobody has a value
    are left out.
    """  # noqa: D205 - one sentence
    families = varied_families(rules)
    made: list[Judged] = []
    for code, measure in standard.measures.items():
        indicator = standard.indicators.get(code)
        if indicator is None or indicator.family not in families:
            continue
        for stage in Stage:
            values = _values(schools, code, stage)
            if values:
                rule = _rule(rules, indicator.family, Pass.EACH_CV)
                made.append(
                    _judged(measure, indicator.title, indicator.family, stage, values, rule)
                )
    return tuple(made)


def composites(judged: Sequence[Judged], rules: Rules) -> tuple[Composite, ...]:
    """综合差异系数 by set and stage, whether or not the standard limits it."""
    groups: dict[tuple[Family, Stage], list[Judged]] = {}
    for one in judged:
        groups.setdefault((one.family, one.stage), []).append(one)
    made = []
    for (family, stage), members in groups.items():
        rule = _rule(rules, family, Pass.COMPOSITE_CV)
        limit = rule.value(stage) if rule else None
        value = composite(one.variation.cv for one in members)
        made.append(Composite(family, stage, value, len(members), rule, limit, _met(value, limit)))
    return tuple(made)


def shown(value: Decimal | None, limit: Decimal | None = None) -> str:
    """A coefficient with three decimals, and more only where rounding would hide the verdict."""
    if value is None:
        return "—"
    places = PLACES if limit is None else places_keeping(value, limit, PLACES)
    return fixed(value, places)


def _values(
    schools: Sequence[Counted], code: str, stage: Stage
) -> list[tuple[Counted, Value, Decimal]]:
    """Each school that has a value, with its pupils in that stage."""
    return [
        (school, value, pupils)
        for school in schools
        for pupils in [dict(school.summary.pupils).get(stage)]
        for value in school.summary.balance
        if value.code == code and value.stage is stage and pupils is not None
    ]


def _rule(rules: Rules, family: Family, kind: Pass) -> PassRule | None:
    return next((r for r in rules.passing if r.family is family and r.rule is kind), None)


def _met(value: Decimal | None, limit: Decimal | None) -> bool | None:
    return None if value is None or limit is None else value <= limit


def _judged(
    measure: Measure,
    title: str,
    family: Family,
    stage: Stage,
    values: Sequence[tuple[Counted, Value, Decimal]],
    rule: PassRule | None,
) -> Judged:
    # x_i in the unit of the indicator (per 100 pupils, in 元): the coefficient is the same
    parts = [
        SchoolAmount(school.name, value.value * pupils, pupils) for school, value, pupils in values
    ]
    found = variation(parts)
    limit = rule.value(stage) if rule else None
    by_name = {school.name: value for school, value, _ in values}
    best = found.best
    return Judged(
        code=measure.code,
        title=title,
        family=family,
        unit=measure.unit,
        places=measure.places,
        stage=stage,
        variation=found,
        rule=rule,
        limit=limit,
        met=_met(found.cv, limit),
        advice=_advice(measure, stage, found, best, by_name[best.name]) if best else "",
    )


def _advice(measure: Measure, stage: Stage, found: Variation, best: Share, value: Value) -> str:
    """Which school, what change, and what comes of it."""
    mean = found.mean or Decimal()
    target = said(mean, measure.unit, measure.places)
    raised = f"{best.name}（{stage.value}）由{value.shown}提高到全县平均{target}"
    if value.slope and value.figure:
        more = (mean - best.value) / value.slope
        whole = value.figure_unit in _WHOLE
        # what is 321 but for the last places of a division is not 322
        amount = rounded(more, 6).to_integral_value(ROUND_CEILING) if whole else rounded(more, 2)
        change = f"{abs(amount):,}{value.figure_unit}"
        raised += f"，即{value.figure}{'增加' if amount > 0 else '减少'}{change}"
    return f"{raised}，差异系数由{shown(found.cv)}降为{shown(best.lowered)}"
