"""Make the sample school: ``python scripts/make_sample [--out inputs]``."""

import argparse
import sys
from pathlib import Path

if not __package__:  # started as a folder: put its parent in its place on the path
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from make_sample.evidence import make_evidence
from make_sample.workbooks import make_workbooks


def main() -> None:
    """Write the workbooks and the evidence into the folder that --out names."""
    parser = argparse.ArgumentParser(prog="make_sample", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=Path("inputs"), help="the folder to fill")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    make_workbooks(out)
    make_evidence(out / "evidence")


if __name__ == "__main__":
    main()
