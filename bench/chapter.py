"""One chapter after the change of one cell: `make chapter`, against the whole and against soffice.

    python bench/chapter.py [--keep FOLDER]

The sample school is built from nothing, the best of two. Then a cell of chapter B07 is changed,
another word each time, and `make chapter CHAPTER=B07` renders, converts and binds it with its box
and the one that holds the catalogue. Between these, soffice converts the same chapter alone, once
with the profile that it has kept and the fonts that we use. Whole processes, by the clock, the best
of five.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import usual
from changes import sample, workbook
from watching import watched

_ROOT = Path(__file__).parents[1]
_RUNS = 5
_CODE = "B07"


def whole(place: Path) -> tuple[float, float]:
    """Seconds of the clock and of processors for a build from nothing."""
    shutil.rmtree(place / "build", ignore_errors=True)
    seen = watched([sys.executable, "-m", "dossier", "--workspace", str(place), "--quiet", "build"])
    if seen.code:
        raise SystemExit(seen.code)
    return seen.clock, seen.cpu


def change(place: Path, number: int) -> None:
    """Other words in one cell that only this chapter prints."""
    with workbook(place / "inputs/school.xlsx") as book:
        sheet = book["自评说明"]
        row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == _CODE)
        row[4].value = f"继续按月督办，逾期通报（第{number}稿）。"


def one(place: Path) -> tuple[float, float]:
    """Seconds of the clock and of processors for the chapter, by make."""
    command = ["make", "--silent", "chapter", f"CHAPTER={_CODE}", f"WORKSPACE={place}", "QUIET=1"]
    seen = watched(command, cwd=_ROOT)
    if seen.code:
        raise SystemExit(seen.code)
    return seen.clock, seen.cpu


def soffice(place: Path, scratch: Path) -> tuple[float, float]:
    """Seconds of the clock and of processors for soffice with the chapter's Word file."""
    source = next((place / "build/chapters").glob(f"{_CODE}-*.docx"))
    seen = watched(usual.command([source], scratch, scratch / "profile"), hushed=True)
    return seen.clock, seen.cpu


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="one chapter after the change of one cell")
    parser.add_argument("--keep", type=Path, help="a folder for the school, to be used again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = asked.keep or scratch
        folder.mkdir(parents=True, exist_ok=True)
        place = sample(folder)
        full = min(whole(place) for _ in range(2))
        usual.give_fonts(scratch / "fonts")
        soffice(place, scratch)  # its profile
        ours, theirs = [], []
        for number in range(_RUNS):
            change(place, number)
            ours.append(one(place))
            theirs.append(soffice(place, scratch))
        told = [("whole build, cold", full), ("make chapter", min(ours)), ("soffice", min(theirs))]
        print("| process | s | processor s |")
        print("| --- | --- | --- |")
        for title, (clock, cpu) in told:
            print(f"| {title} | {clock:.2f} | {cpu:.2f} |")
        mine, other = min(ours)[0], min(theirs)[0]
        print("\n| comparison | ratio | goal |")
        print("| --- | --- | --- |")
        print(f"| whole build : chapter | {full[0] / mine:.1f} | ≥ 15 |")
        print(f"| chapter : soffice for the same chapter | {mine / other:.2f} | ≤ 2 |")


if __name__ == "__main__":
    main()
