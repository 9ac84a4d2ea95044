"""Where the header is, what its columns are called, and what stands around the rows."""

import pytest
from small_books import told

from dossier.model.standard import Stage
from dossier.model.years import SchoolYear


def test_the_small_books_are_sound(reading):
    """workbooks without a fault give their facts and no finding."""
    dossier, findings = reading()
    assert told(findings) == []
    assert dossier.school.name == "星光实验学校"
    assert list(dossier.standard.indicators) == ["A1", "B01", "J06"]
    assert [box.indicators for box in dossier.standard.boxes] == [("A1", "J06")]
    assert dossier.people.groups == ("档案资料组",)
    assert dossier.school.words == {"主要做法": ("第一段。", "第二段。")}
    assert [str(c) for c in dossier.school.word_cells["主要做法"]] == [
        "school.xlsx!报告文字!B2"
    ] * 2


def test_columns_may_have_other_names(reading):
    """a column is known by its aliases, in any order, whatever the width, spaces and stars."""
    dossier, findings = reading(
        佐证材料登记="""
        | 文件名 | 标题 ＊ | 材料要求： | 发文字号 | 成文日期 | 年 度 |
        | a.pdf | 招生方案 | B01-1 | 星校〔2020〕3号 | 2020.9.1 | 2020-21 |
        """
    )
    assert told(findings) == []
    (entry,) = dossier.evidence
    assert (entry.file, entry.title, entry.requirement) == ("a.pdf", "招生方案", "B01-1")
    assert (entry.number, entry.year) == ("星校〔2020〕3号", SchoolYear(2020))
    assert str(entry.row.cell("dated")) == "evidence.xlsx!佐证材料登记!E2"


def test_columns_of_the_schools_own_are_let_be(reading):
    """columns that the description does not know are passed over."""
    dossier, findings = reading(
        照片="""
        | 编号 | 材料代码 | 页数 | 文件 | 经手人 |
        | 1 | B01-1 | 2 | 报名.jpg | 陈映 |
        """
    )
    assert told(findings) == []
    assert [photo.file for photo in dossier.photos] == ["报名.jpg"]


def test_titles_and_notes_stand_above_the_header(reading):
    """a title over all columns, a note and a blank row may stand above the header."""
    dossier, findings = reading(
        佐证材料登记="""
        | 星光实验学校佐证材料登记 | < | < |
        | 填表人：陈映 | | |
        |
        | 材料代码 | 题名 | 文件 |
        | B01-1 | 招生方案 | a.pdf |
        """
    )
    assert told(findings) == []
    assert [str(entry.row.cell("file")) for entry in dossier.evidence] == [
        "evidence.xlsx!佐证材料登记!C5"
    ]


def test_a_header_is_merged_over_two_rows(reading):
    """years may stand beneath one merged cell, with the other headers merged beside them."""
    dossier, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 学年度 | < | 来源 |
        | ^ | ^ | ^ | 2020—2021 | 2021—2022 | ^ |
        | 学生数 | 小学部 | 人 | #160 | #166 | 基础基312 |
        """
    )
    assert told(findings) == []
    figure = dossier.school.figures["学生数", Stage.PRIMARY, SchoolYear(2021)]
    assert (figure.value, str(figure.cell)) == (166, "school.xlsx!数据!E3")
    assert len(dossier.school.figures) == 2


def test_merged_cells_hold_for_each_of_their_rows(reading):
    """a value merged over several rows is that of each row."""
    dossier, findings = reading(
        任务分解表="""
        | 指标代码 | 工作任务 | 责任小组 | 责任人 | 完成时限 |
        | B01 | 收集名单 | 档案资料组 | 李芳 | 2023.4.30 |
        | ^ | 公示名单 | ^ | 陈映 | ^ |
        | A1 | 汇总 | 档案资料组 | 李芳 | |
        """
    )
    assert told(findings) == []
    assert [(t.indicator, t.work, t.group, t.person) for t in dossier.people.tasks] == [
        ("B01", "收集名单", "档案资料组", "李芳"),
        ("B01", "公示名单", "档案资料组", "陈映"),
        ("A1", "汇总", "档案资料组", "李芳"),
    ]
    assert [bool(task.deadline) for task in dossier.people.tasks] == [True, True, False]


def test_blank_rows_sums_and_notes_are_no_records(reading):
    """blank rows, 合计 rows and notes merged over the columns are passed over."""
    dossier, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 |
        | 学生数 | 小学部 | 人 | #160 |
        |
        | '   ' | | | |
        | 学生数 | 初中部 | 人 | #205 |
        | ^ | 合计 | 人 | #365 |
        | 合 计 | | | #365 |
        | 注：学生数以学籍系统为准，每年9月1日核对。 | < | < | < |
        """
    )
    assert told(findings) == []
    assert sorted(dossier.school.figures, key=lambda key: key[1].value) == [
        ("学生数", Stage.JUNIOR, SchoolYear(2020)),
        ("学生数", Stage.PRIMARY, SchoolYear(2020)),
    ]


def test_equal_texts_side_by_side_are_a_record(reading):
    """only a cell that is really merged over the columns is a note, not a row of equal values."""
    dossier, findings = reading(
        小组职责="""
        | 小组 | 职责 |
        | 档案资料组 | 收集材料。 |
        | 备查组 | 备查组 |
        | 注：一行一条职责。 | < |
        """
    )
    assert told(findings) == []
    assert [(one.group, one.text) for one in dossier.people.duties] == [
        ("档案资料组", "收集材料。"),
        ("备查组", "备查组"),
    ]


def test_who_answers_for_a_figure_stands_in_its_row(reading):
    """核对人 of 数据 and 经费 is the keeper of each year's figure; the column may be absent."""
    dossier, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 | 来源 | 核对人 |
        | 学生数 | 小学部 | 人 | #160 | #166 | 基础基312 | 陈映 |
        | 学生数 | 初中部 | 人 | #205 | #210 | 基础基313 | |
        """
    )
    assert told(findings) == []
    assert {key[1:]: figure.keeper for key, figure in dossier.school.figures.items()} == {
        (Stage.PRIMARY, SchoolYear(2020)): "陈映",
        (Stage.PRIMARY, SchoolYear(2021)): "陈映",
        (Stage.JUNIOR, SchoolYear(2020)): "",
        (Stage.JUNIOR, SchoolYear(2021)): "",
    }
    dossier, _ = reading()
    assert {figure.keeper for figure in dossier.school.figures.values()} == {""}


def test_spaces_around_names_do_not_count(reading):
    """spaces behind codes, names and choices are not part of them."""
    dossier, findings = reading(
        指标="""
        | ' 代码 ' | '级别 ' | '名称 ' | 指标集 | 核实 |
        | 'B01 ' | ' B' | '随迁子女就学\u3000' | '县级政府工作 ' | '已核实 ' |
        | 'Ｂ０２' | Ｂ | 控辍保学 | 县级政府工作 | 未核实 |
        """
    )
    assert told(findings) == []
    assert [i.title for i in dossier.standard.indicators.values()] == [
        "B01 随迁子女就学",
        "B02 控辍保学（未核实）",
    ]


def test_a_missing_column_is_one_finding(reading):
    """a required column that is not there is told once, not for each row, and what it may be."""
    dossier, findings = reading(
        佐证材料登记="""
        | 材料代码 | 题目 | 文件 |
        | B01-1 | 招生方案 | a.pdf |
        | B01-1 | 公示 | b.pdf |
        """
    )
    assert told(findings) == [
        "evidence.xlsx!佐证材料登记!A1: the column '题名' is not there [column-missing]"
    ]
    assert findings[0].hint.spoken("en").endswith("understood as well: 文件题名、材料题名、标题")
    assert dossier.evidence == ()


def test_a_sheet_without_a_header(reading):
    """a sheet in which no header is found says which columns it needs."""
    _, findings = reading(
        小组职责="""
        | 档案资料组 | 收集、整理材料。 |
        """
    )
    assert told(findings) == [
        "people.xlsx!小组职责!A1: no header row was found; it needs 小组、职责 [column-missing]"
    ]


def test_figures_need_a_year(reading):
    """figures without a column headed by a school year are told of, not dropped."""
    dossier, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 去年 | 2021年度 |
        | 学生数 | 小学部 | 人 | #160 | #166 |
        """
    )
    assert told(findings) == ["school.xlsx!数据!E1: '2021年度' is not a school year [year-unknown]"]
    assert findings[0].hint.spoken("en") == "the sheet needs columns for 2020—2021、2021—2022"
    assert dossier.school.figures == {}


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("21至22学年（上）", "'21至22学年（上）' is not a school year or financial year"),
        ("2021—2023学年", "'2021—2023学年' does not span one school year"),
        ("2022", "'2022' is not a school year"),
    ],
)
def test_a_year_that_is_not_understood(reading, header, problem):
    """a header that was meant for a year of the standard is told where it stands."""
    _, findings = reading(
        数据=f"""
        | 数据项 | 学段 | 单位 | 2020—2021 | {header} | 备注 |
        | 学生数 | 小学部 | 人 | #160 | #166 | 2020年 |
        """
    )
    assert told(findings) == [f"school.xlsx!数据!E1: {problem} [year-unknown]"]
    assert findings[0].hint.spoken("en") == "the sheet needs columns for 2021—2022"


def test_columns_of_ones_own_are_no_years(reading):
    """where every year of the standard has a column, what else heads one is the school's affair."""
    _, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 21-22 | 2021年增长率 | 三年平均 |
        | 学生数 | 小学部 | 人 | #160 | #166 | #3 | #160 |
        """
    )
    assert told(findings) == []


def test_a_year_without_a_column(reading):
    """a year of the standard that heads no column is told once."""
    _, findings = reading(
        数据="""
        | 数据项 | 学段 | 单位 | 2020—2021 | 备注 |
        | 学生数 | 小学部 | 人 | #160 | |
        """
    )
    assert told(findings) == [
        "school.xlsx!数据!A2: no column is headed 2021—2022学年度 [column-missing]"
    ]


@pytest.mark.parametrize("sign", ["以下空白", "（以下空白）", "——以下空白——", "以 下 空 白"])
def test_a_table_ends_where_it_says_so(reading, sign):
    """以下空白 ends a table: it is no row, and signatures beneath it are none."""
    dossier, findings = reading(
        佐证材料登记=f"""
        | 材料代码 | 题名 | 文件 |
        | B01-1 | 方案 | a.pdf |
        | | {sign} | |
        |
        | 填表人：李芳 | | 2023年4月20日 |
        """
    )
    assert told(findings) == []
    assert [entry.file for entry in dossier.evidence] == ["a.pdf"]


def test_rows_beneath_the_end_are_told(reading):
    """rows that are filled in beneath 以下空白 are not dropped without a word."""
    dossier, findings = reading(
        佐证材料登记="""
        | 材料代码 | 题名 | 文件 |
        | B01-1 | 方案 | a.pdf |
        | 以下空白 | | |
        | B01-1 | 公示 | b.pdf |
        """
    )
    assert told(findings) == [
        (
            "evidence.xlsx!佐证材料登记!A3: '以下空白' stands above rows that are filled in: "
            "they are not read [value-invalid]"
        )
    ]
    assert len(dossier.evidence) == 1


def test_boxes_are_in_the_order_of_their_numbers(reading):
    """box numbers have two digits, however typed, and boxes follow them, not the sheet."""
    dossier, findings = reading(
        档案盒="""
        | 盒号 | 题名 | 指标 |
        | 03 | 办学条件 | J06 |
        | #2 | 随迁子女 | B01—B03 |
        | １ | 入学机会 | Ａ１ |
        """
    )
    assert told(findings) == []
    assert [(box.number, box.indicators) for box in dossier.standard.boxes] == [
        ("01", ("A1",)),
        ("02", ("B01", "B02", "B03")),
        ("03", ("J06",)),
    ]
