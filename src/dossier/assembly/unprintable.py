"""Characters without a font in our own documents, told at the cells that they come from."""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from dossier.finding import Code, Finding
from dossier.messages import Text
from dossier.read.grid import Grid, grids_of
from dossier.read.opened import BOOKS, begun
from dossier.read.private_use import unprintable
from dossier.source import Cell
from dossier.workspace import Workspace


class InputCells:
    """The cells of the workbooks, read again where something printed must be traced to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _grids(self) -> list[Grid]:
        opened = begun(self._workspace.inputs, self._workspace.cache / "workbooks")
        return [grid for book in BOOKS for grid in grids_of(book, opened)[0].values()]

    def holding(self, char: str) -> list[Cell]:
        """The cells whose text has that character, in order."""
        return [
            grid.cell(*place)
            for grid in self._grids
            for place, value in sorted(grid.values.items(), key=lambda pair: pair[0])
            if char in str(value) and grid.across.get(place, place) == place
        ]


def at_cells(
    findings: Sequence[Finding], cells: InputCells, told: Collection[Finding]
) -> list[Finding]:
    """`findings` on our own documents, those on characters without a font at their cells.

    A catalogue, a chapter and an index may print the same title. What was `told` of a cell is not
    told again; what stands in no cell, but in a template, stays as it is.
    """
    placed: list[Finding] = []
    for finding in findings:
        if finding.code is not Code.CHARACTERS_WITHOUT_FONT:
            placed.append(finding)
            continue
        chars = list(dict.fromkeys(_characters(finding.text)))
        holding = {char: cells.holding(char) for char in chars}
        if not chars or not all(holding.values()) or "{count} more" in finding.text.msgid:
            placed.append(finding)
            continue
        traced = (unprintable(char, there) for char, there in holding.items())
        known = {one.at for one in told if one.code is finding.code}
        placed += [one for one in traced if one.at not in known]
    return placed


def _characters(text: Text) -> Iterator[str]:
    """The characters that a remark of :func:`dossier.compare.telling.boxed` names."""
    for name, value in text.values:
        if isinstance(value, Text):
            yield from _characters(value)
        elif name == "char" and len(str(value)) == 1:
            yield str(value)
