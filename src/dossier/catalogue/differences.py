"""A newer catalogue beside the one that was imported: added, removed, renamed and moved rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from dossier.catalogue.coded import Coded, coded
from dossier.catalogue.understood import Understood
from dossier.facts import Fact
from dossier.model.catalogue import INDICATOR, MATERIAL, CatalogueRow
from dossier.model.standard import Standard
from dossier.text import plain

_ALIKE = 0.6  # names that are the same row under another name
_ALIKE_BY_CODE = 0.3  # the same, where the catalogue itself gives both one code


class Difference(Fact, frozen=True):
    """A row that is not as it was: its code, and name and parent before and now ('' for none)."""

    code: str
    kind: str
    before: str
    after: str
    parent_before: str = ""
    parent_after: str = ""
    place: str = ""


class Differences(Fact, frozen=True):
    """What changed, and the rows of the newer catalogue with their codes: old ones where known."""

    rows: Coded
    added: tuple[Difference, ...]
    removed: tuple[Difference, ...]
    renamed: tuple[Difference, ...]
    moved: tuple[Difference, ...]
    same: int


class _Old(Fact, frozen=True):
    code: str
    name: str
    parent: str
    level: str


def differences(
    read: Understood, imported: Sequence[CatalogueRow], before: Standard
) -> Differences:
    """What of the catalogue that was `imported` into the standard `before` is otherwise now."""
    items = [
        _Old(one.code, one.name, known.parent, known.level)
        for one in imported
        if one.kind == INDICATOR and (known := before.indicators.get(one.code))
    ]
    materials = [
        _Old(one.code, one.name, need.indicator, "")
        for one in imported
        if one.kind == MATERIAL and (need := before.requirements.get(one.code))
    ]
    known_items = _items(read, items)
    known_materials = _materials(read, known_items, materials)
    taken = {*before.indicators, *before.requirements}
    rows = coded(read, taken, known_items, known_materials)
    old = {one.code: one for one in (*items, *materials)}
    now = [
        (one.code, INDICATOR, one.name, one.parent, one.read.spot.place) for one in rows.items
    ] + [
        (one.code, MATERIAL, one.name, one.indicator, one.read.spot.place) for one in rows.materials
    ]
    kinds = {one.code: one.kind for one in imported}
    there = {code for code, *_ in now}
    changed = [
        Difference(code, kind, old[code].name, name, old[code].parent, parent, place)
        for code, kind, name, parent, place in now
        if code in old
    ]
    renamed = tuple(one for one in changed if plain(one.before) != plain(one.after))
    moved = tuple(one for one in changed if one.parent_before != one.parent_after)
    return Differences(
        rows,
        tuple(
            Difference(code, kind, "", name, "", parent, place)
            for code, kind, name, parent, place in now
            if code not in old
        ),
        tuple(
            Difference(one.code, kinds[one.code], one.name, "", one.parent)
            for one in old.values()
            if one.code not in there
        ),
        renamed,
        moved,
        len(changed) - len({one.code for one in (*renamed, *moved)}),
    )


def _items(read: Understood, old: Sequence[_Old]) -> list[str]:
    """For each item of the newer catalogue its old code, or ''."""
    codes = [""] * len(read.items)
    left = {one.code: one for one in old}

    def pairs(number: int) -> Mapping[str, float]:
        item = read.items[number]
        parent = "" if item.parent is None else codes[item.parent]
        level = "ABC"[item.level - 1]
        beside: dict[str, float] = {}
        for one in left.values():
            if one.level != level:
                continue
            same = one.parent == parent and (parent != "" or item.parent is None)
            own = item.label.kind == "letter" and one.code == item.label.code.upper()
            beside[one.code] = _worth(one.name, item.name, same=same, own=own)
        return beside

    for level in (1, 2, 3):
        numbers = [n for n, item in enumerate(read.items) if item.level == level]
        _match(numbers, pairs, left, codes)
    return codes


def _materials(
    read: Understood, known_items: Sequence[str], old: Sequence[_Old]
) -> list[list[str]]:
    """For each material of each item its old code, or ''."""
    flat = [(n, m) for n, item in enumerate(read.items) for m in item.materials]
    codes = [""] * len(flat)
    left = {one.code: one for one in old}

    def pairs(number: int) -> Mapping[str, float]:
        place, material = flat[number]
        return {
            one.code: _worth(one.name, material.name, same=one.parent == known_items[place])
            for one in left.values()
        }

    _match(list(range(len(flat))), pairs, left, codes)
    told = iter(codes)
    return [[next(told) for _ in item.materials] for item in read.items]


_SAME, _MOVED, _RENAMED = 3.0, 2.0, 1.0


def _worth(before: str, after: str, *, same: bool, own: bool = False) -> float:
    """How surely two rows are one: told by whole steps, then by how alike the names are."""
    if plain(before) == plain(after):
        return _SAME if same else _MOVED
    alike = SequenceMatcher(None, plain(before), plain(after), autojunk=False).ratio()
    if own and alike >= _ALIKE_BY_CODE:
        return _RENAMED + alike
    return alike + _RENAMED if same and alike >= _ALIKE else 0.0


def _match(
    numbers: Sequence[int],
    pairs: Callable[[int], Mapping[str, float]],
    left: dict[str, _Old],
    codes: list[str],
) -> None:
    """Give each number the code that fits best; the surest pairs first, each code once."""

    def found() -> Iterator[tuple[float, int, str]]:
        for number in numbers:
            for code, worth in pairs(number).items():
                if worth:
                    yield -worth, number, code

    for _, number, code in sorted(found()):
        if not codes[number] and code in left:
            codes[number] = code
            del left[code]
