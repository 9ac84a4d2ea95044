"""Numbers that have been printed and must not move: what `dossier freeze` records."""

from collections.abc import Mapping

from dossier.facts import Fact
from dossier.model.number import Number


class Slot(Fact, frozen=True):
    """The 件号 and page numbers that an item was given.

    It is known by the `key` of its item, and its successor by `requirement`, `year` (as printed)
    and `title`. `labels` are the numbers of its pages, `spare` those that it had before and has
    no page for any more. `missing` tells that a placeholder stood for it, `vacant` that it was
    gone already when numbers were frozen (空号), and `late` that it came after a printing.
    """

    number: Number
    key: str
    title: str
    requirement: str
    year: str
    labels: tuple[Number, ...]
    spare: tuple[Number, ...] = ()
    missing: bool = False
    vacant: bool = False
    late: bool = False

    @property
    def pages(self) -> tuple[Number, ...]:
        """Every page number that is this item's, in order."""
        return tuple(sorted((*self.labels, *self.spare)))


class FrozenBox(Fact, frozen=True):
    """A box as it was printed: number and title, and its slots in the order of their numbers.

    `origins` are the boxes of the plan that it was split from or put together of.
    """

    number: str
    title: str
    origins: tuple[str, ...]
    slots: tuple[Slot, ...]


class Frozen(Fact, frozen=True):
    """All boxes as they were printed, by number, under the name of that printing."""

    name: str
    boxes: Mapping[str, FrozenBox]
