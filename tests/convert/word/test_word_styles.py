"""Word files on their way to LibreOffice: no sign is lost at the end of a line."""

import random
import zipfile

import pypdf
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dossier.convert import Job
from dossier.convert.engines import find
from dossier.convert.package import parsed
from dossier.convert.word import plain, prepare
from dossier.convert.word.lean import lean
from dossier.model.evidence_file import FileKind
from word_file import paragraph, row, table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIGURES = ("12.60万元", "2022年", "3,180册", "A1", "100%", "35620", "")
WORDS = "教育均衡发展学校办理达标指标材料登记说明县级政府工作人员老师学生"


def overhangs(path) -> dict[str, list[str | None]]:
    """What each part of a package says of hanging punctuation."""
    document = Document(str(path))
    parts = {"styles": document.styles.element, "document": document.element}
    return {
        name: [one.get(qn("w:val")) for one in root.iter(qn("w:overflowPunct"))]
        for name, root in parts.items()
    }


def test_the_copy_says_it_throughout(tmp_path):
    """This test ensures that default, styles and paragraphs agree, and the source stays as is."""
    document = Document()
    for properties in (
        document.styles["Normal"].element.get_or_add_pPr(),
        document.add_paragraph("文字")._p.get_or_add_pPr(),
    ):
        off = OxmlElement("w:overflowPunct")
        off.set(qn("w:val"), "0")
        properties.append(off)
    source, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    document.save(str(source))
    before = source.read_bytes()

    prepare(source, copy)

    assert overhangs(copy) == {"styles": [None, None], "document": [None]}
    assert source.read_bytes() == before
    assert [paragraph.text for paragraph in Document(str(copy)).paragraphs] == ["文字"]


def test_a_part_that_is_a_comment_mark_stops_nothing():
    """This test ensures that a hostile part is left to the engine to judge."""
    root = parsed(f"<w:commentReference {W}/>".encode())
    plain.mend(root, None)
    assert root.tag.endswith("}commentReference")


def test_the_copy_has_no_comments(tmp_path):
    """This test ensures that nothing in the copy leads to a comment, and its text is whole."""
    document = Document()
    paragraph = document.add_paragraph("学生")
    paragraph.add_run("1,286")
    paragraph.add_run("名")
    document.add_comment(paragraph.runs[1], text="数据来源？", author="审")
    source, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    document.save(str(source))

    prepare(source, copy)

    copied = Document(str(copy))
    assert [paragraph.text for paragraph in copied.paragraphs] == ["学生1,286名"]
    assert "comment" not in copied.element.xml
    assert "comment" in Document(str(source)).element.xml


@pytest.mark.parametrize(
    "styles",
    [
        f"<w:styles {W}/>",
        f"<w:styles {W}><w:style/></w:styles>",
        f"<w:styles {W}><w:docDefaults><w:pPrDefault/></w:docDefaults></w:styles>",
        f"<w:styles {W}><w:docDefaults><w:rPrDefault/></w:docDefaults></w:styles>",
    ],
)
def test_defaults_are_made_where_there_are_none(styles):
    """This test ensures that the default stands first among the styles, once."""
    once = lean(styles.encode(), set())
    assert once == lean(once, set())
    assert once.count(b"overflowPunct") == 1
    assert once.index(b"docDefaults") < (once + b"<w:style/>").index(b"<w:style/>")


def with_parts(path, **parts):
    """A Word file whose parts say so, with Word's usual styles."""
    Document().save(str(path))
    with zipfile.ZipFile(path, "a") as package:
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return path


def styles_of(path) -> set[str]:
    """The names of the styles in a Word file."""
    return {style.name for style in Document(str(path)).styles}


@pytest.mark.parametrize(
    ("part", "content", "kept"),
    [
        ("header7", '<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr></w:p>', {"Heading 3"}),
        ("numbering2", '<w:lvl><w:pStyle w:val="Title"/></w:lvl>', {"Title"}),
        ("footnotes", "<w:rPr><w:rStyle w:val='IntenseEmphasis'/></w:rPr>", {"Intense Emphasis"}),
        ("document2", '<a:tblPr><a:tblStyle a:val="TableGrid"/></a:tblPr>', {"Table Grid"}),
        ("settings2", '<w:defaultTableStyle\n w:val="TableGrid"/>', {"Table Grid"}),
        ("any", '<w:p w:x="Heading1"/>', set()),
    ],
)
def test_a_style_that_any_part_asks_for_stays(tmp_path, part, content, kept):
    """This test ensures that only styles go that nothing is set in, and what is based on none."""
    source, copy = tmp_path / "a.docx", tmp_path / "b.docx"

    prepare(with_parts(source), copy)
    usual = styles_of(copy)
    prepare(with_parts(source, **{part: content}), copy)

    linked = {f"{name} Char" for name in kept} & styles_of(source)
    assert styles_of(copy) == usual | kept | linked
    assert kept.isdisjoint(usual)
    assert {"Normal", "Default Paragraph Font", "List Bullet 2"} <= usual
    assert {"Heading 9", "Light Shading"} <= styles_of(source) - styles_of(copy)


def test_what_a_style_is_based_on_stays():
    """This test ensures that a chain of styles is kept to its end, and one in a circle, too."""
    chain = "".join(
        f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'
        for name, base in (("a", "b"), ("b", "c"), ("c", "b"), ("d", "a"))
    )
    made = lean(f"<w:styles {W}><w:latentStyles/>{chain}</w:styles>".encode(), {"a"}).decode()
    assert [name for name in "abcd" if f'styleId="{name}"' in made] == ["a", "b", "c"]
    assert "latentStyles" not in made


def test_a_part_in_utf_16_keeps_all_styles(tmp_path):
    """This test ensures that nothing is taken away on account of text that was not understood."""
    text = '<?xml version="1.0" encoding="UTF-16"?><w:p><w:pStyle w:val="Heading1"/></w:p>'
    source = with_parts(tmp_path / "a.docx", header7=text.encode("utf-16"))
    prepare(source, tmp_path / "b.docx")
    assert styles_of(tmp_path / "b.docx") == styles_of(source)


@pytest.mark.engine
def test_styles_that_go_change_nothing(tmp_path):
    """This test ensures that a PDF has the same bytes with and without styles that nothing uses."""
    document = Document()
    for level in range(4):
        document.add_heading(f"第{level}级标题", level)
    for style in ("List Bullet", "List Number 2", "Quote", "Caption", "Intense Quote"):
        document.add_paragraph(WORDS * 3, style)
    for style in ("Table Grid", "Light Shading Accent 1", "Medium Grid 3"):
        table = document.add_table(3, 3, style)
        table.cell(1, 1).text = WORDS
    document.add_paragraph().add_run(WORDS, "Strong")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "_Toc1")
    link.append(document.add_paragraph().add_run(WORDS)._r)
    document.paragraphs[-1]._p.append(link)
    document.sections[0].header.paragraphs[0].text = "页眉\t星光实验学校"
    document.sections[0].footer.paragraphs[0].style = document.styles["Body Text 3"]
    document.save(str(tmp_path / "few.docx"))
    asked = "".join(f'<w:pStyle w:val="{s.style_id}"/>' for s in document.styles)
    document.save(str(tmp_path / "all.docx"))
    with zipfile.ZipFile(tmp_path / "all.docx", "a") as package:
        package.writestr("word/never.xml", f"<x>{asked}</x>")
    engine = find(tmp_path / "room")
    assert engine is not None, "LibreOffice is missing: run 'make setup'"

    jobs = [
        Job(tmp_path / f"{n}.docx", FileKind.WORD, tmp_path / f"{n}.pdf") for n in ("few", "all")
    ]
    outcomes = list(engine.to_pdf(jobs))

    assert [outcome.fault for outcome in outcomes] == [None, None]
    few, every = ((tmp_path / f"{name}.pdf").read_bytes() for name in ("few", "all"))
    assert few == every
    printed = pypdf.PdfReader(tmp_path / "few.pdf").pages[0].extract_text()
    assert "第3级标题" in "".join(printed.split())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip"])
def test_what_is_no_package_is_copied(tmp_path, content):
    """This test ensures that a damaged file reaches the engine, which says so."""
    source, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(content)
    prepare(source, copy)
    assert copy.read_bytes() == content


def test_broken_xml_is_copied(tmp_path):
    """This test ensures that styles that cannot be parsed stop nothing here."""
    source, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    with zipfile.ZipFile(source, "w") as package:
        package.writestr("word/styles.xml", "<w:styles><broken")
    prepare(source, copy)
    assert copy.read_bytes() == source.read_bytes()


@pytest.mark.engine
def test_no_sign_is_lost_at_the_end_of_a_line(tmp_path):
    """This test ensures that justified text with figures keeps all its punctuation."""
    chance = random.Random(3)

    def sentence() -> str:
        words = "".join(chance.choices(WORDS, k=chance.randint(2, 14)))
        return words + chance.choice(FIGURES) + chance.choice("，。、；：")

    texts = [f"【{n}】" + "".join(sentence() for _ in range(9)) for n in range(300)]
    document = Document()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(28), Mm(26)
    for text in texts:
        paragraph = document.add_paragraph()
        paragraph.alignment = 3
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(16), "Times New Roman"
        run._r.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
        language = OxmlElement("w:lang")  # which marks may hang is a matter of language
        language.set(qn("w:eastAsia"), "zh-CN")
        run._r.rPr.append(language)
    document.save(str(tmp_path / "a.docx"))
    engine = find(tmp_path / "room")
    assert engine is not None, "LibreOffice is missing: run 'make setup'"

    (outcome,) = engine.to_pdf([Job(tmp_path / "a.docx", FileKind.WORD, tmp_path / "a.pdf")])

    assert outcome.fault is None
    pages = pypdf.PdfReader(tmp_path / "a.pdf").pages
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    assert [text for text in texts if text not in printed] == []


@pytest.mark.engine
def test_a_table_stands_though_a_style_is_not_defined(printed):
    """cells whose paragraphs are in a style that nobody has defined stay beside each other."""
    strange = paragraph("甲", properties='<w:pStyle w:val="表格&amp;左"/>')
    rows = row(strange, paragraph("乙")), row(paragraph("丙"), paragraph("丁"))
    made = printed(paragraph("前") + table(*rows, grid=(3000, 3000)))
    assert made.place("甲")[1] == pytest.approx(made.place("乙")[1], abs=2)
    assert made.place("乙")[0] > made.place("甲")[0] + 100
