"""What counts as printed, kind by kind: a file is held against pages that are made by hand."""

import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from office_files import block, book, runs, with_parts, word
from PIL import Image

from dossier.compare.package import OfficeParts
from dossier.compare.picture_verdict import lacking_pictures
from dossier.compare.sheet_text import read_sheets
from dossier.compare.sheets_verdict import lacking_cells
from dossier.compare.word_text import read_word
from dossier.compare.words_verdict import lacking_equations, lacking_marks, lacking_words
from dossier.media.shown import Shown, ShownLine


def pages(
    *texts: str, beyond: tuple[ShownLine, ...] = (), cut: tuple[ShownLine, ...] = ()
) -> Shown:
    return Shown(texts, Counter({(30, 20): 1} if "图" in texts else {}), beyond, cut)


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ("<w:rPr><w:vanish/></w:rPr><w:t>隐藏的话</w:t>", ""),
        ('<w:fldChar w:fldCharType="begin"/>', ""),
        ("<w:delText>删去的话</w:delText>", ""),
        ('<w:t>甲</w:t><w:noBreakHyphen/><w:t xml:space="preserve"> 乙</w:t>', "甲乙"),
        ("<w:rPr><w:caps/></w:rPr><w:t>abc</w:t>", "ABC"),
        ("<w:t>⼀、ﬁle：１２</w:t>", "一、file:12"),
    ],
)
def test_what_is_not_expected_or_said_in_another_form(tmp_path: Path, run: str, shown: str) -> None:
    """This test ensures that hidden words are not asked for, and other forms accepted."""
    held = read_word(OfficeParts(word(tmp_path / "a.docx", "正文", runs(run))))
    assert lacking_words(held, pages(f"正文\r\n{shown}")) == []


FIELD = (
    '<w:fldChar w:fldCharType="begin"/>', "<w:instrText>{}</w:instrText>",
    '<w:fldChar w:fldCharType="separate"/>', "<w:t>{}</w:t>", '<w:fldChar w:fldCharType="end"/>',
)  # fmt: skip


def field(code: str, result: str) -> tuple[str, ...]:
    return tuple(
        one.format(code if "instr" in one else result) if "{}" in one else one for one in FIELD
    )


@pytest.mark.parametrize(
    ("code", "result", "lacks"),
    [
        ("DATE", "2022年9月1日", ["2022年9月1日"]),
        ("PAGE", "7", []),
        (r"EQ \o\ac(○,21)", "", ["21"]),
    ],
)
def test_fields(tmp_path: Path, code: str, result: str, lacks: list[str]) -> None:
    """This test ensures that stored results count, page numbers do not, and EQ says its inside."""
    held = read_word(OfficeParts(word(tmp_path / "a.docx", "正文", runs(*field(code, result)))))
    assert [one.piece.raw for one in lacking_words(held, pages("正文"))] == lacks


def test_an_equation_counts_by_its_letters(tmp_path: Path) -> None:
    """This test ensures that an equation that is not printed is told, in italics or not."""
    equation = block("<w:p {}><m:oMath><m:r><m:t>x+27</m:t></m:r></m:oMath></w:p>")
    held = read_word(OfficeParts(word(tmp_path / "a.docx", "正文", equation)))
    assert [one.raw for one in lacking_equations(held, pages("正文"))] == ["x+27"]
    assert lacking_equations(held, pages("正文\U0001d465+27")) == []


def test_words_beyond_the_page_lack(tmp_path: Path) -> None:
    """This test ensures that what lies outside the page is not taken for printed."""
    held = read_word(OfficeParts(word(tmp_path / "a.docx", "正文", "出界的文字")))
    (lack,) = lacking_words(held, pages("正文\r\n出界的文字", beyond=(ShownLine(0, "出界的文字"),)))
    assert lack.piece.raw == "出界的文字"


def test_letters_of_wingdings_are_signs(tmp_path: Path) -> None:
    """This test ensures that plain letters in such a font count as the signs that they are."""
    font = '<w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr>'
    held = read_word(OfficeParts(word(tmp_path / "a.docx", runs(f"{font}<w:t>R</w:t>"))))
    assert [one.sign for one in held.marks] == ["☑"]
    assert lacking_marks(held, pages("☑")) == []
    assert [one.sign for one in lacking_marks(held, pages("无"))] == ["☑"]


def picture(size: tuple[int, int] = (30, 20)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 50).save(buffer, "PNG")
    return buffer.getvalue()


def test_pictures_count_by_their_pixels(tmp_path: Path) -> None:
    """This test ensures that a picture that is not drawn, or breaks off, is told."""
    file = word(tmp_path / "a.docx", lambda d: d.add_picture(io.BytesIO(picture())))
    parts = OfficeParts(file)
    held = read_word(parts)
    assert lacking_pictures(parts, held, pages("图")) == []
    assert [one.broken for one in lacking_pictures(parts, held, pages("无"))] == [False]
    broken = OfficeParts(
        with_parts(file, {"word/media/image1.png": lambda part: part[: len(part) // 2]})
    )
    assert [one.broken for one in lacking_pictures(broken, held, pages("图"))] == [True]


def test_what_excel_does_not_print_is_not_expected(tmp_path: Path) -> None:
    """This test ensures that hidden sheets, rows, columns and what is outside the area are left."""
    file = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (["甲", "乙", "丙"], ["丁", "戊", "己"], ["庚", "辛", "壬"]):
        sheet.append(row)
    sheet.print_area = "A1:B3"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    hidden = made.create_sheet("藏")
    hidden["A1"], hidden.print_area, hidden.sheet_state = "癸", "A1:A1", "hidden"
    made.save(file)
    assert [one.raw for one in read_sheets(OfficeParts(file)).pieces] == ["甲", "庚"]


def test_cells_cut_by_their_border(tmp_path: Path) -> None:
    """This test ensures that a line beyond its row is told, and a chart's words are not."""
    held = read_sheets(OfficeParts(book(tmp_path / "a.xlsx", ["第一行", "全部"])))
    cut = (
        ShownLine(0, "第一行", upright=0.8, narrow=True),
        ShownLine(0, "图例", upright=0.8, narrow=True),
    )
    lack = lacking_cells(held, pages("第一行 全部 图例", cut=cut))
    assert ([one.raw for one in lack.cut], lack.missing) == (["第一行"], ())


def test_signs_of_numbers_count(tmp_path: Path) -> None:
    """This test ensures that -5 is not found in 5, nor 1.5 in 15."""
    held = read_sheets(OfficeParts(book(tmp_path / "a.xlsx", [-5, 15])))
    assert lacking_cells(held, pages("-5 15")).missing == ()
    assert [one.raw for one in lacking_cells(held, pages("5 15")).missing] != []


def test_a_web_page_within_a_file_counts(tmp_path: Path) -> None:
    """This test ensures that the words of an altChunk are asked for."""
    file = word(tmp_path / "a.docx", "正文", block('<w:altChunk {} r:id="rId99"/>'))
    relation = (
        b'<Relationship Id="rId99" Type="http://x/aFChunk" Target="chunk.html"/></Relationships>'
    )
    parts = {
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relation),
        "word/chunk.html": lambda _: "<p>网页<script>x()</script>里的话</p>".encode(),
    }
    held = read_word(OfficeParts(with_parts(file, parts)))
    assert [one.piece.raw for one in lacking_words(held, pages("正文"))] == ["网页里的话"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_styles_hide_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """This test ensures that words of a hiding style are not asked for, however it is written."""

    def hiding(part: bytes) -> bytes:
        style = '<w:style w:type="paragraph" w:styleId="x"><w:rPr><w:vanish/></w:rPr></w:style>'
        text = part.decode().replace("</w:styles>", f"{style}</w:styles>")
        return text.replace("encoding='UTF-8'", f"encoding='{encoding}'").encode(encoding)

    hidden = block('<w:p {}><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>隐藏</w:t></w:r></w:p>')
    file = word(tmp_path / "a.docx", "正文", hidden)
    held = read_word(OfficeParts(with_parts(file, {"word/styles.xml": hiding})))
    assert [one.raw for one in held.pieces] == ["正文"]


def test_one_of_several_equal_words_lacks(tmp_path: Path) -> None:
    """This test ensures that words are counted though the pages have them in another order."""
    held = read_word(
        OfficeParts(word(tmp_path / "a.docx", "第一段文字", "第二段文字", "第一段文字"))
    )
    assert lacking_words(held, pages("第二段文字第一段文字第一段文字")) == []
    assert [one.piece.raw for one in lacking_words(held, pages("第二段文字第一段文字"))] != []
