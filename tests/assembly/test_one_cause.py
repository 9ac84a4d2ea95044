"""What follows from one cause is said once: the cause is told, and not its echo."""

import collections

import pytest
from pypdf import PdfReader

from tiny_workspace import BOOKS, Tiny

MEASURES = """
    | 代码 | 公式 | 单位 | 口径 | 比较 | 九年一贯制标准 | 小数位 | 核实 |
    | B01 | 图书册数÷学生数 | 册/生 | 全校 | ≥ | 25 | 2 | 已核实 |
"""
FIGURES = """
    | 数据项 | 学段 | 单位 | 2020—2021 | {header} | 来源 |
    | 学生数 | 全校 | 人 | #160 | #166 | 基础基312 |
    | 图书册数 | 全校 | 册 | #16000 | #16600 | 图书账 |
"""


def codes(tiny: Tiny) -> list[str]:
    return [f"{f.place} {f.code}" for f in tiny.inspect().findings]


def text_of(box) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(box).pages).split())


@pytest.mark.parametrize("book", list(BOOKS))
@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", None])
def test_an_unreadable_workbook_is_the_one_finding(fresh, book, content):
    """of a workbook that is damaged or not there, nothing is told but that."""
    fresh.draw(计算指标=MEASURES, 数据=FIGURES.format(header="2021—2022"))
    assert codes(fresh) == []
    path = fresh.root / "inputs" / book
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    told = "workbook-missing" if content is None else "workbook-unreadable"
    assert codes(fresh) == [f"{book} {told}"]


@pytest.mark.parametrize("sheet", ["数据", "佐证材料登记", "工作小组", "任务分解表", "材料要求"])
def test_a_missing_sheet_is_the_one_finding(fresh, sheet):
    """of a sheet that is not there, nothing is told but that."""
    fresh.draw(计算指标=MEASURES, 数据=FIGURES.format(header="2021—2022"))
    fresh.draw(计算指标=MEASURES, **{"数据": FIGURES.format(header="2021—2022"), sheet: None})
    counted = collections.Counter(line.partition(" ")[2] for line in codes(fresh))
    assert counted == {"sheet-missing": 1}


INDICATORS = BOOKS["standard.xlsx"]["指标"] + "| B02 | A1 | B | 留守儿童 | 县级政府工作 | 已核实 |"
NAMING_B02 = {
    "材料要求": BOOKS["standard.xlsx"]["材料要求"]
    + "| B02-1 | B02 | 关爱办法 | 一次 | 0 | 否 | 否 | 否 | 档案资料组 |",
    "档案盒": BOOKS["standard.xlsx"]["档案盒"].replace("| A1 |", "| A1、B02 |"),
    "自评说明": BOOKS["school.xlsx"]["自评说明"] + "| B02 | 达标 | 有人关爱。 | | |",
}


def problems(tiny: Tiny) -> list[tuple[str, str, str, str]]:
    return [
        (f.place.partition("!")[2], str(f.code), f.text.spoken("en"),
         f.hint.spoken("en") if f.hint else "")
        for f in tiny.inspect().findings
    ]  # fmt: skip


def test_a_code_that_stands_twice_is_told_once(fresh):
    """the row whose code is another's is told, with the code that it must have been."""
    fresh.draw(指标=INDICATORS, **NAMING_B02)
    before = problems(fresh)
    fresh.draw(指标=INDICATORS.replace("B02", "B01"), **NAMING_B02)
    told = [one for one in problems(fresh) if one not in before]
    assert told == [
        (
            "指标!A5",
            "value-duplicate",
            "'B01' stands already in standard.xlsx!指标!A4; the row is left out",
            (
                "is it to be 'B02'? No row has that code, and 3 cells name it: "
                "材料要求!B4、档案盒!C3、自评说明!A3"
            ),
        )
    ]


def test_a_row_that_is_gone_is_told_once(fresh):
    """a code that several cells name and no row has is one finding, with the cells."""
    fresh.draw(指标=INDICATORS, **NAMING_B02)
    before = problems(fresh)
    fresh.draw(**NAMING_B02)
    told = [one for one in problems(fresh) if one not in before]
    assert [(one[0], one[1]) for one in told] == [("材料要求!B4", "code-unknown")]
    assert told[0][2] == (
        "'B02' is no indicator; 3 cells name it: 材料要求!B4、档案盒!C3、自评说明!A3"
    )


def test_of_many_cells_the_first_are_told(fresh):
    """rows of the register that name a code that is not there are one finding."""
    register = BOOKS["evidence.xlsx"]["佐证材料登记"]
    wrong = register.replace("B01-1", "B01-9")
    fresh.draw(佐证材料登记=wrong)
    told = [one for one in problems(fresh) if one[1] == "code-unknown"]
    assert len(told) == 1
    assert "; 2 cells name it: 佐证材料登记!" in told[0][2]


@pytest.mark.parametrize("header", ["21-22学年", "2021/22", "2021一2022学年度", "2021学年"])
def test_a_year_in_another_form(fresh, header):
    """a year in a form that people write heads its column as any other."""
    fresh.draw(计算指标=MEASURES, 数据=FIGURES.format(header=header))
    assert codes(fresh) == []
    assert [result.year.start for result in fresh.inspect().assessment.results] == [2020, 2021]


def test_a_year_that_is_not_understood(fresh):
    """a header that is no year is told, and not each figure that nobody found under it."""
    fresh.draw(计算指标=MEASURES, 数据=FIGURES.format(header="2021—2023学年"))
    assert codes(fresh) == ["school.xlsx!数据!E1 year-unknown"]


def test_a_column_that_lacks(fresh):
    """a year without a column is told, and not each figure of it."""
    fresh.draw(计算指标=MEASURES, 数据=FIGURES.format(header="备注一"))
    assert codes(fresh) == ["school.xlsx!数据!A2 column-missing"]


def test_a_figure_that_lacks_in_a_column_that_is_there(fresh):
    """a blank cell under a year that is there is told as before."""
    figures = FIGURES.format(header="2021—2022").replace("#16600", "(blank)").replace("(blank)", "")
    fresh.draw(计算指标=MEASURES, 数据=figures)
    assert codes(fresh) == ["school.xlsx!数据!E3 figure-missing"]


PARTS = """
    | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 | 来源 |
    | 学生数 | 小学部 | 人 | #160 | {pupils} | 基础基312 |
    | 学生数 | 初中部 | 人 | #205 | #210 | 基础基313 |
    | 图书册数 | 全校 | 册 | #16000 | #16600 | 图书账 |
"""


@pytest.mark.parametrize("typed", ["约798", "798台", "-798", "7,98", "待定", "#798.5"])
@pytest.mark.parametrize("scope", ["全校", "分学段"])
def test_what_is_wrong_in_a_cell_is_not_missing_elsewhere(fresh, typed, scope):
    """a number that is none is told in its cell, not at all that is worked out with it."""
    measures = (
        MEASURES.replace("全校", scope)
        .replace("九年一贯制标准", "小学标准 | 初中标准")
        .replace("| 25 |", "| 25 | 35 |")
    )
    fresh.draw(计算指标=measures, 数据=PARTS.format(pupils=typed))
    assert codes(fresh) == ["school.xlsx!数据!E2 value-invalid"]


def test_names_as_people_type_them_are_bound(fresh):
    """a file that is named without its suffix, or in capitals, is bound as registered."""
    register = BOOKS["evidence.xlsx"]["佐证材料登记"]
    fresh.draw(
        佐证材料登记=register.replace("办法.docx", "办法").replace("方案2020.pdf", "方案2020.PDF")
    )
    assert codes(fresh) == []
    assert [box.gaps for box in fresh.inspect().boxes] == [0, 0]


NO_YEAR = """
    | 数据项 | 学段 | 单位 | 去年 | 今年 | 来源 |
    | 学生数 | 全校 | 人 | #160 | #166 | 基础基312 |
"""
NO_HEAD = "| 数据项 | 学段 | 单位 | 来源 |"
NO_ROW = "| 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 | 来源 |"


@pytest.mark.parametrize(
    ("figures", "cause"),
    [
        (None, "sheet-missing"),
        (NO_YEAR, "column-missing"),
        (NO_ROW, "figure-missing"),
        (NO_HEAD, "figure-missing"),
        (b"PK\x03\x04 cut off", "workbook-unreadable"),
    ],
)
def test_a_chapter_of_figures_that_are_not_read(fresh, figures, cause):
    """the page in its place and the findings name the workbook, and not the template."""
    fresh.template("自评说明", "{{ 标题 }}", "{{ 本年.学生数.全校 }}")
    fresh.draw(数据=FIGURES.format(header="2021—2022"))
    assert codes(fresh) == []
    if isinstance(figures, bytes):
        (fresh.root / "inputs/school.xlsx").write_bytes(figures)
    else:
        fresh.draw(数据=figures)
    built = fresh.build()
    told = [finding for finding in built.findings if "school.xlsx" in str(finding.place)]
    assert {finding.code.slug for finding in told} == {cause}
    assert [f for f in built.findings if "templates" in str(f.place)] == []
    assert "所需数据未填报" in text_of(fresh.box("02"))
    assert "未能生成" not in text_of(fresh.box("02"))


def test_a_template_that_is_at_fault_besides(fresh):
    """what is wrong with the template itself is told, and its page says so."""
    fresh.template("自评说明", "{{ 不存在 }}", "{{ 本年.学生数.全校 }}")
    fresh.draw(数据=None)
    built = fresh.build()
    assert sorted(f.code.slug for f in built.findings) == [
        "sheet-missing",
        "template-field-unknown",
    ]
    assert "未能生成" in text_of(fresh.box("02"))
