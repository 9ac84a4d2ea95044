"""Where evidence stands: 盒—件, as ledgers and self-assessments refer to it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from dossier.model.item import Origin, Placed
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


def where_named(material: Material, name: str) -> str:
    """The place of the evidence that the 整改台账 names by title or file; '' for no name.

    What is named and filed nowhere is printed with a mark instead of being left out.
    """
    wanted = name.strip()
    if not wanted:
        return ""
    found = _named(material, wanted)
    if found:
        return ranged(found)
    parts = [part.strip() for part in wanted.replace("；", "、").replace("\n", "、").split("、")]
    texts = [ranged(_named(material, part)) or part + NOWHERE for part in parts if part]
    return joined(texts, "；")


def _named(material: Material, name: str) -> list[Placed]:
    return [
        placed
        for placed in material.placed()
        if placed.item.origin is not Origin.GAP
        and (name in (placed.item.title, placed.item.ref) or name == placed.mark)
    ]
