"""The words of the self-evaluation by theme: they follow from the numbers."""

from decimal import Decimal

import pytest

from dossier.facts import replace
from dossier.model.assessment import Assessment, Loss, Score
from dossier.model.returns import Judgement
from dossier.model.rules import Scoring
from dossier.render.material import Material
from dossier.render.subject import subject_fields
from dossier.render.themes import rate_words, theme_fields
from factories import Y20, Y21, assessment, dossier, indicator, row, scoring_rule

INDICATORS = (
    indicator("A1", level="A", name="入学机会"),
    indicator("B05", parent="A1", name="入学率"),
    indicator("B06", parent="A1", name="辍学率控制"),
    indicator("A2", level="A", name="办学条件"),
    indicator("J01", parent="A2", name="生均用房"),
)


def measured(rule: Scoring, value: str, target: str | None, *before: str, unit: str = "%") -> Loss:
    """A loss of a rule that looked at figures, the last of them `value`."""
    values = tuple(map(Decimal, (*before, value)))
    own = scoring_rule(rule, item="入学率", target=Decimal(target) if target else None)
    years = (Y20, Y21)[2 - len(values) :]
    return Loss(own, Decimal(), "", None, (), years, values, unit)


@pytest.mark.parametrize(
    ("rule", "value", "target", "words"),
    [
        (Scoring.BELOW, "100", "99.5", "入学率100%，高于99.5%的要求"),
        (Scoring.BELOW, "99.375", "99.5", "入学率99.38%，低于99.5%的要求"),
        (Scoring.FLOOR, "10", "10", "入学率10%，达到10%的要求"),
        (Scoring.FLOOR, "9.9999", "10", "入学率9.9999%，低于10%的要求"),
        (Scoring.CEILING, "0", "0.6", "入学率为零，低于0.6%的上限"),
        (Scoring.CEILING, "0", "0", "入学率为零"),
        (Scoring.ABOVE, "5.2", "5", "入学率5.2%，超过5%的上限"),
        (Scoring.CEILING, "5", "5", "入学率5%，等于5%的上限"),
    ],
)
def test_a_rate_beside_its_line(rule, value, target, words):
    """This test ensures that a rate says on which side of the line it is, as the verdict has it."""
    assert rate_words(measured(rule, value, target)) == words


def test_a_rate_over_the_years():
    """This test ensures that rules over years tell each of them."""
    told = rate_words(measured(Scoring.EACH_FALL, "60", None, "50"))
    assert told == "入学率：2020—2021学年度50%、2021—2022学年度60%"


def told(*scores: Score, **said) -> list[tuple]:
    """The themes as plain tuples."""
    own = dossier(indicators=INDICATORS, assessments=tuple(said.values()))
    rows = theme_fields(Material(own, Assessment(scores=scores), (), (), {}))["主题自查"]()
    return [
        (one["主题"], one["概述"], [tuple(point.values()) for point in one["要点"]]) for one in rows
    ]


def test_a_theme_tells_its_indicators():
    """This test ensures that numbers, the school's own words and what was taken stand in order."""
    why = Judgement("B05", "档案", "不够", None, "缺两份记录。", "", row("评分录入"))
    taken = Loss(scoring_rule(Scoring.DONE, item="档案"), Decimal("0.5"), "档案：不够", why)
    rate = measured(Scoring.BELOW, "100", "99.5")
    score = Score("B05", Decimal(4), Decimal("3.5"), (rate, taken))
    own = assessment("B05", practice=("逐户走访", "登记造册。"))
    assert told(score, B05=own) == [
        (
            "入学机会",
            "2项指标自评达标1项（辍学率控制未自评）；分值4分，自评得分3.5分。",
            [("入学率", "入学率100%，高于99.5%的要求。", "逐户走访。登记造册。",
              "自评扣0.5分，原因是缺两份记录。")],
        )
    ]  # fmt: skip


def test_all_met_and_one_open():
    """This test ensures that what was not judged yet is told, and no points are made up for it."""
    said = {code: assessment(code, practice=("做法。",)) for code in ("B05", "B06")}
    open_ = Score("B06", Decimal(3), None, ())
    (theme,) = told(Score("B05", Decimal(4), Decimal(4), ()), open_, **said)
    assert theme[1] == "2项指标自评全部达标；分值4分，自评得分4分，另有1项待评。"


def test_one_series_is_told_once():
    """This test ensures that two rules over the same values make one sentence."""
    falls = measured(Scoring.EACH_FALL, "60", None, "50")
    mean = measured(Scoring.MEAN_FALL, "60", None, "50")
    (theme,) = told(Score("B05", Decimal(4), Decimal(4), (falls, mean)))
    assert theme[2][0][1] == "入学率：2020—2021学年度50%、2021—2022学年度60%。"


def test_an_indicator_shows_its_figures_by_year():
    """This test ensures that earlier years stand beside the one that is judged."""
    rate = measured(Scoring.BELOW, "98.5", "99.5", "99.6")
    lost = replace(rate, points=Decimal(1), working="98.5% 低于目标，扣 1 分")
    own = Assessment(scores=(Score("B05", Decimal(4), Decimal(3), (lost,)),))
    fields = subject_fields(Material(dossier(indicators=INDICATORS), own, (), (), {}), "B05")
    assert [fields[name]() for name in ("分值", "自评分", "扣分依据")] == [
        "4", "3", "98.5% 低于目标，扣 1 分",
    ]  # fmt: skip
    rows = [tuple(row.values()) for row in fields["评分结果"]()]
    assert rows == [
        ("入学率", "全校", "2020—2021学年度", "≥ 99.5%", "99.6%", "", "", False),
        ("入学率", "全校", "2021—2022学年度", "≥ 99.5%", "98.5%", "扣分", lost.working, True),
    ]
