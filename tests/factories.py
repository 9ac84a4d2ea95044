"""Small facts for tests: each factory fills in what the test is not about."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dossier.facts import replace
from dossier.model.dossier import Dossier
from dossier.model.evidence import Evidence, Photo
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.model.item import Arranged, Item, Origin, Placed
from dossier.model.ledger import Rectification
from dossier.model.people import Duty, Member, People, Task
from dossier.model.returns import Judgement, Returns
from dossier.model.rules import (
    PartialPoint,
    Pass,
    PassRule,
    Rules,
    Scoring,
    ScoringRule,
    ThresholdRule,
)
from dossier.model.school import Figure, School, SelfAssessment
from dossier.model.settings import Settings
from dossier.model.standard import (
    BoxSpec,
    Chapter,
    ChapterSpec,
    Every,
    Family,
    Indicator,
    Measure,
    Requirement,
    Scope,
    Stage,
    Standard,
)
from dossier.model.years import FiscalYear, SchoolYear
from dossier.read.standard import read_settings
from dossier.read.table import Pairs
from dossier.source import Cell, Row

Y20, Y21, Y22 = SchoolYear(2020), SchoolYear(2021), SchoolYear(2022)
F21 = FiscalYear(2021)


def row(sheet: str = "表", number: int = 2, book: str = "test.xlsx", **columns: str) -> Row:
    return Row(book, sheet, number, tuple(columns.items()))


def item(key: str = "evidence:a.pdf", **fields: Any) -> Item:
    given = dict(indicator="B01", title="题名", origin=Origin.FILE, ref="a.pdf", year=Y21)
    return Item(key=key, **(given | fields))


def box_spec(number: str = "01", **fields: Any) -> BoxSpec:
    given = dict(title="入学机会", indicators=("B01",), retention="30年", office="", row=row())
    return BoxSpec(number=number, **(given | fields))


def arranged(*items: Item, **spec: Any) -> Arranged:
    box = box_spec(**spec)
    return Arranged(box, tuple(Placed(one, box.number, n) for n, one in enumerate(items, 1)))


def indicator(code: str = "B01", **fields: Any) -> Indicator:
    given = dict(
        parent="", level="B", name="指标名称", family=Family.COUNTY,
        points="", verified=True, source="", row=row("指标"),
    )  # fmt: skip
    return Indicator(code=code, **(given | fields))


def measure(code: str = "J06", formula: str = "图书册数÷学生数", **fields: Any) -> Measure:
    given = dict(
        unit="册/生", by_stage=False, comparison="≥", thresholds={Stage.SCHOOL: Decimal(25)},
        places=2, verified=True, source="", row=row("计算指标"),
    )  # fmt: skip
    return Measure(code=code, formula=formula, **(given | fields))


def requirement(code: str = "B01-1", **fields: Any) -> Requirement:
    given = dict(
        indicator="B01", name="招生方案", every=Every.SCHOOL_YEAR, copies=1, seal=False,
        signature=False, original=False, group="素质教育推进组", note="", row=row("材料要求"),
    )  # fmt: skip
    return Requirement(code=code, **(given | fields))


def evidence(file: str = "a.pdf", **fields: Any) -> Evidence:
    given = dict(
        requirement="B01-1", title="题名", author="星光实验学校", number="",
        dated=date(2021, 10, 8), year=Y21, retention="30年", secrecy="",
        original=True, sealed=True, signed=True, note="", row=row("佐证材料登记"),
    )  # fmt: skip
    return Evidence(file=file, **(given | fields))


def photo(file: str = "p.jpg", **fields: Any) -> Photo:
    given = dict(
        requirement="B01-1", year=Y21, event="开学典礼", dated=date(2021, 9, 1), place="操场",
        people="全体师生", background="新学年", photographer="陈映", row=row("照片"),
    )  # fmt: skip
    return Photo(file=file, **(given | fields))


def chapter(code: str = "R01", **fields: Any) -> Chapter:
    given = dict(
        title="自查报告", template="自查报告.docx", subject="", indicator="Z02", row=row("章节")
    )
    return Chapter(code=code, **(given | fields))


def member(name: str = "周明", **fields: Any) -> Member:
    given = dict(body="领导小组", duty="组长", post="校长", phone="", row=row("领导小组"))
    return Member(name=name, **(given | fields))


def task(indicator: str = "B01", **fields: Any) -> Task:
    given = dict(
        work="收集材料", group="素质教育推进组", person="李芳",
        deadline=date(2023, 4, 30), signed=date(2022, 9, 10), row=row("任务分解表"),
    )  # fmt: skip
    return Task(indicator=indicator, **(given | fields))


def duty(group: str = "素质教育推进组", text: str = "收集材料。") -> Duty:
    return Duty(group, text, row("小组职责"))


def chapter_spec(code: str = "R01", **fields: Any) -> ChapterSpec:
    given = dict(
        title="自查报告", template="自查报告.docx", scope=Scope.SCHOOL, indicator="",
        row=row("章节"),
    )  # fmt: skip
    return ChapterSpec(code=code, **(given | fields))


def figure(name: str, value: float | str, stage: Stage = Stage.SCHOOL, **fields: Any) -> Figure:
    given = dict(year=Y21, unit="人", source="", cell=Cell("school.xlsx", "数据", "D2"))
    return Figure(name, stage, value=Decimal(str(value)), **(given | fields))


def assessment(indicator: str = "B01", **fields: Any) -> SelfAssessment:
    given = dict(verdict="达标", practice=(), problems=(), measures=(), row=row("自评说明"))
    return SelfAssessment(indicator=indicator, **(given | fields))


def rectification(indicator: str = "B01", **fields: Any) -> Rectification:
    given = dict(
        problem="公示不及时", basis="", finder="自查", measure="每月公示", money=None,
        leader="周明", person="李芳", deadline=None, progress="", outcome="", evidence="",
        accepted_by="", closed=None, status="整改中", row=row("整改台账"),
    )  # fmt: skip
    return Rectification(indicator=indicator, **(given | fields))


def evidence_file(path: str = "a.pdf", **fields: Any) -> EvidenceFile:
    """A sound file; files of different names have different contents."""
    given = dict(
        place=path, size=1000, sha256=f"sha256 of {path}", kind=FileKind.PDF, pages=1
    )  # fmt: skip
    return EvidenceFile(path=path, **(given | fields))


def dossier(**parts: Any) -> Dossier:
    """A dossier that holds nothing but `parts`: fields of the dossier or of what it is made of.

    Facts are given as tuples and put under their keys: ``dossier(indicators=(indicator(),))``.
    """
    settings = dict(
        name="标准", basis=(), school_years=(Y21,), fiscal_years=(F21,), pass_rule="",
    )  # fmt: skip
    standard = dict(
        indicators=(), measures=(), requirements=(), chapters=(), boxes=(),
    )  # fmt: skip
    school: dict[str, Any] = dict(
        facts={"学校名称": "星光实验学校"},
        cells={},
        figures=(),
        assessments=(),
        words={},
        word_cells={},
        dated=None,
    )
    people = dict(leaders=(), office=(), groups=(), members=(), duties=(), tasks=())
    whole = dict(evidence=(), photos=(), ledger=(), unconfirmed=())
    for name, part in parts.items():
        homes = [home for home in (settings, standard, school, people, whole) if name in home]
        assert len(homes) == 1, name
        homes[0][name] = part
    for name in ("indicators", "measures", "requirements"):
        standard[name] = {fact.code: fact for fact in standard[name]}
    school["figures"] = {(f.name, f.stage, f.year): f for f in school["figures"]}
    school["assessments"] = {fact.indicator: fact for fact in school["assessments"]}
    return Dossier(
        standard=Standard(**standard, settings=Settings(**settings)),
        school=School(**school),
        people=People(**people),
        **whole,
    )


def filled(
    facts: Dossier,
    *,
    settings: Mapping[str, str] | None = None,
    funds: Iterable[Figure] = (),
    rules: Rules | None = None,
    **returns: Any,
) -> Dossier:
    """The dossier with what its optional sheets give; `returns` are fields of Returns."""
    school = replace(
        facts.school,
        funds={(f.name, f.stage, f.year): f for f in funds},
        returns=Returns(**returns),
    )
    standard = set_so(facts.standard, settings or {})
    return replace(facts, standard=standard, school=school, rules=rules or Rules())


def set_so(standard: Standard, told: Mapping[str, str]) -> Standard:
    """The standard with what the sheet 设置 tells, beside its name and years."""
    settings, _ = read_settings(pairs(told), standard.indicators)
    kept = ("name", "basis", "school_years", "fiscal_years", "pass_rule")
    own = {name: getattr(standard.settings, name) for name in kept}
    return replace(standard, settings=replace(settings, **own))


def pairs(told: Mapping[str, str]) -> Pairs:
    """The lines of 设置, one beneath the other."""
    cells = {name: Cell("standard.xlsx", "设置", f"B{n}") for n, name in enumerate(told, 2)}
    return Pairs(told, cells)


def threshold_rule(value: float | str, indicator: str = "J06", **fields: Any) -> ThresholdRule:
    given = dict(
        stage=None, school_type="", classes=(None, None), school="", verified=True, source="",
        row=row("达标值", indicator="A", school_type="C", from_classes="D", value="G"),
    )  # fmt: skip
    return ThresholdRule(indicator=indicator, value=Decimal(str(value)), **(given | fields))


def pass_rule(rule: Pass, value: float | str | None = None, **fields: Any) -> PassRule:
    """The rule with one number for all stages."""
    values = {} if value is None else {Stage.SCHOOL: Decimal(str(value))}
    given = dict(
        family=Family.CONDITIONS, values=values, verified=True, source="",
        row=row("达标规则", primary="C", junior="D", school="E"),
    )  # fmt: skip
    return PassRule(rule=rule, **(given | fields))


def scoring_rule(rule: Scoring, **fields: Any) -> ScoringRule:
    """A rule of B01, worth 4 points; numbers may be given as text."""
    given: dict[str, Any] = dict(
        indicator="B01", item="项目", full=4, figure="", stage=Stage.SCHOOL, target=None,
        deduct=None, most=None, part=PartialPoint.PROPORTIONAL, verified=True, source="",
        row=row("评分规则", item="B", full="C", rule="D", figure="E", target="G", deduct="H",
                most="I"),
    )  # fmt: skip
    given |= fields
    for name in ("full", "target", "deduct", "most"):
        given[name] = None if given[name] is None else Decimal(str(given[name]))
    return ScoringRule(rule=rule, **given)


def judgement(found: str = "", deduct: float | str | None = None, **fields: Any) -> Judgement:
    given = dict(
        indicator="B01", item="项目", reason="", evidence="",
        row=row("评分录入", indicator="A", item="B", found="C", deduct="D", reason="E"),
    )  # fmt: skip
    points = None if deduct is None else Decimal(str(deduct))
    return Judgement(found=found, deduct=points, **(given | fields))
