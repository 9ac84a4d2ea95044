"""Findings as the console prints them."""

import pytest

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.report.text import grouped, lines, tally
from dossier.source import Cell


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


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
