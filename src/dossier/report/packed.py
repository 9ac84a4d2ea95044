"""Workbooks written without files of a moment.

``Workbook.save`` writes each sheet into the folder for temporary files first. Where the process is
killed, the file stays, and nobody can tell by its name that its owner is gone.
"""

# ruff: noqa: SLF001 - the one step of openpyxl's writer that uses such a file is done here

import io
import zipfile
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def pack(book: Workbook, target: IO[bytes] | Path) -> None:
    """Write a workbook that is whole in memory (neither read-only nor write-only)."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _Packer(book, archive).save()


class _Packer(ExcelWriter):
    _archive: zipfile.ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """Add a sheet, as openpyxl does, by way of memory."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        writer: Any = WorksheetWriter(ws, io.BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
