"""Tasks, their signatures, and the rectification ledger."""

from datetime import date
from decimal import Decimal

import pytest
from sound_school import FILES, GROUP, LEDGER, PARTS, REQUIREMENTS, TASKS, findings, school, told

from dossier.assess.indicators import assess
from dossier.finding import Code
from dossier.model.standard import Stage
from factories import (
    Y20,
    Y21,
    box_spec,
    evidence,
    evidence_file,
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
    figures = [
        figure("图书", value, year=years[name], unit="册/生") for name, value in values.items()
    ]
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
    closed = {"closed": date(2023, 4, 1), "status": "已销号", "row": LEDGER}
    assert told(ledger=(rectification(**closed),)) == [
        "整改台账!M7: the problem is closed, but nothing proves it [closed-without-evidence]",
        "  hint: name the registered title that proves it",
    ]
    assert told(ledger=(rectification(**closed, evidence="题名"),)) == []
    only_said = rectification(status="已销号", row=LEDGER)
    only_dated = rectification(closed=date(2023, 4, 1), row=LEDGER)
    for entry in (only_said, only_dated):
        found = [f.code for f in findings(ledger=(entry,))]
        assert found == [Code.CLOSED_WITHOUT_EVIDENCE, Code.LEDGER_CONTRADICTION]


def test_an_open_problem_may_name_what_is_only_registered():
    """registered evidence whose file is missing is told once, by the folder's check."""
    entries = (*PARTS["evidence"], evidence("无.pdf", title="验收单"))
    found = findings(evidence=entries, ledger=(rectification(evidence="验收单"),))
    assert [f.code for f in found] == [Code.FILE_MISSING]


def test_nothing_is_closed_on_what_cannot_be_bound():
    """a closed problem whose evidence is a gap is named; one sound entry of the title is enough."""
    closed = rectification(
        closed=date(2023, 4, 1), status="已销号", evidence="验收单、a.pdf", row=LEDGER
    )
    lost = evidence("无.pdf", title="验收单")
    damaged = evidence_file("坏.pdf", fault=Code.FILE_DAMAGED)
    broken = evidence("坏.pdf", title="验收单")

    def of_ledger(*more, files=FILES):
        found = findings(evidence=(*PARTS["evidence"], *more), files=files, ledger=(closed,))
        return [(f.code, f.place) for f in found if f.at and f.at.sheet == "整改台账"]

    told_of = [(Code.CLOSED_WITHOUT_EVIDENCE, "test.xlsx!整改台账!M7")]
    assert of_ledger(lost) == told_of
    assert of_ledger(broken, files=(*FILES, damaged)) == told_of
    sound = evidence("好.pdf", title="验收单")
    assert of_ledger(lost, sound, files=(*FILES, evidence_file("好.pdf"))) == []


def test_evidence_of_the_ledger_may_be_several_names():
    """names stand apart by 、 ； or a line each, and a registered title may hold such a mark."""
    entries = (*PARTS["evidence"], evidence("c.pdf", title="小学、初中招生方案"))

    def unknown(names):
        found = findings(evidence=entries, ledger=(rectification(evidence=names),))
        return [
            dict(f.text.values)["evidence"] for f in found if f.code is Code.LEDGER_EVIDENCE_UNKNOWN
        ]

    assert unknown("小学、初中招生方案") == unknown("往年方案；a.pdf\n p.jpg ") == []
    assert unknown("往年方案、合同；发票") == ["合同", "发票"]


@pytest.mark.parametrize(
    ("given", "place", "text"),
    [
        (
            {"status": "已销号"},
            "O7",
            "the status is '已销号', but no date of closing is given",
        ),
        (
            {"status": "已完成", "closed": date(2023, 4, 1)},
            "P7",
            "it was closed on 2023-04-01, but the status is '已完成'",
        ),
        (
            {"status": "已销号", "closed": date(2023, 8, 21)},
            "O7",
            "it is closed on 2023-08-21, which is after 2023-08-20, the day of the documents",
        ),
        ({"status": "已销号", "closed": date(2023, 8, 20)}, "", ""),
        ({"status": "整改中"}, "", ""),
    ],
)
def test_closing_agrees_with_its_date(given, place, text):
    """状态 and 销号日期 say the same, and nothing is closed after 成文日期."""
    entry = rectification(**given, evidence="题名", person="李芳", row=LEDGER)
    found = findings(ledger=(entry,), dated=date(2023, 8, 20))
    wanted = [(Code.LEDGER_CONTRADICTION, f"test.xlsx!整改台账!{place}", text, GROUP, "李芳")]
    assert [(f.code, f.place, f.text.spoken("en"), f.group, f.person) for f in found] == (
        wanted if place else []
    )


def test_what_is_overdue_is_told():
    """an open problem is named from the day after its deadline; a closed one never is."""
    due = rectification(deadline=date(2023, 8, 19), row=LEDGER)

    def codes(*ledger, **more):
        return [f.code for f in findings(ledger=ledger, **more)]

    assert codes(due, dated=date(2023, 8, 19)) == codes(due) == []
    (finding,) = findings(ledger=(due,), dated=date(2023, 8, 20))
    assert (finding.code, finding.place) == (Code.MEASURE_OVERDUE, "test.xlsx!整改台账!J7")
    assert (
        finding.text.spoken("en")
        == "'公示不及时' was due on 2023-08-19 and is still open ('整改中')"
    )
    done = rectification(
        deadline=date(2023, 4, 1), closed=date(2023, 5, 1), status="已销号", evidence="题名"
    )
    assert codes(done, dated=date(2023, 8, 20)) == []


def test_an_open_measure_about_what_is_met_is_no_finding():
    """a problem may stay open after its indicator is met."""
    open_still = rectification("J06", row=LEDGER)
    assert told(**judged(y2020=20, y2021=30), ledger=(open_still,)) == []
