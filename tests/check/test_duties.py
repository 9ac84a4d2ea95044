"""Tasks, their signatures, and the rectification ledger."""

from datetime import date
from decimal import Decimal

from sound_school import GROUP, LEDGER, PARTS, REQUIREMENTS, TASKS, findings, school, told

from dossier.assess.indicators import assess
from dossier.finding import Code
from dossier.model.standard import Stage
from factories import (
    Y20,
    Y21,
    box_spec,
    evidence,
    figure,
    indicator,
    measure,
    rectification,
    requirement,
    row,
    task,
)


def test_indicators_that_nobody_answers_for():
    """an indicator with required material and no task up the tree is named once."""
    lines = told(
        indicators=(*PARTS["indicators"], indicator("B02", parent="J1"), indicator("J1")),
        requirements=(
            *PARTS["requirements"],
            requirement("B02-1", indicator="B02", copies=0, row=REQUIREMENTS),
            requirement("B02-2", indicator="B02", copies=0, row=REQUIREMENTS),
        ),
        boxes=(*PARTS["boxes"], box_spec("02", indicators=("J1",))),
    )
    assert lines == [
        "材料要求!B3: nobody answers for 'B02' [task-unassigned]",
        "  hint: add a row to '任务分解表' of people.xlsx",
    ]


def test_tasks_that_nobody_signed():
    """a task without a date of signature is told with its owner."""
    (finding,) = findings(tasks=(task("A1", person="王平", signed=None, row=TASKS),))
    assert (finding.code, finding.place) == (Code.TASK_UNSIGNED, "test.xlsx!任务分解表!F6")
    assert finding.text.spoken("en") == "王平 has not signed for 'A1'"
    assert (finding.group, finding.person, finding.indicator) == (GROUP, "王平", "A1")


def judged(**values: int):
    """The results of J06 for years given as y2020=…, against 25."""
    rule = measure(
        formula="图书",
        thresholds={Stage.SCHOOL: Decimal(25)},
        row=row("计算指标", 9, code="A", formula="B"),
    )
    years = {"y2020": Y20, "y2021": Y21}
    figures = [figure("图书", value, year=years[name]) for name, value in values.items()]
    results, _ = assess(school(measures=(rule,), figures=figures))
    return {
        "results": results,
        "indicators": (*PARTS["indicators"], indicator("J06")),
        "measures": (rule,),
    }


def test_what_is_not_met_needs_a_measure():
    """an indicator that is not met in the latest year and stands in no ledger row is named."""
    assert told(**judged(y2020=30, y2021=20)) == [
        "计算指标!A9: 'J06' is not met, and the ledger has no row for it [unmet-without-measure]",
        "  hint: add a row to '整改台账' of ledger.xlsx",
    ]
    assert told(**judged(y2020=20, y2021=30)) == []
    of_two_parts = judged(y2021=20)
    of_two_parts["results"] *= 2
    assert len(told(**of_two_parts)) == 2
    planned = rectification("J06", row=LEDGER)
    assert told(**judged(y2021=20), ledger=(planned,)) == []


def test_evidence_of_the_ledger_must_be_registered():
    """the ledger names a registered title or file, and what was meant is offered."""

    def ledger(name):
        return told(ledger=(rectification(evidence=name, row=LEDGER),))

    assert ledger("往年方案") == ledger("a.pdf") == []
    assert ledger("往年的方案") == [
        "整改台账!M7: the evidence '往年的方案' is not registered [ledger-evidence-unknown]",
        "  hint: did you mean '往年方案'?",
    ]
    assert ledger("验收单") == [
        "整改台账!M7: the evidence '验收单' is not registered [ledger-evidence-unknown]"
    ]


def test_closed_problems_need_evidence():
    """a problem that is closed without evidence is named; an open one needs none."""
    closed = {"closed": date(2023, 4, 1), "row": LEDGER}
    assert told(ledger=(rectification(**closed),)) == [
        "整改台账!M7: the problem is closed, but nothing proves it [closed-without-evidence]",
        "  hint: name the registered title that proves it",
    ]
    assert told(ledger=(rectification(**closed, evidence="题名"),)) == []


def test_the_ledger_may_name_what_is_only_registered():
    """registered evidence whose file is missing is told once, by the folder's check."""
    entries = (*PARTS["evidence"], evidence("无.pdf", title="验收单"))
    found = findings(evidence=entries, ledger=(rectification(evidence="验收单"),))
    assert [f.code for f in found] == [Code.FILE_MISSING]
