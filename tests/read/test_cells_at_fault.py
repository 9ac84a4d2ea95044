"""Cells that cannot be read: each is named with its place, and the others are read on."""

from datetime import date
from decimal import Decimal

import pytest
from small_books import BOOKS, told

from dossier.model.standard import Stage
from dossier.model.years import SchoolYear

REGISTER = "evidence.xlsx!佐证材料登记!"


def hints(findings) -> list[str]:
    return [f.hint.spoken("en") if f.hint else "" for f in findings]


def test_a_blank_cell_leaves_its_row_out(reading):
    """a blank cell in a required column is told of, with what belongs there."""
    dossier, findings = reading(
        佐证材料登记="""
        | 材料代码 | 题名 | 文件 |
        | B01-1 | | a.pdf |
        | B01-1 | 公示 | b.pdf |
        """
    )
    assert told(findings) == [REGISTER + "B2: '题名' is blank; the row is left out [value-missing]"]
    assert hints(findings) == ["文件标题；没有标题的自拟，外加方括号[ ]。"]
    assert [entry.file for entry in dossier.evidence] == ["b.pdf"]


def test_a_wrong_cell_that_is_not_needed_leaves_its_row(reading):
    """a faulty optional cell is told of, and the rest of its row is kept."""
    dossier, findings = reading(
        佐证材料登记="""
        | 材料代码 | 题名 | 日期 | 学年度 | 盖章 | 原件/复印件 | 文件 |
        | B01-1 | 方案 | 2021.2.29 | 2020—2022 | 待定 | 原本件 | a.pdf |
        """
    )
    assert told(findings) == [
        REGISTER + "C2: '日期': '2021.2.29' is a day that no calendar has [value-invalid]",
        REGISTER + "D2: '学年度': '2020—2022' does not span one school year [value-invalid]",
        REGISTER + "F2: '原件/复印件': '原本件' is not one of 原件、复印件 [value-invalid]",
        REGISTER + "E2: '盖章': '待定' is neither 是 nor 否 [value-invalid]",
    ]
    assert hints(findings)[2] == "did you mean '原件'?"
    (entry,) = dossier.evidence
    assert (entry.dated, entry.year, entry.sealed, entry.original) == (None,) * 4


def test_a_wrong_cell_that_is_needed_leaves_its_row_out(reading):
    """a faulty required cell is told of, and its row is left out."""
    dossier, findings = reading(
        材料要求="""
        | 材料代码 | 指标代码 | 材料名称 | 期间 | 份数 | 盖章 | 签字 | 原件 | 责任小组 |
        | B01-1 | B01 | 招生方案 | 每年 | 1.5 | 是 | 否 | 是 | 档案资料组 |
        """
    )
    place = "standard.xlsx!材料要求!"
    assert told(findings) == [
        place + "D2: '期间': '每年' is not one of 每学年度、每财政年度、一次 [value-invalid]",
        place + "E2: '份数': '1.5' is not a whole number [value-invalid]",
    ]
    assert dossier.standard.requirements == {}


def test_figures_that_are_none(reading):
    """a figure that is no number is named by its own cell, and the other years are kept."""
    dossier, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
        | 学生数 | 小学部 | 人 | 约160 | １，１６６ |
        """
    )
    assert told(findings) == ["school.xlsx!数据!D2: '约160' is not a number [value-invalid]"]
    assert hints(findings) == ["write the digits alone; the unit has its own column"]
    assert [f.value for f in dossier.school.figures.values()] == [Decimal(1166)]


@pytest.mark.parametrize(
    ("unit", "typed", "problem"),
    [
        ("人", "有", "'有' is not a number"),
        ("人", "#160.4", "'160.4' is not a whole number"),
        ("人", "-3", "'-3' is not a whole number"),
        ("台/套", "1e-9", "'1e-9' is not a whole number"),
        ("平方米", "1e-25", "'1e-25' is so little that it can only be a mistake"),
        ("是/否", "160", "'160' is neither 是 nor 否"),
    ],
)
def test_figures_that_their_unit_does_not_allow(reading, unit, typed, problem):
    """what is counted is whole and not below 0, and only 是/否 is answered with a word."""
    dossier, findings = reading(
        数据=f"""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
        | 学生数 | 小学部 | {unit} | {typed} | |
        """
    )
    assert told(findings) == [f"school.xlsx!数据!D2: {problem} [value-invalid]"]
    assert dossier.school.figures == {}


def test_figures_that_need_not_be_whole(reading):
    """areas, sums of money, rates and 万人 may have decimals, and 有 answers 是/否."""
    dossier, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
        | 甲 | 全校 | 平方米 | 160.4 | 1e-9 |
        | 乙 | 全校 | 万人 | 1.64 | |
        | 丙 | 全校 | 是/否 | 有 | 无 |
        """
    )
    assert told(findings) == []
    values = [f"{f.value}" for f in dossier.school.figures.values()]
    assert values == ["160.4", "1E-9", "1.64", "1", "0"]


def test_percentages_are_read_as_they_are_seen(reading):
    """98.5 in a % row is the same, typed as a number, as text or as a percentage cell."""
    dossier, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 | 2022—2023 |
        | 学历合格率 | 全校 | % | #98.5 | 98.5% | #98.5% |
        """
    )
    assert told(findings) == []
    assert {f.value for f in dossier.school.figures.values()} == {Decimal("98.5")}
    assert len(dossier.school.figures) == 3


def test_dates_of_every_kind_of_cell(reading):
    """a date cell, a number and texts are the same day."""
    dossier, findings = reading(
        任务分解表="""
        | 指标代码 | 责任小组 | 责任人 | 完成时限 |
        | B01 | 档案资料组 | 李芳 | @2023-04-30 |
        | B01 | 档案资料组 | 李芳 | #20230430 |
        | B01 | 档案资料组 | 李芳 | 2023年4月30日 |
        | B01 | 档案资料组 | 李芳 | ２０２３．４．３０ |
        | B01 | 档案资料组 | 李芳 | #2023.4 |
        """
    )
    assert told(findings) == [
        "people.xlsx!任务分解表!D6: '完成时限': '2023.4' is not a date [value-invalid]"
    ]
    days = [str(task.deadline) for task in dossier.people.tasks]
    assert days == ["2023-04-30"] * 4 + ["None"]


@pytest.mark.parametrize(
    ("sheet", "table", "place", "value", "first"),
    [
        (
            "指标",
            """
            | 代码 | 级别 | 名称 | 指标集 | 核实 |
            | B01 | B | 甲 | 综合 | 已核实 |
            | Ｂ01 | B | 乙 | 综合 | 已核实 |
            """,
            "standard.xlsx!指标!A3",
            "B01",
            "standard.xlsx!指标!A2",
        ),
        (
            "数据",
            """
            | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
            | 学生数 | 小学部 | 人 | #160 | #166 |
            | 学生数 | 小学部 | 人 | #161 | #161 |
            """,
            "school.xlsx!数据!D3",
            "学生数（小学部）",
            "school.xlsx!数据!D2",
        ),
        (
            "设置",
            """
            | 项目 | 内容 |
            | 标准名称 | 甲 |
            | 评估依据 | 丙 |
            | 学年度 | 2020-21 |
            | 财政年度 | 2021 |
            | 办学基本条件达标规则 | 全部 |
            | 标准名称 | 乙 |
            """,
            "standard.xlsx!设置!A7",
            "标准名称",
            "standard.xlsx!设置!B2",
        ),
    ],
)
def test_what_stands_there_twice(reading, sheet, table, place, value, first):
    """the second of two equal codes is told of with the place of the first, which stands."""
    dossier, findings = reading(**{sheet: table})
    assert told(findings) == [
        f"{place}: '{value}' stands already in {first}; the row is left out [value-duplicate]"
    ]
    assert "乙" not in str(dossier)
    assert Decimal(161) not in [f.value for f in dossier.school.figures.values()]


def test_facts_that_are_not_filled_in(reading):
    """facts that the standard asks for are told of, blank or absent, and others are let be."""
    dossier, findings = reading(
        设置="""
        | 项目 | 内容 |
        | 标准名称 | |
        | 学 年 度 | 2020—2021、去年、2021 |
        | 财政年度 | 2021年度；2021—2022 |
        | 办学基本条件达标规则 | 全部达标 |
        | 口号 | 均衡发展 |
        """
    )
    place = "standard.xlsx!设置!"
    assert told(findings) == [
        place + "B2: '标准名称' is not filled in [value-missing]",
        "standard.xlsx!设置: '评估依据' is not filled in [value-missing]",
        place + "B3: '去年' is not a school year or financial year [value-invalid]",
        place + "B3: '2021' is the wrong kind of year for '学年度' [value-invalid]",
        place + "B4: '2021—2022' is the wrong kind of year for '财政年度' [value-invalid]",
    ]
    assert dossier.standard.school_years == (SchoolYear(2020),)
    assert [str(year) for year in dossier.standard.fiscal_years] == ["2021年度"]


def test_every_fault_of_every_workbook_in_one_run(reading):
    """no fault hides another, in whichever workbook it stands."""
    _, findings = reading(
        计算指标="""
        | 代码 | 公式 | 单位 | 口径 | 小数位 | 核实 |
        | J06 | 图书册数÷学生数 | 册/生 | 学校 | 2 | 已核实 |
        """,
        自评说明=None,
        照片="""
        | 材料代码 | 文件 | 时间 |
        | | 报名.jpg | 开学时 |
        """,
        任务分解表="""
        | 指标代码 | 责任小组 | 负责人 |
        | B01 | 档案资料组 | 李芳 |
        """,
        整改台账="""
        | 指标代码 | 存在问题 | 来源 | 所需资金 | 责任人 | 状态 |
        | B01 | 公示不及时 | 自查组 | 一万 | 李芳 | 已完成 |
        """,
    )
    ledger = "ledger.xlsx!整改台账!"
    assert told(findings) == [
        "standard.xlsx!计算指标!D2: '口径': '学校' is not one of 分学段、全校 [value-invalid]",
        "school.xlsx: the sheet '自评说明' is not there [sheet-missing]",
        "evidence.xlsx!照片!A2: '材料代码' is blank; the row is left out [value-missing]",
        "evidence.xlsx!照片!C2: '时间': '开学时' is not a date [value-invalid]",
        "people.xlsx!任务分解表!A1: the column '责任人' is not there [column-missing]",
        ledger + "C2: '来源': '自查组' is not one of 自查、县、市、省、国家 [value-invalid]",
        ledger + "D2: '所需资金（万元）': '一万' is not a number [value-invalid]",
    ]
    assert hints(findings)[-2] == "did you mean '自查'?"


def test_stages_of_figures(reading):
    """a figure is kept by name, stage and year, with its unit as written."""
    dossier, _ = reading()
    figure = dossier.school.figures["图书册数", Stage.SCHOOL, SchoolYear(2021)]
    assert (figure.value, figure.unit, figure.source) == (23226, "册", "图书账")
    assert str(figure.cell) == "school.xlsx!数据!E4"


def test_names_in_the_other_unicode_form(reading):
    """a file name typed in NFD, as macOS hands it out, is read in NFC, its spaces kept."""
    dossier, findings = reading(
        佐证材料登记="""
        | 材料代码 | 题名 | 文件 |
        | B01-1 | 方案 | 子夹\\re\u0301sume\u0301  1.pdf |
        """,
        照片="""
        | 材料代码 | 文件 |
        | B01-1 | ./ふ\u3099.jpg |
        """,
    )
    assert told(findings) == []
    assert dossier.evidence[0].file == "子夹/résumé  1.pdf"
    assert dossier.photos[0].file == "ぶ.jpg"


def test_the_money_of_the_ledger_may_be_blank(reading):
    """blank optional cells have their kind's empty value, and are no fault."""
    dossier, findings = reading(
        整改台账="""
        | 指标代码 | 存在问题 | 所需资金 | 责任人 | 状态 | 销号日期 |
        | B01 | 公示不及时 | | 李芳 | 整改中 | |
        """
    )
    assert told(findings) == []
    assert (dossier.ledger[0].money, dossier.ledger[0].closed) == (None, None)


@pytest.mark.parametrize(
    ("typed", "day", "fault"),
    [
        ("2023年4月20日", date(2023, 4, 20), []),
        ("@2023-04-20", date(2023, 4, 20), []),
        (
            "2023年4月",
            None,
            ["school.xlsx!基本信息!B9: '2023年4月' is not a date [value-invalid]"],
        ),
    ],
)
def test_the_day_that_our_documents_bear(reading, typed, day, fault):
    """成文日期 is a date, and told of where it is none."""
    table = BOOKS["school.xlsx"]["基本信息"].replace("2023年4月20日", typed)
    dossier, findings = reading(基本信息=table)
    assert told(findings) == fault
    assert dossier.school.dated == day
