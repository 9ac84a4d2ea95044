"""Pictures within cells, which LibreOffice knows nothing of, drawn where they stand.

WPS keeps them in cellimages.xml and names one by the formula `=DISPIMG("ID_…",1)`; Excel keeps them
among its rich values and says so by a cell's `vm` (MS-XLSX 2.4.1; the cell itself holds #VALUE!).
"""

import re

from lxml import etree

from dossier.convert.package import parsed
from dossier.convert.sheet.book import RELATED, BookSheet, M, R, SheetBook
from dossier.convert.sheet.grid import SheetGrid
from dossier.convert.sheet.references import area
from dossier.facts import Fact

_WPS = re.compile(r'DISPIMG\s*\(\s*"([^"]+)"', re.IGNORECASE)
TRACES = (b"DISPIMG", b"vm")
"""What is in the bytes of a sheet whose cells name any."""

_PART = "xl/cellimages.xml"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
_D, _A = f"{{{_DRAWN}}}", f"{{{_SHAPES}}}"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMU = 12700  # to a point
_MARGIN = 1.5  # points around a picture


class PlacedPicture(Fact, frozen=True):
    """A picture and the cell that it stands in."""

    row: int
    column: int
    part: str
    cut: bytes = b""
    """What part of it is shown: its a:srcRect."""


class Pictures:
    """The pictures that the cells of a workbook may name."""

    def __init__(self, book: SheetBook) -> None:
        self._book = book
        self._wps = dict(self._of_wps())
        self._values = self._of_excel()

    def taken(self, data: etree._Element) -> list[PlacedPicture]:
        """The pictures in the cells of a `sheetData`; the cells are blank afterwards.

        One that the file does not have leaves its cell blank, too: comparing tells of it.
        """
        placed = []
        for cell in self._named(data):
            found = self._in(cell)
            if found is None:
                continue
            part, cut = found
            (row, column), _ = area(cell.get("r", ""))
            if part:
                placed.append(PlacedPicture(row, column, part, cut))
            for child in list(cell):
                cell.remove(child)
            for name in ("t", "vm", "cm"):
                cell.attrib.pop(name, "")
        return placed

    def _named(self, data: etree._Element) -> list[etree._Element]:
        """The cells that may hold a picture."""
        found = data.findall(f"{M}row/{M}c[@vm]")
        for tag in (f"{M}f", f"{M}v"):
            found += [
                cell
                for one in data.iter(tag)
                if "DISPIMG" in (one.text or "") and (cell := one.getparent()) is not None
            ]
        return list(dict.fromkeys(found))

    def _in(self, cell: etree._Element) -> tuple[str, bytes] | None:
        """The part of the picture in a cell, and what is cut off it; None where it holds none."""
        for tag in ("f", "v"):
            text = cell.findtext(f"{M}{tag}") or ""
            if "DISPIMG" in text and (found := _WPS.search(text)):
                return self._wps.get(found[1], ("", b""))
        number = cell.get("vm")
        if number is None or cell.get("t") != "e":
            return None
        part = self._values.get(int(number))
        return None if part is None else (part, b"")

    def _of_wps(self) -> list[tuple[str, tuple[str, bytes]]]:
        root = self._book.tree(_PART)
        if root is None:
            return []
        media = self._book.related(_PART)
        found = []
        for picture in root.iter(f"{_D}pic"):
            name = picture.find(f".//{_D}cNvPr")
            blip = picture.find(f".//{_A}blip")
            cut = picture.find(f".//{_A}srcRect")
            if name is not None and blip is not None:
                part = media.get(blip.get(f"{R}embed", ""), "")
                shown = b"" if cut is None else etree.tostring(cut)
                held = part if self._book.holds(part) else ""
                found.append((name.get("name", ""), (held, shown)))
        return found

    def _of_excel(self) -> dict[int, str]:
        """The pictures among the rich values, by the number that a cell's `vm` gives."""
        book = self._book
        data, meta = (
            book.tree(book.first(book.main, kind)) for kind in ("/rdRichValue", "/sheetMetadata")
        )
        if data is None or meta is None:
            return {}
        kinds = book.tree(book.first(book.main, "/rdRichValueStructure"))
        keys = [
            [key.get("n", "") for key in kind.iterfind("{*}k")]
            for kind in (kinds.iterfind("{*}s") if kinds is not None else ())
        ]
        values = [self._picture(value, keys) for value in data.iterfind("{*}rv")]
        rich = [
            int(one.get("i", -1))
            for one in meta.iterfind("{*}futureMetadata[@name='XLRICHVALUE']/{*}bk//{*}rvb")
        ]
        found: dict[int, str] = {}
        for number, block in enumerate(meta.iterfind("{*}valueMetadata/{*}bk"), 1):
            record = block.find("{*}rc")
            index = -1 if record is None else int(record.get("v", -1))
            value = rich[index] if 0 <= index < len(rich) else -1
            part = values[value] if 0 <= value < len(values) else None
            if part is not None:
                found[number] = part
        return found

    def _picture(self, value: etree._Element, keys: list[list[str]]) -> str | None:
        """The part of a rich value's picture, empty where it is gone; None where it is none."""
        kind = int(value.get("s", -1))
        names = keys[kind] if 0 <= kind < len(keys) else []
        given = dict(zip(names, (one.text or "" for one in value.iterfind("{*}v")), strict=False))
        if (number := given.get("_rvRel:LocalImageIdentifier")) is not None:
            return self._related("/richValueRel", "{*}rel", number)
        if (number := given.get("WebImageIdentifier")) is not None:
            return self._related("/rdRichValueWebImage", "{*}webImageSrd/{*}blip", number)
        return None

    def _related(self, kind: str, query: str, number: str) -> str:
        part = self._book.first(self._book.main, kind)
        root = self._book.tree(part)
        relations = [] if root is None else root.findall(query)
        index = int(number) if number.isdigit() else len(relations)
        if index >= len(relations):
            return ""
        held = self._book.related(part).get(relations[index].get(f"{R}id", ""), "")
        return held if self._book.holds(held) else ""


def draw(book: SheetBook, sheet: BookSheet, grid: SheetGrid, placed: list[PlacedPicture]) -> None:
    """Draw pictures over their cells, as large as these are."""
    if not placed:
        return
    part = _drawing(book, sheet, grid.root)
    root = parsed(book.read(part))
    for number, one in enumerate(placed):
        root.append(_anchor(book, grid, one, book.relate(part, "image", one.part), number))
    book.write(part, root)


def _drawing(book: SheetBook, sheet: BookSheet, root: etree._Element) -> str:
    """The drawing of a sheet, made where there is none."""
    found = root.find(f"{M}drawing")
    if found is not None:
        return book.related(sheet.part).get(found.get(f"{R}id", ""), "")
    part = f"xl/drawings/print{sheet.number + 1}.xml"
    book.write(part, etree.Element(f"{_D}wsDr", nsmap={"xdr": _DRAWN, "a": _SHAPES, "r": RELATED}))
    book.declare(part, _TYPE)
    drawing = etree.Element(f"{M}drawing")
    drawing.set(f"{R}id", book.relate(sheet.part, "drawing", part))
    after = ("legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
             "webPublishItems", "tableParts", "extLst")  # fmt: skip
    tags = {f"{M}{name}" for name in after}
    place = next((n for n, child in enumerate(root) if child.tag in tags), len(root))
    root.insert(place, drawing)
    return part


def _anchor(
    book: SheetBook, grid: SheetGrid, one: PlacedPicture, relation: str, number: int
) -> etree._Element:
    from dossier.media.pixels import size_of  # noqa: PLC0415 - loads Pillow

    left, top, width, height = _fitted(grid, one, size_of(book.read(one.part)))
    cut = one.cut.decode() if one.cut else ""
    size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    return parsed(
        f'<xdr:oneCellAnchor xmlns:xdr="{_DRAWN}" xmlns:a="{_SHAPES}" xmlns:r="{RELATED}">'
        f"<xdr:from><xdr:col>{one.column - 1}</xdr:col><xdr:colOff>{round(left * _EMU)}"
        f"</xdr:colOff><xdr:row>{one.row - 1}</xdr:row><xdr:rowOff>{round(top * _EMU)}"
        f"</xdr:rowOff></xdr:from><xdr:ext {size}/><xdr:pic><xdr:nvPicPr>"
        f'<xdr:cNvPr id="{9000 + number}" name="cell {number}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{relation}"/>{cut}<a:stretch><a:fillRect/></a:stretch>'
        f'</xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>'
        "</xdr:oneCellAnchor>".encode()
    )


def _fitted(
    grid: SheetGrid, one: PlacedPicture, pixels: tuple[int, int] | None
) -> tuple[float, float, float, float]:
    """Left, top, width and height of a picture within its cell, in points."""
    rows, columns = grid.merged.get((one.row, one.column), (1, 1))
    room = max(grid.width(one.column, columns) - 2 * _MARGIN, 1.0)
    high = max(grid.height(one.row, rows) - 2 * _MARGIN, 1.0)
    if pixels is None or not all(pixels):
        return _MARGIN, _MARGIN, room, high
    scale = min(room / pixels[0], high / pixels[1])
    width, height = pixels[0] * scale, pixels[1] * scale
    return _MARGIN + (room - width) / 2, _MARGIN + (high - height) / 2, width, height
