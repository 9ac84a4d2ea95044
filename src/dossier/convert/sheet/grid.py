"""The cells of a sheet with their places on paper: what stands where, how wide and how high."""

import math
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import cached_property

from lxml import etree

from dossier.convert.sheet import measure
from dossier.convert.sheet.book import TRUE, M, attributes
from dossier.convert.sheet.references import area, column_number
from dossier.convert.sheet.shown import shown
from dossier.convert.sheet.styles import Look, Styles
from dossier.media.columns import LAST_COLUMN, column_letters
from dossier.media.workbook_parts import days_since

_USUAL_WIDTH = 8.43  # characters (ECMA-376-1, 18.3.1.81)
_PLAIN = 11  # digits that General shows
_HIGH = 1000  # rows
_ROW, _CELL, _V, _T, _IS = f"{M}row", f"{M}c", f"{M}v", f"{M}t", f"{M}is"
# the children of a worksheet that its mergeCells follow (18.3.1.99)
_BEFORE_MERGED = (
    "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
    "sortState", "dataConsolidate", "customSheetViews",
)  # fmt: skip


class GridCell:
    """A cell that shows something: its place (counted from 1), its text and how it is set."""

    __slots__ = ("column", "look", "node", "number", "row", "style", "text")

    def __init__(
        self, row: int, column: int, node: etree._Element, style: int, look: Look,
        text: str, number: float | None,
    ) -> None:  # fmt: skip
        self.row, self.column, self.node = row, column, node
        self.style, self.look, self.text, self.number = style, look, text, number

    @property
    def name(self) -> str:
        """What the cell is called: 'C7'."""
        return f"{column_letters(self.column)}{self.row}"

    def restyle(self, style: int, look: Look) -> None:
        """Set the cell in another way, in the part as well."""
        self.style, self.look = style, look
        self.node.set("s", str(style))

    def spell(self) -> None:
        """Make a text of a number, in the part as well."""
        self.number = None
        self.node.set("t", "str")
        for value in self.node.iterchildren(_V):
            value.text = self.text


class GridRow:
    """A row with its cells that show something, and its height in points, None where not set."""

    __slots__ = ("cells", "fixed", "height", "hidden", "node", "number")

    def __init__(self, number: int, node: etree._Element) -> None:
        self.number, self.node = number, node
        height = node.get("ht")
        self.height = float(height) if height else None
        self.fixed = node.get("customHeight") in TRUE and height is not None
        self.hidden = node.get("hidden") in TRUE or self.height == 0
        self.cells: list[GridCell] = []


class SheetGrid:
    """The rows, columns and merged ranges of one sheet; `texts` are the shared strings."""

    def __init__(
        self, root: etree._Element, styles: Styles, texts: list[str], *, since_1904: bool
    ) -> None:
        self.root, self.styles = root, styles
        self._texts, self._since_1904 = texts, since_1904
        self.digit = measure.digit(styles.usual)
        self.last = 0
        """The last column with content."""
        self.seen_rows: set[int] = set()
        self.seen_columns: set[int] = set()
        """Those that show anything, borders and fillings of empty cells included."""
        self.merged = dict(self._merged())
        """The rows and columns that a merged range spans, by its first cell."""
        self._looks: dict[str, tuple[int, Look]] = {}
        self.rows = list(self._rows())

    def width(self, first: int, count: int = 1) -> float:
        """The width of columns in points."""
        return sum(self._widths.get(n, self._usual) for n in range(first, first + count))

    def height(self, first: int, count: int = 1) -> float:
        """The height of rows in points."""
        known = self._by_number
        if count > len(known):
            inside = [row for n, row in known.items() if first <= n < first + count]
        else:
            inside = [known[n] for n in range(first, first + count) if n in known]
        given = sum(self.height_of(row) for row in inside)
        return given + (count - len(inside)) * self.usual_height

    def height_of(self, row: GridRow) -> float:
        """The height of one row in points."""
        if row.hidden:
            return 0.0
        given = row.node.get("ht")
        return float(given) if given else self.usual_height

    @cached_property
    def _by_number(self) -> dict[int, GridRow]:
        return {row.number: row for row in self.rows}

    def hidden(self, column: int) -> bool:
        """Whether a column is not printed."""
        return self._widths.get(column, self._usual) == 0

    def room(self, cell: GridCell) -> float:
        """The width within which a cell's text stands, in points, merged columns included."""
        merged = self.merged.get((cell.row, cell.column)) if self.merged else None
        if merged is None:
            return self.room_in(cell)
        # LibreOffice leaves a point at each side, and indents by three blanks (18.8.1)
        return self.width(cell.column, merged[1]) - 2.0 - 9.0 * cell.look.indent

    def room_in(self, cell: GridCell) -> float:
        """The width that a cell's own column leaves for its text, in points."""
        return self._widths.get(cell.column, self._usual) - 2.0 - 9.0 * cell.look.indent

    def widen(self, column: int, points: float) -> None:
        """Make a column so wide, in the part as well."""
        self._widths[column] = points
        _set_width(self.root, column, points / self.digit)

    def seen(self, row: int, column: int) -> None:
        """Note that there is content in a cell."""
        self.last = max(self.last, column)
        self.seen_columns.add(column)
        self.seen_rows.add(row)

    @cached_property
    def merged_rows(self) -> frozenset[int]:
        """The rows that merged ranges touch, those of very high ones aside."""
        return frozenset(
            n
            for (top, _), (rows, _) in self.merged.items()
            for n in range(top, top + min(rows, _HIGH))
        )

    def merge(self, cell: GridCell, columns: int) -> None:
        """Merge a cell with those to its right, in the part as well."""
        self.merged[cell.row, cell.column] = (1, columns)
        place = self.root.find(f"{M}mergeCells")
        if place is None:
            place = etree.Element(f"{M}mergeCells")
            before = [self.root.find(f"{M}{name}") for name in _BEFORE_MERGED]
            last = next(one for one in reversed(before) if one is not None)
            last.addnext(place)
        end = f"{column_letters(cell.column + columns - 1)}{cell.row}"
        one = etree.SubElement(place, f"{M}mergeCell")
        one.set("ref", f"{column_letters(cell.column)}{cell.row}:{end}")
        place.set("count", str(len(place)))

    @cached_property
    def usual_height(self) -> float:
        """The height of rows that say nothing of it, in points."""
        sizes = self.root.find(f"{M}sheetFormatPr")
        given = None if sizes is None else sizes.get("defaultRowHeight")
        return float(given) if given else measure.line(self.styles.usual)

    @cached_property
    def _usual(self) -> float:
        sizes = self.root.find(f"{M}sheetFormatPr")
        given = None if sizes is None else sizes.get("defaultColWidth")
        return self.digit * (float(given) if given else _USUAL_WIDTH)

    @cached_property
    def _widths(self) -> dict[int, float]:
        widths: dict[int, float] = {}
        for column in self.root.iterfind(f"{M}cols/{M}col"):
            first, end = int(column.get("min", 1)), int(column.get("max", 1))
            given = column.get("width")
            width = self.digit * float(given) if given else self._usual
            if column.get("hidden") in TRUE:
                width = 0.0
            for n in range(first, min(end, LAST_COLUMN) + 1):
                widths[n] = width
        return widths

    def _merged(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for one in self.root.iterfind(f"{M}mergeCells/{M}mergeCell"):
            with suppress(ValueError):
                (top, left), (bottom, right) = area(one.get("ref", ""))
                yield (top, left), (bottom - top + 1, right - left + 1)

    def _rows(self) -> Iterator[GridRow]:
        number = 0
        for node in self.root.iterfind(f"{M}sheetData/{_ROW}"):
            number = int(node.get("r", number + 1))
            row = GridRow(number, node)
            columns = self._fill(row)
            if columns:
                self.seen_rows.add(number)
                self.seen_columns |= columns
            if row.cells:
                self.last = max(self.last, row.cells[-1].column)
            yield row

    def _fill(self, row: GridRow) -> set[int]:
        """Give a row its cells; the columns in which something is seen."""
        column, number, seen = 0, row.number, set[int]()
        looks, shown_in, keep = self._looks, self._shown, row.cells.append
        for node in row.node.iterchildren(_CELL):
            reference = node.get("r")
            column = column_number(reference) if reference else column + 1
            given = node.get("s", "0")
            if given not in looks:
                looks[given] = int(given), self.styles.look(int(given))
            style, look = looks[given]
            text, value = shown_in(node, look) if len(node) else ("", None)
            if text:
                keep(GridCell(number, column, node, style, look, text, value))
                seen.add(column)
            elif look.visible:
                seen.add(column)
        return seen

    def _shown(self, node: etree._Element, look: Look) -> tuple[str, float | None]:
        """The text of a cell, and the number that it stands for."""
        kind = node.get("t", "n")
        last = node[-1]
        if kind == "inlineStr":
            return text_of(last if last.tag == _IS else node.find(_IS)), None
        value = (last.text if last.tag == _V else node.findtext(_V)) or ""
        if kind == "s":
            number = int(value) if value.isdecimal() else -1
            return (self._texts[number] if 0 <= number < len(self._texts) else ""), None
        if kind == "n" and value:
            if look.code == "General" and len(value) < _PLAIN and value.isdigit():
                return value, float(value)  # most numbers of a large sheet
            return self._number(value, look)
        if kind == "d" and value:
            return self._number(str(days_since(value) / timedelta(days=1)), look)
        return {"1": "TRUE", "0": "FALSE"}.get(value, value) if kind == "b" else value, None

    def _number(self, value: str, look: Look) -> tuple[str, float | None]:
        try:
            stored = float(value)
        except ValueError:
            return value, None
        if not math.isfinite(stored):
            return value, None
        if look.code == "General" and len(value) < _PLAIN and "E" not in value.upper():
            return value, stored
        return shown(stored, look.code, since_1904=self._since_1904), stored


def texts_of(root: etree._Element | None) -> list[str]:
    """The shared strings, without the readings of their characters."""
    return [] if root is None else [text_of(one) for one in root.iterfind(f"{M}si")]


def text_of(string: etree._Element | None) -> str:
    """The text of a string with runs (18.4.8), without phonetic ones."""
    if string is None:
        return ""
    if len(string) == 1:
        return string[0].text or "" if string[0].tag == _T else string.findtext(f"{M}r/{_T}") or ""
    runs = [one.findtext(_T) or "" for one in string.iterfind(f"{M}r")]
    return "".join(runs) if runs else string.findtext(_T) or ""


def _set_width(root: etree._Element, column: int, characters: float) -> None:
    """Set a column's width, which may stand among those of a range of columns (18.3.1.13)."""
    columns = root.find(f"{M}cols")
    if columns is None:
        columns = etree.Element(f"{M}cols")
        data = root.find(f"{M}sheetData")
        root.insert(0 if data is None else root.index(data), columns)
    place = 0
    for one in list(columns):
        first, last = int(one.get("min", 1)), int(one.get("max", 1))
        if last < column:
            place = columns.index(one) + 1
        elif first <= column:
            place = columns.index(one)
            for start, end in ((first, column - 1), (column + 1, last)):
                if start <= end:
                    part = etree.Element(one.tag, attributes(one))
                    part.set("min", str(start))
                    part.set("max", str(end))
                    columns.insert(place, part)
                    place += start < column
            columns.remove(one)
            break
    own = etree.Element(f"{M}col")
    for name, value in (("min", column), ("max", column), ("width", f"{characters:.4f}")):
        own.set(name, str(value))
    own.set("customWidth", "1")
    columns.insert(place, own)
