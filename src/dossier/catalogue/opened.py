"""A catalogue's file as pages of cells, whatever office program wrote it."""

from pathlib import Path

from dossier.catalogue.words import pages_of_word
from dossier.convert.engines import opened
from dossier.convert.modern import DueCopy, ModernFiles
from dossier.damage import DAMAGED
from dossier.errors import DossierError, MissingToolError
from dossier.faults import told_of
from dossier.files import not_a_file, passing_folder
from dossier.media import UnusableError
from dossier.media.kind import kind_of
from dossier.messages import Text, say
from dossier.model.evidence_file import FileFamily, FileKind
from dossier.pool import Failure, by_size, guarded_one
from dossier.read.plaincells import SheetCells

_READ = (FileFamily.WORDS, FileFamily.SHEET)


class CatalogueError(DossierError):
    """The file cannot be read as a catalogue."""


def pages_of(path: Path) -> list[SheetCells]:
    """The sheets of a workbook, or the tables and the lines of a document.

    Old formats are made modern by LibreOffice first. Raises CatalogueError where the file is
    missing, damaged or of another kind, MissingToolError where it needs LibreOffice.
    """
    kind = _kind(path)
    with passing_folder() as room:
        modern = path if kind in {FileKind.WORD, FileKind.SHEET} else _made(path, kind, Path(room))
        task = modern, kind.printed_as is FileKind.WORD
        answer = guarded_one(_parsed, task, by_size(modern.stat().st_size))
    if isinstance(answer, Failure):
        raise _unreadable(path, told_of(path.name, answer)[1])
    if isinstance(answer, str):
        raise _unreadable(path, answer)
    return answer


def _kind(path: Path) -> FileKind:
    if not path.is_file():
        raise CatalogueError(
            say("'{file}' is not there", file=path), not_a_file(path) or say("look at its name")
        )
    kind = guarded_one(_known, path, by_size(path.stat().st_size))
    if isinstance(kind, Failure):
        raise _unreadable(path, told_of(path.name, kind)[1])
    if isinstance(kind, Text):
        raise _unreadable(path, kind)
    if kind.family not in _READ:
        raise _unreadable(path, say("it is: {kind}", kind=kind.title))
    return kind


def _known(path: Path) -> FileKind | Text:
    try:
        return kind_of(path)
    except UnusableError as unusable:
        return unusable.remedy


def _made(path: Path, kind: FileKind, room: Path) -> Path:
    """The Word or Excel file that LibreOffice makes of an older one."""
    with opened(room) as engine:
        if engine is None:
            raise MissingToolError(
                say("'{file}' needs LibreOffice to be read, which is missing", file=path.name),
                say("save it as .xlsx or .docx, or run 'make setup'"),
            )
        due = {"catalogue": DueCopy(path, kind, path.name)}
        for _, modern in ModernFiles(room).made(due, engine):
            if modern.path is not None:
                return modern.path
            raise _unreadable(path, modern.fault or say("LibreOffice cannot open it"))
    raise AssertionError("a job has an outcome")


def _parsed(task: tuple[Path, bool]) -> list[SheetCells] | str:
    """The pages of a modern file, or what is wrong with it; in a child."""
    from dossier.read.cells import read_cells  # noqa: PLC0415 - for a child alone

    path, in_words = task
    try:
        content = path.read_bytes()
        return pages_of_word(content) if in_words else read_cells(content)
    except DAMAGED as problem:
        return str(problem) or type(problem).__name__


def _unreadable(path: Path, problem: Text | str) -> CatalogueError:
    return CatalogueError(
        say("'{file}' cannot be read: {problem}", file=path.name, problem=problem),
        say("open it in Excel, Word or WPS and save it as .xlsx or .docx without a password"),
    )
