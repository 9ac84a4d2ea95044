"""What the school says of itself against what is worked out of its figures."""

from datetime import date
from decimal import Decimal

import pytest

from dossier.assess.run import assessed
from dossier.check.contradictions import (
    gaps_in_words,
    losses_against_words,
    money_against_unit_costs,
    outcomes_against_figures,
    promises_that_fall_short,
)
from dossier.check.facts import Facts
from dossier.facts import replace
from dossier.model.returns import UnitCost
from dossier.model.rules import Rules, Scoring
from dossier.model.standard import Family, Stage
from dossier.source import Cell
from factories import (
    F21,
    Y21,
    assessment,
    dossier,
    figure,
    filled,
    indicator,
    judgement,
    measure,
    rectification,
    row,
    scoring_rule,
)

LEDGER = row("整改台账", book="ledger.xlsx", problem="B", measure="C", money="D", more="E",
             outcome="F")  # fmt: skip
SAID = row("自评说明", practice="C")
FIELD = measure(
    "J02", "运动场地面积÷学生数", unit="平方米/生", thresholds={Stage.SCHOOL: Decimal(9)}
)
FIELDS = figure("运动场地面积", 850, unit="平方米", cell=Cell("school.xlsx", "数据", "D3"))
PUPILS = figure("学生数", 100)


def told(check, facts) -> list[str]:
    """What is told of a school whose assessment is worked out."""
    worked_out, _ = assessed(facts)
    seen = Facts(facts, {}, (), worked_out, ())
    return [f"{f.place}: {f.text.spoken('en')}" for f in check(seen)]


def scored(practice: str, found: str = "不够", item: str = "课程开齐开足"):
    """A school that says so of B17, of which one item is judged."""
    facts = dossier(
        indicators=(indicator("B17"),),
        assessments=(assessment("B17", practice=(practice,), row=SAID),),
    )
    rule = scoring_rule(Scoring.DONE, indicator="B17", item=item, deduct=1, most=3)
    given = judgement(found, indicator="B17", item=item)
    return filled(facts, rules=Rules(scoring=(rule,)), judgements=(given,))


def test_words_that_claim_what_costs_points():
    """开齐开足 beside 扣1分 is told with the cells of both."""
    assert told(losses_against_words, scored("学校按国家课程方案开齐开足课程，体育三节。")) == [
        (
            "test.xlsx!自评说明!C2: '开齐开足' is said in test.xlsx!自评说明!C2, but "
            "'课程开齐开足' of B17 is '不够' and costs 1 (test.xlsx!评分录入!C2)"
        )
    ]


@pytest.mark.parametrize(
    ("practice", "found"),
    [
        ("学校按国家课程方案开齐开足课程。", "做到"),
        ("综合实践活动课尚未开齐开足。", "不够"),
        ("确保开齐开足课程。", "不够"),
        ("按国家课程方案开设课程。", "不够"),
    ],
)
def test_words_that_claim_nothing_lost(practice: str, found: str):
    """what is done, or is said not to be, or is still to come, is no contradiction."""
    assert told(losses_against_words, scored(practice, found)) == []


def done(words: str, status: str = "已完成", spent: str = "5.35"):
    fund = figure("教师培训经费支出", spent, year=F21, unit="万元",
                  cell=Cell("school.xlsx", "经费", "F9"))  # fmt: skip
    ledger = (rectification("B16", measure=words, status=status, row=LEDGER),)
    return filled(dossier(ledger=ledger), funds=(fund,))


def test_what_is_done_against_the_figure():
    """a problem that is done, but whose bound the figure misses, is told with both cells."""
    assert told(outcomes_against_figures, done("补登学分，年度培训经费不低于5.5万元。")) == [
        (
            "ledger.xlsx!整改台账!C2: the status is '已完成', but '年度培训经费不低于5.5万元' "
            "stands against 5.35万元 of '教师培训经费支出' in school.xlsx!经费!F9"
        )
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("年度培训经费不低于5.5万元。", "整改中"),
        ("年度培训经费不低于5.3万元。", "已完成"),
        ("年度培训经费不低于53500元。", "已完成"),
        ("人均学时达到72学时。", "已完成"),
        ("年度培训经费不超过5.5万元。", "已销号"),
    ],
)
def test_what_is_done_and_so(words: str, status: str):
    """what is open, reached, in another unit or about no figure is not told."""
    assert told(outcomes_against_figures, done(words, status)) == []


def lacking(**fields):
    """A school that lacks 50 平方米, with one row of the ledger about it."""
    given = dict(raised="运动场地面积", more=Decimal(60), row=LEDGER, deadline=date(2023, 12, 31))
    ledger = (rectification("J02", **(given | fields)),)
    made = dossier(
        indicators=(indicator("J02", family=Family.CONDITIONS),), measures=(FIELD,),
        figures=(FIELDS, PUPILS), ledger=ledger,
    )  # fmt: skip
    price = UnitCost("运动场地面积", Decimal(400), True, 3, "", row("单价", price="B"))
    return filled(made, costs=(price,))


def test_what_a_measure_promises_is_judged():
    """60 平方米 reach the threshold, 40 do not, which is told with the working."""
    worked_out, _ = assessed(lacking())
    ((promise,),) = [one.promises for one in worked_out.rectifications]
    assert (promise.result.year, promise.result.met) == (Y21, True)
    assert promise.working.startswith("运动场地面积 60平方米（850＋60＝910平方米）：")
    assert told(promises_that_fall_short, lacking()) == []
    (short,) = told(promises_that_fall_short, lacking(more=Decimal(40)))
    assert short.startswith("ledger.xlsx!整改台账!E2: what is to be added does not reach the")
    assert "（850＋40＝890平方米）" in short


def test_a_closed_measure_promises_nothing():
    """what is closed has had its effect."""
    worked_out, _ = assessed(lacking(status="已销号"))
    assert [one.promises for one in worked_out.rectifications] == [()]


@pytest.mark.parametrize("words", ["短缺约51平方米。", "还需增加约49.5平方米。", "缺口90平方米。"])
def test_a_gap_in_the_ledger(words: str):
    """a gap that is not the computed one, rounded as it is, is told with its cells."""
    (one,) = told(gaps_in_words, lacking(problem=words))
    assert one.startswith("ledger.xlsx!整改台账!B2: '")
    assert one.endswith("but J02 lacks 50平方米 of '运动场地面积' by the figures in "
                        "school.xlsx!数据!D3、school.xlsx!数据!D2")  # fmt: skip


@pytest.mark.parametrize(
    ("section", "words", "count"),
    [
        ("存在问题", "全校还需增加约51平方米。", 1),
        ("存在问题", "全校还需增加约50平方米。", 0),
        ("存在问题", "图书室还需增加300平方米。", 0),
        ("存在问题", "新建场地51平方米。", 0),
        ("存在问题", "教师还差51人。", 0),
    ],
)
def test_a_gap_in_the_reports(section: str, words: str, count: int):
    """in other words a number counts as the gap where it is near, and said to be lacking."""
    made = lacking()
    made = replace(made, school=replace(made.school, words={section: (words,)}))
    assert len(told(gaps_in_words, made)) == count


def test_money_against_amount_and_price():
    """60 平方米 at 400元 are 2.4万元: 3万元 are told, 2.5万元 are near enough."""
    assert told(money_against_unit_costs, lacking(money=Decimal("2.5"))) == []
    assert told(money_against_unit_costs, lacking(money=Decimal(3))) == [
        (
            "ledger.xlsx!整改台账!D2: 3万元 are planned, but 60 of '运动场地面积' cost 2.4万元 by "
            "test.xlsx!单价!B2"
        )
    ]
