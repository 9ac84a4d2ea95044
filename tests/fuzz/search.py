"""Cases by kind, and the search for the one that is to blame."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from fuzz.trial import (
    ROOT,
    Case,
    Grounds,
    specimens,
    try_cells,
    try_evidence,
    try_template,
    try_workbook,
)

KINDS = ("workbook", "template", "evidence", "cells")
_ALONE = {"workbook": try_workbook, "template": try_template, "cells": try_cells}
_TOGETHER = 25  # files of evidence in one run
_KEPT = Path(__file__).with_name("kept.txt")

Found = tuple[Case, list[str]]
"""A case that went wrong, and what is to be said of it."""


def cases_of(kind: str, seeds: Sequence[int]) -> list[Case]:
    """A case for each seed, over the specimens in turn."""
    every = specimens(kind)
    first = seeds[0] % len(every) if seeds else 0
    turns = islice(cycle(every), first, None)
    return [Case(kind, specimen, seed) for seed, specimen in zip(seeds, turns, strict=False)]


def kept() -> list[Case]:
    """The cases that once went wrong."""
    lines = _KEPT.read_text(encoding="utf-8").splitlines()
    found = [line.rsplit(" ", 1) for line in lines if line and not line.startswith("#")]
    return [
        Case(kind, ROOT / specimen, int(seed))
        for kind, specimen, seed in ((*one.split(" ", 1), seed) for one, seed in found)
    ]


class Trial:
    """Tries cases, and finds those that go wrong."""

    def __init__(self, grounds: Grounds) -> None:
        self.grounds = grounds

    def all(self, cases: Iterable[Case]) -> Iterator[Found]:
        """Each case of `cases` that goes wrong; evidence is tried many at a time."""
        evidence = []
        for case in cases:
            if case.kind == "evidence":
                evidence.append(case)
                continue
            if complaints := _ALONE[case.kind](self.grounds, case):
                yield case, complaints
        for group in _groups(evidence):
            yield from self._culprits(group)

    def _culprits(self, group: Sequence[Case]) -> Iterator[Found]:
        """Those of a group that go wrong by themselves: halves are tried until they are found."""
        complaints = try_evidence(self.grounds, group)
        if not complaints:
            return
        if len(group) == 1:
            yield group[0], complaints
            return
        middle = len(group) // 2
        found = [*self._culprits(group[:middle]), *self._culprits(group[middle:])]
        # it takes several of them: told with the first
        yield from found or [(group[0], complaints)]


def _groups(cases: Sequence[Case]) -> Iterator[Sequence[Case]]:
    return (cases[start : start + _TOGETHER] for start in range(0, len(cases), _TOGETHER))
