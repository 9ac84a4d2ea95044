"""Cells whose text is turned, slants or stands upright: all of it is on paper, or told."""

from pathlib import Path

import pytest
from docx.shared import Cm, Pt
from office_files import book, word
from openpyxl.styles import Alignment

from dossier.compare.run import compare
from dossier.finding import Code
from dossier.model.evidence_file import FileKind

HEADS = ("学校名称", "小学部在校学生人数", "初中部班级数（个）", "Number of teachers", "85%")


def turned(path: Path, angle: int, behind: int = 0) -> Path:
    """A workbook with narrow columns under turned heads; `behind` it a column with a word."""

    def change(sheet) -> None:
        for column, head in enumerate(HEADS, 4):
            cell = sheet.cell(1, column, head)
            cell.alignment = Alignment(text_rotation=angle, horizontal="center", vertical="center")
            sheet.column_dimensions[cell.column_letter].width = 5
            for row in range(2, 6):
                sheet.cell(row, column, row * column)
        if behind:
            sheet.cell(5, 10 + behind, "末")
        day = sheet.cell(2, 10, 44805)
        day.number_format, day.alignment = 'yyyy"年"m"月"d"日"', Alignment(text_rotation=angle)

    return book(path, change=change)


@pytest.mark.engine
def test_rows_have_room_for_text_that_is_turned(tmp_path: Path, printed) -> None:
    """This test ensures that turned and slanting heads are printed whole, and none is told."""
    files = [turned(tmp_path / f"{one}.xlsx", one, 3) for one in (90, 60, 45, 30, 255, 180, 150)]
    pdfs = printed(*files)
    assert [
        (file.stem, one.text.spoken("en"))
        for file, pdf in zip(files, pdfs, strict=True)
        for one in compare(file, FileKind.SHEET, pdf)
    ] == []


@pytest.mark.engine
def test_slanting_text_that_is_cut_off_is_told(tmp_path: Path, printed) -> None:
    """This test ensures that a day which slants beyond the last column is told by its cell."""
    file = turned(tmp_path / "a.xlsx", 30)
    (pdf,) = printed(file)
    (remark,) = compare(file, FileKind.SHEET, pdf)
    assert remark.code is Code.CONTENT_NOT_PRINTED
    assert "cell J2: '2022年9月1日'" in remark.text.spoken("en")


@pytest.mark.engine
def test_large_letters_and_pages_without_margins_are_not_told(tmp_path: Path, printed) -> None:
    """This test ensures that a certificate and a sheet up to the paper's edges give no remark."""

    def certificate(document) -> None:
        section = document.sections[0]
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", Cm(0.2))
        for words, size in (("荣誉证书", 140), ("在全县比赛中荣获一等奖", 60), ("特发此证", 48)):
            document.add_paragraph().add_run(words).font.size = Pt(size)

    def full(sheet) -> None:
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = 0
        for row in range(1, 60):
            for column in range(1, 8):
                sheet.cell(row, column, f"第{row}行{column}列")

    files = [word(tmp_path / "a.docx", certificate), book(tmp_path / "b.xlsx", change=full)]
    one, other = printed(*files)
    assert compare(files[0], FileKind.WORD, one) == ()
    assert compare(files[1], FileKind.SHEET, other) == ()
