"""三个增长: whether the money for schools grew as the law asks, part by part and year by year.

义务教育法 第四十二条: 国务院和地方各级人民政府用于实施义务教育财政拨款的增长比例应当高于财政经常性
收入的增长比例，保证按照在校学生人数平均的义务教育费用逐步增长，保证教职工工资和学生人均公用经费逐步增长。
Which figures stand for the parts is told by the sheet 增长规则.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from dossier.assess.amounts import near
from dossier.assess.units import two_units
from dossier.assess.words import called, money
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.assessment import Growth
from dossier.model.dossier import Dossier
from dossier.model.kinds import has_stage
from dossier.model.rules import GrowthRule, Rising
from dossier.model.school import Figure, School
from dossier.model.years import FiscalYear
from dossier.numbers import percent, places_apart


class _TwoYears(Fact, frozen=True):
    """A figure in two years that follow each other."""

    name: str
    before: Figure
    after: Figure

    @property
    def exact(self) -> Fraction:
        """The new value as a multiple of the old one, which must not be 0."""
        return Fraction(self.after.value) / Fraction(self.before.value)

    @property
    def rate(self) -> Decimal | None:
        """The growth as a part of the old value; None where that was nothing."""
        if self.before.value <= 0:
            return None
        return (self.after.value - self.before.value) / self.before.value

    @property
    def told(self) -> str:
        """Both values: ``1,286.40万元（上年 1,176.84万元）``."""
        after = money(self.after.value, self.after.unit)
        return f"{self.name} {after}（上年 {money(self.before.value, self.before.unit)}）"


def growths(dossier: Dossier) -> tuple[tuple[Growth, ...], tuple[Finding, ...]]:
    """Each part in each financial year against the year before, and what fails or is missing.

    The first year of the standard is judged where the sheet 经费 gives the year before it as
    well. A school without that sheet is not asked, nor one without the 学部 of a rule. Rates are
    compared as exact fractions; what grew equally has not grown faster.
    """
    if not dossier.school.funds:
        return (), ()
    found: list[Growth] = []
    # one figure serves several rules, and is missing once
    findings: dict[tuple[object, ...], Finding] = {}
    for rule in dossier.rules.growth:
        if not has_stage(dossier.school, rule.stage):
            continue
        if rule.rule is Rising.OUTPACES and not rule.other:
            findings[rule.code,] = Finding(
                Code.RULE_INCOMPLETE,
                say("'{name}' does not say what to compare with", name=rule.name),
                at=rule.row.cell("other"),
                hint=say("name a figure of the sheet '经费' under 对照数据项"),
            )
            continue
        for year in sorted(dossier.standard.fiscal_years):
            for outcome in _one(dossier, rule, year):
                if isinstance(outcome, Growth):
                    found.append(outcome)
                else:
                    findings.setdefault((outcome.code, outcome.at, outcome.text), outcome)
    return tuple(found), tuple(findings.values())


def _names(rule: GrowthRule) -> tuple[tuple[str, str], ...]:
    """The figures of a rule, each with the column that names it."""
    named = (("figure", rule.figure), ("other", rule.other))
    return named if rule.rule is Rising.OUTPACES else named[:1]


def _one(dossier: Dossier, rule: GrowthRule, year: FiscalYear) -> Iterator[Growth | Finding]:
    funds, stage = dossier.school.funds, rule.stage
    earlier = FiscalYear(year.start - 1)
    asked = earlier in dossier.standard.fiscal_years
    if not asked and all((name, stage, earlier) not in funds for _, name in _names(rule)):
        return
    changes: list[_TwoYears] = []
    gaps: list[str] = []
    for column, name in _names(rule):
        missing = [y for y in (earlier, year) if (name, stage, y) not in funds]
        for absent in missing:
            gaps.append(f"{absent}{called(name, stage)}")
            yield _missing(dossier.school, rule, column, name, absent)
        if not missing:
            before, after = funds[name, stage, earlier], funds[name, stage, year]
            for _, fault in two_units((before, after)):
                yield fault
                gaps.append(f"{called(name, stage)}两年单位一致的数据")
            changes.append(_TwoYears(called(name, stage), before, after))
    cells = tuple(cell for change in changes for cell in (change.before.cell, change.after.cell))
    if gaps:
        working = f"{year} 缺{'、'.join(gaps)}，无法判定"
        yield Growth(rule, year, None, None, None, working, cells)
        return
    yield from _judged(rule, year, changes)


def _judged(
    rule: GrowthRule, year: FiscalYear, changes: list[_TwoYears]
) -> Iterator[Growth | Finding]:
    met, working = _risen(changes[0]) if rule.rule is Rising.RISES else _outpaced(*changes)
    working = f"{year} {working}"
    yield Growth(
        rule=rule,
        year=year,
        rate=changes[0].rate,
        other=changes[1].rate if rule.rule is Rising.OUTPACES else None,
        met=met,
        working=working,
        cells=tuple(cell for change in changes for cell in (change.before.cell, change.after.cell)),
    )
    if met is None:
        for change in changes:
            if change.rate is None:
                yield Finding(
                    Code.FORMULA_INVALID,
                    say(
                        "'{figure}' has no growth rate in {year}: the year before it is {value}",
                        figure=change.name,
                        year=year,
                        value=money(change.before.value, change.before.unit),
                    ),
                    at=change.before.cell,
                    year=year,
                )
    elif not met:
        yield Finding(
            Code.GROWTH_UNMET,
            say("'{name}' is not met: {working}", name=rule.name, working=working),
            at=changes[0].after.cell,
            hint=say("check both years against the final accounts; if they are right, explain it"),
            year=year,
        )


def _risen(change: _TwoYears) -> tuple[bool, str]:
    met = change.after.value > change.before.value
    verdict = "" if met else "，未实现增长"
    if change.rate is None:
        return met, f"{change.told}{verdict}"
    return met, f"{change.told}，{_grown(change, change)}{verdict}"


def _outpaced(one: _TwoYears, other: _TwoYears) -> tuple[bool | None, str]:
    if one.rate is None or other.rate is None:
        return None, f"{one.told}，{other.told}：上年数不大于0，无法计算增幅"
    met = one.exact > other.exact
    sign = "＞" if met else "＝" if one.exact == other.exact else "＜"
    verdict = "" if met else "，增幅未高于对照项"
    return met, f"{one.told}，{_grown(one, other)} {sign} {other.told}{_by(other, one)}{verdict}"


def _grown(change: _TwoYears, beside: _TwoYears) -> str:
    """``比上年增长 9.31%``."""
    said = _by(change, beside)
    return f"与上年{said}" if said == "持平" else f"比上年{said}"


def _by(change: _TwoYears, beside: _TwoYears) -> str:
    """``增长 9.31%``, with as many decimals as keep it apart from the rate that stands beside."""
    rate, other = change.rate, beside.rate
    assert rate is not None
    assert other is not None
    if not rate:
        return "持平"
    places = places_apart(rate * 100, other * 100, Decimal())
    return f"{'增长' if rate > 0 else '下降'} {percent(abs(rate) * 100, places)}"


def _missing(school: School, rule: GrowthRule, column: str, name: str, year: FiscalYear) -> Finding:
    names = sorted({key[0] for key in school.funds})
    hint = None if name in names else near(name, names)
    return Finding(
        Code.FIGURE_MISSING,
        say(
            "'{name}' needs '{figure}' of {stage} for {year}, which is not given",
            name=rule.name,
            figure=name,
            stage=rule.stage.value,
            year=year,
        ),
        at=rule.row.cell(column),
        hint=hint or say("add it to the sheet '{sheet}' of school.xlsx", sheet="经费"),
        year=year,
    )
