"""Small facts for tests: each factory fills in what the test is not about."""

from datetime import date
from decimal import Decimal
from typing import Any

from dossier.model.chapter import Chapter
from dossier.model.evidence import Evidence, Photo
from dossier.model.item import Arranged, Item, Origin, Placed
from dossier.model.people import Member, Task
from dossier.model.standard import (
    BoxSpec,
    Every,
    Family,
    Indicator,
    Measure,
    Requirement,
    Stage,
)
from dossier.model.years import FiscalYear, SchoolYear
from dossier.source import Row

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
