"""The tables and lines of a Word file as pages of cells; for a child of the pool alone."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from dossier.read.plaincells import SheetCells

LINES = "正文"
"""The page that holds the lines outside of tables, one to a row."""
TABLE = "表格"
"""How the pages of tables are called, with their number."""


def pages_of_word(content: bytes) -> list[SheetCells]:
    """Each table, and all lines as a last page; the line above a table stands in its row 0.

    Damage raises one of :data:`~dossier.damage.DAMAGED`.
    """
    body = Document(io.BytesIO(content)).element.body
    lines = SheetCells(LINES)
    pages: list[SheetCells] = []
    above = ""
    for block in body.iter(qn("w:p"), qn("w:tbl")):
        if _within(block, qn("w:tbl")):
            continue
        if block.tag == qn("w:tbl"):
            pages.append(_table(block, f"{TABLE}{len(pages) + 1}", above))
            above = ""
            continue
        words = _words(block)
        if words.strip():
            lines.values[len(lines.values) + 1, 1] = words
            above = words
    return [*pages, lines]


def _table(table: Any, name: str, above: str) -> SheetCells:
    page = SheetCells(name)
    if above:
        page.values[0, 1] = above
    spans: dict[int, tuple[int, int]] = {}  # first column of a merged cell: where it began, width
    areas: list[tuple[int, int, int, int]] = []
    rows = [row for row in table.iter(qn("w:tr")) if _nearest(row, qn("w:tbl")) is table]
    for number, row in enumerate(rows, 1):
        column = 1 + _count(row, "w:gridBefore")
        for cell in row.iter(qn("w:tc")):
            if _nearest(cell, qn("w:tr")) is not row:
                continue
            width = max(1, _count(cell, "w:gridSpan", 1))
            merged = next(cell.iter(qn("w:vMerge")), None)
            if merged is not None and merged.get(qn("w:val")) != "restart" and column in spans:
                top, across = spans[column]
                areas = [one for one in areas if one[:2] != (top, column)]
                areas.append((top, column, number, column + across - 1))
            else:
                text = _cell(cell)
                if text:
                    page.values[number, column] = text
                spans.pop(column, None)
                if merged is not None:
                    spans[column] = (number, width)
                if width > 1:
                    areas.append((number, column, number, column + width - 1))
            column += width
    for area in areas:
        page.merge(*area)
    return page


def _within(block: Any, tag: str) -> bool:
    return _nearest(block, tag) is not None


def _nearest(block: Any, tag: str) -> Any:
    return next(block.iterancestors(tag), None)


def _count(parent: Any, tag: str, usual: int = 0) -> int:
    found = next(parent.iter(qn(tag)), None)
    told = "" if found is None else found.get(qn("w:val"), "")
    return int(told) if told.isdigit() else usual


def _cell(cell: Any) -> str:
    """The paragraphs of a cell; those that Word numbers itself have their numbers."""
    told, number = [], 0
    for paragraph in cell.iter(qn("w:p")):
        words = _words(paragraph)
        if not words.strip():
            continue
        if next(paragraph.iter(qn("w:numPr")), None) is not None:
            number += 1
            words = f"{number}.{words}"
        told.append(words)
    return "\n".join(told)


def _words(paragraph: Any) -> str:
    return "".join(_pieces(paragraph)).strip()


def _pieces(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if _nearest(one, qn("w:p")) is not paragraph:
            continue
        if one.tag == qn("w:t"):
            yield one.text or ""
        elif one.tag == qn("w:br"):
            yield "\n"
        elif _nearest(one, qn("w:tabs")) is None:
            yield " "
