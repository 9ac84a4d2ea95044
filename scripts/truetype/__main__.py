"""Give the project's fonts TrueType outlines: ``python scripts/truetype [FOLDER]``.

LibreOffice writes TrueType fonts into PDFs as they are, quicker than the CFF fonts of which it
makes Type 1 fonts (and PDF/A asks for less of them). Only the files with families of the table in
dossier.fonts are redrawn, under the names that they have; a second run finds nothing to do.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

if not __package__:  # started as a folder: put its parent in its place on the path
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from dossier import fonts
from truetype.redrawn import is_cubic, redraw_in_place

_PROCESSES = 2  # half a gigabyte each


def main() -> None:
    """Redraw what FOLDER has of them; what cannot be redrawn stays, and is told on one line."""
    parser = argparse.ArgumentParser(prog="truetype", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=fonts.folder())
    folder: Path = parser.parse_args().folder
    families = {family for free in fonts.SUBSTITUTES.values() for family in free.families}
    found = [
        path
        for path in folder.iterdir()
        if path.is_file() and is_cubic(path) and families & fonts.family_names(path)
    ]
    if not found:
        return
    found.sort(key=lambda path: (-path.stat().st_size, path.name))
    print(f"set-up: TrueType outlines for {len(found)} files of fonts", flush=True)
    with ProcessPoolExecutor(min(_PROCESSES, os.cpu_count() or 1)) as processes:
        jobs = [(path, processes.submit(redraw_in_place, path, families)) for path in found]
        for path, job in jobs:
            if fault := job.exception():
                reason = " ".join(f"{type(fault).__name__}: {fault}".split())
                print(f"set-up: {path.name} stays as it came, LibreOffice is slower: {reason}")


if __name__ == "__main__":
    main()
