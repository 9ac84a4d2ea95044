"""Page numbers: those of a box or of each 件; cover, 卷内目录 and 备考表 bear none (GB/T 9705)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from itertools import count as counting
from types import MappingProxyType

from dossier.model.item import Arranged, Paged
from dossier.model.number import Frozen
from dossier.model.settings import Numbering
from dossier.plan.frozen import labels_as_frozen

_Labels = Iterator[tuple[tuple[str, ...], tuple[str, ...]]]


def paginate(
    boxes: Sequence[Arranged],
    counts: Mapping[str, int],
    numbering: Numbering | None = None,
    frozen: Frozen | None = None,
    blanks: Mapping[str, Collection[int]] = MappingProxyType({}),
) -> dict[str, Paged]:
    """The pages of every item whose box is counted in full; `counts` is by item key.

    A box with an item that is not yet counted is left out whole: half a page sequence would
    print wrong numbers. Where the numbers of a box are `frozen`, its pages keep theirs. `blanks`
    are the places (0-based) of pages without content, which bear none where each 件 is counted by
    itself (DA/T 22-2015, 编页).
    """
    numbering = numbering or Numbering()
    pages: dict[str, Paged] = {}
    for box in boxes:
        if any(placed.item.key not in counts for placed in box.items):
            continue
        start = 1
        there = [counts[placed.item.key] for placed in box.items]
        for placed, (labels, spare) in zip(
            box.items, _labels(box, there, numbering, frozen, blanks), strict=True
        ):
            blank = numbering.room(len(labels)) > len(labels)
            paged = Paged(placed, start, labels, spare, blank)
            pages[placed.item.key] = paged
            start = paged.end + 1
    return pages


def _labels(
    box: Arranged,
    counts: Sequence[int],
    numbering: Numbering,
    frozen: Frozen | None,
    blanks: Mapping[str, Collection[int]],
) -> _Labels:
    known = frozen.boxes.get(box.spec.number) if frozen else None
    if numbering.per_item:
        # a 件 that has grown or shrunk moves no other's numbers
        keys = (placed.item.key for placed in box.items)
        return (
            (_own(count, blanks.get(key, ())), ()) for key, count in zip(keys, counts, strict=True)
        )
    if known:
        return labels_as_frozen(box, counts, known)
    ends = list(accumulate(counts))
    return ((_run(end - count + 1, count), ()) for end, count in zip(ends, counts, strict=True))


def _own(count: int, blank: Collection[int]) -> tuple[str, ...]:
    """The numbers of an item's own pages; the first has one whatever is on it."""
    numbers = counting(1)
    return tuple(
        str(next(numbers)) if not place or place not in blank else "" for place in range(count)
    )


def _run(first: int, count: int) -> tuple[str, ...]:
    return tuple(map(str, range(first, first + count)))
