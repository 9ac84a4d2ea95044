"""Workbooks written as XML, for what no library writes: ``book(path, {"表": rows(...)})``."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def text(reference: str, content: str, style: int = 0) -> str:
    """A cell with a text."""
    words = escape(content).replace("\n", "&#10;")
    return (
        f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t>'
        "</is></c>"
    )


def number(reference: str, value: float, style: int = 0, formula: str = "") -> str:
    """A cell with a number, the stored result of a formula where there is one."""
    formula = f"<f>{escape(formula)}</f>" if formula else ""
    return f'<c r="{reference}" s="{style}">{formula}<v>{value}</v></c>'


def row(line: int, *cells: str, **attributes: str) -> str:
    """A row of cells."""
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<row r="{line}"{given}>{"".join(cells)}</row>'


def sheet(*rows: str, columns: str = "", after: str = "") -> str:
    """What is within a worksheet: columns as `<col …/>`, then rows, then what follows them."""
    columns = f"<cols>{columns}</cols>" if columns else ""
    return f"{columns}<sheetData>{''.join(rows)}</sheetData>{after}"


def col(first: int, last: int, width: float) -> str:
    """Columns of one width, in characters."""
    return f'<col min="{first}" max="{last}" width="{width}" customWidth="1"/>'


WRAP = 1
"""The style of cells that break their lines."""


def styles(*codes: str, size: float = 11, font: str = "宋体") -> str:
    """Styles: 0 is plain, 1 wraps, 2 and on have one of the formats each."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(codes)
    )
    forms = "".join(
        f'<xf numFmtId="{200 + n}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'
        for n in range(len(codes))
    )
    plain = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
    return (
        f"<numFmts>{formats}</numFmts>"
        f'<fonts><font><sz val="{size}"/><name val="{font}"/></font></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
        f"<cellStyleXfs><xf {plain}/></cellStyleXfs><cellXfs><xf {plain}/>"
        f'<xf {plain} applyAlignment="1"><alignment wrapText="1"/></xf>{forms}</cellXfs>'
    )


def relations(*targets: tuple[str, str, str]) -> str:
    """A part of relations: ID, kind and target of each."""
    return f'<Relationships xmlns="{_PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{RELATED}/{kind}"}" '
        f'Target="{target}"/>'
        for name, kind, target in targets
    ) + "</Relationships>"  # fmt: skip


def book(
    path: Path,
    sheets: dict[str, str],
    *,
    style: str = "",
    names: str = "",
    hidden: dict[str, str] | None = None,
    related: tuple[tuple[str, str, str], ...] = (),
    parts: dict[str, str | bytes] | None = None,
    space: tuple[str, str] = (MAIN, RELATED),
    properties: str = "",
) -> Path:
    """Write a workbook of `sheets` (what is within each by its name) at `path`."""
    main, linked = space
    hidden = hidden or {}
    listed, given, kinds = "", [("styles", "styles", "styles.xml"), *related], ""
    files: dict[str, str | bytes] = {}
    for n, (name, content) in enumerate(sheets.items(), 1):
        state = f' state="{hidden[name]}"' if name in hidden else ""
        listed += f'<sheet name="{name}" sheetId="{n}"{state} r:id="rId{n}"/>'
        given.append((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml"))
        files[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{main}" xmlns:r="{linked}">{content}</worksheet>'
        )
        kinds += (
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
            f'ContentType="{_OFFICE}.worksheet+xml"/>'
        )
    names = f"<definedNames>{names}</definedNames>" if names else ""
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_OFFICE}.styles+xml"/>{kinds}</Types>',
        "_rels/.rels": relations(
            ("rId1", "officeDocument", "xl/workbook.xml"),
            (
                "rId2",
                f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/'
        'package/2006/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dcterms:modified>2022-09-01T00:30:00Z</dcterms:modified></cp:coreProperties>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{linked}">{properties}'
        f"<sheets>{listed}</sheets>{names}</workbook>",
        "xl/_rels/workbook.xml.rels": relations(*given).replace(RELATED, linked),
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{style or styles()}</styleSheet>',
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (files | (parts or {})).items():
            package.writestr(name, content)
    return path
