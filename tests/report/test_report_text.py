"""Findings as the console prints them."""

import pytest

from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.years import SchoolYear
from dossier.report.text import gathered, grouped, lines, tally
from dossier.source import Cell


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


Y20, Y21 = SchoolYear(2020), SchoolYear(2021)
SEAL = Finding(
    Code.SEAL_MISSING,
    say("'{title}' needs a seal", title="花名册"),
    at=Cell("evidence.xlsx", "佐证材料登记", "K64"),
    hint=say("have it sealed, then write 是"),
    group="教师队伍建设组",
    person="曾玉梅",
)
FILE = Finding(Code.FILE_UNREGISTERED, say("'{file}' lies there", file="乙.pdf"), path="乙.pdf")


def test_a_finding_is_a_line_and_a_hint() -> None:
    """This test ensures the order place, severity, sentence, code, and the hint beneath."""
    assert list(lines(SEAL)) == [
        "evidence.xlsx!佐证材料登记!K64: error: '花名册' needs a seal [seal-missing]",
        "  hint: have it sealed, then write 是",
    ]
    assert list(lines(FILE)) == ["乙.pdf: warning: '乙.pdf' lies there [file-unregistered]"]


def test_a_finding_of_no_place_has_no_colon() -> None:
    """This test ensures that a finding about the whole dossier begins with its severity."""
    (line,) = lines(Finding(Code.TASK_UNASSIGNED, say("x")))
    assert line == "warning: x [task-unassigned]"


def test_the_console_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that all of a finding is Chinese for a Chinese reader."""
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert list(lines(SEAL)) == [
        "evidence.xlsx!佐证材料登记!K64: 错误: “花名册”须盖章 [seal-missing]",
        "  建议：请补盖公章，然后填“是”",
    ]


def test_findings_stand_under_their_owners() -> None:
    """This test ensures that one owner is one heading, and that nobody's come last."""
    again = Finding(Code.DATE_OUTSIDE_YEAR, say("y"), group=SEAL.group, person=SEAL.person)
    group = Finding(Code.DATE_OUTSIDE_YEAR, say("z"), group="教师队伍建设组")
    owners = grouped((FILE, SEAL, group, again))
    assert {owner: len(found) for owner, found in owners.items()} == {
        "教师队伍建设组": 1,
        "教师队伍建设组 · 曾玉梅": 2,
        "for the archive office": 1,
    }
    assert list(owners)[-1] == "for the archive office"


def test_the_tally_counts_by_severity() -> None:
    """This test ensures that errors and warnings are not added up."""
    assert tally((SEAL, SEAL, FILE)) == "errors: 2, warnings: 1"
    assert tally(()) == "errors: 0, warnings: 0"


def test_what_waits_to_be_confirmed_stands_before_all_else() -> None:
    """This test ensures that proposed rows are one heading, the first, whoever they belong to."""
    waits = Finding(Code.ENTRY_UNCONFIRMED, say("w"), group="素质教育推进组", person="方悦")
    assert next(iter(grouped((FILE, SEAL, waits)).items())) == ("to be confirmed", [waits])


def lacking(year: SchoolYear, have: int = 0) -> Finding:
    text = say(
        "{code} '{name}'{when}: {have} of {need} registered",
        code="Z01-3", name="会议记录", when=say(" for {year}", year=year), have=have, need=2,
    )  # fmt: skip
    at = Cell("standard.xlsx", "材料要求", "A4")
    return Finding(Code.EVIDENCE_MISSING, text, at=at, requirement="Z01-3", year=year)


def test_a_material_is_told_once_with_all_its_years() -> None:
    """This test ensures that a material that lacks in several years is one line."""
    (line,) = gathered([lacking(Y20), lacking(Y21, 1)])
    assert line == (
        "standard.xlsx!材料要求!A4: error: Z01-3 '会议记录' for 2020—2021、2021—2022: 1 of 4 "
        "registered [evidence-missing]"
    )
    (one,) = gathered([lacking(Y20)])
    assert "for 2020—2021学年度: 0 of 2 registered" in one


def blank(row: int, name: str, column: str = "B") -> Finding:
    at = Cell("school.xlsx", "基本信息", f"{column}{row}")
    return Finding(Code.VALUE_MISSING, say("'{name}' is not filled in", name=name), at=at)


def wanted(code: str, row: int) -> Finding:
    told = say("{code} '{name}'{when}: {have} of {need} registered", code=code, name="方案",
               when="", have=0, need=2)  # fmt: skip
    return Finding(
        Code.EVIDENCE_MISSING,
        told,
        at=Cell("standard.xlsx", "材料要求", f"A{row}"),
        hint=say("register it in '佐证材料登记' of evidence.xlsx"),
        requirement=code,
    )


def test_many_materials_are_told_in_one_line() -> None:
    """where more lack than anybody reads one by one, their codes stand in one line."""
    codes = ("B01-1", "B01-2", "B01-3", "B02-2", "J05-1", "J05-3")
    few = [wanted(code, row) for row, code in enumerate(codes[:5], 10)]
    assert len(list(gathered(few))) == 6
    many = [wanted(code, row) for row, code in enumerate(codes, 10)]
    assert list(gathered([*many, FILE])) == [
        (
            "standard.xlsx!材料要求!A10—A15: error: 6 materials lack (0 of 12 registered): "
            "B01-1—3、B02-2、J05-1、J05-3 [evidence-missing]"
        ),
        "  hint: register it in '佐证材料登记' of evidence.xlsx",
        "乙.pdf: warning: '乙.pdf' lies there [file-unregistered]",
    ]


def test_a_column_is_told_once_with_all_its_cells() -> None:
    """This test ensures that four or more alike are one, with what they are about."""
    names = ("全宗号", "校长", "整理人", "检查人")
    told = list(
        gathered([*(blank(n, name) for n, name in enumerate(names, 4)), blank(9, "甲", "C")])
    )
    assert told == [
        "school.xlsx!基本信息!B4—B7: error: '全宗号' is not filled in [value-missing]",
        "  and 3 more like it: 校长、整理人、检查人",
        "school.xlsx!基本信息!C9: error: '甲' is not filled in [value-missing]",
    ]
    assert len(list(gathered([blank(n, "甲") for n in range(3)]))) == 3


def test_causes_come_first_with_what_follows() -> None:
    """This test ensures that a sheet that lacks stands before all else, and what hangs on it."""
    sheet = Finding(
        Code.SHEET_MISSING, say("x"), at=Cell("school.xlsx", "", ""), group="甲组", followed=67
    )
    owners = grouped([blank(4, "校长"), sheet])
    assert list(owners.values()) == [[sheet], [blank(4, "校长")]]
    assert list(lines(sheet))[1] == "  and 67 more follow from it"


def test_a_hint_of_several_is_told_once() -> None:
    """This test ensures that a hint that neighbours share stands beneath the last one."""
    hint = say("register it")
    told = list(gathered([replace(lacking(Y20), hint=hint, requirement=code) for code in "ab"]))
    assert [line.startswith("  hint: register it") for line in told] == [False, False, True]
    other = replace(SEAL, hint=say("have it sealed"))
    assert sum("hint" in line for line in gathered([other, replace(lacking(Y20), hint=hint)])) == 2
