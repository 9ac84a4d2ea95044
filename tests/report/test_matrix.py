"""The matrix 指标 × 学年度, counted by hand."""

from dossier.model.evidence import Completeness, Coverage
from dossier.model.standard import Every
from dossier.report.matrix import EvidenceTally, matrix
from factories import F21, Y20, Y21, dossier, indicator, requirement


def cover(code, year, registered, usable, copies=1, indicator="B01"):
    asked = requirement(code, indicator=indicator, every=Every.SCHOOL_YEAR, copies=copies)
    return Coverage(asked, year, registered, usable)


STANDARD = dossier(
    indicators=(indicator("A1"), indicator("B02", name="乙"), indicator("B01", name="甲"))
).standard


def test_requirements_of_an_indicator_are_added() -> None:
    """This test ensures that a cell counts all that the indicator needs in that period."""
    table = matrix(STANDARD, [cover("B01-1", Y20, 2, 2, copies=2), cover("B01-2", Y20, 0, 0)])
    assert table.periods == (Y20,)
    assert table.rows == (("B01", "B01 甲", (EvidenceTally(2, 3),)),)
    assert table.total == EvidenceTally(2, 3)


def test_rows_stand_as_in_the_standard() -> None:
    """This test ensures that order is the standard's, and that who needs nothing has no row."""
    table = matrix(STANDARD, [cover("B01-1", Y20, 1, 1), cover("B02-1", Y20, 1, 1, 1, "B02")])
    assert [code for code, _, _ in table.rows] == ["B02", "B01"]


def test_periods_go_from_once_to_school_years_to_financial_years() -> None:
    """This test ensures that the two calendars are not mixed, and that empty cells are None."""
    covers = [cover("B01-1", year, 1, 1) for year in (F21, Y21, None, Y20)]
    table = matrix(STANDARD, [*covers, cover("B02-1", Y21, 1, 1, 1, "B02")])
    assert table.periods == (None, Y20, Y21, F21)
    assert table.rows[0][2] == (None, None, EvidenceTally(1, 1), None)


def test_what_is_registered_and_cannot_be_bound_is_a_gap() -> None:
    """This test ensures that one more than needed does not hide the one that is damaged."""
    table = matrix(STANDARD, [cover("B01-1", Y20, 2, 1)])
    assert table.total == EvidenceTally(1, 2)


def test_plenty_of_one_does_not_make_up_for_another() -> None:
    """This test ensures that three plans are no training record."""
    table = matrix(STANDARD, [cover("B01-1", Y20, 3, 3), cover("B01-2", Y20, 0, 0)])
    assert table.rows[0][2][0].state is Completeness.PARTLY


def test_states() -> None:
    """This test ensures that 0 of N is missing, some are partly, and all are complete."""
    assert EvidenceTally(0, 2).state is Completeness.MISSING
    assert EvidenceTally(1, 2).state is Completeness.PARTLY
    assert EvidenceTally(2, 2).state is Completeness.COMPLETE


def test_nothing_needed_is_an_empty_matrix() -> None:
    """This test ensures that a standard without requirements gives no rows and 0 of 0."""
    table = matrix(STANDARD, [])
    assert (table.periods, table.rows, table.total) == ((), (), EvidenceTally(0, 0))
