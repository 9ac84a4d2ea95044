"""The workbooks of a folder, which another process parses while this one has something else to do.

Those that were parsed before are recalled (:mod:`~dossier.read.cell_cache`).
"""

import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dossier import log
from dossier.damage import DAMAGED
from dossier.faults import told_of
from dossier.files import not_a_file
from dossier.finding import Code, Finding
from dossier.media import UnusableError
from dossier.messages import Text, say
from dossier.pool import Failure, guarded
from dossier.read.cell_cache import CellCache
from dossier.read.plaincells import SheetCells
from dossier.refusal import refusal
from dossier.source import Cell

BOOKS = ("standard.xlsx", "school.xlsx", "evidence.xlsx", "people.xlsx", "ledger.xlsx")
"""The workbooks of a school."""


class Opened:
    """Workbooks by name; `kept` is a folder that keeps the cells of them until they change."""

    def __init__(self, paths: Iterable[Path], kept: Path | None = None) -> None:
        self._known: dict[str, list[SheetCells]] = {}
        self._faults: dict[str, Finding] = {}
        self._notes: dict[str, CellCache] = {}
        tasks: dict[str, tuple[Path, bytes]] = {}
        for path in paths:
            content = self._content(path)
            if content is None:
                continue
            if kept:
                self._notes[path.name] = note = CellCache(kept / f"{path.name}.json", content)
                known = note.recall()
                if known is not None:
                    self._known[path.name] = known
                    continue
            tasks[path.name] = path, content
        self._places = {name: place for place, name in enumerate(tasks)}
        self._parsed = guarded(_parsed, [*tasks.values()], workers=1)

    def cells(self, book: str) -> tuple[list[SheetCells], list[Finding]]:
        """The sheets of a workbook, and what is wrong with the file; to be asked for once."""
        if book in self._faults:
            return [], [self._faults[book]]
        if book in self._known:
            return self._known[book], []
        sheets = self._parsed.answer(self._places[book])
        if isinstance(sheets, Failure):
            code, remedy = told_of(book, sheets)
            return [], [
                Finding(code, say("the workbook cannot be read"), Cell(book, "", ""), "", remedy)
            ]
        if isinstance(sheets, _Unreadable):
            log.note(book, sheets.detail)
            return [], [_told(book, sheets)]
        if book in self._notes:
            self._notes[book].keep(sheets)
        return sheets, []

    def _content(self, path: Path) -> bytes | None:
        """The bytes of a workbook; None where it has none, which is a fault."""
        if not path.is_file():
            self._faults[path.name] = Finding(
                Code.WORKBOOK_MISSING,
                say("the workbook is not there"),
                at=Cell(path.name, "", ""),
                hint=not_a_file(path) or say("put '{book}' into the inputs folder", book=path.name),
            )
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            self._faults[path.name] = Finding(
                Code.WORKBOOK_UNREADABLE,
                say("the workbook cannot be read: {problem}", problem=refusal(error)),
                at=Cell(path.name, "", ""),
                hint=say("look at its permissions, or copy it again"),
            )
            return None


def begun(inputs: Path, kept: Path) -> Opened:
    """The workbooks of a school, in its folder `inputs`."""
    return Opened([inputs / book for book in BOOKS], kept)


def _parsed(task: tuple[Path, bytes]) -> "list[SheetCells] | _Unreadable":
    """The cells of a workbook, or what is wrong with it."""
    from dossier.read.cells import read_cells  # noqa: PLC0415 - for a child alone

    path, content = task
    try:
        return read_cells(content)
    except UnusableError as unusable:
        return _Unreadable(unusable.fault, unusable.remedy, unusable.detail)
    except DAMAGED as problem:
        return _problem(path, content, problem)


class _Unreadable(NamedTuple):
    """What is wrong with a workbook: the code, the problem, and for the log what a library says."""

    code: Code
    problem: Text
    detail: str


def _told(book: str, one: _Unreadable) -> Finding:
    return Finding(
        one.code,
        say("the workbook cannot be read: {problem}", problem=one.problem),
        at=Cell(book, "", ""),
        hint=say("open it in Excel or WPS and save it again as .xlsx without a password"),
    )


def _problem(path: Path, content: bytes, problem: Exception) -> _Unreadable:
    """What a file is that is no workbook, where that can be told; else that it is damaged."""
    told: Text = say("it is damaged")
    if isinstance(problem, zipfile.BadZipFile) and not content.startswith(b"PK"):
        from dossier.media.kind import kind_of  # noqa: PLC0415 - for the few that are none

        with suppress(OSError):
            try:
                told = say("it is: {kind}", kind=kind_of(path).title)
            except UnusableError as unusable:
                told = unusable.remedy
    return _Unreadable(Code.WORKBOOK_UNREADABLE, told, f"{type(problem).__name__}: {problem}")
