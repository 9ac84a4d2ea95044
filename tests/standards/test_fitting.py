"""A standard as it is for one school: without what is about 学部 that the school has not."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dossier import standards
from dossier.facts import Fact, asdict
from dossier.model.fitting import fitted
from dossier.model.formula import parse
from dossier.model.rules import Rules
from dossier.model.school import School
from dossier.model.standard import BoxSpec, Indicator, Requirement, Stage, Standard
from dossier.read.standard import read_standard_file
from factories import box_spec, indicator, requirement

ALIEN = {"小学": "初中", "教学点": "初中", "初级中学": "小学(?!和教学点)", "完全中学": "小学"}
"""What must not be said in a school of that kind."""


def school(kind: str, *, county: bool = False) -> School:
    return School({"学校类型": kind}, {}, {}, {}, {}, county=county)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, Fact):
        value = {name: one for name, one in asdict(value).items() if name not in {"row", "take"}}
    if isinstance(value, str):
        yield re.sub("《[^》]*》", "", value).replace("中小学", "")
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("name", standards.names())
@pytest.mark.parametrize("kind", ALIEN)
def test_a_packaged_standard_speaks_of_no_other_part(name, kind):
    """in a school of one 学部 no indicator, material, box, line or rule names another."""
    own, rules, _ = read_standard_file(standards.path_of(name))
    told, asked = fitted(own, rules, school(kind))
    said = [
        *texts([*told.indicators.values(), *told.requirements.values(), *told.boxes]),
        *texts([*told.chapters, *asked.forms, *asked.growth, *asked.phrases]),
        *texts([one.source for one in (*told.measures.values(), *asked.thresholds)]),
    ]
    assert said
    assert [text for text in said if re.search(ALIEN[kind], text)] == []


@pytest.mark.parametrize("name", standards.names())
@pytest.mark.parametrize("kind", ["九年一贯制学校", "十二年一贯制学校", "特殊教育学校"])
def test_a_school_of_both_parts_has_the_standard_as_it_stands(name, kind):
    """where a school has both 学部 of 义务教育, nothing is left out or said otherwise."""
    own, rules, _ = read_standard_file(standards.path_of(name))
    assert fitted(own, rules, school(kind)) == (own, rules)
    assert fitted(own, rules, school("小学", county=True)) == (own, rules)


@pytest.mark.parametrize("name", standards.names())
def test_every_figure_is_told_in_which_unit(name):
    """the sheet 数据项 lists whatever formulas, scoring, growth and phrases use."""
    own, rules, findings = read_standard_file(standards.path_of(name))
    assert findings == ()
    listed = {one.name for one in own.figures}
    formulas = [
        *(one.formula for one in own.measures.values()),
        *(one.figure for one in rules.scoring if one.figure),
        *(one.figure for one in (*rules.growth, *rules.phrases)),
        *(one.other for one in rules.growth if one.other),
    ]
    assert {name for text in formulas for name in parse(text).names} <= listed


def standard(
    indicators: list[Indicator],
    requirements: tuple[Requirement, ...] = (),
    boxes: tuple[BoxSpec, ...] = (),
) -> Standard:
    return Standard(
        {one.code: one for one in indicators},
        {},
        {one.code: one for one in requirements},
        (),
        boxes,
    )


def fit(kind: str, own: Standard) -> Standard:
    return fitted(own, Rules(), school(kind))[0]


def test_what_is_beneath_goes_with_what_is_above():
    """the indicators, materials and chapters beneath one that is about another 学部 go as well."""
    own = standard(
        indicators=[
            indicator("A1", level="A"),
            indicator("B01", parent="A1", stages=(Stage.JUNIOR,)),
            indicator("C01", parent="B01", level="C"),
            indicator("B02", parent="A1"),
        ],
        requirements=(
            requirement("C01-1", indicator="C01"),
            requirement("B02-1", indicator="B02"),
            requirement("B02-2", indicator="B02", stages=(Stage.PRIMARY,)),
        ),
    )
    assert [*fit("小学", own).indicators] == ["A1", "B02"]
    assert [*fit("小学", own).requirements] == ["B02-1", "B02-2"]
    assert [*fit("初级中学", own).requirements] == ["C01-1", "B02-1"]
    assert [*fit("高级中学", own).requirements] == ["B02-1"]


@pytest.mark.parametrize(
    ("codes", "title", "told"),
    [
        (("B03", "B04"), "A1入学机会 B03、B04（一）", "A1入学机会 B03、B04（一）"),
        (("B04", "B05", "B06"), "A1入学机会 B04—B06（二）", "A1入学机会 B05、B06（二）"),
        (("B01", "B02", "B03", "B04"), "A1 B01—B04", "A1 B01—B03"),
        (("B04",), "名额分配", None),
    ],
)
def test_titles_of_boxes_name_what_they_hold(codes, title, told):
    """a box that lost an indicator is called by what is left in it, and an empty one goes."""
    gone = "B04" if told != title else "B09"
    own = standard(
        indicators=[
            indicator(code, stages=(Stage.JUNIOR,) if code == gone else ())
            for code in ("B01", "B02", "B03", "B04", "B05", "B06", "B09")
        ],
        boxes=(box_spec("03", indicators=codes, title=title),),
    )
    boxes: tuple[BoxSpec, ...] = fit("小学", own).boxes
    assert [box.title for box in boxes] == ([told] if told else [])
