"""Make the sample school: ``python scripts/make_sample [--out inputs]``."""

import argparse
import os
import shutil
import sys
from pathlib import Path

if not __package__:  # started as a folder: put its parent in its place on the path
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from make_sample.evidence import make_evidence
from make_sample.workbooks import make_workbooks

PACKAGE = Path("src/dossier/sample")


def link_sample(sample: Path) -> None:
    """Have the package hold a link to each file of the repository's sample, and no other.

    By them a wheel has the sample; builders of wheels follow no link to a folder.
    """
    if sample.resolve() != Path("inputs").resolve() or not PACKAGE.parent.is_dir():
        return
    shutil.rmtree(PACKAGE, ignore_errors=True)
    for file in sorted(one for one in sample.rglob("*") if one.is_file()):
        link = PACKAGE / file.relative_to(sample)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(os.path.relpath(file, link.parent))


def main() -> None:
    """Write the workbooks and the evidence into the folder that --out names."""
    parser = argparse.ArgumentParser(prog="make_sample", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=Path("inputs"), help="the folder to fill")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    make_workbooks(out)
    make_evidence(out / "evidence")
    link_sample(out)


if __name__ == "__main__":
    main()
