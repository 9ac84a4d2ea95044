"""The register and the texts under data/documents, put together into papers to be made."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from make_sample.facts import SCHOOL, fill
from make_sample.rosters import roster
from make_sample.tables import Rows, rows, sections

THEMES = ("综合", "入学机会", "保障机制", "教师队伍", "质量与管理", "办学条件", "校际均衡")
_HEADING = re.compile(r"[一二三四五六七八九十]+、[^。；：]{1,28}$")
_SUBHEADING = re.compile(r"（[一二三四五六七八九十]+）[^。：，]{1,24}$")
_DATE = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$")
_UNITS = ("局", "学校", "公司")
_OUTSIDE = ("云岭", "中共")  # names that begin so are no part of the school
_PREPARES = 8  # the month from which papers are about the school year to come
# the first cell of tables that pair a name with its value, and so have no header row
_KEYS = {"时间", "姓名", "家访时间", "工程名称"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document: `kind` is lead, para, heading, subheading, table, break or figure.

    In texts, what stands between two '~' is written by hand.
    """

    kind: str
    text: str = ""
    table: Rows = ()
    headed: bool = True
    level: int = 0  # of a heading that goes into the outline


@dataclass(frozen=True, slots=True)
class Paper:
    """One registered document: what the register says, its blocks, and the form to make it in."""

    title: str
    authors: tuple[str, ...]
    number: str
    dated: date
    year: int
    file: str
    form: str
    sealed: bool
    blocks: tuple[Block, ...]

    @property
    def signed_off(self) -> str:
        """The date of the sign-off as GB/T 9704-2012, 7.3.5.4, writes it."""
        return f"{self.dated.year}年{self.dated.month}月{self.dated.day}日"

    @property
    def tables(self) -> tuple[Block, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if block.kind == "table")


def papers() -> tuple[Paper, ...]:
    """Every document of the register, in its order."""
    return tuple(_paper(row) for row in rows("evidence/佐证材料登记") if row)


def _paper(row: tuple[str, ...]) -> Paper:
    _, title, author, number, dated, year, _, _, file, _, sealed, _, _, form = row
    match = _DATE.match(dated)
    assert match, f"{file}: no date in {dated!r}"
    day = date(int(match[1]), int(match[2]), int(match[3]))
    # what belongs to no year tells the figures of its day; August prepares the new school year
    start = int(year[:4]) if year else day.year - (day.month < _PREPARES)
    blocks = () if form.startswith("same:") else _blocks(_bodies()[title], start)
    return Paper(
        title, _authors(author), number, day, start, file, form, sealed == "是", blocks
    )  # fmt: skip


def _authors(author: str) -> tuple[str, ...]:
    """The names below the text: a room of the school signs with the school's name before it."""
    names = author.split("、")
    if not all(name.endswith(_UNITS) for name in names):
        names = [author]
    return tuple(name if name.startswith((SCHOOL, *_OUTSIDE)) else SCHOOL + name for name in names)


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    return {title: lines for theme in THEMES for title, lines in sections(f"documents/{theme}")}


def _blocks(lines: tuple[str, ...], year: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    table: list[tuple[str, ...]] = []
    for line in (*lines, ""):
        if line.startswith("|"):
            table.append(tuple(cell.strip() for cell in fill(line, year).split("|")[1:-1]))
            if len(table) > 1 and len(table[0]) != len(table[-1]):
                raise ValueError(f"a row of another length: {line}")
            continue
        if table:
            blocks.append(_table(table))
            table = []
        if line:
            blocks.append(_block(fill(line, year), year, first=not blocks))
    return tuple(blocks)


def _table(table: list[tuple[str, ...]]) -> Block:
    return Block("table", table=tuple(table), headed=table[0][0] not in _KEYS)


def _block(line: str, year: int, *, first: bool) -> Block:
    if line == "@page":
        return Block("break")
    if line.startswith("@table "):
        return Block("table", table=roster(line.removeprefix("@table "), year))
    if line.startswith("@"):
        return Block("figure", line[1:])
    if first and line.endswith("："):
        return Block("lead", line)
    level = len(line) - len(line.lstrip("#"))
    text = line[level:].strip()
    kind = "heading" if _HEADING.match(text) else "para"
    return Block("subheading" if _SUBHEADING.match(text) else kind, text, level=level)
