"""A school that meets all of a standard comes out so, and one that meets nothing as well."""

from decimal import Decimal

import pytest
from extreme_schools import Extreme

from dossier import standards
from dossier.assess.growth import growths
from dossier.assess.indicators import assess
from dossier.assess.passing import verdicts
from dossier.assess.run import assessed
from dossier.assess.satisfaction import satisfaction
from dossier.assess.scoring import scores
from dossier.finding import Code
from dossier.model.rules import Pass
from dossier.model.standard import Stage
from dossier.read.standard import read_standard_file

COEFFICIENTS = {Pass.EACH_CV, Pass.COMPOSITE_CV}
EVERY = pytest.mark.parametrize("name", standards.names())
BOTH = pytest.mark.parametrize("good", [True, False], ids=["met", "unmet"])


def extreme(name: str, *, good: bool) -> Extreme:
    standard, rules, _ = read_standard_file(standards.path_of(name))
    return Extreme(standard, rules, good=good)


@EVERY
@BOTH
def test_every_indicator(name: str, good: bool) -> None:
    """This test ensures that every line of the standard tells the two schools apart."""
    school = extreme(name, good=good).dossier
    results, findings = assess(school)
    judged = [result for result in results if result.threshold is not None]
    assert findings == ()
    assert {r.measure.code for r in results} == set(school.standard.measures)
    assert {r.measure.code for r in judged} == {
        m.code for m in school.standard.measures.values() if m.comparison
    }
    assert [r for r in judged if r.year == school.standard.school_years[-1] and r.met is not good
            ] == []  # fmt: skip


@EVERY
@BOTH
def test_every_set(name: str, good: bool) -> None:
    """This test ensures that every pass rule holds for the one school and fails for the other."""
    school = extreme(name, good=good).dossier
    results, _ = assess(school)
    scored, unscored = scores(school)
    content, _ = satisfaction(school)
    spread = Decimal("0.1") if good else Decimal(2)
    stages = (Stage.PRIMARY, Stage.JUNIOR)
    variations = {(code, stage): spread for code in school.standard.measures for stage in stages}

    found, findings = verdicts(school, results, scored, content, variations)

    assert (findings, unscored) == ((), ())
    assert {(v.family, v.rule.rule) for v in found} == {
        (rule.family, rule.rule) for rule in school.rules.passing
    }
    assert [v.working for v in found if v.met is not good] == []


@EVERY
@BOTH
def test_every_point(name: str, good: bool) -> None:
    """This test ensures that each scored indicator has all of its points, or loses some."""
    school = extreme(name, good=good).dossier
    scored, findings = scores(school)
    assert findings == ()
    assert {s.indicator for s in scored} == {r.indicator for r in school.rules.scoring}
    assert [s.indicator for s in scored if (s.points == s.full) is not good] == []
    lossless = [loss.rule.item for s in scored for loss in s.losses if (loss.points == 0) is good]
    assert len(lossless) == len(school.rules.scoring)


@EVERY
@BOTH
def test_every_growth(name: str, good: bool) -> None:
    """This test ensures that each part of the 三个增长 is met every year, or never."""
    school = extreme(name, good=good).dossier
    found, findings = growths(school)
    assert {g.rule for g in found} == set(school.rules.growth)
    assert [g.working for g in found if g.met is not good] == []
    assert {f.code for f in findings} == (set() if good or not found else {Code.GROWTH_UNMET})


@EVERY
@BOTH
def test_the_whole_assessment(name: str, good: bool) -> None:
    """This test ensures that both schools come out so through everything that a run works out."""
    school = extreme(name, good=good).dossier
    assessment, findings = assessed(school)

    year = school.standard.school_years[-1]
    judged = [one for one in assessment.results if one.year == year and one.met is not None]
    # 差异系数 are the county's to judge: no school can tell its own
    own = [one for one in assessment.verdicts if one.rule.rule not in COEFFICIENTS]
    told = {one.met for one in (*judged, *own, *assessment.growths)}
    assert told == {good}
    assert {one.rule.rule for one in own} == {
        rule.rule for rule in school.rules.passing
    } - COEFFICIENTS
    assert all(one.met is None for one in assessment.verdicts if one not in own)
    assert {one.points == one.full for one in assessment.scores} <= {good}
    assert assessment.satisfaction is not None
    assert assessment.satisfaction.met is good
    assert bool(assessment.needs) is any(one.met is False for one in judged)
    grown = {Code.GROWTH_UNMET} if assessment.growths and not good else set()
    assert {finding.code for finding in findings} == grown
