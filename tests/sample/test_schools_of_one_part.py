"""The sample as a primary school: its rules for the 初中部 concern nobody, and are not heard of."""

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from dossier.pipeline import Inspection, inspect
from dossier.render.vocabulary import chapter_fields
from dossier.render.word import render
from dossier.workspace import Workspace

HOME = Path(__file__).resolve().parents[2]


def school_of(root: Path, kind: str, without: str) -> Inspection:
    """The sample's workbooks as those of a school of that kind, which has no such 学部."""
    (root / "inputs").mkdir(parents=True)
    shutil.copytree(HOME / "templates", root / "templates")
    for book in (HOME / "inputs").glob("*.xlsx"):
        shutil.copy(book, root / "inputs")
    book = load_workbook(root / "inputs/school.xlsx")
    for row in book["基本信息"].iter_rows():
        if row[0].value == "学校类型":
            row[1].value = kind
    for name in ("数据", "经费"):
        sheet = book[name]
        for area in list(sheet.merged_cells.ranges):
            value = sheet.cell(area.min_row, area.min_col).value
            sheet.unmerge_cells(str(area))
            for row, column in area.cells:
                sheet.cell(row, column).value = value
        for number in range(sheet.max_row, 1, -1):
            if any(str(cell.value).strip() == without for cell in sheet[number]):
                sheet.delete_rows(number)
    book.save(root / "inputs/school.xlsx")
    return inspect(Workspace(root))


@pytest.mark.parametrize(
    ("kind", "own", "other"), [("小学", "小学部", "初中部"), ("初级中学", "初中部", "小学部")]
)
def test_rules_of_a_part_that_is_not_there(tmp_path, kind, own, other):
    """scores, growth, agreements and phrases of the other part give no finding and no result."""
    seen = school_of(tmp_path, kind, other)
    said = [f.text.spoken("en") for f in seen.findings if f.code.slug == "figure-missing"]
    assert said == []
    stages = {loss.rule.stage.value for score in seen.assessment.scores for loss in score.losses}
    assert stages == {own, "全校"}
    assert {growth.rule.stage.value for growth in seen.assessment.growths} == {own, "全校"}
    # the full points stand in the first row, whichever part it is for
    assert all(score.points is not None for score in seen.assessment.scores)


@pytest.mark.parametrize(
    ("kind", "other", "told"),
    [("小学", "初中部", "学生798人；教职工46人"), ("初级中学", "小学部", "学生439人；教职工35人")],
)
def test_reports_of_a_school_of_one_part(tmp_path, kind, other, told):
    """自查报告 tells the pupils of the parts only where there are several."""
    seen = school_of(tmp_path, kind, other)
    chapter = next(one for one in seen.chapters if one.code == "R01")
    fields = chapter_fields(chapter, seen.material(seen.boxes, {}))
    render(seen.templates.path(chapter.template), fields, tmp_path / "out.docx")
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "out.docx")).paragraphs]
    assert any(told in text for text in texts)
    assert not any(f"{other}（未填）" in text for text in texts)
