"""Boxes fitted to their contents: thick ones split （一）（二）, thin neighbours put together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from dossier.facts import replace
from dossier.model.item import Arranged, Origin, Placed
from dossier.model.number import numeral
from dossier.model.settings import BoxSplit, Paper
from dossier.model.standard import BoxSpec, Standard
from dossier.plan.thickness import SPINES, unit_of, volume

_THIN = SPINES[0]  # mm: what fits the narrowest spine is thin
_JOINED = SPINES[1]  # mm: what thin boxes are put together to


def split_boxes(
    boxes: Sequence[Arranged],
    counts: Mapping[str, int],
    paper: Paper,
    standard: Standard,
    box_split: BoxSplit,
) -> tuple[Arranged, ...]:
    """`boxes` after `box_split`; `counts` are the pages of items by key, as far as they are known.

    A part of box 03 is 03-1, with its own 件号, and is cut between indicators where that can be.
    Where thin boxes are put together, all boxes are numbered anew: 01, 02 and so on.
    """
    found = list(boxes)
    if box_split.splits:
        found = [part for box in found for part in _split(box, counts, paper, standard)]
    if box_split.joins:
        found = [
            _renumbered(box, f"{n:02d}") for n, box in enumerate(_joined(found, counts, paper), 1)
        ]
    return tuple(found)


def _split(
    box: Arranged, counts: Mapping[str, int], paper: Paper, standard: Standard
) -> Iterator[Arranged]:
    """The parts of a box, or the box itself where the widest spine holds it."""
    parts: list[list[Placed]] = [[]]
    for _, together in groupby(box.items, lambda placed: unit_of(placed.item, box, standard)):
        group = list(together)
        if (
            parts[-1]
            and not _fits([*parts[-1], *group], counts, paper)
            and _fits(group, counts, paper)
        ):
            parts.append([])
        for placed in group:
            if parts[-1] and not _fits([*parts[-1], placed], counts, paper):
                parts.append([])
            parts[-1].append(placed)
    if len(parts) == 1:
        yield box
        return
    for place, items in enumerate(parts, 1):
        number = f"{box.spec.number}-{place}"
        # a title may be a part's already: 入学机会（一）
        own = box.spec.title
        title = f"{own}之{numeral(place)}" if own.endswith("）") else f"{own}（{numeral(place)}）"
        yield _box(replace(box.spec, number=number, title=title), items, box)


def _joined(
    boxes: Iterable[Arranged], counts: Mapping[str, int], paper: Paper
) -> Iterator[Arranged]:
    """Neighbours that are thin, and alike in 保管期限 and 机构, in one box."""
    held: Arranged | None = None
    for box in boxes:
        if held is None:
            held = box
        elif _may_join(held, box, counts, paper):
            spec = replace(
                held.spec,
                title=f"{held.spec.title}　{box.spec.title}",
                indicators=(*held.spec.indicators, *box.spec.indicators),
            )
            held = _box(spec, [*held.items, *box.items], held, box)
        else:
            yield held
            held = box
    if held:
        yield held


def _may_join(one: Arranged, other: Arranged, counts: Mapping[str, int], paper: Paper) -> bool:
    alike = (one.spec.retention, one.spec.office, one.year) == (
        other.spec.retention,
        other.spec.office,
        other.year,
    )
    both = [*one.items, *other.items]
    thin = all(_thickness(box.items, counts, paper) <= _THIN * paper.share for box in (one, other))
    return alike and thin and _thickness(both, counts, paper) <= _JOINED * paper.share


def _pages(items: Iterable[Placed], counts: Mapping[str, int]) -> list[int]:
    return [
        1 if placed.item.origin is Origin.GAP else counts.get(placed.item.key, 1)
        for placed in items
    ]


def _fits(items: Sequence[Placed], counts: Mapping[str, int], paper: Paper) -> bool:
    return volume(_pages(items, counts), paper).fits


def _thickness(items: Sequence[Placed], counts: Mapping[str, int], paper: Paper) -> Decimal:
    return volume(_pages(items, counts), paper).thickness


def _box(spec: BoxSpec, items: Iterable[Placed], like: Arranged, *others: Arranged) -> Arranged:
    """A box of `items`, which have been in `like` and `others`."""
    origins = tuple(origin for box in (like, *others) for origin in box.whence)
    placed = (
        # in a box that follows DA/T 22 件号 go on from part to part, for they end the 档号
        replace(one, box=spec.number, number=n, given=one.counted if like.year else None)
        for n, one in enumerate(items, 1)
    )
    return replace(like, spec=spec, items=tuple(placed), origins=origins)


def _renumbered(box: Arranged, number: str) -> Arranged:
    return _box(replace(box.spec, number=number), box.items, box)
