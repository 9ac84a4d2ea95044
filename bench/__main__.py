"""Run the measurements one after the other, and write bench/RESULTS.md.

    python bench [--quick] [--keep FOLDER] [CASE …]

A case is a program of this folder, and runs as a process of its own; all of them where none is
named. What it prints, tables in Markdown, goes under a heading of its name; to a table with goals
a column is added that says whether they are met. Sections of other cases stay, as long as they
were measured on the same kind of machine. With `--quick` everything is small, to see that the
programs run: the figures say nothing, and are printed instead of written.
"""

# ruff: noqa: INP001, T201 - a program, not a package
import argparse
import ast
import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_HOME = Path(__file__).parent
_RESULTS = _HOME / "RESULTS.md"
# in this order; what they are given for a small run
_CASES: Mapping[str, Sequence[str]] = {
    "noop": (),
    "tricks": ("--runs", "1"),
    "checking": ("--items", "300"),
    "register": ("--no-scans",),
    "scans": ("--pages", "1"),
    "office": ("--documents", "20"),
    "fidelity": ("--documents", "20", "--cells", "2000"),
    "catalogues": ("--count", "10"),
    "binding": (),
    "memory": (),
    "chapter": (),
    "changes": (),
    "whole": ("--items", "64"),
    "hostile": ("--only", "laughs.docx", "merged.xlsx", "calling-parts.docx"),
    "county": ("--sizes", "3,6", "--workers", "0"),
}
# it takes the same files, if they are kept
_ROOMS = {"memory": "binding", "fidelity": "office"}
# what make hands on, and what keeps Python from keeping what it has compiled, as people's does
_NOT_HANDED_ON = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHONDONTWRITEBYTECODE"}
_GOAL = re.compile(r"([≤≥])\s*([\d.]+)(?:\s*(×\s*.+))?")


def head() -> str:
    """What the figures were measured with."""
    try:
        told = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True)  # noqa: S607
        office = " ".join(told.stdout.split()[:2])
    except (OSError, subprocess.CalledProcessError):
        office = "no LibreOffice"
    office = re.sub(r"(\d+\.\d+)[.\d]*", r"\1", office)
    python = ".".join(platform.python_version_tuple()[:2])
    return f"{os.cpu_count()} processors, Python {python}, {office}."


def program() -> str:
    """What changes with any source file: what is made afterwards is made by another program."""
    files = sorted(path for path in (_HOME.parent / "src").rglob("*.*") if path.suffix != ".pyc")
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def judged(lines: Sequence[str]) -> list[str]:
    """Tables with a column `goal` get one more: whether the goal is met."""
    told: list[str] = []
    names: list[str] = []
    for line in lines:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            names = []
        elif not names:
            names = cells
            line += " met |" if "goal" in names else ""  # noqa: PLW2901
        elif "goal" in names:
            line += " --- |" if set(line) <= set("|- ") else f" {_met(names, cells)} |"  # noqa: PLW2901
        told.append(line)
    return told


def _met(names: Sequence[str], cells: Sequence[str]) -> str:
    """Of one row: yes, no, or nothing where there is no goal.

    A goal is for the column before it, or, where it speaks of `× something`, for that one.
    """
    where = names.index("goal")
    goal = _GOAL.match(cells[where])
    if goal is None:
        return ""
    sign, limit, column = goal.groups()
    if column:
        named = (n for n, name in enumerate(names) if name.startswith(column.strip()))
        where = next(named, where - 1)
    else:
        where -= 1
    value = float(cells[where].replace(",", ""))
    return "yes" if (value <= float(limit) if sign == "≤" else value >= float(limit)) else "**no**"


def section(name: str, printed: str) -> str:
    """The section of one case: what its docstring says, and what it printed."""
    source = (_HOME / f"{name}.py").read_text(encoding="utf-8")
    told = (ast.get_docstring(ast.parse(source)) or "").split("\n\n")
    about = [text for text in told if not text.startswith("    ")]
    return "\n\n".join((f"## {name}", *about, "\n".join(judged(printed.strip().splitlines()))))


def run(name: str, more: Iterable[str], room: Path) -> tuple[int, str]:
    """Exit code of a case, and its section."""
    print(f"{name} …", file=sys.stderr, flush=True)
    room.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(_HOME / f"{name}.py"), "--keep", str(room), *more]
    # a make that a case starts is to know nothing of the one that started this
    own = {key: value for key, value in os.environ.items() if key not in _NOT_HANDED_ON}
    before = program()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=own)
    printed = done.stdout
    if program() != before:
        printed += "\nThe program was changed meanwhile: measure again.\n"
    if done.returncode:
        printed += f"\nIt broke off with exit code {done.returncode}.\n"
    return done.returncode, section(name, printed)


def kept(first: str) -> dict[str, str]:
    """The sections of the file as it is, if it begins in the same way."""
    if not _RESULTS.is_file():
        return {}
    begun, *sections = re.split(r"\n(?=## )", _RESULTS.read_text(encoding="utf-8"))
    if begun.strip() != first:
        return {}
    return {text[3:].partition("\n")[0].strip(): text.strip() for text in sections}


def main() -> int:
    """Run and write: 1 where a case broke off."""
    parser = argparse.ArgumentParser(prog="bench", description="measure")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(_CASES))
    parser.add_argument("--quick", action="store_true", help="small sizes; print, do not write")
    parser.add_argument("--keep", type=Path, help="a folder for what is made up, to be used again")
    asked = parser.parse_args()
    if unknown := [name for name in asked.cases if name not in _CASES]:
        parser.error(f"unknown: {' '.join(unknown)}; there are {', '.join(_CASES)}")
    about = (
        "All times are ratios taken side by side in one run, of whole processes; seconds are "
        "printed for the sake of the ratios. `make bench` measures anew."
    )
    first = f"# Results\n\n{head()} {about}"
    sections = {} if asked.quick else kept(first)
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        base = (asked.keep or Path(scratch)).resolve()
        for name in asked.cases or _CASES:
            more = _CASES[name] if asked.quick else ()
            code, sections[name] = run(name, more, base / _ROOMS.get(name, name))
            failed = failed or code != 0
            told = [sections[one] for one in _CASES if one in sections]
            text = "\n\n".join((first, *told)) + "\n"
            if asked.quick:
                print(f"{sections[name]}\n", flush=True)
            else:
                _RESULTS.write_text(text, encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
