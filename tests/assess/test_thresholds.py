"""Thresholds that depend on the school, its classes, its type and the stage."""

from decimal import Decimal

import pytest

from dossier.assess.indicators import assess
from dossier.finding import Code
from dossier.model.dossier import Dossier
from dossier.model.rules import Rules
from dossier.model.standard import Stage
from factories import Y21, dossier, figure, filled, measure, row, threshold_rule

BY_STAGE = {Stage.PRIMARY: Decimal(15), Stage.JUNIOR: Decimal(25)}


def school(*rules, kind: str = "九年一贯制", classes=(12, 6), **fields) -> Dossier:
    asked = {"by_stage": True, "thresholds": BY_STAGE} | fields
    counted = [
        figure("教学班数", count, stage, unit="个")
        for stage, count in zip(BY_STAGE, classes, strict=True)
        if count is not None
    ]
    figures = [figure("学生数", 100, stage) for stage in BY_STAGE]
    if kind == "小学":
        figures, counted = figures[:1], counted[:1]
    facts = dossier(
        facts={"学校名称": "星光实验学校", "学校类型": kind},
        measures=(measure(**asked),),
        figures=(*figures, *counted, figure("图书册数", 4000, unit="册")),
    )
    return filled(facts, rules=Rules(thresholds=rules))


def bars(facts: Dossier) -> list[str]:
    results, _ = assess(facts)
    return [str(result.threshold) for result in results]


def faults(facts: Dossier):
    return assess(facts)[1]


TYPE = threshold_rule(21, school_type="九年制学校")
STAGE = threshold_rule(22, stage=Stage.JUNIOR)
CLASSES = threshold_rule(23, classes=(7, 12))
SCHOOL = threshold_rule(24, school="星光 实验学校")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((), ["15", "25"]),
        ((threshold_rule(20),), ["20", "20"]),
        ((STAGE,), ["15", "22"]),
        ((STAGE, TYPE), ["21", "21"]),
        ((CLASSES, TYPE, STAGE), ["23", "21"]),
        ((threshold_rule(20), STAGE, TYPE, CLASSES, SCHOOL), ["24", "24"]),
        ((threshold_rule(26, stage=Stage.JUNIOR, school_type="九年一贯制"), TYPE), ["21", "26"]),
        ((threshold_rule(27, school="河西小学"),), ["15", "25"]),
        ((threshold_rule(27, school_type="小学"),), ["15", "25"]),
        ((threshold_rule(27, stage=Stage.SCHOOL),), ["15", "25"]),
        ((threshold_rule(27, indicator="J05"),), ["15", "25"]),
    ],
)
def test_the_most_specific_row_counts(rules, expected):
    """a row for one school goes before classes, these before a type, and that before a stage."""
    assert bars(school(*rules)) == expected
    assert bars(school(*reversed(rules))) == expected


@pytest.mark.parametrize(
    ("bounds", "fits"),
    [
        ((12, 12), True),
        ((13, None), False),
        ((None, 11), False),
        ((12, None), True),
        ((None, 12), True),
    ],
)
def test_both_ends_of_a_class_range_are_counted_in(bounds, fits):
    """a primary part of 12 classes is within 12 to 12, and not from 13 on."""
    assert bars(school(threshold_rule(20, classes=bounds)))[0] == ("20" if fits else "15")


def test_the_whole_school_has_the_classes_of_all_parts():
    """where the school is judged as a whole its classes are summed."""
    rule = threshold_rule(20, classes=(18, 18))
    assert bars(school(rule, by_stage=False)) == ["20"]


def test_without_classes_nothing_is_judged():
    """a row for classes that are not given is neither used nor passed over."""
    facts = school(threshold_rule(20, classes=(7, 12)), TYPE, classes=(12, None))
    results, (fault,) = assess(facts)
    assert [(result.threshold, result.met) for result in results] == [
        (Decimal(20), False),
        (None, None),
    ]
    assert (fault.code, fault.at.ref, fault.year) == (Code.FIGURE_MISSING, "D2", Y21)
    assert "'教学班数' of 初中部" in fault.text.spoken("en")
    named = school(threshold_rule(20, classes=(7, 12)), SCHOOL, classes=(12, None))
    assert (bars(named), faults(named)) == (["24", "24"], ())


def test_rows_that_fit_equally_well():
    """two rows that fit equally well are named, once, and the first counts."""
    second = threshold_rule(19, school_type="九年一贯制", row=row("达标值", 3, value="G"))
    facts = school(TYPE, second)
    assert bars(facts) == ["21", "21"]
    (fault,) = faults(facts)
    assert (fault.code, str(fault.at)) == (Code.RULE_INCOMPLETE, "test.xlsx!达标值!G3")
    assert "test.xlsx!达标值!G2 and test.xlsx!达标值!G3" in fault.text.spoken("en")


@pytest.mark.parametrize(
    ("kind", "by_stage", "expected"),
    [("小学", False, "15"), ("小学", True, "15"), ("九年一贯制", False, "30")],
)
def test_a_primary_school_is_judged_as_such(kind, by_stage, expected):
    """a school of one part is judged by that part's threshold, also as a whole."""
    bar = {**BY_STAGE, Stage.SCHOOL: Decimal(30)}
    assert bars(school(kind=kind, by_stage=by_stage, thresholds=bar)) == [expected]


def test_the_type_is_printed():
    """the verdict names the type of the school that is judged as a whole."""
    for kind in ("小学", "九年一贯制"):
        ((result,), _) = assess(school(threshold_rule(20), kind=kind, by_stage=False))
        assert result.working.endswith(f"≥ 20册/生（{kind}）")


@pytest.mark.parametrize(("own", "of_row"), [(True, False), (False, True)])
def test_the_row_says_whether_it_is_verified(own, of_row):
    """未核实 follows the row that the threshold comes from, and else the measure."""
    rule = threshold_rule(20, stage=Stage.JUNIOR, verified=of_row, source="附件4")
    facts = school(rule, verified=own, source="教督〔2012〕3号")
    results, _ = assess(facts)
    assert [(r.verified, r.source) for r in results] == [
        (own, "教督〔2012〕3号"),
        (of_row, "附件4"),
    ]


@pytest.mark.parametrize(
    ("rule", "code", "ref", "words"),
    [
        (threshold_rule(1, indicator="J60"), Code.CODE_UNKNOWN, "A2", "'J60' is no computed"),
        (threshold_rule(1, school_type="九年贯制"), None, "", ""),
        (threshold_rule(1, school_type="高级技校"), Code.VALUE_INVALID, "C2", "'高级技校' is not"),
        (threshold_rule(1, classes=(9, 3)), Code.RULE_INCOMPLETE, "D2", "from 9 to 3 classes"),
    ],
)
def test_rows_that_can_never_be_used(rule, code, ref, words):
    """an unknown indicator or type, and a range without a number in it, are findings."""
    found = faults(school(rule))
    if code is None:
        assert found == ()
    else:
        assert [(f.code, f.at.ref) for f in found] == [(code, ref)]
        assert words in found[0].text.spoken("en")


def test_a_threshold_without_a_comparison():
    """a threshold for an indicator that is only watched is a finding, and nothing is judged."""
    facts = school(threshold_rule(20), comparison="")
    results, (fault,) = assess(facts)
    assert {result.met for result in results} == {None}
    assert (fault.code, fault.at.ref) == (Code.RULE_INCOMPLETE, "G2")
