"""The county's files: the official forms, the page, the report; the same bytes each time."""

import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from county_files import files_of
from docx import Document
from openpyxl import load_workbook

from dossier.assembly.charts import drawing
from dossier.county.fields import UNDRAWN, report_fields
from dossier.county.outputs import TEMPLATE, write
from dossier.county.run import Asked, run
from dossier.facts import replace
from dossier.model.county import County
from dossier.model.standard import Stage
from dossier.render.lint import lint

DARK = "00404040"


def test_the_same_schools_give_the_same_bytes(
    made: tuple[County, Path], ten: Path, tmp_path: Path
) -> None:
    """This test ensures that nothing of the day, the folder or the machine is in the files."""
    run(Asked(tmp_path / "elsewhere", ten))
    assert files_of(tmp_path / "elsewhere") == files_of(made[1])


def test_form_2_marks_what_is_not_met(made: tuple[County, Path]) -> None:
    """This test ensures that an unmet cell is dark, and that 达标 is 1 and else left blank."""
    county, into = made
    sheet = load_workbook(into / "county.xlsx")["表Ⅱ 达标情况"]
    unmet = {
        (school.name, stage.value, dict(county.titles)[value.code])
        for school in county.schools
        for stage in school.summary.stages
        for value in school.summary.unmet
        if value.stage is stage
    }
    heads = [cell.value for cell in sheet[2]]
    dark, passed = set(), {}
    rows = sum(len(school.summary.stages) for school in county.schools)
    for line in sheet.iter_rows(min_row=3, max_row=2 + rows):
        passed[line[1].value, line[2].value] = line[-1].value
        dark |= {
            (line[1].value, line[2].value, heads[c.column - 1])
            for c in line
            if c.fill.fgColor.rgb == DARK
        }
    assert dark == unmet != set()
    assert {key for key, value in passed.items() if value == "1"} == {
        (s.name, stage.value)
        for s in county.schools
        for stage in s.summary.stages
        if s.summary.passes(stage)
    }


def test_form_3_has_the_coefficients_beneath_the_values(made: tuple[County, Path]) -> None:
    """This test ensures that 表Ⅲ ends in mean, deviation, coefficient and limit."""
    book = load_workbook(made[1] / "county.xlsx")
    sheet = book["表Ⅲ 校际均衡 小学"]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=3)]
    foot = {row[1]: row for row in rows if row[0] in {"", None} and row[1]}
    assert list(foot) == ["全县平均", "标准差", "差异系数", "限值"]
    whole = next(c for c in made[0].composites if c.stage.value == "小学部")
    assert foot["差异系数"][-1] == f"{whole.value:.3f}"
    assert foot["限值"][-1] == "≤ 0.65"


def test_the_official_forms_have_the_coefficients_of_the_county(
    made: tuple[County, Path],
) -> None:
    """This test ensures that forms.xlsx holds 表Ⅱ and 表Ⅲ of both stages, with the same CV."""
    book = load_workbook(made[1] / "forms.xlsx")
    assert book.sheetnames == ["表Ⅱ-1", "表Ⅱ-2", "表Ⅲ-1", "表Ⅲ-2"]
    cells = {cell.value for line in book["表Ⅲ-1"].iter_rows() for cell in line}
    for one in made[0].variations:
        if one.stage is Stage.PRIMARY:
            assert float(f"{one.variation.cv:.3f}") in cells


def test_all_tables_name_the_schools_in_the_order_of_the_list(made: tuple[County, Path]) -> None:
    """This test ensures that 学校名称和排列顺序 agree in every table."""
    book = load_workbook(made[1] / "county.xlsx")
    order = [school.name for school in made[0].schools]
    for name in ("表Ⅱ 达标情况", "表Ⅲ 校际均衡 小学", "表Ⅲ 校际均衡 初中"):
        found = [line[1].value for line in book[name].iter_rows(min_row=3)]
        names = list(dict.fromkeys(one for one in found if one in order))
        assert names == [one for one in order if one in names] != []


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in {"src", "href"}]
        self.texts += [f"<{tag}>"] if tag == "script" else []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_is_one_offline_file(made: tuple[County, Path]) -> None:
    """This test ensures that index.html loads nothing, and tells every coefficient and gap."""
    page = _Page()
    page.feed((made[1] / "index.html").read_text(encoding="utf-8"))
    assert all(link.startswith("#") for link in page.links)
    assert "<script>" not in page.texts
    assert "url(" not in "".join(page.texts)
    for one in made[0].composites:
        assert f"{one.value:.3f}" in page.texts
    for school in made[0].schools:
        assert school.name in page.texts


def test_the_report_says_what_the_numbers_say(made: tuple[County, Path]) -> None:
    """This test ensures that the report's sentences are those of the county."""
    county, into = made
    text = "\n".join(p.text for p in Document(str(into / "county-report.docx")).paragraphs)
    whole = county.composites[0]
    assert f"小学综合差异系数为{whole.value:.3f}（8项平均），限值≤0.65，达标。" in text
    assert "计入汇总的学校9所" in text
    assert "云岭县第010学校：" in text


def test_every_coefficient_has_its_chart(made: tuple[County, Path]) -> None:
    """This test ensures that each indicator and stage is drawn with its schools and their mean."""
    county, into = made
    document = Document(str(into / "county-report.docx"))
    captions = [p.text for p in document.paragraphs if p.style.name == "图题"]
    assert len(captions) == len(document.inline_shapes) == len(county.variations) == 16
    assert captions[0] == "图1　小学“H01 生均教学及辅助用房面积”（平方米/生）"
    # upright pages for the charts, between pages across for the tables
    assert [s.page_width > s.page_height for s in document.sections] == [True, False, True]
    one = county.variations[0]
    chart = report_fields(county)["分布图"][0]["图"]
    values = [mark.value for mark in chart.marks]
    assert sorted(values, reverse=True) == values
    assert {(m.name, m.value) for m in chart.marks} == {
        (share.name, share.value) for share in one.variation.shares
    }
    assert chart.mean == one.variation.mean
    assert chart.mean_label == f"{one.variation.mean:.2f}，差异系数{one.variation.cv:.3f}"


def test_without_the_fonts_the_report_has_no_charts(
    made: tuple[County, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a machine that is not set up still gives the county its numbers."""
    monkeypatch.setenv("DOSSIER_FONTS", str(tmp_path))
    write(made[0], tmp_path / "into")
    document = Document(str(tmp_path / "into/county-report.docx"))
    assert len(document.inline_shapes) == 0
    assert [s.page_width > s.page_height for s in document.sections] == [True]
    assert UNDRAWN in [paragraph.text for paragraph in document.paragraphs]


def test_a_chart_is_drawn_once(made: tuple[County, Path], tmp_path: Path) -> None:
    """This test ensures that a second report takes the pictures of the first, and no others."""
    chart = report_fields(made[0])["分布图"][0]["图"]
    first = drawing(tmp_path)(chart)
    (picture,) = tmp_path.iterdir()
    assert first == picture.read_bytes()
    picture.write_bytes(b"kept")
    assert drawing(tmp_path)(chart) == b"kept"
    assert drawing(tmp_path)(replace(chart, unit="册")) != b"kept"


def test_the_template_names_only_what_there_is(made: tuple[County, Path]) -> None:
    """This test ensures that 县域报告.docx as shipped can be filled in."""
    assert lint(TEMPLATE, report_fields(made[0])) == ()


def test_a_county_of_its_own_template_is_served(ten: Path, tmp_path: Path) -> None:
    """This test ensures that a template of the workspace is taken instead of ours."""
    document = Document()
    document.add_paragraph("{{ 县名 }}共{{ 学校数 }}所")
    document.save(str(tmp_path / "县域报告.docx"))
    run(Asked(tmp_path / "into", ten, template=tmp_path / "县域报告.docx"))
    with zipfile.ZipFile(tmp_path / "into/county-report.docx") as made:
        assert "云岭县共9所" in made.read("word/document.xml").decode()


def test_the_json_report_counts_what_is_there(made: tuple[County, Path]) -> None:
    """This test ensures that report.json has every school, coefficient and finding."""
    county, into = made
    report = json.loads((into / "report.json").read_text(encoding="utf-8"))
    assert report["schema"] == 1
    assert [s["name"] for s in report["schools"]] == [s.name for s in county.schools]
    assert len(report["variations"]) == 16
    assert report["left_out"][0]["school"] == "云岭县第010学校"
    for one in report["variations"]:
        assert abs(sum(float(s["share"]) for s in one["shares"]) - 1) < 1e-6
