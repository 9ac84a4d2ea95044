"""The command's own order: open, understand, give codes, write."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dossier.catalogue.coded import Coded, coded
from dossier.catalogue.differences import Differences, differences
from dossier.catalogue.made import GENERAL, GROUP, write_new, write_updated
from dossier.catalogue.opened import CatalogueError, pages_of
from dossier.catalogue.tables import Role
from dossier.catalogue.understood import Understood, understood
from dossier.errors import UnknownTargetError, WorkspaceError
from dossier.facts import Fact, field
from dossier.messages import say
from dossier.model.catalogue import CATALOGUE, CatalogueRow
from dossier.model.standard import Standard
from dossier.read.grid import read_grids
from dossier.read.standard import read_standard
from dossier.read.table import Workbook
from dossier.standards import BOOK
from dossier.text import plain


class Choices(Fact, frozen=True):
    """What a person settled: what columns hold, which sheets to read, who answers for the rest."""

    columns: Mapping[str, Role] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    group: str = GROUP


def read_catalogue(file: Path, settled: Choices) -> Understood:
    """What the catalogue holds.

    Raises CatalogueError where it cannot be read, UnknownTargetError where a sheet that is asked
    for is not there.
    """
    pages = pages_of(file)
    names = [page.name for page in pages]
    strange = [name for name in settled.sheets if name not in names]
    if strange:
        raise UnknownTargetError(
            say("'{file}' has no sheet '{name}'", file=file.name, name=strange[0]),
            say("known: {codes}", codes="、".join(names)),
        )
    return understood(pages, settled.columns, file.stem, settled.sheets)


def require_rows(read: Understood, file: Path) -> None:
    """CatalogueError where nothing was found that can be imported."""
    if read.items:
        return
    if read.forms:
        raise CatalogueError(
            say(
                "'{file}' is a form for figures ({title}), and lists neither indicators nor "
                "materials",
                file=file.name,
                title=read.forms[0].spot.words,
            ),
            say("forms are printed by rows of the sheet '表册' of standard.xlsx"),
        )
    raise CatalogueError(
        say("no table or list of indicators or materials was found in '{file}'", file=file.name),
        say("say what its columns hold: --column HEADER=MEANING, such as --column 考核点=指标"),
    )


def codes_of(read: Understood) -> Coded:
    """The rows of a new standard, with their codes; those of 综合 are taken."""
    return coded(read, {GENERAL, f"{GENERAL}01", f"{GENERAL}02"})


def make_standard(read: Understood, file: Path, out: Path, settled: Choices) -> Coded:
    """Write a standard of the catalogue to `out`. CatalogueError where it holds no rows."""
    require_rows(read, file)
    rows = codes_of(read)
    write_new(rows, file.name, out, settled.group)
    return rows


class Imported(Fact, frozen=True):
    """The standard of a workspace and the rows of it that came from a catalogue."""

    book: Path
    standard: Standard
    rows: tuple[CatalogueRow, ...]


def imported(inputs: Path) -> Imported:
    """What was imported before; WorkspaceError where nothing was."""
    book = inputs / BOOK
    grids, _ = read_grids(book)
    standard, _ = read_standard(grids)
    rows = Workbook(grids).facts(CATALOGUE, CatalogueRow)
    if not rows:
        raise WorkspaceError(
            say("nothing in '{book}' was imported from a catalogue", book=book),
            say("import one first: dossier import FILE"),
        )
    return Imported(book, standard, rows)


def compare(read: Understood, file: Path, before: Imported) -> Differences:
    """What the newer catalogue has otherwise. CatalogueError where it holds no rows."""
    require_rows(read, file)
    return differences(read, before.rows, before.standard)


def update_standard(
    found: Differences, before: Imported, file: Path, out: Path, settled: Choices
) -> None:
    """Write the standard with the rows of the newer catalogue to `out`."""
    names = {one.code: one.name for one in before.rows}
    write_updated(found.rows, before.standard, names, file.name, before.book, out, settled.group)


def columns_settled(told: Iterable[str]) -> dict[str, Role]:
    """What ``HEADER=MEANING`` says; UnknownTargetError where a meaning is none of :class:`Role`."""
    meanings = {role.value: role for role in Role}
    settled: dict[str, Role] = {}
    for text in told:
        header, _, meaning = text.rpartition("=")
        if not header or plain(meaning) not in meanings:
            raise UnknownTargetError(
                say("'{found}' does not say what a column holds", found=text),
                say(
                    "write HEADER=MEANING, the meaning one of {allowed}",
                    allowed="、".join(meanings),
                ),
            )
        settled[plain(header)] = meanings[plain(meaning)]
    return settled


def mapping_of(file: Path) -> dict[str, Role]:
    """What a sheet with the columns 表头 and 含义 says; rows without a meaning say nothing."""
    told: list[str] = []
    for page in pages_of(file):
        rows: dict[int, dict[int, str]] = {}
        for (row, column), found in page.values.items():
            rows.setdefault(row, {})[column] = str(found).strip()
        told += [
            f"{cells[1]}={cells[2]}"
            for _, cells in sorted(rows.items())
            if cells.get(1) and cells.get(2) and plain(cells[1]) != "表头"
        ]
    return columns_settled(told)


def unsettled(read: Understood) -> Sequence[str]:
    """The headers that nobody understands, once each."""
    return tuple(dict.fromkeys(c.spot.words for c in read.columns if c.role is None))
