import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from dossier.convert.fonts_used import fonts_asked
from dossier.model.evidence_file import FileKind


def styled(target, chinese=None, latin=None) -> None:
    """Set the fonts of a run or style."""
    properties = target._element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    if chinese:
        fonts.set(qn("w:eastAsia"), chinese)
    if latin:
        fonts.set(qn("w:ascii"), latin)


def asked(tmp_path, document) -> set[str]:
    path = tmp_path / "a.docx"
    document.save(path)
    return set(fonts_asked(path, FileKind.WORD))


def blank():
    document = docx.Document()
    styled(document.styles["Normal"], "宋体", "Times New Roman")
    return document


def test_runs_styles_and_defaults_are_resolved(tmp_path):
    """A run's own font, its character style's, its paragraph style's and the default's count."""
    document = blank()
    document.add_paragraph("缺省")
    styled(document.add_paragraph().add_run("自己"), "仿宋_GB2312")
    title = document.styles.add_style("题", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    title.base_style = document.styles["Normal"]
    styled(title, "方正小标宋简体")
    child = document.styles.add_style("子题", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = title
    document.add_paragraph("标题", style="子题")
    mark = document.styles.add_style("记", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    styled(mark, "楷体")
    document.add_paragraph().add_run("字符", style="记")
    assert asked(tmp_path, document) == {"宋体", "仿宋_GB2312", "方正小标宋简体", "楷体"}


def test_text_in_a_box_is_set_as_its_own_paragraph_says(tmp_path):
    """The style of the paragraph that a text box is anchored in is not that of the text in it."""
    document = blank()
    title = document.styles.add_style("题", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    styled(title, "方正小标宋简体")
    anchored = document.add_paragraph(style="题").add_run()
    box = parse_xml(
        f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict>"
    )
    anchored._element.append(box)
    assert asked(tmp_path, document) == {"宋体"}
    anchored._element.getparent().append(parse_xml(f"<w:r {nsdecls('w')}><w:t>题</w:t></w:r>"))
    assert asked(tmp_path, document) == {"宋体", "方正小标宋简体"}


def test_only_the_script_that_is_there_counts(tmp_path):
    """Chinese text asks for no Latin font, and the other way round."""
    document = blank()
    styled(document.add_paragraph().add_run("中文，。"), "仿宋", "Comic Sans MS")
    styled(document.add_paragraph().add_run("Latin 123"), "汉仪旗黑", "Arial")
    assert asked(tmp_path, document) == {"仿宋", "Arial"}


def test_unused_styles_and_empty_runs_ask_for_nothing(tmp_path):
    """A font that a style lists but no text is set in is not asked for."""
    document = blank()
    unused = document.styles.add_style("闲", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    styled(unused, "某体")
    document.add_paragraph("", style="闲")
    styled(document.add_paragraph().add_run(" "), "某体", "某体")
    assert asked(tmp_path, document) == set()


def test_tables_headers_and_footers_count(tmp_path):
    """Text is text, wherever it stands."""
    document = blank()
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    styled(cell.add_run("表"), "黑体")
    styled(document.sections[0].header.paragraphs[0].add_run("眉"), "楷体")
    styled(document.sections[0].footer.paragraphs[0].add_run("脚"), "隶书")
    assert asked(tmp_path, document) == {"黑体", "楷体", "隶书"}


def test_a_number_is_no_font(tmp_path):
    """What stands for a font that an RTF document names and does not list is asked of nobody."""
    document = blank()
    styled(document.add_paragraph().add_run("通知"), "0")
    document.add_paragraph("正文")
    assert asked(tmp_path, document) == {"宋体"}


def test_theme_fonts_are_looked_up(tmp_path):
    """Headings take their font from the theme, where the template says so."""
    document = docx.Document()
    document.add_heading("标题 A", 1)
    found = asked(tmp_path, document)
    assert "宋体" in found
    assert "Calibri" in found


def test_a_workbook_asks_for_the_fonts_of_its_cells(tmp_path):
    """The fonts of the cell formats of a workbook are asked for."""
    book = openpyxl.Workbook()
    book.active["A1"] = "值"
    book.active["A1"].font = openpyxl.styles.Font(name="汉仪旗黑")
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert fonts_asked(path, FileKind.SHEET) == {"Calibri", "汉仪旗黑"}


def test_what_cannot_be_read_asks_for_nothing(tmp_path):
    """To judge a broken file is others' part."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK")
    assert fonts_asked(path, FileKind.WORD) == frozenset()
