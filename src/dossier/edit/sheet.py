"""The XML of one sheet (ECMA-376-1, 18.3.1): cells set, rows put beneath those that are filled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from lxml import etree

from dossier.media.columns import column_letters, column_number
from dossier.media.workbook_parts import Formats, escaped

Value = str | int | date
"""What a cell can be given; a text stays a text, whatever it begins with."""

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LAST_ROW = 1_048_576
# what a row above gives to the one beneath it: its height and looks, not that it is hidden
_OF_ROWS = ("s", "customFormat", "ht", "customHeight", "thickBot", "thickTop")
_RULES = {"dataValidation", "conditionalFormatting"}


class CellChange(NamedTuple):
    """A cell to be set; '' leaves it blank. One that is filled is set only where it says `instead`.

    A cell that holds a formula is nobody's to set.
    """

    row: int
    column: int
    value: Value
    instead: str | date | None = None


class UnfitSheetError(Exception):
    """A change that the sheet has no place for; `reason` is FILLED, MERGED or NO_ROOM."""

    def __init__(self, reason: str, cell: str) -> None:
        super().__init__(reason, cell)
        self.reason, self.cell = reason, cell


FILLED, MERGED, NO_ROOM = "filled", "merged", "no room"


class SheetXml:
    """A sheet that is edited. Damage raises what lxml does: SyntaxError or ValueError.

    `texts` are those that cells share, `formats` how numbers of each style are shown, `first` the
    day from which dates are counted.
    """

    def __init__(
        self, content: bytes, texts: Sequence[str], formats: Formats, first: datetime
    ) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        self._root = etree.fromstring(content, parser)
        self._space = f"{{{etree.QName(self._root).namespace}}}"
        self._texts, self._formats, self._first = texts, formats, first
        data = self._root.find(f"{self._space}sheetData")
        if data is None:
            raise ValueError("the sheet has no sheetData")
        self._data = data
        self._rows = dict(self._numbered_rows())
        self._merged = [*self._areas_of("mergeCells/mergeCell", "ref")]

    def content(self) -> bytes:
        """The sheet as it is now."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def set(self, change: CellChange) -> None:
        """Set a cell; it has the looks that it had, or those of the cell to its left."""
        place = f"{column_letters(change.column)}{change.row}"
        if any(
            top <= change.row <= bottom
            and left <= change.column <= right
            and (change.row, change.column) != (top, left)
            for top, left, bottom, right in self._merged
        ):
            raise UnfitSheetError(MERGED, place)
        row = self._row(change.row)
        cell = self._cells(row).get(change.column)
        if cell is not None and self._is_filled(cell) and not self._says(cell, change.instead):
            raise UnfitSheetError(FILLED, place)
        fresh = cell is None
        cell = self._put(row, change.row, change.column) if cell is None else cell
        if fresh:
            left = self._cells(row).get(change.column - 1)
            style = left.get("s") if left is not None else None
            self._style(cell, style)
        self._write(cell, change.value)
        self._grow(change.row, change.column)

    def append(
        self,
        rows: Sequence[Mapping[int, Value]],
        after: int,
        before: int | None = None,
        *,
        headed: bool = False,
    ) -> tuple[int, ...]:
        """Put rows beneath row `after`, each a value by column; the numbers that they have now.

        They stand in the first blank rows that hold them all, or beneath everything; where row
        `before` ends the table they stand above it, or UnfitSheetError is raised. They look like
        row `after`, unless that is the header (`headed`).
        """
        if not rows:
            return ()
        first = self._room(len(rows), after, before)
        numbers = tuple(range(first, first + len(rows)))
        pattern = None if headed else self._rows.get(after)
        for number, values in zip(numbers, rows, strict=True):
            self._append(number, values, pattern)
        if not headed:
            self._stretch(after, numbers[-1])
        return numbers

    def widen(self, column: int, width: float) -> None:
        """Give a column a width in characters, unless it has one."""
        cols = self._root.find(f"{self._space}cols")
        if cols is None:
            cols = etree.Element(f"{self._space}cols")
            self._data.addprevious(cols)
        spans = [(int(one.get("min", "0")), int(one.get("max", "0")), one) for one in cols]
        if any(low <= column <= high for low, high, _ in spans):
            return
        col = etree.Element(f"{self._space}col")
        for name, value in (("min", column), ("max", column), ("width", width), ("customWidth", 1)):
            col.set(name, str(value))
        cols.insert(sum(high < column for _, high, _ in spans), col)

    def offer(self, column: int, first: int, last: int, words: Sequence[str]) -> None:
        """Offer words in a drop-down list for the cells of a column (18.3.1.32)."""
        offers = self._root.find(f"{self._space}dataValidations")
        if offers is None:
            offers = etree.Element(f"{self._space}dataValidations")
            self._after_data(offers)
        letters = column_letters(column)
        one = etree.SubElement(offers, f"{self._space}dataValidation")
        for name, value in (("type", "list"), ("errorStyle", "warning"), ("allowBlank", "1"),
                            ("showErrorMessage", "1"),
                            ("sqref", f"{letters}{first}:{letters}{last}")):  # fmt: skip
            one.set(name, value)
        formula = etree.SubElement(one, f"{self._space}formula1")
        formula.text = f'"{",".join(words)}"'
        if offers.get("count"):
            offers.set("count", str(len(offers)))

    def _append(
        self, number: int, values: Mapping[int, Value], pattern: etree._Element | None
    ) -> None:
        blank = number not in self._rows
        row = self._row(number)
        _without(row, "hidden")
        looks = self._styles(pattern)
        if blank and pattern is not None:
            for name in _OF_ROWS:
                if (given := pattern.get(name)) is not None:
                    row.set(name, given)
            for column in looks:
                self._put(row, number, column)
        there = self._cells(row)
        for column in sorted({*values, *(looks if blank else ())}):
            cell = there.get(column)
            if cell is None:
                cell = self._put(row, number, column)
                there[column] = cell
            if cell.get("s") is None:
                near = [one for one in looks if one <= column]
                self._style(cell, looks[max(near)] if near else None)
            if column in values:
                self._write(cell, values[column])
                self._grow(number, column)

    def _styles(self, row: etree._Element | None) -> dict[int, str]:
        """The style of each cell of a row that has one."""
        if row is None:
            return {}
        return {
            column: style
            for column, cell in self._cells(row).items()
            if (style := cell.get("s")) is not None
        }

    def _style(self, cell: etree._Element, style: str | None) -> None:
        if style is not None:
            cell.set("s", style)

    def _write(self, cell: etree._Element, value: Value) -> None:
        _without(cell, "t", "cm", "vm")
        for child in list(cell):
            cell.remove(child)
        if isinstance(value, date) and int(cell.get("s", "0")) not in self._formats.dates:
            value = value.isoformat()  # a number of days would be shown as such
        if value == "":
            return
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            words = etree.SubElement(etree.SubElement(cell, f"{self._space}is"), f"{self._space}t")
            words.text = escaped(value)
            if words.text != words.text.strip() or "\n" in words.text:
                words.set(_SPACE, "preserve")
            return
        if isinstance(value, date):
            value = (value - self._first.date()).days
        etree.SubElement(cell, f"{self._space}v").text = str(value)

    def _room(self, count: int, after: int, before: int | None) -> int:
        """The first of so many blank rows in a run, beneath row `after`."""
        filled = sorted(
            {number for number, row in self._rows.items() if number > after and self._holds(row)}
            | {n for top, _, bottom, _ in self._merged for n in range(top, bottom + 1) if n > after}
            | ({before} if before is not None else set())
        )
        first = after + 1
        for number in filled:
            if number - first >= count:
                return first
            if number == before:
                cell = f"A{before}"
                raise UnfitSheetError(NO_ROOM, cell)
            first = number + 1
        if first + count > _LAST_ROW:
            raise UnfitSheetError(NO_ROOM, f"A{first}")
        return first

    def _stretch(self, after: int, last: int) -> None:
        """Let validations and conditional formats that reach down to `after` reach to `last`."""
        for element in self._root.iter():
            if not isinstance(element.tag, str):
                continue
            name = etree.QName(element).localname
            if name in _RULES and (given := element.get("sqref")):
                element.set("sqref", _stretched(given, after, last))
            elif name == "sqref" and element.text:  # those of Excel 2010 ([MS-XLSX])
                element.text = _stretched(element.text, after, last)

    def _grow(self, row: int, column: int) -> None:
        """Let the dimension (18.3.1.35) hold a cell."""
        found = self._root.find(f"{self._space}dimension")
        if found is None or (area := _area(found.get("ref", ""))) is None:
            return
        top, left, bottom, right = area
        top, left = min(top, row), min(left, column)
        bottom, right = max(bottom, row), max(right, column)
        found.set("ref", f"{column_letters(left)}{top}:{column_letters(right)}{bottom}")

    def _row(self, number: int) -> etree._Element:
        """The row with that number, which is made where it is not there."""
        if number in self._rows:
            return self._rows[number]
        row = etree.Element(f"{self._space}row")
        row.set("r", str(number))
        before = [one for one in self._rows if one < number]
        if before:
            above = self._rows[max(before)]
            above.set("r", str(max(before)))  # a row without a number would now be another
            above.addnext(row)
        else:
            self._data.insert(0, row)
        beneath = [one for one in self._rows if one > number]
        if beneath:
            self._rows[min(beneath)].set("r", str(min(beneath)))
        self._rows[number] = row
        return row

    def _put(self, row: etree._Element, number: int, column: int) -> etree._Element:
        """A new cell at its place in a row."""
        cells = self._cells(row)
        for other, cell in cells.items():
            cell.set("r", f"{column_letters(other)}{number}")
        made = etree.Element(f"{self._space}c")
        made.set("r", f"{column_letters(column)}{number}")
        before = [other for other in cells if other < column]
        if before:
            cells[max(before)].addnext(made)
        else:
            row.insert(0, made)
        if (spans := row.get("spans")) and spans.count(":") == 1 and " " not in spans:
            low, high = map(int, spans.split(":"))
            row.set("spans", f"{min(low, column)}:{max(high, column)}")
        return made

    def _numbered_rows(self) -> Iterator[tuple[int, etree._Element]]:
        number = 0
        for row in self._data.iterchildren(f"{self._space}row"):
            number = int(row.get("r", number + 1))
            yield number, row

    def _cells(self, row: etree._Element) -> dict[int, etree._Element]:
        found: dict[int, etree._Element] = {}
        column = 0
        for cell in row.iterchildren(f"{self._space}c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = column_number(place[1]) if place else column + 1
            found[column] = cell
        return found

    def _holds(self, row: etree._Element) -> bool:
        return any(self._is_filled(cell) for cell in self._cells(row).values())

    def _is_filled(self, cell: etree._Element) -> bool:
        """Whether anything stands in a cell that a person would see, or lose."""
        known = {f"{self._space}v", f"{self._space}is"}
        return bool(self._said(cell).strip()) or any(child.tag not in known for child in cell)

    def _said(self, cell: etree._Element) -> str:
        """The text of a cell, or its number as it is stored."""
        silent = f"{self._space}rPh"
        words = "".join(
            text.text or ""
            for text in cell.iter(f"{self._space}v", f"{self._space}t")
            if not any(one.tag == silent for one in text.iterancestors())
        )
        if cell.get("t") == "s" and words:
            return self._texts[int(words)]
        return words

    def _says(self, cell: etree._Element, value: str | date | None) -> bool:
        """Whether a cell holds that value itself; a day stands there as a number, or as a text."""
        if cell.find(f"{self._space}f") is not None:
            return False
        said = self._said(cell)
        if isinstance(value, date):
            days = (value - self._first.date()).days
            return said in {str(days), f"{days}.0", value.isoformat()}
        return said == value

    def _areas_of(self, path: str, name: str) -> Iterator[tuple[int, int, int, int]]:
        steps = "/".join(f"{self._space}{step}" for step in path.split("/"))
        for one in self._root.iterfind(steps):
            if (area := _area(one.get(name, ""))) is not None:
                yield area

    def _after_data(self, element: etree._Element) -> None:
        """Put what follows the cells at its place in the schema's order (18.3.1.99)."""
        follow = {f"{self._space}{name}" for name in (
            "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios",
            "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
            "phoneticPr", "conditionalFormatting",
        )}  # fmt: skip
        last = self._data
        for sibling in self._data.itersiblings():
            if sibling.tag in follow:
                last = sibling
        last.addnext(element)


def stretched_table(content: bytes, after: int, numbers: Sequence[int]) -> bytes | None:
    """The part of a table (18.5.1.2) that ended in row `after`, now with the rows beneath it.

    None where it ended elsewhere, is closed by a row of totals, or other rows lie between.
    """
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    area = _area(root.get("ref", ""))
    if area is None or area[2] != after or not numbers or numbers[0] != after + 1:
        return None
    if root.get("totalsRowCount", "0") != "0":
        return None
    root.set("ref", _stretched(root.get("ref", ""), after, numbers[-1]))
    for filtered in root.iterchildren("{*}autoFilter"):
        filtered.set("ref", _stretched(filtered.get("ref", ""), after, numbers[-1]))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without(element: etree._Element, *names: str) -> None:
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _area(reference: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom and right of an area; None where it is none."""
    found = _AREA.fullmatch(reference)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    return int(top), column_number(left), int(bottom or top), column_number(right or left)


def _stretched(references: str, after: int, last: int) -> str:
    """Areas parted by blanks, those that end in row `after` (or above `last`) reaching down."""
    told = []
    for reference in references.split():
        area = _area(reference)
        if area is None or not area[0] <= after <= area[2] or area[2] >= last:
            told.append(reference)
            continue
        top, left, _, right = area
        told.append(f"{column_letters(left)}{top}:{column_letters(right)}{last}")
    return " ".join(told)
