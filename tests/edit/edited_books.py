"""A workbook with much that libraries lose, as a clerk may have it, and what is in a file."""

import io
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from dossier.files import sha256_of

NAME = "evidence.xlsx"
_CELL_IMAGES = (
    '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData">'
    "<etc:cellImage/></etc:cellImages>"
)
_NEWER = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>其他!$A$1:$A$2</xm:f></x14:formula1>'
    "<xm:sqref>D2:D3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def rich_book(folder: Path) -> Path:
    """Two rows beneath a header, with comments, lists, colours, a filter, a table and pictures."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "登记"
    page.append(["代码", "题名", "日期", "备注"])
    page.append(["A-1", "第一份", None, "=1+1"])
    page.append(["A-2", "第二份", None, "手写"])
    for row in (2, 3):
        page.cell(row, 3).number_format = "yyyy-mm-dd"
        page.cell(row, 3).value = 44854
        page.cell(row, 2).font = Font(bold=True)
    page["A1"].comment = Comment("说明", "李芳")
    page.row_dimensions[3].height = 19
    page.row_dimensions[2].hidden = True
    page.column_dimensions["D"].hidden = True
    page.auto_filter.ref = "A1:D3"
    offered = DataValidation(type="list", formula1='"A-1,A-2"', sqref="A2:A3")
    page.add_data_validation(offered)
    page.conditional_formatting.add(
        "B2:B3", CellIsRule(operator="equal", formula=['"x"'], fill=PatternFill("solid", "FF0000"))
    )
    other = book.create_sheet("其他")
    other.append(["名", "值"])
    other.append(["甲", 1])
    other.add_table(Table(displayName="T1", ref="A1:B2"))
    saved = io.BytesIO()
    book.save(saved)
    path = folder / NAME
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</worksheet>", _NEWER.encode() + b"</worksheet>")
            target.writestr(info, content, zipfile.ZIP_DEFLATED)
        target.writestr("xl/cellimages.xml", _CELL_IMAGES)
        target.writestr("xl/media/image1.png", b"\x89PNG" + bytes(range(256)))
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of an office file, in order."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def seen(path: Path) -> str:
    """The SHA-256 by which a workbook is known to be as it was read."""
    return sha256_of(path)
