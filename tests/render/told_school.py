"""The small school with an assessment that has one of everything: changes, scores, a survey."""

import io
from decimal import Decimal
from zlib import crc32

from PIL import Image
from small_school import material as small_material
from small_school import result

from dossier.facts import replace
from dossier.model.assessment import (
    GroupSatisfaction,
    Growth,
    Jump,
    Loss,
    Satisfaction,
    Score,
    Trend,
    Verdict,
)
from dossier.model.chart import Chart
from dossier.model.returns import Explanation, Judgement, Projection, Returns, Suggestion
from dossier.model.rules import (
    GrowthRule,
    PartialPoint,
    Pass,
    PassRule,
    Rising,
    Rules,
    Scoring,
    ScoringRule,
)
from dossier.model.standard import Family, Stage
from dossier.model.years import FiscalYear, SchoolYear
from dossier.render.material import Material
from dossier.source import Cell
from factories import Y21, Y22, figure, row

F21, F22 = FiscalYear(2021), FiscalYear(2022)


def a_picture(chart: Chart) -> bytes:
    """A picture of one point instead of a drawing; each chart has its own."""
    shade = crc32(chart.words.encode()) % 256
    made = io.BytesIO()
    Image.new("L", (1, 1), shade).save(made, "PNG")
    return made.getvalue()


def cell(ref: str, sheet: str = "经费") -> Cell:
    return Cell("school.xlsx", sheet, ref)


def verdicts() -> tuple[Verdict, ...]:
    most = PassRule(
        Family.CONDITIONS, Pass.AT_LEAST, {Stage.SCHOOL: Decimal(2)}, False, "", row("达标规则")
    )
    cv = PassRule(
        Family.BALANCE, Pass.COMPOSITE_CV, {Stage.PRIMARY: Decimal("0.65")}, True, "", row()
    )
    return (
        Verdict(most, Family.CONDITIONS, Stage.JUNIOR, Y22, False, "2 项中达标 1 项 < 2 项"),
        Verdict(cv, Family.BALANCE, Stage.PRIMARY, None, None, "由县级统一计算"),
    )


def scoring(
    indicator: str, item: str, full: int | None, rule: Scoring, **more: bool
) -> ScoringRule:
    return ScoringRule(
        indicator, item, None if full is None else Decimal(full), rule, "", Stage.SCHOOL, None,
        Decimal(1), None, PartialPoint.PROPORTIONAL, more.get("verified", True), "",
        row("评分规则"),
    )  # fmt: skip


def scores() -> tuple[Score, ...]:
    lacking = Judgement("B01", "制度", "不健全", None, "缺考核办法", "制度汇编", row("评分录入"))
    return (
        Score(
            "B01",
            Decimal(3),
            Decimal("1.5"),
            (
                Loss(
                    scoring("B01", "制度", 3, Scoring.SYSTEM),
                    Decimal("1.5"),
                    "不健全，扣1.5分",
                    lacking,
                ),
                Loss(
                    scoring("B01", "入学率", None, Scoring.BELOW),
                    Decimal(0),
                    "100% ≥ 99.5%，不扣分",
                ),
            ),
        ),
        Score(
            "B02",
            Decimal(4),
            None,
            (Loss(scoring("B02", "落实", 4, Scoring.DONE, verified=False), None, "尚未评判"),),
        ),
    )


def trends() -> tuple[Trend, ...]:
    area = tuple(
        result("J02", Stage.JUNIOR, year, shown, met, verified=False)
        for year, shown, met in ((Y21, "9.30册/生", True), (Y22, "8.74册/生", False))
    )
    books = (None, result("J06", Stage.SCHOOL, Y22, "28.80册/生", True, shown_threshold="≥ 25"))
    return (
        Trend("J02", Stage.JUNIOR, area, "逐年下降", True),
        Trend("J06", Stage.SCHOOL, books, "", False),
    )


def jumps() -> tuple[Jump, ...]:
    told = Explanation("学生数", Stage.JUNIOR, Y22, "片区调整，划入两个村。", row("波动说明"))
    cells = (cell("D3", "数据"), cell("E3", "数据"))
    return (
        Jump(
            "学生数", Stage.JUNIOR, Y22, Decimal(413), Decimal(580), "人",
            Decimal(580) / 413 - 1, Decimal("0.3"), cells, told,
        ),
        Jump(
            "公用经费", Stage.SCHOOL, F22, Decimal(0), Decimal("12.5"), "万元", None,
            Decimal("0.3"), (cell("D4"), cell("E4")), None,
        ),
    )  # fmt: skip


def growths() -> tuple[Growth, ...]:
    outpaces = GrowthRule(
        "G1", "财政拨款增长高于经常性收入增长", Rising.OUTPACES, "拨款", "收入", Stage.SCHOOL,
        True, "", row("增长规则"),
    )  # fmt: skip
    rises = replace(outpaces, code="G2", name="教职工工资逐年增长", rule=Rising.RISES, other="")
    rises = replace(rises, verified=False)
    return (
        Growth(outpaces, F21, Decimal("0.0931"), Decimal("0.0702"), True, "9.31% > 7.02%", ()),
        Growth(
            outpaces, F22, Decimal("0.0500"), Decimal("0.0504"), False, "5.00% < 5.04%",
            (cell("D2"), cell("E2"), cell("D3")),
        ),
        Growth(rises, F22, None, None, None, "缺2021年度数据", ()),
    )  # fmt: skip


def satisfaction() -> Satisfaction:
    parents = GroupSatisfaction("家长", 400, 390, 385, 365, Decimal("97.5"), Decimal(36500) / 385)
    teachers = GroupSatisfaction("教师", 60, 60, 60, 50, Decimal(100), Decimal(5000) / 60)
    total = GroupSatisfaction(
        "合计", 460, 450, 445, 415, Decimal(45000) / 460, Decimal(41500) / 445
    )
    return Satisfaction(
        (parents, teachers), total, 600, False, Decimal(40000) / 460, 20, 19, Decimal(85), True,
        "415 ÷ 445 = 93.26% ≥ 85%", (),
    )  # fmt: skip


def suggestions() -> tuple[Suggestion, ...]:
    return (
        Suggestion("家长", "放学时校门口拥堵。", "已与交警协商错峰放学。", "王强", row("意见建议")),
        Suggestion("教师", "希望增加 & 更新图书。", "", "", row("意见建议", 3)),
    )


def told_material(base: Material | None = None) -> Material:
    base = base or small_material()
    passing = (
        PassRule(
            Family.RECOGNITION, Pass.SATISFACTION, {Stage.SCHOOL: Decimal(85)}, False, "", row()
        ),
    )
    returns = Returns(
        suggestions=suggestions(),
        projections=(
            Projection("学生数", Stage.JUNIOR, SchoolYear(2023), Decimal(460), "小学毕业生", row()),
        ),
    )
    spent = figure("拨款", 100, year=F22, source="财政决算报表；县级提供", cell=cell("D2"))
    funds = {(spent.name, spent.stage, spent.year): spent}
    return replace(
        base,
        dossier=replace(
            base.dossier,
            school=replace(base.dossier.school, returns=returns, funds=funds),
            rules=Rules(passing=passing),
        ),
        assessment=replace(
            base.assessment,
            verdicts=verdicts(),
            scores=scores(),
            trends=trends(),
            jumps=jumps(),
            growths=growths(),
            satisfaction=satisfaction(),
        ),
    )
