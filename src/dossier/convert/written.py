"""Word and Excel files written by ourselves (ECMA-376), of texts whose words are all they hold."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from dossier.media.plaintext import decoded, rows

_MAIN = "application/vnd.openxmlformats-officedocument"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,11})(\.\d{1,6})?")
_WIDEST, _NARROWEST = 40, 8  # characters of a column
_LAST_COLUMN = 16384

# A4 with the margins of GB/T 9704-2012, 宋体 of 12 points, lines of 20
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1474" w:bottom="1440" w:left="1588"/></w:sectPr>'
)
_FONT = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    '<w:sz w:val="24"/>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}</w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults></w:styles>"
)
_BOOK_STYLES = (
    f'<styleSheet xmlns="{_S}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font>'
    "</fonts>"
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border/><border>"
    + "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
    + '</border></borders><cellStyleXfs><xf numFmtId="0" fontId="0"/></cellStyleXfs><cellXfs>'
    '<xf numFmtId="0" fontId="0"/>'
    '<xf numFmtId="0" fontId="0" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1">'
    '<alignment vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>'
)


def document(content: bytes, target: Path) -> None:
    """Write a Word file of a plain text: each of its lines a paragraph, as it stands."""
    lines = decoded(content).text.expandtabs(4).replace("\f", "\n").splitlines()
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{_plain(line)}</w:t></w:r></w:p>' for line in lines
    )
    main = f'<w:document xmlns:w="{_W}"><w:body>{body}{_PAGE}</w:body></w:document>'
    _package(
        target,
        ("word/document.xml", f"{_MAIN}.wordprocessingml.document.main+xml", main),
        ("word/styles.xml", f"{_MAIN}.wordprocessingml.styles+xml", _STYLES),
    )


def workbook(content: bytes, target: Path) -> None:
    """Write a workbook of a table as text; only what is surely a number is one.

    Numbers of persons, phones and classes keep all their digits and zeros.
    """
    table = [row[:_LAST_COLUMN] for row in rows(decoded(content).text)]
    sheet = (
        f'<worksheet xmlns="{_S}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"{_columns(table)}<sheetData>{''.join(_rows(table))}</sheetData>"
        '<pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )
    main = (
        f'<workbook xmlns="{_S}" xmlns:r="{_RELATED}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    _package(
        target,
        ("xl/workbook.xml", f"{_MAIN}.spreadsheetml.sheet.main+xml", main),
        ("xl/worksheets/sheet1.xml", f"{_MAIN}.spreadsheetml.worksheet+xml", sheet),
        ("xl/styles.xml", f"{_MAIN}.spreadsheetml.styles+xml", _BOOK_STYLES),
    )


def _rows(table: list[list[str]]) -> Iterator[str]:
    for row in table:
        yield f"<row>{''.join(map(_cell, row))}</row>"


def _cell(text: str) -> str:
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return f'<c s="1"><v>{text}</v></c>'
    return f'<c s="1" t="inlineStr"><is><t xml:space="preserve">{_plain(text)}</t></is></c>'


def _columns(table: list[list[str]]) -> str:
    """Widths by the longest line of each column; beyond the widest a cell goes on below."""
    widths: list[int] = []
    for row in table:
        widths += [_NARROWEST] * (len(row) - len(widths))
        for place, text in enumerate(row):
            length = max(
                (sum(1 + (not c.isascii()) for c in t) for t in text.splitlines()), default=0
            )
            widths[place] = min(_WIDEST, max(widths[place], length + 2))
    if not widths:
        return ""
    told = (
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    return f"<cols>{''.join(told)}</cols>"


def _plain(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


def _package(target: Path, *parts: tuple[str, str, str]) -> None:
    """A package of its main part and those that it leads to, the same bytes each time."""
    main, *others = parts
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind, _ in parts
    )
    folder = main[0].partition("/")[0]
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/{kind.rpartition(".")[2].partition("+")[0]}" '
        f'Target="{name.removeprefix(folder + "/")}"/>'
        for n, (name, kind, _) in enumerate(others, 1)
    )
    contents = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATED}/officeDocument" Target="{main[0]}"/></Relationships>',
        f"{folder}/_rels/{main[0].rpartition('/')[2]}.rels": f"<Relationships "
        f'xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        **{name: content for name, _, content in parts},
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(zipfile.ZipInfo(name), _HEAD + content)
