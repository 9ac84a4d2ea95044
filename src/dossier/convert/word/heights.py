"""How high text in tables and boxes will about be, without an office: by counting characters.

Good for telling what surely fits from what may not. A Chinese character is as wide as its size, and
others are half as wide; a line is as high as Noto Serif CJK makes it, the highest of the fonts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from dossier.convert.word.about import About, child, number, value

_TWIPS = 10.0  # to the half-point
_EMU = 635.0  # to the twip
LINE = 1.45
_NARROW = re.compile("[\x00-\u2000]")
_DEEPEST = 6  # tables within tables that are measured
ENDLESS = 1e6
"""The height of what is not measured: more than any page."""

_CELL = 216.0  # the room left and right of a cell's text (17.4.42)


# what is far below a limit is told without measuring: by a character of 16 points, lines of twice
# that, and nothing that is larger
_USUAL_SIZE = 32.0
_USUAL_LINE = 640.0
_LARGER = ("drawing", "pict", "object", "tbl", "ruby", "oMath", "br", "spacing")


def surely_below(row: etree._Element, limit: float, width: float, about: About) -> bool:
    """Whether a row is lower than `limit` beyond doubt; quick, and rather no than wrong."""
    if any(True for _ in row.iter(*(f"{{*}}{name}" for name in _LARGER))):
        return False
    if any(number(value(size)) > _USUAL_SIZE for size in row.iter("{*}sz")):
        return False
    if not all(about.looks.is_usual(value(style), _USUAL_SIZE) for style in _styles_in(row)):
        return False
    every = list(cells(row))
    for cell in every:
        given = child(cell, "tcPr", "tcW")
        room = number(value(given, "w")) if value(given, "type") in {"dxa", ""} else 0.0
        room = max((room or width / len(every)) - _CELL, 100.0)
        signs = sum(map(len, cell.itertext()))
        lines = len(cell) + int(signs * _USUAL_SIZE * _TWIPS / room)
        if lines * _USUAL_LINE > limit:
            return False
    asked = child(row, "trPr", "trHeight")
    return number(value(asked)) < limit


def _styles_in(row: etree._Element) -> Iterator[etree._Element | None]:
    yield None
    yield from row.iter("{*}pStyle", "{*}rStyle")


def of_table(table: etree._Element, width: float, about: About, depth: int = 0) -> float:
    """The height of a table in twips, in a column of text `width` twips wide."""
    return sum(of_row(row, table, width, about, depth) for row in rows(table))


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those within content controls among them, not those of inner tables."""
    return _within(table, "tr")


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, likewise."""
    return _within(row, "tc")


def _within(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for one in parent:
        name = etree.QName(one).localname if isinstance(one.tag, str) else ""
        if name == wanted:
            yield one
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _within(one, wanted)


def of_row(
    row: etree._Element, table: etree._Element, width: float, about: About, depth: int = 0
) -> float:
    """The height that a row's content takes, or that is asked for where it is more."""
    asked = child(row, "trPr", "trHeight")
    least = 0.0 if value(asked, "hRule") == "exact" else number(value(asked))
    return max(least, of_content(row, table, width, about, depth))


def of_content(
    row: etree._Element, table: etree._Element, width: float, about: About, depth: int = 0
) -> float:
    """The height that a row's content takes."""
    if depth > _DEEPEST:
        return ENDLESS
    grid = [number(value(column, "w")) for column in table.iterfind("{*}tblGrid/{*}gridCol")]
    found, place = 0.0, 0
    every = list(cells(row))
    for cell in every:
        span = int(number(value(child(cell, "tcPr", "gridSpan")), 1)) or 1
        given = child(cell, "tcPr", "tcW")
        room = number(value(given, "w")) if value(given, "type") in {"dxa", ""} else 0.0
        room = room or sum(grid[place : place + span]) or width / max(len(every), 1)
        place += span
        # a cell that goes on below has its text where it begins: there it may have all the rows
        if child(cell, "tcPr", "vMerge") is None:
            found = max(found, of_blocks(cell, max(room - _CELL, 100.0), about, depth))
    return found


def of_blocks(parent: etree._Element, width: float, about: About, depth: int = 0) -> float:
    """The height of the paragraphs and tables in `parent`, in lines `width` twips wide."""
    found = 0.0
    for one in parent:
        match etree.QName(one).localname if isinstance(one.tag, str) else "":
            case "p":
                found += _paragraph(one, width, about)
            case "tbl":
                found += of_table(one, width, about, depth + 1)
            case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                found += of_blocks(one, width, about, depth)
    return found


def above(run: etree._Element, paragraph: etree._Element, width: float, about: About) -> float:
    """How far the line of a run is below the top of its paragraph, in lines `width` twips wide."""
    runs = [one for one in paragraph.iter("{*}r") if next(one.iterancestors("{*}p")) is paragraph]
    size, wide, lines, pictures = _measured(runs[: runs.index(run)], paragraph, about)
    size = size or about.looks.size(None, paragraph)
    first = number(value(child(paragraph, "pPr", "ind"), "firstLine"))
    lines += int((wide + first) / _line_width(paragraph, width, size)) - 1
    spacing = about.looks.spacing(paragraph)
    return number(spacing.get("before", "")) + lines * _line_height(size, spacing) + pictures


def _measured(
    runs: Iterable[etree._Element], paragraph: etree._Element, about: About
) -> tuple[float, float, int, float]:
    """Of runs: half-points of the largest, twips of all in a row, lines, twips of pictures."""
    size, wide, lines, pictures = 0.0, 0.0, 1, 0.0
    for run in runs:
        # what stands in a box within the line has its room there
        own = about.looks.size(run, paragraph)
        text = "".join(one.text or "" for one in run.iterfind("{*}t"))
        narrow = len(_NARROW.findall(text))
        wide += (len(text) - narrow / 2) * own * _TWIPS
        size = max(size, own if text else 0.0)
        lines += len(run.findall("{*}br"))
        for drawn in run.iterfind("{*}drawing/{*}inline/{*}extent"):
            pictures += number(drawn.get("cy", "")) / _EMU
        if run.find("{*}object") is not None or run.find("{*}pict") is not None:
            pictures += ENDLESS if depth_of(run) > _DEEPEST else 1440.0
    return size, wide, lines, pictures


def _paragraph(paragraph: etree._Element, width: float, about: About) -> float:
    size, wide, lines, pictures = _measured(paragraph.iter("{*}r"), paragraph, about)
    size = size or about.looks.size(None, paragraph)
    spacing = about.looks.spacing(paragraph)
    lines += int(wide / _line_width(paragraph, width, size))
    around = sum(number(spacing.get(side, "")) for side in ("before", "after"))
    return lines * _line_height(size, spacing) + around + pictures


def _line_height(size: float, spacing: Mapping[str, str]) -> float:
    high = size * _TWIPS * LINE
    line = number(spacing.get("line", ""))
    match spacing.get("lineRule", "auto"):
        case "exact":
            high = line or high
        case "atLeast":
            high = max(high, line)
        case _:
            high *= max(line / 240, 1.0) if line else 1.0
    return high


def _line_width(paragraph: etree._Element, width: float, size: float) -> float:
    indent = child(paragraph, "pPr", "ind")
    sides = sum(max(number(value(indent, one)), 0.0) for one in ("left", "right", "start", "end"))
    return max(width - sides, size * _TWIPS)


def room_of(cell: etree._Element) -> float:
    """How wide the text of a cell may be, in twips; 0 where nothing tells."""
    given = child(cell, "tcPr", "tcW")
    if value(given, "type") in {"dxa", ""} and number(value(given, "w")):
        return number(value(given, "w")) - _CELL
    table = next(cell.iterancestors("{*}tbl"), None)
    if table is None:
        return 0.0
    grid = [number(value(one, "w")) for one in table.iterfind("{*}tblGrid/{*}gridCol")]
    for row in rows(table):
        place = 0
        for one in cells(row):
            span = int(number(value(child(one, "tcPr", "gridSpan")), 1)) or 1
            if one is cell:
                return sum(grid[place : place + span]) - _CELL
            place += span
    return 0.0


def depth_of(element: etree._Element) -> int:
    """In how many tables an element stands."""
    return sum(1 for _ in element.iterancestors("{*}tbl"))
