"""The plan: which chapters there are, and what stands in which box, under the numbers it has."""

from collections.abc import Mapping, Sequence
from datetime import date

from dossier.facts import replace
from dossier.model.dossier import Dossier
from dossier.model.evidence import Coverage
from dossier.model.evidence_file import EvidenceFile
from dossier.model.item import Arranged
from dossier.model.number import Frozen
from dossier.model.school import School
from dossier.model.standard import Chapter, ChapterSpec, Family, Phase, Scope, Standard
from dossier.plan.frozen import as_frozen
from dossier.plan.items import items, referred
from dossier.plan.schemes import arranged
from dossier.source import Cell


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


def chapters(standard: Standard, school: School | None = None) -> tuple[Chapter, ...]:
    """All chapters, in the order of the sheet 章节, with the days that the `school` gives them.

    A row with scope 每个B级指标 stands for one chapter for each B-level indicator of
    县级政府工作, coded like the indicator.
    """
    return tuple(c for spec in standard.chapters for c in _expand(spec, standard, school))


def _expand(spec: ChapterSpec, standard: Standard, school: School | None) -> tuple[Chapter, ...]:
    dated, at = _dated(spec, school)
    made = Chapter(
        code=spec.code,
        title=spec.title,
        template=spec.template,
        subject="",
        indicator=spec.indicator,
        row=spec.row,
        phase=spec.phase,
        dated=dated,
        number=spec.number,
        day_at=at,
        layout=spec.layout,
    )
    if spec.scope is Scope.SCHOOL:
        return (made,)
    return tuple(
        replace(
            made,
            code=indicator.code,
            title=spec.title.replace("{指标}", indicator.name),
            subject=indicator.code,
            indicator=indicator.code,
        )
        for indicator in standard.indicators.values()
        if indicator.level == "B" and indicator.family is Family.COUNTY
    )


def _dated(spec: ChapterSpec, school: School | None) -> tuple[date | None, Cell | None]:
    """The day that a chapter bears, and its cell: its own, that of its phase, or 成文日期."""
    if spec.dated is not None:
        return spec.dated, spec.row.cell("dated")
    days = school.days if school else {}
    for name in (spec.phase.day, Phase.REPORT.day):
        if school and name in days:
            return days[name], school.cells.get(name)
    return None, None
