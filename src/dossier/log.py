"""The log: technical text of faults that nobody foresaw, for whoever mends the program.

It lies in the cache, is no product, and says when it happened. Long numbers, which may be those of
identity cards and telephones, are masked.
"""

import logging
import os
import re
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dossier.personal import masked

NAME = "log.txt"

_OF_CHILDREN = "DOSSIER_LOG"
_LARGEST = 1_000_000  # bytes, after which it begins anew
_LONG_NUMBER = re.compile(r"\d{7,}(?=\d{4})")

_file: list[Path] = []
_show: list[Callable[[str], object]] = []


def hush_libraries() -> None:
    """Let nothing that a library logs or warns of be printed among what this program says.

    What matters of it comes as an exception; what a file is told of by a library in passing
    ("Corrupt EXIF data") means nothing to a person. For each process, once; warnings that Python
    was asked for (``-W``) are printed all the same.
    """
    logging.getLogger().addHandler(logging.NullHandler())  # else what is left over goes to stderr
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def keep_in(folder: Path) -> None:
    """Have faults written to the log in `folder` from now on, by children of this process, too."""
    _file[:] = [folder / NAME]
    os.environ[_OF_CHILDREN] = str((folder / NAME).absolute())


def show_with(show: Callable[[str], object] | None) -> None:
    """Have faults shown as well, by `show`; None: no more."""
    _show[:] = [show] if show else []


def note(what: str, detail: str) -> None:
    """Write down a fault: what it was about, and the technical text. It never raises OSError."""
    from datetime import datetime  # noqa: PLC0415 - asked for by few runs

    told = masked(f"{what}\n{detail.rstrip()}\n\n")
    entry = _LONG_NUMBER.sub(lambda found: "*" * len(found[0]), told)
    for show in _show:
        show(entry)
    inherited = os.environ.get(_OF_CHILDREN)
    for file in _file or ([Path(inherited)] if inherited else []):
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            full = file.is_file() and file.stat().st_size > _LARGEST
            with file.open("w" if full else "a", encoding="utf-8", errors="replace") as log:
                log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {entry}")
