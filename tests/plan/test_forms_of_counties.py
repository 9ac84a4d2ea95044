"""The forms with a row for each school: weighted means, coefficients, sums."""

from decimal import Decimal

from form_subjects import (
    BALANCE,
    CONDITIONS,
    MEASURES,
    WHOLE,
    P,
    body,
    by_number,
    nine_year,
    result,
)
from hypothesis import given
from hypothesis import strategies as st

from dossier.facts import replace
from dossier.model.rules import (
    Pass,
    PassRule,
    Rules,
)
from dossier.model.school import School
from dossier.model.standard import Family
from dossier.plan.forms import (
    SchoolRow,
    ShownValue,
    Subject,
)
from factories import Y21, dossier, row


def county(*schools: SchoolRow, **more) -> Subject:
    made = dossier(indicators=(*CONDITIONS, *BALANCE), measures=MEASURES)
    own = School(facts={}, cells={}, figures={}, assessments={}, words={})
    given = dict(variations={}, rules=Rules())
    return Subject(
        name="云岭县", year=Y21, standard=made.standard, own=own, schools=schools, **(given | more)
    )


def school(name: str, pupils: int, books: str, ratio: str = "0.050") -> SchoolRow:
    told = {
        ("H05", P): ShownValue(Decimal(books), books, "", None),
        ("H06", P): ShownValue(Decimal(ratio), ratio, "", None),
        ("J01", P): ShownValue(Decimal(books), books, "≥ 4", Decimal(books) >= 4),
        ("J06", WHOLE): ShownValue(Decimal(30), "30.00", "≥ 25", True),
    }
    return SchoolRow(name, "小学", {P: Decimal(pupils)}, {P: Decimal(2)}, told)


def test_the_means_of_a_county_are_weighted() -> None:
    """This test ensures X̄ = Σx ÷ ΣP: 302 pupils, 1913 books (the published example, 6.33)."""
    pupils, books = (45, 37, 89, 76, 55), (279, 137, 935, 160, 402)
    schools = [
        replace(
            school(f"校{n}", count, "1"),
            values={("H05", P): ShownValue(Decimal(total) / count, "", "", None)},
        )
        for n, (count, total) in enumerate(zip(pupils, books, strict=True))
    ]
    form = by_number(county(*schools, variations={("H05", P): Decimal("0.5153")}))["表Ⅲ-1"]
    assert body(form)[-3:] == [
        ["全县平均值", "全县平均值", "6.33", "—"],
        ["差异系数", "差异系数", "0.515", "—"],
        ["综合差异系数", "综合差异系数", "—", "—"],
    ]


def test_coefficients_above_their_limit_are_dark() -> None:
    """This test ensures the composite is the plain mean, and no rounding hides a verdict."""
    limits = (
        PassRule(Family.BALANCE, Pass.EACH_CV, {P: Decimal("0.5")}, True, "", row()),
        PassRule(Family.BALANCE, Pass.COMPOSITE_CV, {P: Decimal("0.45")}, False, "", row()),
    )
    subject = county(
        school("甲", 10, "5.00"),
        variations={("H05", P): Decimal("0.50004"), ("H06", P): Decimal("0.4")},
        rules=Rules(passing=limits),
    )
    form = by_number(subject)["表Ⅲ-1"]
    assert body(form)[-2:] == [
        ["差异系数", "差异系数", "■0.50004", "0.400"],
        ["综合差异系数", "综合差异系数", "■0.45002", "■0.45002"],
    ]
    assert any("综合差异系数不高于0.45（未核实）" in note for note in form.notes)


def test_a_school_alone_leaves_the_coefficients_to_the_county() -> None:
    """This test ensures that a school prints its values and invents no mean."""
    form = by_number(nine_year((result("H05", P, "27.81册/生"),)))["表Ⅲ-1"]
    assert body(form) == [
        ["星光实验学校", "798", "27.81", "—"],
        *(
            [name, name, "由县级统一计算", "由县级统一计算"]
            for name in ("全县平均值", "差异系数", "综合差异系数")
        ),
    ]


def test_schools_stand_in_the_order_of_the_register_and_are_summed() -> None:
    """This test ensures that a county's 表Ⅱ keeps the order and counts who passes."""
    form = by_number(county(school("乙", 1000, "5.00"), school("甲", 206, "3.00")))["表Ⅱ-1"]
    assert body(form) == [
        ["乙", "2", "1,000", "5.00", "30.00", "1"],
        ["甲", "2", "206", "■3.00", "30.00", ""],
        ["合计（2所）", "4", "1,206", "", "", "1"],
    ]


@given(
    st.lists(st.tuples(st.integers(1, 3000), st.decimals(0, 9, places=2)), min_size=1, max_size=8)
)
def test_dark_cells_are_exactly_the_unmet_ones(drawn: list[tuple[int, Decimal]]) -> None:
    """This test ensures that no met value is dark and no unmet one is not, for any county."""
    schools = [school(f"校{n}", count, f"{value:.2f}") for n, (count, value) in enumerate(drawn)]
    form = by_number(county(*schools))["表Ⅱ-1"]
    dark = [[cell.dark for cell in line] for line in form.body[: len(schools)]]
    assert dark == [[False, False, False, value < 4, False, False] for _, value in drawn]
