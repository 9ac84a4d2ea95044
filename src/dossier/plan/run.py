"""The plan: which chapters there are, and what stands in which box, under the numbers it has."""

from collections.abc import Mapping, Sequence

from dossier.model.dossier import Dossier
from dossier.model.evidence import Coverage
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged
from dossier.model.number import Frozen
from dossier.model.standard import Chapter, ChapterSpec, Family, Scope, Standard
from dossier.plan.frozen import as_frozen
from dossier.plan.items import items, referred
from dossier.plan.schemes import arranged


def planned(
    dossier: Dossier,
    chapters: Sequence[Chapter],
    coverage: Sequence[Coverage],
    evidence_files: Mapping[str, EvidenceFile],
    frozen: Frozen | None,
) -> tuple[Arranged, ...]:
    """The boxes with their items, and with the numbers that were `frozen`.

    They are planned once, before anything is made: what cannot be made later keeps its place, for
    chapters name it (:func:`~dossier.plan.items.with_gaps`).
    """
    standard = dossier.standard
    found = items(dossier, chapters, coverage, evidence_files)
    boxes = arranged(standard, dossier.school, found)
    return referred(as_frozen(boxes, frozen, appended=standard.settings.numbering.appended))


def chapters(standard: Standard) -> tuple[Chapter, ...]:
    """All chapters, in the order of the sheet 章节.

    A row with scope 每个B级指标 stands for one chapter for each B-level indicator of
    县级政府工作, coded like the indicator.
    """
    return tuple(c for spec in standard.chapters for c in _expand(spec, standard))


def _expand(spec: ChapterSpec, standard: Standard) -> tuple[Chapter, ...]:
    if spec.scope is Scope.SCHOOL:
        return (Chapter(spec.code, spec.title, spec.template, "", spec.indicator, spec.row),)
    return tuple(
        Chapter(
            code=indicator.code,
            title=spec.title.replace("{指标}", indicator.name),
            template=spec.template,
            subject=indicator.code,
            indicator=indicator.code,
            row=spec.row,
        )
        for indicator in standard.indicators.values()
        if indicator.level == "B" and indicator.family is Family.COUNTY
    )
