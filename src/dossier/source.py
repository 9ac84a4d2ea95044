"""Where a fact stands in the workbooks."""

from dataclasses import dataclass, field

from dossier.facts import Fact


class Cell(Fact, frozen=True, order=True):
    """One cell; prints as ``evidence.xlsx!佐证材料登记!D4``."""

    book: str
    sheet: str
    ref: str

    def __str__(self) -> str:
        return "!".join(part for part in (self.book, self.sheet, self.ref) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """The row a fact was read from, and the column letter of each of its fields."""

    book: str
    sheet: str
    number: int
    columns: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def cell(self, name: str = "") -> Cell:
        """The cell of the field `name`; the row's first cell where the field has no column."""
        column = dict(self.columns).get(name)
        if column is None:
            column = self.columns[0][1] if self.columns else "A"
        return Cell(self.book, self.sheet, f"{column}{self.number}")
