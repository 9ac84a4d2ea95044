"""Papers as Word documents, in the fonts that offices name (GB/T 9704-2012)."""

from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from common.zipped import steady
from make_sample.documents import Block, Paper
from make_sample.pictures import bar_chart

_BODY, _TITLE, _HEAD, _SUBHEAD = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
_TABLE = "宋体"
_LEADING = Pt(28)  # 22 lines on a page


def worded(paper: Paper) -> bytes:
    """The paper as a .docx; the same bytes every time."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.author = paper.authors[0]
    document.core_properties.title = paper.title
    normal = document.styles["Normal"]
    _set_font(normal.element.get_or_add_rPr(), _BODY)
    normal.font.size = Pt(16)

    _line(document, paper.title, _TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER)
    if paper.number:
        _line(document, paper.number, _BODY, 16, WD_ALIGN_PARAGRAPH.CENTER)
    _line(document, "", _BODY, 16)
    for block in paper.blocks:
        _add(document, block)
    _line(document, "", _BODY, 16)
    for text in (*paper.authors, paper.signed_off):
        last = _line(document, text, _BODY, 16, WD_ALIGN_PARAGRAPH.RIGHT)
        last.paragraph_format.right_indent = Pt(32)
        last.paragraph_format.keep_together = True
    made = BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _add(document: Doc, block: Block) -> None:
    if block.kind == "table":
        _add_table(document, block)
    elif block.kind == "break":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif block.kind == "figure":
        picture = document.add_paragraph()
        picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
        picture.add_run().add_picture(BytesIO(bar_chart()), width=Mm(140))
    else:
        font = {"heading": _HEAD, "subheading": _SUBHEAD}.get(block.kind, _BODY)
        line = _line(document, block.text.replace("~", ""), font, 16)
        if block.kind != "lead":
            line.paragraph_format.first_line_indent = Pt(32)


def _line(
    document: Doc, text: str, font: str, size: int, align: WD_ALIGN_PARAGRAPH | None = None
) -> Paragraph:
    line = document.add_paragraph()
    line.paragraph_format.line_spacing = _LEADING
    line.paragraph_format.space_after = Pt(0)
    if align is not None:
        line.alignment = align
    run = line.add_run(text)
    run.font.size = Pt(size)
    _set_font(run._element.get_or_add_rPr(), font)  # noqa: SLF001 the library has no way to it
    return line


def _add_table(document: Doc, block: Block) -> None:
    table = document.add_table(len(block.table), len(block.table[0]))
    table.style = document.styles["Table Grid"]
    for number, (row, texts) in enumerate(zip(table.rows, block.table, strict=True)):
        if number == 0 and block.headed:
            mark = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 repeats the header row
        for cell, text in zip(row.cells, texts, strict=True):
            line = cell.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.line_spacing = Pt(18)
            run = line.add_run(text.replace("~", ""))
            run.font.size = Pt(10.5)
            run.bold = number == 0 and block.headed
            _set_font(run._element.get_or_add_rPr(), _TABLE)  # noqa: SLF001


def _set_font(properties: object, name: str) -> None:
    """Name the font of Chinese text and, for Latin letters, Times New Roman."""
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), name)
