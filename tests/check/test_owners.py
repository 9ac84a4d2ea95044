"""Whose a finding is."""

import pytest
from sound_school import GROUP, PARTS, school

from dossier.check.run import owned
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.standard import Stage
from dossier.source import Cell
from factories import F21, Y21, figure, member, requirement, task

OTHER = "教育技术装备组"
PEOPLE = {
    "groups": (GROUP, OTHER),
    "members": (*PARTS["members"], member("赵强", body=OTHER)),
    "requirements": (*PARTS["requirements"], requirement("B01-2", group=OTHER)),
}


def finding(**fields) -> Finding:
    return Finding(Code.FILE_MISSING, say("it is missing"), **fields)


@pytest.mark.parametrize(
    ("given", "owner"),
    [
        # the task of the nearest ancestor: A1 for B01
        ({"indicator": "B01"}, ("B01", GROUP, "王平")),
        ({"requirement": "B01-1"}, ("B01", GROUP, "王平")),
        # a requirement of another group than the task's: that group's head
        ({"requirement": "B01-2"}, ("B01", OTHER, "赵强")),
        # what is known already stays
        ({"indicator": "A1", "requirement": "B01-1"}, ("A1", GROUP, "王平")),
        ({"requirement": "B01-2", "group": GROUP}, ("B01", GROUP, "王平")),
        ({"group": OTHER, "person": "孙丽"}, ("", OTHER, "孙丽")),
        ({"group": OTHER}, ("", OTHER, "赵强")),
        # nobody's
        ({"requirement": "Z-1"}, ("", "", "")),
        ({}, ("", "", "")),
    ],
)
def test_owners(given, owner):
    """the requirement's group counts, then the task's; the person is the signer, or the head."""
    found = owned(finding(**given), school(**PEOPLE))
    assert (found.indicator, found.group, found.person) == owner


@pytest.mark.parametrize(
    ("keeper", "given", "owner"),
    [
        # who declared the number answers for it, in the group in which that person works
        ("王平", {}, (GROUP, "王平")),
        ("赵强", {"indicator": "B01"}, (OTHER, "赵强")),
        # one who stands in no group answers all the same
        ("钱多", {"indicator": "B01"}, (GROUP, "钱多")),
        ("钱多", {}, ("", "钱多")),
        # nobody declared it, or somebody is named already
        ("", {"indicator": "B01"}, (GROUP, "王平")),
        ("赵强", {"group": GROUP}, (GROUP, "李芳")),
        ("赵强", {"person": "孙丽"}, ("", "孙丽")),
    ],
)
@pytest.mark.parametrize("sheet", ["数据", "经费"])
def test_the_keeper_of_a_figure(
    sheet: str, keeper: str, given: dict[str, str], owner: tuple[str, str]
) -> None:
    """This test ensures that a finding in the cell of a figure is its keeper's."""
    at = Cell("school.xlsx", sheet, "E7")
    year = F21 if sheet == "经费" else Y21
    kept = figure("图书册数", 9, year=year, cell=at, keeper=keeper)
    made = school(**PEOPLE)
    place = "funds" if sheet == "经费" else "figures"
    changed = replace(made.school, **{place: {("图书册数", Stage.SCHOOL, year): kept}})
    found = owned(finding(at=at, **given), replace(made, school=changed))
    assert (found.group, found.person) == owner
    other = owned(finding(at=Cell("school.xlsx", sheet, "E8")), replace(made, school=changed))
    assert (other.group, other.person) == ("", "")


def test_the_nearest_task_counts():
    """a task for the indicator itself comes before one for its parent."""
    tasks = (*PARTS["tasks"], task("B01", person="李芳"))
    assert owned(finding(indicator="B01"), school(tasks=tasks)).person == "李芳"


def test_a_group_without_a_head():
    """a group in which nobody leads has findings without a person."""
    found = owned(finding(requirement="B01-2"), school(**PEOPLE | {"members": ()}))
    assert (found.group, found.person) == (OTHER, "")


def test_nothing_else_is_changed():
    """code, text, place, hint and year of a finding stay."""
    bare = finding(path="a.pdf", hint=say("look"))
    found = owned(bare, school())
    assert (found.code, found.text, found.path, found.hint) == (
        Code.FILE_MISSING,
        bare.text,
        "a.pdf",
        bare.hint,
    )
