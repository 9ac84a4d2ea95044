"""满意度: rates, sample, parents, and what cannot be."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.satisfaction import satisfaction
from dossier.facts import replace
from dossier.finding import Code
from dossier.model.assessment import Satisfaction
from dossier.model.dossier import Dossier
from dossier.model.returns import Respondents, Suggestion
from dossier.model.rules import Pass, PassRule, Rules
from dossier.model.standard import Family, Stage
from dossier.source import Cell
from factories import Y20, Y21, dossier, figure, filled, row

SETTINGS = {"满意度抽样比例": "1.5‰", "满意度最低样本": "600", "满意度家长比例": "50%"}
COLUMNS = dict(
    group="A", sent="B", returned="C", valid="D", satisfied="E", fairly="F", unsatisfied="G",
    visited="H", pleased="I",
)  # fmt: skip


def group(name="家长", number=2, **fields: int) -> Respondents:
    counts = dict(
        sent=400, returned=390, valid=380, satisfied=300, fairly=50, unsatisfied=30,
        visited=20, pleased=19,
    )  # fmt: skip
    at = row("满意度", number, "school.xlsx", **COLUMNS)
    return Respondents(group=name, row=at, **(counts | fields))


TEACHERS = group("教师", 3, sent=200, returned=200, valid=200, satisfied=190, fairly=10,
                 unsatisfied=0, visited=10, pleased=10)  # fmt: skip


def surveyed(*groups, bar="85", people="", settings=SETTINGS, figures=(), suggestions=()):
    """A dossier with these questionnaires, a bar in percent and a 常住人口."""
    passing = ()
    if bar:
        values = {Stage.SCHOOL: Decimal(bar)}
        passing = (
            PassRule(Family.RECOGNITION, Pass.SATISFACTION, values, True, "", row("达标规则")),
        )
    facts: Dossier = dossier(
        facts={"学校名称": "云岭县", "常住人口": people},
        cells={"常住人口": Cell("county.xlsx", "基本信息", "B9")},
        figures=figures,
    )
    return filled(
        facts,
        settings=settings,
        rules=Rules(passing=passing),
        respondents=groups,
        suggestions=tuple(suggestions),
    )


def told(*groups, **parts: Any) -> Satisfaction:
    """The answer where nothing is wrong."""
    answer, findings = satisfaction(surveyed(*groups, **parts))
    assert answer is not None
    assert findings == ()
    return answer


def test_rates_and_verdict() -> None:
    """the groups add up to the total, whose rate is judged with its working."""
    answer = told(group(), TEACHERS)
    parents, teachers = answer.groups
    assert (parents.group, parents.content) == ("家长", 350)
    assert parents.response == Decimal("97.5")
    assert teachers.rate == Decimal(100)
    total = answer.total
    assert (total.group, total.sent, total.returned, total.valid, total.content) == (
        "合计",
        600,
        590,
        580,
        550,
    )
    assert (answer.visited, answer.pleased, answer.bar, answer.met) == (30, 29, 85, True)
    assert answer.working == ("（满意 490份 ＋ 基本满意 60份） ÷ 有效 580份 = 94.83% ≥ 85%")


@pytest.mark.parametrize(
    ("fairly", "met", "end"),
    [(23, True, "= 85.00% ≥ 85%"), (22, False, "= 84.74%，未达到 ≥ 85%")],
)
def test_the_bar_itself_is_met(fairly, met, end) -> None:
    """323 of 380 is 85 %, and one less is not."""
    answer = told(group(fairly=fairly, unsatisfied=80 - fairly))
    assert answer.met is met
    assert answer.working.endswith(end)


def test_just_below_the_bar() -> None:
    """a rate that rounds to the bar prints with the decimals that tell it from the bar."""
    counts = dict(sent=99999, returned=99999, valid=99999, satisfied=84999, fairly=0)
    answer = told(group(**counts, unsatisfied=15000))
    assert answer.met is False
    assert answer.working.endswith("= 84.9998%，未达到 ≥ 85%")


def test_without_a_bar() -> None:
    """where no rule sets a bar nothing is judged; where several do, the strictest counts."""
    answer = told(group(), bar="")
    assert (answer.bar, answer.met) == (None, None)
    assert answer.working.endswith("= 92.11%")
    facts = surveyed(group())
    (rule,) = facts.rules.passing
    two = (rule, replace(rule, values={Stage.SCHOOL: Decimal(93)}))
    strict, _ = satisfaction(replace(facts, rules=Rules(passing=two)))
    assert strict is not None
    assert (strict.bar, strict.met) == (93, False)


@pytest.mark.parametrize(
    ("people", "needed"),
    [
        ("46.83万人", 703),
        ("46.83万", 703),
        ("468,300人（2022年末）", 703),
        ("约４６．８３万人", 703),
        ("40万人", 600),
        ("39.99万人", 600),
    ],
)
def test_the_sample(people, needed) -> None:
    """1.5‰ of the population are asked, and 600 where that is less; a part copy is a whole one."""
    answer, _ = satisfaction(surveyed(group(), TEACHERS, people=people))
    assert answer is not None
    assert (answer.needed, answer.enough) == (needed, needed <= 600)


def test_too_small_a_sample() -> None:
    """a sample that falls short is found where the copies handed out are told."""
    _, (finding,) = satisfaction(surveyed(group(), TEACHERS, people="46.83万人"))
    assert (finding.code, finding.at) == (Code.SURVEY_SHORT, Cell("school.xlsx", "满意度", "B2"))
    assert str(finding.text) == "600 copies were handed out, and 703 are asked for"


def test_a_school_samples_nothing() -> None:
    """without 常住人口 no sample is asked for; nor without a rule."""
    answer = told(group())
    assert (answer.needed, answer.enough) == (None, None)
    assert told(group(), people="46万人", settings={}).needed is None


def test_population_as_a_figure() -> None:
    """常住人口 may be a figure, of which the last year counts; 基本信息 goes before it."""
    figures = (
        figure("常住人口", 50, unit="万人", year=Y20),
        figure("常住人口", "46.83", unit="万人", year=Y21),
    )
    answer, _ = satisfaction(surveyed(group(), figures=figures))
    assert answer is not None
    assert answer.needed == 703
    answer, _ = satisfaction(surveyed(group(), figures=figures, people="50万人"))
    assert answer is not None
    assert answer.needed == 750


def test_population_without_unit() -> None:
    """46.83 may be people or 万: it is found, and no sample is judged."""
    answer, (finding,) = satisfaction(surveyed(group(), people="46.83"))
    assert answer is not None
    assert (answer.needed, answer.enough) == (None, None)
    assert (finding.code, finding.at.ref) == (Code.VALUE_INVALID, "B9")


def test_too_few_parents() -> None:
    """parents are counted by the copies that went to them, whatever their group is called."""
    few = (group("小学家长", sent=399), group("学生家长", 3, sent=0, **NOBODY))
    others = replace(TEACHERS, sent=400, row=row("满意度", 4))
    answer, (finding,) = satisfaction(surveyed(*few, others))
    assert answer is not None
    assert answer.parents == Decimal(39900) / 799
    assert (finding.code, finding.at.ref) == (Code.SURVEY_SHORT, "B2")
    assert str(finding.text).startswith("49.94% of the copies went to parents, and at least 50%")
    half = told(group(), replace(TEACHERS, sent=400))
    assert half.parents == 50


NOBODY = dict(
    returned=0, valid=0, satisfied=0, fairly=0, unsatisfied=0, visited=0, pleased=0
)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "cell", "words"),
    [
        (dict(returned=401), "C2", "more copies returned than sent, 401 of 400"),
        (dict(valid=391, satisfied=311), "D2", "more valid copies than returned, 391 of 390"),
        (dict(satisfied=301), "D2", "381 answers in 380 valid copies"),
        (dict(unsatisfied=0), "D2", "350 answers in 380 valid copies"),
        (dict(pleased=21), "I2", "more people pleased than visited, 21 of 20"),
    ],
)
def test_what_cannot_be(fields, cell, words) -> None:
    """impossible counts are found in their cell, and nothing is judged by them."""
    answer, (finding,) = satisfaction(surveyed(group(**fields)))
    assert answer is not None
    assert (finding.code, finding.at.ref) == (Code.SURVEY_INVALID, cell)
    assert words in str(finding.text)
    assert answer.met is None
    assert answer.working.endswith("，问卷份数有误，不作判定")


def test_no_copies_no_rates() -> None:
    """0 of 0 is no rate and no verdict."""
    answer = told(group(sent=0, **NOBODY))
    assert (answer.total.rate, answer.total.response, answer.parents, answer.met) == (None,) * 4
    assert answer.working == "没有有效问卷，无法判定"


def test_open_suggestions() -> None:
    """what has no answer is open; suggestions alone are a survey without copies."""
    at = row("意见建议")
    wish = Suggestion("家长", "校门口拥堵", "", "王德成", at)
    done = Suggestion("家长", "操场积水", "已疏通排水沟", "王德成", at)
    answer = told(suggestions=(wish, done))
    assert (answer.groups, answer.total.sent, answer.open) == ((), 0, (wish,))


def test_no_survey() -> None:
    """a workbook that tells of no survey has no satisfaction."""
    assert satisfaction(surveyed()) == (None, ())


def test_senseless_settings() -> None:
    """the rules of settings that are no numbers do not count."""
    settings = {"满意度抽样比例": "若干", "满意度最低样本": "很多", "满意度家长比例": "半数"}
    answer, findings = satisfaction(surveyed(group(), people="46万人", settings=settings))
    assert answer is not None
    assert answer.needed is None
    assert findings == ()


@st.composite
def possible(draw) -> Respondents:
    sent = draw(st.integers(0, 10**5))
    returned = draw(st.integers(0, sent))
    valid = draw(st.integers(0, returned))
    satisfied = draw(st.integers(0, valid))
    fairly = draw(st.integers(0, valid - satisfied))
    visited = draw(st.integers(0, 100))
    return group(
        sent=sent, returned=returned, valid=valid, satisfied=satisfied, fairly=fairly,
        unsatisfied=valid - satisfied - fairly,
        visited=visited, pleased=draw(st.integers(0, visited)),
    )  # fmt: skip


@given(st.lists(possible(), min_size=1, max_size=4), st.integers(1, 100))
def test_what_can_be_is_judged(groups, bar) -> None:
    """rates lie within 0 and 100, and the verdict is that of whole numbers."""
    answer, findings = satisfaction(surveyed(*groups, bar=str(bar), settings={}))
    assert answer is not None
    assert findings == ()
    for one in (*answer.groups, answer.total):
        for rate in (one.rate, one.response):
            assert rate is None or 0 <= rate <= 100
    content, valid = sum(g.satisfied + g.fairly for g in groups), sum(g.valid for g in groups)
    assert answer.met is (content * 100 >= bar * valid if valid else None)
