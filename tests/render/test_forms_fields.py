"""Official forms in a Word file: where they stand, how they are drawn, what templates may say."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from small_school import TEMPLATES, text_of
from test_render_lint import template

from dossier.facts import replace
from dossier.finding import Code
from dossier.model.table import Form, FormCell
from dossier.render.fields import Fields, Forms
from dossier.render.formtables import DARK
from dossier.render.lint import lint
from dossier.render.material import Material
from dossier.render.vocabulary import chapter_fields
from dossier.render.word import render
from dossier.store.source_hash import content_key
from factories import chapter

HEAD = (
    (FormCell("学校名称", down=2), FormCell("指标值", across=2)),
    (FormCell("图书\n（册/生）"), FormCell("是否达标")),
)


def form(number: str = "表Ⅱ-1", rows: int = 2, **fields: Any) -> Form:
    body = tuple(
        (
            FormCell(f"<校> & {n}", left=True),
            FormCell("8.74", dark=n == 0, number=True),
            FormCell("1" if n else ""),
        )
        for n in range(rows)
    )
    given = dict(head=HEAD, body=body, widths=(2, 1, 1), notes=("注：深色。",), unit="云岭县")
    return Form(number=number, title="达标情况", **(given | fields))


def drawn(tmp_path: Path, *forms: Form, text: str = "{{ 表册 }}") -> Any:
    out = tmp_path / "out.docx"
    render(template(tmp_path, text), {"表册": Forms(forms)}, out)
    return Document(str(out))


def cells(table: Any) -> list[list[str]]:
    """The cells as they stand in the file: '↑' goes on from above, '→2' spans two columns."""
    found = []
    for line in table._tbl.tr_lst:
        row = []
        for cell in line.tc_lst:
            properties = cell.tcPr
            merge, span = properties.find(qn("w:vMerge")), properties.find(qn("w:gridSpan"))
            above = merge is not None and merge.get(qn("w:val")) != "restart"
            text = "↑" if above else "⏎".join(p.text for p in cell.p_lst)
            row.append(text + (f"→{span.get(qn('w:val'))}" if span is not None else ""))
        found.append(row)
    return found


def test_a_form_is_drawn_with_its_merged_cells(tmp_path: Path) -> None:
    """This test ensures title, line, table and notes in this order, cell by cell."""
    document = drawn(tmp_path, form())
    assert [p.text for p in document.paragraphs] == ["表Ⅱ-1 达标情况", "云岭县", "注：深色。"]
    (table,) = document.tables
    assert cells(table) == [
        ["学校名称", "指标值→2"],
        ["↑", "图书⏎（册/生）", "是否达标"],
        ["<校> & 0", "8.74", ""],
        ["<校> & 1", "8.74", "1"],
    ]
    kinds = [block.tag for block in document.element.body][:4]
    assert kinds == [qn("w:p"), qn("w:p"), qn("w:tbl"), qn("w:p")]


def test_exactly_the_unmet_cells_are_dark(tmp_path: Path) -> None:
    """This test ensures white print on a dark ground, and none of it anywhere else."""
    (table,) = drawn(tmp_path, form()).tables
    marked = [
        (cell.text, cell._tc.tcPr.find(qn("w:shd")), cell.paragraphs[0].runs)
        for line in table.rows
        for cell in line.cells
    ]
    dark = [(text, shade.get(qn("w:fill"))) for text, shade, _ in marked if shade is not None]
    assert dark == [("8.74", DARK)]
    colours = [(text, str(runs[0].font.color.rgb)) for text, _, runs in marked if runs]
    assert [one for one in colours if one[1] != "None"] == [("8.74", "FFFFFF")]


def test_head_rows_are_repeated_and_rows_stay_whole(tmp_path: Path) -> None:
    """This test ensures that 40 schools can be read on each page; only long texts go on."""
    (table,) = drawn(tmp_path, form(rows=40)).tables
    repeated = [line._tr.trPr.find(qn("w:tblHeader")) is not None for line in table.rows]
    assert repeated == [True, True, *[False] * 40]
    assert all(line._tr.trPr.find(qn("w:cantSplit")) is not None for line in table.rows)
    long = form(head=(), body=((FormCell("做法"), FormCell("字" * 900, left=True)),), widths=(1, 9))
    (table,) = drawn(tmp_path, long).tables
    assert [line._tr.trPr.find(qn("w:cantSplit")) for line in table.rows] == [None]


def test_a_form_is_as_wide_as_the_text(tmp_path: Path) -> None:
    """This test ensures that columns share the width between the margins, whatever the page."""
    path = template(tmp_path, "{{ 表册 }}")
    document = Document(str(path))
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(297), Mm(20), Mm(20)
    document.save(str(path))
    render(path, {"表册": Forms((form(),))}, tmp_path / "out.docx")
    (table,) = Document(str(tmp_path / "out.docx")).tables
    widths = [column.width for column in table.columns]
    assert abs(sum(widths) - Mm(257)) < Mm(0.2)
    assert abs(widths[0] - 2 * widths[1]) < Mm(0.2)


@pytest.mark.parametrize(
    ("columns", "style"), [(2, "表格居中"), (9, "小表格居中"), (14, "密表格居中")]
)
def test_many_columns_are_set_in_smaller_print(tmp_path: Path, columns: int, style: str) -> None:
    """This test ensures that ten indicators fit, in styles that a template may change."""
    wide = form(
        head=(tuple(FormCell("头") for _ in range(columns)),),
        body=(tuple(FormCell("1") for _ in range(columns)),),
        widths=(1,) * columns,
    )
    (table,) = drawn(tmp_path, wide).tables
    used = [line.cells[0].paragraphs[0].style.name for line in table.rows]
    assert used == [style.replace("格居中", "头"), style]


def test_a_template_s_own_style_is_used(tmp_path: Path) -> None:
    """This test ensures that a clerk who changes 表册标题 changes the forms."""
    path = template(tmp_path, "{{ 表册 }}")
    document = Document(str(path))
    document.styles.add_style("表册标题", 1).font.size = Pt(9)
    document.save(str(path))
    render(path, {"表册": Forms((form(),))}, tmp_path / "out.docx")
    made = Document(str(tmp_path / "out.docx"))
    assert made.paragraphs[0].style.font.size == Pt(9)
    assert [style.name for style in made.styles].count("表册标题") == 1


def test_each_form_begins_a_page(tmp_path: Path) -> None:
    """This test ensures a page for each form; the first stands where its tag stood."""
    titles = drawn(tmp_path, form(), form("表Ⅲ-1"), form("表Ⅳ")).paragraphs
    breaks = {p.text: p.paragraph_format.page_break_before for p in titles if "达标" in p.text}
    assert list(breaks.values()) == [None, True, True]


def test_the_break_of_the_tag_s_paragraph_is_kept(tmp_path: Path) -> None:
    """This test ensures that 段前分页 on the tag begins a page, and no blank paragraph is left."""
    path = template(tmp_path, "{{ 表册 }}")
    document = Document(str(path))
    document.paragraphs[0].paragraph_format.page_break_before = True
    document.save(str(path))
    render(path, {"表册": Forms((form(notes=()),))}, tmp_path / "out.docx")
    first, _, last = Document(str(tmp_path / "out.docx")).paragraphs
    assert first.paragraph_format.page_break_before is True
    # a table needs a paragraph after it; it is one point high
    assert (last.text, last.paragraph_format.line_spacing.pt) == ("", 1)


def test_the_end_of_a_section_is_not_lost(tmp_path: Path) -> None:
    """This test ensures that a landscape section for forms stays one."""
    path = template(tmp_path, "{{ 表册 }}")
    document = Document(str(path))
    document.add_section()
    properties = document.paragraphs[0]._p.get_or_add_pPr()
    properties.append(document.element.body.xpath("./w:p/w:pPr/w:sectPr")[0])
    for paragraph in document.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    document.save(str(path))
    render(path, {"表册": Forms((form(),))}, tmp_path / "out.docx")
    made = Document(str(tmp_path / "out.docx"))
    assert len(made.sections) == 2
    assert made.paragraphs[-1].text == ""


def test_forms_can_be_gone_through_and_asked_for(tmp_path: Path) -> None:
    """This test ensures that a loop and a condition do with forms what they do with lists."""
    path = template(
        tmp_path,
        "{%p if 表册 %}",
        "{%p for 表 in 表册 %}",
        "{{ 表 }}",
        "{%p endfor %}",
        "{%p endif %}",
    )
    values = Fields({"表册": lambda: Forms((form(), form("表Ⅳ")))})
    assert lint(path, values) == ()
    render(path, values, tmp_path / "out.docx")
    assert len(Document(str(tmp_path / "out.docx")).tables) == 2
    render(path, {"表册": Forms()}, tmp_path / "none.docx")
    assert Document(str(tmp_path / "none.docx")).tables == []


@pytest.mark.parametrize("text", ["见{{ 表册 }}", "{{ 表册 }}{{ 表册 }}", "{{ 表册.题 }}"])
def test_a_form_stands_alone(tmp_path: Path, text: str) -> None:
    """This test ensures that a tag which would lose text, or has none, is found."""
    values = Fields({"表册": lambda: Forms((form(),))})
    assert lint(template(tmp_path, text), values) != ()


def test_a_form_does_not_stand_in_a_cell_or_footer(tmp_path: Path) -> None:
    """This test ensures that a form in a table or footer is found, with what to do."""
    values = Fields({"表册": Forms})
    (found,) = lint(template(tmp_path, cells=(("{{ 表册 }}",),)), values)
    assert (found.code, "outside tables" in str(found.hint)) == (Code.TEMPLATE_SYNTAX, True)
    path = template(tmp_path, "文")
    document = Document(str(path))
    document.sections[0].footer.paragraphs[0].text = "{{ 表册 }}"
    document.save(str(path))
    assert [one.code for one in lint(path, values)] == [Code.TEMPLATE_SYNTAX]


def test_a_changed_cell_changes_what_a_chapter_depends_on() -> None:
    """This test ensures that hashing sees texts, dark cells and notes of a form."""
    base = form()
    dark = replace(
        base, body=((replace(base.body[0][0], dark=True), *base.body[0][1:]), base.body[1])
    )
    keys = {
        content_key(Fields({"表册": lambda made=made: Forms((made,))}).printed(["表册"]))
        for made in (base, dark, replace(base, notes=()), replace(base, title="另"), form())
    }
    assert len(keys) == 4


@pytest.fixture
def fields(material: Material) -> Fields:
    numbers = ("表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ-2", "表Ⅶ")
    forms = tuple(form(number) for number in numbers)
    return chapter_fields(chapter(title="评估验收表册"), replace(material, forms=forms))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("表册", ["表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ-2", "表Ⅶ"]),
        ("表一", ["表Ⅰ"]),
        ("表二", ["表Ⅱ-1", "表Ⅱ-2"]),
        ("表二初中", ["表Ⅱ-2"]),
        ("表三小学", []),
        ("表三", ["表Ⅲ-2"]),
        ("表六", []),
        ("表七", ["表Ⅶ"]),
    ],
)
def test_each_form_has_a_name_that_can_be_typed(
    fields: Fields, name: str, numbers: list[str]
) -> None:
    """This test ensures that single forms can be placed, and 表一 is not 表十一 nor 表Ⅲ."""
    found = fields[name]
    assert isinstance(found, Forms)
    assert [one.number for one in found] == numbers


def test_the_shipped_chapter_lists_and_draws_every_form(fields: Fields, tmp_path: Path) -> None:
    """This test ensures a cover with the list, A4 across, and all the forms."""
    path = TEMPLATES / "评估验收表册.docx"
    assert lint(path, fields) == ()
    render(path, fields, tmp_path / "out.docx")
    document = Document(str(tmp_path / "out.docx"))
    assert len(document.tables) == 1 + 5
    assert [line.cells[0].text for line in document.tables[0].rows][1:] == [
        "表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ-2", "表Ⅶ"
    ]  # fmt: skip
    titles = [p for p in document.paragraphs if p.style.name == "表册标题"]
    assert [p.paragraph_format.page_break_before for p in titles] == [True] * 5
    (section,) = document.sections
    assert section.page_width > section.page_height
    assert "﷖" not in text_of(tmp_path / "out.docx")
    render(path, fields, tmp_path / "again.docx")
    assert (tmp_path / "out.docx").read_bytes() == (tmp_path / "again.docx").read_bytes()
