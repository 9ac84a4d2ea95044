"""Another layout than that of the templates: styles, margins, tables; what is by hand stays."""

from decimal import Decimal
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from small_school import TEMPLATES

from dossier.model.layout import Layout, StyleLook, layouts
from dossier.render.material import Material
from dossier.render.vocabulary import chapter_fields
from dossier.render.word import render
from factories import chapter

BUREAU = layouts(())["黑体宋体"]


def made(material: Material, to: Path, layout: Layout | None, template: str = "整改方案") -> Path:
    fields = chapter_fields(chapter("R01", title=template), material)
    render(TEMPLATES / f"{template}.docx", fields, to, layout=layout)
    return to


def east_asian(style) -> str:
    return style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))


def test_a_layout_changes_styles_and_margins(material: Material, tmp_path: Path) -> None:
    """This test ensures 黑体小二 titles, 宋体四号 text at 26 pt, margins of 2.54 and 3.17 cm."""
    document = Document(str(made(material, tmp_path / "out.docx", BUREAU)))
    title, text = document.styles["Title"], document.styles["公文正文"]

    assert (east_asian(title), title.font.size) == ("黑体", Pt(18))
    assert (east_asian(text), text.font.size) == ("宋体", Pt(14))
    assert text.paragraph_format.line_spacing == Pt(26)
    assert text.paragraph_format.first_line_indent == Pt(28)  # 首行缩进2字
    (section, *_) = document.sections
    upright = (section.top_margin, section.bottom_margin)
    across = (section.left_margin, section.right_margin)
    for margin, wanted in zip((*upright, *across), (2.54, 2.54, 3.17, 3.17), strict=True):
        assert abs(margin - Cm(wanted)) < Cm(0.01)


def test_the_official_layout_changes_no_byte(material: Material, tmp_path: Path) -> None:
    """This test ensures that what the templates have themselves stays as it is."""
    plain = made(material, tmp_path / "plain.docx", None).read_bytes()
    official = made(material, tmp_path / "official.docx", layouts(())["GB/T 9704"]).read_bytes()

    assert official == plain


def test_it_is_the_same_each_time(material: Material, tmp_path: Path) -> None:
    """This test ensures that a layout gives the same bytes again."""
    first = made(material, tmp_path / "one.docx", BUREAU).read_bytes()

    assert made(material, tmp_path / "two.docx", BUREAU).read_bytes() == first


def test_what_is_formatted_by_hand_stays(material: Material, tmp_path: Path) -> None:
    """This test ensures that a run with a size of its own keeps it."""
    document = Document()
    document.styles["Title"].font.size = Pt(30)
    by_hand = document.add_paragraph(style="Title").add_run("题目")
    by_hand.font.size = Pt(25)
    document.save(str(tmp_path / "own.docx"))
    render(tmp_path / "own.docx", {}, tmp_path / "out.docx", layout=BUREAU)

    again = Document(str(tmp_path / "out.docx"))
    assert again.styles["Title"].font.size == Pt(18)
    assert again.paragraphs[0].runs[0].font.size == Pt(25)


def test_tables_are_no_wider_than_the_text(material: Material, tmp_path: Path) -> None:
    """This test ensures that narrower text narrows the tables of upright pages, and no others."""
    narrow = Layout("窄", margins=tuple(map(Decimal, ("2", "2", "5", "5"))))
    upright = Document(str(made(material, tmp_path / "a.docx", narrow, "领导小组与工作分工")))
    lying = Document(str(made(material, tmp_path / "b.docx", narrow, "任务分解表")))

    def width(table) -> int:
        return sum(int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.iter(qn("w:gridCol")))

    text = (upright.sections[0].page_width - Cm(10)) // 635
    assert upright.tables
    assert all(width(table) <= text for table in upright.tables)
    assert width(lying.tables[0]) > text


def test_what_is_blank_stays(material: Material, tmp_path: Path) -> None:
    """This test ensures that a look that says nothing changes nothing, nor one of no style."""
    bare = Layout("空", (StyleLook("公文正文"), StyleLook("没有的样式", "黑体")))
    plain = Document(str(made(material, tmp_path / "plain.docx", None)))
    dressed = Document(str(made(material, tmp_path / "out.docx", bare)))

    assert dressed.styles["公文正文"].element.xml == plain.styles["公文正文"].element.xml
