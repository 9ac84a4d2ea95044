"""What a person has made of the county's files: kept, and told, before anything is written."""

from collections.abc import Iterator
from pathlib import Path

from dossier.files import nothing_in, put_aside
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.proof import Proof, proof_of

REPORT = "county-report.docx"
_BOOKS = ("county.xlsx", "forms.xlsx")


def is_kept(into: Path) -> bool:
    """Whether the report in the folder `into` was edited by hand: it is not written again."""
    return _state(into / REPORT) is Proof.BROKEN


def spared(into: Path) -> Iterator[Finding]:
    """Put aside what is not as this program made it; an edited report stays, and both is told.

    A file that says nothing of itself may be a person's, and is put aside, too.
    """
    for name in (REPORT, *_BOOKS):
        path = into / name
        if name == REPORT and is_kept(into):
            yield Finding(
                Code.CHAPTER_EDITED,
                say("'{file}' was edited by hand and is kept as it is", file=name),
                path=name,
                hint=say("delete it to have it made again from the template"),
            )
        elif _state(path) not in {None, Proof.SOUND}:
            copy = put_aside(path)
            yield Finding(
                Code.CHAPTER_EDITED,
                say("'{file}' was changed by hand: that is kept as '{copy}'", file=name,
                    copy=copy.name),
                path=name,
            )  # fmt: skip


def _state(path: Path) -> Proof | None:
    """What a file says of itself; None where there is none, or nothing in it."""
    return proof_of(path) if path.is_file() and not nothing_in(path) else None
