"""A file is compared with the PDF of another one, which lacks something of it."""

from pathlib import Path

import pikepdf
import pytest
from office_files import PHRASES, book, kind_of, runs, table, word

from dossier.compare.run import compare
from dossier.finding import Code
from dossier.model.evidence_file import FileKind

pytestmark = pytest.mark.engine

LACK = "what the file holds is not printed: "
ROWS = [["序号", "姓名", "职务"], *([str(n), f"教师{n}号", f"第{n}小组组长"] for n in range(1, 9))]


def told(office: Path, pdf: Path) -> list[tuple[Code, str]]:
    return [(one.code, one.text.spoken("en")) for one in compare(office, kind_of(office), pdf)]


def test_what_is_printed_is_not_told(tmp_path: Path, printed) -> None:
    """This test ensures that sound files give no remark: text, tables, ticks, sheets."""
    files = [
        word(tmp_path / "a.docx", *PHRASES, table(ROWS), "☑ 是 ☐ 否"),
        book(tmp_path / "b.xlsx", *ROWS, [1286, -5, 0.25, "2021—2022"], [-3.5, "a-b", 99.2]),
    ]
    pdfs = printed(*files)
    assert [told(*pair) for pair in zip(files, pdfs, strict=True)] == [[], []]


def test_a_lost_row_is_told_with_its_place(tmp_path: Path, printed) -> None:
    """This test ensures that a row of a table that is not there is named with its words."""
    whole = word(tmp_path / "whole.docx", *PHRASES, table(ROWS))
    less = word(tmp_path / "less.docx", *PHRASES, table([r for r in ROWS if r[0] != "5"]))
    (pdf,) = printed(less)
    assert told(whole, pdf) == [
        (
            Code.CONTENT_NOT_PRINTED,
            LACK + "table 1, row 6 (page 1 or nearby): '5 教师5号 第5小组组长'",
        )
    ]


def test_a_lost_cell_is_told_with_its_place(tmp_path: Path, printed) -> None:
    """This test ensures that a cell of a sheet that is not there is named."""
    whole = book(tmp_path / "whole.xlsx", *ROWS)
    less = book(tmp_path / "less.xlsx", *ROWS, change=lambda sheet: sheet.__setitem__("C4", None))
    (pdf,) = printed(less)
    assert told(whole, pdf) == [
        (Code.CONTENT_NOT_PRINTED, LACK + "sheet '表', cell C4: '第3小组组长'")
    ]


def test_a_tick_that_vanishes_is_told(tmp_path: Path, printed) -> None:
    """This test ensures that a sign of Wingdings counts only where it is printed as a sign."""
    tick = '<w:sym w:font="Wingdings 2" w:char="F052"/>'
    whole = word(tmp_path / "whole.docx", runs("<w:t>是</w:t>", tick, "<w:t>否</w:t>"))
    less = word(tmp_path / "less.docx", "是否")
    (pdf,) = printed(less)
    assert told(whole, pdf) == [(Code.CONTENT_NOT_PRINTED, LACK + "paragraph 1: the sign ☑")]


def test_a_tick_counts_in_its_other_form(tmp_path: Path, printed) -> None:
    """This test ensures that ☑ in print is what the sign of Wingdings 2 asks for."""
    tick = '<w:sym w:font="Wingdings 2" w:char="F052"/>'
    whole = word(tmp_path / "whole.docx", runs("<w:t>是</w:t>", tick, "<w:t>否</w:t>"))
    other = word(tmp_path / "other.docx", "是☑否")
    (pdf,) = printed(other)
    assert told(whole, pdf) == []


def test_characters_without_a_font_are_told(tmp_path: Path, printed) -> None:
    """This test ensures that boxes are told with the characters that they stand for."""
    file = word(tmp_path / "a.docx", "校名：ሀለሐ", "正文")
    (pdf,) = printed(file)
    ((code, text),) = told(file, pdf)
    assert code is Code.CHARACTERS_WITHOUT_FONT
    assert "ሀ (U+1200), 1 times, first on page 1, paragraph 1" in text


def test_hashes_are_told_with_the_numbers(tmp_path: Path, printed) -> None:
    """This test ensures that ### is told with the numbers that should stand there."""
    file = book(tmp_path / "a.xlsx", ["说明", 1234567], ["合计", 7654321])
    other = book(tmp_path / "other.xlsx", ["说明", "###"], ["合计", "###"])
    (pdf,) = printed(other)
    cells = "sheet '表', cell B1: '1234567'; sheet '表', cell B2: '7654321'"
    assert told(file, pdf) == [(Code.CONTENT_ADDED, f"2 cells are printed as ###: {cells}")]
    assert told(other, pdf) == []


def test_error_values_are_told(tmp_path: Path, printed) -> None:
    """This test ensures that error values are told which the file does not hold."""
    file = book(tmp_path / "a.xlsx", ["数", "说明"])
    other = book(tmp_path / "other.xlsx", ["数", "说明", "#NAME?", "Err:502"])
    (pdf,) = printed(other)
    assert told(file, pdf) == [
        (Code.CONTENT_ADDED, "the pages say what the file does not hold: '#NAME?'; 'Err:502'")
    ]
    assert told(other, pdf) == []


def test_a_broken_reference_is_told_once(tmp_path: Path, printed) -> None:
    """This test ensures that an error in place of a reference is one fault, with what it hides."""
    error = "Error: Reference source not found"
    code = '<w:fldChar w:fldCharType="{}"/>'
    words = ("<w:t>见</w:t>", code.format("begin"), "<w:instrText>REF a</w:instrText>",
             code.format("separate"), "<w:t>图一号</w:t>", code.format("end"))  # fmt: skip
    file = word(tmp_path / "a.docx", runs(*words))
    one, alone = printed(
        word(tmp_path / "b.docx", f"见{error}"), word(tmp_path / "c.docx", f"见图一号{error}")
    )
    (remark,) = compare(file, FileKind.WORD, one)
    said = remark.text.spoken("en")
    assert f"'{error}' stands in place of a reference" in said
    assert "图一号" in said
    (remark,) = compare(file, FileKind.WORD, alone)
    assert remark.code is Code.CONTENT_ADDED


def test_cut_cells_are_told_once(tmp_path: Path, printed) -> None:
    """This test ensures that text of which the end lacks is one warning for the workbook."""
    long = "四川省某某市某某区某某街道某某路一百二十三号附一号"
    file = book(tmp_path / "a.xlsx", ["地址", "电话"], [long, "8812"], [long, "8813"])
    other = book(tmp_path / "b.xlsx", ["地址", "电话"], [long[:9], "8812"], [long[:5], "8813"])
    (pdf,) = printed(other)
    cells = f"sheet '表', cell A2: '{long}'; sheet '表', cell A3: '{long}'"
    assert told(file, pdf) == [
        (Code.CELLS_CUT, f"2 cells are cut off or shortened in print: {cells}")
    ]


def test_what_cannot_be_read_is_told(tmp_path: Path, printed) -> None:
    """This test ensures that a file that is no package is said not to be compared."""
    (pdf,) = printed(word(tmp_path / "a.docx", "正文"))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\3\4 nothing")
    ((remark),) = compare(broken, FileKind.WORD, pdf)
    assert remark.code is Code.CONTENT_UNCHECKED


def test_a_document_of_more_pages_than_are_looked_at_is_told(tmp_path):
    """Beyond a thousand pages only words are compared, and a person knows it."""
    file = word(tmp_path / "汇编.docx")
    with pikepdf.new() as pdf:
        for _ in range(1001):
            pdf.add_blank_page(page_size=(20, 20))
        pdf.save(tmp_path / "汇编.pdf")
    ((code, text),) = told(file, tmp_path / "汇编.pdf")
    assert code is Code.CONTENT_UNCHECKED
    assert "1000" in text
