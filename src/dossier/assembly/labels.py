"""The labels of the boxes: for their spines, and for their fronts."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dossier.facts import asdict
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Paged
from dossier.model.years import SchoolYear, Year
from dossier.plan.thickness import volume_of
from dossier.store.products import Products
from dossier.store.source_hash import content_key, source_hash

if TYPE_CHECKING:
    from dossier.typeset.fronts import Front
    from dossier.typeset.labels import SpineLabel

LABELS, FRONTS = "labels.pdf", "labels-front.pdf"

_Pages = Mapping[str, Paged]
_NONE: Mapping[str, int] = MappingProxyType({})


def write_labels(
    boxes: Sequence[Arranged],
    pages: _Pages,
    dossier: Dossier,
    products: Products,
    fronts: Mapping[str, int] = _NONE,
) -> None:
    """The spine labels of all boxes; `fronts` as in :func:`spine_labels`."""
    from dossier.typeset.labels import labels  # noqa: PLC0415 - loads typst

    full = dossier.standard.settings.paper.full_labels
    spines = spine_labels(boxes, pages, dossier, fronts)
    inputs = {
        "boxes": content_key([asdict(label) for label in spines], full),
        "program": source_hash("typeset"),
    }
    products.make(LABELS, inputs, lambda out: labels(spines, out, full=full))


def write_front_labels(
    boxes: Sequence[Arranged], pages: _Pages, dossier: Dossier, products: Products
) -> None:
    """The labels for the fronts of all boxes."""
    from dossier.typeset.fronts import fronts  # noqa: PLC0415 - loads typst

    sides = front_labels(boxes, pages, dossier)
    inputs = {
        "boxes": content_key([asdict(one) for one in sides]),
        "program": source_hash("typeset"),
    }
    products.make(FRONTS, inputs, lambda out: fronts(sides, out))


def spine_labels(
    boxes: Sequence[Arranged], pages: _Pages, dossier: Dossier, fronts: Mapping[str, int] = _NONE
) -> "list[SpineLabel]":
    """The spine labels of `boxes`, each as wide as its sheets need.

    `fronts` tells by number of box how many pages stand before page 1, where that is known.
    """
    paper = dossier.standard.settings.paper
    return [
        _label(box, dossier, volume_of(box, pages, paper, fronts.get(box.spec.number)).spine)
        for box in boxes
    ]


def front_labels(boxes: Sequence[Arranged], pages: _Pages, dossier: Dossier) -> "list[Front]":
    """The labels for the fronts of `boxes`, a sheet to each."""
    from dossier.typeset.fronts import Front  # noqa: PLC0415 - loads typst

    indicators = dossier.standard.indicators
    return [
        Front(
            label=_label(box, dossier, 0),
            holder=dossier.school.fact("全宗名称") or dossier.school.name,
            standard=dossier.standard.name,
            indicators=tuple(
                indicators[code].title for code in box.spec.indicators if code in indicators
            ),
            items=len(box.items),
            gaps=box.gaps,
            pages=sum(pages[placed.item.key].numbered for placed in box.items),
        )
        for box in boxes
    ]


def _label(box: Arranged, dossier: Dossier, spine: int) -> "SpineLabel":
    from dossier.typeset.labels import SpineLabel  # noqa: PLC0415 - loads typst

    return SpineLabel(
        title=box.spec.title,
        box=box.spec.number,
        fonds=dossier.school.fact("全宗号"),
        years=_years(box, dossier),
        retention=box.spec.retention,
        office=box.spec.office,
        first=box.items[0].code if box.items else "",
        last=box.items[-1].code if box.items else "",
        spine=spine,
        file=Path(box.pdf).name,
    )


def _years(box: Arranged, dossier: Dossier) -> str:
    """The first and the last year of the box's items, or of the standard where none has one.

    ``2020—2023`` for school years, and where 财政年度 stand beside them; ``2021`` for a single one,
    and for the 年度 of a box that has one of its own (DA/T 22-2015).
    """
    if box.year:
        return box.year
    own: set[Year] = {placed.item.year for placed in box.items if placed.item.year}
    found = own or set(dossier.standard.school_years)
    firsts = [year.start for year in found]
    lasts = [year.start + isinstance(year, SchoolYear) for year in found]
    ends = (min(firsts), max(lasts)) if found else ()
    return "—".join(dict.fromkeys(str(year) for year in ends))
