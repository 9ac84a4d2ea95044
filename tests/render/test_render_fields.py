from decimal import Decimal
from pathlib import Path

import pytest
from small_school import boxes, figures, pages

from dossier.facts import replace
from dossier.model.chart import Chart
from dossier.model.number import numeral
from dossier.model.standard import Stage
from dossier.numbers import grouped
from dossier.render.fields import Fields, Link, Rows, columns
from dossier.render.material import Material
from dossier.render.vocabulary import box_fields, chapter_fields
from dossier.render.words import as_day, span
from dossier.store.source_hash import content_key
from factories import Y21, Y22, chapter


def flat(value):
    """Every leaf of a value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from flat(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from flat(inner)
    else:
        yield value


def test_a_field_is_worked_out_only_when_asked_for() -> None:
    """This test ensures that a chapter does not depend on what its template does not name."""

    def never() -> str:
        raise AssertionError

    fields = Fields({"学校名称": lambda: "星光", "总目录": never})
    assert "总目录" in fields
    assert fields.printed({"学校名称", "没有的"}) == {"学校名称": "星光"}


def test_a_change_of_a_figure_changes_only_the_keys_that_print_it(material: Material) -> None:
    """This test ensures that 本年.学生数 moves chapters that print it, and no others."""
    changed = figures()
    old = changed["学生数", Stage.PRIMARY, Y22]
    changed["学生数", Stage.PRIMARY, Y22] = replace(old, value=Decimal(800))
    school = replace(material.dossier.school, figures=changed)
    other = replace(material, dossier=replace(material.dossier, school=school))

    def keys(names: set[str]) -> set[str]:
        return {content_key(chapter_fields(chapter(), m).printed(names)) for m in (material, other)}

    assert len(keys({"学校名称", "本年.教学班数.全校", "整改台账"})) == 1
    assert len(keys({"本年.学生数.全校"})) == 2
    assert len(keys({"基本数据"})) == 2


def test_rows_know_their_columns_when_there_are_none() -> None:
    """This test ensures that a row with other columns than its table cannot be made."""
    like = columns("指标", flags=("缺",))
    assert Rows(like=like).like == {"指标": "", "缺": False}
    with pytest.raises(AssertionError):
        Rows([{"指标": "B01"}], like=like)


@pytest.mark.parametrize("pages_known", [True, False])
def test_every_leaf_is_text_or_a_yes_or_no(material: Material, pages_known: bool) -> None:
    """This test ensures that no number, date or None ever reaches a template."""
    if not pages_known:
        material = replace(material, pages={})
    everything = [
        chapter_fields(chapter(), material),
        chapter_fields(chapter("B01", subject="B01"), material),
        *(box_fields(box, material) for box in material.boxes),
    ]
    for fields in everything:
        for name in fields:
            for leaf in flat(fields[name]):
                assert isinstance(leaf, str | bool | Link | Chart), name
                assert "None" not in (leaf.words if isinstance(leaf, Chart) else str(leaf)), name


def test_what_is_not_filled_in_says_so(material: Material) -> None:
    """This test ensures that unset facts and sections print a mark and not nothing."""
    fields = chapter_fields(chapter(), material)
    assert fields["整理人"] == "（未填）"
    assert fields["主管部门"] == "（未填）"
    assert fields["下一步打算"] == ("（未填）",)
    assert fields["县市区"] == "云岭县"
    assert fields["成文日期"] == "2023年8月20日"


def test_a_sum_is_made_only_of_what_can_be_summed(material: Material) -> None:
    """This test ensures that 全校 is the sum of both stages, and what is declared otherwise."""
    this_year = chapter_fields(chapter(), material)["本年"]
    assert this_year["学生数"] == {
        "小学部": "798",
        "初中部": "439",
        "全校": "1,237",
        "单位": "人",
    }
    assert this_year["校长任职资格"]["全校"] == "是"
    assert this_year["图书册数"]["小学部"] == "（未填）"


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("小学", "一所小学"),
        ("初级中学", "一所初级中学"),
        ("九年一贯制", "一所九年一贯制学校"),
        ("九年一贯制学校", "一所九年一贯制学校"),
        ("教学点", "一个教学点"),
        ("", "（未填）"),
    ],
)
def test_a_kind_is_called_as_a_sentence_goes_on(material: Material, kind: str, called: str) -> None:
    """This test ensures that no report says 是一所小学学校."""
    facts = {**material.dossier.school.facts, "学校类型": kind}
    school = replace(material.dossier.school, facts=facts)
    changed = replace(material, dossier=replace(material.dossier, school=school))
    assert chapter_fields(chapter(), changed)["办学类型"] == called


def test_ledgers_part_the_met_from_the_unmet(material: Material) -> None:
    """This test ensures that each stage of the judged year stands in exactly one ledger."""
    fields = chapter_fields(chapter(), material)
    met = [(row["指标"], row["学段"], row["差额"]) for row in fields["已达标"]]
    assert met == [
        ("J02 生均体育运动场馆面积", "小学部", "-0.54"),
        ("J06 生均图书册数", "全校", "+3.80"),
    ]
    (unmet,) = fields["未达标"]
    assert unmet["标准"] == "≥ 9.28（未核实）"
    assert unmet["整改措施"] == "新建篮球场"
    assert unmet["完成时限"] == "2023.12.31"
    assert unmet["佐证位置"] == "（未归档）"
    assert fields["已达标"][1]["佐证位置"] == "02盒0001件"
    assert fields["已达标"][1]["数据来源"] == "教基表9"
    assert fields["已达标"][1]["责任人"] == "吴波"
    assert (fields["指标数"], fields["达标指标数"], fields["未达标指标"]) == (
        "2",
        "1",
        "生均体育运动场馆面积",
    )


def test_an_indicator_without_a_verdict_is_not_met(material: Material) -> None:
    """This test ensures that silence is never counted as 达标."""
    fields = chapter_fields(chapter(), material)
    (silent,) = fields["自评未达标"]
    assert (silent["指标"], silent["自评结论"]) == ("B02 留守儿童关爱（未核实）", "未自评")
    assert fields["自评达标数"] == "1"


def test_evidence_in_the_ledger_is_named_by_box_and_item(material: Material) -> None:
    """This test ensures that what is filed nowhere is printed with a mark."""
    entries = chapter_fields(chapter(), material)["整改台账"]
    assert [entry["佐证材料"] for entry in entries] == ["", "02盒0001件；采购合同（未归档）"]
    assert [entry["所需资金"] for entry in entries] == ["28.60", ""]


def test_a_missing_item_keeps_its_row(material: Material) -> None:
    """This test ensures that 卷内目录 and 佐证材料 both show the gap, with its number."""
    box, _ = boxes()
    catalogue = box_fields(box, material)["卷内目录"]
    assert [(row["件号"], row["备注"]) for row in catalogue] == [
        ("0001", ""),
        ("0002", ""),
        ("0003", "缺"),
        ("0004", "个人信息已隐去"),
    ]
    assert catalogue[1]["页号"] == Link("4—6", 2)
    assert catalogue[2]["页号"] == Link("7", 3)
    fields = chapter_fields(chapter("B01", subject="B01"), material)
    assert [row["缺"] for row in fields["佐证材料"]] == [False, True, False]
    assert (fields["佐证件数"], fields["缺件数"]) == ("3", "1")


def test_pages_are_blank_until_they_are_counted(material: Material) -> None:
    """This test ensures that no page number is guessed."""
    bare = replace(material, pages={})
    box, _ = boxes()
    assert {row["页号"].text for row in box_fields(box, bare)["卷内目录"]} == {""}
    assert box_fields(box, bare)["页数"] == ""
    assert box_fields(box, material)["页数"] == "10"
    one_missing = dict(pages())
    del one_missing["gap:1"]
    assert box_fields(box, replace(material, pages=one_missing))["页数"] == ""


def test_the_remarks_tell_what_is_missing_and_why(material: Material) -> None:
    """This test ensures that 备考表 counts the items and names each gap."""
    box, _ = boxes()
    assert box_fields(box, material)["盒内情况"] == (
        "本盒共4件，共10页，其中实有3件，缺1件。",
        "缺0003件　接收随迁子女的办法（2022—2023学年度），应有1件，已登记0件。",
        "0004件　花名册：个人信息已隐去。",
    )


def test_an_assessed_indicator_without_problems_has_none(material: Material) -> None:
    """This test ensures that 'no problems' is told from 'not assessed'."""
    assessed = chapter_fields(chapter("B01", subject="B01"), material)
    silent = chapter_fields(chapter("B02", subject="B02"), material)
    assert assessed["存在问题"] == ()
    assert silent["存在问题"] == ("（未填）",)
    assert assessed["评估要点"] == ("纳入规划。", "C01 学籍清楚：名册与学籍一致。")
    assert silent["未核实"] is True


def test_every_field_and_column_is_documented(material: Material) -> None:
    """This test ensures that docs/templates.md tells a clerk of each name that there is."""
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    fields = {
        **chapter_fields(chapter("B01", subject="B01"), material),
        **chapter_fields(chapter(), material),
        **box_fields(material.boxes[0], material),
    }
    names = set(fields)
    for value in fields.values():
        if isinstance(value, Rows):
            names |= value.like.keys()
    assert [name for name in sorted(names) if name not in page] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2023-08-20", "2023年8月20日"),
        ("2023-08-20 00:00:00", "2023年8月20日"),
        ("2023.8.5", "2023年8月5日"),
        ("2023年8月", "2023年8月"),
    ],
)
def test_dates_are_written_out(given: str, expected: str) -> None:
    """This test ensures that a date loses its zeros and any other text stays as it is."""
    assert as_day(given) == expected


def test_numbers_and_spans() -> None:
    """This test ensures that numbers are grouped, and that spans name first and last year."""
    assert [grouped(Decimal(n)) for n in ("12000", "186.40", "0")] == ["12,000", "186.4", "0"]
    assert [numeral(n) for n in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
    assert span([Y22, Y21]) == "2021—2022至2022—2023学年度"
    assert span([Y21]) == "2021—2022学年度"
