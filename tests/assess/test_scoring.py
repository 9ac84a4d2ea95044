"""Points: every kind of scoring rule at its edges, by figures and by judgement."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.scoring import scores
from dossier.finding import Code, Finding
from dossier.model.assessment import Score
from dossier.model.dossier import Dossier
from dossier.model.rules import PartialPoint, Rules, Scoring
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear
from factories import (
    Y20,
    Y21,
    Y22,
    dossier,
    figure,
    filled,
    indicator,
    judgement,
    row,
    scoring_rule,
)

YEARS = (Y20, Y21, Y22)
MONEY = (FiscalYear(2019), FiscalYear(2020), FiscalYear(2021))


def county(*rules, judgements=(), figures=(), funds=()) -> Dossier:
    facts = dossier(
        indicators=(indicator(), indicator("B02")),
        school_years=YEARS,
        fiscal_years=MONEY,
        figures=figures,
    )
    return filled(facts, funds=funds, rules=Rules(scoring=rules), judgements=judgements)


def rate(*values, unit: str = "%", name: str = "巩固率"):
    """The figure for the years of the standard, oldest first; None where it is not given."""
    return [
        figure(name, value, year=year, unit=unit)
        for value, year in zip(values, YEARS, strict=True)
        if value is not None
    ]


def scored(rule, *values, unit: str = "%") -> Score:
    """The only score, without a finding."""
    (score,), findings = scores(county(rule, figures=rate(*values, unit=unit)))
    assert findings == ()
    return score


def points(rule, *values, unit: str = "%") -> str:
    got = scored(rule, *values, unit=unit).points
    return f"{got.normalize():f}"


def below(**fields):
    return scoring_rule(
        Scoring.BELOW, **({"figure": "巩固率", "target": 99, "deduct": 1, "full": 4} | fields)
    )


@pytest.mark.parametrize(
    ("value", "part", "expected"),
    [
        ("99", PartialPoint.PROPORTIONAL, "4"),
        ("100", PartialPoint.STARTED, "4"),
        ("98.999", PartialPoint.PROPORTIONAL, "3.999"),
        ("98.5", PartialPoint.PROPORTIONAL, "3.5"),
        ("98.999", PartialPoint.STARTED, "3"),
        ("98", PartialPoint.STARTED, "3"),
        ("97.999", PartialPoint.STARTED, "2"),
        ("98.001", PartialPoint.WHOLE, "4"),
        ("98", PartialPoint.WHOLE, "3"),
        ("97.001", PartialPoint.WHOLE, "3"),
        ("95", PartialPoint.PROPORTIONAL, "0"),
        ("20", PartialPoint.STARTED, "0"),
    ],
)
def test_each_point_below(value, part, expected):
    """every percentage point below the target costs, and its parts as the rule says."""
    assert points(below(part=part), 100, 100, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("0.6", "4"), ("0.5", "4"), ("0.61", "3.98"), ("1.6", "2"), ("9", "0")]
)
def test_each_point_above(value, expected):
    """every percentage point above the line costs."""
    rule = scoring_rule(Scoring.ABOVE, figure="巩固率", target="0.6", deduct=2)
    assert points(rule, 0, 0, value) == expected


def test_a_cap():
    """a rule takes no more than its cap, however much is lacking."""
    rule = below(most=2)
    assert points(rule, 0, 0, 96) == "2"
    assert scored(rule, 0, 0, 96).losses[0].working == (
        "2022—2023学年度 巩固率 96%，低于目标 99%，低 3 个百分点，"
        "每低1个百分点扣 1 分（按比例），扣 3 分，以 2 分为限"
    )


def test_only_the_last_year_counts():
    """a rule of one year does not ask for the years before."""
    assert points(below(), None, None, 98) == "3"


def test_a_formula_is_computed():
    """a rule may look at a formula, whose value is judged without the dust of a division."""
    rule = below(figure="毕业数÷入学数×100", target=100, part=PartialPoint.STARTED)
    figures = [*rate(0, 0, 3, unit="人", name="毕业数"), *rate(1, 1, 3, unit="人", name="入学数")]
    (score,), findings = scores(county(rule, figures=figures))
    assert (score.points, findings) == (4, ())
    assert score.losses[0].working == (
        "2022—2023学年度 毕业数 3人 ÷ 入学数 3人 × 100 = 100% ≥ 100%，不扣分"
    )


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (Scoring.CEILING, "0.6", "4"),
        (Scoring.CEILING, "0.6001", "0"),
        (Scoring.CEILING, "0", "4"),
        (Scoring.FLOOR, "0.6", "4"),
        (Scoring.FLOOR, "0.5999", "0"),
        (Scoring.FLOOR, "7", "4"),
    ],
)
def test_lines_that_leave_nothing(rule, value, expected):
    """beyond the line nothing is left; on it, all is."""
    asked = scoring_rule(rule, figure="巩固率", target="0.6")
    assert points(asked, None, None, value) == expected


def test_a_line_that_takes_only_its_own_part():
    """with a cap, a line takes that much instead of all."""
    assert points(scoring_rule(Scoring.FLOOR, figure="巩固率", target=5, most=1), 0, 0, 4) == "3"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1, 2, 3), "4"),
        ((2, 2, 2), "4"),
        ((2, 1, 1), "3"),
        ((2, 1, 2), "3"),
        ((3, 2, 1), "2"),
        ((0, 0, "-0.01"), "3"),
    ],
)
def test_each_fall(values, expected):
    """each year below the year before costs; standing still does not."""
    asked = scoring_rule(Scoring.EACH_FALL, figure="巩固率", deduct=1)
    assert points(asked, *values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((3, 2, 1), "4"),
        ((3, 2, 2), "2"),
        ((3, 4, 3), "2"),
        ((1, 2, 3), "2"),
        ((2, 0, 0), "4"),
        ((0, 0, 0), "4"),
        ((0, 0, 1), "2"),
    ],
)
def test_what_must_fall_every_year(values, expected):
    """not falling costs once, however often; what stands at 0 has nothing left to lose."""
    asked = scoring_rule(Scoring.NOT_FALLING, figure="巩固率", deduct=2)
    assert points(asked, *values) == expected


@pytest.mark.parametrize(
    ("values", "expected", "words"),
    [
        ((100, 50, 80), "0", "年均增长 −10.56%，年均负增长，扣 4 分"),
        ((100, 50, 100), "4", "年均增长 0%，非负增长，不扣分"),
        ((100, 50, "100.01"), "4", "年均增长 0.005%"),
        ((100, 150, "99.99"), "0", "年均增长 −0.01%"),
        ((0, 5, 0), "4", "非负增长"),
        ((0, 5, 3), "4", "非负增长"),
        ((5, 5, 0), "0", "年均负增长"),
    ],
)
def test_mean_growth(values, expected, words):
    """the mean growth is negative where the last year is below the first, whatever came between."""
    score = scored(scoring_rule(Scoring.MEAN_FALL, figure="巩固率"), *values)
    assert score.points == Decimal(expected)
    assert words in score.losses[0].working


def test_money_is_taken_by_financial_year():
    """a figure of 经费 is looked at in its financial years, and the working tells them."""
    funds = [
        figure("拨款", value, unit="万元", year=year)
        for value, year in zip((100, 90, 95), MONEY, strict=True)
    ]
    rule = scoring_rule(Scoring.EACH_FALL, figure="拨款", deduct=1)
    (score,), findings = scores(county(rule, funds=funds))
    assert (score.points, findings) == (3, ())
    assert score.losses[0].working == (
        "2019年度 100万元，2020年度 90万元，2021年度 95万元，"
        "负增长 1 次（2020年度），每次扣 1 分，扣 1 分"
    )


SYSTEM = scoring_rule(Scoring.SYSTEM, deduct=2)
DONE = scoring_rule(Scoring.DONE, deduct=1, most=3)
DISCRETION = scoring_rule(Scoring.DISCRETION, deduct="0.5", most=2)


@pytest.mark.parametrize(
    ("rule", "given", "expected"),
    [
        (SYSTEM, judgement("健全"), "4"),
        (SYSTEM, judgement("不健全"), "2"),
        (SYSTEM, judgement("无"), "0"),
        (scoring_rule(Scoring.SYSTEM, deduct=1, most=3), judgement("无"), "1"),
        (SYSTEM, judgement("不健全", 2), "2"),
        (DONE, judgement("做到"), "4"),
        (DONE, judgement("不够"), "3"),
        (DONE, judgement("未做到"), "1"),
        (DISCRETION, judgement(deduct="0.5", reason="记录不全"), "3.5"),
        (DISCRETION, judgement(deduct=2, reason="没有记录"), "2"),
        (DISCRETION, judgement(deduct=0, reason="没有问题"), "4"),
    ],
)
def test_judgements(rule, given, expected):
    """what a person found costs what the rule says."""
    (score,), findings = scores(county(rule, judgements=(given,)))
    assert (score.points, findings) == (Decimal(expected), ())
    assert score.losses[0].judgement is given


@pytest.mark.parametrize(
    ("rule", "given", "ref", "words"),
    [
        (SYSTEM, judgement("做到"), "C2", "cannot be judged '做到'"),
        (DONE, judgement("无"), "C2", "cannot be judged '无'"),
        (SYSTEM, judgement("不健全", 1), "D2", "takes 1 points here, and the rule takes 2"),
        (DONE, judgement("做到", 1), "D2", "and the rule takes 0"),
        (DISCRETION, judgement(deduct="0.49", reason="少"), "D2", "not within 0.5 to 2"),
        (DISCRETION, judgement(deduct="2.01", reason="多"), "D2", "not within 0.5 to 2"),
        (DISCRETION, judgement(deduct=-1, reason="多"), "D2", "not within 0.5 to 2"),
        (DISCRETION, judgement(reason="没写"), "D2", "without points"),
        (DISCRETION, judgement(deduct=1), "E2", "without a reason"),
    ],
)
def test_judgements_that_do_not_fit(rule, given, ref, words):
    """a wrong word, points out of range and a lacking reason leave the indicator open."""
    (score,), (fault,) = scores(county(rule, judgements=(given,)))
    assert (score.points, score.losses[0].points) == (None, None)
    assert (fault.code, fault.at.ref, fault.indicator) == (Code.JUDGEMENT_INVALID, ref, "B01")
    assert words in fault.text.spoken("en")


@pytest.mark.parametrize("rule", [SYSTEM, DISCRETION])
def test_a_row_that_is_still_blank_is_no_judgement(rule):
    """a row that was prepared and not filled in is told at its cell: it is still to be judged."""
    (score,), (fault,) = scores(county(rule, judgements=(judgement(),)))
    assert score.points is None
    assert (fault.code, fault.at.ref) == (Code.JUDGEMENT_MISSING, "C2")


@pytest.mark.parametrize(
    ("given", "ref", "words", "hint"),
    [
        (judgement("健全", indicator="B1"), "A2", "B1 has no scoring rule", "did you mean 'B01'?"),
        (judgement("健全", item="项目表"), "B2", "'项目表' is no item", "did you mean '项目'?"),
        (judgement("健全", item="增长"), "B2", "computed from figures", "delete the row"),
    ],
)
def test_judgements_on_no_rule(given, ref, words, hint):
    """a judgement that no rule asks for is found, with what is near."""
    falls = scoring_rule(Scoring.EACH_FALL, item="增长", figure="巩固率", deduct=1)
    facts = county(SYSTEM, falls, judgements=(judgement("健全"), given), figures=rate(1, 2, 3))
    (score,), (fault,) = scores(facts)
    assert score.points == 4
    assert (fault.code, fault.at.ref) == (Code.JUDGEMENT_INVALID, ref)
    assert words in fault.text.spoken("en")
    assert fault.hint.spoken("en") == hint


def test_a_second_judgement_is_left_out():
    """the first judgement counts, and the second is named."""
    second = judgement("无", row=row("评分录入", 3, item="B"))
    (score,), (fault,) = scores(county(SYSTEM, judgements=(judgement("健全"), second)))
    assert (score.points, fault.code, fault.at.ref) == (4, Code.VALUE_DUPLICATE, "B3")


def test_what_is_still_to_be_judged():
    """a rule that nobody judged yet leaves the indicator open, with what else was lost."""
    other = scoring_rule(Scoring.SYSTEM, deduct=1, item="另一项", full=None)
    (score,), (fault,) = scores(county(SYSTEM, other, judgements=(judgement("不健全"),)))
    assert (score.points, [loss.points for loss in score.losses]) == (None, [2, None])
    assert (fault.code, fault.at.ref) == (Code.JUDGEMENT_MISSING, "B2")
    assert fault.text.spoken("en") == "'另一项' of B01 has not been judged"
    assert "健全、不健全、无" in fault.hint.spoken("en")


def problem(rule, **facts) -> Finding:
    """The only finding; the indicator stays open."""
    found, (fault,) = scores(county(rule, **facts))
    assert [score.points for score in found] in ([], [None])
    return fault


@pytest.mark.parametrize(
    ("rule", "ref"),
    [
        (below(figure=""), "E2"),
        (below(target=None), "G2"),
        (below(deduct=None), "H2"),
        (below(deduct=-1), "H2"),
        (below(most=-1), "I2"),
        (scoring_rule(Scoring.ABOVE, figure="巩固率", deduct=1), "G2"),
        (scoring_rule(Scoring.SYSTEM), "H2"),
        (scoring_rule(Scoring.EACH_FALL, figure="巩固率"), "H2"),
        (scoring_rule(Scoring.NOT_FALLING, deduct=1), "E2"),
        (scoring_rule(Scoring.MEAN_FALL), "E2"),
        (scoring_rule(Scoring.CEILING, figure="巩固率"), "G2"),
        (scoring_rule(Scoring.FLOOR, target=1), "E2"),
        (scoring_rule(Scoring.DONE, deduct=1), "I2"),
        (scoring_rule(Scoring.DONE, most=1), "H2"),
        (scoring_rule(Scoring.DONE, deduct=3, most=2), "I2"),
        (scoring_rule(Scoring.DISCRETION, deduct=1), "I2"),
        (scoring_rule(Scoring.DISCRETION, most=1), "H2"),
        (scoring_rule(Scoring.SYSTEM, deduct=1, full=None), "C2"),
        (scoring_rule(Scoring.SYSTEM, deduct=1, full=0), "C2"),
    ],
)
def test_rules_without_their_numbers(rule, ref):
    """a rule that lacks a number is found at its cell and judges nothing."""
    fault = problem(rule, figures=rate(1, 2, 3))
    assert (fault.code, fault.at.ref, fault.indicator) == (Code.RULE_INCOMPLETE, ref, "B01")


def test_two_full_points():
    """an indicator with two different 分值 keeps the first, and the other is named."""
    other = scoring_rule(Scoring.SYSTEM, deduct=1, item="另一项", full=5, row=row("评分规则", 3))
    told = (judgement("健全"), judgement("健全", item="另一项"))
    (score,), (fault,) = scores(county(SYSTEM, other, judgements=told))
    assert (score.full, score.points, fault.code, fault.at.ref) == (
        4, 4, Code.RULE_INCOMPLETE, "A3",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "code", "words"),
    [
        (below(figure="巩固"), Code.FIGURE_MISSING, "needs '巩固' of 全校 for 2022—2023学年度"),
        (below(figure="巩固率÷"), Code.FORMULA_INVALID, "is not a formula"),
        (below(figure="巩固率÷（巩固率－3）"), Code.FORMULA_INVALID, "divides by zero"),
        (below(figure="人数"), Code.UNIT_MISMATCH, "is to be in '%', but its formula gives 人"),
        (below(figure="人数÷人数"), Code.UNIT_MISMATCH, "by a factor of 100"),
        (
            scoring_rule(Scoring.CEILING, figure="人数＋册数", target=1),
            Code.UNIT_MISMATCH,
            "together with '册数'",
        ),
        (
            scoring_rule(Scoring.EACH_FALL, figure="人数", deduct=1, stage=Stage.PRIMARY),
            Code.FIGURE_MISSING,
            "of 小学部 for 2020—2021",
        ),
    ],
)
def test_figures_that_cannot_be_looked_at(rule, code, words):
    """a figure that is unknown, wrong or in the wrong unit is a finding with the rule's cell."""
    figures = [
        *rate(1, 2, 3),
        *rate(5, 5, 5, unit="人", name="人数"),
        *rate(5, 5, 5, unit="册", name="册数"),
    ]
    found, findings = scores(county(rule, figures=figures))
    assert [score.points for score in found] == [None]
    assert findings[0].code is code
    assert words in findings[0].text.spoken("en")


def test_a_missing_year():
    """a rule over the years asks for each of them, and names the one that is not given."""
    fault = problem(scoring_rule(Scoring.MEAN_FALL, figure="巩固率"), figures=rate(1, None, 3))
    assert (fault.code, fault.year, fault.at.ref) == (Code.FIGURE_MISSING, Y21, "E2")


def test_too_few_years():
    """a rule that compares years needs two of them."""
    facts = dossier(indicators=(indicator(),), school_years=(Y21,), figures=rate(1, 2, 3))
    rules = Rules(scoring=(scoring_rule(Scoring.EACH_FALL, figure="巩固率", deduct=1),))
    (score,), (fault,) = scores(filled(facts, rules=rules))
    assert (score.points, fault.code, fault.at.ref) == (None, Code.RULE_INCOMPLETE, "D2")


def test_rules_that_stand_nowhere():
    """a rule of an unknown indicator, or of an item that has one, is left out and named."""
    again = scoring_rule(Scoring.SYSTEM, deduct=4, row=row("评分规则", 3, item="B"))
    lost = scoring_rule(Scoring.SYSTEM, deduct=1, indicator="B9")
    (score,), findings = scores(county(SYSTEM, again, lost, judgements=(judgement("不健全"),)))
    assert (score.points, len(score.losses)) == (2, 1)
    assert [finding.code for finding in findings] == [Code.VALUE_DUPLICATE, Code.CODE_UNKNOWN]


def test_indicators_keep_their_order():
    """scores follow the rules, and each indicator loses only its own points."""
    second = scoring_rule(Scoring.SYSTEM, indicator="B02", deduct=1, full=6)
    told = (judgement("不健全"), judgement("无", indicator="B02"))
    found, findings = scores(county(second, SYSTEM, judgements=told))
    assert [(s.indicator, s.full, s.points) for s in found] == [("B02", 6, 0), ("B01", 4, 2)]
    assert findings == ()


numbers = st.decimals(0, 200, places=3)


@given(
    st.sampled_from(
        [Scoring.BELOW, Scoring.ABOVE, Scoring.CEILING, Scoring.FLOOR, Scoring.EACH_FALL,
         Scoring.NOT_FALLING, Scoring.MEAN_FALL]
    ),
    st.tuples(numbers, numbers, numbers),
    numbers,
    st.decimals(0, 9, places=2),
    st.none() | st.decimals(0, 9, places=2),
    st.decimals("0.01", 9, places=2),
    st.sampled_from(PartialPoint),
)  # fmt: skip
def test_a_score_is_within_0_and_full(rule, values, target, deduct, most, full, part):
    """no rule and no numbers give less than nothing or more than all; a loss keeps to its cap."""
    asked = scoring_rule(
        rule, figure="巩固率", target=target, deduct=deduct, most=most, full=full, part=part
    )
    score = scored(asked, *values)
    assert 0 <= score.points <= score.full
    (loss,) = score.losses
    assert 0 <= loss.points <= (full if most is None else min(most, full))
    assert score.points == full - round(loss.points, 12)


@given(st.lists(st.sampled_from(["健全", "不健全", "无"]), min_size=1, max_size=4))
def test_losses_add_up_to_no_more_than_all(words):
    """the losses of several rules add up, and never to more than the full points."""
    rules = [scoring_rule(Scoring.SYSTEM, item=str(n), deduct=1) for n in range(len(words))]
    told = [judgement(word, item=str(n)) for n, word in enumerate(words)]
    (score,), _ = scores(county(*rules, judgements=tuple(told)))
    lost = sum({"健全": 0, "不健全": 1, "无": 4}[word] for word in words)
    assert score.points == max(0, 4 - lost)
