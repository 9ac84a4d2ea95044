"""Write docs/workbooks.md from the sheets as they are declared; CI compares the two."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from dossier.check.registers import REGISTERS
from dossier.model.columns import Column, Sheet
from dossier.model.county import COUNTY_FACTS, COUNTY_FIGURES, COUNTY_FUNDS, SCHOOLS
from dossier.model.settings import DECLARED, SETTINGS
from dossier.model.sheets import SHEETS

PAGE = Path(__file__).parents[1] / "docs/workbooks.md"
_INTRODUCTION = """\
# Workbooks

Every sheet and column that is read, as the program knows them. This page is written by
`python scripts/workbook_reference.py`; the comments are those that headers carry in the workbooks.

- The order of columns is free, and so are further columns. A title and notes may stand above the
  header, which is looked for in the first ten rows.
- A column is known by its header or any of its other names; width of characters, spaces and line
  breaks do not matter.
- A blank or faulty cell of a **required** column leaves out its row, with a finding. Where a value
  is **unique**, a second row with it is left out.
- Rows of 合计, 总计 or 小计 are passed over, and so are those whose first cell begins with 示例,
  which only show how a sheet is filled in; 以下空白 ends a sheet.
- An *optional* sheet may lack; all other sheets, and required columns, are missed.

`登记:工作表:列=值` in 口径核对 counts the rows of a register, which is one of
{registers}.
The column may be called by any of its names; the value is understood as it would be in a cell of
that column, and nothing (`文号=`) means a blank one. A cell that lists codes (互见) says each of
them.
"""


def reference() -> str:
    """The page as text."""
    sheets = (*SHEETS, SCHOOLS, COUNTY_FACTS, COUNTY_FIGURES, COUNTY_FUNDS)
    books = (
        f"\n## {book}\n" + "".join(f"\n{_sheet(sheet)}" for sheet in of_book)
        for book, of_book in groupby(sheets, key=lambda sheet: sheet.book)
    )
    registers = dict.fromkeys(register.sheet.name for register in REGISTERS.values())
    return _INTRODUCTION.format(registers="、".join(registers)) + "".join(books)


def _sheet(sheet: Sheet) -> str:
    notes = [
        "optional" if sheet.optional else "",
        f"also called {'、'.join(sheet.aliases)}" if sheet.aliases else "",
        f"项目 that must be filled in: {'、'.join(sheet.pairs)}" if sheet.pairs else "",
        sheet.comment,
    ]
    said = "; ".join(note for note in notes if note)
    rows = "\n".join(f"| {' | '.join(_cells(column))} |" for column in sheet.columns)
    return (
        f"### {sheet.name}\n\n"
        + (f"{said}\n\n" if said else "")
        + f"| column | other names | holds | comment |\n| --- | --- | --- | --- |\n{rows}\n"
        + (_settings() if sheet is SETTINGS else "")
    )


def _settings() -> str:
    rows = "\n".join(
        f"| {one.name} | {one.sentence.spoken('en')} "
        f"| {'**required**' if one.required else one.usual} |"
        for one in DECLARED
    )
    return f"\n| 项目 | 内容 | where blank |\n| --- | --- | --- |\n{rows}\n"


def _cells(column: Column) -> Iterator[str]:
    yield column.header
    yield "、".join(column.aliases)
    marks = ("required" * column.required, "unique" * column.unique)
    yield ", ".join((_holds(column), *(f"**{mark}**" for mark in marks if mark)))
    yield column.comment


def _holds(column: Column) -> str:
    if column.choices:
        return " or ".join(column.choices)
    if column.refers:
        return f"{column.holds.words} of {column.refers}"
    return column.holds.words


def main() -> None:
    """Write the page."""
    PAGE.write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
