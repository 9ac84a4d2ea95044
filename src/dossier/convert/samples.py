"""Small documents and a small workbook, for the self-test of an office engine.

Most say as little as Office files may: what they do not say (language, fonts, sizes) is filled in
by the office, and there its ways could differ. Catalogues go on over pages: where such a table is
broken, a way that lays pages out otherwise loses rows.
"""

import zipfile
from pathlib import Path

_TEXT = "2022—2023学年度，学校共有学生1,286名（其中：随迁子女52名），巩固率99.2%。" * 4

_MAIN = "application/vnd.openxmlformats-officedocument"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# characters in a title, and columns in twips
_LENGTHS = (5, 19, 30, 5, 46, 5)
_COLUMNS = (794, 2721, 1077)
CATALOGUES = 2
"""How many different catalogues there are."""


def document(folder: Path) -> Path:
    """A Word file (ECMA-376-1, 11.2) of one paragraph and one table."""
    paragraph = f"<w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p>"
    fang = '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312" w:ascii="Times New Roman"/></w:rPr>'
    cell = f"<w:tc><w:p><w:r>{fang}<w:t>{_TEXT[:20]}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>"
    body = f"<w:body>{paragraph}{table}{paragraph}</w:body>"
    return _word_file(folder / "sample.docx", body)


def catalogue(folder: Path, number: int) -> Path:
    """A Word file of one table, of rows that stay whole under a head that is repeated."""
    head = _row(("件号", "题名", "页号"), "<w:tblHeader/>")
    rows = "".join(
        _row(
            (f"{n:04d}", _TEXT[: _LENGTHS[n * (n + number - 1) % 7 % len(_LENGTHS)]], "1—3"),
            '<w:trHeight w:val="499" w:hRule="atLeast"/>',
        )
        for n in range(1, 60)
    )
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in edges)
    room = '<w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _COLUMNS)
    table = (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{room}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl><w:p/>"
    )
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:bottom="850" w:left="1417"/>'
    body = f"<w:body>{table}<w:sectPr>{page}</w:sectPr></w:body>"
    return _word_file(folder / f"catalogue{number}.docx", body)


def _row(cells: tuple[str, ...], kind: str) -> str:
    spacing = '<w:spacing w:line="280" w:lineRule="exact"/>'
    song = '<w:rFonts w:eastAsia="宋体" w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr>{spacing}</w:pPr>"
        f'<w:r><w:rPr>{song}<w:sz w:val="21"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>'
        for width, text in zip(_COLUMNS, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{kind}</w:trPr>{told}</w:tr>"


def _word_file(path: Path, body: str) -> Path:
    return _package(
        path,
        ("word/document.xml", f"{_MAIN}.wordprocessingml.document.main+xml"),
        {"word/document.xml": f'<w:document xmlns:w="{_WORD}">{body}</w:document>'},
    )


def workbook(folder: Path) -> Path:
    """A workbook (ECMA-376-1, 12.2) of one sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = f'<c t="inlineStr"><is><t>{_TEXT[:12]}</t></is></c><c><v>1286</v></c>'
    sheet = f'<worksheet xmlns="{space}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    return _package(
        folder / "sample.xlsx",
        ("xl/workbook.xml", f"{_MAIN}.spreadsheetml.sheet.main+xml"),
        {
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{_RELATED}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        },
    )


def _relations(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATED}/{kind}" Target="{target}"/></Relationships>'
    )


def _package(path: Path, main: tuple[str, str], parts: dict[str, str]) -> Path:
    sheet = f"{_MAIN}.spreadsheetml.worksheet+xml"
    overrides = [main] + [(name, sheet) for name in parts if "worksheets" in name]
    types = "".join(f'<Override PartName="/{n}" ContentType="{kind}"/>' for n, kind in overrides)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = parts | {
        "_rels/.rels": _relations("officeDocument", main[0]),
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="rels" ContentType="{relations}"/>{types}</Types>',
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), _HEAD + content)
    return path
