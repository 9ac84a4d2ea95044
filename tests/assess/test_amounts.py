"""Amounts that are declared for one part of the school and needed for another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.amounts import amount, share
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.source import Cell
from factories import Y21, Y22, dossier, figure

PARTS = (Stage.PRIMARY, Stage.JUNIOR)


def cell(ref: str) -> Cell:
    return Cell("school.xlsx", "数据", ref)


def school(*figures) -> School:
    pupils = (
        figure("学生数", 166, Stage.PRIMARY, cell=cell("D2")),
        figure("学生数", 210, Stage.JUNIOR, cell=cell("D3")),
    )
    return dossier(figures=(*pupils, *figures)).school


BOOKS = figure("图书册数", 23226, unit="册", cell=cell("D4"))


@pytest.mark.parametrize(("stage", "value"), [(Stage.PRIMARY, "9711.6"), (Stage.JUNIOR, "13514.4")])
def test_what_both_parts_share_is_split(stage, value):
    """166 and 210 pupils share 23,226 books as 1 : 1.1 of their numbers, and the cells are told."""
    split = amount(school(BOOKS), "图书册数", stage, Y21)
    assert round(split.value, 1) == Decimal(value)
    assert split.unit == "册"
    assert split.derived == "全校23,226册按1∶1.1折算"
    assert [one.ref for one in split.cells] == ["D4", "D2", "D3"]


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 10**7))
def test_the_parts_add_up(primary, junior, whole):
    """what falls to the parts is the whole, to the last place that is printed, and never less."""
    shares = [share(stage, Decimal(primary), Decimal(junior)) for stage in PARTS]
    assert all(0 <= part <= 1 for part in shares)
    assert round(sum(shares) * whole, 12) == whole
    assert shares[1] * primary == pytest.approx(shares[0] * junior * Decimal("1.1"))


def test_what_is_declared_is_taken():
    """a figure that is declared for a part is neither split nor summed."""
    of_part = figure("图书册数", 9000, Stage.PRIMARY, unit="册", cell=cell("D5"))
    own = amount(school(BOOKS, of_part), "图书册数", Stage.PRIMARY, Y21)
    assert (own.value, own.derived, own.cells) == (9000, "", (cell("D5"),))
    whole = amount(school(BOOKS, of_part), "图书册数", Stage.SCHOOL, Y21)
    assert (whole.value, whole.cells) == (23226, (cell("D4"),))


def test_the_school_is_the_sum_of_its_parts():
    """a figure that both parts declare is summed for the school, and both cells are told."""
    pupils = amount(school(), "学生数", Stage.SCHOOL, Y21)
    assert (pupils.value, pupils.unit, pupils.derived) == (376, "人", "")
    assert [one.ref for one in pupils.cells] == ["D2", "D3"]


def test_one_part_alone_is_no_sum():
    """a figure that only one part declares is not that of the school."""
    half = figure("专任教师数", 20, Stage.PRIMARY)
    assert amount(school(half), "专任教师数", Stage.SCHOOL, Y21) is None
    assert amount(school(half), "专任教师数", Stage.JUNIOR, Y21) is None


@pytest.mark.parametrize("unit", ["%", "％", "是/否"])
def test_rates_and_answers_hold_for_both_parts(unit):
    """a rate or a yes/no of the school is that of each part, and two rates make no sum."""
    whole = figure("达标率", 98, unit=unit, cell=cell("D6"))
    for stage in PARTS:
        found = amount(school(whole), "达标率", stage, Y21)
        assert (found.value, found.derived, found.cells) == (98, "", (cell("D6"),))
    parts = [figure("达标率", 98, stage, unit=unit) for stage in PARTS]
    assert amount(school(*parts), "达标率", Stage.SCHOOL, Y21) is None


def test_nothing_is_guessed():
    """without the figure, its year or the pupils there is no amount."""
    assert amount(school(), "图书册数", Stage.SCHOOL, Y21) is None
    assert amount(school(BOOKS), "图书册数", Stage.SCHOOL, Y22) is None
    alone = dossier(figures=(BOOKS,)).school
    assert amount(alone, "图书册数", Stage.PRIMARY, Y21) is None
    nobody = [figure("学生数", 0, stage) for stage in PARTS]
    empty = dossier(figures=(BOOKS, *nobody)).school
    assert amount(empty, "图书册数", Stage.JUNIOR, Y21) is None
