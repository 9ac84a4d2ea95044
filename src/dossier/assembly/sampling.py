"""The size in which photos are printed, and where they are kept in it."""

from collections.abc import Mapping
from pathlib import Path

from dossier.assembly.identity import code_of
from dossier.facts import Fact
from dossier.media.samples import Samples
from dossier.model.evidence import Photo
from dossier.model.holding import Holding
from dossier.workspace import Workspace

# 200 dots to the inch over the 147 mm that a photo takes on its page
_PIXELS = 1200


def samples(workspace: Workspace) -> Samples:
    """The samples of a workspace."""
    return Samples(workspace.cache / "photos", _PIXELS, code_of("media"))


class Sampled(Fact, frozen=True):
    """A file of evidence that is printed as a photo, and where its sample stands or is to stand."""

    file: Path
    sha256: str
    samples: Samples

    @property
    def place(self) -> Path:
        """The file of the sample."""
        return self.samples.place(self.sha256)

    def make(self) -> None:
        """Make the sample."""
        self.samples.make(self.file, self.sha256)


def sampled(photo: Photo, workspace: Workspace, holdings: Mapping[str, Holding]) -> Sampled | None:
    """A registered photo; None where its file is not there or is no picture."""
    holding = holdings.get(photo.file)
    if holding is None or not holding.is_picture:
        return None
    return Sampled(workspace.evidence / holding.on_disk, holding.sha256, samples(workspace))
