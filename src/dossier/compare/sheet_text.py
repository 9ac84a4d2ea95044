"""All that a workbook (ECMA-376-1, 18) prints: the cells of its visible sheets, and more."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from lxml import etree

from dossier.compare.held import LETTERS, SIGNS, Held, HeldPlace, Piece, mark_of
from dossier.compare.normal import numeric
from dossier.compare.package import OfficeParts, TooLargeError, local
from dossier.compare.sheet_area import Area, areas_of
from dossier.compare.sheet_book import PrintedSheet, SharedParts, Words, string_of
from dossier.compare.sheet_drawings import SheetDrawings
from dossier.compare.sheet_formats import filled_with, for_text
from dossier.compare.sheet_numbers import has_digits, roundings, shown_number
from dossier.compare.sheet_pictures import CellPictures
from dossier.media.columns import column_letters, column_number
from dossier.media.workbook_parts import days_since, unescaped
from dossier.messages import say

_LETTERS = re.compile("[A-Z]+")
_DIGITS = "0123456789"
_TRUE = {"1", "true"}
_FLAT = 1.0  # points; a row that is lower is not seen
_WIDEST_MERGE = 200_000  # cells
_MOST_CELLS, _MOST_WORDS = 300_000, 4_000_000  # what is larger is told as not compared
_HEAD_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z+\-])')


class HeldSheets(Held):
    """What a workbook holds; `pieces` are of whole cells, in the form that keeps signs."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: set[int] = set()
        """Which of the pieces are numbers."""
        self.rounded: dict[int, tuple[str, str]] = {}
        """Value and format of those that may have other forms in a narrow column."""
        self.broken: set[int] = set()
        """Of numbers among them, those that an engine may break into lines."""
        self.formatted = 0
        """Numbers that are shown with digits, in a format that is not worked out here."""
        self.unworked: list[Piece] = []
        """The cells of numbers whose form is not worked out here, with or without digits."""
        self.errors: list[str] = []
        """Error values that the file itself holds."""

    def other_forms(self, place: int) -> Iterator[str]:
        """The forms that a number may have where its column is too narrow for its decimals."""
        if place in self.rounded:
            yield from map(numeric, roundings(*self.rounded[place]))


def read_sheets(parts: OfficeParts) -> HeldSheets:
    """What the file holds. Raises :data:`~dossier.damage.DAMAGED`."""
    held = HeldSheets()
    book = SharedParts(parts)
    pictures = CellPictures(parts, book.main)
    for name in book.worked_out:
        held.unread.append(say("the print area of sheet '{sheet}' is a formula", sheet=name))
    room = [_MOST_CELLS, _MOST_WORDS]
    for sheet in book.sheets:
        if parts.has(sheet.part):
            _WorkbookReader(book, sheet, pictures, held, room).read()
    return held


class _WorkbookReader:
    """Reads one sheet."""

    def __init__(
        self,
        book: SharedParts,
        sheet: PrintedSheet,
        pictures: CellPictures,
        held: HeldSheets,
        room: list[int],
    ) -> None:
        self._room = room  # cells and characters that are left
        self._book = book
        self._sheet = sheet
        self._pictures = pictures
        self._held = held
        self._root = book.parts.root(sheet.part)
        self._hidden: list[tuple[int, int]] = []
        self._covered: set[tuple[int, int]] = set()
        self._changed: list[Area] = []
        self._zeros = True
        self._looks: dict[str, tuple[str, str, bool]] = {}
        self._whole = False  # whether all columns and rows are printed, hidden rows aside

    def read(self) -> None:
        """Take in the cells, the drawings, and the head and foot."""
        before = len(self._held.pieces)
        rows: etree._Element | None = None
        for part in self._root:
            name = local(part)
            if name == "cols":
                self._hidden = [
                    (int(one.get("min", "1")), int(one.get("max", "1")))
                    for one in part
                    if one.get("hidden") in _TRUE or one.get("width", "1") in {"0", "0.0"}
                ]
            elif name == "sheetData":
                rows = part
            elif name == "sheetViews":
                self._zeros = not any(one.get("showZeros") in {"0", "false"} for one in part)
            elif name == "mergeCells":
                self._merge(part)
            elif name == "conditionalFormatting":
                self._conditions(part)
        self._whole = self._sheet.areas is None and not self._hidden
        if rows is not None:
            self._rows(rows)
        drawn = SheetDrawings(self._book.parts, self._sheet.part, self._sheet.name, self._held)
        drawn.read(self.prints)
        if len(self._held.pieces) > before:
            self._heads()

    def prints(self, row: int, column: int) -> bool:
        """Whether a cell is on paper: not hidden, and within the print area."""
        areas = self._sheet.areas
        return not any(low <= column <= high for low, high in self._hidden) and (
            areas is None or any(area.has(row, column) for area in areas)
        )

    def _merge(self, merged: etree._Element) -> None:
        for one in merged:
            for area in areas_of(one.get("ref", "")) or ():
                if (area.bottom - area.top) * (area.right - area.left) > _WIDEST_MERGE:
                    continue
                self._covered |= {
                    (row, column)
                    for row in range(area.top, area.bottom + 1)
                    for column in range(area.left, area.right + 1)
                } - {(area.top, area.left)}

    def _conditions(self, part: etree._Element) -> None:
        """Where a condition may change or hide a number (18.3.1.10)."""
        for rule in part.iter():
            style = rule.get("dxfId", "")
            dressed = self._book.dressed
            changes = style.isdigit() and int(style) < len(dressed) and dressed[int(style)]
            if changes or rule.get("showValue") in {"0", "false"}:
                areas = areas_of(part.get("sqref", "").replace(" ", ","))
                self._changed += areas or ()
                return

    def _rows(self, rows: etree._Element) -> None:
        number = 0
        for row in rows:
            if local(row) != "row":
                continue
            number = int(row.get("r") or number + 1)
            height = row.get("ht")
            if row.get("hidden") in _TRUE or (height and float(height) < _FLAT):
                continue
            column = 0
            for cell in row:
                column = _column_of(cell.get("r", "").rstrip(_DIGITS)) or column + 1
                if len(cell) and (number, column) not in self._covered:
                    self._cell(cell, number, column)

    def _cell(self, cell: etree._Element, row: int, column: int) -> None:
        if not (self._whole or self.prints(row, column)):
            return
        self._spend(0, 1)
        value, formula, inline = _content(cell)
        kind = cell.get("t", "n")
        metadata = cell.get("vm", "") if kind == "e" else ""
        if formula or metadata:
            picture = self._pictures.of_cell(formula, metadata)
            if picture is not None:
                self._held.pictures.append(picture.at(self._place(row, column)))
                return
        form, font, breaks = self._look(cell.get("s", "0"))
        before = len(self._held.pieces)
        match kind:
            case "n" | "d":
                self._number(value if kind == "n" else _counted(value), form, row, column)
                if breaks:
                    self._held.broken.update(range(before, len(self._held.pieces)))
            case "b":
                self._add(self._place(row, column), {"1": "TRUE", "0": "FALSE"}.get(value, ""))
            case "e":
                self._held.errors.append(value)
            case "s" | "str" | "inlineStr":
                words = inline if kind == "inlineStr" else self._string(kind, value)
                if words:
                    self._text(self._place(row, column), words, form, font)

    def _number(self, value: str, form: str, row: int, column: int) -> None:
        if not value or any(area.has(row, column) for area in self._changed):
            return
        if not self._zeros and not value.strip("0.-"):
            return
        shown = shown_number(value, form, since_1904=self._book.since_1904)
        if shown is None:
            self._held.formatted += has_digits(form)
            self._held.unworked.append(Piece(self._place(row, column), value, ""))
            return
        number = len(self._held.pieces)
        self._add(self._place(row, column), shown)
        if len(self._held.pieces) > number:
            self._held.numbers.add(number)
            if "." in shown:
                self._held.rounded[number] = (value, form)

    def _spend(self, kind: int, amount: int) -> None:
        self._room[kind] -= amount
        if self._room[kind] < 0:
            raise TooLargeError("more cells than are compared")

    def _add(self, place: HeldPlace, words: str) -> None:
        self._spend(1, len(words))
        piece = Piece(place, words, numeric(words))
        if piece.normal:
            self._held.pieces.append(piece)

    def _text(self, place: HeldPlace, words: Words, form: str, font: str) -> None:
        """Text, with what its format puts around it; nothing where the format hides it."""
        section = for_text(form)
        if section is None or (said := filled_with(section, "@")) is None:
            self._say(place, words, font)
            return
        plain = words if isinstance(words, str) else "".join(one for one, _ in words)
        if isinstance(words, str) and not font:
            self._add(place, said.replace("@", plain))
        elif "@" in said:
            self._say(place, words, font)

    def _say(self, place: HeldPlace, words: Words, font: str) -> None:
        """Words, and the signs among them: letters in a font that shows pictures instead."""
        if not font and isinstance(words, str):
            self._add(place, words)
            return
        said = ""
        for text, own in ((words, None),) if isinstance(words, str) else words:
            named = font if own is None else own
            if not named:
                said += text
                continue
            for char in text:
                if ord(char) in LETTERS or ord(char) in SIGNS:
                    self._held.marks.append(mark_of(place, named, char))
                else:
                    said += char
        self._add(place, said)

    def _string(self, kind: str, value: str) -> Words:
        if kind == "str":
            return unescaped(value, every=True)
        place = int(value) if value.isdigit() else -1
        return self._book.strings[place] if 0 <= place < len(self._book.strings) else ""

    def _look(self, style: str) -> tuple[str, str, bool]:
        """The number format of a cell style, its font if that has signs, whether it breaks."""
        known = self._looks.get(style)
        if known is None:
            place = int(style) if style.isdigit() else 0
            formats, fonts, broken = self._book.formats, self._book.fonts, self._book.broken
            known = self._looks[style] = (
                formats[place] if place < len(formats) else "General",
                fonts[place] if place < len(fonts) else "",
                place < len(broken) and broken[place],
            )
        return known

    def _place(self, row: int, column: int) -> HeldPlace:
        return HeldPlace("sheet cell", (self._sheet.name, f"{column_letters(column)}{row}"))

    def _heads(self) -> None:
        """The words of head and foot (18.3.1.46) that surely stand: those of the first page."""
        for frame in self._root:
            if local(frame) != "headerFooter":
                continue
            first = frame.get("differentFirst") in _TRUE
            wanted = {"firstHeader", "firstFooter"} if first else {"oddHeader", "oddFooter"}
            for one in frame:
                if local(one) in wanted:
                    self._held.heads += list(self._head(one.text or ""))

    def _head(self, text: str) -> Iterator[Piece]:
        for words in _HEAD_CODES.sub("\n", text.replace("&&", "\0")).splitlines():
            said = words.replace("&", "").replace("\0", "&").strip()
            piece = Piece(HeldPlace("sheet head", (self._sheet.name,)), said)
            if piece.normal:
                yield piece


def _counted(value: str) -> str:
    """A day and time as workbooks count them, of '2022-09-01T08:00:00' (18.18.11)."""
    try:
        return str(Decimal(round(days_since(value).total_seconds())) / 86_400)
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def _column_of(letters: str) -> int:
    """The number of the column that a reference begins with; 0 where it names none."""
    found = _LETTERS.match(letters)
    return column_number(found[0]) if found else 0


def _content(cell: etree._Element) -> tuple[str, str, Words]:
    """Value, formula and inline string of a cell."""
    value = formula = ""
    inline: Words = ""
    for one in cell:
        name = local(one)
        if name == "v":
            value = one.text or ""
        elif name == "f":
            formula = one.text or ""
        elif name == "is":
            inline = string_of(one)
    return value, formula, inline
