"""The cells of a workbook's sheets (ECMA-376-1, 18.3.1), read from their XML as it streams by.

openpyxl knows the package, its styles and its calendars. The cells themselves are read here:
openpyxl makes an object of each that can be changed and saved again, which takes far longer.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

Place = tuple[int, int]
"""(row, column), both counted from 1."""

_CHUNK = 1 << 16
_DIGITS = "0123456789"
_ROW, _CELL, _VALUE, _FORMULA, _TEXT, _STRING, _SPOKEN, _MERGED = (
    f"{SHEET_MAIN_NS} {name}" for name in ("row", "c", "v", "f", "t", "si", "rPh", "mergeCell")
)
_column = cache(column_index_from_string)
_from_iso: Callable[[str], object] = from_ISO8601


@dataclass(slots=True)
class Cells:
    """What is not empty in a sheet.

    `values` are numbers, texts, times and booleans; of a formula its stored result, and where it
    has none its place in `uncomputed`. The numbers at `percent` are shown as a percentage.
    `merged` are the places of each merged area, row by row, by the first of them, which alone has
    a value.
    """

    name: str
    values: dict[Place, object] = field(default_factory=dict)
    percent: set[Place] = field(default_factory=set)
    uncomputed: list[Place] = field(default_factory=list)
    merged: dict[Place, list[Place]] = field(default_factory=dict)

    def merge(self, area: str) -> None:
        """Merge an area such as ``B2:C5``: what stands beneath its first cell is hidden."""
        left, top, right, bottom = range_boundaries(area)
        if left is None or top is None or right is None or bottom is None:
            raise ValueError(f"{area} is no area")
        places = list(product(range(top, bottom + 1), range(left, right + 1)))
        self.merged[places[0]] = places
        for place in places[1:]:
            self.values.pop(place, None)
            self.percent.discard(place)
        hidden = set(places[1:]).intersection(self.uncomputed)
        self.uncomputed = [place for place in self.uncomputed if place not in hidden]


def read_cells(content: bytes) -> list[Cells]:
    """The sheets of a workbook in their order, those of charts left out.

    Damage raises whatever it is met with, in zipfile, openpyxl or here (ValueError).
    """
    reader = ExcelReader(io.BytesIO(content), data_only=True, keep_links=False)
    with reader.archive as archive:
        reader.read_manifest()
        shared = _Strings()
        package: Any = reader.package
        strings = package.find(SHARED_STRINGS)
        if strings is not None:
            _parse(archive, strings.PartName.lstrip("/"), shared)
        reader.read_workbook()
        apply_stylesheet(archive, reader.wb)
        styles = _Styles(reader.wb)
        found = []
        for sheet, relation in reader.parser.find_sheets():
            if relation.target in reader.valid_files and "chartsheet" not in relation.Type:
                listener = _Sheet(Cells(sheet.name), shared.found, styles)
                _parse(archive, relation.target, listener)
                found.append(listener.cells)
        return found


class _Styles:
    """What the number formats of a workbook (ECMA-376-1, 18.8.30) make of its numbers."""

    def __init__(self, book: Any) -> None:  # a Workbook; its styles are nobody's but its own
        self._book = book
        self.percent = cache(self._percent)

    def _percent(self, style: int) -> bool:
        number = self._book._cell_styles[style].numFmtId  # noqa: SLF001
        own = number - BUILTIN_FORMATS_MAX_SIZE
        form = BUILTIN_FORMATS.get(number, "") if own < 0 else self._book._number_formats[own]  # noqa: SLF001
        # a % that is quoted or escaped is only printed behind the number
        return "%" in re.sub(r'"[^"]*"|\\.', "", form)

    def value(self, text: str, style: int) -> object:
        """The number, or the time that it stands for."""
        number = float(text) if any(c in text for c in ".Ee") else int(text)
        if style not in self._book._date_formats:  # noqa: SLF001
            return number
        span = style in self._book._timedelta_formats  # noqa: SLF001
        try:
            return from_excel(number, self._book.epoch, timedelta=span)
        except (OverflowError, ValueError):
            return "#VALUE!"  # what Excel shows as well, if it is not a row of #


def _parse(archive: ZipFile, part: str, listener: "_Strings | _Sheet") -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = listener.opened
    parser.EndElementHandler = listener.closed
    parser.CharacterDataHandler = listener.heard
    try:
        with archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(f"{part}: {error}") from error


def _refuse(*_: object) -> None:  # ECMA-376-2, 9.1.4: a part has no document type definition
    raise ValueError("a part defines entities")


class _Strings:
    """The shared strings (18.4.9), without their pronunciation."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._listening = self._silent = False

    def opened(self, name: str, _given: dict[str, str]) -> None:
        """An element has begun."""
        if name == _SPOKEN:
            self._silent = True
        self._listening = name == _TEXT and not self._silent

    def heard(self, words: str) -> None:
        """The words of an element."""
        if self._listening:
            self._words.append(words)

    def closed(self, name: str) -> None:
        """An element has ended."""
        self._listening = False
        if name == _SPOKEN:
            self._silent = False
        elif name == _STRING:
            self.found.append("".join(self._words).replace("x005F_", ""))
            self._words.clear()


class _Sheet:
    """The cells of a sheet (18.3.1.4); a row or a cell that does not say where it is comes next."""

    def __init__(self, cells: Cells, strings: list[str], styles: _Styles) -> None:
        self.cells = cells
        self._strings = strings
        self._styles = styles
        self._row = self._column = 0
        self._given: dict[str, str] = {}
        self._words: list[str] = []
        self._wanted = _VALUE
        self._listening = self._silent = self._formula = False

    def opened(self, name: str, given: dict[str, str]) -> None:
        """An element has begun."""
        if name == _CELL:
            self._given = given
            self._formula = False
            self._wanted = _TEXT if given.get("t") == "inlineStr" else _VALUE
            self._words.clear()
        elif name == self._wanted:
            self._listening = not self._silent
        elif name == _ROW:
            number = float(given.get("r", self._row + 1))
            if not number.is_integer():
                raise ValueError(f"{number} is no row")
            self._row, self._column = int(number), 0
        elif name == _FORMULA:
            self._formula = True
        elif name == _SPOKEN:
            self._silent = True
        elif name == _MERGED:
            self.cells.merge(given["ref"])  # these stand behind the cells (18.3.1.99)

    def heard(self, words: str) -> None:
        """The words of an element."""
        if self._listening:
            self._words.append(words)

    def closed(self, name: str) -> None:
        """An element has ended."""
        self._listening = False
        if name == _CELL:
            self._cell(self._given, "".join(self._words))
        elif name == _SPOKEN:
            self._silent = False

    def _cell(self, given: dict[str, str], words: str) -> None:
        place = self._place(given.get("r"))
        if not words:
            if self._formula:
                self.cells.uncomputed.append(place)
            return
        kind = given.get("t", "n")
        value: object = words
        if kind == "n":
            style = int(given.get("s", 0))
            value = self._styles.value(words, style)
            if isinstance(value, int | float) and self._styles.percent(style):
                self.cells.percent.add(place)
        elif kind == "s":
            value = self._strings[int(words)]
        elif kind == "b":
            value = bool(int(words))
        elif kind == "d":
            value = _from_iso(words)
        if value != "":
            self.cells.values[place] = value

    def _place(self, reference: str | None) -> Place:
        if reference is None:
            self._column += 1
            return self._row, self._column
        letters = reference.rstrip(_DIGITS)
        self._column = _column(letters)
        return int(reference[len(letters) :]), self._column
