"""Files of every office kind, written by LibreOffice and bound: their words stand on the pages."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dossier.assembly.conversion import compared
from dossier.convert import Converted, convert
from dossier.convert.libreoffice import LibreOffice
from dossier.convert.run import uncached
from dossier.files import sha256_of
from dossier.finding import Code
from dossier.media.examine import examine
from dossier.media.text import passages
from dossier.model.evidence_file import FileKind, SourceFile
from dossier.model.item import ItemPdf
from office_zoo import letter, roster, saved_as, slides

pytestmark = pytest.mark.engine
WORDS = ("关于开展控辍保学工作的通知", "一、摸清底数。")


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which LibreOffice may be asked to save files as other kinds."""
    return tmp_path_factory.mktemp("zoo")


def bound(path: Path, office: LibreOffice, cache: Path) -> Converted:
    """What comes of a file on the whole road: looked at, converted, compared."""
    examined = examine(path)
    assert examined.fault is None, examined.remedy
    source = SourceFile(path.name, examined.kind, sha256_of(path), str(path))
    made = convert([source], cache, office)
    return compared([source], made, cache)[path]


def words(converted: Converted) -> str:
    """The words of all pages, without white space."""
    assert converted.fault is None, converted.fault
    with pypdfium2.PdfDocument(converted.item_pdf.pdf) as document:
        return "".join("".join(p.get_textpage().get_text_range().split()) for p in document)


def told(converted: Converted) -> list[Code]:
    return [remark.code for remark in converted.remarks]


@pytest.mark.parametrize(
    ("suffix", "name", "kind"),
    [
        ("doc", "通知.doc", FileKind.DOC),
        ("doc", "通知.wps", FileKind.DOC),
        ("dot", "通知.dot", FileKind.DOC),
        ("rtf", "通知.doc", FileKind.RTF),
        ("odt", "通知.odt", FileKind.ODT),
        ("ott", "通知.wpt", FileKind.ODT),
    ],
)
def test_documents_of_other_programs(office, zoo, tmp_path, suffix, name, kind):
    """An old document is printed with all its words, and known by its content."""
    made = saved_as(letter(zoo / f"{suffix}.docx", *WORDS), suffix)
    path = made.rename(tmp_path / name)
    assert examine(path).kind is kind
    converted = bound(path, office, tmp_path / "cache")
    said = words(converted)
    assert all(text in said for text in (*WORDS, "班级", "人数", "42", "（完）"))
    assert told(converted) == []


@pytest.mark.parametrize(
    ("suffix", "name", "kind"),
    [
        ("xls", "花名册.xls", FileKind.XLS),
        ("xls", "花名册.et", FileKind.XLS),
        ("ods", "花名册.ods", FileKind.ODS),
    ],
)
def test_workbooks_of_other_programs(office, zoo, tmp_path, suffix, name, kind):
    """An old workbook is printed with all its cells, numbers as numbers."""
    book = roster(zoo / f"{name}.xlsx", "李芳", "王伟")
    path = saved_as(book, suffix).rename(tmp_path / name)
    assert examine(path).kind is kind
    converted = bound(path, office, tmp_path / "cache")
    assert all(text in words(converted) for text in ("姓名", "李芳", "95.5", "王伟", "96.5"))
    assert Code.CONTENT_ADDED not in told(converted)


@pytest.mark.parametrize(
    ("suffix", "name", "kind"),
    [
        ("ppt", "课件.ppt", FileKind.PPT),
        ("ppt", "课件.dps", FileKind.PPT),
        ("pptx", "课件.pptx", FileKind.PPTX),
        ("odp", "课件.odp", FileKind.ODP),
    ],
)
def test_presentations(office, zoo, tmp_path, suffix, name, kind):
    """Each slide is a page."""
    made = slides(zoo / f"{suffix}-1.odp", "校园安全教育", "防溺水六不准")
    if suffix != "odp":
        made = saved_as(made, suffix)
    path = made.rename(tmp_path / name)
    assert examine(path).kind is kind
    converted = bound(path, office, tmp_path / "cache")
    assert converted.item_pdf.pages == 2
    assert words(converted) == "校园安全教育防溺水六不准"
    assert told(converted) == []


def test_a_slide_that_is_not_printed_is_missed(office, tmp_path):
    """Where a page of a presentation lacks words, comparing says so."""
    path = slides(tmp_path / "课件.odp", "校园安全教育", "防溺水")
    source = SourceFile(path.name, FileKind.ODP, sha256_of(path), str(path))
    made = convert([source], tmp_path / "cache", office)
    with pikepdf.open(made[path].item_pdf.pdf, allow_overwriting_input=True) as document:
        del document.pages[1]
        document.save(tmp_path / "cut.pdf")
    cut = {path: Converted("k", ItemPdf(tmp_path / "cut.pdf", 1, sha256_of(tmp_path / "cut.pdf")))}
    (remark,) = compared([source], cut, tmp_path / "cache")[path].remarks
    assert remark.code is Code.CONTENT_NOT_PRINTED
    assert "防溺水" in str(remark.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_plain_text_in_every_encoding(office, tmp_path, encoding):
    """A text is printed line by line, whatever program wrote it."""
    path = tmp_path / "值班.txt"
    path.write_bytes("值班安排：\n  一、张老师，周一；\n\n二、镕、喆两位老师。\n".encode(encoding))
    converted = bound(path, office, tmp_path / "cache")
    assert words(converted) == "值班安排：一、张老师，周一；二、镕、喆两位老师。"
    assert told(converted) == []


def test_a_table_as_text_keeps_its_zeros(office, tmp_path):
    """A table as text is a sheet whose numbers of persons have all their digits."""
    path = tmp_path / "名单.csv"
    path.write_bytes("姓名,学号\r\n李芳,000123\r\n“王,伟”,511302201203040011\r\n".encode("gb18030"))
    said = words(bound(path, office, tmp_path / "cache"))
    assert all(text in said for text in ("姓名", "000123", "511302201203040011"))


_SHEET_XML = (
    '<?xml version="1.0"?><Workbook xmlns="{0}" xmlns:ss="{0}"><Worksheet ss:Name="表"><Table><Row>'
    '<Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="Number">95.5</Data></Cell>'
    "</Row></Table></Worksheet></Workbook>"
).format("urn:schemas-microsoft-com:office:spreadsheet")


def test_workbooks_and_documents_as_xml(office, zoo, tmp_path):
    """What programs export as XML is printed, and nothing that is not in it."""
    book = tmp_path / "导出.xls"
    book.write_text(_SHEET_XML, encoding="utf-8")
    assert examine(book).kind is FileKind.XML_SHEET
    assert words(bound(book, office, tmp_path / "cache")) == "姓名95.5"
    document = saved_as(letter(zoo / "xml.docx", *WORDS), "xml").rename(tmp_path / "导出.doc")
    assert examine(document).kind is FileKind.XML_WORD
    assert all(text in words(bound(document, office, tmp_path / "cache")) for text in WORDS)


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what has been asked of it."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            self.send_error(404)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()


def web_page(address: str) -> str:
    return (
        f"<html><head><title>校网</title><link rel=stylesheet href='{address}/a.css'>"
        f"<style>@import url({address}/b.css); p {{ color: black }}</style>"
        f"<script src='{address}/c.js'>document.write('脚本')</script></head>"
        f"<body background='{address}/d.png' onload='x()'><h1>开学典礼</h1>"
        f"<p style='background:url({address}/e.png)'>九月一日举行。</p><img src='{address}/f.png'>"
        f"<iframe src='{address}/g.html'></iframe><object data='{address}/h.swf'></object>"
        "<table border=1><tr><td>班级</td><td>人数</td></tr><tr><td>一班</td><td>42</td></tr>"
        f"</table><a href='{address}/i'>原文</a></body></html>"
    )


@pytest.mark.parametrize("name", ["校网.html", "校网.doc", "校网.xls", "校网.mht"])
def test_saved_web_pages(office, tmp_path, asked, name):
    """A page is printed as it was saved; nothing that it refers to is fetched, nothing runs."""
    address, seen = asked
    path = tmp_path / name
    head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    page = web_page(address)
    path.write_text(head + page if name.endswith(".mht") else page, encoding="utf-8")
    converted = bound(path, office, tmp_path / "cache")
    said = words(converted)
    assert "Page" not in said
    assert all(text in said for text in ("开学典礼", "九月一日举行。", "一班", "42", "原文"))
    assert "脚本" not in said
    assert seen == []
    assert told(converted) == [Code.CONTENT_UNCHECKED]


def test_the_same_bytes_each_time(office, zoo, tmp_path):
    """A file of another kind gives the same PDF in every cache, and is made once in each."""
    doc = saved_as(letter(zoo / "twice.docx", *WORDS), "doc")
    xls = saved_as(roster(zoo / "twice.xlsx", "李芳"), "xls")
    ppt = saved_as(slides(zoo / "twice-1.odp", "安全"), "ppt")
    for path in (doc, xls, ppt):
        source = SourceFile(path.name, examine(path).kind, sha256_of(path), str(path))
        first, again = (convert([source], tmp_path / n, office)[path] for n in ("a", "b"))
        assert (first.fault, first.item_pdf.sha256) == (None, again.item_pdf.sha256)
        assert uncached([source], tmp_path / "a", office) == []


def test_what_stood_between_is_made_again(office, zoo, tmp_path):
    """A PDF whose document in between is gone is made again, for it is compared with that."""
    path = saved_as(letter(zoo / "gone.docx", *WORDS), "doc")
    source = SourceFile(path.name, FileKind.DOC, sha256_of(path), str(path))
    first = convert([source], tmp_path, office)[path]
    assert first.office is not None
    first.office.unlink()
    assert uncached([source], tmp_path, office) == [source]
    assert convert([source], tmp_path, office)[path] == first
    assert first.office.is_file()


def test_a_broken_document_is_a_fault(office, tmp_path):
    """What LibreOffice cannot open becomes a fault that says what to do."""
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    source = SourceFile(path.name, FileKind.DOC, sha256_of(path), str(path))
    converted = convert([source], tmp_path / "cache", office)[path]
    assert converted.item_pdf is None
    assert "Word" in str(converted.fault)


def test_old_documents_are_read_for_the_checks(zoo):
    """The words of an old document are read from itself: paragraphs and rows of its tables."""
    path = saved_as(letter(zoo / "read.docx", *WORDS), "doc")
    said = [passage.text for passage in passages(path, FileKind.DOC)]
    assert said == [*WORDS, "班级\t人数\t42", "（完）"]
