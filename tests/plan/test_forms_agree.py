"""Forms and assessment take the same numbers, whatever the workbook declares."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.assess.growth import growths
from dossier.assess.indicators import assess
from dossier.facts import replace
from dossier.model.assessment import Assessment, Result
from dossier.model.dossier import Dossier
from dossier.model.rules import FormLine, Rules
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.model.table import FormCell
from dossier.model.years import SchoolYear
from dossier.numbers import SOUND_PLACES
from dossier.plan.forms import forms, school_alone
from dossier.plan.forms.cells import NOTHING
from dossier.plan.forms.taking import taken
from dossier.read.workbooks import read
from factories import Y21, dossier, figure, measure, row

INPUTS = Path(__file__).parents[2] / "inputs"
P, J, WHOLE = Stage.PRIMARY, Stage.JUNIOR, Stage.SCHOOL
STAGES = (P, J, WHOLE)


@cache
def sample() -> Dossier:
    return read(INPUTS)[0]


def line(take: str, stage: Stage = WHOLE, unit: str = "", places: int = SOUND_PLACES) -> FormLine:
    return FormLine("表Ⅰ", "L1", "数", take, stage, unit, places, row("表册", take="D2"))


def computed(whole: Dossier) -> dict[tuple[str, Stage, SchoolYear], Result]:
    """What the assessment makes of every figure by itself, for each part and for all."""
    units = {one.name: one.unit for one in whole.school.figures.values()}
    measures = {
        f"{name}/{by_stage}": replace(
            measure(f"{name}/{by_stage}", name, by_stage=by_stage, unit=unit), comparison=""
        )
        for name, unit in units.items()
        for by_stage in (True, False)
    }
    results, _ = assess(replace(whole, standard=replace(whole.standard, measures=measures)))
    return {(one.measure.formula, one.stage, one.year): one for one in results}


def printed(cell: FormCell) -> Decimal | None:
    return None if cell.text == NOTHING else Decimal(cell.text.replace(",", ""))


def test_every_figure_of_the_sample() -> None:
    """This test ensures that a form prints what is assessed, for each figure, stage and year."""
    found = computed(sample())
    split = 0
    for name in {name for name, _, _ in sample().school.figures}:
        for stage in STAGES:
            for year in sample().standard.school_years:
                result = found.get((name, stage, year))
                cell = taken(line(name, stage), sample().school, year)
                assert printed(cell) == (result.value if result else None), (name, stage, year)
                split += bool(result and "折算" in result.working)
    assert split > 0, "the sample declares nothing that its parts share"


def test_every_growth_of_the_sample() -> None:
    """This test ensures that 比上年增长 of a form is the rate that the law is judged by."""
    found, _ = growths(sample())
    assert found
    for growth in found:
        column = line(f"增长：{growth.rule.figure}", growth.rule.stage, "%")
        assert growth.rate is not None
        cell = taken(column, sample().school, growth.year)
        assert printed(cell) == round(growth.rate * 100, SOUND_PLACES), growth.rule.name


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(("学生数", "图书册数", "最大班额")), st.sampled_from(STAGES)),
        st.integers(0, 5000),
        min_size=1,
    ),
    st.sampled_from(("九年一贯制", "小学", "初级中学", "")),
)
def test_any_figures(values: dict[tuple[str, Stage], int], kind: str) -> None:
    """This test ensures the same for a school that declares anything, in any of its parts."""
    units = {"学生数": "人", "图书册数": "册", "最大班额": "人"}
    made = dossier(
        facts={"学校名称": "云岭学校", "学校类型": kind},
        figures=tuple(figure(n, v, s, unit=units[n]) for (n, s), v in values.items()),
        school_years=(Y21,),
    )
    found = computed(made)
    for name, _ in values:
        for (of, stage, _), result in found.items():
            if of == name:
                assert printed(taken(line(name, stage), made.school, Y21)) == result.value
        whole = taken(line(name), made.school, Y21)
        assert printed(whole) == (r.value if (r := found.get((name, WHOLE, Y21))) else None)


SPLIT = (
    figure("学生数", 166, P), figure("学生数", 210, J), figure("图书册数", 23226, unit="册"),
)  # fmt: skip


def test_what_is_split_is_told_beneath_the_form() -> None:
    """This test ensures that no form prints a number that nobody declared without saying so."""
    made = replace(dossier(figures=SPLIT), rules=Rules(forms=(line("图书册数", J, places=1),)))
    subject = school_alone(made, Assessment())
    assert subject is not None
    (form,) = (one for one in forms(subject) if one.number == "表Ⅰ")
    assert form.body[0][0].text == "13,514.4"
    assert form.notes == ("注：L1 全校23,226册按1:1.1折算。",)


@pytest.mark.parametrize(("stage", "text"), [(WHOLE, "23,226"), (J, NOTHING)])
def test_a_countys_figures_are_not_split(stage: Stage, text: str) -> None:
    """This test ensures that what a county has in all is not shared out like a school's."""
    county: School = replace(dossier(figures=SPLIT).school, facts={}, county=True)
    assert taken(line("图书册数", stage, places=0), county, Y21).text == text
    assert taken(line("学生数", places=0), county, Y21).text == "376"
