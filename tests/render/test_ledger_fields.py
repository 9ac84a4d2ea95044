"""The ledgers, joined with results, needs and places."""

from datetime import date
from decimal import Decimal
from typing import Any

import small_school
from small_school import TEMPLATES, Y23, boxes

from dossier.assess.rectification import rectifications
from dossier.facts import replace
from dossier.model.assessment import Assessment, Need, Promise, Result
from dossier.model.item import Arranged, Origin, Placed
from dossier.model.standard import Phase, Stage
from dossier.render.catalogue import PAGED
from dossier.render.lint import names_used
from dossier.render.material import Material
from dossier.render.vocabulary import chapter_fields
from factories import Y22, chapter, item, photo, rectification

DATED = date(2023, 8, 20)
BOOKS = small_school.result("J06", Stage.SCHOOL, Y22, "20.00", False, shown_threshold="≥ 25")
FIELD = small_school.result("J02", Stage.JUNIOR, Y22, "8.74", False)


def fields(
    *ledger: Any,
    results: tuple[Result, ...] = (BOOKS, FIELD),
    needs: tuple[Need, ...] = (),
    **parts: Any,
) -> Any:
    """The vocabulary of a chapter of the small school, with a ledger of its own."""
    material = small_school.material()
    school = replace(material.dossier.school, dated=DATED)
    dossier = replace(material.dossier, school=school, ledger=ledger)
    assessment = Assessment(results, needs=needs, rectifications=rectifications(dossier, results))
    return chapter_fields(
        chapter(), replace(material, dossier=dossier, assessment=assessment, **parts)
    )


def need(result: Result = BOOKS, cost: int | None = 24800, **given: Any) -> Need:
    filled: dict[str, Any] = dict(
        figure="图书册数", amount=Decimal(1240), unit="册", year=Y22, projected=False,
        hardware=True, ease=1, working="25 × 1,237 − 29,685 = 1,240册",
    )  # fmt: skip
    priced = None if cost is None else Decimal(cost)
    return Need(result=result, cost=priced, **(filled | given))


def test_a_plan_speaks_of_what_was_open_when_it_was_issued() -> None:
    """This test ensures that a plan bears its own day and number, and leaves out older closings."""
    problems = (
        rectification(problem="早已销号", status="已销号", closed=date(2022, 10, 12)),
        rectification(problem="后来销号", status="已销号", closed=date(2022, 10, 13)),
        rectification(problem="整改中"),
    )
    whole = small_school.material()
    dossier = replace(whole.dossier, ledger=problems)
    told = Assessment(rectifications=rectifications(dossier, ()))
    material = replace(whole, dossier=dossier, assessment=told)
    plan = chapter(phase=Phase.PLAN, dated=date(2022, 10, 13), number="星光校〔2022〕16号")
    found = chapter_fields(plan, material)
    assert (found["成文日期"], found["文号"]) == ("2022年10月13日", "星光校〔2022〕16号")
    assert [row["存在问题"] for row in found["整改台账"]] == ["整改中", "后来销号"]
    assert found["整改总数"] == "2"
    assert chapter_fields(chapter(), material)["整改总数"] == "3"


def test_a_promise_is_printed_with_its_verdict() -> None:
    """This test ensures that what a measure adds is told with its working and its verdict."""
    material = small_school.material()
    one = rectifications(replace(material.dossier, ledger=(rectification("J02"),)), ())[0]
    enough = Promise(replace(FIELD, met=True), "运动场地面积 680平方米：8,740÷100＝9.33 ≥ 9.28")
    short = replace(enough, result=FIELD)
    told = Assessment(rectifications=(replace(one, promises=(enough, short)),))
    found = chapter_fields(chapter(), replace(material, assessment=told))
    added = "按整改措施增加运动场地面积 680平方米：8,740÷100＝9.33 ≥ 9.28"
    begun = f"J02 生均体育运动场馆面积（初中部）：{added}"
    assert found["整改测算"] == (f"{begun}，可达标。", f"{begun}，仍不达标。")


def test_overdue_problems_come_first_and_are_counted() -> None:
    """This test ensures that the ledger shows what is late before what is merely open."""
    found = fields(
        rectification(problem="销号", status="已销号", money=Decimal(2)),
        rectification(problem="未到期", deadline=date(2023, 12, 31), money=Decimal("1.5")),
        rectification(problem="逾期", deadline=date(2023, 6, 30)),
    )
    rows = [(row["序号"], row["存在问题"], row["逾期"]) for row in found["整改台账"]]
    assert rows == [("1", "逾期", True), ("2", "未到期", False), ("3", "销号", False)]
    tallies = ("整改总数", "已销号数", "未销号数", "逾期数", "整改资金")
    assert [found[name] for name in tallies] == ["3", "1", "2", "1", "3.50"]
    assert found["有逾期"] is True
    assert fields(rectification())["有逾期"] is False


def test_a_problem_is_shown_with_what_holds_now() -> None:
    """This test ensures that each stage has value, threshold, margin and verdict, where judged."""
    primary = small_school.result("J02", Stage.PRIMARY, Y22, "9.95", True)
    watched = small_school.result("H06", Stage.SCHOOL, Y22, "0.078", None)
    books = replace(BOOKS, shown="20.00册/生", shown_threshold="≥ 25册/生", margin="-5.00册/生")
    found = fields(
        rectification("J02"),
        rectification("H06"),
        rectification("B01"),
        rectification("J06"),
        results=(primary, FIELD, watched, books),
    )
    assert [(row["目前结果"], row["结论"]) for row in found["整改台账"]] == [
        (
            "小学部9.95，标准≥ 9.28，达标\n初中部8.74，标准≥ 9.28，差额-0.54，未达标",
            "未达标",
        ),
        ("全校0.078，监测", "监测"),
        ("", ""),
        ("全校20.00册/生，标准≥ 25，差额-5.00，未达标", "未达标"),
    ]


def test_evidence_is_named_by_box_item_and_page() -> None:
    """This test ensures that pages stand only in the field that waits for them, once counted."""
    entry = rectification("J06", evidence="图书.pdf、合同", status="已销号")
    found = fields(entry)
    assert found["整改台账"][0]["佐证材料"] == "02盒0001件；合同（未归档）"
    assert found["整改台账带页"][0]["佐证材料"] == "02盒0001件第1—3页；合同（未归档）"
    uncounted = fields(entry, pages={})
    assert uncounted["整改台账带页"][0]["佐证材料"] == "02盒0001件；合同（未归档）"


def test_a_missing_item_proves_nothing_and_a_photo_stands_on_its_sheet() -> None:
    """This test ensures that a gap is no place, and that a photo is found by its file."""
    sheet = item("photos:1", title="照片", origin=Origin.PHOTOS, ref="", photos=(photo("塔.jpg"),))
    first, second = boxes()
    held = Arranged(second.spec, (*second.items, Placed(sheet, "02", 2)))
    found = fields(
        rectification(evidence="塔.jpg"),
        rectification(evidence="接收随迁子女的办法"),
        rectification(evidence=""),
        boxes=(first, held),
    )
    assert [row["佐证材料"] for row in found["整改台账"]] == [
        "02盒0002件",
        "接收随迁子女的办法（未归档）",
        "",
    ]


def test_only_the_ledger_itself_waits_for_pages() -> None:
    """This test ensures that 整改方案 needs no second rendering, and 整改台账 gets one."""
    assert names_used(TEMPLATES / "整改台账.docx") & PAGED == {"整改台账带页"}
    for name in ("整改方案.docx", "未达标台账.docx"):
        assert not names_used(TEMPLATES / name) & PAGED


def test_the_unmet_are_joined_with_measure_money_and_need() -> None:
    """This test ensures that 未达标台账 tells who mends it, how far it is, and what it takes."""
    found = fields(
        rectification("J06", measure="添置图书。", money=Decimal(2), leader="李芳", person="吴波",
                      deadline=date(2023, 6, 30), progress="已招标。", status="整改中"),
        rectification("J06", measure="早已办完。", money=Decimal(9), status="已销号"),
        results=(BOOKS,),
        needs=(need(), need(cost=None, amount=Decimal(1500), projected=True, year=Y23)),
    )  # fmt: skip
    (row,) = found["未达标"]
    assert (row["整改措施"], row["所需资金"], row["完成时限"]) == ("添置图书", "2.00", "2023.6.30")
    assert (row["责任领导"], row["整改责任人"]) == ("李芳", "吴波")
    assert (row["进展"], row["状态"], row["逾期"]) == ("已招标", "整改中", True)
    assert row["补足测算"] == (
        "按现有数据，图书册数至少增加1,240册，按单价估算约2.48万元；"
        "按2023—2024学年度预测，图书册数至少增加1,500册"
    )


def test_the_unmet_stand_in_the_order_of_the_plan() -> None:
    """This test ensures 先硬件后软件、先易后难, with the stages of an indicator together."""
    primary = replace(FIELD, stage=Stage.PRIMARY)
    unmet = (primary, FIELD, BOOKS)
    hall = {"figure": "体育运动场馆面积", "ease": 3}

    def order(*needs: Need) -> list[tuple[str, str, str]]:
        rows = fields(results=unmet, needs=needs)["未达标"]
        return [(row["序号"], row["代码"], row["学段"]) for row in rows]

    by_standard = [("1", "J02", "小学部"), ("1", "J02", "初中部"), ("2", "J06", "全校")]
    assert order() == by_standard
    assert order(need(FIELD, **hall), need(BOOKS)) == by_standard
    planned = [("1", "J06", "全校"), ("2", "J02", "小学部"), ("2", "J02", "初中部")]
    assert order(need(BOOKS), need(FIELD, **hall)) == planned
    assert order(need(BOOKS)) == planned


def test_nothing_lacking_and_nothing_known() -> None:
    """This test ensures that a school without needs or ledger has empty tables and no sums."""
    found = fields(results=(BOOKS,))
    assert found["补足测算"] == () == found["整改台账"]
    assert (found["补足资金合计"], found["补足资金说明"], found["整改总数"]) == ("0.00", "", "0")
    (row,) = found["未达标"]
    assert (row["补足测算"], row["状态"], row["所需资金"]) == ("—", "（未填）", "")


def test_needs_are_told_with_their_working() -> None:
    """This test ensures that each need has amount, price, kind and where its number is from."""
    fewer = need(cost=None, figure="大班额班数", amount=Decimal(-3), unit="个", hardware=False,
                 ease=99)  # fmt: skip
    first, second = fields(needs=(need(), fewer))["补足测算"]
    assert {name: first[name] for name in ("补足", "需增加", "估算资金", "类别", "口径")} == {
        "补足": "图书册数至少增加1,240册",
        "需增加": "1,240",
        "估算资金": "2.48",
        "类别": "硬件",
        "口径": "现有数据",
    }
    assert (second["补足"], second["估算资金"]) == ("大班额班数至少减少3个", "未给单价")
    assert (second["类别"], second["需增加"], second["难易"]) == ("软件", "−3", "")


def test_one_purchase_is_paid_once() -> None:
    """This test ensures that of two needs that one purchase meets the dearer counts."""
    books = (need(cost=24800), need(FIELD, cost=30000))  # both of the whole school's 图书册数
    pupils = {"figure": "学生数", "unit": "人"}  # declared for each stage
    primary = replace(FIELD, stage=Stage.PRIMARY)
    apart = (need(primary, cost=5000, **pupils), need(FIELD, cost=50, **pupils))
    found = fields(needs=(*books, *apart))
    assert found["补足资金合计"] == "3.51"  # 35,050元: half up
    assert found["补足资金说明"] == "按现有数据测算，补足资金约需3.51万元。"


def test_money_that_nobody_knows_is_not_nought() -> None:
    """This test ensures that a need without a price is said to be left out of the sum."""
    ahead = need(cost=60, projected=True, year=Y23)
    assert fields(needs=(need(cost=None),))["补足资金说明"] == "没有给出单价，资金没有估算。"
    assert fields(needs=(need(cost=None), ahead))["补足资金说明"] == (
        "按预测数据测算，补足资金约需60元（未给单价的没有计入）。"
    )


def test_the_small_school_has_needs(material: Material) -> None:
    """This test ensures that the golden texts of the templates show a need now and one to come."""
    assert [row["预测"] for row in chapter_fields(chapter(), material)["补足测算"]] == [False, True]
