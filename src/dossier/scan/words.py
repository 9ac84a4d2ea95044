"""What stands on a scanned page: lines of text, their places, and what they say together."""

from collections.abc import Iterator, Sequence

from dossier.facts import Fact
from dossier.media.passage import BREAK, CELL, Passage, clean
from dossier.messages import say

Corners = tuple[float, float, float, float, float, float, float, float]
"""x and y of four corners as parts of the page's width and height, from its upper left corner.

They begin where the text begins and go around it as it is read: begin and end of its upper edge,
end and begin of its lower edge.
"""

_SAME_ROW = 0.5  # of a line's height: so far apart may be the middles of two cells of a row
_FULL = 0.75  # of the longest line: a shorter one ends its paragraph
_ONE = 1.5  # of a line's height: what follows so closely is of the same cell


class ScannedLine(Fact, frozen=True, array_like=True):
    """A line, or the words in a cell; `score` (0 to 1) is how sure the reader is of it."""

    corners: Corners
    text: str
    score: float

    @property
    def left(self) -> float:
        """Where it begins, as a part of the page's width."""
        return min(self.corners[::2])

    @property
    def right(self) -> float:
        """Where it ends, as a part of the page's width."""
        return max(self.corners[::2])

    @property
    def middle(self) -> float:
        """How far down its middle is, as a part of the page's height."""
        return sum(self.corners[1::2]) / 4

    @property
    def height(self) -> float:
        """How high it is, as a part of the page's height."""
        return max(self.corners[1::2]) - min(self.corners[1::2])


class ScannedPage(Fact, frozen=True, array_like=True):
    """The lines of the page with that number (from 1), in the order in which they are read.

    `turn` says by how many degrees, clockwise, it must be turned to be upright; places are those of
    the page as it lies. `unread` is set where reading it took too much. The page
    has so many lines `to_sign` on, of which so many are `empty`.
    """

    number: int
    lines: tuple[ScannedLine, ...] = ()
    turn: int = 0
    unread: bool = False
    to_sign: int = 0
    empty: int = 0

    @property
    def score(self) -> float:
        """How sure the reader is of the whole: of each character the score of its line."""
        count = sum(len(line.text) for line in self.lines)
        return sum(line.score * len(line.text) for line in self.lines) / count if count else 0.0


def in_order(lines: Sequence[ScannedLine]) -> tuple[ScannedLine, ...]:
    """Lines of an upright page row by row, each from left to right."""
    return tuple(line for row in _rows(lines) for line in row)


def passage_of(page: ScannedPage, *, by_line: bool = False) -> Passage | None:
    """What a page says, as other pages say it; None where nothing stands on it.

    A line that stops short ends a paragraph, or each line does (`by_line`), for whom it matters
    more where headings end than where sentences go on. Cells beside each other are told apart.
    """
    rows = [_LineOfWords(row) for row in _rows([upright(line, page.turn) for line in page.lines])]
    if not rows:
        return None
    longest = max(row.right for row in rows) - min(row.left for row in rows)
    begin = min(row.left for row in rows)
    text = "".join(
        row.text + ("\n" if not by_line and row.goes_on(begin, longest) else BREAK) for row in rows
    )
    place = say(
        "page {page} (read from a scan, {part} % sure)",
        page=str(page.number),
        part=int(page.score * 100),
    )
    return Passage(place, clean(text), is_page=True, scanned=True)


class _LineOfWords:
    """The lines that stand beside each other."""

    def __init__(self, lines: Sequence[ScannedLine]) -> None:
        self.left, self.right = lines[0].left, max(line.right for line in lines)
        self.is_line = len(lines) == 1
        self.text = CELL.join(line.text for line in lines)

    def goes_on(self, begin: float, longest: float) -> bool:
        """Whether it is full, on a page whose lines begin there, the longest of that length."""
        return self.is_line and self.right - begin >= longest * _FULL


def _rows(lines: Sequence[ScannedLine]) -> Iterator[list[ScannedLine]]:
    row: list[ScannedLine] = []
    for line in sorted(lines, key=lambda one: (one.middle, one.left)):
        if row and line.middle - row[0].middle > _SAME_ROW * min(line.height, row[0].height):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda one: one.left)


def upright(line: ScannedLine, turn: int) -> ScannedLine:
    """A line where it stands once its page has been turned clockwise by `turn` degrees."""
    points = [_turned(x, y, turn) for x, y in _pairs(line.corners)]
    return ScannedLine(_flat(points), line.text, line.score)


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    match turn % 360:
        case 90:
            return 1 - y, x
        case 180:
            return 1 - x, 1 - y
        case 270:
            return y, 1 - x
        case _:
            return x, y


def _pairs(corners: Corners) -> Iterator[tuple[float, float]]:
    return zip(corners[::2], corners[1::2], strict=True)


def _flat(points: Sequence[tuple[float, float]]) -> Corners:
    (a, b), (c, d), (e, f), (g, h) = points
    return a, b, c, d, e, f, g, h
