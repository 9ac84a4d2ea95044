"""The folders of one workspace."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dossier.files import BACKUP

# what office programs and desktops leave behind
_LITTER = ("~$", ".")
_LITTER_OF_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})


_OF_SYSTEMS = ("._", ".~")  # what macOS keeps beside a file, and LibreOffice while one is open
_DOCUMENTS = (
    ".pdf", ".ofd", ".doc", ".docx", ".wps", ".odt", ".rtf", ".txt", ".htm", ".html",
    ".xls", ".xlsx", ".et", ".ods", ".csv", ".ppt", ".pptx", ".dps", ".odp",
    ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic",
)  # fmt: skip


def is_document(name: str) -> bool:
    """Whether somebody who names a file so means a document or picture."""
    return name.lower().endswith(_DOCUMENTS) and not is_litter(name)


def is_hidden_document(name: str) -> bool:
    """Whether it is somebody's document, which a dot before its name hides from all programs."""
    return (
        name.startswith(".")
        and not name.startswith(_OF_SYSTEMS)
        and name.lower().endswith(_DOCUMENTS)
    )


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is nobody's: lock files, hidden ones, thumbnails."""
    return name.startswith(_LITTER) or name.lower() in _LITTER_OF_WINDOWS


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
    def unsettled(self) -> Path:
        """The note of workbooks that are being replaced together (:mod:`dossier.together`)."""
        return self.inputs / ".replacing.json"

    @property
    def evidence(self) -> Path:
        """The evidence; only read, but for archives that are unpacked and files the desk adds."""
        return self.inputs / "evidence"

    @property
    def frozen(self) -> Path:
        """What has been printed, on record: a file for each printing."""
        return self.inputs / "frozen"

    @property
    def edits(self) -> Path:
        """Chapters that a person edited, which are used in place of those that would be made."""
        return self.inputs / "chapters"

    @property
    def signed(self) -> Path:
        """The lists of what was given out to be signed: a file for each."""
        return self.inputs / "signed"

    @property
    def templates(self) -> Path:
        """The Word templates."""
        return self.root / "templates"

    def papers(self) -> Iterator[tuple[str, Path]]:
        """Workbooks, templates, printings and chapters that were edited.

        Each by its path from the workspace (with ``/``), and the file.
        """
        folders = (
            self.inputs.glob("*.*x"),
            self.templates.glob("*.*x"),
            self.frozen.glob("*.*"),
            (file for file in self.edits.glob("*.docx") if BACKUP not in file.name),
        )
        for file in sorted(chain(*folders)):
            if file.is_file() and not is_litter(file.name):
                yield file.relative_to(self.root).as_posix(), file

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
