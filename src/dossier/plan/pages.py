"""Page numbers: within a box from 1 on; cover, 卷内目录 and 备考表 are not counted (GB/T 9705)."""

from collections.abc import Mapping, Sequence

from dossier.model.item import Arranged, Paged


def paginate(boxes: Sequence[Arranged], counts: Mapping[str, int]) -> dict[str, Paged]:
    """The pages of every item whose box is counted in full; `counts` is by item key.

    A box with an item that is not yet counted is left out whole: half a page sequence would
    print wrong numbers.
    """
    pages: dict[str, Paged] = {}
    for box in boxes:
        if any(placed.item.key not in counts for placed in box.items):
            continue
        first = 1
        for placed in box.items:
            count = counts[placed.item.key]
            pages[placed.item.key] = Paged(placed, first, count)
            first += count
    return pages
