"""Files as the register has them: each at its first row, and what is found told at a row."""

from collections.abc import Iterator, Sequence

from dossier.check.facts import Facts
from dossier.finding import Code, Finding
from dossier.media.passage import Passage
from dossier.messages import Text
from dossier.model.evidence import Evidence, Photo
from dossier.model.evidence_file import EvidenceFile


def files_once(facts: Facts) -> Iterator[tuple[Evidence | Photo, EvidenceFile]]:
    """Each registered file that is there, with its first row."""
    told: set[str] = set()
    for entry in facts.dossier.entries:
        held = facts.evidence_files.get(entry.file)
        if held is not None and entry.file not in told:
            told.add(entry.file)
            yield entry, held


def documents_once(facts: Facts) -> Iterator[tuple[Evidence, Sequence[Passage]]]:
    """Each registered document that says something, with its first row and its words."""
    told: set[str] = set()
    for entry in facts.dossier.evidence:
        passages = facts.texts.get(entry.file, ())
        if passages and entry.file not in told:
            told.add(entry.file)
            yield entry, passages


def of_row(
    code: Code, entry: Evidence | Photo, text: Text, hint: Text, column: str = "file"
) -> Finding:
    """A finding about the file of a row, in the cell of that column."""
    return Finding(
        code,
        text,
        at=entry.row.cell(column),
        path=f"evidence/{entry.file}",
        hint=hint,
        requirement=entry.requirement,
        year=entry.year,
    )
