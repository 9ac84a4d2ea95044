"""Where evidence stands: 盒—件, as ledgers and self-assessments refer to it."""

from collections.abc import Iterable
from itertools import groupby

from dossier.model.item import Origin, Placed
from dossier.model.ledger import Rectification
from dossier.render.material import Material
from dossier.render.words import clean, joined
from dossier.source import Cell
from dossier.text import UNSET

NOWHERE = "（未归档）"


def where_of(material: Material, indicator: str) -> str:
    """The places of an indicator's evidence: ``03盒0001—0004件、0006件（缺1件）``."""
    items = material.evidence.get(indicator, ())
    gaps = sum(placed.item.origin is Origin.GAP for placed in items)
    there = [placed for placed in items if placed.item.origin is not Origin.GAP]
    if not there:
        return f"（缺{gaps}件）" if gaps else NOWHERE
    return ranged(there) + (f"（缺{gaps}件）" if gaps else "")


def ranged(items: Iterable[Placed]) -> str:
    """The marks of `items`, runs of neighbours drawn together: ``03盒0001—0004件、0006件``."""
    texts = []
    for box, inside in groupby(items, key=lambda placed: placed.box):
        # in a run of neighbours, place minus position stays the same
        runs = groupby(enumerate(inside), key=lambda pair: pair[1].number - pair[0])
        spans = []
        for _, run in runs:
            members = [placed.code for _, placed in run]
            last = f"—{members[-1]}" if len(members) > 1 else ""
            spans.append(f"{members[0]}{last}件")
        texts.append(f"{box}盒{joined(spans)}")
    return joined(texts, "；")


def where_proven(material: Material, entry: Rectification, *, paged: bool = False) -> str:
    """The place of the evidence that a row of the 整改台账 names; '' where it names none.

    `paged` adds the pages, which are blank until they are counted: ``03盒0012件第5—7页``. What is
    named and filed nowhere is printed with a mark instead of being left out.
    """
    texts = []
    for name in entry.proofs(material.filed):
        places = material.filed.get(name)
        if not places:
            texts.append(name + NOWHERE)
        elif paged:
            texts += [placed.mark + _pages(material, placed) for placed in places]
        else:
            texts.append(ranged(places))
    return joined(dict.fromkeys(texts), "；")


def _pages(material: Material, placed: Placed) -> str:
    paged = material.pages.get(placed.item.key)
    if paged is None:
        return ""
    return f"第{paged.span}页"


def sources_of(material: Material, cells: Iterable[Cell]) -> str:
    """The statistics that the figures in `cells` come from, as a school calls them.

    What stands behind a semicolon is a remark. No paper names a cell: schools look them up.
    """
    used = set(cells)
    school = material.dossier.school
    sources = (
        clean(figure.source).partition("；")[0]
        for figure in (*school.figures.values(), *school.funds.values())
        if figure.cell in used
    )
    return joined(dict.fromkeys(sources), "；") or UNSET
