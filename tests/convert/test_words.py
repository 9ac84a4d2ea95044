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
from dossier.convert.libreoffice import find
from dossier.convert.words import prepare, unhung
from dossier.model.holding import Kind

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
    once = unhung(styles.encode(), styles=True)
    assert once == unhung(once, styles=True)
    assert once.count(b"overflowPunct") == 1
    assert once.index(b"docDefaults") < (once + b"<w:style/>").index(b"<w:style/>")


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

    (outcome,) = engine.to_pdf([Job(tmp_path / "a.docx", Kind.WORD, tmp_path / "a.pdf")])

    assert outcome.fault is None
    pages = pypdf.PdfReader(tmp_path / "a.pdf").pages
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    assert [text for text in texts if text not in printed] == []
