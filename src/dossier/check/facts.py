"""What every check may look at."""

from collections.abc import Mapping, Sequence

from dossier.facts import Fact, field
from dossier.media.passage import Passage
from dossier.model.assessment import Assessment
from dossier.model.dossier import Dossier
from dossier.model.evidence import Coverage
from dossier.model.evidence_file import EvidenceFile
from dossier.model.standard import Chapter


class Facts(Fact, frozen=True):
    """The dossier, what the folder holds (by path), and what follows from both.

    `texts` are the words of the evidence, by path.
    """

    dossier: Dossier
    evidence_files: Mapping[str, EvidenceFile]
    coverage: Sequence[Coverage]
    assessment: Assessment
    chapters: Sequence[Chapter]
    texts: Mapping[str, Sequence[Passage]] = field(default_factory=dict)
