"""Workbooks made ready for LibreOffice, so that paper shows what Excel shows.

Only the copy that is converted is changed. Stored results stand for formulas, number formats speak
to LibreOffice as they do to a Chinese Excel, rows and columns have room for what is in them, and
pages are never too small to be read. What a person should know of it becomes a remark.
"""

import zipfile
from functools import partial
from pathlib import Path

from dossier.convert.package import copy_changed, parsed
from dossier.convert.sheet import charts, columns, headers, paper, pictures, rows, signs, values
from dossier.convert.sheet.altered import Alteration, Alterations
from dossier.convert.sheet.blank_rows import without_blank_rows
from dossier.convert.sheet.book import TRUE, BookSheet, M, SheetBook, has_any
from dossier.convert.sheet.grid import SheetGrid, texts_of
from dossier.convert.sheet.printed import printed
from dossier.convert.sheet.styles import Styles
from dossier.files import nfc
from dossier.finding import Remark


def prepare(source: Path, target: Path, name: str = "") -> tuple[Remark, ...]:
    """Copy a workbook to `target`, made ready for paper; `name` is what its file is called."""
    return copy_changed(source, target, partial(_parts, name=nfc(name or source.name)))


def _parts(package: zipfile.ZipFile, name: str) -> tuple[dict[str, bytes], tuple[Remark, ...]]:
    book, altered = SheetBook(package), Alterations()
    _Copy(book, name, altered).make()
    return book.changed, altered.remarks()


class _Copy:
    """The copy of one workbook, sheet after sheet."""

    def __init__(self, book: SheetBook, name: str, altered: Alterations) -> None:
        self._book, self._name, self._altered = book, name, altered
        self._styles_part = book.first(book.main, "/styles")
        self._signs = signs.Signs(book, self._styles_part)
        self._styles = Styles(book.tree(self._styles_part) if self._styles_part else None)
        self._styles.speak_chinese()
        shared = book.first(book.main, "/sharedStrings")
        strings = book.tree(shared)
        if strings is not None and values.drop_returns(strings):
            book.write(shared, strings)
        self._texts = texts_of(strings)
        self._pictures = pictures.Pictures(book)
        self._saved = headers.saved(book)
        properties = book.root.find(f"{M}workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904") in TRUE

    def make(self) -> None:
        """Make all sheets ready, then the parts that they share."""
        for sheet in self._book.sheets:
            if sheet.hidden:
                self._altered.add(Alteration.HIDDEN, sheet.name)
                self._book.drop_names("_xlnm.Print_Area", sheet)
            elif sheet.part:
                self._sheet(sheet)
        for name, part in self._book.charts():
            charts.give_size(self._book, part)
            root = self._book.tree(part)
            if root is not None and root.find(f"{M}headerFooter") is not None:
                headers.settle(root, name, self._name, self._saved, self._altered)
                self._book.write(part, root)
        if self._styles.altered and self._styles_part:
            self._book.write(self._styles_part, self._styles.root)

    def _sheet(self, sheet: BookSheet) -> None:
        whole = self._book.read(sheet.part)
        content = without_blank_rows(whole)
        if len(content) < len(whole):
            self._altered.add(Alteration.STRAY, sheet.name)
        del whole
        root = parsed(content)
        data = root.find(f"{M}sheetData")
        if data is None:
            return
        values.freeze_pivots(self._book, sheet, data)
        placed = self._pictures.taken(data) if has_any(content, pictures.TRACES) else []
        values.freeze(data, sheet.name, self._altered)
        if has_any(content, values.ERRORS):
            values.spell_errors(data)
        if has_any(content, values.RETURNS):
            values.drop_returns(data)
        self._signs.mend(data, content)
        values.freeze_conditions(root, headers.serial(self._saved))
        headers.settle(root, sheet.name, self._name, self._saved, self._altered)
        grid = SheetGrid(root, self._styles, self._texts, since_1904=self._since_1904)
        for one in placed:
            grid.seen(one.row, one.column)
        values.settle_times(grid)
        values.spell_numbers(grid)
        if has_any(content, values.TRUTHS):
            values.spell_truths(grid)
        columns.mend(grid, sheet.name, self._altered)
        rows.mend(grid, sheet.name, self._altered)
        pictures.draw(self._book, sheet, grid, placed)
        areas = printed(self._book, sheet, grid, self._altered)
        paper.fit(self._book, sheet, grid, areas, self._altered)
        self._book.write(sheet.part, root)
