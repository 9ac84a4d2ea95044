"""`dossier import`: the preview, the standard that is made, and a newer catalogue over an older."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

import catalogue_shapes as shapes
from dossier.cli import main
from dossier.finding import Code
from dossier.pipeline import inspect
from dossier.read.standard import read_standard_file
from dossier.workspace import Workspace

HEAD = ("一级指标", "二级指标", "佐证材料")
ROWS = (
    ("A1 办学条件", "B1 校舍", "1.校舍平面图；2.校舍安全鉴定报告"),
    ("", "B2 图书", "1.图书总账；2.每学年度借阅登记表"),
    ("A2 教师队伍", "B3 培训", "1.培训计划；2.培训证书（办公室、教育股）"),
)
NEWER = (
    ("A1 办学条件", "B1 校舍", "1.校舍平面图；2.校舍安全鉴定报告书"),  # renamed
    ("A2 教师队伍", "B3 培训", "1.培训计划；2.图书总账"),  # moved from B2, which is gone
    ("", "B4 师德", "1.师德承诺书"),  # added
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def catalogue(path: Path, rows: tuple[tuple[str, ...], ...], head: tuple[str, ...] = HEAD) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.append(("某县教育督导档案目录",))
    for row in (head, *rows):
        page.append([text or None for text in row])
    book.save(path)
    return path


def run(workspace: Path, *words: object) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(workspace), *map(str, words)])


def answer(workspace: Path, *words: object) -> dict[str, list[dict[str, str]]]:
    done = run(workspace, "--json", *words)
    assert done.exit_code == 0, done.output
    told: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return told


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A new primary school under the county's own catalogue."""
    words = ["--school", "红旗镇中心小学", "--kind", "小学", "--years", "2021-2024"]
    made = catalogue(tmp_path / "目录.xlsx", ROWS)
    done = run(tmp_path, "new", tmp_path / "红旗", "--from", made, *words)
    assert done.exit_code == 0, done.output
    return tmp_path / "红旗"


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    """what was understood is shown with its cells, and the folder stays as it was."""
    file = shapes.shape_e(tmp_path / "清单.docx")
    done = run(tmp_path / "ws", "import", file, "--dry-run")
    assert done.exit_code == 0, done.output
    assert "B01-1 各建筑物面积登记、统计表（一次）  [正文!A3]" in done.output
    assert "indicators: 5, materials: 6" in done.output
    assert "'其它相关材料' names no material of its own" in done.output
    assert not (tmp_path / "ws" / "inputs").exists()


def test_a_preview_for_programs(tmp_path: Path) -> None:
    """--json tells each row with its original words and place, and what was not understood."""
    told = answer(tmp_path, "import", shapes.shape_a_word(tmp_path / "自评表.docx"), "--dry-run")
    (people,) = [one for one in told["materials"] if one["name"] == "上一年度人口数据"]
    assert people["words"] == "1. 近三年在园幼儿统计表；2. 上一年度人口数据（教育股）"
    assert people["place"] == "表格1!G2"
    assert (people["every"], people["period"]) == ("一次", "上一年度")
    assert told["doubts"] == []


def test_an_imported_standard_is_read_without_a_fault(tmp_path: Path) -> None:
    """what is written is a standard: tree, materials with offices and periods, boxes, chapters."""
    file = catalogue(tmp_path / "目录.xlsx", ROWS)
    done = run(tmp_path, "import", file)
    assert done.exit_code == 0, done.output
    standard, _, findings = read_standard_file(tmp_path / "inputs/standard.xlsx")
    assert findings == ()
    assert standard.name == "某县教育督导档案目录"
    assert standard.lineage("B3") == ("B3", "A2")
    certificate = standard.requirements["B3-2"]
    assert (certificate.name, certificate.group) == ("培训证书", "办公室")
    assert certificate.note == "协同：教育股"
    assert standard.requirements["B2-2"].every.value == "每学年度"
    assert [box.title for box in standard.boxes][1:] == ["A1 办学条件", "A2 教师队伍"]
    rows = list(
        load_workbook(tmp_path / "inputs/standard.xlsx")["目录原文"].iter_rows(values_only=True)
    )
    assert ("B3-2", "材料", "培训证书", ROWS[2][2], "Sheet!C5", "目录.xlsx") in rows


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (shapes.shape_a_word, "a.docx"), (shapes.shape_a_sheet, "a.xlsx"),
        (shapes.shape_b, "b.xlsx"), (shapes.shape_d, "d.docx"),
        (shapes.shape_d_sister, "d.xlsx"), (shapes.shape_e, "e.docx"), (shapes.shape_f, "f.xlsx"),
    ],
)  # fmt: skip
def test_each_shape_makes_a_sound_standard(
    tmp_path: Path, make: Callable[[Path], Path], name: str
) -> None:
    """no shape leads to a standard that its own reader finds fault with."""
    done = run(tmp_path, "import", make(tmp_path / name))
    assert done.exit_code == 0, done.output
    standard, _, findings = read_standard_file(tmp_path / "inputs/standard.xlsx")
    assert findings == ()
    assert len(standard.indicators) > 5


def test_a_form_is_refused(tmp_path: Path) -> None:
    """a table of figures is no catalogue, and the workspace stays as it was."""
    done = run(tmp_path, "import", shapes.shape_c(tmp_path / "表Ⅰ.xlsx"))
    assert done.exit_code == 3
    assert "is a form for figures" in done.output
    preview = run(tmp_path, "import", tmp_path / "表Ⅰ.xlsx", "--dry-run")
    assert "L3 完全中学/学校数/所" in preview.output
    assert "becomes the standard" not in preview.output
    assert not (tmp_path / "inputs" / "standard.xlsx").exists()


def test_a_new_school_begins_with_it(school: Path) -> None:
    """`new --from` makes folders, groups and tasks of the catalogue; its standard has no fault."""
    assert (school / "inputs/evidence").is_dir()
    names = [path.name for path in (school / "inputs/evidence").rglob("*") if path.is_dir()]
    assert any("借阅登记表" in name for name in names)
    found = inspect(Workspace(school)).findings
    of_standard = {one.code for one in found if one.at and one.at.book == "standard.xlsx"}
    assert of_standard == {Code.EVIDENCE_MISSING}
    assert Code.CODE_UNKNOWN not in {one.code for one in found}


def registered(school: Path, *rows: tuple[str, str]) -> None:
    """Register titles under codes of materials."""
    book = load_workbook(school / "inputs/evidence.xlsx")
    page = book["佐证材料登记"]
    heads = {cell.value: cell.column for cell in page[1]}
    for number, (code, title) in enumerate(rows, 3):
        page.cell(number, heads["材料代码"], code)
        page.cell(number, heads["题名"], title)
        page.cell(number, heads["文件"], f"{title}.pdf")
    book.save(school / "inputs/evidence.xlsx")


def codes_of(school: Path) -> dict[str, str]:
    page = load_workbook(school / "inputs/evidence.xlsx")["佐证材料登记"]
    heads = {cell.value: cell.column for cell in page[1]}
    return {
        str(page.cell(row, heads["题名"]).value): str(page.cell(row, heads["材料代码"]).value or "")
        for row in range(3, page.max_row + 1)
        if page.cell(row, heads["题名"]).value
    }


def test_a_newer_catalogue_keeps_what_is_registered(school: Path, tmp_path: Path) -> None:
    """renamed and moved rows keep their codes; what is asked for no longer is unassigned."""
    registered(
        school,
        ("B1-2", "鉴定报告"), ("B2-1", "总账"), ("B2-2", "借阅表"), ("B3-2", "证书"),
    )  # fmt: skip
    newer = catalogue(tmp_path / "新目录.xlsx", NEWER)
    before = codes_of(school)
    preview = answer(school, "import", "--update", newer, "--dry-run")
    assert codes_of(school) == before
    told = answer(school, "import", "--update", newer)
    for name in ("added", "removed", "renamed", "moved", "taken_out"):
        assert preview[name] == told[name]
    assert [(one["code"], one["after"]) for one in told["renamed"]] == [
        ("B1-2", "校舍安全鉴定报告书")
    ]
    assert [(one["code"], one["parent_before"], one["parent_after"]) for one in told["moved"]] == [
        ("B2-1", "B2", "B3")
    ]
    assert [one["after"] for one in told["added"]] == ["师德", "师德承诺书"]
    assert {one["before"] for one in told["removed"]} == {"图书", "每学年度借阅登记表", "培训证书"}
    assert codes_of(school) == {"鉴定报告": "B1-2", "总账": "B2-1", "借阅表": "", "证书": ""}
    standard, _, findings = read_standard_file(school / "inputs/standard.xlsx")
    assert findings == ()
    assert standard.requirements["B2-1"].indicator == "B3"
    assert standard.requirements["B1-2"].name == "校舍安全鉴定报告书"
    assert (school / "inputs/evidence-原.xlsx").is_file()
    assert (school / "inputs/standard-原.xlsx").is_file()


def test_what_a_person_wrote_into_the_standard_stays(school: Path, tmp_path: Path) -> None:
    """盖章, 责任小组 and rows of one's own outlive a newer catalogue."""
    path = school / "inputs/standard.xlsx"
    book = load_workbook(path)
    page = book["材料要求"]
    heads = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        if page.cell(row, 1).value == "B1-1":
            page.cell(row, heads["盖章"]).value = "是"
            page.cell(row, heads["责任小组"]).value = "总务处"
    page.append(("B1-9", "B1", "校舍照片", "一次", 1, "否", "否", "否", "总务处"))
    book.save(path)
    answer(school, "import", "--update", catalogue(tmp_path / "新目录.xlsx", NEWER))
    standard, _, _ = read_standard_file(path)
    plan = standard.requirements["B1-1"]
    assert (plan.seal, plan.group) == (True, "总务处")
    assert standard.requirements["B1-9"].name == "校舍照片"
    assert standard.settings.school_years  # the years of this school stay


def test_columns_of_ones_own_stay_beside_their_rows(school: Path, tmp_path: Path) -> None:
    """a column that a person added to the standard goes with its rows, wherever these come to."""
    path = school / "inputs/standard.xlsx"
    book = load_workbook(path)
    for sheet in ("指标", "材料要求"):
        page = book[sheet]
        column = page.max_column + 1
        page.cell(1, column).value = "督办"
        for row in range(2, page.max_row + 1):
            page.cell(row, column).value = f"第{page.cell(row, 1).value}项"
    book.save(path)
    answer(school, "import", "--update", catalogue(tmp_path / "新目录.xlsx", NEWER))
    page = load_workbook(path)["材料要求"]
    column = next(cell.column for cell in page[1] if cell.value == "督办")
    kept = {str(row[0].value): row[column - 1].value for row in page.iter_rows(min_row=2)}
    assert kept["B2-1"] == "第B2-1项"
    assert kept["B4-1"] is None
    assert read_standard_file(path)[2] == ()


def test_rows_that_are_not_whole_lose_codes_as_well(school: Path, tmp_path: Path) -> None:
    """a row without 文件, which counts nowhere yet, keeps no code that has gone."""
    registered(school, ("B2-2", "借阅表"), ("B1-2", "鉴定报告"))
    path = school / "inputs/evidence.xlsx"
    book = load_workbook(path)
    page = book["佐证材料登记"]
    files = next(cell.column for cell in page[1] if cell.value == "文件")
    for row in range(3, page.max_row + 1):
        page.cell(row, files).value = None
    book.save(path)
    told = answer(school, "import", "--update", catalogue(tmp_path / "新目录.xlsx", NEWER))
    assert "B2-2" in {one["code"] for one in told["taken_out"]}
    assert codes_of(school) == {"借阅表": "", "鉴定报告": "B1-2"}


def test_the_same_catalogue_again_changes_nothing(school: Path, tmp_path: Path) -> None:
    """nothing is told as changed where nothing has."""
    told = answer(school, "import", "--update", catalogue(tmp_path / "目录.xlsx", ROWS))
    assert [told[name] for name in ("added", "removed", "renamed", "moved")] == [[], [], [], []]


def test_an_update_without_an_import(tmp_path: Path) -> None:
    """a standard that came from no catalogue cannot be updated by one, which is said."""
    run(tmp_path, "standard", "use", "sichuan-basic")
    done = run(tmp_path, "import", "--update", catalogue(tmp_path / "目录.xlsx", ROWS))
    assert done.exit_code == 3
    assert "import one first" in done.output


def test_codes_that_would_mean_something_else_are_refused(school: Path, tmp_path: Path) -> None:
    """another catalogue does not silently take over what is registered."""
    registered(school, ("B1-2", "鉴定报告"))
    other = catalogue(tmp_path / "别的.xlsx", (("A1 党建", "B1 组织", "1.章程；2.会议记录"),))
    done = run(school, "import", other)
    assert done.exit_code == 3
    assert "'B1-2'" in done.output or "'B1'" in done.output
    assert codes_of(school) == {"鉴定报告": "B1-2"}
    assert run(school, "import", other, "--reassign").exit_code == 0
    assert codes_of(school) == {"鉴定报告": ""}


def test_columns_are_settled_by_a_sheet_or_an_option(tmp_path: Path) -> None:
    """a small sheet 表头 | 含义 says what the program cannot know."""
    rows = (("依法办学", "章程"),)
    file = catalogue(tmp_path / "目录.xlsx", rows, ("考核点", "须交"))
    assert run(tmp_path, "import", file, "--dry-run").exit_code == 3
    book = Workbook()
    for row in (("表头", "含义"), ("考核点", "指标"), ("须交", "材料")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "对应.xlsx")
    told = answer(tmp_path, "import", file, "--dry-run", "--mapping", tmp_path / "对应.xlsx")
    assert [one["name"] for one in told["materials"]] == ["章程"]
    options = ("--column", "考核点=指标", "--column", "须交=材料")
    assert answer(tmp_path, "import", file, "--dry-run", *options) == told
    wrong = run(tmp_path, "import", file, "--column", "考核点=什么")
    assert wrong.exit_code == 2
    assert "does not say what a column holds" in wrong.output
