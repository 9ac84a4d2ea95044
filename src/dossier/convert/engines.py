"""Which office engine there is: the one place to change where another is to be used."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.convert.engine import Engine, HasWorkers
from dossier.convert.libreoffice import PATIENCE, LibreOffice
from dossier.installed import OFFICE_PLACES


def find(room: Path, patience: float = PATIENCE) -> Engine | None:
    """The LibreOffice of this machine: $DOSSIER_SOFFICE, on the PATH, or where it is installed.

    `room` is a folder that the engine keeps from build to build (what it knows of the program,
    and the cache of fontconfig).
    """
    named = os.environ.get("DOSSIER_SOFFICE")
    found = named or shutil.which("soffice") or shutil.which("libreoffice")
    for place in (found,) if found else OFFICE_PLACES:
        if Path(place).is_file():
            return LibreOffice(Path(place), room, patience)
    return None


@contextmanager
def opened(room: Path) -> Iterator[Engine | None]:
    """The engine of this machine, as in :func:`find`, started; closed whatever happens."""
    engine = find(room)
    if not isinstance(engine, HasWorkers):
        yield engine
        return
    try:
        engine.start()
        yield engine
    finally:
        engine.close()
