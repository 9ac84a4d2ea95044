"""A school of four indicators, small enough to read and with one of everything."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dossier.assess.rectification import rectifications
from dossier.facts import replace
from dossier.model.assessment import Assessment, Need, Result
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Item, Origin, Paged, Placed
from dossier.model.ledger import Rectification
from dossier.model.people import Duty, People
from dossier.model.school import Figure, School, SelfAssessment
from dossier.model.settings import Settings
from dossier.model.standard import Family, Stage, Standard
from dossier.model.years import SchoolYear
from dossier.render.material import Material
from dossier.source import Cell
from factories import (
    Y21,
    Y22,
    box_spec,
    chapter,
    indicator,
    item,
    measure,
    member,
    requirement,
    row,
    task,
)

Y23 = SchoolYear(2023)
GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = Path(__file__).parents[2] / "templates"
FIGURES = {
    ("学生数", Stage.PRIMARY): ("人", 812, 798),
    ("学生数", Stage.JUNIOR): ("人", 413, 439),
    ("教学班数", Stage.SCHOOL): ("个", 26, 27),
    ("教职工数", Stage.SCHOOL): ("人", 80, 81),
    ("专任教师数", Stage.SCHOOL): ("人", 77, 78),
    ("高于规定学历教师数", Stage.SCHOOL): ("人", 72, 75),
    ("中级及以上职务教师数", Stage.SCHOOL): ("人", 43, 45),
    ("图书册数", Stage.SCHOOL): ("册", 33180, 35620),
    ("校长任职资格", Stage.SCHOOL): ("是/否", 1, 1),
}


def figures() -> dict[Any, Figure]:
    found = {}
    for number, ((name, stage), (unit, *values)) in enumerate(FIGURES.items(), 2):
        for column, (year, value) in enumerate(zip((Y21, Y22), values, strict=True)):
            cell = Cell("school.xlsx", "数据", f"{'DE'[column]}{number}")
            source = f"教基表{number}；行{number}"
            found[name, stage, year] = Figure(name, stage, year, Decimal(value), unit, source, cell)
    return found


def standard() -> Standard:
    nodes = [
        indicator("Z01", name="组织领导", family=Family.GENERAL),
        indicator("A1", level="A", name="入学机会"),
        indicator("B01", parent="A1", name="随迁子女就学", points="纳入规划。"),
        indicator("C01", parent="B01", level="C", name="学籍清楚", points="名册与学籍一致"),
        indicator("B02", parent="A1", name="留守儿童关爱", verified=False),
        indicator("J02", name="生均体育运动场馆面积", family=Family.CONDITIONS),
        indicator("J06", name="生均图书册数", family=Family.CONDITIONS),
        indicator("H06", name="师生比", family=Family.BALANCE),
    ]
    return Standard(
        settings=Settings(
            name="义务教育均衡发展督导评估",
            basis=("《暂行办法》（教督〔2012〕3号）", "《实施办法》（川教督〔2012〕153号）"),
            school_years=(Y21, Y22),
            pass_rule="全部达标",
        ),
        indicators={node.code: node for node in nodes},
        measures={},
        requirements={"B01-1": requirement(name="接收随迁子女的办法")},
        chapters=(),
        boxes=(),
    )


def result(code: str, stage: Stage, year: Any, shown: str, met: bool | None, **more: Any) -> Result:
    verified = more.pop("verified", True)
    cells = tuple(f.cell for f in figures().values() if f.name == "图书册数" and f.year == year)
    given = dict(
        threshold=None if met is None else Decimal(1),
        shown_threshold="" if met is None else "≥ 9.28",
        margin="" if met is None else "-0.54",
        working=f"甲 ÷ 乙 = {shown}",
        cells=cells,
    )
    return Result(
        measure=measure(code, verified=verified), stage=stage, year=year, value=Decimal(1),
        shown=shown, met=met, **(given | more),
    )  # fmt: skip


def results() -> tuple[Result, ...]:
    return (
        result("J02", Stage.PRIMARY, Y21, "9.90", True, verified=False),
        result("J02", Stage.JUNIOR, Y21, "8.22", False, verified=False),
        result("J02", Stage.PRIMARY, Y22, "9.95", True, verified=False),
        result("J02", Stage.JUNIOR, Y22, "8.74", False, verified=False),
        result("J06", Stage.SCHOOL, Y21, "27.09", True, shown_threshold="≥ 25", margin="+2.09"),
        result("J06", Stage.SCHOOL, Y22, "28.80", True, shown_threshold="≥ 25", margin="+3.80"),
        result("H06", Stage.SCHOOL, Y21, "0.077", None),
        result("H06", Stage.SCHOOL, Y22, "0.078", None),
    )


def needs() -> tuple[Need, ...]:
    """What 初中部 lacks of J02: now, and for the pupils that are expected."""
    (lacking,) = (r for r in results() if r.met is False and r.year == Y22)
    now = Need(
        lacking, "体育运动场馆面积", Decimal("237.1"), "平方米", Y22, projected=False,
        cost=Decimal(71130), hardware=True, ease=2, working="9.28 × 439 − 3,836.9 = 237.1平方米",
    )  # fmt: skip
    more = replace(now, amount=Decimal(330), year=Y23, projected=True, cost=Decimal(99000))
    return now, more


def items() -> tuple[Item, ...]:
    return (
        item(
            "chapter:B01", title="随迁子女就学自评说明", origin=Origin.CHAPTER, ref="B01",
            year=None,
        ),
        item(
            "evidence:1", title="接收办法 <试行> & 附件", ref="办法.pdf", requirement="B01-1",
            number="星光校〔2021〕9号", author="星光实验学校", dated=date(2021, 9, 1),
        ),
        item(
            "gap:1", title="接收随迁子女的办法", origin=Origin.GAP, ref="", year=Y22,
            requirement="B01-1", gap="应有1件，已登记0件",
        ),
        item("evidence:2", title="花名册", ref="册.xlsx", year=Y22, note="个人信息已隐去"),
    )  # fmt: skip


def boxes() -> tuple[Arranged, ...]:
    first = box_spec("01", title="入学机会（一）", indicators=("B01", "B02"), office="教导处")
    second = box_spec("02", title="办学条件", indicators=("J02", "J06"), retention="永久")
    books = item("evidence:3", indicator="J06", title="图书总括登记账", ref="图书.pdf", year=None)
    return (
        Arranged(first, tuple(Placed(one, "01", n) for n, one in enumerate(items(), 1))),
        Arranged(second, (Placed(books, "02", 1),)),
    )


def pages() -> dict[str, Paged]:
    counted: dict[str, Paged] = {}
    for box in boxes():
        first = 1
        for placed in box.items:
            count = 1 if placed.item.origin is Origin.GAP else 3
            counted[placed.item.key] = Paged.running(placed, first, count)
            first += count
    return counted


def people() -> People:
    groups = ("素质教育推进组", "教育技术装备组")
    return People(
        leaders=(
            member("周明"),
            member("李芳", duty="副组长", post="副校长（分管档案）"),
            member("王强", duty="副组长", post=""),
        ),
        office=(member("张敏", body="办公室", duty="主任", post="办公室主任"),),
        groups=groups,
        members=(
            member("陈素英", body=groups[0], post="教导主任"),
            member("谭勇", body=groups[0], duty="成员", post="教师"),
            member("吴波", body=groups[1], post="管理员"),
        ),
        duties=(
            Duty(groups[0], "开齐开足课程。", row()),
            Duty(groups[1], "清点仪器 & 图书。", row()),
        ),
        tasks=(
            task("J06", group=groups[1], person="吴波", work="清点图书"),
            task("B01", person="陈素英", work="核对名册"),
            task("B02", person="谭勇", work="结对帮扶", signed=None),
        ),
    )


def ledger() -> tuple[Rectification, ...]:
    first = Rectification(
        indicator="J02", problem="初中部场地不足。", basis="附件4", finder="自查",
        measure="新建篮球场。", money=Decimal("28.60"), leader="周明", person="王强",
        deadline=date(2023, 12, 31), progress="施工", outcome="", evidence="", accepted_by="",
        closed=None, status="整改中", row=row("整改台账"),
    )  # fmt: skip
    second = Rectification(
        indicator="J06", problem="图书偏少。", basis="附件4", finder="县", measure="补充图书。",
        money=None, leader="李芳", person="吴波", deadline=date(2022, 12, 31), progress="完成",
        outcome="达标", evidence="图书.pdf、采购合同", accepted_by="周明",
        closed=date(2022, 12, 20), status="已销号", row=row("整改台账", 3),
    )  # fmt: skip
    return first, second


def material() -> Material:
    school = School(
        facts={
            "学校名称": "星光实验学校",
            "学校类型": "九年一贯制",
            "全宗号": "Z109",
            "校长": "周明",
            "县（市、区）": "云岭县",
            "成文日期": "2023-08-20",
            "整理人": "",
        },
        cells={},
        figures=figures(),
        assessments={
            "B01": SelfAssessment("B01", "达标", ("公布办法。", "核对名册。"), (), (), row()),
        },
        words={"主要做法": ("加强领导。成立小组。", "摸清底数。逐项清点。")},
    )
    chapters = (chapter(), chapter("B01", title="随迁子女就学自评说明", subject="B01"))
    dossier = Dossier(standard(), school, (), (), people(), ledger())
    assessment = Assessment(
        results(), needs=needs(), rectifications=rectifications(dossier, results())
    )
    return Material(
        dossier,
        assessment,
        boxes(),
        chapters,
        pages(),
    )


def text_of(path: Path) -> str:
    """The text of a Word file, a line for each paragraph and each row of a table."""
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for line in block.rows:
                cells = [cell.text.replace("\n", "⏎") for cell in line.cells]
                lines.append("| " + " | ".join(cells) + " |")
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def assert_golden(name: str, text: str) -> None:
    """Compare with tests/render/golden/`name`; UPDATE_GOLDEN=1 writes it instead."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
