"""Whose a finding is."""

import pytest
from sound_school import GROUP, PARTS, school

from dossier.check.run import owned
from dossier.finding import Code, Finding
from dossier.messages import say
from factories import member, requirement, task

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
