"""The gap planner: what would do, that less would not, and in which order it is done."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.assess.indicators import assess
from dossier.assess.needs import needs
from dossier.assess.projections import plan_faults
from dossier.facts import replace
from dossier.finding import Code
from dossier.model.assessment import Need
from dossier.model.dossier import Dossier
from dossier.model.returns import Projection, UnitCost
from dossier.model.school import Figure
from dossier.model.standard import Measure, Stage
from dossier.model.years import SchoolYear
from factories import Y20, Y21, Y22, dossier, figure, filled, measure, row

Y23, Y24 = SchoolYear(2023), SchoolYear(2024)
PRIMARY, JUNIOR = Stage.PRIMARY, Stage.JUNIOR


def school(
    *parts: Measure | Figure | UnitCost | Projection, kind="九年一贯制", years=(Y21,)
) -> Dossier:
    """A school of these measures, figures, prices and forecasts."""

    def of(sort: type) -> tuple[Any, ...]:
        return tuple(part for part in parts if isinstance(part, sort))

    facts = dossier(
        facts={"学校名称": "星光实验学校", "学校类型": kind},
        measures=of(Measure), figures=of(Figure), school_years=years,
    )  # fmt: skip
    return filled(facts, costs=of(UnitCost), projections=of(Projection))


def planned(*parts: Any, **fields: Any) -> tuple[Need, ...]:
    facts = school(*parts, **fields)
    return needs(facts, assess(facts)[0])


def one(*parts: Any, **fields: Any) -> Need:
    (need,) = planned(*parts, **fields)
    return need


def ratio(formula: str, bar, code="J06", **fields: Any) -> Measure:
    """An indicator of the whole school with this bar; units are not what these tests are about."""
    given = dict(unit="", thresholds={Stage.SCHOOL: Decimal(str(bar))})
    return measure(code, formula, **(given | fields))


def cost(figure="图书册数", price="25", *, hardware=True, ease=1) -> UnitCost:
    given = None if price is None else Decimal(price)
    return UnitCost(figure, given, hardware, ease, "", row("单价", 2, "school.xlsx", figure="A"))


def forecast(value, stage=Stage.SCHOOL, year=Y23, name="学生数", number=2) -> Projection:
    columns = dict(figure="A", stage="B", year="C", value="D")
    at = row("预测", number, "school.xlsx", **columns)
    return Projection(name, stage, year, Decimal(value), "", at)


BOOKS = figure("图书册数", 9400, unit="册")
PUPILS = figure("学生数", 426)


def test_books() -> None:
    """the need tells how many more, the arithmetic that they would do, and the price."""
    need = one(measure(), BOOKS, PUPILS, cost())
    assert (need.figure, need.amount, need.unit) == ("图书册数", Decimal(1250), "册")
    assert (need.year, need.projected) == (Y21, False)
    assert (need.cost, need.hardware, need.ease) == (Decimal(31250), True, 1)
    assert need.result.met is False
    assert need.working == (
        "还差图书册数 1,250册（9,400＋1,250＝10,650册）："
        "图书册数 10,650册 ÷ 学生数 426人 = 25.00册/生 ≥ 25册/生（九年一贯制）"
    )


def test_what_is_met_needs_nothing() -> None:
    """a met indicator, and one without threshold, has no need."""
    enough = replace(BOOKS, value=Decimal(10650))
    assert planned(measure(), enough, PUPILS) == ()
    assert planned(measure(comparison=""), BOOKS, PUPILS) == ()


def test_areas_come_in_hundredths() -> None:
    """what is not counted in pieces is rounded up to two decimals."""
    need = one(
        ratio("运动场地面积÷学生数", 7.5, unit="平方米/生"),
        figure("运动场地面积", "3000.3", unit="平方米"),
        figure("学生数", 401),
    )
    assert need.amount == Decimal("7.20")
    third = one(ratio("面积÷3", 1), figure("面积", "2.995", unit="平方米"))
    assert third.amount == Decimal("0.01")


def test_a_shared_figure() -> None:
    """a part's share of what is declared for the school is met by raising that of the school."""
    need = one(
        measure(by_stage=True, thresholds={PRIMARY: Decimal(15), JUNIOR: Decimal(65)}),
        figure("图书册数", 23226, unit="册"),
        figure("学生数", 166, PRIMARY),
        figure("学生数", 210, JUNIOR),
    )
    # 210 × 65 = 13,650 = x × 231 ÷ 397, so that x = 23,459.1
    assert (need.result.stage, need.amount) == (JUNIOR, Decimal(234))
    assert need.working == (
        "还差图书册数 234册（23,226＋234＝23,460册）："
        "图书册数 13,650.5册（全校23,460册按1:1.1折算） ÷ 学生数 210人 = 65.00册/生"
        " ≥ 65册/生（初中）"
    )


def test_a_figure_of_the_part() -> None:
    """what is declared for the part is raised there."""
    need = one(
        ratio("高于规定学历教师数÷学生数×100", 1, by_stage=True, thresholds={PRIMARY: Decimal(5)}),
        *(figure("学生数", 100, part) for part in (PRIMARY, JUNIOR)),
        *(figure("高于规定学历教师数", 3, part) for part in (PRIMARY, JUNIOR)),
    )
    assert (need.amount, need.result.stage, need.hardware) == (Decimal(2), PRIMARY, False)
    assert need.working.startswith("还差小学部高于规定学历教师数 2人（3＋2＝5人）：")


def test_a_sum_of_the_parts() -> None:
    """for the school as a whole it is the sum of its parts that is raised."""
    need = one(
        ratio("专任教师数÷学生数", 0.06),
        figure("学生数", 800),
        figure("专任教师数", 20, PRIMARY),
        figure("专任教师数", 22, JUNIOR),
    )
    assert need.amount == Decimal(6)
    assert "（42＋6＝48人）" in need.working


def test_the_raised_figure() -> None:
    """补足项 decides what is raised, be it a later one of the formula or a divisor."""
    figures = (figure("体育馆面积", 100, unit="㎡"), figure("场地面积", 100, unit="㎡"), PUPILS)
    asked = ratio("（体育馆面积＋场地面积）÷学生数", 1)
    assert one(asked, *figures).figure == "体育馆面积"
    assert one(replace(asked, raised="场地面积"), *figures).figure == "场地面积"
    need = one(
        ratio("学生数÷专任教师数", 13.5, comparison="≤", raised="专任教师数"),
        PUPILS,
        figure("专任教师数", 30),
    )
    assert (need.figure, need.amount) == ("专任教师数", Decimal(2))  # 426 ÷ 13.5 = 31.6


def test_what_must_become_less() -> None:
    """under a ceiling the first figure of the formula becomes less, down to 0 and for no money."""
    asked = ratio("大班额班数÷教学班数×100", 5, comparison="≤", unit="%")
    figures = (figure("大班额班数", 3, unit="个"), figure("教学班数", 27, unit="个"))
    need = one(asked, *figures, cost("大班额班数", "100000"))
    assert (need.figure, need.amount, need.cost) == ("大班额班数", Decimal(-2), None)
    assert need.working.startswith("须减少大班额班数 2个（3－2＝1个）：大班额班数 1个 ÷ ")
    assert planned(replace(asked, thresholds={Stage.SCHOOL: Decimal(-1)}), *figures) == ()


def test_a_vacancy() -> None:
    """空编率 falls as staff comes, which is the first that a straight line leads to."""
    need = one(
        ratio("（核定编制数－在编教职工数）÷核定编制数×100", 1, comparison="≤", unit="%",
              raised="在编教职工数"),
        figure("核定编制数", 81),
        figure("在编教职工数", 78),
    )  # fmt: skip
    assert (need.figure, need.amount) == ("在编教职工数", Decimal(3))


@pytest.mark.parametrize(
    "asked",
    [
        ratio("图书册数－图书册数＋学生数", 500),
        ratio("图书册数÷（图书册数＋学生数）", 1),
        ratio("图书册数÷学生数", 0, comparison="≤"),
        ratio("学生数", 500),
        ratio("图书册数", 10000, raised="计算机台数"),
        ratio("图书册数", 10000, unit="是/否"),
        ratio("图书册数÷（学生数－426）", 25),
    ],
)
def test_nothing_is_invented(asked) -> None:
    """no slope, no crossing, pupils, a foreign name, a yes/no: there is no need."""
    figures = (BOOKS, PUPILS, figure("计算机台数", 1, unit="台"))
    if "≤" in asked.comparison:
        figures = (replace(BOOKS, value=Decimal(1)), PUPILS)
        asked = replace(asked, thresholds={Stage.SCHOOL: Decimal(-1)})
    assert planned(asked, *figures) == ()


@given(st.integers(1, 1000), st.integers(2, 10**7))
def test_a_curve_is_answered_truly_or_not_at_all(side, bar) -> None:
    """what is neither a line nor a hyperbola is tried like the others, and never guessed."""
    facts = school(ratio("边长×边长", bar), figure("边长", side, unit="米"))
    for need in needs(facts, assess(facts)[0]):
        assert (side + need.amount) ** 2 >= bar > (side + need.amount - Decimal("0.01")) ** 2


def satisfied(need: Need, facts: Dossier, less: Decimal = Decimal(0)) -> bool:
    """Whether the school would meet the indicator with the amount of the need, less so much."""
    known = dict(facts.school.figures)
    key = next(key for key in known if key[0] == need.figure)
    known[key] = replace(known[key], value=known[key].value + need.amount - less)
    results, _ = assess(replace(facts, school=replace(facts.school, figures=known)))
    return all(result.met is True for result in results)


def test_the_last_year_is_judged() -> None:
    """earlier years are past mending."""
    years = (Y20, Y21, Y22)
    figures = [
        replace(fact, year=year, value=fact.value * times)
        for year, times in zip(years, (1, 1, 2), strict=True)
        for fact in (BOOKS, replace(PUPILS, value=PUPILS.value / (2 if year == Y22 else 1)))
    ]
    assert planned(measure(), *figures, years=years) == ()
    (need,) = planned(measure(), *figures[:4], years=years[:2])
    assert need.result.year == Y21


def test_no_pupils() -> None:
    """0 pupils is no result and no need, today or as a forecast."""
    assert planned(measure(), BOOKS, replace(PUPILS, value=Decimal(0))) == ()
    assert len(planned(measure(), BOOKS, PUPILS, forecast(0))) == 1


def test_more_pupils_are_coming() -> None:
    """what is met now and will fail then is needed then, and what fails now is needed twice."""
    enough = replace(BOOKS, value=Decimal(10650))
    need = one(measure(), enough, PUPILS, forecast(430), forecast(420, year=Y24))
    assert (need.amount, need.year, need.projected) == (Decimal(100), Y23, True)
    assert need.result.met is True
    assert need.working == (
        "按2023—2024学年度预测，还差图书册数 100册（10,650＋100＝10,750册）："
        "图书册数 10,750册 ÷ 学生数 430人 = 25.00册/生 ≥ 25册/生（九年一贯制）"
    )
    both = planned(measure(), BOOKS, PUPILS, forecast(430), cost())
    assert [(n.amount, n.year) for n in both] == [(Decimal(1250), Y21), (Decimal(1350), Y23)]


def test_what_the_forecast_leaves_as_it_is() -> None:
    """an indicator that has nothing to do with the forecast is not told twice."""
    rooms = ratio("图书室面积", 200, unit="平方米")
    needed = planned(rooms, figure("图书室面积", 100, unit="平方米"), PUPILS, forecast(430))
    assert [need.projected for need in needed] == [False]


def test_half_a_forecast() -> None:
    """pupils who are expected for one part only are not added to this year's of the other."""
    parts = (figure("学生数", 166, PRIMARY), figure("学生数", 210, JUNIOR))
    half = (measure(), BOOKS, *parts, forecast(300, PRIMARY))
    assert planned(*half) == ()
    (fault,) = plan_faults(school(*half))
    assert (fault.code, fault.at.ref, fault.year) == (Code.FIGURE_MISSING, "B2", Y23)
    assert str(fault.text) == "the forecast of '学生数' for 2023—2024学年度 lacks 初中部"
    whole = (*half, forecast(220, JUNIOR, number=3))
    assert one(*whole).amount == Decimal(520 * 25 - 9400)
    assert plan_faults(school(*whole)) == ()


@pytest.mark.parametrize(
    ("given", "code", "ref", "hint"),
    [
        (forecast(9, name="学生"), Code.CODE_UNKNOWN, "A2", "did you mean '学生数'?"),
        (forecast(9, PRIMARY), Code.CODE_UNKNOWN, "B2", "it is given for 全校"),
        (forecast(9, year=Y21), Code.YEAR_UNKNOWN, "C2", "None"),
        (cost("图书"), Code.CODE_UNKNOWN, "A2", "did you mean '图书册数'?"),
        (
            measure("J07", raised="图书册"),
            Code.CODE_UNKNOWN,
            "A2",
            "did you mean '图书册数'?",
        ),
    ],
)
def test_rows_that_cannot_be_used(given, code, ref, hint) -> None:
    """forecasts, prices and 补足项 that speak of nothing are found in the cell that is wrong."""
    (fault,) = plan_faults(school(BOOKS, PUPILS, given))
    assert (fault.code, fault.at.ref, str(fault.hint)) == (code, ref, hint)


def test_a_second_forecast() -> None:
    """of two forecasts for one thing the first counts, and the second is found."""
    facts = (measure(), BOOKS, PUPILS, forecast(430), forecast(900, number=3))
    assert planned(*facts)[-1].amount == Decimal(1350)
    (fault,) = plan_faults(school(*facts))
    assert (fault.code, fault.at.ref) == (Code.VALUE_DUPLICATE, "A3")


def test_the_order() -> None:
    """hardware before software, easy before hard, cheap before dear, priced before unpriced."""
    names = ["教师数", "书架数", "桌椅数", "黑板数", "门窗数"]
    asked = [ratio(name, 10, f"J{n}") for n, name in enumerate(names)]
    figures = [figure(name, 0, unit="人" if name == "教师数" else "件") for name in names]
    prices = [
        cost("教师数", "1", hardware=False, ease=1),
        cost("书架数", "9", ease=2),
        cost("桌椅数", "500", ease=1),
        cost("黑板数", "400", ease=1),
        cost("门窗数", None, ease=1),
    ]
    ordered = [need.figure for need in planned(*asked, *figures, *prices)]
    assert ordered == ["黑板数", "桌椅数", "门窗数", "书架数", "教师数"]


def test_without_a_price() -> None:
    """things count as hardware and people do not, where 单价 has no row for them."""
    needed = planned(
        ratio("台数", 10, "J1"), figure("台数", 1, unit="台"),
        ratio("人数", 10, "J2"), figure("人数", 1, unit="人"),
    )  # fmt: skip
    assert [(n.figure, n.hardware, n.cost, n.ease) for n in needed] == [
        ("台数", True, None, 99),
        ("人数", False, None, 99),
    ]


COUNTS = st.integers(1, 10**6)
BARS = st.decimals("0.01", 100, places=2)


@given(COUNTS, COUNTS, BARS)
def test_it_would_do_and_one_less_would_not(books, pupils, bar) -> None:
    """the amount meets the threshold, and one piece less does not."""
    assume(Decimal(books) < bar * pupils)
    facts = school(
        ratio("图书册数÷学生数", bar), replace(BOOKS, value=Decimal(books)),
        replace(PUPILS, value=Decimal(pupils)),
    )  # fmt: skip
    (need,) = needs(facts, assess(facts)[0])
    assert need.amount == need.amount.to_integral_value()
    assert satisfied(need, facts)
    assert not satisfied(need, facts, less=Decimal(1))


@given(st.decimals(0, 10**6, places=2), COUNTS, COUNTS, st.sampled_from([PRIMARY, JUNIOR]), BARS)
def test_shares_of_areas_too(area, primary, junior, stage, bar) -> None:
    """a part's share is met by the hundredth of the school's area, and by no less."""
    facts = school(
        ratio("场地面积÷学生数", bar, by_stage=True, thresholds={stage: bar}),
        figure("场地面积", area, unit="平方米"),
        figure("学生数", primary, PRIMARY),
        figure("学生数", junior, JUNIOR),
    )
    results, _ = assess(facts)
    assume(any(result.met is False for result in results))
    (need,) = needs(facts, results)
    mine = replace(
        facts, standard=replace(facts.standard, measures={"J06": one_stage(facts, stage)})
    )
    assert stands(need, mine)
    assert not stands(need, mine, less=Decimal("0.01"))


def one_stage(facts: Dossier, stage: Stage) -> Measure:
    asked = facts.standard.measures["J06"]
    return replace(asked, thresholds={stage: asked.thresholds[stage]})


def stands(need: Need, facts: Dossier, less: Decimal = Decimal(0)) -> bool:
    """Whether the stage of the need would meet its bar."""
    known = dict(facts.school.figures)
    key = (need.figure, Stage.SCHOOL, Y21)
    known[key] = replace(known[key], value=known[key].value + need.amount - less)
    results, _ = assess(replace(facts, school=replace(facts.school, figures=known)))
    return next(r.met for r in results if r.stage is need.result.stage) is True


@given(COUNTS, st.integers(1, 10**5), BARS)
def test_divisors_too(pupils, teachers, bar) -> None:
    """生师比 is met by so many teachers, and by none less."""
    assume(pupils > bar * teachers)
    facts = school(
        ratio("学生数÷专任教师数", bar, comparison="≤", raised="专任教师数"),
        replace(PUPILS, value=Decimal(pupils)),
        figure("专任教师数", teachers),
    )
    (need,) = needs(facts, assess(facts)[0])
    assert satisfied(need, facts)
    assert not satisfied(need, facts, less=Decimal(1))
