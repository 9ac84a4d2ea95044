"""Tables for whoever draws them (a workbook, a page, a Word file): plain ones, and 表册."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dossier.facts import Fact


class Dark(Fact, frozen=True):
    """A value that misses its threshold, which official forms print on a dark ground."""

    text: str


Printed = str | int | Decimal | Dark


class Line(Fact, frozen=True):
    """One row; `total` sets it off from the others."""

    cells: tuple[Printed, ...]
    total: bool = False


class Table(Fact, frozen=True):
    """Named (as a sheet), titled; `columns` are headers with a width in characters."""

    name: str
    title: str
    columns: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


class FormCell(Fact, frozen=True):
    """A printed cell. `dark` marks a value that misses its threshold; `across` and `down` merge.

    `number` says that the text is a number; `head` that the cell looks like those of the head,
    `left` that its text begins at the left instead of standing in the middle.
    """

    text: str
    dark: bool = False
    across: int = 1
    down: int = 1
    number: bool = False
    head: bool = False
    left: bool = False


FormRow = tuple[FormCell, ...]


class Form(Fact, frozen=True):
    """One form: number (表Ⅱ-1), title, head rows, body rows and notes beneath.

    Rows hold the anchor cells of merged areas only, from left to right; `widths` gives the
    columns' shares of the page's width. `unit` is the line beneath the title: who fills the form
    in, and for which year.
    """

    number: str
    title: str
    head: tuple[FormRow, ...]
    body: tuple[FormRow, ...]
    widths: tuple[int, ...]
    notes: tuple[str, ...] = ()
    unit: str = ""

    @property
    def heading(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()


def placed(rows: Sequence[FormRow], columns: int) -> Iterator[tuple[int, int, FormCell]]:
    """Each cell with the row and the column, from 0, in which its area begins.

    The areas must fill a grid of `columns`, and may not overlap or reach beyond it.
    """
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            area = {
                (number + down, column + across)
                for down in range(cell.down)
                for across in range(cell.across)
            }
            assert not area & taken, (number, column, cell)
            taken |= area
            yield number, column, cell
            column += cell.across
    assert taken == {(row, column) for row in range(len(rows)) for column in range(columns)}
