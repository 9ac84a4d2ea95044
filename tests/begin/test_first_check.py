"""What a newcomer is told: first right after the folder was made, then as it fills."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dossier.begin.run import NewSchool, begin
from dossier.cli.console.build_output import checked
from dossier.finding import Code, Finding, Severity
from dossier.model.years import SchoolYear
from dossier.pipeline import inspect
from dossier.report.text import grouped
from dossier.workspace import Workspace

YEARS = tuple(SchoolYear(start) for start in (2021, 2022, 2023))
SCREEN = 40  # lines


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new primary school."""
    school = NewSchool("红旗镇中心小学", "小学", YEARS, "sichuan-basic")
    return begin(tmp_path_factory.mktemp("new") / "红旗", school).folder


@pytest.fixture
def here(pristine: Path, tmp_path: Path) -> Workspace:
    """A copy of it."""
    shutil.copytree(pristine, tmp_path / "红旗")
    return Workspace(tmp_path / "红旗")


def change(workspace: Workspace, book: str, how: Callable[[Workbook], object]) -> None:
    path = workspace.inputs / book
    made = load_workbook(path)
    how(made)
    made.save(path)


def fill_figures(book: Workbook) -> None:
    for sheet in ("数据", "经费"):
        for row in book[sheet].iter_rows(min_row=2):
            for cell in row[3:-2]:
                cell.value = "是" if row[2].value == "是/否" else 10


def causes(workspace: Workspace) -> list[Finding]:
    """The findings of the first section."""
    findings = inspect(workspace).findings
    first = next(iter(grouped(findings)))
    return grouped(findings)[first] if first.startswith("first of all") else []


@pytest.mark.parametrize("kind", ["小学", "九年一贯制学校", "教学点", "特殊教育学校"])
def test_the_first_check_is_one_screen(tmp_path, kind):
    """right after the folder was made, all that is to do fits on a screen, the first three last."""
    school = NewSchool("甲", kind, YEARS, "sichuan-basic")
    told = checked(inspect(Workspace(begin(tmp_path / "new", school).folder)))
    lines = [*told.before, *told.after]
    assert told.table is None
    assert len(lines) <= SCREEN, "\n".join(lines)
    steps = told.after[-4:]
    assert steps[0] == "what to do next:"
    assert steps[1].startswith("1. fill in the sheet '基本信息' of school.xlsx: ")
    assert steps[2].startswith("2. fill in '数据' and '经费' of school.xlsx: ")
    assert steps[3].startswith("3. write into people.xlsx who works in the groups")


def test_the_check_stays_short_as_the_first_materials_come(here):
    """with one material registered it does not list all that lack; the first steps stand last."""

    def register(book: Workbook) -> None:
        page = book["佐证材料登记"]
        heads = {cell.value: cell.column for cell in page[1]}
        for name, text in (("材料代码", "Z01-1"), ("题名", "汇编"), ("文件", "a.pdf")):
            page.cell(3, heads[name]).value = text

    change(here, "evidence.xlsx", register)
    (here.inputs / "evidence" / "a.pdf").write_bytes(b"%PDF-1.7\n")
    told = checked(inspect(here))
    assert told.table is None
    assert len([*told.before, *told.after]) <= 2 * SCREEN
    assert told.after[-4] == "what to do next:"


def test_blank_figures_are_told_in_their_rows(here):
    """what is not filled in is told once at its row, and not for each result that needs it."""
    findings = [f for f in inspect(here).findings if f.code is Code.FIGURE_MISSING]
    rows = [f for f in findings if f.at.sheet in {"数据", "经费"}]
    assert {f.at.sheet for f in findings} == {"数据", "经费"}
    (pupils,) = [f for f in rows if "'学生数'" in f.text.spoken("en")]
    assert "of 小学部 is blank for 2021—2022、2022—2023、2023—2024; results" in pupils.text.spoken(
        "en"
    )
    assert pupils.at.ref == "D2"


def test_a_blank_line_that_documents_would_print_is_told(here):
    """what is blank in 基本信息 is an error where every school needs it, and else a warning."""
    told = [
        (f.text.spoken("en"), f.severity.value)
        for f in inspect(here).findings
        if f.code is Code.VALUE_MISSING and f.at.sheet == "基本信息"
    ]
    assert ("'校长' is not filled in", "error") in told
    assert ("'地址' is not filled in", "warning") in told
    assert ("'整改问题数' is not filled in", "warning") in told


def test_one_year_that_is_blank(here):
    """a figure that lacks in one year is told with that year, at its cell."""

    def fill(book: Workbook) -> None:
        fill_figures(book)
        book["数据"]["E2"].value = None  # 学生数

    change(here, "school.xlsx", fill)
    (found,) = [
        f for f in inspect(here).findings
        if f.code is Code.FIGURE_MISSING and f.at.sheet == "数据"
    ]  # fmt: skip
    assert found.at.ref == "E2"
    assert "is blank for 2022—2023;" in found.text.spoken("en")


@pytest.mark.parametrize("header", ["21-22学年", "2021–2022", "2021-22", "二〇二一—二〇二二学年度"])
def test_a_year_as_people_write_it(here, header):
    """a year as header of 数据 is understood in every form."""

    def head(book: Workbook) -> None:
        fill_figures(book)
        book["数据"]["D1"].value = header

    change(here, "school.xlsx", head)
    assert causes(here) == []
    assert ("学生数", YEARS[0]) in {(n, y) for n, _, y in inspect(here).dossier.school.figures}


def test_a_year_that_is_not_understood_is_named_with_what_follows(here):
    """a header that is no year stands first and alone, and the figures beneath it are counted."""

    def head(book: Workbook) -> None:
        fill_figures(book)
        book["数据"]["D1"].value = "2021学年上期"

    change(here, "school.xlsx", head)
    (cause,) = causes(here)
    assert (cause.code, cause.at.ref) == (Code.YEAR_UNKNOWN, "D1")
    assert cause.followed > 20
    assert not any(
        f.code is Code.FIGURE_MISSING and f.year == YEARS[0] for f in inspect(here).findings
    )


def test_a_workbook_that_is_gone_stands_first_with_what_follows(here):
    """without evidence.xlsx its materials are not told one by one, but counted."""
    (here.inputs / "evidence.xlsx").unlink()
    (cause,) = causes(here)
    assert cause.code is Code.WORKBOOK_MISSING
    assert cause.followed == 107
    assert not any(f.code is Code.EVIDENCE_MISSING for f in inspect(here).findings)


def test_a_sheet_that_is_gone_stands_first_with_what_follows(here):
    """without 数据 no result can be had: that is one cause, and the first thing to do."""
    change(here, "school.xlsx", lambda book: book.remove(book["数据"]))
    told = checked(inspect(here))
    (cause,) = causes(here)
    assert cause.code is Code.SHEET_MISSING
    assert cause.followed > 60
    assert told.after[-3].startswith("1. mend school.xlsx: ")


def test_the_hint_on_a_year_names_the_schools_own(here):
    """a year that nobody can understand is told with the years of this inspection."""

    def register(book: Workbook) -> None:
        row = ("B01-2", "随迁子女花名册", "", "", "", "去年", "长期", "", "a.pdf")
        for number, value in enumerate(row, 1):
            book["佐证材料登记"].cell(3, number, value or None)

    change(here, "evidence.xlsx", register)
    found = inspect(here).findings
    (told,) = [one for one in found if one.code is Code.VALUE_INVALID]
    assert told.at.ref == "F3"
    years = (
        "2021—2022学年度",
        "2022—2023学年度",
        "2023—2024学年度",
        "2021年度",
        "2022年度",
        "2023年度",
    )
    assert told.hint.spoken("en") == f"write one of {'、'.join(years)}"
    assert inspect(here).dossier.evidence[0].retention == "30年"


def test_what_is_about_another_part_is_told_as_that(here):
    """a material of the 初中部 that a primary school registers is no unknown code."""

    def register(book: Workbook) -> None:
        row = ("B04-1", "名额分配文件", "", "", "", "", "", "", "a.pdf")
        for number, value in enumerate(row, 1):
            book["佐证材料登记"].cell(3, number, value or None)

    change(here, "evidence.xlsx", register)
    (told,) = [one for one in inspect(here).findings if one.code is Code.CODE_UNKNOWN]
    assert told.text.spoken("en") == "'B04-1' is about a 学部 that this school has not"
    assert told.severity is Severity.WARNING
