"""Cells of workbooks set to odd values, by a seed: the files are sound, what stands in them is not.

What a person may type, paste or have worked out by mistake, several at once, over all sheets.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

_LAST_ROW = 60  # of a sheet; rows further down are more of the same
_HEADER = 2  # rows; a header that is not understood hides all that is below
_SHARES = (0.002, 0.01, 0.03, 0.1)  # of the cells of a sheet

_TEXTS: tuple[str, ...] = (
    "?", "", " ", " x ", "..", "../../x", "/", "-", "—", "无", "是", "否", "是的", "待定", "合计",
    "十二", "二〇二三年九月", "2025-13-40", "0000-00-00", "9999-12-31", "2023-2-30", "20-21",
    "2020—2021学年度", "2020—2022", "1999-2000", "２０２２—２０２３学年度", "2021年度",
    "9999年度", "1.2.3", "90%", "−5", "（5）", "1,2,3", "１２３", "１．５", "٣", "½", "²", "Ⅻ",
    "+", "1e5", "1e-25", "1e308", "1e99999", "1e-99999", "-0", "0.1e", "NaN", "inf", "-Infinity",
    "9" * 40, "9" * 5000, "0." + "1" * 60, "0x1F", "B99", "B01—B99999", "B01—A02", "B01、B01",
    "B" + "1" * 5000 + "—B" + "9" * 5000, "A1", "Z01", "不存在.pdf", "a\nb", "a\tb", "\u200b",
    "\ufeff", "\u202e倒", "_xFFFE_", "_x0000_", "𠮷", "😀" * 90, "{{ 学校名称 }}", "{% x %}",
    "%s%n%d", "{0}", "<b>&amp;</b>", "=1/0", "'=1+1", "true", "null", "x" * 300, "a/" * 200,
    "很长的文字。" * 5000, "学生数＋", "学生数÷0", "((((", "1+1", "学生数*1e400", "全部达标",
    "小学部", "全校",
)  # fmt: skip
_OTHERS: tuple[object, ...] = (
    0, -1, 1, 2, 3.5, -0.0, 0.1 + 0.2, 1e-25, -1e-25, 1e15, 1e300, -1e300, 5e-324, 10**14, 2023,
    2147483648, True, False, None, None,
    date(2023, 9, 1), date(1900, 1, 1), date(9999, 12, 31),
    datetime(2023, 9, 1, 23, 59, 59),  # noqa: DTZ001 - a cell knows no time zone
    time(8, 30), timedelta(days=400), timedelta(hours=-1),
    "=A1", "=1+1", "=NA()", "=SUM(A1:A3)",
)  # fmt: skip
_ERRORS = ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!")


def altered(book: Path, target: Path, chance: random.Random, share: float) -> None:
    """Write `book` to `target` with so great a share of the cells of each sheet changed."""
    opened = load_workbook(book)
    for sheet in opened.worksheets:
        cells = [
            cell
            for row in sheet.iter_rows(max_row=min(sheet.max_row, _LAST_ROW))
            for cell in row
            if not isinstance(cell, MergedCell)
        ]
        for cell in chance.sample(cells, min(len(cells), round(len(cells) * share + 0.5))):
            if cell.row > _HEADER or chance.random() < 0.05:
                chance.choice((_text, _text, _other, _error, _rich, _copied, _form))(chance, cell)
    opened.save(target)


def altered_books(folder: Path, target: Path, seed: int) -> None:
    """Write all workbooks of `folder` to `target`, some of their cells changed."""
    chance = random.Random(seed)
    share = chance.choice(_SHARES)
    for book in sorted(folder.glob("*.xlsx")):
        altered(book, target / book.name, chance, share)


Change = Callable[[random.Random, Cell], None]


def _text(chance: random.Random, cell: Cell) -> None:
    value = chance.choice(_TEXTS)
    cell.value = value
    cell.data_type = "s"  # '=1/0' as a person's text


def _other(chance: random.Random, cell: Cell) -> None:
    cell.value = chance.choice(_OTHERS)


def _error(chance: random.Random, cell: Cell) -> None:
    cell.value = chance.choice(_ERRORS)
    cell.data_type = "e"


def _rich(chance: random.Random, cell: Cell) -> None:
    words = str(cell.value or "字")
    cell.value = CellRichText(
        words[:2], TextBlock(InlineFont(b=True), words[2:] or chance.choice("年个%"))
    )


def _copied(chance: random.Random, cell: Cell) -> None:
    """What stands in another cell of the sheet."""
    sheet = cell.parent
    row, column = chance.randrange(1, sheet.max_row + 1), chance.randrange(1, sheet.max_column + 1)
    other = sheet.cell(min(row, _LAST_ROW), column)
    cell.value = other.value


def _form(chance: random.Random, cell: Cell) -> None:
    """The same value in another number format, a number as a text, a text as a number."""
    value = cell.value
    if isinstance(value, int | float):
        cell.value = chance.choice(
            (str(value), f"{value}%", value * 1000, -value, value / 7, value * 1e12)
        )
    cell.number_format = chance.choice(("@", "0%", "yyyy-mm-dd", "[h]:mm", "General", '"x"', ";;;"))
