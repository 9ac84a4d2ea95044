"""The plain text tables under data/: one line a row, cells parted by '|'."""

from functools import cache
from pathlib import Path

Rows = tuple[tuple[str, ...], ...]
"""A table: its header row first, all rows of one length."""

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> Rows:
    """The rows of data/`name`.txt; a blank line is an empty row, and '␣' stands for a space."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(cell.replace("␣", " ") for cell in line.split("|")) if line else () for line in lines
    )


def header(words: str) -> list[tuple[str, ...]]:
    """A table that has only its header row so far; `words` are parted by spaces."""
    return [tuple(words.split())]


@cache
def sections(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sections of data/`name`.txt: a line '== heading', then the lines under it."""
    found: list[tuple[str, list[str]]] = []
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append((line[3:], []))
        elif line and found:
            found[-1][1].append(line)
    return tuple((heading, tuple(lines)) for heading, lines in found)
