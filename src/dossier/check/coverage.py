"""Requirement by requirement, period by period: how much evidence there is."""

from collections import Counter
from collections.abc import Mapping

from dossier.model.dossier import Dossier
from dossier.model.evidence import Coverage, Evidence, Photo, beyond
from dossier.model.evidence_file import EvidenceFile
from dossier.model.years import Year


def coverage(dossier: Dossier, evidence_files: Mapping[str, EvidenceFile]) -> tuple[Coverage, ...]:
    """One entry for each requirement and period of the standard, in its order.

    Each photo counts, though the photos of a requirement in one year are bound as one sheet. A
    document counts once more for each requirement that its 互见 names.
    """
    registered: Counter[tuple[str, Year | None]] = Counter()
    usable: Counter[tuple[str, Year | None]] = Counter()

    def there(entry: Evidence | Photo) -> bool:
        evidence_file = evidence_files.get(entry.file)
        if evidence_file is None or evidence_file.fault is not None:
            return False
        if isinstance(entry, Evidence) and evidence_file.pages:
            return not beyond(entry.pages, evidence_file.pages)
        return evidence_file.is_picture or not isinstance(entry, Photo)

    for entry in dossier.entries:
        registered[entry.requirement, entry.year] += 1
        usable[entry.requirement, entry.year] += there(entry)
    for document in dossier.evidence:
        for code in document.also:
            named = dossier.standard.requirements.get(code)
            if named is not None and code != document.requirement:
                registered[code, document.year_for(named)] += 1
                usable[code, document.year_for(named)] += there(document)
    return tuple(
        Coverage(
            requirement, year, registered[requirement.code, year], usable[requirement.code, year]
        )
        for requirement in dossier.standard.requirements.values()
        for year in dossier.standard.periods(requirement.every)
    )
