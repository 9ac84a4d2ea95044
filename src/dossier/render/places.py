"""Where evidence stands: 盒—件, as ledgers and self-assessments refer to it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from dossier.model.item import Origin, Placed
from dossier.model.ledger import Rectification
from dossier.render.material import Material
from dossier.render.words import joined

NOWHERE = "（未归档）"


def evidence_of(material: Material, indicator: str) -> Iterator[Placed]:
    """The items under `indicator` and its descendants, without the chapters; gaps included."""
    standard = material.dossier.standard
    for placed in material.placed():
        item = placed.item
        if item.origin is not Origin.CHAPTER and indicator in standard.lineage(item.indicator):
            yield placed


def where_of(material: Material, indicator: str) -> str:
    """The places of an indicator's evidence: ``03盒0001—0004件、0006件（缺1件）``."""
    items = list(evidence_of(material, indicator))
    gaps = sum(placed.item.origin is Origin.GAP for placed in items)
    there = [placed for placed in items if placed.item.origin is not Origin.GAP]
    if not there:
        return f"（缺{gaps}件）" if gaps else NOWHERE
    return ranged(there) + (f"（缺{gaps}件）" if gaps else "")


def ranged(items: Iterable[Placed]) -> str:
    """The marks of `items`, runs of neighbours drawn together: ``03盒0001—0004件、0006件``."""
    texts = []
    for box, inside in groupby(items, key=lambda placed: placed.box):
        numbers = [placed.number for placed in inside]
        # in a run of neighbours, number minus position stays the same
        runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
        spans = []
        for _, run in runs:
            members = [number for _, number in run]
            last = f"—{members[-1]:04d}" if len(members) > 1 else ""
            spans.append(f"{members[0]:04d}{last}件")
        texts.append(f"{box}盒{joined(spans)}")
    return joined(texts, "；")


def where_proven(material: Material, entry: Rectification, *, paged: bool = False) -> str:
    """The place of the evidence that a row of the 整改台账 names; '' where it names none.

    `paged` adds the pages, which are blank until they are counted: ``03盒0012件第5—7页``. What is
    named and filed nowhere is printed with a mark instead of being left out.
    """
    filed = _filed(material)
    texts = []
    for name in entry.proofs(filed):
        places = filed.get(name)
        if not places:
            texts.append(name + NOWHERE)
        elif paged:
            texts += [placed.mark + _pages(material, placed) for placed in places]
        else:
            texts.append(ranged(places))
    return joined(dict.fromkeys(texts), "；")


def _filed(material: Material) -> dict[str, list[Placed]]:
    """What is filed, by each name that it may be called: title, file, photo, or 盒—件."""
    filed: dict[str, list[Placed]] = {}
    for placed in material.placed():
        item = placed.item
        if item.origin is not Origin.GAP:
            photos = (photo.file for photo in item.photos)
            # a title that is bound elsewhere is found there
            title = "" if item.origin is Origin.REFERENCE else item.title
            for name in dict.fromkeys((title, item.ref, placed.mark, *photos)):
                filed.setdefault(name, []).append(placed)
    return filed


def _pages(material: Material, placed: Placed) -> str:
    paged = material.pages.get(placed.item.key)
    if paged is None:
        return ""
    return f"第{paged.first}{f'—{paged.last}' if paged.count > 1 else ''}页"
