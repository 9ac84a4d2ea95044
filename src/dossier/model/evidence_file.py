"""What the evidence folder really holds."""

from enum import Enum

from dossier.facts import Fact
from dossier.finding import Code, Remark
from dossier.messages import Text


class FileKind(Enum):
    """What a file is by its content, not by its name."""

    PDF = "pdf"
    WORD = "docx"
    SHEET = "xlsx"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    OTHER = "other"


_PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.TIFF})


class EvidenceFile(Fact, frozen=True):
    """One file. `fault` and `remedy` say why it cannot be bound, where it cannot.

    `path` is relative to the evidence folder, in NFC, with '/' between folders; `spelled` is
    the same as the file system writes it, where that differs (macOS and some zip tools: NFD).
    `remarks` tell what is odd in a file that can be bound all the same.
    """

    path: str
    size: int
    sha256: str
    kind: FileKind
    pages: int = 0
    fault: Code | None = None
    remedy: Text | None = None
    spelled: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def on_disk(self) -> str:
        """The path by which the file can be opened, relative to the evidence folder."""
        return self.spelled or self.path

    @property
    def is_picture(self) -> bool:
        """Whether it can stand on a photo sheet."""
        return self.fault is None and self.kind in _PICTURES
