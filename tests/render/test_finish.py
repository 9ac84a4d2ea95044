"""What is done to a document once its text stands: 落款, one note for many marks."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from small_school import text_of

from dossier.facts import replace
from dossier.render.finish import gaps_of, title_lines
from dossier.render.material import Material
from dossier.render.vocabulary import chapter_fields
from dossier.render.word import render
from dossier.render.words import thousands
from factories import chapter


@pytest.mark.parametrize(
    ("name", "day", "sealed", "gaps"),
    [
        pytest.param(6, 6.5, True, (4.25, 4), id="sealed: the name stands over the date"),
        pytest.param(20, 6.5, True, (0, 6.75), id="sealed: a long name takes the date along"),
        pytest.param(12, 6.5, False, (2, 5.5), id="unsealed: the date begins two behind the name"),
        pytest.param(6, 6.5, False, (4.5, 2), id="unsealed: a longer date ends two from the edge"),
    ],
)
def test_where_a_signature_stands(
    name: float, day: float, sealed: bool, gaps: tuple[float, float]
) -> None:
    """This test ensures that 落款 stands as GB/T 9704-2012, 7.3.5, places it."""
    assert gaps_of(name, day, sealed=sealed) == gaps
    left, right = gaps[0] + name, gaps[1] + day
    if sealed:
        assert gaps[0] + name / 2 == gaps[1] + day / 2
    else:
        assert left - right == 2


def made(
    tmp_path: Path, *lines: str, table: tuple[str, ...] = (), note: str = "", **fields
) -> Path:
    """A document of a template that has these paragraphs, and a table of one column."""
    template = Document()
    for line in lines:
        template.add_paragraph(line)
    if table:
        rows = template.add_table(len(table), 1)
        for row, text in zip(rows.rows, table, strict=True):
            row.cells[0].text = text
    template.styles.add_style("表注", 1)
    if note:
        template.add_paragraph(note, "表注")
    template.save(tmp_path / "模板.docx")
    render(tmp_path / "模板.docx", fields, tmp_path / "out.docx")
    return tmp_path / "out.docx"


@pytest.mark.parametrize(("sealed", "gaps"), [(True, (425, 400)), (False, (450, 200))])
def test_the_filter_places_name_and_date(
    tmp_path: Path, sealed: bool, gaps: tuple[int, int]
) -> None:
    """This test ensures that the two paragraphs of a 落款 get their gaps, in characters."""
    out = made(
        tmp_path, "{{ 学校名称 }}", "{{ 成文日期|落款(加盖印章) }}",
        学校名称="星光实验学校", 成文日期="2023年8月20日", 加盖印章=sealed,
    )  # fmt: skip
    assert text_of(out) == "星光实验学校\n2023年8月20日\n"
    indents = [one._p.pPr.ind for one in Document(str(out)).paragraphs]
    assert tuple(int(one.get(qn("w:rightChars"))) for one in indents) == gaps


def test_a_mark_is_explained_once_beneath_its_table(tmp_path: Path) -> None:
    """This test ensures that cells bear a sign, and that the text beside them keeps its words."""
    cells = ("≥ 9.28（未核实）", "≥ 25（未核实）", "10")
    assert text_of(made(tmp_path, "标准≥ 9.28（未核实）。", table=cells)).splitlines() == [
        *("标准≥9.28（未核实）。", "| ≥9.28＊ |", "| ≥25＊ |", "| 10 |"),
        "注：＊未核实，没有文件原文可供核对。",
    ]


def test_a_note_that_is_there_takes_the_explanation(tmp_path: Path) -> None:
    """This test ensures that a table has one note, and that one without marks gets none."""
    assert text_of(made(tmp_path, table=("甲（未核实）",), note="注：按年度排列。")) == (
        "| 甲＊ |\n注：按年度排列。　＊未核实，没有文件原文可供核对。\n"
    )
    assert text_of(made(tmp_path, table=("甲",), note="注：按年度。")) == "| 甲 |\n注：按年度。\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("学生1237人、图书29685册", "学生1,237人、图书29,685册"),
        ("占地32480平方米", "占地32,480平方米"),
        ("经费12345.60万元", "经费12,345.60万元"),
        ("2022年9月1日，120人", "2022年9月1日，120人"),
        ("学校标识码5199000108", "学校标识码5199000108"),
        ("电话0800-6021018", "电话0800-6021018"),
        ("1,237人", "1,237人"),
        ("2020—2023年", "2020—2023年"),
    ],
)
def test_thousands_are_separated_everywhere(text: str, told: str) -> None:
    """This test ensures that what a school counts is printed as what is computed, and years not."""
    assert thousands(text) == told


def test_the_basis_is_cited_without_doubts(material: Material) -> None:
    """This test ensures that 文号待核实 stands in a note, and in no sentence."""
    basis = ("《办法》（教督〔2012〕3号）", "省级文件（川办函〔2012〕217号，文号待核实）")
    standard = material.dossier.standard
    settings = replace(standard.settings, basis=basis)
    dossier = replace(material.dossier, standard=replace(standard, settings=settings))
    fields = chapter_fields(chapter(), replace(material, dossier=dossier))
    assert fields["评估依据合并"] == "《办法》（教督〔2012〕3号）、省级文件（川办函〔2012〕217号）"
    assert fields["评估依据注"] == "注：川办函〔2012〕217号的文号待核实。"
    assert chapter_fields(chapter(), material)["评估依据注"] == ""


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("B05 小学入学率", ["B05 小学入学率"]),
        (
            "B07 义务教育均衡发展责任、监督和问责机制",
            ["B07 义务教育均衡发展责任、", "监督和问责机制"],
        ),
        (
            "B02 以政府为主导、社会各方面广泛参与的留守儿童关爱体系",
            ["B02 以政府为主导、", "社会各方面广泛参与的留守儿童关爱体系"],
        ),
        (
            "B10 农村税费改革转移支付资金用于义务教育的比例",
            ["B10 农村税费改革转移支付资金", "用于义务教育的比例"],
        ),
        ("没有标点的" + "长" * 30, ["没有标点的" + "长" * 12, "长" * 18]),
    ],
)
def test_a_title_breaks_where_words_end(title: str, lines: list[str]) -> None:
    """This test ensures that no title ends in a torn word, or in a line of one sign."""
    assert title_lines(title) == lines


def test_a_signature_takes_the_body_along(tmp_path: Path) -> None:
    """This test ensures that the last paragraph and the annexes come onto the page of 落款."""
    out = made(
        tmp_path, "前文。", "末段。", "", "附件：1. 甲", "　　　2. 乙", "", "{{ 名 }}",
        "{{ 日|落款(是) }}", 名="星光实验学校", 日="2023年8月20日", 是=True,
    )  # fmt: skip
    kept = [one.paragraph_format.keep_with_next for one in Document(str(out)).paragraphs]
    assert kept == [None, *[True] * 6, None]


def test_no_row_and_no_signature_stands_alone(tmp_path: Path) -> None:
    """This test ensures that the last rows, their note and what is signed are kept together."""
    out = made(tmp_path, table=("头", "一", "二", "三", "四"), note="注：说明。")
    (table,) = Document(str(out)).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [None, None, True, True, True]
