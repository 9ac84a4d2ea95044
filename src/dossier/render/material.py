"""Everything that the documents may speak of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.model.assessment import Assessment
from dossier.model.chapter import Chapter
from dossier.model.dossier import Dossier
from dossier.model.form import Form
from dossier.model.item import Arranged, Paged, Placed
from dossier.model.result import Result
from dossier.model.years import SchoolYear


@dataclass(frozen=True, slots=True)
class Material:
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

    def placed(self) -> Iterator[Placed]:
        """Every item of every box, in order."""
        for box in self.boxes:
            yield from box.items

    @property
    def latest(self) -> SchoolYear | None:
        """The school year that is judged: the last of the standard's years."""
        return max(self.dossier.standard.school_years, default=None)
