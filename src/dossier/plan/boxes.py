"""Items → boxes: which box, in which order, under which 件号."""

from collections.abc import Iterable, Sequence

from dossier.model.item import Arranged, Item, Placed
from dossier.model.standard import BoxSpec, Standard
from dossier.model.years import order_of


def box_of(standard: Standard, indicator: str) -> BoxSpec | None:
    """The box that lists `indicator` or its nearest listed ancestor."""
    for code in standard.lineage(indicator):
        for box in standard.boxes:
            if code in box.indicators:
                return box
    return None


def arrange(standard: Standard, items: Iterable[Item]) -> tuple[Arranged, ...]:
    """Every box with its items: by indicator, chapters first, then by year and requirement.

    An item whose indicator no box lists is in none of them; the check reports the indicator.
    """
    tree = {code: n for n, code in enumerate(_depth_first(standard))}
    asked = {code: n for n, code in enumerate(standard.requirements)}
    homes: dict[str, list[Item]] = {box.number: [] for box in standard.boxes}
    for item in items:
        box = box_of(standard, item.indicator)
        if box:
            homes[box.number].append(item)

    def place(item: Item, box: BoxSpec) -> tuple[object, ...]:
        listed = next(
            (
                box.indicators.index(c)
                for c in standard.lineage(item.indicator)
                if c in box.indicators
            ),
            0,
        )
        return (
            listed,
            tree[item.indicator],
            not item.is_chapter,
            order_of(item.year),
            asked.get(item.requirement, -1),
        )

    return tuple(
        _numbered(box, sorted(homes[box.number], key=lambda item: place(item, box)))
        for box in standard.boxes
    )


def _numbered(box: BoxSpec, items: Sequence[Item]) -> Arranged:
    return Arranged(
        box, tuple(Placed(item, box.number, number) for number, item in enumerate(items, 1))
    )


def _depth_first(standard: Standard) -> list[str]:
    """The indicators with each one's children right behind it, in the order of the sheet."""
    children: dict[str, list[str]] = {}
    for code, indicator in standard.indicators.items():
        parent = indicator.parent if indicator.parent in standard.indicators else ""
        children.setdefault(parent, []).append(code)
    order: list[str] = []

    def visit(parent: str) -> None:
        for code in children.get(parent, []):
            if code not in order:
                order.append(code)
                visit(code)

    visit("")
    # A ring of parents hangs on no root; its members still need a place.
    return order + [code for code in standard.indicators if code not in order]
