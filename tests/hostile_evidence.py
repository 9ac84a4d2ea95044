"""Small files that take much to open: bombs of every kind, each made of a few lines."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

_MANIFEST = {
    "docx": (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    "xlsx": (
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(made)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def _page(content: bytes, resources: bytes, *more: bytes, count: int = 1) -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>"
        % resources,
        stream(content),
        *more,
    )


def nested_forms(depth: int = 30) -> bytes:
    """Each form draws the next one ten times, the last one a word."""
    forms = [
        stream(
            b"/F Do " * 10 if number < depth else b"BT /T 9 Tf (x) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>"
            % (
                b"/XObject<</F %d 0 R>>" % (number + 6)
                if number < depth
                else b"/Font<</T<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
            ),
        )
        for number in range(depth + 1)
    ]
    return _page(b"/F Do", b"/XObject<</F 5 0 R>>", *forms)


def million_pages() -> bytes:
    """One page that says it is a million."""
    return _page(b"", b"", count=1_000_000)


def packed_stream() -> bytes:
    """A page whose content is 1.5 GB of blanks, packed twice."""
    packed = zlib.compress(_packed(b" " * (1 << 20), 1500), 9)
    body = stream(packed, b"/Filter[/FlateDecode/FlateDecode]")
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        body,
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def _png(width: int, height: int, rows: bytes, *chunks: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    end = _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + end


def _packed(piece: bytes, times: int) -> bytes:
    """A zlib stream (RFC 1950) of so many equal pieces, of which one is packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(times):
        check = zlib.adler32(piece, check)
    return b"\x78\xda" + block * times + packer.flush() + struct.pack(">I", check)


def _zeros(rows: int, row: int) -> bytes:
    """As :func:`_packed`, so many rows of so many bytes of nothing."""
    return _packed(bytes(row), rows)


def pixels(width: int, height: int) -> bytes:
    """A picture of one colour."""
    return _png(width, height, _zeros(height, 1 + 3 * width))


def long_text_chunk() -> bytes:
    """A picture of one pixel with half a gigabyte of comment."""
    text = b"Comment\0\1\0\0\0" + _zeros(500, 1 << 20)
    return _png(1, 1, zlib.compress(bytes(4)), _chunk(b"iTXt", text))


def many_frames(count: int = 10_000) -> bytes:
    """A TIFF of so many pictures of a dot (TIFF 6.0, section 2)."""
    made = bytearray(b"II*\0\x08\0\0\0")
    tags = ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 4), (278, 1), (279, 1))
    size = 2 + 12 * len(tags) + 4
    for number in range(count):
        made += struct.pack("<H", len(tags))
        made += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        last = number == count - 1
        made += struct.pack("<I", 0 if last else 8 + size * (number + 1))
    return bytes(made)


def office(kind: str, parts: dict[str, Iterator[bytes] | bytes]) -> bytes:
    main, content_type = _MANIFEST[kind]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{content_type}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{REL}/officeDocument" Target="{main}"/></Relationships>',
        )
        for name, content in parts.items():
            with package.open(name, "w", force_zip64=True) as part:
                for piece in [content] if isinstance(content, bytes) else content:
                    part.write(piece)
    return held.getvalue()


def document(body: Iterator[bytes]) -> bytes:
    def pieces() -> Iterator[bytes]:
        yield f"<w:document {_W}><w:body>".encode()
        yield from body
        yield b"</w:body></w:document>"

    return office("docx", {"word/document.xml": pieces()})


def long_paragraph(megabytes: int = 1100) -> bytes:
    """A Word file with one text of more than a gigabyte."""

    def body() -> Iterator[bytes]:
        yield b"<w:p><w:r><w:t>"
        for _ in range(megabytes):
            yield b"x" * (1 << 20)
        yield b"</w:t></w:r></w:p>"

    return document(body())


def deep_elements(depth: int = 1_000_000) -> bytes:
    """A Word file of elements within each other."""

    def body() -> Iterator[bytes]:
        for tag in (b"<w:sdt>", b"</w:sdt>"):
            for _ in range(depth // 1000):
                yield tag * 1000

    return document(body())


def million_cells() -> bytes:
    """A Word table of a thousand rows and a thousand columns."""

    def body() -> Iterator[bytes]:
        yield b"<w:tbl>"
        for _ in range(1000):
            yield b"<w:tr>" + b"<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 1000
            yield b"</w:tr>"
        yield b"</w:tbl>"

    return document(body())


def workbook(sheet: Iterator[bytes] | bytes) -> bytes:
    """A workbook of one sheet."""
    sheets = '<sheets><sheet name="数据" sheetId="1" r:id="r1"/></sheets>'
    book = f"<workbook {_S} {_R}>{sheets}</workbook>"
    relation = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{REL}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    )
    return office(
        "xlsx",
        {
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": relation.encode(),
            "xl/worksheets/sheet1.xml": sheet,
        },
    )


def merged_sheet() -> bytes:
    """A workbook in which a whole sheet is merged."""
    return workbook(
        f'<worksheet {_S}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'.encode()
    )


def long_cell(megabytes: int = 1100) -> bytes:
    """A workbook with a text of more than a gigabyte in one cell."""

    def sheet() -> Iterator[bytes]:
        yield f'<worksheet {_S}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode()
        for _ in range(megabytes):
            yield b"x" * (1 << 20)
        yield b"</t></is></c></row></sheetData></worksheet>"

    return workbook(sheet())


FILES: dict[str, Callable[[], bytes]] = {
    "nested-forms.pdf": nested_forms,
    "million-pages.pdf": million_pages,
    "packed-stream.pdf": packed_stream,
    "pixels-178.png": lambda: pixels(13_400, 13_300),
    "pixels-900.png": lambda: pixels(30_000, 30_000),
    "text-chunk.png": long_text_chunk,
    "frames.tif": many_frames,
    "paragraph.docx": long_paragraph,
    "deep.docx": deep_elements,
    "cells.docx": million_cells,
    "merged.xlsx": merged_sheet,
    "cell.xlsx": long_cell,
}


def write_all(folder: Path) -> list[Path]:
    """The whole set, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, make in FILES.items():
        files.append(folder / name)
        files[-1].write_bytes(make())
    return files
