"""Whether a workbook is open in an office program, which would write over what is written here."""

import os
import stat
from pathlib import Path

from dossier.errors import OutputError
from dossier.messages import say

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class NotWrittenError(OutputError):
    """A workbook that cannot be written to now: it is open, was changed, or has no place left."""


class InUseError(NotWrittenError):
    """One that somebody else has in hand: it is open, or was changed meanwhile. It can be later."""


def require_closed(path: Path) -> None:
    """Raise NotWrittenError where a program's lock file lies beside a workbook."""
    for lock, owner in (
        (path.with_name(f"~${path.name}"), _of_excel),
        (path.with_name(f"~${path.name[2:]}"), _of_excel),  # as Word and some versions of WPS do
        (path.with_name(f".~{path.name}"), _of_excel),  # as WPS does on some systems
        (path.with_name(f".~lock.{path.name}#"), _of_libreoffice),
    ):
        try:
            content = lock.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:  # Windows keeps it to the program that has the workbook open
            content = b""
        who = owner(content)
        raise InUseError(
            say("'{file}' is open, by {who}: nothing was written", file=path.name, who=who)
            if who
            else say("'{file}' is open in another program: nothing was written", file=path.name),
            say(
                "save and close it there, then give the command again; where no program has it "
                "open any more, delete '{lock}' beside it",
                lock=lock.name,
            ),
        )
    # whoever may do all is asked by the mark itself, which the command keeps to like anybody
    if not os.access(path, os.W_OK) or not path.stat().st_mode & _WRITABLE:
        raise NotWrittenError(
            say("'{file}' may not be written to: nothing was written", file=path.name),
            say("look at its permissions; somebody may have made it read-only on purpose"),
        )


def changed(path: Path) -> InUseError:
    """What is raised where a workbook is another than the one that was read."""
    return InUseError(
        say("'{file}' was changed meanwhile: nothing was written", file=path.name),
        say("give the command again; what was changed is kept"),
    )


def _of_excel(content: bytes) -> str:
    """Who has it open, by an owner file: a length, and the name in the system's encoding."""
    name = content[1 : 1 + content[0]] if content else b""
    return _readable(name)


def _of_libreoffice(content: bytes) -> str:
    """Who has it open, by LibreOffice's lock: names, host and time parted by commas."""
    parts = content.decode("utf-8", "replace").split(",")
    return next((part.strip() for part in parts[:2] if part.strip()), "")


def _readable(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            found = name.decode(encoding).strip("\0 ")
        except UnicodeDecodeError:
            continue
        return found if found.isprintable() else ""
    return ""
