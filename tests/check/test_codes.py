"""Codes and names that must be known."""

import pytest
from sound_school import (
    BOXES,
    FILES,
    LEDGER,
    PARTS,
    PHOTOS,
    REGISTER,
    REQUIREMENTS,
    TASKS,
    findings,
    told,
)

from dossier.model.standard import Scope
from factories import (
    assessment,
    box_spec,
    chapter_spec,
    duty,
    evidence,
    evidence_file,
    indicator,
    measure,
    photo,
    rectification,
    requirement,
    row,
    task,
)


def test_a_sound_dossier_has_no_findings():
    """nothing is found where nothing is wrong."""
    assert told() == []


@pytest.mark.parametrize(
    ("part", "added", "place"),
    [
        (
            "indicators",
            indicator("B02", parent="B99", row=row("指标", 9, code="A", parent="B")),
            "指标!B9",
        ),
        ("measures", measure("B99", row=row("计算指标", 9, code="A")), "计算指标!A9"),
        (
            "requirements",
            requirement("B99-1", indicator="B99", copies=0, row=REQUIREMENTS),
            "材料要求!B3",
        ),
        (
            "chapters",
            chapter_spec("R01", indicator="B99", row=row("章节", 9, code="A", indicator="E")),
            "章节!E9",
        ),
        ("boxes", box_spec("02", indicators=("B99",), row=BOXES), "档案盒!C8"),
        (
            "assessments",
            assessment("B99", row=row("自评说明", 9, indicator="A")),
            "自评说明!A9",
        ),
        ("tasks", task("B99", row=TASKS), "任务分解表!A6"),
        ("ledger", rectification("B99", row=LEDGER), "整改台账!B7"),
    ],
)
def test_unknown_indicators(part, added, place):
    """an indicator that does not exist is named wherever it is used, with its cell."""
    assert told(**{part: (*PARTS.get(part, ()), added)}) == [
        f"{place}: 'B99' is no indicator [code-unknown]"
    ]


def test_what_was_meant_is_offered():
    """an unknown code that is near a known one says so."""
    assert told(tasks=(*PARTS["tasks"], task("BO1", row=TASKS))) == [
        "任务分解表!A6: 'BO1' is no indicator [code-unknown]",
        "  hint: did you mean 'B01'?",
    ]


def test_unknown_requirements():
    """a register entry for a requirement that does not exist is named, paper or photo."""
    assert told(
        evidence=(
            *PARTS["evidence"],
            evidence("c.pdf", title="办法", requirement="B01-7", row=REGISTER),
        ),
        photos=(*PARTS["photos"], photo("q.jpg", requirement="Z", row=PHOTOS)),
        files=(*FILES, evidence_file("c.pdf"), evidence_file("q.jpg", kind=FILES[-1].kind)),
    ) == [
        "佐证材料登记!A4: 'B01-7' is no required material [code-unknown]",
        "  hint: did you mean 'B01-1'?",
        "照片!A5: 'Z' is no required material [code-unknown]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "added", "place"),
    [
        (
            "requirements",
            requirement("B01-2", copies=0, group="宣传", row=REQUIREMENTS),
            "材料要求!I3",
        ),
        ("duties", duty("宣传"), "小组职责!A2"),
        ("tasks", task("B01", group="宣传", row=TASKS), "任务分解表!C6"),
    ],
)
def test_unknown_groups(part, added, place):
    """a working group that does not exist is named wherever it is used."""
    assert told(**{part: (*PARTS[part], added)}) == [
        f"{place}: '宣传' is no working group [code-unknown]"
    ]


def test_indicators_without_a_box():
    """an indicator with material and without a box is named once, where it is first used."""
    lost = indicator("J06", parent="")
    (finding,) = findings(
        indicators=(*PARTS["indicators"], lost),
        requirements=(
            *PARTS["requirements"],
            requirement("J06-1", indicator="J06", copies=0, row=REQUIREMENTS),
            requirement("J06-2", indicator="J06", copies=0, row=REQUIREMENTS),
        ),
        tasks=(*PARTS["tasks"], task("J06")),
    )
    assert str(finding.code) == "indicator-unboxed"
    assert finding.text.spoken("en") == "'J06' has material, but no box holds it"
    assert (finding.place, finding.indicator) == ("test.xlsx!材料要求!B3", "J06")
    assert finding.hint.spoken("en") == "add 'J06' to a row of the sheet '档案盒'"


def test_chapters_without_a_box():
    """a chapter bound under an indicator that no box holds is named as well."""
    lost = chapter_spec("R01", indicator="J06", row=row("章节", 9, code="A", indicator="E"))
    assert told(indicators=(*PARTS["indicators"], indicator("J06")), chapters=(lost,)) == [
        "章节!E9: 'J06' has material, but no box holds it [indicator-unboxed]",
        "  hint: add 'J06' to a row of the sheet '档案盒'",
    ]


def test_indicators_in_two_boxes():
    """an indicator in two boxes is named in the second, and its child may have its own box."""
    boxes = (
        *PARTS["boxes"],
        box_spec("02", indicators=("B01", "A1"), row=BOXES),
    )
    assert told(boxes=boxes) == ["档案盒!C8: 'A1' is in box 01 already [value-duplicate]"]


def test_two_chapters_of_one_code():
    """a chapter that would be written over another is named, also one of 每个B级指标."""
    place = row("章节", 9, code="A", indicator="E")
    specs = (
        chapter_spec("B", title="{指标}自评", scope=Scope.EACH_B, row=place),
        chapter_spec("B01", indicator="A1", row=place),
    )
    assert told(chapters=specs) == [
        "章节!A9: 'B01' is the code of '指标名称自评' already [value-duplicate]"
    ]


def test_unknown_codes_hide_nothing_else():
    """several codes that are unknown are several findings."""
    found = findings(
        boxes=(box_spec("01", indicators=("A1", "B98", "B99"), row=BOXES),),
        tasks=(*PARTS["tasks"], task("B97", row=TASKS)),
    )
    assert [f.text.spoken("en")[1:4] for f in found] == ["B98", "B99", "B97"]
