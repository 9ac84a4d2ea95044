"""What a file is by its content, for those who want nothing else of it."""

from pathlib import Path

from dossier.media.compound import sound_compound
from dossier.media.magic import is_compound, sniff
from dossier.media.office import sound_office
from dossier.model.evidence_file import FileKind


def kind_of(path: Path) -> FileKind:
    """The kind of a file that can be opened; else raises UnusableError, or OSError."""
    kind = sniff(path)
    if kind is not None:
        return kind
    with (sound_compound if is_compound(path) else sound_office)(path) as (kind, _):
        return kind
