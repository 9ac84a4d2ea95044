"""Requirement by requirement, period by period: how much evidence there is."""

from collections import Counter
from collections.abc import Mapping

from dossier.model.coverage import Coverage
from dossier.model.dossier import Dossier
from dossier.model.evidence import Evidence, Photo
from dossier.model.holding import Holding
from dossier.model.years import Year


def coverage(dossier: Dossier, holdings: Mapping[str, Holding]) -> tuple[Coverage, ...]:
    """One entry for each requirement and period of the standard, in its order.

    Each photo counts, though the photos of a requirement in one year are bound as one sheet.
    """
    registered: Counter[tuple[str, Year | None]] = Counter()
    usable: Counter[tuple[str, Year | None]] = Counter()

    def there(entry: Evidence | Photo) -> bool:
        holding = holdings.get(entry.file)
        if holding is None or holding.fault is not None:
            return False
        return holding.is_picture or not isinstance(entry, Photo)

    for entry in dossier.entries:
        registered[entry.requirement, entry.year] += 1
        usable[entry.requirement, entry.year] += there(entry)
    return tuple(
        Coverage(
            requirement, year, registered[requirement.code, year], usable[requirement.code, year]
        )
        for requirement in dossier.standard.requirements.values()
        for year in dossier.standard.periods(requirement.every)
    )
