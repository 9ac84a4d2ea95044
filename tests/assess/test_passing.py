"""When a set of indicators passes: every pass rule, by stage, at and around its edges."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.indicators import assess
from dossier.assess.passing import verdicts
from dossier.finding import Code
from dossier.model.assessment import GroupSatisfaction, Loss, Satisfaction, Score, Verdict
from dossier.model.rules import Pass, Rules, Scoring
from dossier.model.standard import Family, Stage
from dossier.numbers import parsed
from factories import (
    Y20,
    Y21,
    assessment,
    dossier,
    figure,
    filled,
    indicator,
    measure,
    pass_rule,
    scoring_rule,
)

PRIMARY, JUNIOR, SCHOOL = Stage.PRIMARY, Stage.JUNIOR, Stage.SCHOOL


def judged(rule, *values, comparison: str = "≥", **fields):
    """Verdicts on whole-school indicators J0, J1 … with the threshold 100; None is not given."""
    codes = [f"J{number}" for number in range(len(values))]
    facts = dossier(
        indicators=[indicator(code, family=rule.family, level="C") for code in codes],
        measures=[
            measure(
                code, formula=f"值{code}", unit="", comparison=comparison,
                thresholds={SCHOOL: Decimal(100)},
            )
            for code in codes
        ],
        figures=[
            figure(f"值{code}", value)
            for code, value in zip(codes, values, strict=True)
            if value is not None
        ],
        **fields,
    )  # fmt: skip
    whole = filled(facts, rules=Rules(passing=(rule,)))
    found, findings = verdicts(whole, assess(whole)[0], (), None)
    assert findings == ()
    return found


def only(rule, *values, **fields) -> Verdict:
    (verdict,) = judged(rule, *values, **fields)
    return verdict


@pytest.mark.parametrize(
    ("values", "met", "working"),
    [
        ((100, 100), True, "2 项中达标 2 项 ≥ 2 项"),
        ((100, "99.99"), False, "2 项中达标 1 项 ＜ 2 项，未达标：J1"),
        ((100, None), None, "2 项中达标 1 项 ＜ 2 项；未能评定：J1"),
        ((99, None), False, "2 项中达标 0 项 ＜ 2 项，未达标：J0；未能评定：J1"),
        ((), None, "办学基本条件没有可评定的指标"),
    ],
)
def test_all(values, met, working):
    """all must be met; one unmet decides, one unknown leaves it open, and nothing is no pass."""
    verdict = only(pass_rule(Pass.ALL), *values)
    assert (verdict.met, verdict.working) == (met, working)
    assert (verdict.stage, verdict.year, verdict.family) == (SCHOOL, Y21, Family.CONDITIONS)


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ((100, 100, 99), True),
        ((100, 99, 99), False),
        ((100, 100, None), True),
        ((100, 99, None), None),
        ((99, 99, None), False),
    ],
)
def test_at_least(values, met):
    """so many must be met, whatever is not known if that cannot change it."""
    assert only(pass_rule(Pass.AT_LEAST, 2), *values).met is met


@pytest.mark.parametrize(
    ("comparison", "value", "met", "working"),
    [
        ("≥", 100, True, "没有未达标项"),
        ("≥", "85", True, "J0 85.0% ≥ 85%"),
        ("≥", "84.999", False, "J0 84.999% ＜ 85%"),
        ("≥", "0", False, "J0 0.0% ＜ 85%"),
        ("≤", "125", False, "J0 80.0% ＜ 85%"),
        ("≤", "117.6", True, "J0 85.03% ≥ 85%"),
        ("≤", "117.7", False, "J0 84.96% ＜ 85%"),
        ("≥", None, None, "没有未达标项；未能评定：J0"),
    ],
)
def test_the_rest(comparison, value, met, working):
    """what is unmet must come so near its threshold, from either side."""
    verdict = only(pass_rule(Pass.REST, 85), value, comparison=comparison)
    assert (verdict.met, verdict.working) == (met, working)


def test_each_stage_has_its_verdict():
    """a part is judged by its own results and by those of the whole school, of the last year."""
    bars = {PRIMARY: Decimal(10), JUNIOR: Decimal(20)}
    facts = dossier(
        school_years=(Y20, Y21),
        indicators=[indicator(code, family=Family.CONDITIONS, level="C") for code in ("J1", "J2")],
        measures=(
            measure("J1", formula="甲", unit="", by_stage=True, thresholds=bars),
            measure("J2", formula="乙", unit="", thresholds={SCHOOL: Decimal(1)}),
        ),
        figures=[
            figure("甲", value, stage, year=year)
            for year, values in ((Y20, (1, 1)), (Y21, (15, 15)))
            for stage, value in zip(bars, values, strict=True)
        ]
        + [figure("乙", 0, year=Y20), figure("乙", 1, year=Y21)],
    )
    rule = pass_rule(Pass.AT_LEAST, values={SCHOOL: Decimal(2), JUNIOR: Decimal(1)})
    whole = filled(facts, rules=Rules(passing=(pass_rule(Pass.ALL), rule)))
    found, _ = verdicts(whole, assess(whole)[0], (), None)
    assert [(v.stage, v.met, v.working) for v in found] == [
        (PRIMARY, True, "2 项中达标 2 项 ≥ 2 项"),
        (JUNIOR, False, "2 项中达标 1 项 ＜ 2 项，未达标：J1"),
        (PRIMARY, True, "2 项中达标 2 项 ≥ 2 项"),
        (JUNIOR, True, "2 项中达标 1 项 ≥ 1 项，未达标：J1"),
    ]
    assert found[0].cells


def test_what_is_only_watched_does_not_count():
    """an indicator without a threshold is neither met nor unmet, nor missed."""
    facts = dossier(
        indicators=[indicator(code, family=Family.BALANCE, level="C") for code in ("H1", "H2")],
        measures=(
            measure("H1", formula="甲", unit="", comparison="", thresholds={}),
            measure("H2", formula="乙", unit="", thresholds={SCHOOL: Decimal(1)}),
        ),
        figures=(figure("乙", 1),),
    )
    whole = filled(facts, rules=Rules(passing=(pass_rule(Pass.ALL, family=Family.BALANCE),)))
    (verdict,), _ = verdicts(whole, assess(whole)[0], (), None)
    assert (verdict.met, verdict.working) == (True, "1 项中达标 1 项 ≥ 1 项")


@pytest.mark.parametrize(
    ("words", "met"),
    [
        (("达标", "达标"), True),
        (("达标", "基本达标"), False),
        (("达标", "未达标"), False),
        (("达标", ""), None),
        (("达标", None), None),
    ],
)
def test_what_no_formula_computes(words, met):
    """an indicator that is judged in words is met where the school itself says 达标."""
    given = dict(zip(("B01", "B02"), words, strict=True))
    facts = dossier(
        indicators=(
            indicator("A1", level="A"),
            *(indicator(code, parent="A1") for code in given),
            indicator("C01", level="C", parent="B01"),
        ),
        assessments=[
            assessment(code, verdict=word) for code, word in given.items() if word is not None
        ],
    )
    whole = filled(facts, rules=Rules(passing=(pass_rule(Pass.ALL, family=Family.COUNTY),)))
    (verdict,), _ = verdicts(whole, (), (), None)
    assert verdict.met is met


def score(code: str, points, full=10, lost=0) -> Score:
    loss = Loss(scoring_rule(Scoring.SYSTEM), Decimal(lost), "")
    got = None if points is None else Decimal(str(points))
    return Score(code, Decimal(full), got, (loss,))


def by_points(needed, *scored) -> Verdict:
    facts = dossier(
        indicators=[indicator(s.indicator) for s in scored]
        + [indicator("J1", family=Family.CONDITIONS)]
    )
    rule = pass_rule(Pass.POINTS, needed, family=Family.COUNTY)
    whole = filled(facts, rules=Rules(passing=(rule,)))
    alien = score("J1", 10)
    (verdict,), findings = verdicts(whole, (), (*scored, alien), None)
    assert findings == ()
    return verdict


@pytest.mark.parametrize(
    ("points", "met", "working"),
    [
        ((9, 8), True, "满分 20 分，得 17 分 ≥ 17 分"),
        ((9, "7.996"), False, "满分 20 分，得 16.996 分 ＜ 17 分"),
        ((10, 10), True, "满分 20 分，得 20 分 ≥ 17 分"),
        ((0, 0), False, "满分 20 分，得 0 分 ＜ 17 分"),
    ],
)
def test_points(points, met, working):
    """the points of the set's indicators are summed, those of other sets are not."""
    verdict = by_points(17, *(score(f"B{n}", p) for n, p in enumerate(points)))
    assert (verdict.met, verdict.working) == (met, working)


@pytest.mark.parametrize(
    ("needed", "ending"),
    [(8, "；已得分不低于 8 分"), (17, ""), (18, "；已不可能达到 18 分")],
)
def test_points_that_are_still_open(needed, ending):
    """while one is open there is no verdict, but what is certain is said."""
    verdict = by_points(needed, score("B1", 9), score("B2", None, lost=2))
    assert verdict.met is None
    assert verdict.working == (
        "满分 20 分，已评 1 项得 9 分，尚有 1 项未评（B2），最高可得 17 分" + ending
    )


def test_points_without_rules():
    """a set without scores is not judged by points."""
    assert by_points(17).met is None


def by_cv(rule, variations) -> dict:
    codes = ("H1", "H2")
    facts = dossier(
        facts={"学校名称": "星光", "学校类型": "九年一贯制"},
        indicators=[indicator(code, family=Family.BALANCE, level="C") for code in codes],
        measures=[measure(code, by_stage=True, comparison="", thresholds={}) for code in codes],
    )
    whole = filled(facts, rules=Rules(passing=(rule,)))
    found, findings = verdicts(whole, (), (), None, variations)
    assert findings == ()
    return {v.stage: (v.met, v.working) for v in found}


LIMITS = {PRIMARY: Decimal("0.50"), JUNIOR: Decimal("0.45")}
EACH = pass_rule(Pass.EACH_CV, family=Family.BALANCE, values=LIMITS)
MEAN = pass_rule(Pass.COMPOSITE_CV, family=Family.BALANCE, values=LIMITS)


def cvs(*values, stage=PRIMARY):
    return {
        (f"H{n}", stage): Decimal(value) for n, value in enumerate(values, 1) if value is not None
    }


@pytest.mark.parametrize("rule", [EACH, MEAN])
def test_a_school_alone_has_no_variation(rule):
    """what only the county can compute is left open, for each part of the school."""
    told = (None, "由县级统一计算")
    assert by_cv(rule, None) == {PRIMARY: told, JUNIOR: told}


@pytest.mark.parametrize(
    ("values", "met", "working"),
    [
        (("0.5", "0.1"), True, "2 项差异系数中最大的 H1 为 0.500 ≤ 0.50"),
        (("0.1", "0.50001"), False, "2 项差异系数中最大的 H2 为 0.50001 ＞ 0.50"),
        (("0.6", "0.7"), False, "2 项差异系数中最大的 H2 为 0.700 ＞ 0.50，超过的有：H1、H2"),
        (("0.1", None), None, "1 项差异系数中最大的 H1 为 0.100 ≤ 0.50；未算出：H2"),
        (("0.6", None), False, "1 项差异系数中最大的 H1 为 0.600 ＞ 0.50；未算出：H2"),
    ],
)
def test_each_variation(values, met, working):
    """every coefficient must keep within the limit of its stage."""
    assert by_cv(EACH, cvs(*values)) == {PRIMARY: (met, working)}


def test_the_limit_is_that_of_the_stage():
    """0.47 passes for 小学, and not for 初中."""
    found = by_cv(EACH, cvs("0.47", "0.1") | cvs("0.47", "0.1", stage=JUNIOR))
    assert {stage: met for stage, (met, _) in found.items()} == {PRIMARY: True, JUNIOR: False}


@pytest.mark.parametrize(
    ("values", "met", "working"),
    [
        (("0.9", "0.1"), True, "2 项差异系数的平均为 0.500 ≤ 0.50"),
        (("0.9", "0.1002"), False, "2 项差异系数的平均为 0.5001 ＞ 0.50"),
        (("0.1", None), None, "未算出差异系数：H2"),
    ],
)
def test_the_composite(values, met, working):
    """综合差异系数 is the plain mean, which one of them may exceed."""
    assert by_cv(MEAN, cvs(*values)) == {PRIMARY: (met, working)}


def satisfied(rate) -> Satisfaction:
    total = GroupSatisfaction(
        "合计", 100, 100, 100, 90, Decimal(100), None if rate is None else Decimal(str(rate))
    )
    return Satisfaction(
        groups=(), total=total, needed=None, enough=None, parents=None, visited=0, pleased=0,
        bar=None, met=None, working="", open=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "met", "working"),
    [
        (satisfied(85), True, "满意度 85.00% ≥ 85%"),
        (satisfied("84.999"), False, "满意度 84.999% ＜ 85%"),
        (satisfied(None), None, "没有有效的满意度问卷"),
        (None, None, "没有有效的满意度问卷"),
    ],
)
def test_satisfaction(found, met, working):
    """the rate over all groups is held against the rule."""
    rule = pass_rule(Pass.SATISFACTION, 85, family=Family.RECOGNITION)
    whole = filled(dossier(), rules=Rules(passing=(rule,)))
    (verdict,), _ = verdicts(whole, (), (), found)
    assert (verdict.met, verdict.working) == (met, working)


@pytest.mark.parametrize("rule", [rule for rule in Pass if rule is not Pass.ALL])
def test_rules_without_a_number(rule):
    """a rule whose number is blank is found at its cell and gives no verdict."""
    whole = filled(dossier(), rules=Rules(passing=(pass_rule(rule),)))
    found, findings = verdicts(whole, (), (), None)
    assert found == ()
    assert {(f.code, f.at.sheet) for f in findings} == {(Code.RULE_INCOMPLETE, "达标规则")}
    assert f"'{rule.value}' of '办学基本条件'" in findings[0].text.spoken("en")


def test_a_number_for_one_stage_only():
    """a rule by stage that leaves one blank is incomplete for that stage alone."""
    rule = pass_rule(Pass.EACH_CV, family=Family.BALANCE, values={PRIMARY: Decimal(1)})
    whole = filled(dossier(), rules=Rules(passing=(rule,)))
    (verdict,), (fault,) = verdicts(whole, (), (), None)
    assert (verdict.stage, fault.at.ref) == (PRIMARY, "D2")


def test_without_rules_there_is_no_verdict():
    """a standard without the sheet 达标规则 judges no set."""
    assert verdicts(dossier(), (), (), None) == ((), ())


@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=6),
    st.integers(0, 7),
    st.integers(0, 100),
)
def test_rules_agree_with_counting(values, needed, percent):
    """at least n and the rest at least p say what counting and dividing say."""
    met = sum(value >= 100 for value in values)
    assert only(pass_rule(Pass.AT_LEAST, needed), *values).met is (met >= needed)
    assert only(pass_rule(Pass.REST, percent), *values).met is (min(100, *values, 100) >= percent)
    assert only(pass_rule(Pass.ALL), *values).met is (met == len(values))


@given(st.lists(st.integers(0, 300), min_size=1, max_size=4), st.sampled_from("≥≤"))
def test_the_sign_of_the_margin_is_the_verdict(values, comparison):
    """a result is met exactly where its margin does not point the wrong way."""
    facts = dossier(
        measures=[
            measure(f"J{n}", formula=f"值{n}", unit="", comparison=comparison,
                    thresholds={SCHOOL: Decimal(100)})
            for n in range(len(values))
        ],
        figures=[figure(f"值{n}", value) for n, value in enumerate(values)],
    )  # fmt: skip
    for result in assess(facts)[0]:
        wrong = "−" if comparison == "≥" else "+"
        exact = parsed(result.margin) == 0
        assert result.met is (exact or not result.margin.startswith(wrong))
