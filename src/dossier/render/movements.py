"""What has become of a box since it was printed: what came, and where what is gone has gone to.

A number that is vacant need not stand for a document that was taken out: it may have been a
placeholder, or its document lies in another box by now.
"""

from collections.abc import Iterator, Sequence

from dossier.model.item import Arranged, Origin, Placed
from dossier.model.number import Slot
from dossier.render.material import Material
from dossier.render.words import clean, sentence

_REMOVED = "已移出"
_WITHDRAWN = "占位页已撤销"


def came(box: Arranged) -> Iterator[str]:
    """补充情况: what came when the box had been printed, and gaps that were filled since."""
    for placed in box.items:
        told = f"{placed.code}件　{clean(placed.item.title)}"
        if placed.late:
            yield sentence(f"补充{told}")
        elif placed.filled:
            yield sentence(f"补齐{told}，印制时缺")


def went(box: Arranged, material: Material) -> Iterator[str]:
    """移出、销毁情况: vacant numbers (空号) with what became of them, and pages that are gone."""
    for slot in box.vacant:
        pages = f"（原第{_ends(slot.pages)}页）" if slot.pages else ""
        became = fate(slot, material)
        yield sentence(f"空号{slot.number.padded()}件　{clean(slot.title)}{pages}，{became}")
    for placed in box.items:
        paged = material.pages.get(placed.item.key)
        if paged and paged.spare:
            yield sentence(f"空页号：{placed.code}件第{_ends(paged.spare)}页，件内页数减少")


def fate(slot: Slot, material: Material) -> str:
    """What became of what had a number: taken out, moved, a placeholder filled or withdrawn."""
    if slot.missing:
        filling = _filling(slot, material)
        return f"材料已归入{filling.mark}" if filling else _WITHDRAWN
    moved = next((placed for placed in material.placed() if placed.item.key == slot.key), None)
    return f"已移至{moved.mark}" if moved else _REMOVED


def _filling(slot: Slot, material: Material) -> Placed | None:
    """The document for which a placeholder had stood, wherever it lies."""
    asked = (slot.requirement, slot.year)
    return next(
        (
            placed
            for placed in material.placed()
            if slot.requirement
            and (placed.item.requirement, str(placed.item.year or "")) == asked
            and placed.item.origin not in {Origin.GAP, Origin.REFERENCE}
        ),
        None,
    )


def _ends(labels: Sequence[object]) -> str:
    return "—".join(dict.fromkeys((str(labels[0]), str(labels[-1]))))
