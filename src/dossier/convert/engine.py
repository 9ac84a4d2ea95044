"""What the pipeline wants of an office engine: to be named, and to make PDFs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from dossier.facts import Fact
from dossier.finding import Remark
from dossier.messages import Text
from dossier.model.evidence_file import FileKind


class Job(Fact, frozen=True):
    """One document to convert: `source` (of `kind`) becomes `target`.

    That is a PDF; a .docx or .xlsx where its name says so, for a `source` of another kind. `name`
    is what its file is called, which the document may print.
    """

    source: Path
    kind: FileKind
    target: Path
    name: str = ""


class Outcome(Fact, frozen=True):
    """What came of a job: a whole PDF at its target, or a `fault` that tells why not.

    `remarks` tell what was altered in the copy that was converted, where a person should know.
    """

    job: Job
    fault: Text | None = None
    remarks: tuple[Remark, ...] = ()


class Engine(Protocol):
    """Converts office files."""

    @property
    def identity(self) -> str:
        """Name, version, settings and fonts: equal identities make equal PDFs."""

    @property
    def remarks(self) -> Sequence[Text]:
        """What there is to say of the engine itself: a way of working that broke down."""

    def to_pdf(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Convert each job, mostly to a PDF; one outcome each, in the order in which they are done.

        A document that cannot be converted is an outcome with a fault. Only an engine that
        cannot be used at all raises (EngineError, MissingToolError).
        """


@runtime_checkable
class HasWorkers(Protocol):
    """An engine that may keep processes from one call to the next."""

    def start(self) -> None:
        """Begin to start them; this waits for nothing."""

    def close(self) -> None:
        """End them, at once."""
