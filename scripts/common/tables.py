"""Tables as plain text, drawn as sheets: one line a row, cells parted by '|'."""

from functools import cache
from pathlib import Path

Rows = tuple[tuple[str, ...], ...]
"""A table: all rows of one length, but for blank ones."""


@cache
def read_rows(path: Path) -> Rows:
    """The rows of a file; a blank line is an empty row, and '␣' stands for a space."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(cell.replace("␣", " ") for cell in line.split("|")) if line else () for line in lines
    )
