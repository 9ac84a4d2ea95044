from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from jinja2 import UndefinedError
from test_render_lint import template

from dossier.render.fields import Link, Rows, columns
from dossier.render.jinja import environment
from dossier.render.lint import lint
from dossier.render.word import render

LIKE = columns("组", "人", flags=("急",))


def rows(*given: tuple[str, str, bool]) -> Rows:
    return Rows(({"组": g, "人": p, "急": u} for g, p, u in given), like=LIKE)


def grid(path: Path) -> list[list[str]]:
    """The cells of the first table as they stand in the file: '↑' continues the one above."""
    (table,) = Document(str(path)).element.body.iterchildren(qn("w:tbl"))
    found = []
    for line in table.iterchildren(qn("w:tr")):
        cells = []
        for cell in line.iterchildren(qn("w:tc")):
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            above = merge is not None and merge.get(qn("w:val")) != "restart"
            cells.append("↑" if above else "".join(t.text or "" for t in cell.iter(qn("w:t"))))
        found.append(cells)
    return found


def test_signs_of_markup_survive(tmp_path: Path) -> None:
    """This test ensures that & < > and quotes in a fact are printed as they are."""
    path = template(tmp_path, "甲{{ 名 }}乙")
    document = Document(str(path))
    document.core_properties.title = "{{ 名 }}"
    document.save(str(path))
    out = tmp_path / "out.docx"
    render(path, {"名": "A & B <c> \"d\" 'e'"}, out)
    made = Document(str(out))
    assert made.paragraphs[0].text == "甲A & B <c> \"d\" 'e'乙"
    assert made.core_properties.title == "A & B <c> \"d\" 'e'"


def test_comments_are_filled_in_and_their_faults_told(tmp_path: Path) -> None:
    """This test ensures that a placeholder in a comment is no placeholder in what is made."""
    document = Document()
    paragraph = document.add_paragraph("甲{{ 名 }}乙")
    document.add_comment(paragraph.runs, text="由{{ 名 }}核对", author="教导处")
    path, out = tmp_path / "t.docx", tmp_path / "out.docx"
    document.save(str(path))
    assert lint(path, {"名": "星光"}) == ()
    render(path, {"名": "A & B"}, out)
    assert [one.text for one in Document(str(out)).comments] == ["由A & B核对"]
    (fault,) = lint(path, {"名字": "星光"})[1:]
    assert "comments, paragraph 1 (“由{{ 名 }}核对”)" in fault.text.spoken("en")


def test_equal_neighbours_are_merged(tmp_path: Path) -> None:
    """This test ensures that a merged cell never crosses the border of one to its left."""
    path = template(
        tmp_path,
        cells=(
            ("{%tr for 行 in 表 %}", ""),
            ("{{ 行.组|合并 }}", "{{ 行.人|合并 }}"),
            ("{%tr endfor %}", ""),
        ),
    )
    out = tmp_path / "out.docx"
    table = rows(("甲", "李", False), ("甲", "李", False), ("乙", "李", False), ("", "", False))
    render(path, {"表": Rows([*table, table[-1]], like=LIKE)}, out)
    assert grid(out) == [["甲", "李"], ["↑", "↑"], ["乙", "李"], ["", ""], ["", ""]]


def test_a_group_stays_on_one_page(tmp_path: Path) -> None:
    """This test ensures that merged rows are kept together; long groups go on under their name."""
    path = template(
        tmp_path,
        cells=(
            ("{%tr for 行 in 表 %}", ""),
            ("{{ 行.组|合并 }}", "{{ 行.人 }}"),
            ("{%tr endfor %}", ""),
        ),
    )
    out = tmp_path / "out.docx"
    few, many = [("甲", "李", False)] * 3, [("乙", "李", False)] * 9
    render(path, {"表": rows(*few, *many, ("丙", "李", False))}, out)
    (table,) = Document(str(out)).element.body.iterchildren(qn("w:tbl"))
    kept = [
        {paragraph.find(f".//{qn('w:keepNext')}") is not None for paragraph in row.iter(qn("w:p"))}
        for row in table.iterchildren(qn("w:tr"))
    ]
    # the last three rows of a table come onto its last page together
    parts = ([True] * (count - 1) + [False] for count in (3, 5, 5))
    assert kept == [{one} for part in parts for one in part]
    assert [line[0] for line in grid(out)] == [
        *("甲", "↑", "↑", "乙", "↑", "↑", "↑", "↑", "乙（续）", "↑", "↑", "↑", "丙"),
    ]


@pytest.mark.parametrize(("count", "host"), [(2, 0), (3, 1)])
def test_high_rows_beside_a_group_are_not_torn(tmp_path: Path, count: int, host: int) -> None:
    """This test ensures that no cell is merged beside rows of several lines: borders go instead.

    LibreOffice tears such rows at the end of a page. The name stands in the middle of the group.
    """
    path = template(
        tmp_path,
        cells=(
            ("{%tr for 行 in 表 %}", ""),
            ("{{ 行.组|合并 }}", "{{ 行.人 }}"),
            ("{%tr endfor %}", ""),
        ),
    )
    out = tmp_path / "out.docx"
    render(path, {"表": rows(*[("甲", "很长的计算过程" * 40, False)] * count)}, out)
    assert [line[0] for line in grid(out)] == ["甲" if n == host else "" for n in range(count)]
    (table,) = Document(str(out)).element.body.iterchildren(qn("w:tbl"))
    gone = [
        [side.tag for side in row.find(qn("w:tc")).iter(qn("w:top"), qn("w:bottom"))]
        for row in table.iterchildren(qn("w:tr"))
    ]
    top, bottom = qn("w:top"), qn("w:bottom")
    assert gone == [[bottom], *[[top, bottom]] * (count - 2), [top]]


def test_what_strikes_is_bold_on_grey(tmp_path: Path) -> None:
    """This test ensures that 醒目 marks the cell where its condition holds, and only there."""
    path = template(
        tmp_path,
        cells=(
            ("{%tr for 行 in 表 %}",),
            ("{{ 行.人|醒目(行.急) }}",),
            ("{%tr endfor %}",),
        ),
    )
    out = tmp_path / "out.docx"
    render(path, {"表": rows(("甲", "李", True), ("甲", "王", False))}, out)
    (table,) = Document(str(out)).tables
    marked = [
        (
            cell.text,
            cell._tc.tcPr.find(qn("w:shd")) is not None,
            any(run.bold for run in cell.paragraphs[0].runs),
        )
        for line in table.rows
        for cell in line.cells
    ]
    assert marked == [("李", True, True), ("王", False, False)]


def test_a_link_leads_to_its_item_and_keeps_its_look(tmp_path: Path) -> None:
    """This test ensures that links carry the style without which no PDF annotation is made."""
    document = Document()
    document.add_paragraph("见").add_run("{{ 题 }}").italic = True
    path = tmp_path / "t.docx"
    document.save(str(path))
    out = tmp_path / "out.docx"
    render(path, {"题": Link("甲 & 乙\n丙", 12)}, out)
    (paragraph,) = Document(str(out)).paragraphs
    (link,) = paragraph.hyperlinks
    assert (link.address, link.text) == ("dossier:item/0012", "甲 & 乙 丙")
    (run,) = link.runs
    assert run.style.name == "Hyperlink"
    assert run.italic
    assert paragraph.text == "见甲 & 乙 丙"


def test_lines_of_a_fact_stay_lines(tmp_path: Path) -> None:
    """This test ensures that a line break in a cell is a line break in Word."""
    out = tmp_path / "out.docx"
    render(template(tmp_path, "{{ 名 }}"), {"名": "甲\n乙"}, out)
    assert Document(str(out)).paragraphs[0].text == "甲\n乙"


def test_columns_of_a_loop_are_fitted_into_the_table(tmp_path: Path) -> None:
    """This test ensures that a table of three years is as wide as one of two."""
    document = Document()
    table = document.add_table(1, 4)
    for cell, text in zip(
        table.rows[0].cells,
        ("{{ 名 }}", "{%tc for 年 in 年们 %}", "{{ 年 }}", "{%tc endfor %}"),
        strict=True,
    ):
        cell.text = text
    width = table._tbl.tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), "8000")
    path = tmp_path / "t.docx"
    document.save(str(path))
    out = tmp_path / "out.docx"
    render(path, {"名": "甲", "年们": ("2020", "2021", "2022")}, out)
    (made,) = Document(str(out)).element.body.iterchildren(qn("w:tbl"))
    widths = [int(column.get(qn("w:w"))) for column in made.find(qn("w:tblGrid"))]
    assert len(widths) == 4
    assert abs(sum(widths) - 8000) <= 4
    assert grid(out) == [["甲", "2020", "2021", "2022"]]


def test_footers_are_filled_in(tmp_path: Path) -> None:
    """This test ensures that fields stand in footers, too, and marks do not stay there."""
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "{{ 名|醒目 }}"
    path = tmp_path / "t.docx"
    document.save(str(path))
    out = tmp_path / "out.docx"
    render(path, {"名": "星光"}, out)
    assert Document(str(out)).sections[0].footer.paragraphs[0].text == "星光"


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that no clock and no author of the template reaches the file."""
    path = template(tmp_path, "{{ 名 }}", cells=(("{{ 题 }}",),))
    fields = {"名": "星光", "题": Link("题", 1)}
    render(path, fields, tmp_path / "a.docx")
    render(path, fields, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    properties = Document(str(tmp_path / "a.docx")).core_properties
    assert properties.modified is not None
    assert properties.modified.year == 2000


def test_a_document_bears_its_own_day(tmp_path: Path) -> None:
    """This test ensures that the date of the file is 成文日期, where the document knows it."""
    path = template(tmp_path, "{{ 成文日期 }}")
    render(path, {"成文日期": "2023年8月20日"}, tmp_path / "a.docx")
    properties = Document(str(tmp_path / "a.docx")).core_properties
    assert properties.created == properties.modified
    assert (properties.modified.year, properties.modified.month) == (2023, 8)


def test_documents_of_one_template_share_its_text_and_nothing_else(tmp_path: Path) -> None:
    """This test ensures that what is kept of a template says nothing of the document before."""
    path = template(tmp_path, "{% set 谁 = 名 %}甲{{ 谁 }}{% if 急 %}急{% endif %}")
    source = "甲{{ 名 }}"
    assert environment().from_string(source) is environment().from_string(source)
    said = []
    for name, urgent in (("李", True), ("王", False), ("李", True)):
        out = tmp_path / "out.docx"
        render(path, {"名": name, "急": urgent}, out)
        said.append((Document(str(out)).paragraphs[0].text, out.read_bytes()))
    assert [text for text, _ in said] == ["甲李急", "甲王", "甲李急"]
    assert said[0] == said[2]


def test_a_template_that_was_edited_is_read_anew(tmp_path: Path) -> None:
    """This test ensures that templates are known by what they say, not by their place."""
    out = tmp_path / "out.docx"
    for text, printed in (("甲{{ 名 }}", "甲李"), ("乙{{ 名 }}", "乙李")):
        render(template(tmp_path, text), {"名": "李"}, out)
        assert Document(str(out)).paragraphs[0].text == printed


def test_names_that_are_known_are_not_sought_again(tmp_path: Path) -> None:
    """This test ensures that a document is filled in with the fields it is told to print."""
    path = template(tmp_path, "{{ 本年.学生数 }}")
    fields = {"本年": {"学生数": "12"}, "往年": {"学生数": "11"}}
    out = tmp_path / "out.docx"
    render(path, fields, out, names=["本年.学生数"])
    assert Document(str(out)).paragraphs[0].text == "12"
    with pytest.raises(UndefinedError):
        render(path, fields, out, names=["往年.学生数"])


def test_the_width_of_columns_is_that_of_the_row_with_most_in_it(tmp_path: Path) -> None:
    """This test ensures that a row with properties of its own gives its widths to the others."""
    path = template(tmp_path, cells=(("{{ 名 }}", "乙"), ("丙", "丁")))
    document = Document(str(path))
    (table,) = document.element.body.iterchildren(qn("w:tbl"))
    total = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), "4000")
    for width, given in zip(table.iter(qn("w:tcW")), (1000, 3000, 3000, 1000), strict=True):
        width.set(qn("w:w"), str(given))
    list(table.iterchildren(qn("w:tr")))[1].get_or_add_trPr()
    document.save(str(path))
    out = tmp_path / "out.docx"
    render(path, {"名": "李"}, out)
    (table,) = Document(str(out)).element.body.iterchildren(qn("w:tbl"))
    grid = [column.get(qn("w:w")) for column in table.find(qn("w:tblGrid"))]
    cells = [width.get(qn("w:w")) for width in table.iter(qn("w:tcW"))]
    assert grid == ["3000", "1000"]
    assert cells == grid * 2
