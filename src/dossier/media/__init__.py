"""Files of evidence: what each is by its content, and whether it can be used.

The package itself imports nothing heavy; its parts do: :mod:`~dossier.media.pdf` (pikepdf),
:mod:`~dossier.media.image` (Pillow), and :mod:`~dossier.media.examine` all of them.
"""

from dossier.finding import Code
from dossier.messages import Text


class UnusableError(Exception):
    """A file that cannot be bound: `fault` says why, `remedy` what a person can do about it."""

    def __init__(self, fault: Code, remedy: Text) -> None:
        super().__init__(fault, remedy)
        self.fault = fault
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.fault}: {self.remedy}"
