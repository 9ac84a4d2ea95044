"""The real LibreOffice: what its PDFs say, show and do not do."""

import ctypes
import io
import socketserver
import threading
import zipfile
from datetime import date

import docx
import openpyxl
import pypdf
import pypdfium2
import pypdfium2.raw
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from dossier.convert import Job, convert
from dossier.convert.engines import find
from dossier.convert.libreoffice import LibreOffice
from dossier.convert.machine import Backend
from dossier.files import sha256_of
from dossier.model.evidence_file import FileKind, SourceFile

pytestmark = pytest.mark.engine

RARE = "镕喆堃昇珺祎燊"


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """One that starts its workers anew for each call."""
    found = find(tmp_path_factory.mktemp("room"))
    assert found is not None, "LibreOffice is missing: run 'make setup'"
    return found


def source(path) -> SourceFile:
    kind = FileKind.SHEET if path.suffix == ".xlsx" else FileKind.WORD
    return SourceFile(path.name, kind, sha256_of(path), str(path))


def letter(path, *paragraphs: tuple[str, str], prepare=None):
    """A Word file of paragraphs, each a font and a text."""
    document = docx.Document()
    for font, text in paragraphs:
        run = document.add_paragraph().add_run(text)
        run.font.name, run.font.size = font, Pt(16)
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if prepare:
        prepare(document)
    document.save(path)
    return path


def book(path, columns: int, rows: int = 5):
    workbook = openpyxl.Workbook()
    for row in range(1, rows + 1):
        workbook.active.append([f"值{row}-{column}" for column in range(1, columns + 1)])
    workbook.save(path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A few documents that several tests look at."""
    home = tmp_path_factory.mktemp("documents")
    fonts = ("仿宋_GB2312", "楷体", "方正小标宋简体", "黑体", "宋体", "Times New Roman", "汉仪旗黑")
    letter(home / "字体.docx", *((font, f"{font}{RARE} ☑☐ Abc 123") for font in fonts))
    letter(home / "《招生》 (一): 100%.docx", ("仿宋", "招生工作方案"))
    book(home / "宽表.xlsx", 30)
    with zipfile.ZipFile(home / "坏.docx", "w") as package:
        package.writestr("word/document.xml", "<w:document><broken")
    return home


@pytest.fixture(scope="module")
def converted(folder, office, tmp_path_factory):
    sources = [source(path) for path in sorted(folder.iterdir())]
    made = convert(sources, tmp_path_factory.mktemp("cache"), office)
    return {path.name: one for path, one in made.items()}


def test_documents_become_pdfs_with_their_text(converted):
    """Word files come out with their words, whatever their names."""
    made = converted["《招生》 (一): 100%.docx"]
    assert (made.item_pdf.pages, made.fault) == (1, None)
    assert "招生工作方案" in pypdf.PdfReader(made.item_pdf.pdf).pages[0].extract_text()


def test_a_broken_document_is_a_fault_of_its_own(converted):
    """One that cannot be opened is told of; those in its company are made."""
    assert "cannot convert" in str(converted["坏.docx"].fault)
    assert [name for name, one in converted.items() if one.fault] == ["坏.docx"]


def test_a_wide_sheet_is_one_page_wide(converted):
    """Thirty columns and five rows are one page of A4, across, with all values."""
    made = converted["宽表.xlsx"]
    (page,) = pypdf.PdfReader(made.item_pdf.pdf).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    text = page.extract_text()
    assert "值1-1" in text
    assert "值5-30" in text


def fonts_by_character(pdf) -> dict[str, str]:
    """Each character of the first page, with the font in which it is shown last."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    raw, name, flags = pypdfium2.raw, ctypes.create_string_buffer(200), ctypes.c_int()
    fonts = {}
    for number in range(text.count_chars()):
        if raw.FPDFText_GetFontInfo(text, number, name, len(name), ctypes.byref(flags)):
            fonts[chr(raw.FPDFText_GetUnicode(text, number))] = name.value.decode()
    document.close()
    return fonts


KINDS = [
    ("仿宋_GB2312", "FandolFang", "LXGWWenKai-Regular"),
    ("楷体", "FandolKai", "LXGWWenKai-Regular"),
    ("方正小标宋简体", "NotoSerifCJK", "NotoSerifCJK"),
    ("黑体", "NotoSansCJK", "NotoSansCJK"),
    ("宋体", "NotoSerifCJK", "NotoSerifCJK"),
]


def test_fonts_are_the_declared_ones(office, tmp_path):
    """Each official font is shown in its substitute, characters that it lacks in the next one."""
    paths = [letter(tmp_path / f"{font}.docx", (font, f"工作{RARE}")) for font, _, _ in KINDS]
    made = convert([source(path) for path in paths], tmp_path / "cache", office)
    for path, (font, common, rare) in zip(paths, KINDS, strict=True):
        shown = fonts_by_character(made[path].item_pdf.pdf)
        assert shown["工"].startswith(common), font
        assert all(shown[character].startswith(rare) for character in RARE), font
        assert made[path].substituted == ()
    bold = fonts_by_character(made[paths[2]].item_pdf.pdf)
    assert "Bold" in bold["工"]


def test_rare_characters_of_names_are_shown(converted):
    """No character is lost or shown as a box, in whatever font it was asked for."""
    made = converted["字体.docx"]
    (page,) = pypdf.PdfReader(made.item_pdf.pdf).pages
    assert page.extract_text().count(RARE) == 7
    for font in page["/Resources"]["/Font"].values():
        names = font["/FontDescriptor"]
        assert "/FontFile" in names or "/FontFile2" in names or "/FontFile3" in names


def test_a_font_without_substitute_is_told(converted):
    """A font that nothing declared stands for is named; the others are not."""
    assert converted["字体.docx"].substituted == ("汉仪旗黑",)


def test_the_same_bytes_alone_and_in_company(engine, tmp_path, monkeypatch):
    """What stands before it in a batch, and when it is made, changes no byte of a PDF."""
    monkeypatch.setattr("dossier.convert.libreoffice.processors", lambda: 1)
    larger = letter(tmp_path / "b.docx", *((font, "工作" * 500) for font, _, _ in KINDS))
    paths = [
        letter(tmp_path / "a.docx", ("仿宋", "工作"), ("黑体", RARE)),
        book(tmp_path / "a.xlsx", 9),
    ]
    alone = convert([source(path) for path in paths], tmp_path / "one", engine)
    company = convert([source(path) for path in (larger, *paths)], tmp_path / "two", engine)
    for path in paths:
        assert alone[path].item_pdf.pdf != company[path].item_pdf.pdf
        assert alone[path].item_pdf.sha256 == company[path].item_pdf.sha256


def test_bullets_are_bullets(office, tmp_path):
    """A list in Word has its dots as characters of a font, not boxes."""
    path = letter(
        tmp_path / "a.docx", prepare=lambda one: one.add_paragraph("项目", style="List Bullet")
    )
    made = convert([source(path)], tmp_path / "cache", office)[path]
    assert fonts_by_character(made.item_pdf.pdf)["•"]
    assert made.substituted == ()


def test_comments_are_not_printed(office, tmp_path):
    """A comment is not part of the document."""

    def comment(document):
        run = document.add_paragraph().add_run("正文")
        document.add_comment(run, text="不要打印", author="审")

    path = letter(tmp_path / "a.docx", prepare=comment)
    made = convert([source(path)], tmp_path / "cache", office)[path]
    reader = pypdf.PdfReader(made.item_pdf.pdf)
    assert "正文" in reader.pages[0].extract_text()
    assert "/Annots" not in reader.pages[0]


def test_headings_become_bookmarks(office, tmp_path):
    """The outline of a document is kept, with its levels."""

    def headings(document):
        document.add_heading("一、总则", 1)
        document.add_heading("（一）目标", 2)

    path = letter(tmp_path / "a.docx", prepare=headings)
    made = convert([source(path)], tmp_path / "cache", office)[path]
    first, below = pypdf.PdfReader(made.item_pdf.pdf).outline
    assert first["/Title"] == "一、总则"
    assert [one["/Title"] for one in below] == ["（一）目标"]


def test_links_survive_for_binding(office, tmp_path):
    """A private link of a catalogue row stays a link, for the binder to resolve."""

    def link(document):
        relation = document.part.relate_to(
            "dossier:item/0012", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        paragraph = document.add_paragraph()
        hyperlink = docx.oxml.OxmlElement("w:hyperlink")
        hyperlink.set(qn("r:id"), relation)
        run = paragraph.add_run("题名")
        style = document.styles.add_style("Hyperlink", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        run.style = style
        hyperlink.append(run._element)
        paragraph._element.append(hyperlink)

    path = letter(tmp_path / "a.docx", prepare=link)
    made = convert([source(path)], tmp_path / "cache", office)[path]
    (note,) = pypdf.PdfReader(made.item_pdf.pdf).pages[0]["/Annots"]
    assert note.get_object()["/A"]["/URI"] == "dossier:item/0012"


@pytest.mark.parametrize("backend", Backend)
def test_nothing_is_fetched(engine, backend, tmp_path):
    """A picture that a document links to on some server is not asked for, in no way there is."""
    asked = []
    engine = LibreOffice(engine.backends.machine.program, tmp_path / "room", backends=[backend])

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            asked.append(self.request.recv(1000))

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def picture(document):
        drawing = document.add_picture(png)
        address = f"http://127.0.0.1:{server.server_address[1]}/spy.png"
        relation = document.part.relate_to(
            address, docx.opc.constants.RELATIONSHIP_TYPE.IMAGE, is_external=True
        )
        blip = drawing._inline.graphic.graphicData.pic.blipFill.blip
        del blip.attrib[qn("r:embed")]
        blip.set(qn("r:link"), relation)

    png = io.BytesIO()
    Image.new("L", (9, 9)).save(png, "PNG")
    try:
        path = letter(tmp_path / "a.docx", prepare=picture)
        made = convert([source(path)], tmp_path / "cache", engine)[path]
    finally:
        server.shutdown()
        server.server_close()
    assert made.fault is None
    assert asked == []


def test_figures_are_printed_as_their_author_saw_them(office, tmp_path):
    """Dates are Chinese, formulas have their results."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["A1"] = date(2021, 9, 1)
    sheet["A1"].number_format = "mm-dd-yy"  # Excel's short date, which follows the locale
    sheet["A2"] = "=SUM(40,2)"
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    made = convert([source(path)], tmp_path / "cache", office)[path]
    assert pypdf.PdfReader(made.item_pdf.pdf).pages[0].extract_text().split() == ["2021/9/1", "42"]


def test_impatience_is_a_fault_and_no_hang(folder, tmp_path, monkeypatch):
    """A real process that is given no time is killed, and each document is told of."""
    monkeypatch.setattr("dossier.convert.staging._PER_MEGABYTE", 0)
    hasty = find(tmp_path / "room", patience=0.01)
    jobs = [
        Job(folder / name, FileKind.WORD, tmp_path / f"{number}.pdf")
        for number, name in enumerate(("字体.docx", "《招生》 (一): 100%.docx"))
    ]
    told = list(hasty.to_pdf(jobs))
    assert len(told) == 2
    assert all("has not finished" in str(one.fault) for one in told)
    assert not list(tmp_path.glob("*.pdf"))
