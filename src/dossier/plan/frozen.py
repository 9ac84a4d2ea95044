"""Numbers that stay: items find the 件号 that they were printed with, late ones get one between.

A late item is 12-1 behind 12, or a number at the end; an item that is gone leaves its number
vacant (空号); nothing else moves.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count as counting

from dossier.facts import replace
from dossier.model.item import Arranged, Item, Origin, Paged, Placed
from dossier.model.number import Frozen, FrozenBox, Number, Slot, between, following
from dossier.model.standard import BoxSpec

_DIGITS = 9  # of a box's number; more of them are no number that anybody counts with


def as_frozen(
    boxes: Sequence[Arranged], frozen: Frozen | None, *, appended: bool = False
) -> tuple[Arranged, ...]:
    """`boxes` as they were printed in `frozen`, with their numbers and in the order of these.

    Boxes that were split or put together stay so. With `appended`, late items are numbered at
    the end of their box instead of in between.
    """
    if frozen is None:
        return tuple(boxes)
    return tuple(
        _numbered(box, frozen.boxes[box.spec.number], appended=appended)
        if box.spec.number in frozen.boxes
        else box
        for box in _as_printed(boxes, frozen)
    )


def _as_printed(boxes: Sequence[Arranged], frozen: Frozen) -> list[Arranged]:
    """The boxes that were printed, each with what belongs into it now, and those that are new."""
    printed: dict[str, Arranged] = {}
    new: list[Arranged] = []
    for box in boxes:
        (own,) = box.whence
        parts = [known for known in frozen.boxes.values() if own in known.origins]
        if not parts:
            new.append(box)
            continue
        for known, items in _shared_out(box, parts):
            # whoever changes the title of a box finds it on the label to print again
            title = box.spec.title if len(parts) == len(known.origins) == 1 else known.title
            held = printed.get(known.number)
            codes = (*(held.spec.indicators if held else ()), *box.spec.indicators)
            spec = replace(
                (held or box).spec,
                number=known.number,
                title=title,
                indicators=tuple(dict.fromkeys(codes)),
            )
            everything = [*(held.items if held else ()), *items]
            printed[known.number] = replace(
                held or box, spec=spec, items=_counted(everything, spec), origins=known.origins
            )
    return sorted([*printed.values(), *_free(new, frozen)], key=_order)


def _shared_out(
    box: Arranged, parts: Sequence[FrozenBox]
) -> Iterator[tuple[FrozenBox, list[Placed]]]:
    """The items of a box for each part of it; what is late goes where its neighbour lies."""
    slots = _matched(
        [placed.item for placed in box.items], [slot for known in parts for slot in known.slots]
    )
    homes = {id(slot): place for place, known in enumerate(parts) for slot in known.slots}
    held: list[list[Placed]] = [[] for _ in parts]
    last = 0
    for placed in box.items:
        slot = slots.get(placed.item.key)
        last = homes[id(slot)] if slot else last
        held[last].append(placed)
    return zip(parts, held, strict=True)


def _free(new: Sequence[Arranged], frozen: Frozen) -> Iterator[Arranged]:
    """Boxes that were never printed, under a number that no other has."""
    taken = {*frozen.boxes, *(number.partition("-")[0] for number in frozen.boxes)}
    for box in new:
        number = box.spec.number
        if number in taken:
            number = next(n for n in (f"{one:02d}" for one in counting(1)) if n not in taken)
        taken.add(number)
        spec = replace(box.spec, number=number)
        yield replace(box, spec=spec, items=_counted(box.items, spec))


def _counted(items: Sequence[Placed], spec: BoxSpec) -> tuple[Placed, ...]:
    return tuple(replace(one, box=spec.number, number=n) for n, one in enumerate(items, 1))


def _order(box: Arranged) -> tuple[object, ...]:
    """By number; what is no number comes last."""
    number = box.spec.number
    parts = number.split("-")
    is_number = all(part.isdecimal() and len(part) <= _DIGITS for part in parts)
    return (not is_number, [int(part) for part in parts] if is_number else [], number)


def _numbered(box: Arranged, known: FrozenBox, *, appended: bool) -> Arranged:
    items = [placed.item for placed in box.items]
    slots = _matched(items, known.slots)
    numbers = _numbers(items, slots, [slot.number for slot in known.slots], appended=appended)
    ordered = sorted(zip(box.items, numbers, strict=True), key=lambda pair: pair[1])
    taken = {slot.number for slot in slots.values()}
    in_time = {slot.number for slot in known.slots if not slot.late}
    lacked = {slot.number for slot in known.slots if slot.missing or slot.filled}
    return replace(
        box,
        items=tuple(
            replace(
                placed,
                number=place,
                given=number,
                late=number not in in_time,
                filled=number in lacked and placed.item.origin is not Origin.GAP,
                # the 件号 is the end of a 档号
                archive_code=placed.archive_code[:-4] + number.padded()
                if placed.archive_code
                else "",
            )
            for place, (placed, number) in enumerate(ordered, 1)
        ),
        vacant=tuple(slot for slot in known.slots if slot.number not in taken),
    )


def _matched(items: Sequence[Item], slots: Sequence[Slot]) -> dict[str, Slot]:
    """The slot of each item that has one, by the item's key.

    It is its own; or that of an item of its title under its requirement and year, whose file was
    exchanged; or a gap's that it fills; or, where it is a gap, that of what has gone missing.
    """
    found: dict[str, Slot] = {}
    free = list(slots)

    def take(is_its: Callable[[Item, Slot], bool]) -> None:
        for item in items:
            if item.key in found:
                continue
            at = next((n for n, slot in enumerate(free) if is_its(item, slot)), None)
            if at is not None:
                found[item.key] = free.pop(at)

    take(lambda item, slot: slot.key == item.key)
    take(lambda item, slot: _kin(item, slot) and slot.title == item.title)
    take(lambda item, slot: _kin(item, slot) and (slot.missing or item.origin is Origin.GAP))
    return found


def _kin(item: Item, slot: Slot) -> bool:
    """Whether an item may step in for another: it serves the same requirement of the same year."""
    same = item.requirement == slot.requirement and str(item.year or "") == slot.year
    return bool(item.requirement) and same and not slot.vacant


def _numbers(
    items: Sequence[Item], slots: dict[str, Slot], known: Iterable[Number], *, appended: bool
) -> list[Number]:
    """A number for each item; late ones behind the run (12, 12-1, …) of what stands before them."""
    used = set(known)
    behind = min(used, default=None)
    numbers = []
    for item in items:
        if item.key in slots:
            number = slots[item.key].number
        else:
            number = _late(behind, used, appended=appended)
            used.add(number)
        behind = number
        numbers.append(number)
    return numbers


def _late(behind: Number | None, used: set[Number], *, appended: bool) -> Number:
    if behind is None:
        return Number((1,))
    last = max(used)
    if appended or last.base == behind.base:
        return next(following(last))
    run = max(number for number in used if number.base == behind.base)
    return next(between(run, None))


def labels_as_frozen(
    box: Arranged, counts: Sequence[int], known: FrozenBox
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The page numbers of each item of `box`, and those that are left over, where pages run on.

    Items keep theirs; what one has grown by, and late items, are numbered in between.
    """
    slots = {slot.number: slot for slot in known.slots}
    used = {label for slot in known.slots for label in slot.pages}
    gone = [slot for slot in box.vacant if slot.pages]
    behind: Number | None = None
    for placed, count in zip(box.items, counts, strict=True):
        own = list(slots[placed.counted].pages) if placed.counted in slots else []
        for slot in gone:
            if slot.number < placed.counted:
                behind = max(filter(None, (behind, slot.pages[-1])))
        if own:
            behind = own[-1]
        missing = count - len(own)
        fresh = _fresh(behind, used, missing)
        used.update(fresh)
        labels = [*own, *fresh]
        behind = labels[-1]
        yield _printed(labels[:count]), _printed(labels[count:])


def _fresh(behind: Number | None, used: set[Number], count: int) -> list[Number]:
    if count <= 0:
        return []
    behind = behind or Number((0,))
    after = min((label for label in used if label > behind), default=None)
    numbers = following(behind) if after is None else between(behind, after)
    return [next(numbers) for _ in range(count)]


def _printed(labels: Iterable[Number]) -> tuple[str, ...]:
    return tuple(map(str, labels))


def frozen_now(
    boxes: Sequence[Arranged], pages: Mapping[str, Paged], name: str, before: Frozen | None = None
) -> Frozen:
    """The numbers of `boxes` as they are, with all that were given `before` and are vacant."""
    known = dict(before.boxes) if before else {}
    for box in boxes:
        slots = [_slot(placed, pages[placed.item.key]) for placed in box.items]
        slots += [replace(slot, vacant=True) for slot in box.vacant]
        slots.sort(key=lambda slot: slot.number)
        known[box.spec.number] = FrozenBox(
            box.spec.number, box.spec.title, box.whence, tuple(slots)
        )
    return Frozen(name, known)


def _slot(placed: Placed, paged: Paged) -> Slot:
    item = placed.item
    return Slot(
        number=placed.counted,
        key=item.key,
        title=item.title,
        requirement=item.requirement,
        year=str(item.year or ""),
        labels=tuple(map(Number.read, filter(None, paged.labels))),
        spare=tuple(map(Number.read, paged.spare)),
        missing=item.origin is Origin.GAP,
        late=placed.late,
        filled=placed.filled,
    )
