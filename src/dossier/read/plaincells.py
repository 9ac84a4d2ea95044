"""The cells of a sheet as plain values, whatever library has read them."""

from dataclasses import dataclass, field
from itertools import product

Place = tuple[int, int]
"""(row, column), both counted from 1."""


@dataclass(slots=True)
class SheetCells:
    """What is not empty in a sheet.

    `values` are numbers, texts, times and booleans; of a formula its stored result, and where it
    has none its place in `uncomputed`. The numbers at `percent` are shown as a percentage.
    `merged` are the places of each merged area, row by row, by the first of them, which alone has
    a value.
    """

    name: str
    values: dict[Place, object] = field(default_factory=dict)
    percent: set[Place] = field(default_factory=set)
    uncomputed: list[Place] = field(default_factory=list)
    merged: dict[Place, list[Place]] = field(default_factory=dict)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge an area: what stands beneath its first cell is hidden."""
        places = list(product(range(top, bottom + 1), range(left, right + 1)))
        self.merged[places[0]] = places
        for place in places[1:]:
            self.values.pop(place, None)
            self.percent.discard(place)
        hidden = set(places[1:]).intersection(self.uncomputed)
        self.uncomputed = [place for place in self.uncomputed if place not in hidden]
