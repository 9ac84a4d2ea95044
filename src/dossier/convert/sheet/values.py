"""Cells as they were stored: nothing in the copy is worked out anew.

LibreOffice works out anew whatever asks for the day or for chance, and array formulas; their stored
results are what a person has seen. A formula without any stored result stays, for there is nothing
else to print.
"""

import re

from lxml import etree

from dossier.convert.sheet.altered import Alteration, Alterations
from dossier.convert.sheet.book import BookSheet, M, SheetBook, drop
from dossier.convert.sheet.grid import SheetGrid
from dossier.convert.sheet.references import area, column_number
from dossier.convert.sheet.shown import in_characters, keeps_sign, shows_time

_VOLATILE = re.compile(
    r"\b(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|INFO)\s*\(|\bCELL\s*\(\s*\"filename", re.IGNORECASE
)
_TODAY = re.compile(r"\b(TODAY|NOW)\s*\(\s*\)", re.IGNORECASE)
_DAY = 86400
_NOISE, _ABOVE = 1e-3, 1e-9  # of a second, of a day
# in the bytes of a part that has any: an error, a truth, a carriage return
ERRORS, TRUTHS = (b'"e"', b"'e'"), (b'"b"', b"'b'")
RETURNS = (
    b"_x000D_", b"&#13;", b"&#013;", b"&#xD;", b"&#xd;", b"&#x0D;", b"&#x0d;", b"&#x000D;",
    b"&#x000d;",
)  # fmt: skip
_F, _V, _IS = f"{M}f", f"{M}v", f"{M}is"


def freeze(data: etree._Element, sheet: str, altered: Alterations) -> None:
    """Put its stored result in the place of each formula of a `sheetData`; tell where none is."""
    formulas = [(one, cell) for one in data.iter(_F) if (cell := one.getparent()) is not None]
    needed = {
        formula.get("si")
        for formula, cell in formulas
        if formula.get("t") == "shared" and not _stored(cell)
    }
    for formula, cell in formulas:
        if _stored(cell):
            if formula.get("si") is None or formula.get("si") not in needed:
                cell.remove(formula)
        elif _VOLATILE.search(formula.text or ""):
            cell.remove(formula)
            altered.add(Alteration.VOLATILE, sheet, cell.get("r", ""))
        else:
            altered.add(Alteration.UNSTORED, sheet, cell.get("r", ""))


def drop_returns(root: etree._Element) -> bool:
    """Take carriage returns out of texts, and say whether there were any.

    Programs write them before each line feed, as `_x000D_` (ECMA-376-1, 22.9.2.19). Excel shows
    nothing for one; LibreOffice begins another line, for which the row has no room.
    """
    found = False
    for text in root.iter(f"{M}t", _V):
        said = text.text or ""
        if "\r" in said or "_x000D_" in said:
            text.text = said.replace("\r", "").replace("_x000D_", "")
            found = True
    return found


def spell_errors(data: etree._Element) -> None:
    """Make texts of error values: LibreOffice makes formulas of them, with errors of its own."""
    for cell in data.iterfind(f"{M}row/{M}c[@t='e']"):
        cell.set("t", "str")


def spell_numbers(grid: SheetGrid) -> None:
    """Have numbers be texts that LibreOffice shows in another way.

    They are those in Chinese characters, and negative ones in a format of conditions, whose sign it
    leaves out.
    """
    if not any("[" in code for code in grid.styles.codes()):
        return  # no condition, no digits of another kind
    for row in grid.rows:
        for cell in row.cells:
            if cell.number is not None and (
                in_characters(cell.look.code) or keeps_sign(cell.number, cell.look.code)
            ):
                style = grid.styles.variant(cell.style, "text")
                cell.restyle(style, grid.styles.look(style))
                cell.spell()


def spell_truths(grid: SheetGrid) -> None:
    """Have TRUE and FALSE be texts: in a format of numbers LibreOffice shows 1 and 0."""
    for row in grid.rows:
        for cell in row.cells:
            if cell.node.get("t") == "b":
                style = grid.styles.variant(cell.style, "truth")
                cell.restyle(style, grid.styles.look(style))
                cell.spell()


def settle_times(grid: SheetGrid) -> None:
    """Have times be whole seconds where they are but for the noise of binary numbers.

    LibreOffice leaves out what is less than a second, Excel rounds: 23:59:59 was 23:59:58.
    """
    if not any(map(shows_time, grid.styles.codes())):
        return
    for row in grid.rows:
        for cell in row.cells:
            if cell.number is None or cell.number.is_integer() or not shows_time(cell.look.code):
                continue
            seconds = cell.number * _DAY
            if abs(seconds - round(seconds)) < _NOISE:
                cell.node.attrib.pop("t", "")  # a day may be written as one
                for value in cell.node.iterchildren(_V):
                    value.text = repr(round(seconds) / _DAY + _ABOVE)


def freeze_pivots(book: SheetBook, sheet: BookSheet, data: etree._Element) -> None:
    """Have the cells of a pivot table stand as they were stored (ECMA-376-1, 18.10.1.49).

    LibreOffice works it out anew, with other rows and words. One that no cell was stored of stays.
    """
    for identity, part in book.related(sheet.part, "/pivotTable").items():
        root = book.tree(part)
        place = None if root is None else root.find(f"{M}location")
        try:
            (top, left), (bottom, right) = area("" if place is None else place.get("ref", ""))
        except ValueError:
            continue
        rows = (row for row in data.iterfind(f"{M}row") if top <= int(row.get("r", 0)) <= bottom)
        stored = (
            cell
            for row in rows
            for cell in row.iterfind(f"{M}c")
            if _stored(cell) and left <= column_number(cell.get("r", "")) <= right
        )
        if next(stored, None) is not None:
            book.unrelate(sheet.part, identity)


def freeze_conditions(root: etree._Element, day: int | None) -> None:
    """Have conditional formats that ask for today mean the `day` (a serial) of the last saving.

    Without one they say nothing: what colour a cell has must not hang on when it is printed.
    """
    for rule in list(root.iter(f"{M}cfRule")):
        formulas = rule.findall(f"{M}formula")
        if not any(_TODAY.search(one.text or "") for one in formulas):
            continue
        if day is None:
            drop(rule)
            continue
        for one in formulas:
            one.text = _TODAY.sub(str(day), one.text or "")
        if rule.get("type") == "timePeriod":
            rule.set("type", "expression")
            rule.attrib.pop("timePeriod", "")


def _stored(cell: etree._Element) -> bool:
    value = cell.find(_V)
    return (value is not None and (bool(value.text) or cell.get("t") == "str")) or (
        cell.find(_IS) is not None
    )
