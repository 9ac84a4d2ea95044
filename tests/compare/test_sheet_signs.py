"""Signs and odd characters in the cells of a workbook, on its pages and in the comparison."""

from operator import itemgetter

import pypdfium2
import pytest
from office_files import book
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font

from dossier.compare.run import compare
from dossier.media.shown import shown
from dossier.model.evidence_file import FileKind
from written_pdf import written_pdf

SIGNS = "Wingdings 2"


def ticked(sheet) -> None:
    """A tick and an empty box by each of the ways in which people make them."""
    sheet["B1"].font = sheet["B2"].font = Font(name=SIGNS, charset=2)
    rich = [TextBlock(InlineFont(rFont=SIGNS, charset=2), one) for one in "R£"]
    sheet["B3"] = CellRichText("是", rich[0], "否", rich[1])
    sheet["B4"].font = Font(name=SIGNS)
    # a run in another font is none of the signs that its cell is set in
    sheet["C1"] = CellRichText("R", TextBlock(InlineFont(rFont="Arial"), "PRO"))
    sheet["C1"].font = Font(name=SIGNS)


def rows(pdf) -> set[str]:
    """The words of the first page, row by row: the signs of one may be texts of their own."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[0].get_textpage()
        placed = [
            ((box[1] + box[3]) / 2, box[0], sign)
            for n, sign in enumerate(words.get_text_range())
            if not sign.isspace() and (box := words.get_charbox(n, loose=True))
        ]
    found: list[list[tuple[float, float, str]]] = []
    for one in sorted(placed, reverse=True):
        if not found or found[-1][0][0] - one[0] > HIGH:
            found.append([])
        found[-1].append(one)
    return {"".join(sign for _, _, sign in sorted(row, key=itemgetter(1))) for row in found}


HIGH = 7.0  # points between rows, and more than between the signs of one
ROWS = (("达标", "R"), ("未达标", "£"), ("原件", ""), ("复印件", "\uf052"))


def test_letters_in_fonts_of_signs_are_printed_as_the_signs(tmp_path, printed):
    """A tick is no R on the page, be it in a cell's font, in a run's, or no letter at all."""
    office = book(tmp_path / "勾选.xlsx", *ROWS, change=ticked)
    (pdf,) = printed(office)
    assert rows(pdf) == {"达标☑☑PRO", "未达标□", "原件是☑否□", "复印件☑"}
    assert compare(office, FileKind.SHEET, pdf) == ()


def test_a_sign_that_is_printed_as_its_letter_is_told(tmp_path):
    """The letter on the page is not what the cell shows."""
    office = book(tmp_path / "勾选.xlsx", ("达标", "R"), change=lambda sheet: font(sheet["B1"]))
    pdf = written_pdf(tmp_path / "a.pdf", "达标 R")
    (remark,) = compare(office, FileKind.SHEET, pdf)
    assert "B1" in remark.text.spoken("zh_CN")
    assert "☑" in remark.text.spoken("zh_CN")


def font(cell) -> None:
    cell.font = Font(name=SIGNS)


@pytest.mark.parametrize("text", ["第一行_x000D_\n第二行", "前一句_x000D_后一句"])
def test_carriage_returns_of_other_programs_take_no_line(tmp_path, printed, text):
    """All of a cell is there whose lines another program ends with a carriage return, too."""

    def wrap(sheet) -> None:
        sheet["A1"].alignment = Alignment(wrap_text="\n" in text)

    office = book(tmp_path / "导出.xlsx", (text,), ("后一行",), change=wrap)
    (pdf,) = printed(office)
    lines = "".join(shown(pdf).pages).split()
    assert sorted(lines) == sorted([*text.replace("_x000D_", "").split(), "后一行"])
    assert compare(office, FileKind.SHEET, pdf) == ()
