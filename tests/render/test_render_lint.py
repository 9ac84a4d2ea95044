from pathlib import Path

import pytest
from docx import Document

from dossier.finding import Code
from dossier.render.fields import Link, Rows, columns
from dossier.render.lint import lint, names_used

FIELDS = {
    "学校名称": "星光实验学校",
    "全部达标": True,
    "主要做法": ("一", "二"),
    "已达标": Rows(like=columns("指标", "实际值", 各年=Rows(like=columns("值")))),
    "题名": Link("题名", 1),
    "本年": {"学生数": {"全校": "1,237"}},
}


def template(folder: Path, *paragraphs: str, cells: tuple[tuple[str, ...], ...] = ()) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        table = document.add_table(len(cells), len(cells[0]))
        for line, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.text = text
    path = folder / "试用.docx"
    document.save(str(path))
    return path


def told(path: Path) -> list[tuple[Code, str, str]]:
    return [
        (f.code, f.text.spoken("en"), f.hint.spoken("en") if f.hint else "")
        for f in lint(path, FIELDS)
    ]


def test_an_unknown_field_names_its_paragraph_and_near_names(tmp_path: Path) -> None:
    """This test ensures that a misspelt field is found with its place and a suggestion."""
    assert told(template(tmp_path, "标题", "我校{{ 学校名 }}自查")) == [
        (
            Code.TEMPLATE_FIELD_UNKNOWN,
            "paragraph 2 (“我校{{ 学校名 }}自查”): there is no field '学校名'",
            "did you mean '学校名称', '题名'?",
        )
    ]


def test_an_unknown_column_names_its_cell(tmp_path: Path) -> None:
    """This test ensures that columns are checked even where the table has no rows."""
    cells = (
        ("指标", "实际"),
        ("{%tr for 行 in 已达标 %}", ""),
        ("{{ 行.指标 }}", "{{ 行.实际 }}"),
        ("{%tr endfor %}", ""),
    )
    assert told(template(tmp_path, cells=cells)) == [
        (
            Code.TEMPLATE_FIELD_UNKNOWN,
            "table 1, row 3, cell 2 (“{{ 行.实际 }}”): there is no field '行.实际'",
            "did you mean '行.实际值'?",
        )
    ]


@pytest.mark.parametrize("typed", ["｛｛ 学校名称 ｝｝", "{％ if 全部达标 ％}"])
def test_full_width_braces_are_found(tmp_path: Path, typed: str) -> None:
    """This test ensures that what a Chinese input method typed does not stay in the text."""
    codes = {code for code, *_ in told(template(tmp_path, typed))}
    assert codes == {Code.TEMPLATE_FULLWIDTH_BRACE}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("{{ 学校名称 | }}", "cannot be read"),
        ("{{ 学校名称 。 }}", "cannot be read"),
        ("{{ 学校名称", "'{{' has no partner"),
        ("{% if 全部达标 %}好", "is never closed"),
        ("好{% endif %}", "has no beginning"),
        ("{% if 全部达标 %}好{% endfor %}", "cannot end"),
        ("{{ 已达标 }}", "cannot be printed"),
        ("{{ 主要做法 }}", "cannot be printed"),
        ("{{ 全部达标 }}", "cannot be printed"),
        ("{{ 本年.学生数 }}", "cannot be printed"),
        ("{%p for 段 in 学校名称 %}", "goes through what is no table"),
        ("前文{%p if 全部达标 %}", "is not alone in its paragraph"),
        ("{%tr if 全部达标 %}", "stands outside a table"),
        ("{{r 题名 }}", "is not supported"),
        ("{%- if 全部达标 %}{% endif %}", "is not supported"),
        ("{% include 学校名称 %}", "is not known"),
        ("{{ 学校名称.upper() }}", "calls a function"),
    ],
)
def test_faults_of_form_are_told(tmp_path: Path, paragraph: str, expected: str) -> None:
    """This test ensures that what docxtpl would swallow or choke on is a finding."""
    faults = told(template(tmp_path, paragraph))
    assert any(expected in text for _, text, _ in faults), faults
    assert all(text.startswith("paragraph 1") for _, text, _ in faults)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{%p for 段 in 主要做法 %}", "{{ 段 }}", "{% endfor %}"),
        ("{% if 全部达标 %}", "好", "{% endif %}"),
    ],
)
def test_blocks_that_cross_word_structure_are_told(
    tmp_path: Path, paragraphs: tuple[str, ...]
) -> None:
    """This test ensures that a block that would tear paragraphs apart is not rendered."""
    assert {code for code, *_ in told(template(tmp_path, *paragraphs))} == {Code.TEMPLATE_SYNTAX}


def test_an_unknown_filter_is_told_with_near_ones(tmp_path: Path) -> None:
    """This test ensures that 合井 for 合并 is found."""
    ((code, text, hint),) = told(template(tmp_path, "{{ 学校名称|合井 }}"))
    assert code is Code.TEMPLATE_FIELD_UNKNOWN
    assert "合井" in text
    assert "合并" in hint


def test_a_good_template_has_no_faults(tmp_path: Path) -> None:
    """This test ensures that everything that docs/templates.md promises is let through."""
    path = template(
        tmp_path,
        "{{ 学校名称 }}{% if not 全部达标 %}，未全部达标{% else %}，达标{% endif %}",
        "{{ 本年.学生数.全校 }}人{# 一条批注 #}{% set 甲 = 学校名称 %}{{ 甲 }}",
        "{%p for 段 in 主要做法 %}",
        "（{{ loop.index|中文数字 }}）{{ 段|首句 }}{{ 段|余文 }}",
        "{%p endfor %}",
        cells=(
            ("{%tr for 行 in 已达标 if 行.指标 != “J02” %}", "", "", ""),
            (
                "{{ 行.指标|合并 }}",
                "{%tc for 年 in 行.各年 %}",
                "{{ 年.值|醒目(全部达标) }}",
                "{%tc endfor %}",
            ),
            ("{%tr else %}", "", "", ""),
            ("没有", "", "", ""),
            ("{%tr endfor %}", "", "", ""),
        ),
    )
    assert told(path) == []


def test_a_field_split_over_runs_and_in_a_footer_is_read(tmp_path: Path) -> None:
    """This test ensures that Word's habit of splitting text into runs hides nothing."""
    document = Document()
    paragraph = document.add_paragraph("甲{")
    for piece in ("{ 学校", "名 ", "}}"):
        paragraph.add_run(piece).bold = True
    document.sections[0].footer.paragraphs[0].text = "{{ 页脚 }}"
    path = tmp_path / "试用.docx"
    document.save(str(path))
    assert [text.partition(" (")[0] for _, text, _ in told(path)] == [
        "paragraph 1",
        "footer, paragraph 1",
    ]
    assert names_used(path) == {"学校名", "页脚"}


def test_names_are_dotted_and_leave_loop_variables_out(tmp_path: Path) -> None:
    """This test ensures that dependencies are named as narrowly as the template names them."""
    path = template(
        tmp_path,
        "{{ 本年.学生数.全校 }}",
        "{%p for 段 in 主要做法 %}",
        "{{ 段 }}{{ loop.index }}{% if 全部达标 %}{{ 学校名称 }}{% endif %}",
        "{%p endfor %}",
    )
    assert names_used(path) == {"本年.学生数.全校", "主要做法", "全部达标", "学校名称"}


def test_a_template_that_is_missing_or_no_word_file_is_told(tmp_path: Path) -> None:
    """This test ensures that both are findings, with the nearest template that there is."""
    template(tmp_path, "好")
    (missing,) = lint(tmp_path / "试用1.docx", FIELDS)
    assert missing.code is Code.TEMPLATE_MISSING
    assert missing.path == "templates/试用1.docx"
    assert "试用.docx" in str(missing.hint)
    (tmp_path / "坏.docx").write_bytes(b"not a zip")
    (broken,) = lint(tmp_path / "坏.docx", FIELDS)
    assert broken.code is Code.TEMPLATE_SYNTAX
    assert names_used(tmp_path / "坏.docx") == frozenset()
