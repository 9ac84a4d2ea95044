"""The standards that come with the package: whole, sound, and made from their tables."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from dossier import standards
from dossier.check import codes
from dossier.check.facts import Facts
from dossier.cli.console.standard import DescribedStandard
from dossier.model.assessment import Assessment
from dossier.model.catalogue import CATALOGUE
from dossier.model.dossier import Dossier
from dossier.model.formula import parse
from dossier.model.kinds import kind_named
from dossier.model.layout import LAYOUTS
from dossier.model.rules import Pass, Scoring
from dossier.model.sheets import SHEETS
from dossier.model.standard import Family, Stage
from dossier.plan.forms.taking import faults, take_of
from dossier.plan.run import chapters
from dossier.read.standard import read_standard_file
from dossier.read.workbooks import read

ROOT = Path(__file__).parents[2]
INPUTS = ROOT / "inputs"
EVERY = pytest.mark.parametrize("name", standards.names())
FAMILIES = {
    "sichuan-basic": {Family.COUNTY: 23, Family.CONDITIONS: 10, Family.BALANCE: 8},
    "national-basic-2012": {Family.COUNTY: 17, Family.BALANCE: 8, Family.RECOGNITION: 1},
    "national-quality-2017": {
        Family.CONDITIONS: 7, Family.COUNTY: 15, Family.QUALITY: 9, Family.RECOGNITION: 2,
        Family.BALANCE: 7,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Dossier:
    return read(INPUTS)[0]


def described(name: str) -> DescribedStandard:
    standard, rules, findings = read_standard_file(standards.path_of(name))
    assert findings == ()
    return DescribedStandard(name, standard, rules)


def rows(book: Path) -> dict[str, list[tuple[object, ...]]]:
    sheets = openpyxl.load_workbook(book).worksheets
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in sheets}


def test_made_again(tmp_path: Path) -> None:
    """This test ensures that the script gives the workbooks of the package, byte for byte."""
    script = ROOT / "scripts" / "make_standards"
    subprocess.run([sys.executable, script, "--out", tmp_path], check=True, timeout=60)
    made = {path.stem: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {name: standards.path_of(name).read_bytes() for name in FAMILIES}


def test_the_sample_uses_one() -> None:
    """This test ensures that the sample's standard is sichuan-basic but for papers of its own."""
    ours, theirs = rows(standards.path_of("sichuan-basic")), rows(INPUTS / standards.BOOK)
    differing = [
        (sheet, one[0])
        for sheet in ours.keys() | theirs.keys()
        for one, other in zip(ours[sheet], theirs[sheet], strict=True)
        if one != other
    ]
    papers = [("设置", "评估依据"), ("章节", "R01"), ("章节", "R03"), ("章节", "R13")]
    assert sorted(differing) == sorted(papers)


@EVERY
def test_sets(name: str) -> None:
    """This test ensures that each standard has the indicators that its document counts."""
    assert described(name).families == FAMILIES[name]


@EVERY
def test_sheets(name: str) -> None:
    """This test ensures that each workbook has every sheet, header and comment."""
    book = openpyxl.load_workbook(standards.path_of(name))
    # which an import writes, or a school with a layout of its own
    others = (CATALOGUE, LAYOUTS)
    sheets = {s.name: s for s in SHEETS if s.book == standards.BOOK and s not in others}
    assert set(book.sheetnames) == set(sheets)
    for title, sheet in sheets.items():
        heads = [cell for cell in book[title][1] if cell.value]
        assert [cell.value for cell in heads] == [column.header for column in sheet.drawn]
        assert [cell.comment.text for cell in heads if cell.comment] == [
            column.comment for column in sheet.drawn
        ]
        assert book[title].freeze_panes


@EVERY
def test_codes(name: str, sample: Dossier) -> None:
    """This test ensures that whatever a standard names is there, in it and in its boxes."""
    one = described(name)
    made = Dossier(one.standard, sample.school, (), (), sample.people, (), one.rules)
    facts = Facts(made, {}, (), Assessment(), chapters(one.standard))
    named = {r.indicator for r in (*one.rules.scoring, *one.rules.thresholds)}
    found = [
        *codes.unboxed_indicators(facts),
        *codes.doubly_boxed_indicators(facts),
        *codes.doubly_coded_chapters(facts),
        *(f for f in codes.unknown_groups(facts) if f.at and f.at.book == standards.BOOK),
        *(f for f in codes.unknown_indicators(facts) if f.at and f.at.book == standards.BOOK),
        *faults(one.rules),
    ]
    # the sample's own sheets stand in workbooks of other names, and speak of its own codes
    assert [f.text for f in found if f.at and f.at.sheet not in {"自评说明", "任务分解表"}] == []
    assert named <= set(one.standard.indicators)


@EVERY
def test_every_set_can_pass(name: str) -> None:
    """This test ensures that each judged set has a rule, with a number where it needs one."""
    one = described(name)
    ruled = {rule.family for rule in one.rules.passing}
    assert set(one.families) <= ruled
    for rule in one.rules.passing:
        stage = Stage.PRIMARY if "差异系数" in rule.rule.value else Stage.SCHOOL
        assert (rule.value(stage) is None) is (rule.rule is Pass.ALL)


@EVERY
def test_formulas(name: str) -> None:
    """This test ensures that what is to be raised stands in its formula, and types are known."""
    one = described(name)
    for measure in one.standard.measures.values():
        assert measure.raised in parse(measure.formula).names
        assert bool(measure.comparison) is bool(measure.thresholds)
    assert all(kind_named(r.school_type) for r in one.rules.thresholds if r.school_type)
    assert all(take_of(line) for line in one.rules.forms)


@EVERY
def test_evidence_is_asked_for(name: str) -> None:
    """This test ensures that every indicator asks for evidence, those of 均衡 together."""
    one = described(name)
    asked = {r.indicator for r in one.standard.requirements.values()}
    silent = [i.code for i in one.items if i.family is not Family.BALANCE and i.code not in asked]
    assert silent == []


@pytest.mark.parametrize("name", ["sichuan-basic", "national-basic-2012"])
def test_points(name: str) -> None:
    """This test ensures that the points add up to 100, once for each indicator, all unverified."""
    one = described(name)
    full = {r.indicator: r.full for r in one.rules.scoring if r.full is not None}
    assert sum(full.values(), Decimal()) == 100
    assert sum(r.full is not None for r in one.rules.scoring) == len(full)
    assert {r.indicator for r in one.rules.scoring} == set(full)
    assert set(full) == {i.code for i in one.items if i.family is Family.COUNTY}
    assert not any(rule.verified for rule in one.rules.scoring)


def test_every_kind_of_scoring() -> None:
    """This test ensures that sichuan-basic shows every kind of scoring rule."""
    assert {rule.rule for rule in described("sichuan-basic").rules.scoring} == set(Scoring)


def test_numbers_of_2012() -> None:
    """This test ensures that 教督〔2012〕3号 stands as published: 0.65, 0.55, 85 and 85."""
    found = {r.rule: r.values for r in described("national-basic-2012").rules.passing}
    assert found == {
        Pass.COMPOSITE_CV: {Stage.PRIMARY: Decimal("0.65"), Stage.JUNIOR: Decimal("0.55")},
        Pass.POINTS: {Stage.SCHOOL: Decimal(85)},
        Pass.SATISFACTION: {Stage.SCHOOL: Decimal(85)},
    }


def test_numbers_of_2017() -> None:
    """This test ensures that the lines and rules of 教督〔2017〕6号 stand as published."""
    one = described("national-quality-2017")
    lines = {
        code: tuple(str(m.thresholds[stage]) for stage in (Stage.PRIMARY, Stage.JUNIOR))
        for code, m in one.standard.measures.items()
        if code.startswith("Q")
    }
    limits = next(r.values for r in one.rules.passing if r.rule is Pass.EACH_CV)
    school = {r.rule: r.value(Stage.SCHOOL) for r in one.rules.passing
              if r.family is Family.CONDITIONS}  # fmt: skip
    assert lines == {
        "Q01": ("4.2", "5.3"), "Q02": ("1", "1"), "Q03": ("0.9", "0.9"), "Q04": ("4.5", "5.8"),
        "Q05": ("7.5", "10.2"), "Q06": ("2000", "2500"), "Q07": ("2.3", "2.4"),
    }  # fmt: skip
    assert limits == {Stage.PRIMARY: Decimal("0.5"), Stage.JUNIOR: Decimal("0.45")}
    assert school == {Pass.AT_LEAST: 6, Pass.REST: 85}


def test_the_sample_answers_everything(sample: Dossier) -> None:
    """This test ensures that the sample has every figure, fact and judgement its rules ask for."""
    rules, school = sample.rules, sample.school
    given = {name for name, _, _ in (*school.figures, *school.funds)}
    asked = {n for r in rules.scoring if r.figure for n in parse(r.figure).names}
    asked |= {n for g in rules.growth for n in (g.figure, g.other) if n}
    takes = [take for take in map(take_of, rules.forms) if take]
    asked |= {n for take in takes if take.formula for n in take.formula.names}
    judged = {(j.indicator, j.item) for j in school.returns.judgements}
    by_hand = {r for r in rules.scoring if r.rule.judged}
    assert asked <= given
    assert {take.fact for take in takes if take.fact} <= set(school.facts)
    assert judged == {(r.indicator, r.item) for r in by_hand}


def test_the_rules_in_force() -> None:
    """This test ensures that 优质均衡 is computed by the rules of 2019."""
    one = described("national-quality-2017")
    measures, passing = one.standard.measures, one.rules.passing
    for code in ("Q04", "D04"):
        assert measures[code].formula == "（教学及辅助用房总面积－室内体育用房面积）÷学生数"
    assert measures["E04"].formula == "教师培训经费预算÷公用经费预算总额×100"
    assert parse(measures["C09"].formula).names == (
        "随迁子女公办学校就读数", "随迁子女政府购买服务就读数", "随迁子女数",
    )  # fmt: skip
    assert [code for code, one in measures.items() if not one.verified] == ["B13"]
    assert all(rule.verified for rule in (*passing, *one.rules.thresholds))


def test_what_is_drawn_up_is_not_verified() -> None:
    """This test ensures that the C-level under national items is marked."""
    for name in ("sichuan-basic", "national-basic-2012"):
        indicators = described(name).standard.indicators.values()
        drawn_up = [i for i in indicators if i.level == "C" and i.parent.startswith("B")]
        assert drawn_up
        assert not any(indicator.verified for indicator in drawn_up)
