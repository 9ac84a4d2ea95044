"""The three things to do next."""

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.report.steps import next_steps
from dossier.source import Cell


def found(code: Code, sheet: str, ref: str = "B2", **fields: str) -> Finding:
    return Finding(code, say("x"), at=Cell("school.xlsx", sheet, ref), **fields)


def told(*findings: Finding) -> list[str]:
    return [step.spoken("en") for step in next_steps(findings)]


def test_nothing_is_left() -> None:
    """This test ensures that a sound dossier is to be built."""
    assert told() == ["run 'dossier build': nothing is left to mend"]


def test_the_first_things_first() -> None:
    """This test ensures that who, figures and people come before materials and what is open."""
    steps = told(
        *(found(Code.EVIDENCE_MISSING, "材料要求", requirement=code) for code in "aab"),
        found(Code.JUDGEMENT_MISSING, "评分录入"),
        found(Code.VALUE_MISSING, "任务分解表"),
        found(Code.FIGURE_MISSING, "数据", "D2"),
        found(Code.FIGURE_MISSING, "经费", "D2"),
        found(Code.VALUE_MISSING, "基本信息"),
    )
    assert steps == [
        "fill in the sheet '基本信息' of school.xlsx: 1 cells are blank",
        "fill in '数据' and '经费' of school.xlsx: 2 rows have blanks",
        (
            "write into people.xlsx who works in the groups and answers for the tasks: "
            "1 cells are blank"
        ),
    ]


def test_materials_are_counted_not_their_years() -> None:
    """This test ensures that a material of three years is one thing to look for."""
    steps = told(*(found(Code.EVIDENCE_MISSING, "材料要求", requirement=code) for code in "aab"))
    assert steps == [
        (
            "put the materials into the folders of inputs/evidence, then run 'dossier register': "
            "2 are wanted"
        )
    ]


def test_a_cause_comes_before_everything() -> None:
    """This test ensures that a workbook that lacks is mended before anything is filled in."""
    steps = told(
        found(Code.VALUE_MISSING, "基本信息"),
        Finding(
            Code.WORKBOOK_MISSING, say("the workbook is not there"), at=Cell("people.xlsx", "", "")
        ),
    )
    assert steps[0] == "mend people.xlsx: the workbook is not there"


def test_what_has_no_rule_of_its_own_is_named() -> None:
    """This test ensures that errors come before warnings, and notes are nothing to do."""
    steps = told(
        found(Code.FILE_MENDED, "甲"),
        found(Code.FIGURE_JUMP, "数据", "E2"),
        found(Code.FIGURE_CONFLICT, "数据", "E3"),
    )
    assert steps == ["see to school.xlsx!数据!E3: x", "see to school.xlsx!数据!E2: x"]
