"""The threshold of an indicator for one stage and year: the most specific row of 达标值 wins.

A row for one school goes before one for a number of classes, that before one for a type of
school, and that before one for a stage; the measure's own threshold stands where no row fits.
"""

from collections.abc import Iterator
from decimal import Decimal

from dossier.assess.amounts import near
from dossier.assess.kinds import unknown_kind
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.amounts import CLASSES, amount
from dossier.model.dossier import Dossier
from dossier.model.kinds import TYPE, kind_named, kind_of
from dossier.model.rules import ThresholdRule
from dossier.model.school import School
from dossier.model.standard import Measure, Stage
from dossier.model.years import SchoolYear
from dossier.text import plain

_OPEN = (None, None)


class Threshold(Fact, frozen=True):
    """The value to reach (None: not judged), the row it comes from, and what is wrong with it."""

    value: Decimal | None
    rule: ThresholdRule | None = None
    finding: Finding | None = None


def bar_of(dossier: Dossier, measure: Measure, stage: Stage, year: SchoolYear) -> Threshold:
    """The threshold of `measure` for `stage` in `year`.

    Two rows that fit equally well are a finding, and the first counts. Where a row depends on a
    number of classes that is not given, nothing is judged unless a more specific row fits.
    """
    if not measure.comparison:
        return Threshold(None)
    school = dossier.school
    stages = _stages(school, stage)
    rows = [
        rule
        for rule in dossier.rules.thresholds
        if rule.indicator == measure.code
        and rule.stage in (None, *stages)
        and (not rule.school or plain(rule.school) == plain(school.name))
        and (not rule.school_type or _is_type(school, rule.school_type))
    ]
    classes = None
    if any(rule.classes != _OPEN for rule in rows):
        found = amount(school, CLASSES, stage, year)
        # Classes belong to one part; a number split by pupils is no number of classes.
        classes = found.value if found and not found.derived else None
    fitting = [rule for rule in rows if _within(classes, rule.classes) is not False]
    if not fitting:
        return Threshold(
            next((v for s in stages if (v := measure.thresholds.get(s)) is not None), None)
        )
    best = max(map(_specificity, fitting))
    first, *others = [rule for rule in fitting if _specificity(rule) == best]
    if first.classes != _OPEN and classes is None:
        return Threshold(None, finding=_uncounted(first, stage, year))
    return Threshold(first.value, first, _tied(first, others[0]) if others else None)


def threshold_faults(dossier: Dossier) -> Iterator[Finding]:
    """Rows of 达标值 that can never be used as they stand."""
    measures = dossier.standard.measures
    told: set[str] = set()
    for rule in dossier.rules.thresholds:
        if rule.indicator not in measures:
            yield Finding(
                Code.CODE_UNKNOWN,
                say("'{code}' is no {kind}", code=rule.indicator, kind=say("computed indicator")),
                at=rule.row.cell("indicator"),
                hint=near(rule.indicator, measures),
            )
        elif not measures[rule.indicator].comparison and rule.indicator not in told:
            told.add(rule.indicator)
            yield Finding(
                Code.RULE_INCOMPLETE,
                say(
                    "{indicator} has a threshold here, but no comparison in '计算指标'",
                    indicator=rule.indicator,
                ),
                at=rule.row.cell("value"),
                hint=say("write ≥ or ≤ in {cell}", cell=_comparison(measures[rule.indicator])),
                indicator=rule.indicator,
            )
        if rule.school_type and not _known(dossier.school, rule.school_type):
            yield unknown_kind(rule.school_type, rule.row.cell("school_type"))
        least, most = rule.classes
        if least is not None and most is not None and least > most:
            yield Finding(
                Code.RULE_INCOMPLETE,
                say("no school has from {least} to {most} classes", least=least, most=most),
                at=rule.row.cell("from_classes"),
                hint=say("put the smaller number into '班数自'"),
                indicator=rule.indicator,
            )


def _comparison(measure: Measure) -> str:
    return str(measure.row.cell("comparison"))


def _stages(school: School, stage: Stage) -> tuple[Stage, ...]:
    """The stages whose thresholds hold for `stage`, the nearest first.

    In a school of one part the whole is that part: a primary school is judged by 小学标准 even
    where the indicator is taken for the whole school.
    """
    parts = kind_of(school).parts
    if len(parts) == 1 and stage in (Stage.SCHOOL, *parts):
        return (*parts, Stage.SCHOOL)
    return (stage,)


def _is_type(school: School, named: str) -> bool:
    if plain(named) == plain(school.fact(TYPE)):
        return True
    kind = kind_named(named)
    return kind is not None and kind is kind_of(school)


def _known(school: School, named: str) -> bool:
    return kind_named(named) is not None or plain(named) == plain(school.fact(TYPE))


def _within(classes: Decimal | None, bounds: tuple[int | None, int | None]) -> bool | None:
    """Whether so many classes are within; None where their number is not known."""
    least, most = bounds
    if bounds == _OPEN:
        return True
    if classes is None:
        return None
    return (least is None or classes >= least) and (most is None or classes <= most)


def _specificity(rule: ThresholdRule) -> tuple[bool, bool, bool, bool]:
    return (
        bool(rule.school),
        rule.classes != _OPEN,
        bool(rule.school_type),
        rule.stage is not None,
    )


def _tied(first: ThresholdRule, second: ThresholdRule) -> Finding:
    return Finding(
        Code.RULE_INCOMPLETE,
        say(
            "the thresholds in {first} and {second} both hold for {indicator}; the first counts",
            first=first.row.cell("value"),
            second=second.row.cell("value"),
            indicator=first.indicator,
        ),
        at=second.row.cell("value"),
        hint=say("add a condition that tells them apart, or delete one"),
        indicator=first.indicator,
    )


def _uncounted(rule: ThresholdRule, stage: Stage, year: SchoolYear) -> Finding:
    return Finding(
        Code.FIGURE_MISSING,
        say(
            "the threshold of {indicator} needs '{figure}' of {stage} for {year}, "
            "which is not given",
            indicator=rule.indicator,
            figure=CLASSES,
            stage=stage.value,
            year=year,
        ),
        at=rule.row.cell("from_classes"),
        hint=say("add it to the sheet '{sheet}' of school.xlsx", sheet="数据"),
        indicator=rule.indicator,
        year=year,
    )
