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

from dossier.check.codes import near
from dossier.check.unknown_codes import told_once
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.standard import Scope
from dossier.source import Cell
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


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("B1", "did you mean 'B01'?"),
        ("b01", "did you mean 'B01'?"),
        ("BO2", "did you mean 'B02'?"),
        ("B24", None),
        ("B1-O1", "did you mean 'B01-1'?"),
        ("B02-9", "there are B02-1、B02-2"),
        ("B09-1", None),
        ("档案组", "did you mean '档案资料组'?"),
    ],
)
def test_no_neighbour_is_offered_for_another_code(typed, hint):
    """another number is another thing: only slips of the pen and the same family are named."""
    known = ("B01", "B02", "B23", "B01-1", "B02-1", "B02-2", "档案资料组")
    found = near(typed, known)
    assert (found and found.spoken("en")) == hint


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
        "  hint: there are B01-1",
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


def code_unknown(code: str, sheet: str, ref: str, kind: Text) -> Finding:
    text = say("'{code}' is no {kind}", code=code, kind=kind)
    return Finding(Code.CODE_UNKNOWN, text, at=Cell("a.xlsx", sheet, ref))


def twice(sheet: str, ref: str) -> Finding:
    text = say("'{value}' stands already in {cell}; the row is left out", value="B01", cell="A2")
    return Finding(Code.VALUE_DUPLICATE, text, at=Cell("standard.xlsx", sheet, ref))


def unruled(code: str) -> Finding:
    text = say("{indicator} has no scoring rule", indicator=code)
    return Finding(Code.JUDGEMENT_INVALID, text, at=Cell("school.xlsx", "评分录入", "A2"))


INDICATOR, MATERIAL = say("indicator"), say("required material")


def test_what_follows_from_an_unknown_code():
    """a judgement on an indicator that is not there is not told beside it, others are."""
    unknown = [code_unknown("B02", "评分规则", f"A{n}", INDICATOR) for n in (2, 3)]
    once = told_once([*unknown, unruled("B02"), unruled("B03")])
    assert [(str(one.at), one.code) for one in once] == [
        ("a.xlsx!评分规则!A2", Code.CODE_UNKNOWN),
        ("school.xlsx!评分录入!A2", Code.JUDGEMENT_INVALID),
    ]
    assert once[1] == unruled("B03")


def test_unknown_codes_that_a_duplicate_does_not_explain():
    """of two codes that are wanting, or of another kind, none is taken for the duplicate's."""
    pairs = [code_unknown(code, "材料要求", f"B{n}", INDICATOR)
             for code in ("B02", "B03") for n in (2, 3)]  # fmt: skip
    once = told_once([twice("指标", "A9"), *pairs])
    assert [one.code for one in once] == [Code.VALUE_DUPLICATE, *[Code.CODE_UNKNOWN] * 2]
    assert once[0] == twice("指标", "A9")
    other = [code_unknown("B02-1", "佐证材料登记", f"A{n}", MATERIAL) for n in (2, 3)]
    assert [one.code for one in told_once([twice("指标", "A9"), *other])] == [
        Code.VALUE_DUPLICATE, Code.CODE_UNKNOWN,
    ]  # fmt: skip
    (only,) = told_once([twice("材料要求", "A9"), *other])
    assert only.hint is not None
    assert only.hint.spoken("en").startswith("is it to be 'B02-1'?")


def test_a_code_that_one_cell_names_is_a_slip_there():
    """what stands in one cell alone is told as it is, beside any duplicate."""
    slip = code_unknown("BO2", "任务分解表", "A2", INDICATOR)
    assert told_once([twice("指标", "A9"), slip]) == (twice("指标", "A9"), slip)


def test_many_cells_are_told_by_the_first():
    """a code that hundreds of cells name is one finding of one line."""
    rows = [code_unknown("B9-1", "佐证材料登记", f"A{n}", MATERIAL) for n in range(2, 402)]
    (only,) = told_once(rows)
    said = only.text.spoken("en")
    assert "; 400 cells name it: 佐证材料登记!A2、" in said
    assert said.endswith("佐证材料登记!A9…")
