"""Write docs/workbooks.md and docs/workbooks.zh-CN.md from the sheets as they are declared.

A test compares the pages with what this makes.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from dossier.check.registers import REGISTERS
from dossier.messages import CHINESE, ENGLISH
from dossier.model.columns import Column, Sheet
from dossier.model.county import COUNTY_FACTS, COUNTY_FIGURES, COUNTY_FUNDS, SCHOOLS
from dossier.model.settings import DECLARED, SETTINGS
from dossier.model.sheets import SHEETS

_DOCS = Path(__file__).parents[1] / "docs"
PAGES = {ENGLISH: _DOCS / "workbooks.md", CHINESE: _DOCS / "workbooks.zh-CN.md"}
_INTRODUCTIONS = {
    ENGLISH: """\
# Workbooks

[中文](workbooks.zh-CN.md)

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
""",
    CHINESE: """\
# 工作簿里填什么

[English](workbooks.md)

每个工作簿有哪些工作表、哪些列，每列填什么。本页由 `python scripts/workbook_reference.py` 生成；
“说明”就是表头上的批注。先填哪些，见[教程](tutorial.zh-CN.md)。

- 列的先后可以调，也可以另加列。表头上面可以有标题和说明，程序在前十行里找表头。
- 表头写“也叫”里的名称也认；全角半角、空格、换行没有关系。
- **必填**的格空着或填错，整行不算，并有提示。**不可重复**的值出现两次，第二行不算。
- 合计、总计、小计行不读；第一格以“示例”开头的行只是样子，也不读；“以下空白”以下不读。
- 写着“可以没有”的工作表，没有也行；其他工作表和必填的列，少了会提示。

口径核对里的 `登记:工作表:列=值` 数一张登记表里有几行。可以数的表：
{registers}。
列名可以用“也叫”里的任何一个；值的写法与该列的单元格一样，空着（`文号=`）指空白格。
一格有几个代码的（互见），每个都算。
""",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "optional": "optional",
        "called": "also called {names}",
        "pairs": "项目 that must be filled in: {names}",
        "stop": "; ",
        "heads": "column | other names | holds | comment",
        "settings": "项目 | 内容 | where blank",
        "required": "required",
        "unique": "unique",
        "or": " or ",
        "of": "{what} of {sheet}",
        "comma": ", ",
    },
    CHINESE: {
        "optional": "可以没有",
        "called": "也叫{names}",
        "pairs": "必须填写的项目：{names}",
        "stop": "；",
        "heads": "列 | 也叫 | 填什么 | 说明",
        "settings": "项目 | 内容 | 空着时",
        "required": "必填",
        "unique": "不可重复",
        "or": "、",
        "of": "“{sheet}”表里的{what}",
        "comma": "，",
    },
}


def reference(language: str) -> str:
    """The page in one of the two languages, as text."""
    sheets = (*SHEETS, SCHOOLS, COUNTY_FACTS, COUNTY_FIGURES, COUNTY_FUNDS)
    books = (
        f"\n## {book}\n" + "".join(f"\n{_sheet(sheet, language)}" for sheet in of_book)
        for book, of_book in groupby(sheets, key=lambda sheet: sheet.book)
    )
    registers = dict.fromkeys(register.sheet.name for register in REGISTERS.values())
    introduction = _INTRODUCTIONS[language].format(registers="、".join(registers))
    return introduction + "".join(books)


def _sheet(sheet: Sheet, language: str) -> str:
    words = _WORDS[language]
    notes = [
        words["optional"] if sheet.optional else "",
        words["called"].format(names="、".join(sheet.aliases)) if sheet.aliases else "",
        words["pairs"].format(names="、".join(sheet.pairs)) if sheet.pairs else "",
        sheet.comment,
    ]
    said = words["stop"].join(note for note in notes if note)
    rows = "\n".join(f"| {' | '.join(_cells(column, language))} |" for column in sheet.columns)
    return (
        f"### {sheet.name}\n\n"
        + (f"{said}\n\n" if said else "")
        + f"| {words['heads']} |\n| --- | --- | --- | --- |\n{rows}\n"
        + (_settings(language) if sheet is SETTINGS else "")
    )


def _settings(language: str) -> str:
    words = _WORDS[language]
    required = f"**{words['required']}**"
    rows = "\n".join(
        f"| {one.name} | {one.sentence.spoken(language)} "
        f"| {required if one.required else one.usual} |"
        for one in DECLARED
    )
    return f"\n| {words['settings']} |\n| --- | --- | --- |\n{rows}\n"


def _cells(column: Column, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield column.header
    yield "、".join(column.aliases)
    marks = (words["required"] * column.required, words["unique"] * column.unique)
    yield words["comma"].join(
        (_holds(column, language), *(f"**{mark}**" for mark in marks if mark))
    )
    yield column.comment


def _holds(column: Column, language: str) -> str:
    words = _WORDS[language]
    what = column.holds.words.spoken(language)
    if column.choices:
        return words["or"].join(column.choices)
    if column.refers:
        return words["of"].format(what=what, sheet=column.refers)
    return what


def main() -> None:
    """Write the pages."""
    for language, page in PAGES.items():
        page.write_text(reference(language), encoding="utf-8")


if __name__ == "__main__":
    main()
