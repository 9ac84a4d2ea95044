"""Rows beside a merged cell, where a page ends."""

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from office_files import block, word

from dossier.compare.run import compare
from dossier.model.evidence_file import FileKind

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TABLE = (
    '<w:tbl {}><w:tblPr><w:tblW w:w="8000" w:type="dxa"/>'
    f"<w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>"
)
GRID = '<w:gridCol w:w="2000"/><w:gridCol w:w="6000"/></w:tblGrid>'


def on_a4(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(12), "宋体"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")


def wide(twips: int) -> str:
    return f'<w:tcW w:w="{twips}" w:type="dxa"/>'


def rows(count: int, merged: int) -> str:
    """Rows that may not split, the first cells of so many being one."""
    made = ""
    for n in range(count):
        first = n % merged == 0
        merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
        words = "<w:r><w:t>一级指标：教育公平</w:t></w:r>" if first else ""
        made += (
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{wide(2000)}{merge}</w:tcPr>"
            f"<w:p>{words}</w:p></w:tc><w:tc><w:tcPr>{wide(6000)}</w:tcPr><w:p><w:r><w:t>二级指标{n}："
            f"{'内容' * 20}</w:t></w:r></w:p></w:tc></w:tr>"
        )
    return made


@pytest.mark.parametrize("merged", [8, 12, 40])
def test_no_row_beside_a_merged_cell_is_cut_at_the_end_of_a_page(tmp_path, printed, merged):
    """Each row is there in all its lines, wherever the pages end."""
    body = TABLE + GRID + rows(100, merged) + "</w:tbl>"
    office = word(tmp_path / "指标.docx", on_a4, block(body), "后文")
    (pdf,) = printed(office)
    assert compare(office, FileKind.WORD, pdf) == ()
