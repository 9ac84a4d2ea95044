"""What the assessment says: results, and beyond them verdicts, scores, changes, needs, answers."""

from decimal import Decimal

from dossier.facts import Fact
from dossier.model.ledger import Rectification
from dossier.model.returns import Explanation, Judgement, Suggestion
from dossier.model.rules import GrowthRule, PassRule, ScoringRule, ThresholdRule
from dossier.model.standard import Family, Measure, Stage
from dossier.model.years import SchoolYear, Year
from dossier.numbers import grouped, places_apart, rounded
from dossier.source import Cell


class Result(Fact, frozen=True):
    """An indicator's value for one year and stage, with its working.

    `value` is in the measure's unit, rounded only as the arithmetic needs (12 decimals); `met` is
    None where no threshold applies.
    `working` is the arithmetic in words and numbers; `cells` are the figures it used.
    `rule` is the row of 达标值 that the threshold comes from; None where it is the measure's own.
    """

    measure: Measure
    stage: Stage
    year: SchoolYear
    value: Decimal
    threshold: Decimal | None
    met: bool | None
    shown: str
    shown_threshold: str
    margin: str
    working: str
    cells: tuple[Cell, ...]
    rule: ThresholdRule | None = None

    @property
    def verified(self) -> bool:
        """Whether a source confirms the threshold (else 未核实 is printed with it)."""
        return (self.rule or self.measure).verified

    @property
    def source(self) -> str:
        """The document that the threshold stands in."""
        return (self.rule or self.measure).source


class Verdict(Fact, frozen=True):
    """Whether a set passes one rule, in one stage and year; `met` is None where it cannot be told.

    `working` tells it in words and numbers: ``7 项中达标 6 项 ≥ 6 项``.
    """

    rule: PassRule
    family: Family
    stage: Stage
    year: SchoolYear | None
    met: bool | None
    working: str
    cells: tuple[Cell, ...] = ()


class Loss(Fact, frozen=True):
    """The points that one rule costs; `points` is None where a judgement is still to be entered.

    A rule that looks at a figure has its `values` in `unit`, of those `years`, oldest first; where
    it looks at one year alone, that is the last of them.
    """

    rule: ScoringRule
    points: Decimal | None
    working: str
    judgement: Judgement | None = None
    cells: tuple[Cell, ...] = ()
    years: tuple[Year, ...] = ()
    values: tuple[Decimal, ...] = ()
    unit: str = ""

    @property
    def shown(self) -> tuple[str, ...]:
        """Its values in words, each with enough decimals to stand beside the line of the rule."""
        beside = () if self.rule.target is None else (self.rule.target,)
        return tuple(
            f"{grouped(rounded(value, places_apart(value, *beside)))}{self.unit}"
            for value in self.values
        )

    @property
    def asked(self) -> str:
        """What the rule asks of its figure: ≥ 99.5%, or the rule in its own words."""
        if self.rule.target is None:
            return str(self.rule.rule.value)
        sign = "≥" if self.rule.rule.at_least else "≤"
        return f"{sign} {grouped(self.rule.target)}{self.unit}"


class Score(Fact, frozen=True):
    """自评分 of one indicator: full points less its losses, never below 0; None while open."""

    indicator: str
    full: Decimal
    points: Decimal | None
    losses: tuple[Loss, ...]


class Trend(Fact, frozen=True):
    """A computed indicator over the years of the standard, oldest first; None where not known.

    `direction` is 逐年上升, 逐年下降, 持平, 有升无降, 有降无升 or 有升有降 (of a yes/no 由否转是,
    由是转否, 持平 or 有反复), and '' where a year is missing in between or only one is known.
    `worse` is whether the margin to the threshold is smaller in the last year than in the first.
    """

    code: str
    stage: Stage
    results: tuple[Result | None, ...]
    direction: str
    worse: bool


class Jump(Fact, frozen=True):
    """A figure that changed from one year to the next by more than the stated bound.

    `rate` is the change as a part of the older value (0.47 is +47 %); None where that was 0.
    """

    figure: str
    stage: Stage
    year: Year
    before: Decimal
    after: Decimal
    unit: str
    rate: Decimal | None
    bound: Decimal
    cells: tuple[Cell, Cell]
    explanation: Explanation | None


class Growth(Fact, frozen=True):
    """One part of the 三个增长 in one year: met, not met, or (None) not to be told."""

    rule: GrowthRule
    year: Year
    rate: Decimal | None
    other: Decimal | None
    met: bool | None
    working: str
    cells: tuple[Cell, ...]


class Need(Fact, frozen=True):
    """What would lift one unmet result over its threshold: `amount` more of `figure`.

    A negative amount is so much less; what is counted in pieces comes in whole units.
    `year` is the year of enrolment it is worked out for, `projected` whether that is a forecast.
    `cost` is in 元, None where no unit cost is given.
    """

    result: Result
    figure: str
    amount: Decimal
    unit: str
    year: SchoolYear
    projected: bool
    cost: Decimal | None
    hardware: bool
    ease: int
    working: str


class GroupSatisfaction(Fact, frozen=True):
    """One group's questionnaires, and its rates in percent; None for 0 of 0.

    `content` is 满意 and 基本满意 together; `rate` is that over 有效, `response` 回收 over 发放.
    """

    group: str
    sent: int
    returned: int
    valid: int
    content: int
    response: Decimal | None
    rate: Decimal | None


class Satisfaction(Fact, frozen=True):
    """满意度: by group and in all, the sample that the rule asks for, and what is still open."""

    groups: tuple[GroupSatisfaction, ...]
    total: GroupSatisfaction
    needed: int | None
    enough: bool | None
    parents: Decimal | None
    visited: int
    pleased: int
    bar: Decimal | None
    met: bool | None
    working: str
    open: tuple[Suggestion, ...]


class Promise(Fact, frozen=True):
    """What an unmet result would be once the ledger's measure is done, in words and numbers."""

    result: Result
    working: str


class RectificationStatus(Fact, frozen=True):
    """A row of the 整改台账, joined with the results of the judged year that it is about.

    `overdue` is False where nobody says which day it is; `proven` is whether the row names
    evidence, and all of it is registered. `promises` tells of each unmet result what it would be.
    """

    entry: Rectification
    results: tuple[Result, ...]
    overdue: bool
    proven: bool
    promises: tuple[Promise, ...] = ()


class Assessment(Fact, frozen=True):
    """Everything that is worked out from the facts."""

    results: tuple[Result, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    scores: tuple[Score, ...] = ()
    trends: tuple[Trend, ...] = ()
    jumps: tuple[Jump, ...] = ()
    growths: tuple[Growth, ...] = ()
    needs: tuple[Need, ...] = ()
    satisfaction: Satisfaction | None = None
    rectifications: tuple[RectificationStatus, ...] = ()
