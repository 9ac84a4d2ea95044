"""What facts are made of."""

import pickle
from pathlib import Path

import pytest

from dossier.facts import Fact, asdict, field, replace


class Inner(Fact, frozen=True):
    """A fact within another."""

    name: str


class Outer(Fact, frozen=True):
    """Facts in every place where they can stand."""

    inner: Inner
    listed: tuple[Inner, ...] = ()
    named: dict[str, Inner] = field(default_factory=dict)
    file: Path = Path()


def outer() -> Outer:
    """One of them."""
    return Outer(Inner("甲"), (Inner("乙"),), {"丙": Inner("丁")}, Path("a.pdf"))


def test_a_fact_is_told_all_the_way_down() -> None:
    """This test ensures that no fact within a fact is left, and nothing else is changed."""
    assert asdict(outer()) == {
        "inner": {"name": "甲"},
        "listed": [{"name": "乙"}],
        "named": {"丙": {"name": "丁"}},
        "file": Path("a.pdf"),
    }


def test_facts_are_equal_by_what_they_say() -> None:
    """This test ensures that facts can be compared, looked up and handed to other processes."""
    assert pickle.loads(pickle.dumps(outer())) == outer() != replace(outer(), file=Path())
    assert len({Inner("甲"), Inner("甲"), Inner("乙")}) == 2
    assert str(Inner("甲")) == "Inner(name='甲')"


def test_a_fact_cannot_be_changed() -> None:
    """This test ensures that what was read stays as it was read."""
    with pytest.raises(AttributeError):
        outer().file = Path("b.pdf")  # type: ignore[misc]
