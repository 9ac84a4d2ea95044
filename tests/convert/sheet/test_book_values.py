"""Values as they were stored: nothing is worked out anew."""

import pytest

from raw_workbook import (
    col,
    number,
    row,
    sheet,
    styles,
)

pytestmark = pytest.mark.engine


def test_nothing_is_worked_out_anew(printed):
    """Today, chance, arrays and errors are printed as they were stored."""
    page = printed(
        sheet(
            row(1, number("A1", 44805, 2, "TODAY()"), number("B1", 7, 0, "RAND()"),
                '<c r="C1" t="e"><f t="array" ref="C1">SUM(A1:A3)</f><v>#VALUE!</v></c>',
                number("D1", 5, 0, "1+1"), '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
            columns=col(1, 5, 12),
        ),
        style=styles("yyyy-mm-dd"),
    )  # fmt: skip
    assert " ".join(page.lines).split() == ["2022-09-01", "7", "#VALUE!", "5", "#DIV/0!"]
    assert page.said == []


def test_formulas_without_a_stored_result_are_told(printed):
    """LibreOffice works them out; what hangs on the clock stays blank."""
    page = printed(
        sheet(row(1, number("A1", 40), '<c r="B1"><f>A1+2</f></c><c r="C1"><f>TODAY()</f></c>'))
    )
    assert " ".join(page.lines).split() == ["40", "42"]
    assert [one.rpartition(": ")[2] for one in page.said] == ["表1!B1", "表1!C1"]
    assert "worked out by LibreOffice" in page.said[0]
    assert "their cells are blank" in page.said[1]
