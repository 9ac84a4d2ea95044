"""Files that are put onto the page: written aside, then given a name that nobody has."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from dossier.desk.handlers import DeskHandler
from dossier.desk.operations import REGISTER
from dossier.desk.view import DeskView, ShownRequirement
from dossier.files import aside_of, nfc, safe_name, written_down
from dossier.media import UnusableError
from dossier.media.magic import sniff
from dossier.messages import Text, say
from dossier.workspace import is_document

LARGEST = 200 << 20
"""Bytes of one file."""
_AT_ONCE = 4
_ROOM = 500 << 20  # bytes of the disk that stay free
INBOX = "待整理"
"""The folder of the evidence for what was put onto no cell."""
# names that Windows keeps for devices, whatever follows the dot
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


class RefusedError(Exception):
    """A file that is not taken: the status, and why."""

    def __init__(self, status: HTTPStatus, why: Text) -> None:
        super().__init__(status, why)
        self.status, self.why = status, why


class Upload(DeskHandler):
    """One file as the body of a PUT: `X-Name` has its name, `at` the cell, `for` the material."""

    for_guests = True
    _running = 0
    _aside: Path | None = None

    def begin(self) -> None:
        """Look at everything that the headers tell, before the body comes."""
        self.request.connection.set_max_body_size(LARGEST + 1)  # type: ignore[union-attr]
        try:
            self._begin()
        except RefusedError as refused:
            self._refuse(refused)

    def _begin(self) -> None:
        self.name = _name(unquote(self.request.headers.get("X-Name", "")))
        self.folder, self.needs, self.year = _place(
            self.state.view, self.get_query_argument("at", ""), self.get_query_argument("for", "")
        )
        self._require_theirs()
        if Upload._running >= _AT_ONCE:
            raise RefusedError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                say("several files are coming already: try it again in a moment"),
            )
        told = self.request.headers.get("Content-Length", "0")
        size = int(told) if told.isdigit() else 0
        if size > LARGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
        evidence = self.state.workspace.evidence
        evidence.mkdir(exist_ok=True)
        if shutil.disk_usage(evidence).free < size + _ROOM:
            raise RefusedError(
                HTTPStatus.INSUFFICIENT_STORAGE, say("there is no room left on the disk")
            )
        Upload._running += 1
        self._aside = aside_of(evidence / self.name)
        self._file: IO[bytes] = self._aside.open("xb")
        self._size, self._hash = 0, hashlib.sha256()

    def _require_theirs(self) -> None:
        """A guest puts files onto what is theirs, and onto nothing else."""
        at, code = self.get_query_argument("at", ""), self.get_query_argument("for", "")
        view, guest = self.state.view, self.guest
        cell = view.cells.get(at) if view else None
        if guest is not None and not any(
            one.code == code and guest.may(one.group, at, code)
            for one in (cell.requirements if cell else ())
        ):
            raise RefusedError(
                HTTPStatus.FORBIDDEN, say("the link that you were given does not open this")
            )

    def data_received(self, chunk: bytes) -> None:
        """A piece of the file."""
        if self._aside is None or self._finished:
            return
        self._size += len(chunk)
        if self._size > LARGEST:
            self._refuse(RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE))
            return
        self._file.write(chunk)
        self._hash.update(chunk)

    def put(self) -> None:
        """The file is here: it gets its name, and its row waits to be written."""
        assert self._aside is not None
        self._file.close()
        try:
            path = self._named()
        except RefusedError as refused:
            self._refuse(refused)
            return
        self._tidy()
        self.queue.add(
            [self.queue.operation(REGISTER, self.me, path, requirements=self.needs, year=self.year)]
        )
        self.set_status(HTTPStatus.CREATED)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(say("'{file}' was taken", file=path)))

    def _named(self) -> str:
        """Its path in the evidence folder, where it now lies."""
        assert self._aside is not None
        _require_sound(self._aside)
        digest = self._hash.hexdigest()
        files = self.state.view.files.values() if self.state.view else ()
        for known in files:
            if known.sha256 == digest:
                raise RefusedError(
                    HTTPStatus.CONFLICT,
                    say("this file is there already: '{file}'", file=known.path),
                )
        written_down(self._aside)
        folder = self.state.workspace.evidence.joinpath(*self.folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name in _names(self.name):
            if _is_placed(self._aside, folder / name):
                break
        return nfc("/".join((*self.folder, name)))

    def on_finish(self) -> None:
        """Nothing is left of what was not taken."""
        self._tidy()

    def on_connection_close(self) -> None:
        """Half a file leaves nothing."""
        super().on_connection_close()
        self._tidy()

    def _tidy(self) -> None:
        if self._aside is not None:
            self._file.close()
            self._aside.unlink(missing_ok=True)
            self._aside = None
            Upload._running -= 1

    def _refuse(self, refused: RefusedError) -> None:
        self.let_in = False
        self._tidy()
        self.refuse(refused.status, refused.why)


_TOO_LARGE = say(
    "a file may have 200 MB at most: make it smaller, or put it into the folder by hand"
)


def _name(given: str) -> str:
    """The name under which a file is kept, by what the browser calls it."""
    name = safe_name(given.replace("\\", "/").rpartition("/")[2])
    if name.partition(".")[0].strip().lower() in _DEVICES:
        name = f"_{name}"
    if not is_document(name):
        raise RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            say("'{name}' is no document or picture that can be bound", name=name),
        )
    return name


def _place(
    view: DeskView | None, at: str, code: str
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Folders, requirements and period of what is put onto a cell, or onto the page."""
    if view is None:
        raise RefusedError(
            HTTPStatus.SERVICE_UNAVAILABLE, say("the workbooks are still being read: wait a moment")
        )
    if not at:
        return (INBOX,), (), ""
    cell = view.cells.get(at)
    asked: list[ShownRequirement] = [
        one for one in (cell.requirements if cell else ()) if code in {"", one.code}
    ]
    if cell is None or not asked:
        raise RefusedError(HTTPStatus.NOT_FOUND, say("there is no such cell"))
    lacking = [one for one in asked if one.usable < one.needed] or asked
    return (
        tuple(safe_name(part) for part in lacking[0].folder.split("/") if part),
        tuple(one.code for one in lacking),
        cell.period,
    )


def _require_sound(aside: Path) -> None:
    """By its first bytes it is what evidence may be; the rest is for the survey to tell."""
    try:
        sniff(aside)
    except UnusableError as unusable:
        raise RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            say("it cannot be bound: {why}", why=unusable.remedy),
        ) from unusable


def _names(name: str) -> Iterator[str]:
    """The name, and then with a number: nothing that is there is ever overwritten."""
    stem, dot, suffix = name.rpartition(".")
    yield name
    for number in count(2):
        yield f"{stem}（{number}）{dot}{suffix}"


def _is_placed(aside: Path, target: Path) -> bool:
    """Whether the file has got that name; False where another one has it."""
    try:
        os.link(aside, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        try:
            target.open("xb").close()
        except FileExistsError:
            return False
        aside.replace(target)
    return True
