"""Pages of cells → tables: the header found by its words, wherever it stands, and the rows below.

Several tables may stand on a page, each under a title of its own, and a header may come again in
mid-table. A table of figures (栏次 L1, L2 …) is no catalogue, and is told as what it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from dossier.catalogue.labels import label_of, tight
from dossier.facts import Fact
from dossier.media.columns import column_letters
from dossier.read.plaincells import Place, SheetCells
from dossier.text import plain


class Role(Enum):
    """What a column of a catalogue holds, as people who settle it call it."""

    LEVEL = "指标"
    CODE = "代码"
    SERIAL = "序号"
    CRITERIA = "评估要点"
    SCORE = "分值"
    MATERIALS = "材料"
    OFFICE = "责任小组"
    PERIOD = "期间"
    NOTE = "说明"
    IGNORED = "不读"


# the first that fits; of what the school or an inspector fills in nothing is read
_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.LEVEL, re.compile(r"[一二三四ABCD1234ⅠⅡⅢ]级(?:指标|要点|项目|内容).*")),
    (Role.IGNORED, re.compile(
        r".*(?:自评|自查|得分|验收|[复省市县初]评|结论|是否|情况|结果|扣分|问题|页[码数次号]|盒号|时限"
        r"|完成时间|指标值|签[字名]).*")),
    (Role.SERIAL, re.compile(r"序号|编号|号|序")),
    (Role.CODE, re.compile(r".*(?:代码|编码)")),
    (Role.SCORE, re.compile(r"(?:标准|基准)?(?:分值|满分|权重|标准分|分数|赋分).*")),
    (Role.MATERIALS, re.compile(r".*(?:材料|资料|佐证|备查|档案).*")),
    (Role.CRITERIA, re.compile(
        r".*(?:标准|要点|细则|要求|办法|观测点)|工作内容|(?:评估|考核|检查)内容")),
    (Role.OFFICE, re.compile(r".*(?:责任|牵头|承办|负责|科室|股室|部门|收集).*")),
    (Role.PERIOD, re.compile(r".*(?:期间|年度|年份|时间范围|起止).*")),
    (Role.LEVEL, re.compile(
        r"(?:检查|评估|考核|评价|督导|测评|验收|迎检|工作)?(?:项目|指标|类别|领域|要素|任务|内容|模块)"
        r"(?:名称|内容)?")),
    (Role.NOTE, re.compile(r"备注|说明|注")),
)  # fmt: skip
_LONGEST_HEADER = 24
_LEAST_KNOWN = 2
_NOTE = re.compile(r"\s*(?:备?注|说明|填表说明)\s*\d?\s*[:：]")
_BLANKS = re.compile(r"[_＿]{2,}")
_FORM_LINE = re.compile(r"L\d+")
_LEAST_LINES = 3
_TOTALS = re.compile(r"(?:合|总|小)计.{0,6}")
_HEADER_HEIGHT = 3


class Spot(Fact, frozen=True):
    """A text and where it stands: page, row and column."""

    page: str
    row: int
    column: int
    words: str

    @property
    def place(self) -> str:
        """``Sheet1!B5``."""
        return f"{self.page}!{column_letters(self.column)}{self.row}"


class ReadColumn(Fact, frozen=True):
    """A column of a table: its header as written, and what it is taken for; None: nothing."""

    spot: Spot
    role: Role | None


class ReadRow(Fact, frozen=True):
    """A row of a table: texts by column, and the columns whose cell goes on from above."""

    number: int
    cells: Mapping[int, Spot]
    continued: frozenset[int]

    @property
    def lone(self) -> Spot | None:
        """Its text, where it has one alone."""
        return next(iter(self.cells.values())) if len(self.cells) == 1 else None


class ReadTable(Fact, frozen=True):
    """A table: its title, where it has one, its columns by number, and its rows.

    `goes_on` where it is the rest of the one before, as on the next page of a document.
    """

    title: Spot | None
    columns: Mapping[int, ReadColumn]
    rows: tuple[ReadRow, ...]
    goes_on: bool = False

    def of(self, role: Role) -> list[int]:
        """The columns of a role, from left to right."""
        return sorted(n for n, column in self.columns.items() if column.role is role)


class FiguresForm(Fact, frozen=True):
    """A table of figures: what stands above each 栏次, which the program does not import."""

    spot: Spot
    columns: tuple[tuple[str, str], ...]


class CataloguePage(Fact, frozen=True):
    """What a page was found to hold; `title` is the document's, `left` what is in no table."""

    name: str
    title: Spot | None
    tables: tuple[ReadTable, ...]
    forms: tuple[FiguresForm, ...]
    left: tuple[Spot, ...]


def page_of(
    cells: SheetCells, settled: Mapping[str, Role], before: ReadTable | None = None
) -> CataloguePage:
    """What stands on a page.

    `settled` says by header what a column holds; `before` is the last table of the page before.
    """
    rows = _rows(cells)
    form = _form(rows, cells)
    if form:
        return CataloguePage(cells.name, _first_line(rows), (), (form,), ())
    reader = _RowReader(rows, cells, settled, before)
    return reader.page()


class _RowReader:
    """Goes down the rows of a page."""

    def __init__(
        self,
        rows: Sequence[ReadRow],
        cells: SheetCells,
        settled: Mapping[str, Role],
        before: ReadTable | None,
    ) -> None:
        self._rows = rows
        self._cells = cells
        self._settled = settled
        self._before = before
        self._tables: list[ReadTable] = []
        self._left: list[Spot] = []

    def page(self) -> CataloguePage:
        """All of it."""
        title: Spot | None = None
        columns: dict[int, ReadColumn] = {}
        own: list[ReadRow] = []
        above: Spot | None = None
        first = _first_line(self._rows)
        number = 0
        while number < len(self._rows):
            row = self._rows[number]
            found, height = self._header(number)
            if found and _same(found, columns) and above is None:
                number += height  # it comes again
                continue
            if found:
                self._finish(title, columns, own)
                title, columns, own, above = above, found, [], None
                number += height
                continue
            lone = row.lone
            if lone and _NOTE.match(lone.words):
                self._left.append(lone)
            elif lone and (not columns or self._is_title(number, columns)):
                if not _BLANKS.search(lone.words):
                    above = lone
            elif not columns:
                self._left += row.cells.values()
            elif not _TOTALS.fullmatch(plain(next(iter(row.cells.values())).words)):
                own.append(row)
            number += 1
        self._finish(title, columns, own)
        if not self._tables:
            self._left = [spot for row in self._rows for spot in row.cells.values()]
        return CataloguePage(self._cells.name, first, tuple(self._tables), (), tuple(self._left))

    def _finish(
        self, title: Spot | None, columns: Mapping[int, ReadColumn], rows: Sequence[ReadRow]
    ) -> None:
        if not columns:
            return
        before = self._tables[-1] if self._tables else self._before
        goes_on = title is None and before is not None and _same(columns, before.columns)
        self._tables.append(ReadTable(title, columns, tuple(rows), goes_on))

    def _header(self, number: int) -> tuple[dict[int, ReadColumn], int]:
        """The columns that the row heads, and how many rows of the page its header takes."""
        row = self._rows[number]
        words = [plain(spot.words) for spot in row.cells.values()]
        if any(len(word) > _LONGEST_HEADER or _is_entry(word) for word in words):
            return {}, 0
        height = self._height(row.number)
        last = row.number + height - 1
        columns: dict[int, ReadColumn] = {}
        for column in sorted({c for r in self._rows_between(row.number, last) for c in r.cells}):
            texts = [
                r.cells[column]
                for r in self._rows_between(row.number, last)
                if column in r.cells and column not in r.continued
            ]
            if texts:
                role = next((r for t in reversed(texts) if (r := self._role(t.words))), None)
                joined = "/".join(dict.fromkeys(tight(t.words) for t in texts))
                columns[column] = ReadColumn(
                    Spot(row.cells[column].page if column in row.cells else texts[0].page,
                         texts[0].row, column, joined),
                    role,
                )  # fmt: skip
        roles = [column.role for column in columns.values()]
        known = [role for role in roles if role]
        telling = {Role.LEVEL, Role.MATERIALS, Role.CRITERIA}.intersection(known)
        least = min(_LEAST_KNOWN, len(roles))
        if not telling or len(known) < max(least, 2) or len(known) * 2 < len(roles):
            return {}, 0
        return columns, len(list(self._rows_between(row.number, last)))

    def _rows_between(self, first: int, last: int) -> Iterator[ReadRow]:
        return (row for row in self._rows if first <= row.number <= last)

    def _height(self, number: int) -> int:
        bottoms = [
            area[-1][0]
            for (top, _), area in self._cells.merged.items()
            if top == number and area[0] in self._cells.values
        ]
        return min(_HEADER_HEIGHT, max([number, *bottoms]) - number + 1)

    def _role(self, words: str) -> Role | None:
        return self._settled.get(plain(words)) or role_of(words)

    def _is_title(self, number: int, columns: Mapping[int, ReadColumn]) -> bool:
        """Whether a lone text within a table stands above the header of the next one."""
        spot = self._rows[number].lone
        assert spot is not None
        for following in range(number + 1, min(number + 3, len(self._rows))):
            found, _ = self._header(following)
            if found:
                of_table = columns.get(spot.column)
                is_row = of_table and of_table.role is Role.LEVEL
                return not (is_row and label_of(spot.words).kind == "letter")
            if not self._rows[following].lone:
                return False
        return False


def _is_entry(word: str) -> bool:
    """Whether it has a code or is a number, which no header is."""
    return bool(label_of(word).code) or word.replace(".", "").isdigit()


def role_of(words: str) -> Role | None:
    """What a column is taken for by its header; None where that cannot be told."""
    header = re.sub(r"[(（][^)）]*[)）]?$", "", plain(words)) or plain(words)
    if len(header) > _LONGEST_HEADER:
        return None
    return next((role for role, pattern in _WORDS if pattern.fullmatch(header)), None)


def _same(one: Mapping[int, ReadColumn], other: Mapping[int, ReadColumn]) -> bool:
    def told(columns: Mapping[int, ReadColumn]) -> list[str]:
        return [plain(columns[number].spot.words) for number in sorted(columns)]

    return told(one) == told(other)


def _rows(cells: SheetCells) -> list[ReadRow]:
    """The rows that hold something; merged cells have their text in each row, once in it."""
    rows: dict[int, dict[int, Spot]] = {}
    continued: dict[int, set[int]] = {}
    page = cells.name.strip()
    for (row, column), found in cells.values.items():
        words = _text(found)
        if not words.strip():
            continue
        spot = Spot(page, row, column, words)
        rows.setdefault(row, {})[column] = spot
        area: list[Place] = cells.merged.get((row, column), [])
        for below in sorted({r for r, _ in area} - {row}):
            rows.setdefault(below, {})[column] = spot
            continued.setdefault(below, set()).add(column)
    return [
        ReadRow(number, dict(sorted(rows[number].items())), frozenset(continued.get(number, ())))
        for number in sorted(rows)
        # what only goes on from above is no row of its own
        if set(rows[number]) - continued.get(number, set())
    ]


def _text(found: object) -> str:
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    return str(found)


def _first_line(rows: Sequence[ReadRow]) -> Spot | None:
    """The title of the page: a text that stands alone in its first row."""
    return rows[0].lone if rows else None


def _form(rows: Sequence[ReadRow], cells: SheetCells) -> FiguresForm | None:
    """The table of figures on a page, known by its line of 栏次."""
    for place, row in enumerate(rows):
        lines = {c: s for c, s in row.cells.items() if _FORM_LINE.fullmatch(plain(s.words))}
        if len(lines) < _LEAST_LINES or len(lines) * 2 < len(row.cells):
            continue
        heads = [above for above in rows[:place] if above.lone is None]
        columns = []
        for column, line in sorted(lines.items()):
            told = [plain(w) for above in heads if (w := _above(above, column, cells))]
            columns.append((plain(line.words), "/".join(dict.fromkeys(told))))
        title = _first_line(rows)
        return FiguresForm(title or next(iter(row.cells.values())), tuple(columns))
    return None


def _above(row: ReadRow, column: int, cells: SheetCells) -> str:
    """The text of a header over a column: its own, or that of the merged cell that covers it."""
    if column in row.cells:
        return row.cells[column].words
    for (_, left), area in cells.merged.items():
        if (row.number, column) in area and left in row.cells:
            return row.cells[left].words
    return ""
