"""表册: the official forms as tables that a workbook and a Word file draw alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormCell:
    """A printed cell. `dark` marks a value that misses its threshold; `across` and `down` merge."""

    text: str
    dark: bool = False
    across: int = 1
    down: int = 1
    number: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One form: number (表Ⅱ-1), title, head rows, body rows and notes beneath.

    Rows hold the anchor cells of merged areas only, from left to right; `widths` gives the
    columns' shares of the page's width.
    """

    number: str
    title: str
    head: tuple[tuple[FormCell, ...], ...]
    body: tuple[tuple[FormCell, ...], ...]
    widths: tuple[int, ...]
    notes: tuple[str, ...] = ()
    unit: str = ""
