"""A school begins: what lies in its folder, and that it is for this school alone."""

import re
from pathlib import Path

import click.testing
import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from dossier import standards
from dossier.begin.asked import FACT_NOTES, TEMPLATE_FIGURES
from dossier.begin.blanks import SECTIONS
from dossier.begin.run import GUIDE, NewSchool, begin
from dossier.cli import main
from dossier.convert import Job
from dossier.errors import ExitCode, UnknownTargetError, WorkspaceError
from dossier.model.columns import EXAMPLE
from dossier.model.evidence_file import FileKind
from dossier.model.kinds import KINDS, kind_named
from dossier.model.years import SchoolYear
from dossier.read.opened import BOOKS
from dossier.read.workbooks import read
from dossier.render import school as school_fields

HOME = Path(__file__).resolve().parents[2]
YEARS = tuple(SchoolYear(start) for start in (2021, 2022, 2023))


def school(kind: str = "小学", standard: str = "sichuan-basic") -> NewSchool:
    return NewSchool("红旗镇中心小学", kind, YEARS, standard)


@pytest.fixture(scope="module")
def hongqi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a primary school under the standard of the sample."""
    return begin(tmp_path_factory.mktemp("new") / "红旗", school()).folder


def books(folder: Path) -> dict[str, Workbook]:
    return {name: load_workbook(folder / "inputs" / name) for name in BOOKS}


def column(book: Workbook, sheet: str, header: str) -> list[object]:
    page = book[sheet]
    number = next(cell.column for cell in page[1] if cell.value == header)
    return [row[number - 1].value for row in page.iter_rows(min_row=2)]


def test_five_workbooks_that_can_be_read(hongqi):
    """every sheet and column is there, and no cell says anything that cannot be meant."""
    _, findings = read(hongqi / "inputs")
    assert {finding.code.slug for finding in findings} == {"value-missing"}


def test_nothing_is_merged_and_every_header_explains_itself(hongqi):
    """workbooks that a person fills in have plain cells, with a comment on each header."""
    for name, book in books(hongqi).items():
        for page in book.worksheets:
            assert not page.merged_cells.ranges, f"{name} {page.title}"
            if page.title.endswith("清单"):
                continue
            bare = [cell.value for cell in page[1] if cell.value != "指标名称" and not cell.comment]
            assert bare == [], f"{name} {page.title}"


def test_the_years_are_those_of_this_inspection(hongqi):
    """数据 and 经费 have a column for each year, 设置 names them, and lists offer them."""
    made = books(hongqi)
    heads = [cell.value for cell in made["school.xlsx"]["数据"][1]]
    assert heads[3:6] == ["2021—2022", "2022—2023", "2023—2024"]
    assert [c.value for c in made["school.xlsx"]["经费"][1]][3:7] == [
        "2020",
        "2021",
        "2022",
        "2023",
    ]
    dossier, _ = read(hongqi / "inputs")
    assert dossier.standard.school_years == YEARS
    assert [year.start for year in dossier.standard.fiscal_years] == [2021, 2022, 2023]
    offers = [
        rule.formula1
        for rule in made["evidence.xlsx"]["佐证材料登记"].data_validations.dataValidation
    ]
    assert any("2023—2024学年度" in offer and "2023年度" in offer for offer in offers)
    assert any(offer.startswith("材料清单!") for offer in offers)


@pytest.mark.parametrize("kind", KINDS)
def test_figures_are_asked_for_the_parts_that_there_are(tmp_path, kind):
    """a row of 数据 and 经费 is for a 学部 that the school has, and each of these is asked for."""
    folder = begin(tmp_path / "new", school(kind)).folder
    book = load_workbook(folder / "inputs/school.xlsx")
    own = {stage.value for stage in kind_named(kind).parts}
    asked = {*column(book, "数据", "学段"), *column(book, "经费", "学段")} - {None}
    assert asked == own | {"全校"}
    rows = list(zip(column(book, "数据", "数据项"), column(book, "数据", "学段"), strict=True))
    assert len(set(rows)) == len(rows)
    assert {("学生数", stage) for stage in own} <= set(rows)


def test_examples_do_not_count(hongqi):
    """each list shows how it is filled in, with a row that the program does not read."""
    made = books(hongqi)
    shown = [
        page.title
        for book in made.values()
        for page in book.worksheets
        if str(page["A2"].value).startswith(EXAMPLE)
    ]
    assert {"佐证材料登记", "照片", "领导小组", "任务分解表", "整改台账", "满意度"} <= set(shown)
    dossier, _ = read(hongqi / "inputs")
    people = dossier.people
    assert (*dossier.entries, *dossier.ledger, *dossier.waivers, *people.leaders) == ()
    assert dossier.school.returns.respondents == ()
    assert not any(EXAMPLE in task.indicator for task in people.tasks)


def test_each_judgement_offers_the_words_of_its_rule(hongqi):
    """what is judged by 健全 or 做到 offers just these; what takes points offers no word."""
    page = books(hongqi)["school.xlsx"]["评分录入"]
    rows = {row[2].value: row[3].coordinate for row in page.iter_rows(min_row=3)}
    offers = {
        str(rule.sqref): str(rule.formula1).strip('"')
        for rule in page.data_validations.dataValidation
    }
    assert offers[rows["留守儿童关爱制度"]] == "健全,不健全,无"
    assert offers[rows["预算单列"]] == "做到,不够,未做到"
    assert rows["课业负担"] not in offers


def test_every_b_level_indicator_is_somebodys_task(hongqi):
    """an indicator whose materials are about another 学部 alone still has a group."""
    made = books(hongqi)["people.xlsx"]
    dossier, _ = read(hongqi / "inputs")
    tasks = set(column(made, "任务分解表", "指标代码"))
    assert {code for code, one in dossier.standard.indicators.items() if one.level == "B"} <= tasks


def test_tasks_and_groups_come_from_the_standard(hongqi):
    """each indicator that needs material is a task of the group that collects it."""
    made = books(hongqi)["people.xlsx"]
    dossier, _ = read(hongqi / "inputs")
    wanted = {one.indicator for one in dossier.standard.requirements.values()}
    assert set(column(made, "任务分解表", "指标代码")) - {EXAMPLE} == wanted
    groups = {one.group for one in dossier.standard.requirements.values()}
    assert set(column(made, "工作小组", "小组")) - {EXAMPLE, None} == groups
    assert "B04" not in wanted  # 优质高中名额, which is about the 初中部


def test_a_folder_for_each_material_and_year(hongqi):
    """the tree of folders follows the materials, and those of each year have one for each."""
    evidence = hongqi / "inputs/evidence"
    named = {path.relative_to(evidence).as_posix() for path in evidence.rglob("*")}
    assert "A1 入学机会/B01-2 随迁子女花名册/2022—2023学年度" in named
    assert "A2 保障机制/B08-1 部门预算批复与决算/2022年度" in named
    assert "A5 办学基本条件/J01-1 校舍总平面图" in named
    assert not any("初中" in name for name in named)


def test_nothing_of_the_sample(hongqi):
    """no name, figure or text of the sample school stands anywhere in the folder."""
    sample = load_workbook(HOME / "inputs/people.xlsx")
    names = {str(row[1].value) for row in sample["领导小组"].iter_rows(min_row=2) if row[1].value}
    names |= {"星光", "青溪", "云岭", "Z109"}
    texts = [
        str(cell.value)
        for book in books(hongqi).values()
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert texts
    assert [text for text in texts for name in names if name in text] == []


def test_each_section_says_what_belongs_there(hongqi):
    """报告文字 has a row for each section of the templates, and beside it what to write."""
    made = books(hongqi)["school.xlsx"]
    assert column(made, "报告文字", "小节") == list(SECTIONS)
    assert all(column(made, "报告文字", "说明"))


def test_what_templates_may_name_is_asked_for():
    """every section and every line of 基本信息 that templates may name is one that is offered."""
    assert tuple(SECTIONS) == school_fields.SECTIONS
    assert set(school_fields.FACTS) <= set(FACT_NOTES)


def test_templates_come_along(hongqi):
    """each template that the standard's chapters name is there, with those of every box."""
    there = {path.name for path in (hongqi / "templates").glob("*.docx")}
    dossier, _ = read(hongqi / "inputs")
    assert {chapter.template for chapter in dossier.standard.chapters} <= there
    assert {"封面.docx", "卷内目录.docx", "备考表.docx"} <= there


def test_the_templates_name_no_other_figures():
    """whatever figure a template prints, a new school is asked for."""
    named = set()
    for path in (HOME / "templates").glob("*.docx"):
        text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
        named |= set(re.findall(r"本年\.([^.}\s]+)", text))
    assert named == set(TEMPLATE_FIGURES)


def test_the_guide_names_the_school(hongqi):
    """使用说明 is for this school, and says how many materials and boxes there are."""
    text = "\n".join(one.text for one in Document(str(hongqi / GUIDE)).paragraphs)
    assert text.startswith("红旗镇中心小学迎评档案使用说明")
    assert "2021—2022、2022—2023、2023—2024" in text
    assert "需要材料71项，装11盒" in text


@pytest.mark.engine
def test_the_guide_is_one_page(hongqi, tmp_path, office):
    """the guide fits on a page."""
    out = tmp_path / "guide.pdf"
    (made,) = office.to_pdf([Job(hongqi / GUIDE, FileKind.WORD, out)])
    assert made.job.target == out
    assert len(PdfReader(out).pages) == 1


def test_the_same_school_gives_the_same_bytes(hongqi, tmp_path):
    """nothing in a new folder depends on the day or the place."""
    again = begin(tmp_path / "again", school()).folder
    for path in sorted(hongqi.rglob("*")):
        if path.is_file():
            assert (again / path.relative_to(hongqi)).read_bytes() == path.read_bytes(), path.name


def test_what_is_there_is_let_be(tmp_path):
    """a folder that holds anything is refused and stays as it is; an empty one is filled."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/报告.docx").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match="is not empty"):
        begin(tmp_path / "full", school())
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["报告.docx"]
    (tmp_path / "empty").mkdir()
    assert (begin(tmp_path / "empty", school()).folder / "inputs/school.xlsx").is_file()
    with pytest.raises(UnknownTargetError):
        begin(tmp_path / "other", school(standard="beijing"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "full"]


@pytest.mark.parametrize("name", standards.names())
def test_figures_that_are_asked_are_enough(tmp_path, name):
    """where each row of 数据 and 经费 is filled in, no formula, rule or form lacks a figure."""
    from dossier.pipeline import inspect
    from dossier.workspace import Workspace

    folder = begin(tmp_path / "new", school("九年一贯制学校", name)).folder
    path = folder / "inputs/school.xlsx"
    book = load_workbook(path)
    for sheet in ("数据", "经费"):
        if sheet in book.sheetnames:
            for row in book[sheet].iter_rows(min_row=2):
                for cell in row[3:-2]:
                    cell.value = "是" if row[2].value == "是/否" else 10
    book.save(path)
    findings = inspect(Workspace(folder)).findings
    told = [f for f in findings if f.code.slug in {"figure-missing", "code-unknown"}]
    assert [f.text.spoken("en") for f in told if "基本信息" not in f.text.spoken("en")] == []


@pytest.fixture
def call(monkeypatch):
    """Runs the command with English messages."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str, typed: str = "") -> click.testing.Result:
        runner = click.testing.CliRunner()
        return runner.invoke(main, ["new", *arguments], input=typed, catch_exceptions=False)

    return run


def test_what_is_not_given_is_asked(call, tmp_path):
    """the command asks for school, kind, years and standard, by number or by name."""
    result = call(str(tmp_path / "new"), typed="红旗镇中心小学\n1\n2021-2024\nsichuan-basic\n")
    assert result.exit_code == ExitCode.OK
    assert "is ready for 红旗镇中心小学 (小学, 2021—2022、2022—2023、2023—2024)" in result.stdout
    dossier, _ = read(tmp_path / "new/inputs")
    assert (dossier.school.name, dossier.school.fact("学校类型")) == ("红旗镇中心小学", "小学")


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--kind", "幼儿园", "'幼儿园' is not one of 小学、初中"),
        ("--years", "三年", "'三年' are no school years: write such as 2021-2024"),
        ("--years", "2024-2021", "'2024-2021' are no school years"),
        ("--standard", "sichuan-basics", "did you mean 'sichuan-basic'?"),
    ],
)
def test_what_cannot_be_meant_is_refused(call, tmp_path, option, value, told):
    """a kind, years or a standard that nobody knows end the command, and nothing is made."""
    given = {
        "--school": "甲",
        "--kind": "小学",
        "--years": "2021-2024",
        "--standard": "sichuan-basic",
    }
    words = [word for pair in (given | {option: value}).items() for word in pair]
    result = call(str(tmp_path / "new"), *words)
    assert result.exit_code == ExitCode.USAGE
    assert told in result.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("初级中学", "初中"), ("完全小学", "小学"), ("九年一贯制", "九年一贯制学校")],
)
def test_other_names_of_a_kind(call, tmp_path, typed, kind):
    """a kind may be called as people call it."""
    words = (
        "--school",
        "甲",
        "--kind",
        typed,
        "--years",
        "2023—2024",
        "--standard",
        "sichuan-basic",
    )
    assert call(str(tmp_path / "new"), *words).exit_code == ExitCode.OK
    dossier, _ = read(tmp_path / "new/inputs")
    assert dossier.school.fact("学校类型") == kind
    assert [year.start for year in dossier.standard.school_years] == [2023]
