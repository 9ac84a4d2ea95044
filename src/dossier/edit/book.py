"""A workbook with some of its sheets edited: every other part stays as it is."""

import hashlib
import io
import os
import shutil
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dossier import log
from dossier.damage import DAMAGED
from dossier.edit.in_use import NotWrittenError, changed, require_closed
from dossier.edit.sheet import (
    FILLED,
    MERGED,
    CellChange,
    SheetXml,
    UnfitSheetError,
    Value,
    stretched_table,
)
from dossier.files import aside_of, written_down
from dossier.media import UnusableError
from dossier.media.workbook_parts import Parts
from dossier.messages import say


class Edit(NamedTuple):
    """What is to be done to a sheet: cells to set, and rows to put beneath row `after`.

    Rows are values by column, counted from 1; they look like row `after`, unless that is the header
    (`headed`). `before` is a row that ends the table, where one does. `widths` are for columns that
    are new, in characters; `offers` are the words that their drop-down lists hold, from row
    `offered_from` on.
    """

    rows: tuple[Mapping[int, Value], ...] = ()
    after: int = 0
    before: int | None = None
    headed: bool = False
    changes: tuple[CellChange, ...] = ()
    widths: Mapping[int, float] = {}
    offers: Mapping[int, tuple[str, ...]] = {}
    offered_from: int = 2


class Written(NamedTuple):
    """The numbers of the rows that were put into each sheet."""

    rows: Mapping[str, tuple[int, ...]]


_OFFERED_ROWS = 600  # as far down as the drop-down lists of workbooks that come along


def write(path: Path, seen: str, edits: Mapping[str, Edit]) -> Written:
    """Edit sheets, by name, of the workbook that had the SHA-256 `seen` when it was read.

    It is written aside, onto the disk, and renamed: an interruption leaves the old workbook or the
    new one. Raises NotWrittenError, and writes nothing, where it is open in a program, has
    changed, may not be written to, or where a cell to be set is filled by now.
    """
    target = path.resolve()  # a link stays a link
    require_closed(target)
    before = target.stat()
    content = target.read_bytes()
    if hashlib.sha256(content).hexdigest() != seen:
        raise changed(target)
    made, rows = edited(content, path.name, edits)
    aside = aside_of(target)
    try:
        aside.write_bytes(made)
        aside.chmod(stat.S_IMODE(before.st_mode))
        written_down(aside)
        require_closed(target)
        after = target.stat()
        if (before.st_mtime_ns, before.st_size, before.st_ino) != (
            after.st_mtime_ns,
            after.st_size,
            after.st_ino,
        ):
            raise changed(target)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    _remember(target.parent)
    return Written(rows)


def edited(
    content: bytes, name: str, edits: Mapping[str, Edit]
) -> tuple[bytes, dict[str, tuple[int, ...]]]:
    """The bytes of a workbook with its sheets edited, and the rows that each was given."""
    made: dict[str, bytes] = {}
    rows: dict[str, tuple[int, ...]] = {}
    try:
        parts = Parts(content)
        places = {sheet.strip(): part for sheet, part in parts.sheets}
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            for sheet, edit in edits.items():
                info = parts.info(places[sheet.strip()])
                assert info is not None
                xml = SheetXml(source.read(info), parts.texts(), parts.formats(), parts.first_day)
                rows[sheet] = _applied(xml, edit)
                made[info.filename] = xml.content()
                for table in parts.related(places[sheet.strip()], "table"):
                    lists = parts.info(table)
                    assert lists is not None
                    grown = stretched_table(source.read(lists), edit.after, rows[sheet])
                    if grown is not None:
                        made[lists.filename] = grown
            return _repacked(source, made), rows
    except UnfitSheetError as unfit:
        raise _refused(name, unfit) from unfit
    except UnusableError as unusable:
        raise NotWrittenError(
            say("'{file}' cannot be edited: {problem}", file=name, problem=unusable.remedy),
            say("open it in Excel or WPS and save it again as .xlsx"),
        ) from unusable
    except DAMAGED as damage:
        log.note(name, f"{type(damage).__name__}: {damage}")
        raise NotWrittenError(
            say("'{file}' cannot be edited: {problem}", file=name, problem=say("it is damaged")),
            say("open it in Excel or WPS and save it again as .xlsx"),
        ) from damage


def _applied(xml: SheetXml, edit: Edit) -> tuple[int, ...]:
    for change in edit.changes:
        xml.set(change)
    for column, width in edit.widths.items():
        xml.widen(column, width)
    numbers = xml.append(edit.rows, edit.after, edit.before, headed=edit.headed)
    for column, words in edit.offers.items():
        last = max(_OFFERED_ROWS, edit.offered_from, *numbers)
        xml.offer(column, edit.offered_from, last, words)
    return numbers


def _repacked(source: zipfile.ZipFile, made: Mapping[str, bytes]) -> bytes:
    """The zip with some parts made anew; names, order, times and packing of all stay."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.comment = source.comment
        for info in source.infolist():
            entry = zipfile.ZipInfo(info.filename, info.date_time)
            entry.compress_type = info.compress_type
            entry.external_attr, entry.create_system = info.external_attr, info.create_system
            entry.comment = info.comment
            if info.filename in made:
                target.writestr(entry, made[info.filename])
                continue
            with source.open(info) as part, target.open(entry, "w", force_zip64=False) as copy:
                shutil.copyfileobj(part, copy, 1 << 20)
    return out.getvalue()


def _refused(name: str, unfit: UnfitSheetError) -> NotWrittenError:
    hints = {
        FILLED: say("somebody filled it in meanwhile: give the command again"),
        MERGED: say("it lies in a merged area: take the area apart, then give the command again"),
    }
    return NotWrittenError(
        say("'{file}', cell {cell}: nothing was written", file=name, cell=unfit.cell),
        hints.get(
            unfit.reason,
            say(
                "this row ends the table, and there is no room above it: delete it, or insert "
                "blank rows above it"
            ),
        ),
    )


def _remember(folder: Path) -> None:
    """Wait until the disk knows the folder's names: a power cut cannot undo the renaming."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
