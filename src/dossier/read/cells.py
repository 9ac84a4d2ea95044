"""The cells of a workbook's sheets (ECMA-376-1, 18.3.1), by openpyxl as they stream by.

openpyxl would make an object of each that can be changed and saved again, which takes twice as
long as all the rest; its parser tells what each holds before that.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from dossier.read.plaincells import Cells, Place
from dossier.read.repaired import repaired

# A damaged workbook fails wherever the damage is met: unpacking, parsing XML, or in the objects
# made of it (both XML parsers raise a SyntaxError, and an unknown packing a RuntimeError).
DAMAGE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    ArithmeticError,
)

_PLAIN, _RUN = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("t", "r"))


def read_cells(content: bytes) -> list[Cells]:
    """The sheets of a workbook in their order, those of charts left out.

    One that openpyxl does not understand is read again without all that values do not need.
    Damage raises one of `DAMAGE`, and so does a workbook in which no sheet is found.
    """
    try:
        sheets = _sheets(content)
    except DAMAGE:
        sheets = _sheets(repaired(content))
    # what is in the strict form has none that openpyxl could see
    sheets = sheets or _sheets(repaired(content))
    if not sheets:
        raise LookupError("it has no sheets")
    return sheets


def _sheets(content: bytes) -> list[Cells]:
    book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        percent = cache(lambda style: _is_percent(book, style))
        return [_cells(book, sheet, percent) for sheet in book.worksheets]
    finally:
        book.close()


def _cells(book: Any, sheet: Any, percent: Callable[[int], bool]) -> Cells:
    cells = Cells(sheet.title)
    with sheet._get_source() as source:  # noqa: SLF001 - its own rows are filled up with blanks
        parser = _Parser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for _, row in parser.parse():
            for cell in row:
                value = cell["value"]
                if value is None or value == "":
                    continue
                place = cell["row"], cell["column"]
                cells.values[place] = value
                if cell["data_type"] == "n" and percent(cell["style_id"]):
                    cells.percent.add(place)
    cells.uncomputed = parser.uncomputed
    for area in parser.merged_cells.mergeCell if parser.merged_cells else ():
        left, top, right, bottom = range_boundaries(area.ref)
        if left is None or top is None or right is None or bottom is None:
            raise ValueError(f"{area.ref} is no area")
        cells.merge(top, left, bottom, right)
    return cells


class _Parser(WorkSheetParser):
    """Tells the formulas that have no result, too, and makes no objects of fonts within texts."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.uncomputed: list[Place] = []

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """What openpyxl finds in a cell."""
        inline = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
        if inline is not None:
            element.remove(inline)
        cell: dict[str, Any] = super().parse_cell(element)
        if inline is not None:
            cell.update(value=_words(inline), data_type="s")
        elif cell["value"] is None and element.find(FORMULA_TAG) is not None:
            self.uncomputed.append((cell["row"], cell["column"]))
        return cell


def _words(inline: Any) -> str:
    """A text that stands in its cell (18.3.1.53): plain, or in runs; not how it is pronounced."""
    plain: str = inline.findtext(_PLAIN, "")
    runs = inline.findall(_RUN)
    return plain + "".join(run.findtext(_PLAIN, "") for run in runs) if runs else plain


def _is_percent(book: Any, style: int) -> bool:
    """Whether the number format (ECMA-376-1, 18.8.30) shows a number as a percentage."""
    number = book._cell_styles[style].numFmtId  # noqa: SLF001
    own = number - BUILTIN_FORMATS_MAX_SIZE
    form = BUILTIN_FORMATS.get(number, "") if own < 0 else book._number_formats[own]  # noqa: SLF001
    # a % that is quoted or escaped is only printed behind the number
    return "%" in re.sub(r'"[^"]*"|\\.', "", form)
