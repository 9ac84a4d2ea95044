"""Text that makes itself smaller until it has room: mended in cells, told in boxes."""

import io
from pathlib import Path

import pypdfium2
import pytest
from office_files import book, with_parts
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font
from PIL import Image as Picture

from dossier.compare.run import compare
from dossier.finding import Code
from dossier.media.shown import shown
from dossier.model.evidence_file import FileKind

LONG = "本表由各年级组长填写，经教导处核对后报校长室，逾期不候。"
SPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def shrinking(path: Path, size: float = 11) -> Path:
    """A workbook of narrow cells that make their text and numbers smaller."""

    def change(sheet) -> None:
        for row, value in enumerate((LONG, 1234567890123.25, "稍长一点的话"), 1):
            cell = sheet.cell(row, 1, value)
            cell.alignment, cell.font = Alignment(shrink_to_fit=True), Font(size=size)
            cell.number_format = "#,##0.00"
            sheet.cell(row, 2, "邻")
        sheet.column_dimensions["A"].width = 8

    return book(path, change=change)


def boxed(path: Path, size: int) -> Path:
    """A workbook with a box whose long text has the `size` and is to shrink."""
    picture = io.BytesIO()
    Picture.new("RGB", (9, 9)).save(picture, "PNG")
    made = book(path, ["表"], change=lambda sheet: sheet.add_image(Image(picture), "B2"))
    ends = "".join(
        f"<xdr:{end}><xdr:col>{col}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{end}>"
        for end, col, row in (("from", 1, 2), ("to", 4, 7))
    )
    drawing = (
        f"<xdr:wsDr {SPACES}><xdr:twoCellAnchor>{ends}<xdr:sp macro='' textlink=''><xdr:nvSpPr>"
        "<xdr:cNvPr id='2' name='t'/><xdr:cNvSpPr txBox='1'/></xdr:nvSpPr><xdr:spPr><a:xfrm>"
        "<a:off x='0' y='0'/><a:ext cx='1800000' cy='900000'/></a:xfrm><a:prstGeom prst='rect'>"
        "<a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr wrap='square'><a:normAutofit/>"
        f"</a:bodyPr><a:p><a:r><a:rPr lang='zh-CN' sz='{size}'/><a:t>{LONG * 12}</a:t></a:r></a:p>"
        "</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    return with_parts(made, {"xl/drawings/drawing1.xml": lambda _: drawing.encode()})


@pytest.mark.engine
def test_cells_that_would_become_too_small_break_or_widen(tmp_path: Path, printed) -> None:
    """This test ensures that a cell made to shrink its text is read on paper all the same."""
    file = shrinking(tmp_path / "a.xlsx")
    (pdf,) = printed(file)
    assert (shown(pdf).small, compare(file, FileKind.SHEET, pdf)) == ((), ())
    with pypdfium2.PdfDocument(pdf) as document:
        assert "1,234,567,890,123.25" in document[0].get_textpage().get_text_range()


@pytest.mark.engine
def test_a_box_that_becomes_too_small_is_told(tmp_path: Path, printed) -> None:
    """This test ensures that small text is told with its page, but not what was asked for so."""
    large, asked = boxed(tmp_path / "a.xlsx", 1400), boxed(tmp_path / "b.xlsx", 450)
    one, other = printed(large, asked)
    (remark,) = compare(large, FileKind.SHEET, one)
    assert remark.code is Code.TEXT_TOO_SMALL
    assert "page 1: '本表由各年级" in remark.text.spoken("en")
    assert compare(asked, FileKind.SHEET, other) == ()
