"""The standards that come with the package: workbooks, each ready to be standard.xlsx.

They are made by ``python scripts/make_standards`` from plain text tables, byte for byte.
"""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from difflib import get_close_matches
from enum import Enum
from pathlib import Path

from dossier.errors import UnknownTargetError
from dossier.facts import Fact
from dossier.files import sha256_of, written_aside
from dossier.messages import say

BOOK = "standard.xlsx"

Aside = Callable[[Path], AbstractContextManager[Path]]
"""What gives a path beside a file for what is to take its place."""

_HOME = Path(__file__).parent


class StandardChange(Enum):
    """What putting a standard into a workspace did."""

    NEW = "new"
    SAME = "same"
    REPLACED = "replaced"


class PlacedStandard(Fact, frozen=True):
    """Where a standard now is, and under which name the one before it is kept."""

    book: Path
    change: StandardChange
    kept: Path | None = None


def names() -> tuple[str, ...]:
    """The names of the standards, in order."""
    return tuple(sorted(path.stem for path in _HOME.glob("*.xlsx")))


def path_of(name: str) -> Path:
    """The workbook of a standard; UnknownTargetError where there is none of that name."""
    known = {one.casefold(): one for one in names()}
    meant = name.strip().casefold().removesuffix(".xlsx")
    if meant not in known:
        near = get_close_matches(meant, known, n=1)
        raise UnknownTargetError(
            say("there is no standard '{name}'", name=name),
            say("did you mean '{near}'?", near=known[near[0]])
            if near
            else say("known: {codes}", codes="、".join(known.values())),
        )
    return _HOME / f"{known[meant]}.xlsx"


def put(name: str, inputs: Path, aside: Aside = written_aside) -> PlacedStandard:
    """Copy a standard to standard.xlsx in the folder `inputs`, which is made where it is not there.

    Another standard that stands there is kept beside it, as ``standard-原.xlsx``, or with the
    first free number where that is taken by yet another one. Nothing is written where the same
    bytes are there. `aside` gives the place to write to. UnknownTargetError as in :func:`path_of`.
    """
    return put_book(path_of(name), inputs, aside)


def put_book(source: Path, inputs: Path, aside: Aside = written_aside) -> PlacedStandard:
    """The same of the standard in the workbook `source`."""
    target = inputs / BOOK
    kept = None
    if target.is_file():
        if sha256_of(target) == sha256_of(source):
            return PlacedStandard(target, StandardChange.SAME)
        kept = kept_aside(target)
    with aside(target) as made:
        shutil.copyfile(source, made)
    return PlacedStandard(target, StandardChange.REPLACED if kept else StandardChange.NEW, kept)


def kept_aside(book: Path) -> Path:
    """The place beside `book` that holds its bytes: one that does already, or a new copy."""
    number = 1
    while True:
        place = book.with_name(f"{book.stem}-原{number if number > 1 else ''}{book.suffix}")
        if not place.exists():
            with written_aside(place) as aside:
                shutil.copyfile(book, aside)
            return place
        if place.is_file() and sha256_of(place) == sha256_of(book):
            return place
        number += 1
