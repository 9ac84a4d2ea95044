"""The gap planner: how much more of what would lift an unmet indicator over its threshold.

What a change of a figure would do is not derived but tried: the figures are overlaid, and the
indicator is assessed as always, with its split, its units and its threshold. So the plan can
promise nothing that the assessment would not grant.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal, DivisionByZero, InvalidOperation, localcontext

from dossier.assess.indicators import result_of
from dossier.assess.projections import overlaid, projected
from dossier.assess.words import counted
from dossier.facts import Fact, replace
from dossier.model.amounts import PUPILS, amount
from dossier.model.assessment import Need, Result
from dossier.model.dossier import Dossier
from dossier.model.formula import FormulaError, parse
from dossier.model.returns import UnitCost
from dossier.model.school import Figure
from dossier.model.standard import Measure, Stage
from dossier.model.years import SchoolYear
from dossier.numbers import grouped
from dossier.text import YES_NO

# Things are bought, people are not: for what has no row in 单价.
_HARDWARE = frozenset("间台套册种件张座辆架幅本㎡元") | {"平方米", "万元", "台套", "台/套"}
_LAST = 99  # the rank of what has none, as in the sheet
_CENT = Decimal("0.01")
_STAGES = tuple(Stage)


class Trial(Fact, frozen=True):
    """An indicator of one stage, ready to be tried with more or less of one figure."""

    dossier: Dossier
    measure: Measure
    stage: Stage
    year: SchoolYear
    figure: Figure

    def after(self, change: Decimal) -> Result | None:
        """The result if the figure were `change` greater; None where there is none."""
        raised = replace(self.figure, value=self.figure.value + change)
        return result_of(overlaid(self.dossier, (raised,)), self.measure, self.stage, self.year)

    def meets(self, change: Decimal) -> bool:
        """Whether that would do."""
        result = self.after(change)
        return result is not None and result.met is True


def needs(dossier: Dossier, results: Sequence[Result]) -> tuple[Need, ...]:
    """What each unmet result of the last school year lacks, in the order of the plan.

    For every coming year that 预测 tells of, what is judged now is worked out for the expected
    figures as well, also where it is met today; what the forecast leaves as it is gives no second
    need. One figure is changed: 补足项 of the indicator, or else the first of the formula that can
    be (never 学生数: nobody is sent away). Its amount is that of the whole school where it is
    declared for the whole school. Where nothing would do, there is no need.

    Order: 先硬件后软件, then 先易后难 (难易), then the cheapest, then the code.
    """
    if not dossier.standard.school_years:
        return ()
    year = max(dossier.standard.school_years)
    judged = [r for r in results if r.year == year and r.threshold is not None]
    costs = {cost.figure: cost for cost in dossier.school.returns.costs}
    found = [need for r in judged if r.met is False for need in _need(dossier, r, year, costs)]
    for coming, expected in projected(dossier, year):
        for result in judged:
            then = result_of(expected, result.measure, result.stage, year)
            changed = then is not None and (
                then.value != result.value or then.threshold != result.threshold
            )
            if then is not None and then.met is False and changed:
                found += _need(expected, result, coming, costs)
    return tuple(sorted(found, key=_order))


def _order(need: Need) -> tuple[object, ...]:
    return (
        not need.hardware,
        need.ease,
        need.cost is None,
        need.cost or Decimal(0),
        need.result.measure.code,
        _STAGES.index(need.result.stage),
        need.year,
    )


def _need(
    dossier: Dossier, result: Result, year: SchoolYear, costs: dict[str, UnitCost]
) -> Iterator[Need]:
    """The need of one result, for the figures of `dossier`; none where nothing would do."""
    measure = result.measure
    if measure.unit == YES_NO:
        return
    for name in _raisable(measure):
        figure = declared_for(dossier, name, result)
        if figure is None or figure.unit == YES_NO:
            continue
        trial = Trial(dossier, measure, result.stage, result.year, figure)
        change = _least(trial)
        if change is not None:
            yield _planned(trial, result, year, change, costs.get(name))
            return


def _raisable(measure: Measure) -> tuple[str, ...]:
    if measure.raised:
        return (measure.raised,)
    try:
        names = parse(measure.formula).names
    except FormulaError:
        return ()
    return tuple(name for name in names if name != PUPILS)


def declared_for(dossier: Dossier, name: str, result: Result) -> Figure | None:
    """The figure to be changed: of the stage or, where that shares it, of the whole school."""
    figures = dossier.school.figures
    for stage in (result.stage, Stage.SCHOOL):
        figure = figures.get((name, stage, result.year))
        if figure is not None:
            return figure
    if result.stage is not Stage.SCHOOL:
        return None
    whole = amount(dossier.school, name, Stage.SCHOOL, result.year)
    if whole is None or not whole.cells:
        return None
    # the sum of the parts, which it does not matter to whom it is added
    return Figure(name, Stage.SCHOOL, result.year, whole.value, whole.unit, "", whole.cells[0])


def _least(trial: Trial) -> Decimal | None:
    """The least change that meets the threshold, in whole units or in hundredths.

    A formula is a straight line in most figures, and a hyperbola in a divisor: (a + bx) ÷ (1 + dx)
    is either. Three trials give a, b and d. What is then found is tried itself, and one step less;
    a formula of any other shape fails that test or is at least answered truly.
    """
    step = Decimal(1) if counted(trial.figure.unit) else _CENT
    guess = _guess(trial, max(abs(trial.figure.value), Decimal(100)))
    if not guess:
        return None
    # results carry 12 decimals; trials at the size of the answer make the most of them
    guess = _guess(trial, guess / 2) or guess
    sign = Decimal(1).copy_sign(guess)
    steps = (abs(guess) / step).to_integral_value(ROUND_CEILING)
    # the last of them may still be missed by one
    for count in (steps - 1, steps, steps + 1):
        change = sign * step * count
        if count > 0 and trial.meets(change) and not trial.meets(change - sign * step):
            return change if trial.figure.value + change >= 0 else None
    return None


def _guess(trial: Trial, span: Decimal) -> Decimal | None:
    """The change that would just do, from trials at 0, `span` and twice that."""
    results = [trial.after(Decimal(0)), trial.after(span), trial.after(2 * span)]
    known = [result for result in results if result is not None]
    if len(known) < len(results) or known[0].threshold is None:
        return None
    with localcontext(prec=60):
        start, once, twice = (result.value for result in known)
        if once in {start, twice}:
            return None
        bend = (2 * once - start - twice) / (2 * (twice - once))
        slope = once + once * bend - start
        try:
            spans = (known[0].threshold - start) / (slope - known[0].threshold * bend)
        except (DivisionByZero, InvalidOperation):
            return None  # the threshold is what the hyperbola never reaches
        if 1 + spans * bend <= 0:
            return None  # on the far branch, past a division by zero
        return spans * span


def _planned(
    trial: Trial, result: Result, year: SchoolYear, change: Decimal, cost: UnitCost | None
) -> Need:
    figure = trial.figure
    # what is to become less is not bought
    price = cost.price if cost and change > 0 else None
    return Need(
        result=result,
        figure=figure.name,
        amount=change,
        unit=figure.unit,
        year=year,
        projected=year != result.year,
        cost=None if price is None else price * change,
        hardware=cost.hardware if cost else figure.unit in _HARDWARE,
        ease=cost.ease if cost else _LAST,
        working=_working(trial, year, change),
    )


def _working(trial: Trial, year: SchoolYear, change: Decimal) -> str:
    then = trial.after(change)
    assert then is not None
    forecast = f"按{year}预测，" if year != trial.year else ""
    verb = "还差" if change > 0 else "须减少"
    return f"{forecast}{verb}{changed(trial.figure, change)}：{then.working}"


def changed(figure: Figure, change: Decimal) -> str:
    """A change of a figure in words: ``运动场地面积 680平方米（9,460＋680＝10,140平方米）``."""
    sign, unit = "＋" if change > 0 else "－", figure.unit
    whose = "" if figure.stage is Stage.SCHOOL else figure.stage.value
    sums = f"{grouped(figure.value)}{sign}{grouped(abs(change))}＝{grouped(figure.value + change)}"
    return f"{whose}{figure.name} {grouped(abs(change))}{unit}（{sums}{unit}）"
