"""A small document and a small workbook, for the self-test of an office engine.

They say as little as Office files may: what they do not say (language, fonts, sizes) is filled in
by the office, and there its ways could differ.
"""

import zipfile
from pathlib import Path

_TEXT = "2022—2023学年度，学校共有学生1,286名（其中：随迁子女52名），巩固率99.2%。" * 4

_MAIN = "application/vnd.openxmlformats-officedocument"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def document(folder: Path) -> Path:
    """A Word file (ECMA-376-1, 11.2) of one paragraph and one table."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = f"<w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p>"
    fang = '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312" w:ascii="Times New Roman"/></w:rPr>'
    cell = f"<w:tc><w:p><w:r>{fang}<w:t>{_TEXT[:20]}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>"
    body = f"<w:body>{paragraph}{table}{paragraph}</w:body>"
    return _package(
        folder / "sample.docx",
        ("word/document.xml", f"{_MAIN}.wordprocessingml.document.main+xml"),
        {"word/document.xml": f'<w:document xmlns:w="{space}">{body}</w:document>'},
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
