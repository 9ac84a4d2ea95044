"""Odd names, titles and figures: each is printed or told, and everything is made all the same."""

import os
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dossier.bind.unpack import unpack
from tiny_workspace import BOOKS, Tiny, tiny, told, write_pdf

# of these no cell can hold the name, or it would be a path of Windows
UNTYPED = (
    "材料\ufffe.pdf",
    "材料\uffff.pdf",
    os.fsdecode(b"\xb2\xc4\xc1\xcf.pdf"),
    "材\x01料\x7f.pdf",
    "材\n料\t.pdf",
    "材\\料.pdf",
)
TYPED = (
    "材\u202e\u200f料.pdf",
    "-rf.pdf",
    "100%20 %s%n.pdf",
    "材#料?.pdf",
    "材料...pdf",
    "材'\"料`$(x).pdf",
    "{{ 1/0 }}{% x %}.pdf",
    "长" * 83 + ".pdf",
    unicodedata.normalize("NFD", "é材料.pdf"),
)
TITLES = (
    "长" * 400,
    "甲\u202e乙\u200f丙",
    "100%s %n %(x)s",
    "材#料&amp;",
    "方案...",
    "𠀀𝔸😀",
    "甲_xFFFE_乙",
    "甲/乙\\丙:*?",
    "{{ 1/0 }}",
)


@pytest.fixture
def here(tmp_path: Path) -> Tiny:
    return tiny(tmp_path / "workspace")


def test_odd_names_of_files(here: Tiny) -> None:
    """This test ensures that files of any name are told, each once, and the rest is made."""
    names = UNTYPED + TYPED
    for name in names:
        write_pdf(here.root / "inputs/evidence" / name, "odd")
    assert len(told(here.build())) == len(names)
    assert here.box("02").exists()
    sheet = openpyxl.load_workbook(here.made / "missing.xlsx").worksheets[1]
    assert sheet.max_row >= len(names)


def test_odd_names_and_titles_that_are_registered(here: Tiny, tmp_path: Path) -> None:
    """This test ensures that a file of any name and title is bound, listed and unpacked."""
    rows = [BOOKS["evidence.xlsx"]["佐证材料登记"].rstrip()]
    for name, title in zip(TYPED, TITLES, strict=True):
        write_pdf(here.root / "inputs/evidence" / name, "odd page")
        shown = unicodedata.normalize("NFC", name)
        rows.append(f"| B01-1 | {title} | 2020-09-01 | 2020—2021学年度 | {shown} | 是 |")
    here.draw(佐证材料登记="\n".join(rows))
    built = here.build()
    assert [line for line in told(built) if "not-" in line or "file-" in line] == []
    pages = [page.extract_text() for page in PdfReader(here.box("02")).pages]
    assert sum("odd page" in page for page in pages) == len(TYPED)
    listed = openpyxl.load_workbook(here.made / "catalogue.xlsx").worksheets[0]
    assert set(TITLES) <= {cell.value for cell in listed["D"]}
    items = unpack(here.box("02"), tmp_path / "out")
    assert len({item.file for item in items}) == len(items) == len(TYPED) + 4
    assert all(len(item.file.name.encode()) <= 255 for item in items)


@pytest.mark.parametrize("figure", ["1e-25", "1e25", "1e300", "-1e-25", "4.9e-324", "0.1000000001"])
def test_odd_figures(here: Tiny, figure: str) -> None:
    """This test ensures that a figure which no school has is printed or told, with its cell."""
    table = BOOKS["school.xlsx"]["数据"].replace("#166", f"#{figure}")
    here.draw(数据=table)
    here.template("自评说明", "{{ 标题 }}", "{{ 本年.学生数.全校 }}人")
    found = told(here.build())
    assert here.box("01").exists()
    assert here.box("02").exists()
    assert all(line.startswith("school.xlsx!数据!E2: ") for line in found)
    assert found or "人" in PdfReader(here.box("02")).pages[2].extract_text()
    for book in here.made.glob("*.xlsx"):
        openpyxl.load_workbook(book)
