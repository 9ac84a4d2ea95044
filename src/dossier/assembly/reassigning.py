"""Another standard for the same workbooks: codes that mean something else under it.

B01-1 may be the plan of admission under one standard and a plan of buildings under another: what is
registered under it would then be bound, and counted, where it does not belong.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dossier import standards
from dossier.errors import DossierError, WorkspaceError
from dossier.facts import Fact, replace
from dossier.messages import say
from dossier.model.columns import Sheet
from dossier.model.evidence import EVIDENCE, PHOTOS
from dossier.model.ledger import LEDGER
from dossier.model.people import TASKS
from dossier.model.returns import JUDGEMENTS
from dossier.model.school import SELF_ASSESSMENTS
from dossier.read.grid import grids_of
from dossier.read.opened import Opened
from dossier.read.standard import read_standard_file
from dossier.read.table import read_table
from dossier.read.workbooks import read
from dossier.report.blanks import blank
from dossier.source import Cell
from dossier.standards import PlacedStandard
from dossier.together import Together, replaced_together
from dossier.workspace import Workspace

_NAMING: tuple[tuple[Sheet, tuple[str, ...]], ...] = (
    (EVIDENCE, ("requirement", "also")),
    (PHOTOS, ("requirement",)),
    (SELF_ASSESSMENTS, ("indicator",)),
    (JUDGEMENTS, ("indicator",)),
    (TASKS, ("indicator",)),
    (LEDGER, ("indicator",)),
)
"""The sheets of a school that name codes of the standard, and the columns that do."""


class Changed(Fact, frozen=True):
    """A code in a cell of the workbooks: what it means now, and under the other standard."""

    at: Cell
    code: str
    before: str
    after: str


class MeaningError(DossierError):
    """Rows would mean something else under the other standard."""


def changed(inputs: Path, book: Path) -> tuple[Changed, ...]:
    """The cells whose code means something else under the standard in the workbook `book`."""
    try:
        dossier, _ = read(inputs)
    except WorkspaceError:
        return ()  # no workbook is there yet
    other, _, _ = read_standard_file(book)
    names = {code: one.name for code, one in dossier.standard.requirements.items()}
    others = {code: one.name for code, one in other.requirements.items()}
    names |= {code: one.name for code, one in dossier.standard.indicators.items()}
    others |= {code: one.name for code, one in other.indicators.items()}
    return tuple(
        Changed(at, code, names[code], others[code])
        for at, code in _used(inputs)
        if code in names and code in others and _folded(names[code]) != _folded(others[code])
    )


def naming(inputs: Path, gone: Mapping[str, str]) -> tuple[Changed, ...]:
    """The cells that name codes which are `gone`; these are given with what they meant."""
    return tuple(Changed(at, code, gone[code], "") for at, code in _used(inputs) if code in gone)


def refuse(found: Sequence[Changed], name: str) -> None:
    """Raise MeaningError where there are any."""
    if found:
        first = found[0]
        raise MeaningError(
            say(
                "{count} rows name codes that mean something else under '{name}': {cell} "
                "'{code}' is '{before}' now, and '{after}' there",
                count=len(found),
                name=name,
                cell=first.at,
                code=first.code,
                before=first.before,
                after=first.after,
            ),
            say("with --reassign these codes are taken out, row by row, and copies are kept"),
        )


def use(
    found: Sequence[Changed], book: Path, workspace: Workspace, command: str
) -> tuple[PlacedStandard, list[str]]:
    """Make the standard in `book` the workspace's, and take the codes `found` out of cells.

    It is done to all workbooks or to none; the standard is the last of them. `command` is told
    where that is interrupted. Returns where the standard is, and the names of the copies of other
    workbooks.
    """
    inputs = workspace.inputs
    inputs.mkdir(parents=True, exist_ok=True)
    with replaced_together(workspace.unsettled, command) as together:
        kept = _unassign(found, inputs, together)
        placed = standards.put_book(book, inputs, together.aside)
    return placed, kept


def _unassign(found: Sequence[Changed], inputs: Path, together: Together) -> list[str]:
    """Write the workbooks without the codes; the names of the copies that are kept beside."""
    books: dict[str, dict[tuple[str, str], set[str]]] = {}
    for one in found:
        cells = books.setdefault(one.at.book, {})
        cells.setdefault((one.at.sheet, one.at.ref), set()).add(one.code)
    kept = []
    for book, cells in books.items():
        kept.append(standards.kept_aside(inputs / book).name)
        with together.aside(inputs / book) as aside:
            blank(inputs / book, cells, aside)
    return kept


def _folded(name: str) -> str:
    return "".join(name.split())


def _used(inputs: Path) -> Iterator[tuple[Cell, str]]:
    """Every code of a material or indicator in the school's own workbooks, also of rows left out.

    A row that lacks something else, or waits to be confirmed, counts once that is mended.
    """
    books = list(dict.fromkeys(sheet.book for sheet, _ in _NAMING))
    opened = Opened([inputs / book for book in books])
    grids = {book: grids_of(book, opened)[0] for book in books}
    for sheet, fields in _NAMING:
        free = tuple(replace(one, required=False, unique=False) for one in sheet.columns)
        table = read_table(grids[sheet.book], replace(sheet, columns=free, optional=True))
        for record in table.records:
            for name in fields:
                value = record.values[name]
                for code in value if isinstance(value, tuple) else (value,):
                    if code:
                        yield record.row.cell(name), str(code)
