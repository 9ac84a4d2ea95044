"""Make the standards: ``python scripts/make_standards [--out src/dossier/standards]``."""

import argparse
import sys
from pathlib import Path

if not __package__:  # started as a folder: put its parent in its place on the path
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from common.workbook import draw_book
from dossier.model.settings import SETTINGS
from make_standards.content import NAMES, standard


def main() -> None:
    """Write each standard as a workbook into the folder that --out names."""
    parser = argparse.ArgumentParser(prog="make_standards", description=main.__doc__)
    home = Path("src/dossier/standards")
    parser.add_argument("--out", type=Path, default=home, help="the folder to fill")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (out / f"{name}.xlsx").write_bytes(draw_book(standard(name), SETTINGS.book))


if __name__ == "__main__":
    main()
