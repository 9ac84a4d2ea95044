"""What every check may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.model.assessment import Assessment
from dossier.model.chapter import Chapter
from dossier.model.coverage import Coverage
from dossier.model.dossier import Dossier
from dossier.model.holding import Holding


@dataclass(frozen=True, slots=True)
class Facts:
    """The dossier, what the folder holds (by path), and what follows from both."""

    dossier: Dossier
    holdings: Mapping[str, Holding]
    coverage: Sequence[Coverage]
    assessment: Assessment
    chapters: Sequence[Chapter]
