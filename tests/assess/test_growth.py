"""三个增长: each part, each year, and what fails or cannot be told."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.growth import growths
from dossier.finding import Code
from dossier.model.dossier import Dossier
from dossier.model.rules import GrowthRule, Rising, Rules
from dossier.model.school import Figure
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear
from dossier.source import Cell
from factories import dossier, figure, filled, row

F20, F21, F22 = FiscalYear(2020), FiscalYear(2021), FiscalYear(2022)
GRANT, REVENUE = "义务教育预算内经费拨款", "财政经常性收入"


def rule(kind=Rising.OUTPACES, figure=GRANT, other=REVENUE, **fields: Any) -> GrowthRule:
    given = dict(
        code="G1", name="财政拨款增长比例", stage=Stage.SCHOOL, verified=True, source="",
        row=row("增长规则", 2, "standard.xlsx", figure="D", other="E"),
    )  # fmt: skip
    return GrowthRule(rule=kind, figure=figure, other=other, **(given | fields))


def rises(figure="生均公用经费", stage=Stage.PRIMARY) -> GrowthRule:
    return rule(Rising.RISES, figure, "", code="G2", name="生均公用经费增长", stage=stage)


def money(name: str, *values, unit="万元", stage=Stage.SCHOOL, line=2) -> tuple[Figure, ...]:
    """A row of 经费, 2020 to 2022 in D to F; None is not given."""
    return tuple(
        figure(
            name,
            value,
            stage,
            unit=unit,
            year=year,
            cell=Cell("school.xlsx", "经费", f"{at}{line}"),
        )
        for year, value, at in zip((F20, F21, F22), values, "DEF", strict=False)
        if value is not None
    )


OUTPACES = (rule(),)


def county(*rows: tuple[Figure, ...], rules=OUTPACES, years=(F21, F22)) -> Dossier:
    funds = tuple(figure for row in rows for figure in row)
    return filled(dossier(fiscal_years=years), funds=funds, rules=Rules(growth=tuple(rules)))


def test_the_grant_outpaces_the_revenue() -> None:
    """the working of a met comparison tells both figures, both years and both rates."""
    (growth,), findings = growths(
        county(
            money(GRANT, None, "1176.84", "1286.4"),
            money(REVENUE, None, 5000, 5351, line=3),
        )
    )
    assert findings == ()
    assert growth.working == (
        "2022年度 义务教育预算内经费拨款 1,286.40万元（上年 1,176.84万元），比上年增长 9.31%"
        " ＞ 财政经常性收入 5,351.00万元（上年 5,000.00万元）增长 7.02%"
    )
    assert (growth.met, growth.year, growth.other) == (True, F22, Decimal("0.0702"))
    assert [cell.ref for cell in growth.cells] == ["E2", "F2", "E3", "F3"]


def test_a_grant_that_lags_behind() -> None:
    """an unmet part names the failing cell, and says so in its working."""
    (growth,), (finding,) = growths(
        county(money(GRANT, None, 100, 105), money(REVENUE, None, 100, 107, line=3))
    )
    assert growth.met is False
    assert growth.working == (
        "2022年度 义务教育预算内经费拨款 105.00万元（上年 100.00万元），比上年增长 5.00%"
        " ＜ 财政经常性收入 107.00万元（上年 100.00万元）增长 7.00%，增幅未高于对照项"
    )
    assert (finding.code, finding.at, finding.year) == (
        Code.GROWTH_UNMET,
        Cell("school.xlsx", "经费", "F2"),
        F22,
    )
    assert str(finding.text) == f"'财政拨款增长比例' is not met: {growth.working}"


@pytest.mark.parametrize(
    ("grant", "met", "told"),
    [
        (("3", "4"), False, "增长 33.33% ＝ 财政经常性收入 8.00万元（上年 6.00万元）增长 33.33%"),
        (("3000000", "4000010"), True, "增长 33.334% ＞"),
        (("3", "3"), False, "与上年持平 ＜"),
        (("3", "2.7"), False, "比上年下降 10.00% ＜"),
    ],
)
def test_rates_at_the_edge(grant, met, told) -> None:
    """equal growth is not faster growth, to the last digit; rates that differ print differently."""
    (growth,), _ = growths(county(money(GRANT, None, *grant), money(REVENUE, None, 6, 8)))
    assert growth.met is met
    assert told in growth.working


@pytest.mark.parametrize(
    ("values", "met", "told"),
    [
        ((680, 720), True, "，比上年增长 5.88%"),
        ((680, 680), False, "，与上年持平，未实现增长"),
        ((720, 680), False, "，比上年下降 5.56%，未实现增长"),
        ((0, 680), True, "680.00元/生（上年 0.00元/生）"),
    ],
)
def test_what_must_rise(values, met, told) -> None:
    """逐年增长 is more than the year before, by stage; from nothing there is no rate."""
    (growth,), findings = growths(
        county(
            money("生均公用经费", None, *values, unit="元/生", stage=Stage.PRIMARY),
            rules=(rises(),),
        )
    )
    assert (growth.met, growth.other) == (met, None)
    assert growth.working.startswith("2022年度 小学部生均公用经费 ")
    assert growth.working.endswith(told)
    assert [finding.code for finding in findings] == ([] if met else [Code.GROWTH_UNMET])


def test_the_year_before_the_first() -> None:
    """the first year is judged where the sheet has the year before it, and silent otherwise."""
    facts = county(money("生均公用经费", 1, 2, 3, stage=Stage.PRIMARY), rules=(rises(),))
    assert [g.year for g in growths(facts)[0]] == [F21, F22]
    facts = county(money("生均公用经费", None, 2, 3, stage=Stage.PRIMARY), rules=(rises(),))
    told, findings = growths(facts)
    assert ([g.year for g in told], findings) == ([F22], ())


def test_a_missing_middle_year() -> None:
    """a gap leaves both comparisons open, and is found once for all rules that need it."""
    rules = (rises(), rises())
    facts = county(
        money("生均公用经费", 1, None, 3, stage=Stage.PRIMARY), rules=rules, years=(F20, F21, F22)
    )
    told, (finding,) = growths(facts)
    assert [(g.year, g.met, g.rate) for g in told] == [(F21, None, None), (F22, None, None)] * 2
    assert told[0].working == "2021年度 缺2021年度小学部生均公用经费，无法判定"
    assert (finding.code, finding.at, finding.year) == (
        Code.FIGURE_MISSING,
        Cell("standard.xlsx", "增长规则", "D2"),
        F21,
    )


def test_the_missing_counterpart() -> None:
    """a name that 经费 does not have is found in its column, with what was perhaps meant."""
    facts = county(money(GRANT, None, 1, 2), money("财政经常性收人", None, 1, 2), years=(F21, F22))
    (growth,), findings = growths(facts)
    assert growth.met is None
    assert growth.cells[0].ref == "E2"
    assert [(f.code, f.at.ref, f.year, str(f.hint)) for f in findings] == [
        (Code.FIGURE_MISSING, "E2", year, "did you mean '财政经常性收人'?") for year in (F21, F22)
    ]


def test_growth_from_nothing_has_no_rate() -> None:
    """a base of 0 is found in its cell, and nothing is judged."""
    (growth,), (finding,) = growths(county(money(GRANT, None, 0, 5), money(REVENUE, None, 1, 2)))
    assert (growth.met, growth.rate, growth.other) == (None, None, Decimal(1))
    assert (finding.code, finding.at.ref) == (Code.FORMULA_INVALID, "E2")


def test_two_units() -> None:
    """万元 after 元 is not compared."""
    before, _ = money(GRANT, None, 1000000, 2)
    _, after = money(GRANT, None, 1, 120)
    before = figure(GRANT, 1000000, unit="元", year=F21, cell=before.cell)
    (growth,), (finding,) = growths(county((before, after), money(REVENUE, None, 1, 2)))
    assert (growth.met, finding.code, finding.at) == (None, Code.UNIT_MISMATCH, after.cell)


def test_a_rule_without_counterpart() -> None:
    """增幅高于 nothing is an incomplete rule."""
    none, (finding,) = growths(county(money(GRANT, 1, 2, 3), rules=(rule(other=""),)))
    assert (none, finding.code, finding.at.ref) == ((), Code.RULE_INCOMPLETE, "E2")


def test_without_the_sheet_nobody_is_asked() -> None:
    """a school without 经费 has no growth and no findings; nor has one year alone."""
    assert growths(county()) == ((), ())
    facts = county(money(GRANT, 1), money(REVENUE, 1), years=(F20,))
    assert growths(facts) == ((), ())


AMOUNTS = st.decimals("0.01", 10**9, places=2)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(2, 10**6))
def test_the_unit_of_money_does_not_matter(before, after, base, top, scale) -> None:
    """the verdict is that of the exact rates, in whatever unit the grant is told."""
    verdicts = {
        growths(
            county(
                money(GRANT, None, before * times, after * times), money(REVENUE, None, base, top)
            )
        )[0][0].met
        for times in (1, scale)
    }
    assert verdicts == {after * base > top * before}
