"""The evidence folder, walked, hashed and examined."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from dossier.files import nfc, sha256_of
from dossier.finding import Code
from dossier.hands import each
from dossier.messages import Text, say
from dossier.model.holding import Holding, Kind
from dossier.survey.memory import Memory, stamp

# what office programs and desktops leave behind; it is nobody's evidence
_LITTER = ("~$*", ".*", "thumbs.db", "desktop.ini")

# Clocks of file systems tick every few milliseconds: a file written within the same tick in
# which it was hashed could be changed again without a trace in its stat.
_TICK_NS = 20_000_000

_WORTH = 400  # files to open that several processes open sooner than one

Progress = Callable[[int, int, str], None]
"""(files done, files to open, path of the current one)."""


def _silent(_done: int, _total: int, _name: str) -> None:
    pass


def survey(folder: Path, memory: Path, progress: Progress = _silent) -> tuple[Holding, ...]:
    """Everything in the evidence folder, in the order of its paths.

    `memory` is the JSON file that keeps what an earlier survey found: only files whose stat has
    changed are opened. `progress` is told of those. The folder is only read.
    """
    known = Memory(memory)
    found: list[Holding] = []
    fresh: list[tuple[Holding, Path, os.stat_result]] = []
    for holding, path in _walk(folder):
        if holding.fault is not None:
            found.append(holding)
            continue
        status = path.stat()
        recalled = known.recall(holding, status)
        if recalled is not None:
            found.append(recalled)
        else:
            fresh.append((holding, path, status))
    _let_settle(status for _, _, status in fresh)
    tasks = [(holding, path, status, known.content_of(holding)) for holding, path, status in fresh]
    for number, (task, examined) in enumerate(
        zip(fresh, each(_examined, tasks, _WORTH), strict=True), 1
    ):
        holding, path, status = task
        healed = known.heal(holding, status, examined.sha256)
        # a file that changed under our eyes is opened again next time
        if examined.sha256 and stamp(path.stat()) == stamp(status):
            known.remember(healed or examined, status)
        found.append(healed or examined)
        progress(number, len(fresh), holding.path)
    known.save()
    return tuple(sorted(found, key=lambda holding: (holding.path, holding.on_disk)))


def _walk(folder: Path) -> Iterator[tuple[Holding, Path]]:
    """Every file, not yet opened; those that are no proper file already carry their fault."""
    home = folder.resolve()
    locked: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=locked.append):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        folders[:] = [name for name in folders if not _is_litter(name) and name not in links]
        here = Path(place)
        within = "" if here == folder else f"{here.relative_to(folder).as_posix()}/"
        for name in (*files, *links):
            if _is_litter(name):
                continue
            path = here / name
            holding = _unopened(within + name)
            remedy = _objection(holding.on_disk, path, home)
            if remedy is not None:
                holding = replace(holding, fault=Code.FILE_TYPE, remedy=remedy)
            yield holding, path
    for error in locked:
        path = Path(error.filename)
        if path != folder:  # a dossier without any evidence yet is no error of the survey
            remedy = say("the folder cannot be opened: look at its permissions")
            spelled = path.relative_to(folder).as_posix()
            yield replace(_unopened(spelled), fault=Code.FILE_DAMAGED, remedy=remedy), path


def _unopened(spelled: str) -> Holding:
    shown = nfc(_readable(spelled))
    return Holding(
        path=shown,
        size=0,
        sha256="",
        kind=Kind.OTHER,
        spelled="" if shown == spelled else spelled,
    )


def _is_litter(name: str) -> bool:
    return any(fnmatchcase(name.lower(), pattern) for pattern in _LITTER)


def _readable(name: str) -> str:
    """A name as a person knows it: names from old zip files are often GBK, not UTF-8."""
    return os.fsencode(name).decode("gb18030", "replace") if _is_garbled(name) else name


def _is_garbled(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8 came as lone surrogates
        return True
    return False


def _objection(spelled: str, path: Path, home: Path) -> Text | None:
    """Why a directory entry cannot even be opened as a file, if it cannot."""
    if _is_garbled(spelled):
        return say("its name is not in UTF-8: rename the file")
    if path.is_symlink() and not _stays(path, home):
        return say("it is a link that leads elsewhere: put the file itself in its place")
    if not stat.S_ISREG(path.stat().st_mode):
        return say("it is not a file that can be read: remove it")
    return None


def _stays(link: Path, home: Path) -> bool:
    """Whether a link leads to a file within the evidence folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or round in a circle
        return False
    return target.is_relative_to(home) and target.is_file()


def _examined(task: tuple[Holding, Path, os.stat_result, str]) -> Holding:
    """What a file holds; where its content is what was known, only its hash is told."""
    holding, path, status, known = task
    try:
        sha256 = sha256_of(path)
        if sha256 == known:
            return replace(holding, sha256=sha256)
        # heavy imports, and an unchanged folder needs none of them
        from dossier.media.examine import examine  # noqa: PLC0415

        examined = examine(path)
    except OSError as error:
        return replace(
            holding,
            size=status.st_size,
            fault=Code.FILE_DAMAGED,
            remedy=say(
                "it cannot be read ({reason}): look at the permissions, or copy it again",
                reason=error.strerror or type(error).__name__,
            ),
        )
    return replace(
        holding,
        size=status.st_size,
        sha256=sha256,
        kind=examined.kind,
        pages=examined.pages,
        fault=examined.fault,
        remedy=examined.remedy,
    )


def _let_settle(stats: Iterator[os.stat_result]) -> None:
    youngest = max((status.st_ctime_ns for status in stats), default=0)
    age = time.time_ns() - youngest
    if 0 <= age < _TICK_NS:
        time.sleep((_TICK_NS - age) / 1e9)
