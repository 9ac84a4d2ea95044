"""The folders of one workspace."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with inputs/ and templates/ that a build fills with build/.

    `room` is a folder for the cache, where that cannot lie in build/.
    """

    root: Path
    room: str = ""

    @property
    def inputs(self) -> Path:
        """The workbooks."""
        return self.root / "inputs"

    @property
    def evidence(self) -> Path:
        """The evidence; never written to."""
        return self.inputs / "evidence"

    @property
    def frozen(self) -> Path:
        """What has been printed, on record: a file for each printing."""
        return self.inputs / "frozen"

    @property
    def templates(self) -> Path:
        """The Word templates."""
        return self.root / "templates"

    @property
    def build(self) -> Path:
        """Everything that is made."""
        return self.root / "build"

    @property
    def chapters(self) -> Path:
        """The chapters as Word files and PDFs."""
        return self.build / "chapters"

    @property
    def boxes(self) -> Path:
        """The bound boxes."""
        return self.build / "boxes"

    @property
    def cache(self) -> Path:
        """Converted documents by content, and what the last build knew."""
        return Path(self.room) if self.room else self.build / "cache"

    @property
    def lock(self) -> Path:
        """What the one command that writes to build/ holds."""
        return self.build / ".dossier" / "lock"
