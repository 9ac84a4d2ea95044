"""Everything that the documents may speak of."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from dossier.facts import Fact, replace
from dossier.model.assessment import Assessment, Result
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Origin, Paged, Placed
from dossier.model.standard import Chapter
from dossier.model.table import Form
from dossier.model.years import SchoolYear


class Material(Fact, frozen=True, dict=True):
    """The facts, and what the earlier stages made of them.

    `assessment` has every measure by year and stage, and what follows from them; `boxes` hold
    numbered items before pages are known; `pages` maps the key of an item to its pages in its box
    and is empty until they have been counted. `forms` are the official forms, filled in.
    """

    dossier: Dossier
    assessment: Assessment
    boxes: tuple[Arranged, ...]
    chapters: tuple[Chapter, ...]
    pages: Mapping[str, Paged]
    forms: tuple[Form, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        """Every measure by year and stage."""
        return self.assessment.results

    @cached_property
    def evidence(self) -> Mapping[str, Sequence[Placed]]:
        """By indicator the items under it and its descendants, without chapters; with gaps."""
        found: dict[str, list[Placed]] = {}
        for placed in self.placed():
            if placed.item.origin is not Origin.CHAPTER:
                for code in self.dossier.standard.lineage(placed.item.indicator):
                    found.setdefault(code, []).append(placed)
        return found

    @cached_property
    def filed(self) -> Mapping[str, Sequence[Placed]]:
        """What is filed, by each name that it may be called: title, file, photo, or 盒—件."""
        filed: dict[str, list[Placed]] = {}
        for placed in self.placed():
            item = placed.item
            if item.origin is not Origin.GAP:
                photos = (photo.file for photo in item.photos)
                # a title that is bound elsewhere is found there
                title = "" if item.origin is Origin.REFERENCE else item.title
                for name in dict.fromkeys((title, item.ref, placed.mark, *photos)):
                    filed.setdefault(name, []).append(placed)
        return filed

    @cached_property
    def gaps(self) -> int:
        """How many items of all boxes are missing."""
        return sum(box.gaps for box in self.boxes)

    def before_closing(self, day: date | None) -> "Material":
        """The same without the problems of the ledger that were closed before `day`."""
        if day is None:
            return self
        still = tuple(
            one
            for one in self.assessment.rectifications
            if one.entry.closed is None or one.entry.closed >= day
        )
        return replace(self, assessment=replace(self.assessment, rectifications=still))

    def placed(self) -> Iterator[Placed]:
        """Every item of every box, in order."""
        for box in self.boxes:
            yield from box.items

    @property
    def latest(self) -> SchoolYear | None:
        """The school year that is judged: the last of the standard's years."""
        return max(self.dossier.standard.school_years, default=None)
