"""差异系数 against the limits of a standard: of each indicator, or of all together."""

from decimal import Decimal

import pytest

from dossier.county.cells import limit_of
from dossier.county.tables import balance, coefficients
from dossier.county.variations import composites, shown, variations
from dossier.model.county import Counted, County, Judged, Listed, Summary, Value
from dossier.model.rules import Pass, PassRule, Rules
from dossier.model.standard import Family, Stage
from dossier.model.table import Dark
from factories import Y22, dossier, indicator, measure, row

BOOKS = ((279, 45), (137, 37), (935, 89), (160, 76), (402, 55))


def school(number: int, books: int, pupils: int) -> Counted:
    value = Value(
        code="H05", stage=Stage.PRIMARY, value=Decimal(books) / pupils, shown=f"{books}册",
        standard="", met=None, margin="", working="", figure="图书册数", figure_unit="册",
        slope=Decimal(1) / pupils,
    )  # fmt: skip
    summary = Summary(
        name=f"学校{number}", named=None, kind="小学", kind_at=None, county="云岭县", year=Y22,
        pupils=((Stage.PRIMARY, Decimal(pupils)),), classes=(), conditions=(), balance=(value,),
        wants=(), verdicts=(), errors=0, warnings=0, notes=0, codes=(), gaps=0, standard_hash="",
    )  # fmt: skip
    return Counted(Listed(f"学校{number}", str(number), str(number)), f"学校{number}", summary)


def rule(kind: Pass, limit: str, **fields: bool) -> PassRule:
    values = {Stage.PRIMARY: Decimal(limit)}
    return PassRule(Family.BALANCE, kind, values, fields.get("verified", True), "", row("达标规则"))


def judged(*rules: PassRule) -> tuple[Judged, ...]:
    """The published example as a county of five primary schools."""
    schools = [school(n, books, pupils) for n, (books, pupils) in enumerate(BOOKS, 1)]
    standard = dossier(
        indicators=(indicator("H05", name="生均图书册数", family=Family.BALANCE),),
        measures=(measure("H05", by_stage=True, thresholds={}),),
    ).standard
    return variations(schools, standard, Rules(passing=rules))


@pytest.mark.parametrize(("limit", "met"), [("0.45", False), ("0.52", True)])
def test_each_coefficient_is_held_to_its_own_limit(limit: str, met: bool) -> None:
    """This test ensures that a standard that limits each indicator judges each, on both sides."""
    (one,) = judged(rule(Pass.EACH_CV, limit))
    assert (shown(one.variation.cv), one.limit, one.met) == ("0.515", Decimal(limit), met)


def test_a_limit_on_all_together_judges_no_single_one() -> None:
    """This test ensures that 综合差异系数 is judged by its own rule and by no other."""
    together = rule(Pass.COMPOSITE_CV, "0.50")
    found = judged(together)
    (whole,) = composites(found, Rules(passing=(together,)))
    assert found[0].met is None
    assert (shown(whole.value), whole.met) == ("0.515", False)


def test_what_is_above_its_limit_is_dark_in_every_table() -> None:
    """This test ensures that 表Ⅲ and the list of coefficients mark the same cells."""
    each = rule(Pass.EACH_CV, "0.50")
    found = judged(each)
    county = County(
        name="云岭县", standard="", basis=(), year=Y22, titles=(),
        schools=tuple(school(n, b, p) for n, (b, p) in enumerate(BOOKS, 1)), left_out=(),
        variations=found, composites=composites(found, Rules(passing=(each,))), findings=(),
    )  # fmt: skip
    assert coefficients(county).lines[0].cells[2] == Dark("0.515")
    foot = {line.cells[1]: line.cells for line in balance(county, *_set()).lines if line.total}
    assert foot["差异系数"][3] == Dark("0.515")
    assert foot["全县平均"][3] == Decimal("6.33")


def _set() -> tuple[Family, Stage]:
    return Family.BALANCE, Stage.PRIMARY


def test_the_advice_is_told_in_books() -> None:
    """This test ensures that the published example is advised to mend its fourth school."""
    assert judged()[0].advice == (
        "学校4（小学部）由160册提高到全县平均6.33册/生，即图书册数增加322册，"
        "差异系数由0.515降为0.303"
    )


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [("0.6504", "0.65", "0.6504"), ("0.65", "0.65", "0.650"), ("0.6496", "0.65", "0.650")],
)
def test_rounding_never_contradicts_the_verdict(value: str, limit: str, text: str) -> None:
    """This test ensures that 0.6504 against 0.65 does not print as 0.650 beside 未达标."""
    assert shown(Decimal(value), Decimal(limit)) == text


def test_a_limit_that_no_source_confirms_says_so() -> None:
    """This test ensures that 未核实 is printed with the limit."""
    unsure = rule(Pass.EACH_CV, "0.50", verified=False)
    assert limit_of(unsure, Decimal("0.50")) == "≤ 0.5（未核实）"
