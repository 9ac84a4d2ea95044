"""The order of the work: plans before what they announce, boxes after what they hold."""

from datetime import date

from dossier.check.facts import Facts
from dossier.check.order import (
    boxes_before_their_papers,
    chapters_after_their_deadlines,
    signatures_out_of_order,
)
from dossier.facts import replace
from dossier.model.assessment import Assessment
from dossier.model.days import Month
from dossier.model.standard import Phase
from dossier.plan.run import chapters
from dossier.source import Cell
from factories import Y21, chapter_spec, dossier, evidence, row, task

CHAPTER = row("章节", dated="G")
TASK = row("任务分解表", deadline="E", signed="F")
REGISTER = row("佐证材料登记", dated="E")


def cell(name: str) -> Cell:
    return Cell("school.xlsx", "基本信息", name)


def facts(days: dict[str, date], **parts) -> Facts:
    """A school with these days in 基本信息."""
    made = dossier(dated=days.get("成文日期"), **parts)
    school = replace(made.school, days=days, cells={name: cell(name) for name in days})
    made = replace(made, school=school)
    return Facts(made, {}, (), Assessment(), chapters(made.standard, school))


def said(check, facts: Facts) -> list[str]:
    return [f"{f.place}: {f.text.spoken('en')}" for f in check(facts)]


PLAN = chapter_spec("R03", title="整改方案", phase=Phase.PLAN, row=CHAPTER, indicator="Z01")
REPORT = chapter_spec("R01", indicator="Z02", row=CHAPTER)
AIMS = {"整改目标": ("2022年12月底前完成补充。",), "下一步打算": ("2023年12月31日前完工。",)}
WORD_CELLS = {name: (Cell("school.xlsx", "报告文字", f"B{n}"),) for n, name in enumerate(AIMS, 2)}


def test_a_chapter_bears_its_own_day_or_that_of_its_phase():
    """its row comes first; then 部署日期 for plans, which without one have that of the reports."""
    own = replace(PLAN, code="R04", dated=date(2022, 10, 13), number="星光校〔2022〕16号")
    standard = dossier(chapters=(PLAN, REPORT, own)).standard
    days = {"部署日期": date(2022, 10, 10), "成文日期": date(2023, 8, 20)}
    both = facts(days).dossier.school
    late = facts({"成文日期": date(2023, 8, 20)}).dossier.school
    assert [c.dated for c in chapters(standard, both)] == [*days.values(), date(2022, 10, 13)]
    assert [c.dated.year for c in chapters(standard, late)] == [2023, 2023, 2022]
    assert chapters(standard, both)[2].number == "星光校〔2022〕16号"


def test_a_plan_is_dated_before_its_deadlines():
    """a plan of August 2023 that announces December 2022 is told, with both cells."""
    parts = dict(chapters=(PLAN, REPORT), words=AIMS, word_cells=WORD_CELLS)
    late = facts({"成文日期": date(2023, 8, 20)}, **parts)
    assert said(chapters_after_their_deadlines, late) == [
        (
            "school.xlsx!基本信息!成文日期: '整改方案' bears 2023-08-20, but announces "
            "'2022年12月底前' in school.xlsx!报告文字!B2"
        )
    ]
    days = {"部署日期": date(2022, 12, 31), "成文日期": date(2023, 12, 31)}
    assert said(chapters_after_their_deadlines, facts(days, **parts)) == []


def test_a_task_is_due_after_the_plan():
    """the deadline of a task is announced by the plans; a report is not bound by it."""
    tasks = (task(deadline=date(2022, 10, 31), row=TASK),)
    days = {"部署日期": date(2022, 11, 1), "成文日期": date(2023, 8, 20)}
    (one,) = said(chapters_after_their_deadlines, facts(days, chapters=(PLAN, REPORT), tasks=tasks))
    assert one.startswith("school.xlsx!基本信息!部署日期: '整改方案' bears 2022-11-01")
    assert one.endswith("in test.xlsx!任务分解表!E2")


def test_a_report_is_dated_before_what_it_plans():
    """a report that plans for a time before its own day is told at the cell of its own day."""
    own = replace(REPORT, dated=date(2024, 1, 1))
    made = facts({}, chapters=(own,), words=AIMS, word_cells=WORD_CELLS)
    (one,) = said(chapters_after_their_deadlines, made)
    assert one.startswith("test.xlsx!章节!G2: '自查报告' bears 2024-01-01")
    assert one.endswith("'2023年12月31日前' in school.xlsx!报告文字!B3")


def test_signatures_before_and_after_their_time():
    """signed before the tasks were set, or when they were due already; in between is right."""
    when = [date(2022, 10, 9), date(2022, 10, 10), date(2023, 3, 31), date(2023, 4, 1)]
    due = date(2023, 3, 31)
    tasks = tuple(task(f"B0{n}", deadline=due, signed=day, row=TASK) for n, day in enumerate(when))
    told = said(signatures_out_of_order, facts({"部署日期": date(2022, 10, 10)}, tasks=tasks))
    assert [one.split(", ", 1)[0].split(": ")[1] for one in told] == [
        "'B00' was signed for on 2022-10-09",
        "'B03' was signed for on 2023-04-01",
    ]


def test_boxes_put_in_order_before_their_papers():
    """整理日期 and 检查日期 before the newest paper are told, with it; 检查 comes after 整理."""
    entry = evidence(dated=date(2022, 7, 6), title="总结", row=REGISTER)
    days = {
        "成文日期": date(2022, 7, 8),
        "整理日期": date(2022, 7, 5),
        "检查日期": date(2022, 7, 9),
    }
    assert said(boxes_before_their_papers, facts(days, evidence=(entry,))) == [
        (
            "school.xlsx!基本信息!整理日期: '整理日期' is 2022-07-05, but '总结' in the boxes "
            "is of 2022-07-06 (test.xlsx!佐证材料登记!E2)"
        )
    ]
    days |= {"整理日期": date(2022, 7, 10)}
    assert said(boxes_before_their_papers, facts(days, evidence=(entry,))) == [
        (
            "school.xlsx!基本信息!检查日期: '检查日期' is 2022-07-09, but the boxes were put in "
            "order on 2022-07-10 (school.xlsx!基本信息!整理日期)"
        )
    ]


def test_chapters_count_among_the_papers():
    """a box that was put in order before its own report was signed is told."""
    days = {"成文日期": date(2023, 8, 20), "整理日期": date(2023, 8, 15)}
    (one,) = said(boxes_before_their_papers, facts(days, chapters=(REPORT,)))
    assert "'自查报告' in the boxes is of 2023-08-20" in one
    assert said(boxes_before_their_papers, facts(days | {"整理日期": date(2023, 8, 20)},
                                                chapters=(REPORT,))) == []  # fmt: skip


def test_what_is_wrong_itself_makes_no_box_wrong():
    """a day outside its year or after 成文日期 is told there; a month counts as its first day."""
    entries = tuple(
        evidence(f"{n}.pdf", dated=day, year=year, row=REGISTER)
        for n, (day, year) in enumerate([
            (date(2029, 1, 1), Y21), (date(2023, 9, 9), None), (Month(2023, 8, 1), None),
        ])
    )  # fmt: skip
    days = {"成文日期": date(2023, 8, 20), "整理日期": date(2023, 8, 10)}
    assert said(boxes_before_their_papers, facts(days, evidence=entries)) == []
