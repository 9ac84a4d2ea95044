"""The command's own order: read, survey, propose, write; nothing of it is a finding."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dossier.check.filenames import recognised
from dossier.edit import CellChange, Edit, write
from dossier.errors import UnknownTargetError, WorkspaceError
from dossier.facts import Fact, replace
from dossier.files import nfc, sha256_of
from dossier.finding import Code
from dossier.media.columns import column_letters, column_number
from dossier.messages import Text, say
from dossier.model import values
from dossier.model.columns import Sheet
from dossier.model.dossier import Dossier
from dossier.model.evidence import EVIDENCE, PHOTOS
from dossier.model.evidence_file import EvidenceFile
from dossier.model.years import Year
from dossier.progress import Progress, silent
from dossier.propose import Candidate, Confidence, Proposal, proposed, proposed_for
from dossier.read.grid import Grid, read_grids
from dossier.read.opened import begun as books_begun
from dossier.read.table import ReadSheet, read_table
from dossier.read.workbooks import read
from dossier.register.folder import (
    OpenedFolder,
    archives_among,
    files_of,
    papers_of,
    with_words_of_scans,
)
from dossier.register.moved import Contents, Moved, moved
from dossier.register.rows import edit_of, sheet_of
from dossier.source import Cell
from dossier.survey import begun
from dossier.survey.texts import texts
from dossier.workspace import Workspace

_BOOK = EVIDENCE.book
# what can be mended and is worth a row until then, by its name alone
_WORTH_A_ROW = {Code.FILE_DAMAGED, Code.FILE_ENCRYPTED, Code.FILE_TOO_DEMANDING}


class PutBy(Fact, frozen=True):
    """What a person says of a file: it proves one of these requirements, in that year ('' once)."""

    requirements: tuple[str, ...]
    year: str = ""


class WrittenRow(Fact, frozen=True):
    """A proposal, and the cell in which its row begins; None where it was not written."""

    proposal: Proposal
    at: Cell | None = None


class Registered(Fact, frozen=True):
    """What came of it: rows that are proposed, files that are not, and why, and files that moved.

    `archives` are those that no row names. `written` tells whether the workbook was changed,
    `mended` whether the rows of what moved were; `notes` tell what scans could not be read.
    """

    rows: tuple[WrittenRow, ...]
    left: tuple[tuple[str, Text], ...]
    moved: tuple[Moved, ...]
    mended: bool
    written: bool
    unregistered: int
    archives: tuple[OpenedFolder, ...] = ()
    notes: tuple[Text, ...] = ()


def register(
    workspace: Workspace,
    folder: str = "",
    progress: Progress = silent,
    *,
    dry_run: bool = False,
    mend: bool = False,
    unpack: bool = False,
    scans: bool = False,
    told: Mapping[str, PutBy | None] | None = None,
) -> Registered:
    """Propose a row for each file that has none, beneath `folder` of the evidence, and write it.

    Where something is `told`, it is done for these files alone, by path, and some are what a
    person says.

    A `dry_run` writes nothing. With `mend`, rows of files that were moved or renamed get the path
    that these have now; with `unpack`, archives come out into folders of their names first. Pages
    without text are read where the settings, or `scans`, ask for it. Raises WorkspaceError,
    UnknownTargetError where the folder is not there, and NotWrittenError where the workbook cannot
    be written to.
    """
    if not workspace.inputs.is_dir():
        raise WorkspaceError(
            say("'{folder}' has no inputs folder", folder=workspace.root),
            say("name the folder that holds 'inputs' and 'templates' with --workspace"),
        )
    within = _within(workspace, folder)
    book = workspace.inputs / _BOOK
    if not book.is_file():
        raise WorkspaceError(
            say("'{book}' is not there", book=f"inputs/{_BOOK}"),
            say("put '{book}' into the inputs folder", book=_BOOK),
        )
    contents, seen = Contents(workspace), sha256_of(book)
    opened = books_begun(workspace.inputs, workspace.cache / "workbooks")
    surveyed = begun(workspace)
    dossier, _ = read(workspace.inputs, opened)
    files = files_of(surveyed, progress)
    dossier = recognised(dossier, files)
    grids, _ = read_grids(book, workspace.cache / "workbooks")
    tables = {sheet.name: read_table(grids, sheet) for sheet in (EVIDENCE, PHOTOS)}
    entries = (*dossier.entries, *dossier.unconfirmed)
    named = {one.file for one in entries} | _named(tables.values())

    def is_asked(path: str) -> bool:
        return _beneath(path, within) and (told is None or path in told)

    others = [one for path, one in files.items() if path not in named and is_asked(path)]
    archives = archives_among(workspace, others, unpack=unpack and not dry_run)
    if any(one.found.unpacked for one in archives):
        surveyed = begun(workspace)
        files = files_of(surveyed, progress)
    free = {path for path in files if path not in named} - {one.path for one in archives}
    gone = moved(entries, files, free, contents)
    free -= {one.path for one in gone}
    wanted = [files[path] for path in sorted(free) if is_asked(path)]

    said = texts(
        files.values(),
        workspace.cache,
        lambda done, total, name: progress("read texts", done, total, name),
        surveyed.words,
    )
    papers = papers_of([one for one in wanted if _is_worth_a_row(one)], said)
    notes: Sequence[Text] = ()
    if scans or dossier.standard.settings.scans:
        papers, notes = with_words_of_scans(workspace, papers, files, progress)
    proposals, unlikely = _proposals(dossier, papers, told or {})
    proposals = tuple(_doubted(one, files[one.path]) for one in proposals)
    left = [
        (one.path, one.remedy or say("it cannot be opened"))
        for one in wanted
        if not _is_worth_a_row(one)
    ]
    unlike = say("nothing that the standard asks for is like it")
    left += [(one.path, files[one.path].remedy or unlike) for one in unlikely]

    edits, homeless = _edits(tables, proposals)
    left += homeless
    if mend:
        edits = _mending(edits, grids, gone)
    rows = _unwritten(proposals, {path for path, _ in homeless})
    if dry_run or not any(edit.rows or edit.changes for edit in edits.values()):
        written = False
    else:
        numbers = write(book, seen, edits).rows
        rows = _placed(rows, tables, numbers)
        written = True
        contents.remember(files.values(), named | {one.proposal.path for one in rows})
    return Registered(
        rows=rows,
        left=tuple(sorted(left, key=lambda one: one[0])),
        moved=gone,
        mended=mend and written and bool(gone),
        written=written,
        unregistered=len(wanted),
        archives=archives,
        notes=tuple(notes),
    )


def _proposals(
    dossier: Dossier, papers: Sequence[Candidate], told: Mapping[str, PutBy | None]
) -> tuple[tuple[Proposal, ...], tuple[Candidate, ...]]:
    """A proposal for each paper, as a person says where one does; and the papers without one."""
    requirements = dossier.standard.requirements
    put, others = [], []
    for paper in papers:
        by = told.get(paper.path)
        among = (
            [requirements[code] for code in by.requirements if code in requirements] if by else []
        )
        if by is None or not among:
            others.append(paper)
            continue
        years: tuple[Year, ...] = (
            *dossier.standard.school_years,
            *dossier.standard.fiscal_years,
        )
        year = next((one for one in years if str(one) == by.year), None)
        put.append(proposed_for(dossier, paper, among, year))
    proposals, unlikely = proposed(dossier, others)
    return (*put, *proposals), unlikely


def _within(workspace: Workspace, folder: str) -> str:
    """The path of a folder in the evidence, whichever way it was named; '' for all of it."""
    if not folder:
        return ""
    evidence = workspace.evidence.resolve()
    for place in (Path(folder), workspace.evidence / folder, workspace.root / folder):
        found = place.resolve()
        if found.is_dir() and found.is_relative_to(evidence):
            return nfc(found.relative_to(evidence).as_posix()).removeprefix(".")
    raise UnknownTargetError(
        say("there is no folder '{folder}' in inputs/evidence", folder=folder),
        say("name it as it is called there, such as 教师队伍"),
    )


def _beneath(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _named(tables: Iterable[ReadSheet]) -> set[str]:
    """Every file that a row names, also in rows that are left out for what else they lack."""
    found = set()
    for table in tables:
        column = table.columns.get("file")
        if table.grid is None or column is None:
            continue
        found |= {
            values.path(value)
            for (row, at), value in table.grid.values.items()
            if at == column and row > table.header[-1]
        }
    return found


def _is_worth_a_row(one: EvidenceFile) -> bool:
    return one.fault is None or one.fault in _WORTH_A_ROW or one.is_unprinted


def _doubted(proposal: Proposal, file: EvidenceFile) -> Proposal:
    """The proposal for a file that cannot be opened, which only its name speaks for.

    Of one that is read and not printed a paper is wanted, too.
    """
    if file.fault is None:
        return proposal
    if file.is_unprinted and file.remedy is not None:
        return replace(proposal, grounds=(*proposal.grounds, file.remedy))
    why = say("the file cannot be opened: {remedy}", remedy=file.remedy or str(file.fault))
    return replace(proposal, confidence=Confidence.LOW, grounds=(*proposal.grounds, why))


def _edits(
    tables: Mapping[str, ReadSheet], proposals: Sequence[Proposal]
) -> tuple[dict[str, Edit], list[tuple[str, Text]]]:
    """What is written into each sheet, and the files for whose rows there is no sheet."""
    edits: dict[str, Edit] = {}
    homeless: list[tuple[str, Text]] = []
    for sheet in (EVIDENCE, PHOTOS):
        table = tables[sheet.name]
        own = [one for one in proposals if sheet_of(one) is sheet]
        if not own:
            continue
        if table.grid is None or "file" not in table.columns:
            why = say("evidence.xlsx has no sheet '{sheet}' with a header", sheet=sheet.name)
            homeless += [(one.path, why) for one in own]
            continue
        edits[table.grid.sheet] = edit_of(sheet, table, own)
    return edits, homeless


def _mending(
    edits: Mapping[str, Edit],
    grids: Mapping[str, Grid],
    gone: Sequence[Moved],
) -> dict[str, Edit]:
    """The edits with the cells that name moved files set to where these are now."""
    made = dict(edits)
    for entry, path in gone:
        sheet = entry.row.sheet
        column = dict(entry.row.columns)["file"]
        at = (entry.row.number, column_number(column))
        change = CellChange(*at, path, instead=str(grids[sheet].values[at]))
        edit = made.get(sheet, Edit())
        made[sheet] = edit._replace(changes=(*edit.changes, change))
    return made


def _unwritten(proposals: Sequence[Proposal], homeless: set[str]) -> tuple[WrittenRow, ...]:
    return tuple(WrittenRow(one) for one in proposals if one.path not in homeless)


def _placed(
    rows: Sequence[WrittenRow],
    tables: Mapping[str, ReadSheet],
    numbers: Mapping[str, tuple[int, ...]],
) -> tuple[WrittenRow, ...]:
    """The rows with the cells in which they begin."""
    left: dict[str, list[int]] = {}
    found = []
    for row in rows:
        sheet: Sheet = sheet_of(row.proposal)
        grid = tables[sheet.name].grid
        assert grid is not None
        queue = left.setdefault(grid.sheet, [*numbers[grid.sheet]])
        first = column_letters(min(tables[sheet.name].columns.values()))
        found.append(WrittenRow(row.proposal, Cell(_BOOK, grid.sheet, f"{first}{queue.pop(0)}")))
    return tuple(found)
