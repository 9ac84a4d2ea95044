"""county.xlsx: the list of schools, and the county's own sheets, each of which may be absent."""

from decimal import Decimal
from pathlib import Path

from dossier.finding import Code
from dossier.model.standard import Stage
from dossier.model.years import FiscalYear
from dossier.read.school import read_county
from tables import write_book

LIST = """
    | 学校名称 | 文件夹 | 类型 |
    | 云溪小学 | schools\\云溪 | 小学 |
    | 双桥中学 | schools/双桥 | |
"""


def test_the_list_gives_names_and_folders_beside_the_book(tmp_path: Path) -> None:
    """This test ensures that folders are found from the workbook's own folder, in list order."""
    write_book(tmp_path / "名单.xlsx", {"学校": LIST})
    listed, county, findings = read_county(tmp_path / "名单.xlsx")
    assert [(one.name, one.folder, one.kind) for one in listed] == [
        ("云溪小学", "schools/云溪", "小学"),
        ("双桥中学", "schools/双桥", ""),
    ]
    assert listed[0].place == str((tmp_path / "schools/云溪").resolve())
    assert str(listed[0].at) == "名单.xlsx!学校!A2"
    assert (dict(county.facts), findings) == ({}, ())


def test_a_folder_may_be_called_like_its_school(tmp_path: Path) -> None:
    """This test ensures that such a row is not taken for a note in a merged cell."""
    write_book(tmp_path / "c.xlsx", {"学校": "| 学校名称 | 文件夹 |\n| 云溪小学 | 云溪小学 |"})
    listed, _, findings = read_county(tmp_path / "c.xlsx")
    assert [(one.name, one.folder) for one in listed] == [("云溪小学", "云溪小学")]
    assert findings == ()


def test_a_school_that_stands_twice_is_found_with_both_cells(tmp_path: Path) -> None:
    """This test ensures that a second row of one name or folder is left out and named."""
    again = LIST + "    | 云溪小学 | schools/另 | |\n    | 云溪二小 | ./schools/云溪 | |\n"
    write_book(tmp_path / "county.xlsx", {"学校": again})
    listed, _, findings = read_county(tmp_path / "county.xlsx")
    assert [one.name for one in listed] == ["云溪小学", "双桥中学"]
    assert [(f.code, f.place) for f in findings] == [
        (Code.VALUE_DUPLICATE, "county.xlsx!学校!A4"),
        (Code.VALUE_DUPLICATE, "county.xlsx!学校!B5"),
    ]
    assert "county.xlsx!学校!A2" in findings[0].text.spoken("en")


def test_the_county_tells_of_itself_with_the_sheets_of_a_school(tmp_path: Path) -> None:
    """This test ensures that the county's own sheets are read with their cells."""
    write_book(
        tmp_path / "county.xlsx",
        {
            "学校": LIST,
            "基本信息": "| 项目 | 内容 |\n| 县（市、区） | 云岭县 |",
            "经费": "| 数据项 | 学段 | 单位 | 2021 | 2022 |\n| 财政拨款 | 全校 | 万元 | #9 | 九 |",
            "评分录入": "| 指标代码 | 项目 | 情形 |\n| B07 | 责任机制 | 健全 |",
        },
    )
    _, county, findings = read_county(tmp_path / "county.xlsx")
    figure = county.funds["财政拨款", Stage.SCHOOL, FiscalYear(2021)]
    assert (figure.value, str(figure.cell)) == (Decimal(9), "county.xlsx!经费!D2")
    assert county.fact("县（市、区）") == "云岭县"
    assert county.returns.judgements[0].found == "健全"
    assert [(f.code, f.place) for f in findings] == [(Code.VALUE_INVALID, "county.xlsx!经费!E2")]


def test_a_book_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    """This test ensures that a missing list lists nothing, and says so."""
    listed, _, findings = read_county(tmp_path / "county.xlsx")
    assert listed == ()
    assert [f.code for f in findings] == [Code.WORKBOOK_MISSING]
