"""Office files of every kind, made by the real LibreOffice of small files that are written here."""

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from raw_workbook import book, number, row, sheet, text
from word_file import word_file

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = "".join(
    f' xmlns:{name}="{ODF}{space}:1.0"'
    for name, space in {
        "office": "office",
        "text": "text",
        "draw": "drawing",
        "presentation": "presentation",
        "style": "style",
        "table": "table",
    }.items()
) + (f' xmlns:svg="{ODF}svg-compatible:1.0" xmlns:fo="{ODF}xsl-fo-compatible:1.0"')
FILTERS = {
    "doc": "MS Word 97",
    "dot": "MS Word 97 Vorlage",
    "xml": "MS Word 2003 XML",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "ott": "writer8_template",
    "xls": "MS Excel 97",
    "ods": "calc8",
    "ppt": "MS PowerPoint 97",
    "pptx": "Impress MS PowerPoint 2007 XML",
    "odp": "impress8",
}


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def letter(path: Path, *lines: str) -> Path:
    """A Word file of these paragraphs and a table of one row."""
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("班级", "人数", "42"))
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    word_file(path, "".join(map(paragraph, lines)) + table + paragraph("（完）"))
    return path


def roster(path: Path, *names: str) -> Path:
    """A workbook of names, each with a number beside it."""
    rows = [row(1, text("A1", "姓名"), text("B1", "得分"))]
    rows += [
        row(n, text(f"A{n}", name), number(f"B{n}", n + 93.5)) for n, name in enumerate(names, 2)
    ]
    return book(path, {"表": sheet(*rows)})


def slides(path: Path, *texts: str) -> Path:
    """A presentation (OpenDocument) with a slide for each text."""
    pages = "".join(
        f'<draw:page draw:name="p{n}" draw:master-page-name="m"><draw:frame svg:width="20cm" '
        f'svg:height="3cm" svg:x="2cm" svg:y="2cm"><draw:text-box><text:p>{words}</text:p>'
        "</draw:text-box></draw:frame></draw:page>"
        for n, words in enumerate(texts)
    )
    kind = "application/vnd.oasis.opendocument.presentation"
    layout = (
        '<style:page-layout style:name="l"><style:page-layout-properties fo:page-width="28cm" '
        'fo:page-height="21cm"/></style:page-layout>'
    )
    parts = {
        "mimetype": kind,
        "content.xml": f'<office:document-content{_SPACES} office:version="1.3"><office:body>'
        f"<office:presentation>{pages}</office:presentation></office:body>"
        "</office:document-content>",
        "styles.xml": f'<office:document-styles{_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{layout}</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="m" style:page-layout-name="l"/></office:master-styles>'
        "</office:document-styles>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
        '<m:file-entry m:full-path="styles.xml" m:media-type="text/xml"/></m:manifest>',
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def saved_as(source: Path, suffix: str) -> Path:
    """What LibreOffice makes of a file when it saves it as another kind, beside it."""
    profile = (source.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", f"{suffix}:{FILTERS[suffix]}", "--outdir", str(source.parent)]
    made = source.with_suffix(f".{suffix}")
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    assert made.is_file(), suffix
    return made


def ofd(path: Path, *pages: str, space: str = "http://www.ofdspec.org/2016") -> Path:
    """An OFD file (GB/T 33190-2016) of pages of lines.

    As offices write it, a line is drawn in pieces, where letters or digits begin, here the last
    first.
    """
    named = f'xmlns:ofd="{space}"'
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {
        "OFD.xml": f'<ofd:OFD {named} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {named}><ofd:CommonData>{area}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for n, words in enumerate(pages):
        drawn = "".join(
            _drawn(piece, x, 20 + 8 * line)
            for line, text in enumerate(words.splitlines())
            for piece, x in reversed(list(_pieces(text)))
        )
        content = f"<ofd:Content><ofd:Layer>{drawn}</ofd:Layer></ofd:Content>"
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = f"<ofd:Page {named}>{content}</ofd:Page>"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def _pieces(text: str) -> Iterator[tuple[str, float]]:
    """The pieces of a line, and where each begins, in mm."""
    x = 20.0
    for piece in re.findall(r"[!-~]+|[^!-~]+", text):
        yield piece, x
        x += sum(2 if char.isascii() else 4 for char in piece)


def _drawn(words: str, x: float, y: float) -> str:
    steps = " ".join("2" if char.isascii() else "4" for char in words[:-1])
    return (
        f'<ofd:TextObject Boundary="{x} {y} {4 * len(words)} 5" Font="1" Size="4">'
        f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )
