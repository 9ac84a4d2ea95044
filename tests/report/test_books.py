"""catalogue.xlsx and missing.xlsx, read back."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from dossier.finding import Code, Finding
from dossier.messages import CHINESE, ENGLISH, say
from dossier.model.days import Month
from dossier.model.item import Origin, Paged
from dossier.report import books
from dossier.report.matrix import EvidenceTally, Matrix
from dossier.source import Cell
from factories import Y20, Y21, arranged, item

TABLE = Matrix(
    periods=(None, Y20),
    rows=(
        ("B01", "B01 甲", (EvidenceTally(1, 1), EvidenceTally(0, 2))),
        ("B02", "B02 乙", (None, EvidenceTally(1, 2))),
    ),
    total=EvidenceTally(2, 5),
)
FINDINGS = (
    Finding(Code.FILE_UNREGISTERED, say("'{file}' is", file="乙.pdf"), path="evidence/乙.pdf"),
    Finding(
        Code.SEAL_MISSING,
        say("'{title}' needs a seal", title="花名册"),
        at=Cell("evidence.xlsx", "佐证材料登记", "K64"),
        hint=say("have it sealed, then write 是"),
        indicator="B14",
        year=Y21,
        group="教师队伍建设组",
        person="曾玉梅",
    ),
    Finding(Code.TASK_UNSIGNED, say("x"), group="档案资料组", person="李芳"),
)

DAY = datetime(2021, 9, 1)  # noqa: DTZ001 - as a workbook has it


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {s.title: [[c.value for c in line] for line in s.iter_rows()] for s in book}


def catalogue(path: Path, *items) -> list[dict[str, object]]:
    """The rows of a catalogue of one box, by header; each item has two pages."""
    box = arranged(*items)
    pages = {p.item.key: Paged.running(p, 2 * n - 1, 2) for n, p in enumerate(box.items, 1)}
    books.catalogue(books.catalogue_rows([box], pages), path)
    header, *rows = sheets(path)["总目录"]
    return [dict(zip(header, line, strict=True)) for line in rows]


def test_catalogue_has_a_row_for_each_item(tmp_path: Path) -> None:
    """This test ensures that every field of an item and its pages stand under their header."""
    first = item(
        "evidence:1", title="花名册", author="教导处", number="星光校〔2021〕9号",
        dated=date(2021, 9, 1), requirement="B01-1", retention="永久", secrecy="内部", note="节选",
    )  # fmt: skip
    gap = item("gap:1", title="方案", origin=Origin.GAP, year=None, note="待补")
    rows = catalogue(tmp_path / "c.xlsx", first, gap)
    assert rows[0] == {
        "盒号": "01", "盒题名": "入学机会", "件号": "0001", "题名": "花名册", "责任者": "教导处",
        "文号": "星光校〔2021〕9号", "日期": DAY, "学年度": "2021—2022学年度",
        "指标": "B01", "材料代码": "B01-1", "保管期限": "永久", "密级": "内部",
        "起页": 1, "止页": 2, "页数": 2, "备注": "节选",
    }  # fmt: skip
    assert (rows[1]["件号"], rows[1]["起页"], rows[1]["止页"]) == ("0002", 3, 4)
    assert rows[1]["备注"] == "缺；待补"
    assert rows[1]["保管期限"] == "30年"  # the box's, where the item has none of its own


def test_a_catalogue_leads_to_boxes_and_prints_well(tmp_path: Path) -> None:
    """This test ensures that titles open their box, dates are dates, and pages are counted."""
    one, two = item("a", dated=date(2021, 9, 1)), item("b", dated=Month(2021, 9, 1))
    catalogue(tmp_path / "c.xlsx", one, two)
    (sheet,) = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets
    assert [sheet.cell(n, 4).hyperlink.target for n in (2, 3)] == ["boxes/box-01.pdf"] * 2
    days = [sheet.cell(n, 7) for n in (2, 3)]
    assert [(cell.is_date, cell.value) for cell in days] == [
        (True, DAY),
        (False, "2021-09"),
    ]
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:P3")


def test_catalogue_rows_are_what_is_printed() -> None:
    """This test ensures that who is responsible, which no column tells, changes no row."""
    first, second = (
        books.catalogue_rows([box], {p.item.key: Paged.running(p, 1, 2) for p in box.items})
        for box in (arranged(item(responsible=name)) for name in ("周明", "李芳"))
    )
    assert first == second


@pytest.mark.parametrize("title", ["=1+1", '=HYPERLINK("http://x")', "#N/A", "+1", "-1", "@x"])
def test_a_title_is_never_a_formula(tmp_path: Path, title: str) -> None:
    """This test ensures that a title is stored as it is, as text, also when it is edited."""
    catalogue(tmp_path / "c.xlsx", item(title=title))
    cell = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0]["D2"]
    assert (cell.value, cell.data_type) == (title, "s")
    assert cell.quotePrefix == (title[0] in "=#")


def test_control_signs_are_replaced(tmp_path: Path) -> None:
    """This test ensures that what no workbook can hold is marked and stops nothing."""
    (row,) = catalogue(tmp_path / "c.xlsx", item(title="甲\x01\x1f乙\n丙"))
    assert row["题名"] == "甲\ufffd\ufffd乙\n丙"


def test_sheets_can_be_sorted_and_printed(tmp_path: Path) -> None:
    """This test ensures a frozen and repeated header, filters, and pages as wide as the table."""
    catalogue(tmp_path / "c.xlsx", item())
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:P2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet["A2"].border.left.style == "thin"


def test_missing_tells_the_matrix_in_colours(tmp_path: Path) -> None:
    """This test ensures that each cell says have/need, and that states differ to the eye."""
    books.missing(TABLE, FINDINGS, tmp_path / "m.xlsx", CHINESE)
    assert sheets(tmp_path / "m.xlsx")["缺件矩阵"] == [
        ["指标", "一次", "2020—2021学年度"],
        ["B01 甲", "1/1", "0/2"],
        ["B02 乙", None, "1/2"],
    ]
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["缺件矩阵"]
    fills = [sheet[name].fill.fgColor.rgb for name in ("B2", "C2", "C3")]
    assert len(set(fills)) == 3
    assert sheet["B3"].fill.fill_type is None


def test_missing_tells_findings_by_owner(tmp_path: Path) -> None:
    """This test ensures that findings stand under group and person, in Chinese, unowned last."""
    books.missing(TABLE, FINDINGS, tmp_path / "m.xlsx", CHINESE)
    header, *rows = sheets(tmp_path / "m.xlsx")["问题清单（按责任人）"]
    found = [dict(zip(header, line, strict=True)) for line in rows]
    assert [(r["责任小组"], r["责任人"]) for r in found] == [
        ("教师队伍建设组", "曾玉梅"), ("档案资料组", "李芳"), ("（未落实责任人）", None),
    ]  # fmt: skip
    assert found[0] == {
        "责任小组": "教师队伍建设组", "责任人": "曾玉梅", "指标": "B14",
        "学年度": "2021—2022学年度", "程度": "错误", "问题": "“花名册”须盖章",
        "办法": "请补盖公章，然后填“是”",
        "位置": "evidence.xlsx!佐证材料登记!K64", "代码": "seal-missing",
    }  # fmt: skip
    assert (found[2]["程度"], found[2]["位置"]) == ("警告", "evidence/乙.pdf")


def test_missing_can_be_english(tmp_path: Path) -> None:
    """This test ensures that a school that asks for English gets heads, states and sentences."""
    books.missing(TABLE, FINDINGS, tmp_path / "m.xlsx", ENGLISH)
    made = sheets(tmp_path / "m.xlsx")
    assert made["matrix of what is missing"][0] == ["indicator", "once", "2020—2021学年度"]
    header, *rows = made["problems by person"]
    found = dict(zip(header, rows[0], strict=True))
    assert (found["severity"], found["problem"]) == ("error", "'花名册' needs a seal")
    assert found["remedy"] == "have it sealed, then write 是"
    assert rows[2][0] == "(nobody in charge)"


def test_nothing_missing_is_a_header(tmp_path: Path) -> None:
    """This test ensures that a dossier without a fault gives a workbook that opens."""
    books.missing(Matrix((), (), EvidenceTally(0, 0)), (), tmp_path / "m.xlsx", CHINESE)
    assert [len(rows) for rows in sheets(tmp_path / "m.xlsx").values()] == [1, 1]


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that neither workbook bears the clock."""
    for name in ("a", "b"):
        catalogue(tmp_path / f"c{name}.xlsx", item())
        books.missing(TABLE, FINDINGS, tmp_path / f"m{name}.xlsx", CHINESE)
    for kind in "cm":
        first, second = ((tmp_path / f"{kind}{name}.xlsx").read_bytes() for name in "ab")
        assert first == second


def test_the_language_of_the_machine_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that missing.xlsx is Chinese in every locale."""
    for language in ("zh_CN.UTF-8", "en_US.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        books.missing(TABLE, FINDINGS, tmp_path / f"{language}.xlsx", CHINESE)
    first, second = (path.read_bytes() for path in tmp_path.iterdir())
    assert first == second
