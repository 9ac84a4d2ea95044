"""The plain text tables under data/."""

from functools import cache
from pathlib import Path

from common.tables import Rows, read_rows

__all__ = ["DATA", "Rows", "header", "rows", "sections"]

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Rows:
    """The rows of data/`name`.txt."""
    return read_rows(DATA / f"{name}.txt")


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
