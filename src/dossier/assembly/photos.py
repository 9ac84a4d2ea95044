"""The size in which photos are printed, and where they are kept in it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dossier.facts import Fact
from dossier.faults import told_of
from dossier.files import remove_asides
from dossier.finding import Code, Finding
from dossier.media import UnusableError
from dossier.media.samples import Samples
from dossier.messages import Text, say
from dossier.model.evidence import Photo
from dossier.model.evidence_file import EvidenceFile
from dossier.pool import Failure, Limits, by_size, guarded, rest
from dossier.store.blobs import found
from dossier.store.source_hash import source_hash
from dossier.workspace import Workspace

# 200 dots to the inch over the 147 mm that a photo takes on its page
_PIXELS = 1200

_WORTH = 16  # photos that several processes sample sooner than one


def samples(workspace: Workspace) -> Samples:
    """The samples of a workspace."""
    return Samples(workspace.cache / "photos", _PIXELS, source_hash("media"))


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
        """Make the sample. Raises UnusableError."""
        self.samples.make(self.file, self.sha256)


def sampled(
    photo: Photo, workspace: Workspace, evidence_files: Mapping[str, EvidenceFile]
) -> Sampled | None:
    """A registered photo; None where its file is not there or is no picture."""
    evidence_file = evidence_files.get(photo.file)
    if evidence_file is None or not evidence_file.is_picture:
        return None
    return Sampled(
        workspace.evidence / evidence_file.on_disk, evidence_file.sha256, samples(workspace)
    )


def make_samples(
    photos: Iterable[Photo], workspace: Workspace, evidence_files: Mapping[str, EvidenceFile]
) -> Iterator[Finding]:
    """Make the samples of photos that have none yet; what is wrong with those that cannot be."""
    due: dict[Path, tuple[str, Sampled]] = {}
    for photo in photos:
        one = sampled(photo, workspace, evidence_files)
        if one and not found(one.place):
            due.setdefault(one.place, (photo.file, one))  # two files of the same bytes have one
    tasks = [one for _, one in due.values()]
    made = guarded(_sample, tasks, _limits, None if len(tasks) >= _WORTH else 1)
    for (name, one), answer in zip(due.values(), made, strict=True):
        if answer is None:
            continue
        if isinstance(answer, Failure):
            remove_asides(one.place.parent, answer.pid)
        code, remedy = told_of(name, answer) if isinstance(answer, Failure) else answer
        text = say("photo '{file}' cannot be printed", file=name)
        yield Finding(code, text, path=name, hint=remedy)
    if due:
        rest()  # those who decoded photos need not stand by while sheets full of them are set


def _sample(one: Sampled) -> tuple[Code, Text] | None:
    """Make a sample; or say why it cannot be made."""
    try:
        one.make()
    except UnusableError as error:
        return error.fault, error.remedy
    return None


def _limits(one: Sampled) -> Limits:
    return by_size(one.file.stat().st_size)
