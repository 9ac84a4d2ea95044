"""Two synthetic schools for any standard: one that meets all of it, and one that meets nothing.

They are found from the standard's own formulas and lines. Trends come first, then every formula in
turn is brought to its side of the line by trying other values of its figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dossier.facts import replace
from dossier.model.dossier import Dossier
from dossier.model.formula import Formula, parse
from dossier.model.returns import Judgement, Respondents, Returns
from dossier.model.rules import Rising, Rules, Scoring, ScoringRule
from dossier.model.school import Figure
from dossier.model.standard import Measure, Stage, Standard
from dossier.model.years import FiscalYear, SchoolYear, Year
from dossier.source import Cell
from factories import dossier, row

PUPILS = "学生数"
PARTS = (Stage.PRIMARY, Stage.JUNIOR)
TRENDS = {Scoring.EACH_FALL, Scoring.MEAN_FALL, Scoring.NOT_FALLING}
LINES = {Scoring.BELOW: "≥", Scoring.FLOOR: "≥", Scoring.ABOVE: "≤", Scoring.CEILING: "≤"}
FUNDS = {"税费改革转移支付用于义务教育比例", "土地出让收益计提教育资金比例"}
_GRID = [Decimal(100) * 2**k for k in range(20)] + [Decimal(100) / 2**k for k in range(1, 20)]

Key = tuple[str, Stage]


@dataclass(frozen=True)
class Goal:
    """A formula for one stage, and the line that it must be well above or below."""

    formula: Formula
    stage: Stage
    sign: str
    line: Decimal
    raised: str

    def reached(self, value: Decimal, good: bool) -> bool:
        if good:
            return value >= self.line if self.sign == "≥" else value <= self.line
        return value * 2 < self.line if self.sign == "≥" else value > self.line * 2


class Extreme:
    """The figures of a school of nine years that is all good, or all bad."""

    def __init__(self, standard: Standard, rules: Rules, *, good: bool) -> None:
        self.standard, self.rules, self.good = standard, rules, good
        self.parted = self._parted()
        self.paid = FUNDS | {name for g in rules.growth for name in (g.figure, g.other) if name}
        self.values: dict[Key, Decimal] = {}
        self.rates: dict[str, Decimal] = {}  # growth a year of what has a trend
        goals = [*self._measured(), *self._scored()]
        formulas = [m.formula for m in standard.measures.values()]
        formulas += [r.figure for r in rules.scoring if r.figure]
        for formula in formulas:
            for name in parse(formula).names:
                self._begin(name)
        for rule in rules.growth:
            for name in filter(None, (rule.figure, rule.other)):
                self._begin(name, stage=rule.stage)
        self._trends()
        for _ in range(8):
            if not [goal for goal in goals if self._moved(goal)]:
                return
        raise AssertionError("no such school is found")

    @property
    def dossier(self) -> Dossier:
        """The school with its figures, judgements and answers."""
        made = dossier(
            facts={"学校名称": "云岭学校", "学校类型": "九年一贯制"},
            figures=tuple(self._figures(self.standard.school_years, paid=False)),
        )
        first = self.standard.fiscal_years[0]
        years = (FiscalYear(first.start - 1), *self.standard.fiscal_years)
        funds = {(f.name, f.stage, f.year): f for f in self._figures(years, paid=True)}
        returns = Returns(judgements=tuple(self._judged()), respondents=(self._asked(),))
        school = replace(made.school, funds=funds, returns=returns)
        return replace(made, standard=self.standard, rules=self.rules, school=school)

    def _parted(self) -> set[str]:
        """The figures that are given for each part of the school."""
        names = {PUPILS}
        for measure in self.standard.measures.values():
            if measure.by_stage:
                names |= set(parse(measure.formula).names)
        for rule in self.rules.scoring:
            if rule.stage is not Stage.SCHOOL:
                names |= set(parse(rule.figure).names)
        return names

    def _begin(self, name: str, *, stage: Stage = Stage.SCHOOL) -> None:
        stages = PARTS if name in self.parted else (stage,)
        for part in stages:
            many = 1000 if name == PUPILS and not self.good else 100
            self.values.setdefault((name, part), Decimal(1 if "死亡" in name else many))

    def _measured(self) -> Iterator[Goal]:
        for measure in self.standard.measures.values():
            for stage in PARTS if measure.by_stage else (Stage.SCHOOL,):
                line = self._line(measure, stage)
                if line is not None:
                    formula = parse(measure.formula)
                    yield Goal(formula, stage, measure.comparison, line, measure.raised)

    def _line(self, measure: Measure, stage: Stage) -> Decimal | None:
        for rule in self.rules.thresholds:
            wanted = (rule.indicator, rule.school_type)
            if rule.stage in (None, stage) and wanted == (measure.code, "九年一贯制"):
                return rule.value
        return measure.thresholds.get(stage) if measure.comparison else None

    def _scored(self) -> Iterator[Goal]:
        for rule in self.rules.scoring:
            if rule.rule in LINES:
                assert rule.target is not None
                yield Goal(parse(rule.figure), rule.stage, LINES[rule.rule], rule.target, "")

    def _trends(self) -> None:
        """What must rise or fall over the years does, or does the contrary."""
        faster, slower = (Decimal("0.1"), Decimal("0.05")) if self.good else (Decimal("-0.1"), 0)
        for rule in self.rules.growth:
            self.rates[rule.figure] = Decimal(faster)
            if rule.rule is Rising.OUTPACES:
                self.rates[rule.other] = Decimal(slower)
        for rule in self.rules.scoring:
            if rule.rule in TRENDS:
                name = parse(rule.figure).names[0]
                down = (rule.rule is Scoring.NOT_FALLING) is self.good
                self.rates[name] = Decimal("-0.3") if down else Decimal("0.3")
                if rule.rule is not Scoring.NOT_FALLING:
                    self.rates[name] /= 3

    def _value(self, goal: Goal, values: dict[Key, Decimal]) -> Decimal | None:
        """The formula in the last year, which all values are of; None for a division by zero."""
        amounts = {
            name: sum(
                (v for (n, part), v in values.items()
                 if n == name and goal.stage in (part, Stage.SCHOOL)),
                Decimal(0),
            )
            for name in goal.formula.names
        }  # fmt: skip
        try:
            return goal.formula.value(amounts)
        except ZeroDivisionError:
            return None

    def _moved(self, goal: Goal) -> bool:
        """Bring the formula to its side of the line; False where it is there."""
        now = self._value(goal, self.values)
        if now is not None and goal.reached(now, self.good):
            return False
        names = dict.fromkeys([goal.raised or goal.formula.names[0], *goal.formula.names])
        some = [name for name in names if name != PUPILS] or list(names)
        for name in some:
            keys = [k for k in self.values if k[0] == name and goal.stage in (k[1], Stage.SCHOOL)]
            # 0 may be what something else divides by
            for value in [Decimal(0), *_GRID] if len(names) == 1 else [*_GRID, Decimal(0)]:
                tried = self.values | dict.fromkeys(keys, value)
                result = self._value(goal, tried)
                if result is not None and goal.reached(result, self.good):
                    self.values = tried
                    return True
        raise AssertionError(goal)

    def _figures(self, years: tuple[Year, ...], *, paid: bool) -> Iterator[Figure]:
        yes_no = {
            parse(m.formula).names[0] for m in self.standard.measures.values() if m.unit == "是/否"
        }
        for (name, stage), value in self.values.items():
            if (name in self.paid) is not paid:
                continue
            for number, year in enumerate(years):
                assert isinstance(year, FiscalYear if paid else SchoolYear)
                ago = len(years) - 1 - number
                amount = value / (1 + self.rates.get(name, Decimal(0))) ** ago
                unit = "是/否" if name in yes_no else "个"
                cell = Cell("school.xlsx", "经费" if paid else "数据", f"D{number}")
                if unit == "是/否":
                    amount = min(amount, Decimal(1))
                yield Figure(name, stage, year, amount, unit, "", cell)

    def _judged(self) -> Iterator[Judgement]:
        words = {Scoring.SYSTEM: ("健全", "无"), Scoring.DONE: ("做到", "未做到")}
        for rule in self.rules.scoring:
            if rule.rule in words:
                yield self._judgement(rule, words[rule.rule][not self.good], None)
            elif rule.rule is Scoring.DISCRETION:
                yield self._judgement(rule, "", Decimal(0) if self.good else rule.most)

    def _judgement(self, rule: ScoringRule, found: str, deduct: Decimal | None) -> Judgement:
        return Judgement(rule.indicator, rule.item, found, deduct, "现场核查", "", row("评分录入"))

    def _asked(self) -> Respondents:
        content, sour = (90, 10) if self.good else (10, 90)
        return Respondents("家长", 100, 100, 100, content, 0, sour, 10, 9, row("满意度"))
