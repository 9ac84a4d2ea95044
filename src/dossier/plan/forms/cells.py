"""Cells of forms: texts and numbers, as they are printed."""

from collections.abc import Iterable

from dossier.model.table import FormCell
from dossier.numbers import parsed

NOTHING = "—"
"""Stands where a value is asked for and there is none."""


def cell(text: str, *, dark: bool = False, left: bool = False) -> FormCell:
    """A cell of the body, known as a number where it is one."""
    return FormCell(text, dark=dark, left=left, number=parsed(text) is not None)


def head(text: str, *, across: int = 1, down: int = 1) -> FormCell:
    """A cell of the head."""
    return FormCell(text, across=across, down=down, head=True)


def numbered(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes as they stand beneath a form: 注：1. …, 2. …; a single one has no number."""
    told = [note for note in notes if note]
    if len(told) < 2:  # noqa: PLR2004 - one or none
        return tuple(f"注：{note}" for note in told)
    return tuple(f"{'注：' if n == 1 else ''}{n}. {note}" for n, note in enumerate(told, 1))
