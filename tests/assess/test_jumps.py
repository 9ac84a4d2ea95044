"""Jumps: what is beyond the bound, what is too small to count, and how it is explained."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.jumps import jumps
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.model.assessment import Jump
from dossier.model.dossier import Dossier
from dossier.model.returns import Explanation
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear
from dossier.source import Cell
from factories import F21, Y20, Y21, Y22, dossier, figure, filled, row

F22 = FiscalYear(2022)
BOUND = {"波动幅度": "30%"}


def school(*figures, funds=(), explanations=(), settings=BOUND) -> Dossier:
    """A school whose standard has three school years and two financial years."""
    facts = dossier(school_years=(Y20, Y21, Y22), fiscal_years=(F21, F22), figures=figures)
    return filled(facts, settings=settings, funds=funds, explanations=tuple(explanations))


def course(*values, name="图书册数", unit="册", years=(Y20, Y21, Y22), **fields: Any):
    """A figure over the years, in the cells D2, E2, F2; None is not given."""
    return tuple(
        figure(name, value, unit=unit, year=year, cell=Cell("school.xlsx", "数据", f"{column}2"))
        for year, value, column in zip(years, values, "DEF", strict=False)
        if value is not None
    )


def explanation(figure="图书册数", stage=Stage.SCHOOL, year=Y22, text="接收捐赠", number=2):
    columns = {"figure": "A", "stage": "B", "year": "C", "text": "D"}
    return Explanation(figure, stage, year, text, row("波动说明", number, "school.xlsx", **columns))


def found(*values, **fields: Any) -> tuple[Jump, ...]:
    return jumps(school(*course(*values, **fields)))[0]


def test_a_jump() -> None:
    """what grows beyond the bound is told with both values, rate, bound and cells."""
    (jump,), (finding,) = jumps(school(*course(1000, 1100, 1617)))
    assert (jump.figure, jump.stage, jump.year, jump.unit) == ("图书册数", Stage.SCHOOL, Y22, "册")
    assert (jump.before, jump.after) == (Decimal(1100), Decimal(1617))
    assert (jump.rate, jump.bound) == (Decimal("0.47"), Decimal("0.30"))
    assert [cell.ref for cell in jump.cells] == ["E2", "F2"]
    assert (finding.code, finding.at, finding.year) == (Code.FIGURE_JUMP, jump.cells[1], Y22)
    assert str(finding.text) == (
        "'图书册数' goes from 1,100册 to 1,617册（+47.0%） in 2022—2023学年度, by more than 30%"
    )
    assert "波动说明" in str(finding.hint)


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [(100, 130, 0), (100, 131, 1), (100, 70, 0), (100, 69, 1), (100, 100, 0), (0, 0, 0)],
)
def test_the_bound_itself_is_within(before, after, count) -> None:
    """a change by just the bound is none, upwards and downwards."""
    assert len(found(before, after)) == count


def test_from_nothing() -> None:
    """a change from 0 has no rate, and is a jump; a change to 0 is one by -100 %."""
    (up,) = found(0, 720, unit="平方米")
    (down,) = found(720, 0, unit="平方米")
    assert (up.rate, down.rate) == (None, Decimal(-1))
    _, (finding,) = jumps(school(*course(0, 720, unit="平方米")))
    assert "from 0平方米 to 720平方米 in" in str(finding.text)


def test_a_rate_next_to_the_bound() -> None:
    """the rate prints with as many decimals as tell it from the bound."""
    _, (finding,) = jumps(school(*course(10000, 13001)))
    assert "（+30.01%）" in str(finding.text)


@pytest.mark.parametrize(
    ("unit", "before", "after", "count"),
    [
        ("人", 2, 6, 0),
        ("人", 2, 7, 1),
        ("台", 0, 4, 0),
        ("台", 0, 5, 1),
        ("万元", 2, 6, 1),
        ("平方米", 0, 4, 1),
        ("%", "0.1", "0.2", 1),
    ],
)
def test_a_few_pieces_are_no_anomaly(unit, before, after, count) -> None:
    """of what is counted, fewer than five more or less say nothing; money and areas always do."""
    assert len(found(before, after, unit=unit)) == count


def test_the_floor_can_be_set() -> None:
    """波动起点 says how many pieces count, and 0 lets all of them count."""
    facts = course(2, 6, unit="人")
    for start, count in (("4", 1), ("0", 1), ("5", 0)):
        settings = BOUND | {"波动起点": start}
        assert len(jumps(school(*facts, settings=settings))[0]) == count


def test_yes_and_no_never_jump() -> None:
    """是/否 is no quantity."""
    assert found(1, 0, unit="是/否") == ()


def test_a_missing_year_is_not_bridged() -> None:
    """2022 is not compared with 2020; a year outside the standard is only compared to."""
    assert found(100, None, 900) == ()
    facts = school(*course(100, 900, 90, years=(Y20, Y21, Y22)))
    settings = replace(facts.standard.settings, school_years=(Y21,))
    standard = replace(facts.standard, settings=settings)
    (jump,), _ = jumps(replace(facts, standard=standard))
    assert (jump.year, jump.before) == (Y21, Decimal(100))


def test_money_is_looked_at_too() -> None:
    """figures of 经费 are compared by financial year."""
    (jump,), _ = jumps(
        school(funds=course(100, 200, name="公用经费", unit="万元", years=(F21, F22)))
    )
    assert (jump.figure, jump.year) == ("公用经费", F22)


def test_two_units_are_not_compared() -> None:
    """万元 after 元 is no change of the money but a finding; one unit in two spellings is one."""
    before, after = course(1200000, 120, name="公用经费", unit="元", years=(F21, F22))
    none, (finding,) = jumps(school(funds=(before, replace(after, unit="万元"))))
    assert (none, finding.code, finding.at) == ((), Code.UNIT_MISMATCH, after.cell)
    before, after = course(100, 200, unit="平方米")
    assert len(jumps(school(before, replace(after, unit="㎡")))[0]) == 1


def test_without_a_bound_nothing_is_compared() -> None:
    """no setting, or one that is no part, no check."""
    facts = course(100, 900)
    assert jumps(school(*facts, settings={})) == ((), ())
    assert jumps(school(*facts, settings={"波动幅度": "很大"})) == ((), ())


def test_an_explained_jump() -> None:
    """an explained jump carries its explanation and is no finding."""
    told = explanation()
    (jump,), findings = jumps(school(*course(100, 100, 900), explanations=(told,)))
    assert (jump.explanation, findings) == (told, ())


def test_what_did_not_jump_may_be_explained() -> None:
    """an explanation too many does no harm."""
    assert jumps(school(*course(100, 100, 101), explanations=(explanation(),))) == ((), ())


def fault(**fields: Any) -> Finding:
    """The only finding, for an explanation that explains nothing."""
    facts = school(*course(100, 100, 100), explanations=(explanation(**fields),))
    none, (finding,) = jumps(facts)
    assert none == ()
    return finding


def test_explanations_of_nothing() -> None:
    """an explanation that speaks of no figure is found in the cell that is wrong."""
    name = fault(figure="图书册")
    assert (name.code, name.at, str(name.hint)) == (
        Code.CODE_UNKNOWN,
        Cell("school.xlsx", "波动说明", "A2"),
        "did you mean '图书册数'?",
    )
    stage = fault(stage=Stage.PRIMARY)
    assert (stage.code, stage.at.ref, str(stage.hint)) == (
        Code.CODE_UNKNOWN,
        "B2",
        "it is given for 全校",
    )
    year = fault(year=F22)
    assert (year.code, year.at.ref, str(year.hint)) == (
        Code.CODE_UNKNOWN,
        "C2",
        "it is given for 2020—2021、2021—2022、2022—2023",
    )


def test_a_second_explanation() -> None:
    """of two explanations for one change the first counts, and the second is found."""
    told = (explanation(), explanation(text="另一个原因", number=3))
    (jump,), (finding,) = jumps(school(*course(100, 100, 900), explanations=told))
    assert jump.explanation is told[0]
    assert (finding.code, finding.at.ref) == (Code.VALUE_DUPLICATE, "A3")


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(2, 1000))
def test_the_size_of_the_unit_does_not_matter(before, after, scale) -> None:
    """an area jumps or does not, whatever unit it is measured in."""
    assert len(found(before, after, unit="平方米")) == len(
        found(before * scale, after * scale, unit="平方米")
    )
