"""A whole build of the tiny workspace by DA/T 22, and back again."""

import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tiny_workspace import BOOKS, FakeEngine, Tiny, lines_of, told

SETTINGS = BOOKS["standard.xlsx"]["设置"]
SHIPPED = Path(__file__).parents[2] / "templates/归档文件目录.docx"


def as_archive(here: Tiny, codes: str = "") -> None:
    """Set the scheme, and put its catalogue among the templates."""
    here.draw(
        设置=f"{SETTINGS}| 组盒方案 | DA/T 22 |\n" + (f"| 机构代码 | {codes} |" if codes else "")
    )
    shutil.copy(SHIPPED, here.root / "templates")


@pytest.fixture
def archive(built: Tiny) -> Tiny:
    """Built by indicator first, then by DA/T 22."""
    as_archive(built)
    built.build()
    return built


def test_a_build_makes_the_boxes_of_the_scheme(archive: Tiny) -> None:
    """This test ensures that boxes, catalogue, report and workbook all speak of 档号."""
    report = json.loads((archive.made / "report.json").read_text(encoding="utf-8"))
    assert [(b["title"], [i["archive_code"] for i in b["items"]]) for b in report["boxes"]] == [
        ("2020年度 30年 入学机会", [f"Z109-WS·2020-D30-A1-000{n}" for n in (1, 2)]),
        ("2021年度 30年 入学机会", ["Z109-WS·2021-D30-A1-0001"]),
        ("2023年度 永久 组织领导", ["Z109-WS·2023-Y-Z01-0001"]),
        ("2023年度 30年 入学机会", ["Z109-WS·2023-D30-A1-0001"]),
    ]
    (table,) = Document(str(archive.made / "cache/front/01-卷内目录.docx")).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"],
        ["1", "Z109-WS·2020-D30-A1-0001", "", "", "随迁子女接收办法", "20200820", "", "1", ""],
        ["2", "Z109-WS·2020-D30-A1-0002", "", "", "2020年招生方案", "20200901", "", "2", ""],
    ]
    sheet = load_workbook(archive.made / "catalogue.xlsx")["总目录"]
    assert [sheet.cell(row, 3).value for row in (1, 2, 5)] == [
        "档号",
        "Z109-WS·2020-D30-A1-0001",
        "Z109-WS·2023-Y-Z01-0001",
    ]


def test_documents_name_the_places_of_the_scheme(archive: Tiny) -> None:
    """This test ensures that 总目录 lists the boxes that lie there."""
    assert [line.split()[:2] for line in lines_of(archive.made / "chapters/R01-总目录.docx")] == [
        ["01", "0001"],
        ["01", "0002"],
        ["02", "0001"],
        ["03", "0001"],
        ["04", "0001"],
    ]


def test_the_other_scheme_is_a_matter_of_the_setting(archive: Tiny) -> None:
    """This test ensures that nothing of one scheme stays, and no evidence is converted twice."""
    assert archive.box("04").is_file()
    archive.draw()
    assert isinstance(archive.engine, FakeEngine)
    archive.engine.converted.clear()
    archive.build()
    assert not archive.box("03").exists()
    assert archive.box("02").is_file()
    assert "办法.docx" not in archive.engine.converted
    again = archive.products()
    shutil.rmtree(archive.made)
    archive.build()
    assert archive.products() == again


def test_a_code_of_an_office_numbers_its_items_again(archive: Tiny) -> None:
    """This test ensures that 档号 count among what catalogues depend on."""
    before = archive.products()
    archive.draw(
        设置=f"{SETTINGS}| 组盒方案 | DA/T 22 |",
        基本信息=BOOKS["school.xlsx"]["基本信息"].replace("Z109", "Z110"),
    )
    archive.build()
    sheet = load_workbook(archive.made / "catalogue.xlsx")["总目录"]
    assert sheet.cell(2, 3).value == "Z110-WS·2020-D30-A1-0001"
    assert archive.products()["boxes/box-01.pdf"] != before["boxes/box-01.pdf"]


def test_a_missing_catalogue_template_is_told_and_stands_in(fresh: Tiny) -> None:
    """This test ensures that boxes of DA/T 22 ask for 归档文件目录, and are made without it."""
    as_archive(fresh)
    (fresh.root / "templates/归档文件目录.docx").unlink()
    built = fresh.build()
    assert [one for one in told(built) if "归档文件目录.docx" in one]
    assert fresh.box("01").is_file()
    assert not (fresh.made / "cache/front/01-卷内目录.docx").exists()


def test_a_box_row_is_not_asked_for(fresh: Tiny) -> None:
    """This test ensures that an indicator without a row of 档案盒 is filed without complaint."""
    rows = BOOKS["standard.xlsx"]["档案盒"].replace("| 02 | 入学机会 | A1 | 30年 |", "")
    fresh.draw(档案盒=rows)
    assert "indicator-unboxed" in {one.code.slug for one in fresh.inspect().findings}
    as_archive(fresh)
    fresh.draw(设置=f"{SETTINGS}| 组盒方案 | DA/T 22 |", 档案盒=rows)
    seen = fresh.inspect()
    assert "indicator-unboxed" not in {one.code.slug for one in seen.findings}
    assert sum(len(box.items) for box in seen.boxes) == 5
