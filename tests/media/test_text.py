"""The words of Word, Excel and PDF files, and where they stand."""

import time
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from docx import Document
from docx.oxml import parse_xml

import media_zoo as zoo
from dossier.media.passage import BREAK, CELL, clean
from dossier.media.text import passages
from dossier.model.evidence_file import FileKind
from written_pdf import written_pdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def told(path: Path, kind: FileKind) -> list[tuple[str, str]]:
    """Place and words of each passage."""
    return [(found.place.spoken("en"), found.text) for found in passages(path, kind)]


def test_the_paragraphs_and_tables_of_a_word_file(tmp_path: Path):
    """paragraphs are counted, and a row of a table is one passage, cell by cell."""
    document = Document()
    document.add_paragraph("一、基本情况")
    document.add_paragraph("")
    paragraph = document.add_paragraph("在校")
    paragraph.add_run("学生 1237")
    paragraph.add_run("人。").add_break()
    table = document.add_table(2, 3)
    table.cell(0, 0).text = "项目"
    table.cell(0, 1).text = "数量\n（人）"
    table.cell(1, 0).text = "学生数"
    table.cell(1, 1).text = "1,237"
    table.cell(1, 2).add_table(1, 1).cell(0, 0).text = "备注"
    document.add_paragraph("完")
    document.save(str(tmp_path / "a.docx"))
    assert told(tmp_path / "a.docx", FileKind.WORD) == [
        ("paragraph 1", "一、基本情况"),
        ("paragraph 3", "在校学生1237人。"),
        ("table 1, row 1", f"项目{CELL}数量（人）"),
        ("table 1, row 2", f"学生数{CELL}1,237{CELL}备注"),
        ("paragraph 4", "完"),
    ]


def test_what_is_no_text_of_a_word_file(tmp_path: Path):
    """deleted words, field codes, pronunciation and fallbacks are left out."""
    document = Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f'<w:p xmlns:w="{W}" xmlns:mc="{MC}">'
            "<w:r><w:t>学生</w:t></w:r><w:del><w:r><w:delText>1200</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>1237</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>校章</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>校章</w:t></w:r>"
            "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>"
            "<w:r><w:ruby><w:rt><w:r><w:t>rén</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>人</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r></w:p>"
        ),
    )
    document.save(str(tmp_path / "a.docx"))
    assert told(tmp_path / "a.docx", FileKind.WORD) == [
        ("paragraph 1", "校章"),
        ("paragraph 2", "学生1237人"),
    ]


def test_the_rows_of_an_excel_file(tmp_path: Path):
    """each row of each sheet is one passage; numbers come without binary noise."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "办学条件"
    first.append(["项目", "数量", None, "单位"])
    first.append(["学生数", 1237, None, "人"])
    first.append([])
    first.append(["设备值", 268.3, 0.1 + 0.2, True])
    second = book.create_sheet("附表")
    second["C5"] = "第一行\n第二行"
    book.save(tmp_path / "a.xlsx")
    assert told(tmp_path / "a.xlsx", FileKind.SHEET) == [
        ("sheet '办学条件', row 1", f"项目{CELL}数量{CELL}单位"),
        ("sheet '办学条件', row 2", f"学生数{CELL}1237{CELL}人"),
        ("sheet '办学条件', row 4", f"设备值{CELL}268.3{CELL}0.3{CELL}1"),
        ("sheet '附表', row 5", "第一行第二行"),
    ]


def test_the_pages_of_a_pdf(tmp_path: Path):
    """a page is one passage: lines are joined, a short one ends its paragraph."""
    path = written_pdf(
        tmp_path / "a.pdf",
        "#align(center)[自查报告]\n\n"
        "2022—2023学年度，学校位于青溪镇，前身是一九五八年创办的青溪小学，现有教学班27个，"
        "在校学生1237人，专任教师78人，取得合格证书。\n\n占地32480平方米。",
        "#v(1pt)",
        "第三页。",
    )
    first, third = passages(path, FileKind.PDF)
    assert first.text == (
        f"自查报告{BREAK}2022—2023学年度，学校位于青溪镇，前身是一九五八年创办的青溪小学，现有教学班"
        f"27个，在校学生1237人，专任教师78人，取得合格证书。{BREAK}占地32480平方米。{BREAK}"
    )
    assert (first.place.spoken("en"), third.place.spoken("en")) == ("page 1", "page 3")
    assert first.is_page


def test_a_sentence_that_goes_on_overleaf(tmp_path: Path):
    """a page that begins amid a sentence knows how the sentence began, page numbers apart."""
    long = "学校坚持立德树人根本任务，落实五育并举的各项要求，" * 20
    words = f"开学。2020—2021学年度，{long}在校学生1238人。"
    path = written_pdf(tmp_path / "a.pdf", words, folio=True)
    first, second, *_ = passages(path, FileKind.PDF)
    assert first.before == ""
    assert "— 1 —" not in first.text
    assert "—1—" not in first.text
    assert second.before
    assert first.text.endswith(second.before)
    assert "开学" not in second.before


def test_a_scan_has_no_words(tmp_path: Path):
    """a PDF without text, a picture and an unknown file say nothing."""
    zoo.picture(tmp_path / "a.png")
    (tmp_path / "b.bin").write_bytes(b"\0" * 100)
    assert passages(zoo.pdf(tmp_path / "a.pdf"), FileKind.PDF) == ()
    assert passages(tmp_path / "a.png", FileKind.PNG) == ()
    assert passages(tmp_path / "b.bin", FileKind.OTHER) == ()


def cut(path: Path) -> Path:
    """The first half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def test_damaged_files_say_nothing(tmp_path: Path):
    """what cannot be opened is the survey's to tell; here it has no words, and nothing breaks."""
    book = openpyxl.Workbook()
    book.save(tmp_path / "a.xlsx")
    Document().save(str(tmp_path / "a.docx"))
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(zoo.pdf(tmp_path / "b.pdf")) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 nothing")
    for name, kind in (
        ("locked.pdf", FileKind.PDF),
        ("c.pdf", FileKind.PDF),
        ("a.xlsx", FileKind.WORD),
        ("a.docx", FileKind.SHEET),
        ("c.pdf", FileKind.WORD),
        ("c.pdf", FileKind.SHEET),
    ):
        assert passages(tmp_path / name, kind) == (), name
    assert passages(cut(tmp_path / "a.xlsx"), FileKind.SHEET) == ()
    assert passages(cut(tmp_path / "a.docx"), FileKind.WORD) == ()


def test_parts_that_are_not_there(tmp_path: Path):
    """a package that names a part it does not hold, or has broken XML, says nothing of it."""
    path = zoo.office(tmp_path / "a.docx", body=b"<document><body><p><t>x</t></p><p>")
    assert told(path, FileKind.WORD) == [("paragraph 1", "x")] or told(path, FileKind.WORD) == []
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as package:
        package.writestr("_rels/.rels", "<Relationships/>")
    assert passages(tmp_path / "b.docx", FileKind.WORD) == ()


def test_entities_are_refused(tmp_path: Path):
    """a document type definition is no part of an office file: nothing is unfolded."""
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = zoo.office(tmp_path / "a.docx", body=bomb + b"<document><p><t>&b;</t></p></document>")
    assert passages(path, FileKind.WORD) == ()


def test_a_file_of_endless_words(tmp_path: Path):
    """reading stops after two million characters, and before the whole is unpacked."""
    line = "<p><r><t>" + "字" * 1000 + "</t></r></p>"
    body = f"<document>{line * 20_000}</document>".encode()
    path = zoo.office(tmp_path / "a.docx", body=body)
    started = time.perf_counter()
    found = passages(path, FileKind.WORD)
    assert sum(len(one.text) for one in found) == 2_000_000
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在 校 学 生", "在校学生"),
        ("学生\r\n1237\u3000人", "学生1237人"),
        ("1238 1225", "1238 1225"),
        ("１２ ３４", "１２ ３４"),
        ("GB/T 9704 标准", "GB/T 9704标准"),
        ("\u2f00\u2f2f\ufffe\x02", "一工"),
        (f"甲 {CELL} 乙{BREAK} 丙", f"甲{CELL}乙{BREAK}丙"),
    ],
)
def test_cleaning(text: str, expected: str):
    """spaces and line breaks go, unless they part two words or numbers; radicals are characters."""
    assert clean(text) == expected
