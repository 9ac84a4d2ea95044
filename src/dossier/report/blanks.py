"""Codes taken out of cells of a workbook, all else in it left as it is."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from dossier.report.workbook import pack
from dossier.text import nfkc

_PARTS = re.compile(r"[、,，;；\s]+")


def blank(book: Path, cells: Mapping[tuple[str, str], Collection[str]], out: Path) -> None:
    """Write `book` to `out` without the codes in the cells (sheet, reference); others there stay.

    What lies in a merged area follows its first cell.
    """
    made = load_workbook(book)
    names = {sheet.title.strip(): sheet for sheet in made.worksheets}
    for (sheet, reference), codes in cells.items():
        cell = names[sheet][reference]
        if isinstance(cell, MergedCell):
            continue
        parts = [part for part in _PARTS.split(str(cell.value or "")) if part]
        left = [part for part in parts if nfkc(part) not in codes]
        cell.value = "、".join(left) if len(parts) > 1 and left else None
    pack(made, out)
