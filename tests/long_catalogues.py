"""Catalogues (卷内目录) of made-up items, as the program fills them in: tables over many pages.

Titles of one to five lines under a head that is repeated, in rows that stay whole: the shape in
which LibreOffice has lost rows where a page ends.
"""

import random
import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2

from dossier.render.fields import Link, Rows
from dossier.render.word import render

TEMPLATE = Path(__file__).parents[1] / "templates/卷内目录.docx"

_WORDS = "义务教育均衡发展督导评估材料学校教师学生图书设备经费管理课程安全"
_LENGTHS = ((5, 5, 19, 19, 30, 46), (5, 5, 5, 19, 19, 46))


def catalogue(path: Path, number: int) -> str:
    """Write catalogue `number`, of 20 to 60 rows; all that its rows say."""
    chance = random.Random(number)
    sparse = chance.random() < 0.5
    lengths = chance.choice(_LENGTHS)
    rows = [_row(chance, n, lengths, sparse=sparse) for n in range(1, chance.randint(20, 60) + 1)]
    heading = {"盒号": "03", "盒题名": "质量与管理", "学校名称": "星光实验学校", "成文日期": ""}
    render(TEMPLATE, heading | {"卷内目录": Rows(rows, like=rows[0])}, path)
    told = (cell for row in rows for cell in row.values() if not isinstance(cell, bool))
    return "".join(cell.text if isinstance(cell, Link) else cell for cell in told)


def _row(
    chance: random.Random, number: int, lengths: tuple[int, ...], *, sparse: bool
) -> dict[str, str | bool | Link]:
    title = "".join(chance.choices(_WORDS, k=chance.choice(lengths)))
    return {
        "件号": f"{number:04d}",
        "文号": "" if sparse else chance.choice(("", "星政发〔2022〕5号")),
        "责任者": "" if sparse else chance.choice(("", "星光实验学校")),
        "题名": Link(title, number),
        "日期": "20220901",
        "页号": Link(f"{3 * number}—{3 * number + 2}", number),
        "备注": chance.choice(("", "", "", "缺")),
        "缺": False,
    }


def letters(text: str) -> Counter[str]:
    """The characters of a text after NFKC, without white space."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def printed(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
