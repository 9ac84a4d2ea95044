"""表Ⅳ: the county's work, with its points."""

from decimal import Decimal

from form_subjects import TREE, WHOLE, body, by_number

from dossier.model.assessment import (
    Assessment,
    Loss,
    Score,
)
from dossier.model.rules import (
    PartialPoint,
    Scoring,
    ScoringRule,
)
from dossier.model.table import Form, FormCell
from dossier.plan.forms import (
    school_alone,
)
from factories import assessment, dossier, row


def score(code: str, points: str | None, working: str) -> Score:
    rule = ScoringRule(
        code, "项目", Decimal(4), Scoring.SYSTEM, "", WHOLE, None, Decimal(1), None,
        PartialPoint.PROPORTIONAL, code != "B02", "", row(),
    )  # fmt: skip
    given = None if points is None else Decimal(points)
    loss = Loss(rule, None if given is None else 4 - given, working)
    return Score(code, Decimal(4), given, (loss,))


def scored(*scores: Score) -> Form:
    said = (
        assessment("B01", practice=("有办法。细则。",)),
        assessment("B02", verdict="基本达标"),
    )
    made = dossier(indicators=TREE, assessments=said)
    subject = school_alone(made, Assessment(scores=scores))
    assert subject is not None
    return by_number(subject)["表Ⅳ"]


def test_the_countys_work_stands_under_its_a_level_with_points() -> None:
    """This test ensures merged groups, the working of the points, and blank columns to write in."""
    form = scored(
        score("B01", "4", "健全，不扣分"),
        score("B02", "3.5", "不健全"),
        score("B03", "3", "一次负增长，扣1分"),
    )
    assert form.body[0][0] == FormCell("A1 入学机会", down=2)
    assert body(form) == [
        ["A1 入学机会", "B01 随迁子女", "自评达标；健全，不扣分。", "4", "4", "", ""],
        ["A1 入学机会", "B02 留守儿童（未核实）", "自评基本达标；不健全。", "4", "3.5", "", ""],
        ["A2 保障机制", "B03 三个增长", "一次负增长，扣1分。", "4", "3", "", ""],
        ["合计", "合计", "合计", "12", "10.5", "", ""],
    ]  # fmt: skip
    assert any("评分标准未核实的指标：B02" in note for note in form.notes)


def test_an_open_judgement_leaves_the_sum_open() -> None:
    """This test ensures that no total is printed that a missing judgement would change."""
    form = scored(score("B01", None, "评判尚未录入"), score("B03", "3", "扣1分"))
    assert body(form)[-1] == ["合计", "合计", "合计", "8", "—", "", ""]
    assert any("自评分待定的指标：随迁子女" in note for note in form.notes)


def test_without_points_the_verdict_and_what_was_done_are_told() -> None:
    """This test ensures that a standard without scoring rules still gives a form to fill in."""
    form = scored()
    assert [line[2:5] for line in body(form)] == [
        ["自评达标；有办法。", "", ""], ["自评基本达标。", "", ""], ["", "", ""], ["合计", "", ""]
    ]  # fmt: skip
