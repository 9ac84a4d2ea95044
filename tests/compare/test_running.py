"""Words that stand in heads, too, are missed where they fell off the paper."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.shared import Pt
from office_files import PHRASES, kind_of, word

from dossier.compare.run import compare

pytestmark = pytest.mark.engine

HEAD = "星光实验学校自评报告"
Document = docx.document.Document


def off_paper(document: Document) -> None:
    """A paragraph that says what the head says, left of the paper."""
    document.add_paragraph(HEAD).paragraph_format.left_indent = Pt(-400)


def head_off_paper(document: Document) -> None:
    """A head that lies left of the paper, whose characters stand in the text in another order."""
    headed(document)
    document.sections[-1].header.paragraphs[0].paragraph_format.left_indent = Pt(-400)
    document.add_paragraph("".join(reversed(HEAD)))


def headed(document: Document) -> None:
    """A head on each page."""
    document.sections[-1].header.paragraphs[0].text = HEAD


def titled(document: Document) -> None:
    """A first page without a head."""
    headed(document)
    document.sections[-1].different_first_page_header_footer = True


def even(document: Document) -> None:
    """Another head on even pages."""
    headed(document)
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].even_page_header.paragraphs[0].text = "义务教育"


def cover(document: Document) -> None:
    """A cover that says what is the head from the second section on."""
    document.add_paragraph(HEAD)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = HEAD
    filled(document)


def own(document: Document) -> None:
    """Sections whose heads are each their own, the last one linked to that before it."""
    headed(document)
    filled(document)
    for text in ("第二部分", ""):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        if text:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = text
        for n in range(30):
            document.add_paragraph(f"{text or '末尾'}之{n}：记录在案，共{n}项。")


def filled(document: Document) -> None:
    """Three pages and more."""
    for number in range(100):
        document.add_paragraph(f"第{number}条，{PHRASES[number % 3]}")


def table_rows(document: Document) -> None:
    """A table of several pages, whose head is repeated."""
    table = document.add_table(90, 3, style="Table Grid")
    for place, text in enumerate(("项目名称", "负责人员", "完成情况")):
        table.rows[0].cells[place].text = text
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for number in range(1, 90):
        for place, text in enumerate(("工作", "张三", "完成")):
            table.rows[number].cells[place].text = f"{text}{number}"


def said(one: Path, pdf: Path) -> list[str]:
    """What is told of a file and its PDF."""
    return [remark.text.spoken("en") for remark in compare(one, kind_of(one), pdf)]


def test_words_of_the_body_are_missed_though_heads_say_them(tmp_path: Path, printed) -> None:
    """This test ensures that a lost paragraph is told whatever head has its words."""

    def lost_head_row(document: Document) -> None:
        document.add_paragraph("负责人员").paragraph_format.left_indent = Pt(-400)

    cases: dict[str, tuple[str, tuple[Callable[[Document], None], ...]]] = {
        "head": (HEAD, (headed, filled, off_paper)),
        "anagram": (HEAD, (head_off_paper, filled)),
        "titled": (HEAD, (titled, filled, off_paper)),
        "even": (HEAD, (even, filled, off_paper)),
        "own": (HEAD, (own, off_paper)),
        "table": ("负责人员", (table_rows, lost_head_row)),
    }
    files = [word(tmp_path / f"{name}.docx", *made) for name, (_, made) in cases.items()]
    pdfs = printed(*files)
    for file, pdf, (words, _) in zip(files, pdfs, cases.values(), strict=True):
        assert [words in one for one in said(file, pdf)] == [True], (file.name, said(file, pdf))


def test_heads_that_stand_where_they_should_are_no_fault(tmp_path: Path, printed) -> None:
    """This test ensures that nothing is told of whole files, whatever their heads."""

    def again(document: Document) -> None:
        document.add_paragraph(HEAD)

    cases = {
        "head": (headed, filled, again),
        "titled": (again, titled, filled),
        "even": (again, even, filled, again),
        "cover": (cover,),
        "own": (again, own, again),
        "table": (headed, again, table_rows, table_rows),
    }
    files = [word(tmp_path / f"{name}.docx", *made) for name, made in cases.items()]
    told = [(file.name, said(file, pdf)) for file, pdf in zip(files, printed(*files), strict=True)]
    assert told == [(file.name, []) for file in files]
