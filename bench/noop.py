"""What it costs to find out that there is nothing to do, against processes that do nothing.

    python bench/noop.py [--keep FOLDER]

The sample school is built once; then whole processes are run in turn, each as often as the
others, and the best of their processor seconds count, for the machine may be busy. `dossier build`
finds nothing changed; `touched` finds the time of one workbook new and its bytes as they were.
`make dossier` does not start Python.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_RUNS = 15
_BASE = "import click"
_GOALS = {
    "dossier --help": "≤ 2 × import click",
    "make dossier": "≤ 1.5 × python -c pass",
    "dossier build": "≤ 3 × import click",
}


def spent(command: Sequence[str]) -> float:
    """Processor seconds of a process and its children; what it prints is thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def school(folder: Path) -> Path:
    """A copy of the sample school, built; the copy is made where it is not there yet."""
    place = folder / "sample"
    if not place.exists():
        for name in ("inputs", "templates"):
            shutil.copytree(_ROOT / name, place / name)
    make = ["make", "-C", str(_ROOT), "dossier", f"WORKSPACE={place}", "QUIET=1"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    return place


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="nothing to do, against importing click")
    parser.add_argument("--keep", type=Path, help="a folder for the school, to be used again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = school(asked.keep or Path(scratch))
        python, ours = [sys.executable], [sys.executable, "-m", "dossier"]
        here = [*ours, "--workspace", str(place)]
        runs: dict[str, tuple[list[str], Callable[[], None]]] = {
            "pass": ([*python, "-c", "pass"], lambda: None),
            _BASE: ([*python, "-c", _BASE], lambda: None),
            "dossier --help": ([*ours, "--help"], lambda: None),
            "make dossier": (
                ["make", "-C", str(_ROOT), "dossier", f"WORKSPACE={place}"], lambda: None,
            ),
            "dossier build": ([*here, "build"], lambda: None),
            "dossier check": ([*here, "check"], lambda: None),
            "dossier build, touched": (
                [*here, "build"], lambda: os.utime(place / "inputs/ledger.xlsx"),
            ),
        }  # fmt: skip
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(_RUNS):
            for name, (command, prepare) in runs.items():
                prepare()
                times[name].append(spent(command))
            # the touched workbook is known again, and both commands have their record
            spent([*here, "build"])
            spent([*here, "check"])
        print("| process | CPU ms | × python -c pass | × import click | goal |")
        print("| --- | --- | --- | --- | --- |")
        for name, each in times.items():
            goal = _GOALS.get(name, "")
            least = min(each)
            ratios = [f"{least / min(times[base]):.2f}" for base in ("pass", _BASE)]
            print(f"| {name} | {1000 * least:.0f} | {' | '.join(ratios)} | {goal} |")


if __name__ == "__main__":
    main()
