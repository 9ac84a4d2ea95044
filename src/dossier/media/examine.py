"""What a file of evidence is, and why it cannot be bound, where it cannot."""

from dataclasses import dataclass
from pathlib import Path

from dossier.finding import Code
from dossier.media import UnusableError
from dossier.media.image import check_image
from dossier.media.magic import sniff
from dossier.media.office import check_office
from dossier.media.pdf import page_count
from dossier.messages import Text
from dossier.model.holding import Kind

_SMALL = 1 << 18


@dataclass(frozen=True, slots=True)
class Examined:
    """The kind by content; pages where they can be known (0 for Word and Excel)."""

    kind: Kind
    pages: int = 0
    fault: Code | None = None
    remedy: Text | None = None


def examine(path: Path) -> Examined:
    """Open a file as its content asks for, and tell what came of it. Raises OSError only."""
    content = _read_once(path)
    kind: Kind | None = Kind.OTHER
    try:
        kind = sniff(path, content)
        if kind is None:
            return Examined(check_office(path, content))
        if kind is Kind.PDF:
            return Examined(kind, page_count(path))
        return Examined(kind, check_image(path))
    except UnusableError as error:
        return Examined(kind or Kind.OTHER, 0, error.fault, error.remedy)


def _read_once(path: Path) -> bytes | None:
    """The bytes of a file so small that opening it again takes longer than reading it."""
    with path.open("rb") as file:
        content = file.read(_SMALL + 1)
    return content if len(content) <= _SMALL else None
