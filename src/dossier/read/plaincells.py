"""The cells of a sheet as plain values, whatever library has read them."""

from dataclasses import dataclass, field
from itertools import product

_WHOLE = 1_000  # rows: nobody merges so many on purpose
Place = tuple[int, int]
"""(row, column), both counted from 1."""


@dataclass(slots=True)
class SheetCells:
    """What is not empty in a sheet.

    `values` are numbers, texts, times and booleans; of a formula its stored result, and where it
    has none its place in `uncomputed`. The numbers at `percent` are shown as a percentage.
    `merged` are the places of each merged area, row by row, by the first of them, which alone has
    a value; what lies beyond the last cell that has one is left out. `covered` are the first places
    of areas down a sheet that hide cells which are filled in.
    """

    name: str
    values: dict[Place, object] = field(default_factory=dict)
    percent: set[Place] = field(default_factory=set)
    uncomputed: list[Place] = field(default_factory=list)
    merged: dict[Place, list[Place]] = field(default_factory=dict)
    covered: list[Place] = field(default_factory=list)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge an area: what stands beneath its first cell is hidden."""
        places = list(product(range(top, bottom + 1), range(left, right + 1)))
        self.merged[places[0]] = places
        for place in places[1:]:
            self.values.pop(place, None)
            self.percent.discard(place)
        hidden = set(places[1:]).intersection(self.uncomputed)
        self.uncomputed = [place for place in self.uncomputed if place not in hidden]

    def merge_down(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge an area that may go down the whole sheet: as far as there are cells."""
        if bottom - top >= _WHOLE or right - left >= _WHOLE:
            bottom = max([top, *(row for row, _ in self.values if row <= bottom)])
            right = max([left, *(column for _, column in self.values if column <= right)])
            within = {
                place: value
                for place, value in self.values.items()
                if top <= place[0] <= bottom and left <= place[1] <= right
            }
            anchor = within.pop((top, left), None)
            if any(value != anchor for value in within.values()):
                self.covered.append((top, left))
        self.merge(top, left, bottom, right)
