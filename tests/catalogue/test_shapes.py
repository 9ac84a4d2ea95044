"""The shapes in which counties hand out their catalogues, each read as it is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

import catalogue_shapes as shapes
import office_zoo
from dossier.catalogue.opened import CatalogueError, pages_of
from dossier.catalogue.run import Choices, columns_settled, read_catalogue
from dossier.catalogue.understood import Understood


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def read(path: Path, *columns: str) -> Understood:
    return read_catalogue(path, Choices(columns_settled(columns)))


def tree(found: Understood) -> list[str]:
    """The indicators, deeper ones behind dots, and their materials behind a dash."""
    lines = []
    for item in found.items:
        score = f" {item.score}分" if item.score else ""
        lines.append(f"{'.' * (item.level - 1)}{item.name}{score}")
        lines += [f"- {one.name}" for one in item.materials]
    return lines


A_TREE = [
    "普及普惠水平",
    ".入园情况",
    "..学前三年毛入园率",
    "- 近三年在园幼儿统计表",
    "- 上一年度人口数据",
    "..普惠性幼儿园覆盖率",
    "- 普惠园认定文件",
    "- 幼儿园名册",
    ".政府责任",
    "..经费投入",
    "- 近三年经费预算批复",
    "..教师待遇",
    "保教质量",
    ".园所管理",
    "..幼儿园园舍安全",
    "- 园舍鉴定报告（盖章）",
    "- 每学年度安全检查记录",
]
F_TREE = [
    "政府保障程度指标",
    ".规划布局",
    "- 布局规划文件",
    "- 学校分布图",
    ".经费保障",
    "- 预算批复",
    "- 决算报表",
    "- 拨款凭证",
    "教育质量指标",
    ".巩固率",
    "- 学籍统计表",
]
E_TREE = [
    "办学条件基本标准",
    ".生均校舍建筑面积",
    "- 各建筑物面积登记、统计表",
    "- 各建筑物照片",
    ".生均图书册数",
    "- 图书总账",
    "- 三个年度借阅登记表",
    "队伍建设基本标准",
    ".教师配备",
    "- 教师花名册",
    "- 每学年度课程表",
]
D_TREE = [
    "组织管理 30分",
    ".组织机构 18分",
    "..领导小组 14分",
    "..工作制度 4分",
    ".档案资料",
    "..归档 10分",
    "宣传活动 20分",
    ".推普周",
    "..活动 20分",
]


@pytest.mark.parametrize(
    ("make", "name", "expected"),
    [
        (shapes.shape_a_word, "自评表.docx", A_TREE),
        (shapes.shape_a_sheet, "自评表.xlsx", A_TREE),
        (shapes.shape_d, "评估标准.docx", D_TREE),
        (shapes.shape_e, "迎检材料清单.docx", E_TREE),
        (shapes.shape_f, "需上传材料.xlsx", F_TREE),
    ],
)
def test_a_catalogue_is_read(
    tmp_path: Path, make: Callable[[Path], Path], name: str, expected: list[str]
) -> None:
    """headers anywhere, merged and blank cells, headers again and lists in cells are understood."""
    found = read(make(tmp_path / name))
    assert tree(found) == expected


@pytest.mark.parametrize(
    ("make", "name", "suffix", "expected"),
    [
        (shapes.shape_a_word, "a.docx", "doc", A_TREE),
        (shapes.shape_e, "e.docx", "doc", E_TREE),
        (shapes.shape_f, "f.xlsx", "xls", F_TREE),
    ],
)
def test_an_old_format_is_read_like_the_new_one(
    tmp_path: Path,
    make: Callable[[Path], Path],
    name: str,
    suffix: str,
    expected: list[str],
) -> None:
    """.doc and .xls hold the same."""
    old = office_zoo.saved_as(make(tmp_path / name), suffix)
    assert tree(read(old)) == expected


def test_words_and_cell_are_kept(tmp_path: Path) -> None:
    """each row has its original words and its place, though only a part of them is its name."""
    found = read(shapes.shape_a_word(tmp_path / "自评表.docx"))
    (rate,) = [one for one in found.items if one.name == "学前三年毛入园率"]
    assert (rate.spot.words, rate.spot.place) == ("1.学前三年毛入园率", "表格1!C2")
    assert rate.criteria == "达到85%为合格。"
    _, people = rate.materials
    assert people.offices == ("教育股",)
    assert people.spot.words == "1. 近三年在园幼儿统计表；2. 上一年度人口数据（教育股）"
    assert people.spot.place == "表格1!G2"


def test_a_list_that_serves_two_indicators(tmp_path: Path) -> None:
    """a cell merged downwards belongs to the first indicator, and names the second."""
    found = read(shapes.shape_a_sheet(tmp_path / "自评表.xlsx"))
    names = [one.name for one in found.items]
    (money,) = [m for one in found.items for m in one.materials if "预算" in m.name]
    assert [names[number] for number in money.also] == ["教师待遇"]


def test_a_list_that_was_copied_is_told(tmp_path: Path) -> None:
    """the same list beside two indicators, not merged, is asked about."""
    book = Workbook()
    page = book.worksheets[0]
    for row in (
        ("指标", "佐证材料"), ("甲", "1.计划；2.总结"), ("乙", "1.计划；2.总结"),
    ):  # fmt: skip
        page.append(row)
    book.save(tmp_path / "c.xlsx")
    (doubt,) = read(tmp_path / "c.xlsx").doubts
    assert doubt.spot.place == "Sheet!B3"
    assert "the same list stands in Sheet!B2" in doubt.reason.spoken("en")


def test_a_self_assessment_without_materials(tmp_path: Path) -> None:
    """numbers begin anew under each A; what the school fills in is not read; a name is short."""
    found = read(shapes.shape_b(tmp_path / "附件4.xlsx"))
    assert found.title == "附件4 某某市义务教育优质均衡发展学校自评表"
    assert tree(found) == [
        "资源配置",
        ".每百名学生拥有高于规定学历教师数",
        ".生均教学及辅助用房面积",
        "政府保障程度",
        ".县域内义务教育学校规划布局合理",
        ".教育信息化经费",
    ]
    assert "小学4.2人以上" in found.items[1].criteria
    assert [doubt.spot.place for doubt in found.doubts] == []


def test_a_form_for_figures_is_told_as_what_it_is(tmp_path: Path) -> None:
    """a table with 栏次 under a header of three rows is no catalogue; its columns are told."""
    found = read(shapes.shape_c(tmp_path / "表Ⅰ.xlsx"))
    assert found.items == ()
    (form,) = found.forms
    assert form.columns == (
        ("L1", "小学/学校数"),
        ("L2", "小学/班数"),
        ("L3", "完全中学/学校数/所"),
        ("L4", "完全中学/学生数/人"),
    )


def test_codes_in_one_column_lie_beneath_each_other(tmp_path: Path) -> None:
    """A …34分 stands above A1… 4分, though both are in the column 检查项目."""
    found = read(shapes.shape_d_sister(tmp_path / "检查表.xlsx"))
    assert tree(found) == [
        "学校组织管理工作 34分",
        ".组织机构 4分",
        ".规章制度 30分",
        "教学工作 20分",
        ".课堂 20分",
    ]
    assert found.doubts == ()


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    """notes and entries that name no material are told with their place, and are no rows."""
    found = read(shapes.shape_e(tmp_path / "清单.docx"))
    assert [(one.spot.place, one.reason.spoken("en")) for one in found.doubts] == [
        ("正文!A3", "'其它相关材料' names no material of its own"),
        ("正文!A7", "it is a note, and is not imported"),
    ]


def test_a_column_that_nobody_understands_is_told_and_can_be_settled(tmp_path: Path) -> None:
    """a header without a known word is told, and read once somebody says what it holds."""
    book = Workbook()
    page = book.worksheets[0]
    for row in (("考核点", "责任科室", "佐证材料"), ("依法办学", "办公室", "1.章程；2.许可证")):
        page.append(row)
    book.save(tmp_path / "k.xlsx")
    (doubt,) = [d for d in read(tmp_path / "k.xlsx").doubts if d.spot.place == "Sheet!A1"]
    assert "'考核点' is not understood" in doubt.reason.spoken("en")
    found = read(tmp_path / "k.xlsx", "考核点=指标")
    assert tree(found) == ["k", ".依法办学", "- 章程", "- 许可证"]
    assert found.items[1].materials[0].offices == ("办公室",)
    assert found.doubts == ()


def test_points_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    """points of a label are held against the sum of those beneath it."""
    book = Workbook()
    page = book.worksheets[0]
    for row in (("检查项目", "分值"), ("A 管理10分", None), ("A1机构", "4分"), ("A2制度", "5分")):
        page.append(row)
    book.save(tmp_path / "p.xlsx")
    (doubt,) = read(tmp_path / "p.xlsx").doubts
    assert doubt.reason.spoken("en") == "'管理' has 10 points, and what lies beneath it 9"


def test_a_file_that_is_none(tmp_path: Path) -> None:
    """what cannot be opened is an error with a way out, and no traceback."""
    (tmp_path / "x.xlsx").write_bytes(b"PK\3\4 not a workbook")
    with pytest.raises(CatalogueError):
        pages_of(tmp_path / "x.xlsx")
    with pytest.raises(CatalogueError):
        pages_of(tmp_path / "none.docx")
