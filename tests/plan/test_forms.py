"""The official forms: what stands in which cell, and what is dark."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.facts import replace
from dossier.finding import Code
from dossier.model.assessment import (
    Assessment,
    GroupSatisfaction,
    Growth,
    Loss,
    Satisfaction,
    Score,
    Verdict,
)
from dossier.model.form import Form, FormCell, placed
from dossier.model.result import Result
from dossier.model.rules import (
    FormLine,
    GrowthRule,
    Part,
    Pass,
    PassRule,
    Rising,
    Rules,
    Scoring,
    ScoringRule,
)
from dossier.model.school import School
from dossier.model.standard import Family, Stage
from dossier.model.years import FiscalYear
from dossier.plan.forms import (
    SchoolRow,
    Subject,
    Told,
    faults,
    forms,
    school_alone,
    school_row,
)
from dossier.plan.forms.figures import number_of
from factories import Y20, Y21, assessment, dossier, figure, indicator, measure, row

P, J, WHOLE = Stage.PRIMARY, Stage.JUNIOR, Stage.SCHOOL
CONDITIONS = (
    indicator("J01", name="生均用房", family=Family.CONDITIONS, level="C"),
    indicator("J06", name="生均图书", family=Family.CONDITIONS, level="C"),
)
BALANCE = (
    indicator("H05", name="生均图书册数", family=Family.BALANCE, level="C"),
    indicator("H06", name="师生比", family=Family.BALANCE, level="C"),
)
MEASURES = (
    measure("J01", by_stage=True, unit="㎡/生"),
    measure("J06", by_stage=False),
    measure("H05", by_stage=True, places=2),
    measure("H06", by_stage=True, places=3, unit="师/生"),
)


def grid(form: Form) -> list[list[str]]:
    """Head and body as they are seen: merged cells repeat their text, dark ones begin with ■."""
    columns = len(form.widths)
    lines: list[list[str]] = []
    for rows in (form.head, form.body):
        part = [[""] * columns for _ in rows]
        for line, column, cell in placed(rows, columns):
            for down in range(cell.down):
                for across in range(cell.across):
                    part[line + down][column + across] = ("■" if cell.dark else "") + cell.text
        lines += part
    return lines


def body(form: Form) -> list[list[str]]:
    return grid(form)[len(form.head) :]


def by_number(subject: Subject) -> dict[str, Form]:
    return {form.number: form for form in forms(subject)}


def result(code: str, stage: Stage, shown: str, met: bool | None = None, **more) -> Result:
    given = dict(
        threshold=None if met is None else Decimal(25),
        shown_threshold="" if met is None else "≥ 25册/生",
        margin="", working="", cells=(), value=Decimal(1), year=Y21,
    )  # fmt: skip
    of = next(one for one in MEASURES if one.code == code)
    return Result(measure=of, stage=stage, met=met, shown=shown, **(given | more))


def nine_year(results: tuple[Result, ...], **more) -> Subject:
    facts = dict(
        indicators=(*CONDITIONS, *BALANCE),
        measures=MEASURES,
        figures=(
            figure("学生数", 798, P), figure("学生数", 439, J),
            figure("教学班数", 18, P), figure("教学班数", 9, J),
        ),
    )  # fmt: skip
    made = dossier(**(facts | more))
    subject = school_alone(made, Assessment(results=results))
    assert subject is not None
    return subject


RESULTS = (
    result("J01", P, "4.05㎡/生", True),
    result("J01", J, "3.90㎡/生", False),
    result("J06", WHOLE, "28.80册/生", True),
)


def test_each_part_of_a_school_has_its_row() -> None:
    """This test ensures that 小学部 stands in Ⅱ-1 and 初中部 in Ⅱ-2, with 1 where it passes."""
    found = by_number(nine_year(RESULTS))
    assert list(found) == ["表Ⅱ-1", "表Ⅱ-2", "表Ⅲ-1", "表Ⅲ-2"]
    assert body(found["表Ⅱ-1"]) == [["星光实验学校", "18", "798", "4.05", "28.80", "1"]]
    assert body(found["表Ⅱ-2"]) == [["星光实验学校", "9", "439", "■3.90", "28.80", ""]]


def test_the_head_names_indicators_units_and_columns() -> None:
    """This test ensures the official head of 表Ⅱ, with its merged cells."""
    form = by_number(nine_year(RESULTS))["表Ⅱ-1"]
    values, passes = "办学基本条件指标值", "该校综合评估是否达标"
    names = ["学校名称", "班数\n（个）", "学生数\n（人）"]
    assert grid(form)[:3] == [
        [*names, values, values, passes],
        [*names, "生均用房\n（㎡/生）", "生均图书\n（册/生）", passes],
        [*names, "L1", "L2", "L3"],
    ]
    assert form.heading == "表Ⅱ-1 小学办学基本标准达标情况"
    assert form.unit == "填报单位：星光实验学校　　　　2021—2022学年度"


def test_numbers_are_known_as_numbers() -> None:
    """This test ensures that a workbook can store what is a number as one, and nothing else."""
    cells = by_number(nine_year(RESULTS))["表Ⅱ-2"].body[0]
    assert [cell.number for cell in cells] == [False, True, True, True, True, False]


def test_what_is_not_judged_is_neither_dark_nor_met() -> None:
    """This test ensures that an indicator without a threshold gives its value and no verdict."""
    watched = (RESULTS[0], result("J06", WHOLE, "28.80册/生", None))
    form = by_number(nine_year(watched))["表Ⅱ-1"]
    assert body(form) == [["星光实验学校", "18", "798", "4.05", "28.80", ""]]


def test_a_value_that_is_not_there_is_no_pass() -> None:
    """This test ensures that — and no 1 stands where an indicator could not be computed."""
    form = by_number(nine_year(RESULTS[:2]))["表Ⅱ-1"]
    assert body(form) == [["星光实验学校", "18", "798", "4.05", "—", ""]]


@pytest.mark.parametrize(
    ("stage", "met", "mark"),
    [(J, True, "1"), (WHOLE, True, "1"), (J, None, ""), (J, False, ""), (P, True, "")],
)
def test_the_rules_say_who_passes(stage: Stage, met: bool | None, mark: str) -> None:
    """This test ensures that verdicts of the stage or the school go before all-met."""
    rule = PassRule(Family.CONDITIONS, Pass.AT_LEAST, {WHOLE: Decimal(1)}, True, "", row())
    verdict = Verdict(rule, Family.CONDITIONS, stage, Y21, met, "")
    made = dossier(
        indicators=CONDITIONS,
        measures=MEASURES,
        figures=(figure("学生数", 1, P), figure("学生数", 439, J)),
    )
    subject = school_alone(made, Assessment(results=RESULTS, verdicts=(verdict,)))
    assert subject is not None
    assert body(by_number(subject)["表Ⅱ-2"])[0][-1] == mark


def test_a_school_of_one_part_stands_in_one_form() -> None:
    """This test ensures that what is declared for the whole school counts for its only part."""
    subject = nine_year(
        (result("J01", P, "4.05㎡/生", True), result("J06", WHOLE, "28.80册/生", True)),
        facts={"学校名称": "中坝小学", "学校类型": "完全小学"},
        figures=(figure("学生数", 206), figure("教学班数", 6)),
    )
    found = by_number(subject)
    assert list(found) == ["表Ⅱ-1", "表Ⅲ-1"]
    assert body(found["表Ⅱ-1"]) == [["中坝小学", "6", "206", "4.05", "28.80", "1"]]


def test_unverified_thresholds_are_marked_in_the_notes() -> None:
    """This test ensures that every form that prints an unverified value says so."""
    unsure = tuple(
        replace(one, measure=replace(one.measure, verified=one.measure.code != "J01"))
        for one in RESULTS
    )
    notes = by_number(nine_year(unsure))["表Ⅱ-1"].notes
    assert any("生均用房 ≥ 25册/生（未核实）；生均图书 ≥ 25册/生。" in note for note in notes)
    assert any("没有文件原文" in note for note in notes)
    assert not any("未核实" in n for n in by_number(nine_year(RESULTS))["表Ⅱ-1"].notes)


def county(*schools: SchoolRow, **more) -> Subject:
    made = dossier(indicators=(*CONDITIONS, *BALANCE), measures=MEASURES)
    own = School(facts={}, cells={}, figures={}, assessments={}, words={})
    given = dict(variations={}, rules=Rules())
    return Subject(
        name="云岭县", year=Y21, standard=made.standard, own=own, schools=schools, **(given | more)
    )


def school(name: str, pupils: int, books: str, ratio: str = "0.050") -> SchoolRow:
    told = {
        ("H05", P): Told(Decimal(books), books, "", None),
        ("H06", P): Told(Decimal(ratio), ratio, "", None),
        ("J01", P): Told(Decimal(books), books, "≥ 4", Decimal(books) >= 4),
        ("J06", WHOLE): Told(Decimal(30), "30.00", "≥ 25", True),
    }
    return SchoolRow(name, "小学", {P: Decimal(pupils)}, {P: Decimal(2)}, told)


def test_the_means_of_a_county_are_weighted() -> None:
    """This test ensures X̄ = Σx ÷ ΣP: 302 pupils, 1913 books (the published example, 6.33)."""
    pupils, books = (45, 37, 89, 76, 55), (279, 137, 935, 160, 402)
    schools = [
        replace(
            school(f"校{n}", count, "1"),
            values={("H05", P): Told(Decimal(total) / count, "", "", None)},
        )
        for n, (count, total) in enumerate(zip(pupils, books, strict=True))
    ]
    form = by_number(county(*schools, variations={("H05", P): Decimal("0.5153")}))["表Ⅲ-1"]
    assert body(form)[-3:] == [
        ["全县平均值", "全县平均值", "6.33", "—"],
        ["差异系数", "差异系数", "0.515", "—"],
        ["综合差异系数", "综合差异系数", "—", "—"],
    ]


def test_coefficients_above_their_limit_are_dark() -> None:
    """This test ensures the composite is the plain mean, and no rounding hides a verdict."""
    limits = (
        PassRule(Family.BALANCE, Pass.EACH_CV, {P: Decimal("0.5")}, True, "", row()),
        PassRule(Family.BALANCE, Pass.COMPOSITE_CV, {P: Decimal("0.45")}, False, "", row()),
    )
    subject = county(
        school("甲", 10, "5.00"),
        variations={("H05", P): Decimal("0.50004"), ("H06", P): Decimal("0.4")},
        rules=Rules(passing=limits),
    )
    form = by_number(subject)["表Ⅲ-1"]
    assert body(form)[-2:] == [
        ["差异系数", "差异系数", "■0.50004", "0.400"],
        ["综合差异系数", "综合差异系数", "■0.45002", "■0.45002"],
    ]
    assert any("综合差异系数不高于0.45（未核实）" in note for note in form.notes)


def test_a_school_alone_leaves_the_coefficients_to_the_county() -> None:
    """This test ensures that a school prints its values and invents no mean."""
    form = by_number(nine_year((result("H05", P, "27.81册/生"),)))["表Ⅲ-1"]
    assert body(form) == [
        ["星光实验学校", "798", "27.81", "—"],
        *(
            [name, name, "由县级统一计算", "由县级统一计算"]
            for name in ("全县平均值", "差异系数", "综合差异系数")
        ),
    ]


def test_schools_stand_in_the_order_of_the_register_and_are_summed() -> None:
    """This test ensures that a county's 表Ⅱ keeps the order and counts who passes."""
    form = by_number(county(school("乙", 1000, "5.00"), school("甲", 206, "3.00")))["表Ⅱ-1"]
    assert body(form) == [
        ["乙", "2", "1,000", "5.00", "30.00", "1"],
        ["甲", "2", "206", "■3.00", "30.00", ""],
        ["合计（2所）", "4", "1,206", "", "", "1"],
    ]


@given(
    st.lists(st.tuples(st.integers(1, 3000), st.decimals(0, 9, places=2)), min_size=1, max_size=8)
)
def test_dark_cells_are_exactly_the_unmet_ones(drawn: list[tuple[int, Decimal]]) -> None:
    """This test ensures that no met value is dark and no unmet one is not, for any county."""
    schools = [school(f"校{n}", count, f"{value:.2f}") for n, (count, value) in enumerate(drawn)]
    form = by_number(county(*schools))["表Ⅱ-1"]
    dark = [[cell.dark for cell in line] for line in form.body[: len(schools)]]
    assert dark == [[False, False, False, value < 4, False, False] for _, value in drawn]


def score(code: str, points: str | None, working: str) -> Score:
    rule = ScoringRule(
        code, "项目", Decimal(4), Scoring.SYSTEM, "", WHOLE, None, Decimal(1), None,
        Part.PROPORTIONAL, code != "B02", "", row(),
    )  # fmt: skip
    given = None if points is None else Decimal(points)
    loss = Loss(rule, None if given is None else 4 - given, working)
    return Score(code, Decimal(4), given, (loss,))


TREE = (
    indicator("A1", level="A", name="入学机会"),
    indicator("B01", parent="A1", name="随迁子女"),
    indicator("B02", parent="A1", name="留守儿童", verified=False),
    indicator("A2", level="A", name="保障机制"),
    indicator("B03", parent="A2", name="三个增长"),
)


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


def line(form: str, number: int, caption: str, take: str, **more) -> FormLine:
    given = dict(stage=WHOLE, unit="", places=0, row=row("表册", take=f"D{number}"))
    return FormLine(form, f"L{number}", caption, take, **(given | more))


def listed(*lines: FormLine, growths: tuple[Growth, ...] = (), **school) -> dict[str, Form]:
    funds = {(f.name, f.stage, f.year): f for f in school.pop("funds", ())}
    fiscal = school.pop("fiscal_years", ())
    made = dossier(fiscal_years=fiscal, **school)
    made = replace(made, rules=Rules(forms=lines), school=replace(made.school, funds=funds))
    subject = school_alone(made, Assessment(growths=growths))
    assert subject is not None
    return by_number(subject)


def test_a_listed_form_takes_figures_facts_and_formulas() -> None:
    """This test ensures values, sums of parts, conversions, facts, blanks and — in 表Ⅰ."""
    form = listed(
        line("表1", 1, "人口", "常住人口", unit="万人", places=2),
        line("表1", 2, "学生数", "学生数", unit="人"),
        line("表1", 3, "每班人数", "学生数÷教学班数", places=1),
        line("表1", 4, "服务人口", "基本信息:服务人口", unit="人"),
        line("表1", 5, "乡镇", "基本信息：乡镇"),
        line("表1", 6, "手工填写", ""),
        line("表1", 7, "没有", "没有的数据"),
        line("表1", 8, "生均经费", "生均经费"),
        facts={"学校名称": "星光实验学校", "服务人口": "18640人", "乡镇": "青溪镇"},
        figures=(
            figure("常住人口", 468312), figure("教学班数", 27),
            figure("学生数", 798, P), figure("学生数", 439, J),
            figure("生均经费", 900, P, unit="元"), figure("生均经费", 1100, J, unit="元"),
        ),
    )["表Ⅰ"]  # fmt: skip
    assert form.heading == "表Ⅰ 基本情况"
    assert [cell.text for cell in form.head[0]][:2] == ["人口\n（万人）", "学生数\n（人）"]
    assert body(form) == [["46.83", "1,237", "45.8", "18,640", "青溪镇", "", "—", "—"]]
    assert form.notes == ("注：“—”表示没有数据。",)


def test_captions_that_begin_alike_share_a_heading() -> None:
    """This test ensures the two-storied head of 教职工数：小学 and 教职工数：初中."""
    form = listed(
        line("表Ⅰ", 1, "乡镇", ""), line("表Ⅰ", 2, "教职工：小学", ""),
        line("表Ⅰ", 3, "教职工:初中", "", unit="人"),
    )["表Ⅰ"]  # fmt: skip
    assert grid(form)[:3] == [
        ["乡镇", "教职工", "教职工"], ["乡镇", "小学", "初中\n（人）"], ["L1", "L2", "L3"]
    ]  # fmt: skip


def test_many_columns_stand_in_bands() -> None:
    """This test ensures that 22 columns fill the width of a page twice, and no group is torn."""
    lines = [line("表Ⅰ", n, f"项目{n}", "") for n in range(1, 10)]
    lines += [line("表Ⅰ", n, f"学校数：{n}", "") for n in range(10, 14)]
    form = listed(*lines)["表Ⅰ"]
    assert form.head == ()
    assert len(form.widths) == 9
    numbers = [cells for cells in grid(form) if "L1" in cells or "L10" in cells]
    assert numbers == [[f"L{n}" for n in range(1, 10)], ["L10", "L11", "L12", "L13", *[""] * 5]]


@given(st.integers(1, 60))
def test_every_column_is_printed_once_and_the_grid_is_full(count: int) -> None:
    """This test ensures that no number of columns loses one or leaves a hole."""
    lines = [line("表Ⅰ", n, f"组{n // 5}：{n}", "") for n in range(1, count + 1)]
    printed = [text for cells in grid(listed(*lines)["表Ⅰ"]) for text in cells if text[:1] == "L"]
    assert printed == [f"L{n}" for n in range(1, count + 1)]


FUNDS = tuple(
    figure(name, value, year=FiscalYear(year), unit="万元")
    for name, values in (("拨款", (100, 110, 115)), ("收入", (200, 210, 231)))
    for year, value in zip((2019, 2020, 2021), values, strict=True)
)


def test_money_has_a_row_for_each_year_and_its_growth() -> None:
    """This test ensures 表Ⅴ: the amount, 比上年%, and the growth that the law misses dark."""
    rule = GrowthRule("G1", "拨款增长", Rising.OUTPACES, "拨款", "收入", WHOLE, True, "", row())
    unmet = Growth(rule, FiscalYear(2021), None, None, False, "拨款 增长 4.55% ＜ 10.00%", ())
    form = listed(
        line("表五", 1, "拨款：金额", "拨款", unit="元", places=2),
        line("表五", 2, "拨款：比上年增长", "增长：拨款", unit="%", places=2),
        line("表五", 3, "占比", "拨款÷收入×100", unit="%", places=1),
        funds=FUNDS,
        fiscal_years=(FiscalYear(2019), FiscalYear(2020), FiscalYear(2021)),
        growths=(unmet,),
    )["表Ⅴ"]
    assert grid(form)[1:] == [
        ["年度", "金额\n（元）", "比上年增长\n（%）", "占比\n（%）"],
        ["栏次", "L1", "L2", "L3"],
        ["2019", "1,000,000.00", "—", "50.0"],
        ["2020", "1,100,000.00", "10.00", "52.4"],
        ["2021", "1,150,000.00", "■4.55", "49.8"],
    ]
    assert any("“拨款增长”未做到：拨款 增长 4.55% ＜ 10.00%" in note for note in form.notes)


def test_without_a_column_of_growth_the_amount_is_dark() -> None:
    """This test ensures that what did not grow is seen in any form of money."""
    rule = GrowthRule("G2", "收入增长", Rising.RISES, "收入", "", WHOLE, True, "", row())
    unmet = Growth(rule, FiscalYear(2020), None, None, False, "未增长", ())
    form = listed(
        line("表Ⅴ", 1, "收入", "收入"),
        funds=FUNDS,
        fiscal_years=(FiscalYear(2020), FiscalYear(2021)),
        growths=(unmet,),
    )["表Ⅴ"]
    assert body(form) == [["2020", "■210"], ["2021", "231"]]


def test_a_take_that_cannot_be_read_is_found_at_its_cell() -> None:
    """This test ensures that a slip in the sheet 表册 is told, and prints — meanwhile."""
    lines = (
        line("表Ⅰ", 1, "甲", "学生数＋"),
        line("表Ⅰ", 2, "乙", "增长:"),
        line("表Ⅰ", 3, "丙", ""),
    )
    found = list(faults(Rules(forms=lines)))
    assert [(one.code, one.at.ref if one.at else "") for one in found] == [
        (Code.FORMULA_INVALID, "D12"), (Code.FORMULA_INVALID, "D22"),
    ]  # fmt: skip
    assert body(listed(*lines)["表Ⅰ"]) == [["—", "—", ""]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *((text, "表Ⅴ") for text in ("表5", "表 5", "表五", "表Ⅴ", "表V", "表v")),
        *(("表iv-2", "表Ⅳ-2"), ("表1", "表Ⅰ"), ("附表", "附表"), ("表12", "表12")),
    ],
)  # fmt: skip
def test_numbers_of_forms_have_one_spelling(text: str, number: str) -> None:
    """This test ensures that 表1, 表一 and 表Ⅰ are one form."""
    assert number_of(text) == number


def asked(rate: str, met: bool | None) -> Satisfaction:
    total = GroupSatisfaction("合计", 600, 592, 589, 500, Decimal("98.67"), Decimal(rate))
    parents = GroupSatisfaction("家长代表", 420, 412, 409, 391, None, Decimal("95.599"))
    teachers = GroupSatisfaction("教师", 180, 180, 180, 109, None, Decimal("60.556"))
    return Satisfaction(
        (parents, teachers), total, 600, True, Decimal(70), 120, 110, Decimal(85), met, "算式", ()
    )


def test_the_survey_stands_in_nine_columns() -> None:
    """This test ensures 表Ⅵ, dark below its bar, with decimals that do not hide that it is."""
    made = dossier()
    subject = school_alone(made, Assessment(satisfaction=asked("84.9991", met=False)))
    assert subject is not None
    form = by_number(subject)["表Ⅵ"]
    assert body(form) == [["600", "420", "589", "409", "500", "■84.999", "120", "110", "91.67"]]
    assert form.head[0][0] == FormCell("问卷总数（份）", across=2, head=True)
    assert any("家长代表95.60%、教师60.56%" in note for note in form.notes)


def test_a_survey_that_nobody_answered_is_no_form() -> None:
    """This test ensures that suggestions alone do not make a form of nothings."""
    empty = replace(asked("1", met=None), groups=())
    subject = school_alone(dossier(), Assessment(satisfaction=empty))
    assert subject is not None
    assert forms(subject) == ()


def test_what_was_done_is_told_signed_and_sealed() -> None:
    """This test ensures that 表Ⅶ prints the school's own words in order, and room for the seal."""
    made = dossier(
        words={"特色亮点": ("农场。",), "存在问题": ("无关",), "主要做法": ("一。", "二。")}
    )
    subject = school_alone(made, Assessment())
    assert subject is not None
    form = by_number(subject)["表Ⅶ"]
    assert body(form)[:2] == [["主要做法", "　　一。\n　　二。"], ["特色亮点", "　　农场。"]]
    assert "学校（盖章）" in form.body[-1][1].text
    whole = by_number(replace(subject, variations={}))["表Ⅶ"]
    assert "县（市、区）人民政府（盖章）" in whole.body[-1][1].text


def test_a_long_story_goes_on_in_further_rows() -> None:
    """This test ensures that no row is higher than a workbook allows, and no word is lost."""
    paragraphs = tuple("字" * 500 + str(n) for n in range(4))
    subject = school_alone(dossier(words={"主要做法": paragraphs}), Assessment())
    assert subject is not None
    form = by_number(subject)["表Ⅶ"]
    assert form.body[0][0] == FormCell("主要做法", down=4, head=True)
    assert [line[1].strip() for line in body(form)[:4]] == list(paragraphs)


def test_the_workbook_goes_before_the_program() -> None:
    """This test ensures that a form whose columns the standard lists is not made twice."""
    found = listed(line("表Ⅶ", 1, "甲", ""), words={"主要做法": ("一。",)})
    assert [(form.number, len(form.widths)) for form in found.values()] == [("表Ⅶ", 1)]


def test_forms_stand_by_number() -> None:
    """This test ensures the order of the set, own forms last."""
    lines = [line(number, 1, "甲", "") for number in ("附表", "表五", "表1")]
    assert list(listed(*lines, indicators=TREE)) == ["表Ⅰ", "表Ⅳ", "表Ⅴ", "附表"]


def test_only_the_judged_year_counts() -> None:
    """This test ensures that values of earlier years stay out of the row."""
    made = dossier(school_years=(Y20, Y21), figures=(figure("学生数", 5, P, year=Y20),))
    old = result("J01", P, "1.00㎡/生", True, year=Y20)
    found = school_row("甲", made.school, Assessment(results=(old,)), Y21)
    assert (found.pupils, found.values) == ({}, {})


def test_no_school_year_no_forms() -> None:
    """This test ensures that a standard without years has no subject, instead of a crash."""
    assert school_alone(dossier(school_years=()), Assessment()) is None


def test_cells_fill_the_grid_or_it_is_told() -> None:
    """This test ensures that a hole, an overlap or an overhang cannot be drawn."""
    wide, tall = FormCell("甲", across=2), FormCell("乙", down=2)
    assert [(r, c) for r, c, _ in placed(((tall, wide), (wide,)), 3)] == [(0, 0), (0, 1), (1, 1)]
    for rows in (((tall, wide),), ((wide,),), ((tall, wide), (wide, wide))):
        with pytest.raises(AssertionError):
            list(placed(rows, 3))
