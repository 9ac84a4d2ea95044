"""Chapters, after 每个B级指标 has been spelt out."""

from dossier.facts import Fact
from dossier.source import Row


class Chapter(Fact, frozen=True):
    """One document to render. `subject` is the B-level indicator it is about, '' for the school.

    `indicator` is the one it is bound under; '' for a chapter that is bound in no box.
    """

    code: str
    title: str
    template: str
    subject: str
    indicator: str
    row: Row

    @property
    def key(self) -> str:
        """The key of the item that this chapter becomes."""
        return f"chapter:{self.code}"
